// What the search box found, and which of it one looks at: arithmetic only.

/** @import { Hit } from "../schemas/contract" */

/**
 * @typedef {object} Search
 * @property {string} query What was asked.
 * @property {readonly Hit[]} hits In the order of the text.
 * @property {number} at The hit that one looks at; -1 for none.
 * @property {string} note A few words about them.
 * @property {number | null} time The time that was asked for, seconds.
 */

/** @type {Search} */
export const NOTHING = Object.freeze({ query: "", hits: [], at: -1, note: "", time: null });

/**
 * The hit at or after a word, else the first.
 *
 * @param {readonly Hit[]} hits
 * @param {number} word
 */
export function nearest(hits, word) {
  const next = hits.findIndex((hit) => hit.first >= word);
  return hits.length && next < 0 ? 0 : next;
}

/**
 * The search with the next hit looked at (`by` 1), or the one before (-1), round and round.
 *
 * @param {Search} search
 * @param {number} by
 * @returns {Search}
 */
export function step(search, by) {
  const count = search.hits.length;
  return count ? { ...search, at: (search.at + by + count) % count } : search;
}

/**
 * The line beside the box.
 *
 * @param {Search} search
 */
export function countLine({ hits, at, note }) {
  return hits.length > 1 && at >= 0 ? `${at + 1} of ${hits.length}` : note;
}

/**
 * Times to be marked on the line of time, seconds.
 *
 * @param {Search} search
 * @returns {number[]}
 */
export function hitTimes({ hits, time }) {
  return time !== null ? [time] : hits.flatMap((hit) => (hit.start === null ? [] : [hit.start]));
}
