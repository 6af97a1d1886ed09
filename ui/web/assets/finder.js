// The search box: words or a time. All hits are marked; Enter walks through them.

/**
 * @import { Found } from "../schemas/contract"
 * @import { Player } from "./player.js"
 * @import { Bench } from "./state.js"
 * @import { Transcript } from "./transcript.js"
 */

import { asError, find, isAbort, out } from "./dom.js";
import { NOTHING, countLine, nearest, step } from "./search.js";
import * as server from "./server.js";

const PAUSE = 90; // ms without a key before it is looked for

export class Finder {
  /** @type {AbortController | undefined} */
  #asked;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /**
   * @param {Bench} bench
   * @param {Transcript} transcript
   * @param {Player} player
   * @param {(first: number, last: number) => void} onSelect
   */
  constructor({ root, store, say }, transcript, player, onSelect) {
    this.store = store;
    this.say = say;
    this.transcript = transcript;
    this.player = player;
    this.input = find(root, '[data-in="search"]', HTMLInputElement);
    this.onSelect = onSelect;
    const count = out(root, "count");
    const sentence = find(root, '[data-do="select-sentence"]', HTMLButtonElement);
    sentence.addEventListener("click", () => this.#selectSentence());
    this.input.addEventListener("input", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.search(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => void this.#key(event));
    find(root, '[data-do="next-hit"]', HTMLElement).addEventListener("click", () => this.step(1));
    find(root, '[data-do="previous-hit"]', HTMLElement).addEventListener("click", () => this.step(-1));
    store.on(["recording"], () => this.reset());
    store.on(["search"], ({ search }) => {
      count.textContent = countLine(search);
      sentence.hidden = search.at < 0;
    });
  }

  get hits() {
    return this.store.state.search.hits;
  }

  reset() {
    this.input.value = "";
    this.#asked?.abort();
    this.store.change({ search: NOTHING });
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  async search() {
    const query = this.input.value.trim();
    const { recording } = this.store.state;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#asked?.abort();
    if (!query || !recording) {
      this.store.change({ search: NOTHING });
      return;
    }
    const asked = (this.#asked = new AbortController());
    try {
      /** @type {Found} */
      const found = await server.post(`recordings/${recording.id}/search`, { query }, { signal: asked.signal });
      if (!asked.signal.aborted) this.#show(query, found);
    } catch (error) {
      if (!isAbort(error)) this.store.change({ search: { ...NOTHING, note: asError(error).message } });
    }
  }

  /**
   * @param {string} query
   * @param {Found} found
   */
  #show(query, { hits, note, time }) {
    this.store.change({ search: { query, hits, at: nearest(hits, this.#read()), note, time } });
    this.#go(false);
    // A time is a place in the recording, whether or not somebody's words are known there.
    if (time !== null) this.#jump(time);
  }

  // The first word in view: as one types, the search stays near where one reads.
  #read() {
    const box = this.transcript.root.getBoundingClientRect();
    return this.transcript.wordAt(box.left + box.width / 2, box.top + 40);
  }

  #selectSentence() {
    const { search, words } = this.store.state;
    const hit = search.hits[search.at];
    if (!hit || !words) return;
    const [first] = words.sentence(hit.first);
    const [, last] = words.sentence(hit.last);
    this.onSelect(first, last);
    this.transcript.root.focus({ preventScroll: true });
  }

  /** @param {number} by */
  step(by) {
    if (!this.hits.length) return;
    this.store.change({ search: step(this.store.state.search, by) });
    this.#go(true);
  }

  /** @param {boolean} byHand */
  #go(byHand) {
    const { search, words } = this.store.state;
    const { hits, at, time } = search;
    const hit = hits[at];
    if (!hit || !words) return;
    this.transcript.show(hit.first);
    this.store.change({ cursor: hit.first });
    if (byHand) this.say(`${at + 1} of ${hits.length}: ${words.quote(hit.first, hit.last)}`);
    if (byHand && time !== null) this.#jump(time);
    else if (time === null && this.player.paused && hit.start !== null) this.player.seek(hit.start);
  }

  /**
   * Playing goes on from there, and the text stays where the time is.
   *
   * @param {number} time
   */
  #jump(time) {
    this.store.change({ scrolledAt: Date.now() });
    this.player.seek(time);
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      if (this.#waiting) await this.search();
      if (event.ctrlKey || event.metaKey) this.#selectSentence();
      else this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      if (this.input.value) this.reset();
      this.transcript.root.focus({ preventScroll: true });
      event.preventDefault();
    }
  }
}
