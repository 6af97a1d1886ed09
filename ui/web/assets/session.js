// One recording on the workbench: opened, remembered, left.

/**
 * @import { Detail, WordsAnswer } from "../schemas/contract"
 * @import { PageStore } from "./state.js"
 * @import { Player } from "./player.js"
 * @import { Transcript } from "./transcript.js"
 */

import { take } from "./early.js";
import { choose, chooseAgain } from "./selection.js";
import * as server from "./server.js";
import { opened } from "./state.js";
import { Words } from "./words.js";

const PAUSE = 700; // ms after the last change before it is kept

export class Session {
  /** @type {string | null} The recording whose view is back as it was left. */
  #restored = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;

  /**
   * @param {PageStore} store
   * @param {Player} player
   * @param {Transcript} transcript
   */
  constructor(store, player, transcript) {
    this.store = store;
    this.player = player;
    this.transcript = transcript;
    store.on(["selection", "look", "tab", "engine", "stopped", "subtitles"], () => this.keep());
    player.media.addEventListener("pause", () => this.keep());
    addEventListener("pagehide", () => void this.#keepNow(true));
  }

  leave() {
    void this.#keepNow();
    this.#restored = null;
    this.store.change(opened(this.store.state, null));
  }

  /**
   * Put a recording on the workbench as it was left. Answers whether it is still there.
   *
   * @param {Detail} detail
   */
  async open(detail) {
    this.leave();
    this.store.change(opened(this.store.state, detail));
    await this.loadWords();
    if (this.store.state.recording !== detail) return false;
    this.#restore(detail);
    return true;
  }

  async loadWords() {
    const { recording } = this.store.state;
    if (!recording) return;
    /** @type {WordsAnswer} */
    const answer = await take(`recordings/${recording.id}/words`);
    if (this.store.state.recording === recording) this.store.change({ words: new Words(answer) });
  }

  /** @param {Detail} detail */
  #restore({ id, view }) {
    const { state } = this.store;
    if (!state.words) return;
    const selection = chooseAgain(view.selection, state.words);
    // A look that was kept says only what was chosen.
    const look = { ...state.look, .../** @type {Partial<typeof state.look>} */ (view.look ?? {}) };
    this.store.change({ ...choose(state, selection), look, tab: view.tab || "clip" });
    if (view.time) this.player.media.currentTime = view.time;
    if (view.scroll) this.transcript.root.scrollTop = view.scroll;
    this.#restored = id;
  }

  /** Keep the view, once nothing has changed for a moment. */
  keep() {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => void this.#keepNow(), PAUSE);
  }

  /** Keep the view at once. */
  async keepNow() {
    await this.#keepNow();
  }

  #keepNow(leaving = false) {
    clearTimeout(this.#keeping);
    const { recording, words, selection, tab, look, engine, stopped, subtitles } = this.store.state;
    if (!recording || !words || this.#restored !== recording.id) return undefined;
    const { scrollTop: scroll } = this.transcript.root;
    const view = { engine, stopped, selection, time: this.player.time, scroll, tab, look, subtitles };
    return server.put(`recordings/${recording.id}/keep`, { view }, { keepalive: leaving }).catch(() => {});
  }
}
