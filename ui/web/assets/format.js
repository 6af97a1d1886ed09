// Seconds and bytes as text. The only place where the page writes them.

/**
 * @param {number} seconds
 * @param {number} decimals
 */
export function clock(seconds, decimals = 0) {
  const scale = 10 ** decimals;
  const units = Math.round(Math.max(0, seconds) * scale);
  const whole = Math.floor(units / scale);
  const s = String(whole % 60).padStart(2, "0");
  const m = Math.floor(whole / 60) % 60;
  const h = Math.floor(whole / 3600);
  const tail = decimals ? `.${String(units % scale).padStart(decimals, "0")}` : "";
  return (h ? `${h}:${String(m).padStart(2, "0")}` : `${m}`) + `:${s}${tail}`;
}

/** @param {number} seconds */
export function length(seconds) {
  return seconds < 59.95 ? `${seconds.toFixed(1)} s` : clock(seconds);
}

/** @param {number} seconds */
export function left(seconds) {
  if (seconds < 5) return "a few seconds left";
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/**
 * How far work is, in words: "42 % · about 20 s left".
 *
 * @param {{ state: string, fraction: number, left: number | null }} job
 */
export function course(job) {
  if (job.state === "waiting" || job.state === "stopping") return job.state;
  return [`${Math.floor(job.fraction * 100)} %`, job.left === null ? "" : left(job.left)].filter(Boolean).join(" · ");
}

/**
 * A moment as one would tell it: "24 Nov, 14:05".
 *
 * @param {number} seconds Since 1970.
 */
export function day(seconds) {
  const form = /** @type {const} */ ({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return new Date(seconds * 1000).toLocaleString("en-GB", form);
}

/**
 * A message as a sentence: with a capital, unless it begins with a file's name or the like.
 *
 * @param {string} text
 */
export function sentence(text) {
  return /^[a-z]+([ ,;]|$)/.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}
