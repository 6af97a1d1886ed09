// Cues as values: their text, their speed, and the places and times that an edit may choose.

/**
 * @import { CaptionCue, Cue } from "../schemas/contract"
 */

const LEAST = 0.1; // seconds that a cue is shown at least

/** @typedef {"start" | "end"} CueEdge */
/** @typedef {{ at: number, text: string, breaks: boolean, splits: boolean }} CueWord */

/** @param {Cue} cue */
export const linesOf = (cue) => cue.lines.map((line) => line.map(([, text]) => text).join("").trimEnd());

/**
 * The cue as the player draws captions.
 *
 * @param {Cue} cue
 * @returns {CaptionCue}
 */
export function captionOf(cue) {
  const { start, end, speaker } = cue;
  return { start, end, speaker, lines: linesOf(cue).map((text) => [{ start, end, text, after: "" }]) };
}

/**
 * The index of the cue's first word; -1 for a cue without words.
 *
 * @param {Cue} cue
 */
export const firstOf = (cue) => cue.lines.flat().find(([at]) => at >= 0)?.[0] ?? -1;

/** @param {Cue} cue */
export const lastOf = (cue) => cue.lines.flat().findLast(([at]) => at >= 0)?.[0] ?? -1;

/**
 * The cue's words; `breaks` says that a line begins with the word, `splits` that a cue or a line may. A
 * name stays with the word after it, and the pieces of a word that was cut in two belong together.
 *
 * @param {Cue} cue
 * @returns {CueWord[]}
 */
export function wordsOf(cue) {
  /** @type {CueWord[]} */
  const words = [];
  let name = "";
  for (const [number, line] of cue.lines.entries()) {
    let begins = number > 0;
    for (const [at, text] of line) {
      if (at < 0) {
        name += text;
        continue;
      }
      const before = words.at(-1);
      if (before && before.at === at) before.text += text;
      else words.push({ at, text: name + text, breaks: begins, splits: !!before });
      name = "";
      begins = false;
    }
  }
  return words;
}

/**
 * The words that begin the cue's further lines once `at` begins one, or no longer does.
 *
 * @param {Cue} cue
 * @param {number} at
 */
export function toggleBreak(cue, at) {
  return wordsOf(cue).flatMap((word) => (word.breaks !== (word.at === at) && word.splits ? [word.at] : []));
}

/**
 * The word that a second cue would best begin with: near the middle, rather after a comma or a full stop.
 *
 * @param {Cue} cue
 */
export function bestSplit(cue) {
  const words = wordsOf(cue);
  const total = words.reduce((sum, word) => sum + word.text.length, 0);
  let [best, least, done] = [-1, Infinity, 0];
  for (const [place, word] of words.entries()) {
    if (place > 0) {
      const before = words[place - 1].text.trimEnd();
      const seam = /[.?!…]["'”’»)]*$/.test(before) ? 0.6 : /[,;:–—-]["'”’»)]*$/.test(before) ? 0.3 : word.breaks ? 0.15 : 0;
      const cost = Math.abs(done / total - 0.5) - seam;
      if (cost < least) [best, least] = [word.at, cost];
    }
    done += word.text.length;
  }
  return best;
}

/**
 * The cue's reading speed if it were shown for so long.
 *
 * @param {Cue} cue
 * @param {number} seconds
 */
export const speedIn = (cue, seconds) => (cue.speed * (cue.end - cue.start)) / Math.max(seconds, 0.001);

/**
 * Where an edge comes to stand that is moved to `time`: never past the cue's other edge, nor past a
 * neighbour, from which it keeps the gap unless it was closer already.
 *
 * @param {readonly Cue[]} cues
 * @param {number} number
 * @param {CueEdge} edge
 * @param {number} time
 * @param {{ gap: number, duration: number }} bounds Seconds.
 */
export function movedEdge(cues, number, edge, time, { gap, duration }) {
  const cue = cues[number];
  if (edge === "start") {
    const before = cues[number - 1]?.end ?? -gap;
    const least = Math.max(0, Math.min(before + gap, Math.max(before, cue.start)));
    return round(Math.min(Math.max(time, least), cue.end - LEAST));
  }
  const after = cues[number + 1]?.start ?? duration + gap;
  const most = Math.max(after - gap, Math.min(after, cue.end));
  return round(Math.max(Math.min(time, most), cue.start + LEAST));
}

/** @param {number} seconds */
const round = (seconds) => Math.round(seconds * 1000) / 1000;

/**
 * The cue that is shown at this time, else the last one before it; -1 before the first.
 *
 * @param {readonly Cue[]} cues In order of their starts.
 * @param {number} time Seconds.
 */
export function cueAt(cues, time) {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle].start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The next cue with a fault after `number`, around the end; -1 where none has one.
 *
 * @param {readonly Cue[]} cues
 * @param {number} number
 */
export function nextFault(cues, number) {
  for (let step = 1; step <= cues.length; step++) {
    const place = (number + step) % cues.length;
    if (cues[place].faults.length) return place;
  }
  return -1;
}
