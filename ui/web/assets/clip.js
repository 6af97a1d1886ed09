// The passage that is chosen: its text, its cut, what the server says of it.

/**
 * @import { PassageAnswer } from "../schemas/contract"
 * @import { Aligning } from "./aligning.js"
 * @import { Player } from "./player.js"
 * @import { Bench, State } from "./state.js"
 */

import { Cut } from "./cut.js";
import { asError, find, isAbort, out, showError } from "./dom.js";
import { clock, length } from "./format.js";
import { isSame, itemOf, piecesOf, shownSpan, spanOf, struckOf } from "./selection.js";
import * as server from "./server.js";
import { Strikes } from "./strikes.js";

const PAUSE = 150; // ms without a move before the server is asked while somebody drags
const ABSENT = "Most of these words were not found in the recording, so there is nothing to cut.";

export class Clip {
  /** @type {AbortController | undefined} */
  #asked;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #isLooking = false;

  /**
   * @param {Bench} bench
   * @param {Player} player
   * @param {Aligning} aligning
   */
  constructor(bench, player, aligning) {
    const { root, store } = bench;
    this.store = store;
    this.player = player;
    this.aligning = aligning;
    /** @param {string} selector */
    const q = (selector) => find(root, selector, HTMLElement);
    this.empty = out(root, "no-selection");
    this.chosen = q(".pq-chosen-passage");
    this.quote = out(root, "quote");
    this.times = out(root, "length");
    this.doubt = out(root, "doubt");
    this.edges = q(".pq-cuts");
    this.error = q('[data-error="passage"]');
    this.actions = q('[data-actions="clip"]');
    this.buttons = ["preview", "add", "export", "card"].map((name) => find(root, `[data-do="${name}"]`, HTMLButtonElement));
    this.strikes = new Strikes(bench);
    for (const edge of /** @type {const} */ (["in", "out"])) new Cut(bench, edge, () => this.playEdge(edge));
    store.on(["selection", "selecting", "words", "look"], (state, before) => this.#follow(state, before));
    store.on(["selection", "passage", "words", "tab"], () => this.#draw());
  }

  get span() {
    return spanOf(this.store.state);
  }

  preview() {
    this.player.playPieces(piecesOf(this.store.state));
  }

  /** @param {"in" | "out"} edge */
  playEdge(edge) {
    const { span } = this;
    if (!span) return;
    if (edge === "in") this.player.play(span.start, Math.min(span.end, span.start + 1.5));
    else this.player.play(Math.max(span.start, span.end - 1.5), span.end);
  }

  /**
   * Ask the server when the words, their times or the lines of the captions are others.
   *
   * @param {State} state
   * @param {State} before
   */
  #follow(state, before) {
    const { selection, selecting, words, look } = state;
    const isOther = !isSame(selection, before.selection) || words !== before.words;
    const isSettled = before.selecting && !selecting;
    const isLaidOut = look.style === before.look.style && look.shape === before.look.shape;
    if (!isSame(selection, before.selection)) showError(this.error, null);
    if (!isOther && !isSettled && isLaidOut) return;
    clearTimeout(this.#waiting);
    this.#asked?.abort();
    if (!selection || !words) return;
    if (selecting) this.#waiting = setTimeout(() => void this.#ask(), PAUSE);
    else void this.#ask();
  }

  async #ask() {
    const { selection, recording, look } = this.store.state;
    if (!selection || !recording) return;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const wanted = () => isSame(this.store.state.selection, selection) && this.store.state.recording === recording;
    const { style, shape } = look;
    const { first, last } = selection;
    const stretch = first === undefined ? { start: selection.start, end: selection.end } : { first, last, struck: [...struckOf(selection)] };
    try {
      /** @type {PassageAnswer} */
      const answer = await server.post(`recordings/${recording.id}/passage`, { ...stretch, style, shape }, { signal: asked.signal });
      if (!wanted() || asked.signal.aborted) return;
      if (answer.pending && first !== undefined) await this.#find(first, last);
      else this.store.change({ passage: answer });
    } catch (error) {
      if (!isAbort(error) && wanted()) showError(this.error, asError(error));
    }
  }

  /**
   * Words without a time: have them found; their new times make the server be asked again.
   *
   * @param {number} first
   * @param {number} last
   */
  async #find(first, last) {
    this.#isLooking = true;
    this.#draw();
    try {
      await this.aligning.place(first, last);
    } finally {
      this.#isLooking = false;
      this.#draw();
    }
  }

  #draw() {
    const { state } = this.store;
    const { selection, passage, words, tab } = state;
    const span = spanOf(state);
    this.empty.hidden = !!selection;
    this.chosen.hidden = !selection;
    this.actions.hidden = tab !== "clip" || !selection;
    this.edges.hidden = !span;
    this.doubt.textContent = passage?.doubt ?? "";
    for (const button of this.buttons) button.disabled = !itemOf(state) || (button.dataset.do === "card" && selection?.first === undefined);
    if (!selection || !words) return;
    if (passage && !passage.cut) showError(this.error, new Error(ABSENT));
    if (selection.first === undefined) {
      this.quote.textContent = selection.text ? `Not in the transcript. Heard: ${selection.text}` : "Not in the transcript";
    }
    this.times.textContent = this.#line(state);
  }

  /** @param {State} state */
  #line(state) {
    const { selection } = state;
    const span = shownSpan(state);
    const struck = selection?.first === undefined ? 0 : struckOf(selection).length;
    const count = !selection || selection.first === undefined ? 0 : selection.last - selection.first + 1 - struck;
    const heard = piecesOf(state);
    return [
      span && length(heard.length > 1 ? heard.reduce((sum, piece) => sum + piece.end - piece.start, 0) : span.end - span.start),
      count && `${count} ${count > 1 ? "words" : "word"}`,
      struck && `${struck} struck`,
      span && `${clock(span.start, 1)} to ${clock(span.end, 1)}`,
      this.#isLooking && "looking for them in the recording",
    ]
      .filter(Boolean)
      .join(" · ");
  }
}
