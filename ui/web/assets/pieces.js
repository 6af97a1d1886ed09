// The transcript as text nodes. A paragraph is a few of them, never an element per word: 20,000 words
// stay fluid. Between the pieces stand chips for speech that is not in the transcript.

/**
 * @import { Paragraph, UnscriptedStretch } from "../schemas/contract"
 * @import { Run, Words } from "./words.js"
 */

import { make } from "./dom.js";
import { length } from "./format.js";

/**
 * A run of words in one text node.
 *
 * @typedef {object} Piece
 * @property {Text} node
 * @property {number} first
 * @property {number} stop
 * @property {number} base Where the node begins in the paragraph's text.
 */

export class Pieces {
  /** @type {Piece[]} */
  #pieces = [];
  /** @type {Map<Node, number>} */
  #numberOf = new Map();
  /** @type {HTMLParagraphElement[]} */
  elements = [];
  /** @type {HTMLButtonElement[]} The time in the margin of each paragraph. */
  times = [];
  content = document.createDocumentFragment();

  /**
   * @param {Words} words
   * @param {(stretch: UnscriptedStretch) => void} onStretch
   */
  constructor(words, onStretch) {
    this.words = words;
    this.onStretch = onStretch;
    this.pieceOf = new Int32Array(words.count);
    /** @type {Map<number, UnscriptedStretch[]>} */
    const unscripted = new Map();
    for (const stretch of words.unscripted) {
      unscripted.set(stretch.after, [...(unscripted.get(stretch.after) ?? []), stretch]);
    }
    const before = unscripted.get(-1);
    if (before) this.content.append(make("p", {}, ...before.map((stretch) => this.#chip(stretch))));
    words.paragraphs.forEach((paragraph, number) => this.#paragraph(paragraph, number, unscripted));
  }

  /**
   * @param {Paragraph} paragraph
   * @param {number} number
   * @param {Map<number, UnscriptedStretch[]>} unscripted By the word that they follow.
   */
  #paragraph(paragraph, number, unscripted) {
    const time = make("button", { type: "button", className: "pq-time", tabIndex: -1 });
    const element = make("p", { dir: "auto" }, time);
    element.dataset.p = String(number);
    const { speaker } = paragraph;
    const isNamed = this.words.answer.role.slice(paragraph.first, paragraph.stop).includes("k");
    // Only the file names some speakers, and the text none of them.
    if (speaker && !isNamed && speaker !== this.words.paragraphs[number - 1]?.speaker) element.append(voice(speaker), " ");
    this.times.push(time);
    this.elements.push(element);
    this.content.append(element);
    const { role } = this.words.answer;
    let first = paragraph.first;
    for (let i = paragraph.first; i < paragraph.stop; i++) {
      const stretches = unscripted.get(i) ?? [];
      const endsLabel = i + 1 < paragraph.stop && (role[i] === "k") !== (role[i + 1] === "k");
      if (!stretches.length && !endsLabel && i + 1 < paragraph.stop) continue;
      element.append(this.#piece(paragraph, first, i + 1), ...stretches.map((stretch) => this.#chip(stretch)));
      first = i + 1;
    }
  }

  /**
   * @param {Paragraph} paragraph
   * @param {number} first
   * @param {number} stop
   */
  #piece(paragraph, first, stop) {
    const { at, length: size, role } = this.words.answer;
    const base = first === paragraph.first ? 0 : at[first - 1] + size[first - 1];
    const node = document.createTextNode(paragraph.text.slice(base, at[stop - 1] + size[stop - 1]));
    this.pieceOf.fill(this.#pieces.length, first, stop);
    this.#numberOf.set(node, this.#pieces.length);
    this.#pieces.push({ node, first, stop, base });
    return role[first] === "k" ? make("span", { className: "pq-label" }, node) : node;
  }

  /** @param {UnscriptedStretch} stretch */
  #chip(stretch) {
    const chip = make("button", {
      type: "button",
      className: "pq-unscripted",
      textContent: `${length(stretch.end - stretch.start)} not in the transcript`,
      title: stretch.text ? `Heard: ${stretch.text}` : "Speech that the transcript does not have",
      ariaPressed: "false",
    });
    chip.addEventListener("click", (event) => {
      event.stopPropagation();
      this.onStretch(stretch);
    });
    return chip;
  }

  /**
   * The words' places in the document, a range for each piece that they are in.
   *
   * @param {number} first
   * @param {number} last
   */
  ranges(first, last) {
    const { at, length: size } = this.words.answer;
    const found = [];
    for (let i = first; i <= last; ) {
      const piece = this.#pieces[this.pieceOf[i]];
      const end = Math.min(last, piece.stop - 1);
      const range = new Range();
      range.setStart(piece.node, at[i] - piece.base);
      range.setEnd(piece.node, at[end] + size[end] - piece.base);
      found.push(range);
      i = end + 1;
    }
    return found;
  }

  /**
   * The word at a place in a text node; -1 when the node is none of ours.
   *
   * @param {Node} node
   * @param {number} offset
   */
  wordIn(node, offset) {
    const number = this.#numberOf.get(node);
    if (number === undefined) return -1;
    const piece = this.#pieces[number];
    const { at } = this.words.answer;
    let [low, high] = [piece.first, piece.stop - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at[middle] <= piece.base + offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** @param {string} name Of a speaker who has no label in the text. */
function voice(name) {
  return make("button", { type: "button", className: "pq-label pq-voice", textContent: name, tabIndex: -1, title: "Name and colour" });
}

/**
 * Paint runs of words; an empty list takes the paint away.
 *
 * @param {string} name
 * @param {readonly Run[]} runs
 * @param {Pieces | null} pieces
 */
export function paint(name, runs, pieces) {
  if (!CSS.highlights) return;
  if (!runs.length || !pieces) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight();
  for (const [first, last] of runs) for (const range of pieces.ranges(first, last)) highlight.add(range);
  highlight.priority = ["pq-faint", "pq-absent", "pq-hit", "pq-sel", "pq-hit-now", "pq-now"].indexOf(name) + 1;
  CSS.highlights.set(name, highlight);
}
