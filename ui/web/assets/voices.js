// Who speaks in a transcript, how much, and by which colour they are told apart.

/** @import { SpeakersAnswer } from "../schemas/contract" */
/** @import { Words } from "./words.js" */

/** @typedef {SpeakersAnswer["colours"]} Colours Those that were chosen, by name. */
/** @typedef {Colours[string]} Colour */

/** @type {readonly (readonly [Colour, string])[]} In the order in which they are given. */
export const PALETTE = [
  ["blue", "Blue"],
  ["brown", "Brown"],
  ["purple", "Purple"],
  ["green", "Green"],
  ["pink", "Pink"],
  ["teal", "Teal"],
  ["olive", "Olive"],
  ["red", "Red"],
  ["none", "As the text"],
];

/**
 * @typedef {object} Voice
 * @property {string} name
 * @property {Colour} colour
 * @property {boolean} isChosen Whether somebody chose the colour.
 * @property {number} paragraphs
 * @property {number} words Those that may be spoken.
 */

/**
 * The speakers in the order in which they begin. Who has no colour gets the next that nobody has; a
 * single speaker needs none.
 *
 * @param {Words} words
 * @param {Colours} colours
 * @returns {Voice[]}
 */
export function voicesOf(words, colours) {
  /** @type {Map<string, { paragraphs: number, words: number }>} */
  const found = new Map();
  for (const { speaker, first, stop } of words.paragraphs) {
    if (!speaker) continue;
    const { paragraphs, words: count } = found.get(speaker) ?? { paragraphs: 0, words: 0 };
    found.set(speaker, { paragraphs: paragraphs + 1, words: count + words.spoken(first, stop - 1).length });
  }
  const taken = new Set([...found.keys()].map((name) => colours[name]));
  const names = PALETTE.map(([colour]) => colour).filter((colour) => colour !== "none");
  const free = names.filter((colour) => !taken.has(colour));
  const given = free.length ? free : names;
  let next = 0;
  return [...found].map(([name, share]) => {
    const chosen = Object.hasOwn(colours, name) ? colours[name] : undefined;
    const colour = chosen ?? (found.size > 1 ? given[next++ % given.length] : "none");
    return { name, colour, isChosen: chosen !== undefined, ...share };
  });
}
