// What can be undone and done again: words, basket, subtitles and speakers, kept by the server.

/**
 * @import { Item, Stepped } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 * @import { Colours } from "./voices.js"
 */

import { button, find, make } from "./dom.js";
import * as server from "./server.js";

const SHOWN = 12_000; // ms that an undo is offered

export class Changes {
  /** @type {Promise<unknown>} The changes that are on their way, one after the other. */
  #sending = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #fading;

  /**
   * @param {Bench} bench
   * @param {() => Promise<void>} loadWords
   */
  constructor({ root, store, say }, loadWords) {
    this.store = store;
    this.say = say;
    this.loadWords = loadWords;
    this.notice = find(root, '[data-out="notice"]', HTMLElement);
    store.on(["recording"], () => this.#hide());
  }

  /** @param {readonly Item[]} basket */
  fillBasket(basket) {
    const { recording } = this.store.state;
    this.store.change({ basket });
    const path = `recordings/${recording?.id}/basket`;
    this.#queue(() => server.post(path, { items: basket }, { keepalive: true }));
  }

  /**
   * Ask for another change, after those that are on their way.
   *
   * @param {string} step
   * @param {object} body
   */
  async send(step, body) {
    const { recording } = this.store.state;
    return recording && this.#queue(() => server.post(`recordings/${recording.id}/${step}`, body));
  }

  /**
   * Show what is another now.
   *
   * @param {{ words: boolean, basket?: readonly Item[] | null, cues?: boolean, colours?: Colours | null }} changed
   */
  async take({ words, basket, cues, colours }) {
    if (basket) this.store.change({ basket });
    if (cues) this.store.change({ cues: null });
    if (colours) this.store.change({ colours });
    if (!words) return;
    this.store.change({ selection: null, passage: null, cursor: -1 });
    await this.loadWords();
  }

  /**
   * @template T
   * @param {() => Promise<T>} step
   * @returns {Promise<T>}
   */
  #queue(step) {
    const sent = this.#sending.then(step);
    this.#sending = sent.catch(() => {});
    return sent;
  }

  /**
   * Take the last change back, or make it again.
   *
   * @param {"undo" | "redo"} way
   */
  async step(way) {
    const { recording } = this.store.state;
    if (!recording) return;
    /** @type {Stepped} */
    const answer = await this.send(way, {});
    if (this.store.state.recording !== recording) return;
    this.#hide();
    await this.take(answer);
    const { done, words, cues, colours } = answer;
    const changed = words ? "Correction" : cues ? "Subtitles" : colours ? "Speakers" : "Basket";
    this.say(!done ? `Nothing to ${way}` : way === "undo" ? `${changed}: undone` : `${changed}: made again`);
  }

  /**
   * A line that says what was done, with a button that takes it back.
   *
   * @param {string} text
   */
  offerUndo(text) {
    const undo = button("Undo", "pq-link", () => void this.step("undo"), { title: "Ctrl+Z" });
    undo.dataset.do = "undo";
    this.notice.replaceChildren(make("span", { role: "status", textContent: text }), " ", undo);
    this.notice.hidden = false;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => this.#hide(), SHOWN);
    this.say(text);
  }

  #hide() {
    clearTimeout(this.#fading);
    this.notice.hidden = true;
  }
}
