// What is selected and where it is cut: arithmetic only, the page draws it.

/**
 * @import { Item, Stretched } from "../schemas/contract"
 * @import { State } from "./state.js"
 * @import { Words } from "./words.js"
 */

/** @typedef {{ nudge_in?: number, nudge_out?: number }} Nudges How far the edges were moved, seconds. */
/** @typedef {{ first: number, last: number, struck?: readonly number[] } & Nudges} ChosenWords Without those that are struck. */
/** @typedef {{ first?: undefined, last?: undefined, start: number, end: number, text?: string | null } & Nudges} ChosenStretch */
/** @typedef {ChosenWords | ChosenStretch} Chosen Words, or a stretch where nothing is written. */

const SHORTEST = 0.05; // seconds of a clip

/**
 * The selection of these words; an edge that was moved stays so while only the other one changes.
 *
 * @param {Chosen | null} old
 * @param {number} first
 * @param {number} last
 * @returns {ChosenWords}
 */
export function chooseWords(old, first, last) {
  const nudge_in = (old?.first === first && old.nudge_in) || 0;
  const nudge_out = (old?.last === last && old.nudge_out) || 0;
  const struck = old?.first === undefined ? [] : struckOf(old).filter((i) => i >= first && i <= last);
  return { first, last, nudge_in, nudge_out, ...(struck.length ? { struck } : {}) };
}

/**
 * The words of a selection that are cut out of it, in order.
 *
 * @param {{ struck?: readonly number[] } | null | undefined} selection
 * @returns {readonly number[]}
 */
export function struckOf(selection) {
  return selection?.struck ?? [];
}

/**
 * The selection with these words cut out of it, and no others.
 *
 * @param {ChosenWords} selection
 * @param {readonly number[]} words
 * @returns {ChosenWords}
 */
export function withStruck({ struck: _, ...rest }, words) {
  const inside = [...new Set(words)].filter((i) => i >= rest.first && i <= rest.last).sort((a, b) => a - b);
  return inside.length ? { ...rest, struck: inside } : rest;
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function areSame(one, other) {
  return one.length === other.length && one.every((value, place) => value === other[place]);
}

/**
 * A selection as it was kept; null for words that are not there any more.
 *
 * @param {import("../schemas/contract").Selection | null | undefined} kept
 * @param {Words} words
 * @returns {Chosen | null}
 */
export function chooseAgain(kept, words) {
  if (!kept) return null;
  const { first, last, start, end, text } = kept;
  const nudges = { nudge_in: kept.nudge_in ?? 0, nudge_out: kept.nudge_out ?? 0 };
  if (typeof first === "number" && typeof last === "number") {
    return first <= last && last < words.count ? withStruck({ first, last, ...nudges }, struckOf(kept)) : null;
  }
  return typeof start === "number" && typeof end === "number" ? { start, end, text, ...nudges } : null;
}

/**
 * Whether two selections are of the same words or stretch, wherever their edges were moved.
 *
 * @param {Chosen | null} one
 * @param {Chosen | null} other
 */
export function isSame(one, other) {
  if (!one || !other) return one === other;
  if (one.first !== undefined) {
    return other.first !== undefined && one.first === other.first && one.last === other.last && areSame(struckOf(one), struckOf(other));
  }
  return other.first === undefined && one.start === other.start && one.end === other.end;
}

/**
 * The fields that change when something else is selected.
 *
 * @param {Pick<State, "selection" | "passage">} state
 * @param {Chosen | null} selection
 * @param {boolean} selecting Whether somebody is still dragging.
 */
export function choose(state, selection, selecting = false) {
  const passage = isSame(state.selection, selection) ? state.passage : null;
  return { selection, selecting, passage };
}

/**
 * Where the clip begins and ends; null as long as that is not known.
 *
 * @param {Pick<State, "selection" | "passage" | "recording">} state
 * @returns {Stretched | null}
 */
export function spanOf({ selection, passage, recording }) {
  if (!selection || !passage?.cut || !recording) return null;
  const { nudge_in = 0, nudge_out = 0 } = selection;
  const start = Math.max(0, passage.cut.start + nudge_in);
  const end = Math.max(start + SHORTEST, passage.cut.end + nudge_out);
  return { start, end: Math.min(recording.duration, end) };
}

/**
 * The selection with one edge of the clip moved to a time.
 *
 * @param {Pick<State, "selection" | "passage" | "recording">} state
 * @param {"in" | "out"} edge
 * @param {number} time Seconds.
 * @returns {Chosen | null}
 */
export function moveEdge(state, edge, time) {
  const span = spanOf(state);
  const { selection, passage, recording } = state;
  if (!span || !selection || !passage?.cut || !recording) return selection;
  if (edge === "in") {
    const start = Math.max(0, Math.min(time, span.end - SHORTEST));
    return { ...selection, nudge_in: start - passage.cut.start };
  }
  const end = Math.min(recording.duration, Math.max(time, span.start + SHORTEST));
  return { ...selection, nudge_out: end - passage.cut.end };
}

/**
 * The passage as a basket holds it and an export is asked for it; null when it cannot be cut.
 *
 * @param {State} state
 * @returns {Item | null}
 */
export function itemOf(state) {
  const span = spanOf(state);
  const { selection, words } = state;
  if (!span || !selection) return null;
  if (selection.first === undefined || !words) return { ...span, text: "" };
  const { first, last } = selection;
  const struck = [...struckOf(selection)];
  // The cut is that of other words until the server has said where these are cut.
  if (!areSame(struck, state.passage?.struck ?? [])) return null;
  if (!struck.length) return { first, last, ...span, text: words.quote(first, last) };
  return { first, last, ...span, struck, text: words.quoteWithout(first, last, struck) };
}

/**
 * The stretches that are heard one after the other: one, or several around what is cut out.
 *
 * @param {Pick<State, "selection" | "passage" | "recording">} state
 * @returns {Stretched[]}
 */
export function piecesOf(state) {
  const span = spanOf(state);
  return span ? piecesWithin(span, state.passage?.pieces ?? []) : [];
}

/**
 * The pieces of a passage whose cut may have been moved.
 *
 * @param {Stretched} span
 * @param {readonly Stretched[]} pieces
 * @returns {Stretched[]}
 */
export function piecesWithin(span, pieces) {
  const final = pieces.length - 1;
  if (final < 1) return [span];
  return pieces.map(({ start, end }, i) => ({ start: i ? start : Math.min(span.start, end), end: i < final ? end : Math.max(span.end, start) }));
}

/**
 * The stretch that is drawn as the passage, before the server has said where the cut is.
 *
 * @param {State} state
 * @returns {Stretched | null}
 */
export function shownSpan(state) {
  const { selection, words } = state;
  const span = spanOf(state);
  if (span || !selection) return span;
  if (selection.first === undefined) return { start: selection.start, end: selection.end };
  return words?.span(selection.first, selection.last) ?? null;
}
