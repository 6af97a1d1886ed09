// Seconds to text. The only place where the page writes times.

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

export function length(seconds) {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : clock(seconds);
}

export function left(seconds) {
  if (seconds < 5) return "a few seconds left";
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
