// Subtitles of the whole recording: shown as cues, changed by hand, checked, downloaded as they are shown.

/**
 * @import { CueEdit, CuesAnswer, SubtitlesAnswer } from "../schemas/contract"
 * @import { Change } from "./cue_editor.js"
 * @import { Page } from "./page.js"
 * @import { Bench } from "./state.js"
 */

import { CueEditor } from "./cue_editor.js";
import { CueList } from "./cue_list.js";
import { captionOf, cueAt, firstOf, lastOf, nextFault } from "./cue_text.js";
import { asError, find, make, options, out, showError } from "./dom.js";
import * as server from "./server.js";

const SHOWN = 20_000; // characters of the file

export class Subtitles {
  /** @type {Promise<unknown>} Requests go one after the other, so that no edit overtakes another. */
  #sending = Promise.resolve();
  /** @type {string} What the cues that are shown were made of. */
  #made = "";
  #followed = -1;

  /**
   * @param {Bench} bench
   * @param {Pick<Page, "player" | "transcript" | "editor" | "select">} page
   */
  constructor(bench, page) {
    const { player } = page;
    const { root, store, say } = bench;
    this.store = store;
    this.player = player;
    this.say = say;
    this.format = find(root, '[data-in="subtitle-format"]', HTMLSelectElement);
    this.profile = find(root, '[data-in="subtitle-profile"]', HTMLSelectElement);
    this.error = find(root, '[data-error="subtitles"]', HTMLElement);
    this.pane = find(root, ".pq-cues", HTMLElement);
    this.search = find(root, ".pq-search", HTMLElement);
    this.reading = find(root, ".pq-reading", HTMLElement);
    this.file = find(root, ".pq-subtitle-file", HTMLDetailsElement);
    this.text = out(root, "subtitles");
    this.summary = out(root, "cue-summary");
    this.list = new CueList(find(root, ".pq-cue-list", HTMLElement), (number, event) => {
      this.choose(number);
      const cue = this.answer?.cues[number];
      if (cue && event.type === "click") player.play(cue.start, cue.end);
    });
    this.editor = new CueEditor(bench, {
      change: (change) => void this.change(change),
      play: (start, end) => player.play(start, end),
      correct: (first, last) => {
        page.transcript.reveal(first);
        page.select(first, last, true);
        page.editor.open();
      },
    });
    this.#wire(root);
    store.on(["choices"], ({ choices }) => {
      for (const [list, known] of /** @type {const} */ ([[this.format, choices?.subtitles], [this.profile, choices?.profiles]])) {
        const { value } = list;
        options(list, known ?? []);
        if (known?.some(([one]) => one === value)) list.value = value;
      }
    });
    store.on(["recording"], () => this.#restore());
    store.on(["words"], () => {
      this.#made = ""; // answers that are on their way speak of other words
      store.change({ cues: null });
    });
    store.on(["tab", "words", "cues"], () => this.#follow());
    store.on(["search"], ({ search: { hits, at } }) => this.isOpen && hits[at] && this.#chooseWord(hits[at].first));
  }

  /** @returns {CuesAnswer | null} */
  get answer() {
    return this.store.state.cues;
  }

  get isOpen() {
    return this.store.state.tab === "subtitles";
  }

  get chosen() {
    return this.store.state.cue;
  }

  #restore() {
    this.#made = "";
    const kept = this.store.state.recording?.view.subtitles;
    for (const [list, value] of /** @type {const} */ ([[this.format, kept?.format], [this.profile, kept?.profile]])) {
      const known = [...list.options].map((option) => option.value);
      if (known.length) list.value = value && known.includes(value) ? value : known[0];
    }
  }

  // Show the cues, and fetch them where they are others now.
  #follow() {
    const { tab, words, cues, cue, recording } = this.store.state;
    const isOpen = tab === "subtitles";
    this.pane.hidden = !isOpen;
    this.pane.parentElement?.toggleAttribute("data-cues", isOpen);
    const beside = isOpen ? this.pane : this.reading;
    if (this.search.parentElement !== beside) beside.prepend(this.search);
    if (!isOpen || !words || !recording) {
      this.player.subtitle(null);
      return;
    }
    if (!cues || this.#made !== this.#wanted()) {
      void this.change(null);
      return;
    }
    this.list.fill(cues);
    this.player.subtitle(cues.cues.map(captionOf));
    this.choose(Math.min(Math.max(cue, 0), cues.cues.length - 1));
    const faulty = cues.cues.filter(({ faults }) => faults.length).length;
    const byHand = cues.cues.filter(({ by_hand }) => by_hand).length;
    const kept = byHand ? ` · ${byHand} by hand, kept` : "";
    this.summary.textContent = `${cues.cues.length} cues · ${faulty || "none"} with a fault${kept}`;
    find(this.pane, '[data-cue-do="fix"]', HTMLButtonElement).disabled = !faulty;
    find(this.pane, '[data-cue-do="next-fault"]', HTMLButtonElement).disabled = !faulty;
    find(this.pane, '[data-cue-do="reset-all"]', HTMLButtonElement).hidden = !byHand;
    if (this.file.open) void this.#showFile();
  }

  #wanted() {
    return [this.store.state.recording?.id, this.format.value, this.profile.value].join(" ");
  }

  get #body() {
    return { format: this.format.value, profile: this.profile.value };
  }

  get #path() {
    return `recordings/${this.store.state.recording?.id}`;
  }

  /**
   * Change the chosen cue, or all; null to show them as they are.
   *
   * @param {Change | null} change
   */
  async change(change) {
    const { recording } = this.store.state;
    const wanted = (this.#made = this.#wanted());
    const isMerge = change?.kind === "merge" && change.at === -1;
    const number = Math.max(0, this.chosen - (isMerge ? 1 : 0));
    const cue = this.answer?.cues[number];
    /** @type {Partial<CueEdit> | null} */
    const edit = change && { ...change, number, first: cue ? firstOf(cue) : 0 };
    if (isMerge && edit) delete edit.at;
    const body = { ...this.#body, ...(edit ? { edit } : {}) };
    const path = `${this.#path}/cues`;
    showError(this.error, null);
    this.pane.setAttribute("aria-busy", "true");
    try {
      const sent = this.#sending.then(() => server.post(path, body));
      this.#sending = sent.catch(() => {});
      /** @type {CuesAnswer} */
      const answer = await sent;
      if (this.store.state.recording !== recording || this.#made !== wanted) return;
      this.store.change({ cues: answer, ...(change ? { cue: answer.number } : {}) });
      if (change) {
        this.list.reveal(answer.number);
        if (answer.message) this.#tell(answer.message);
      }
    } catch (error) {
      if (this.store.state.recording !== recording) return;
      showError(this.error, asError(error));
      const isStale = error instanceof server.Refused && error.code === "CueChangedError";
      if (isStale) void this.change(null);
      else if (change && this.answer) this.editor.show(this.answer, this.chosen);
      else if (!change) this.#empty();
    } finally {
      this.pane.removeAttribute("aria-busy");
    }
  }

  #empty() {
    this.list.fill(null);
    this.editor.show(null, -1);
    this.summary.textContent = "";
    this.text.textContent = "";
  }

  /** @param {string} text */
  #tell(text) {
    out(this.pane, "cue-told").textContent = text;
    this.say(text);
  }

  /** @param {number} number */
  choose(number) {
    this.store.change({ cue: number });
    this.list.choose(number);
    this.editor.show(this.answer, number);
    if (number >= 0) this.list.reveal(number);
  }

  /** @param {number} word */
  #chooseWord(word) {
    const number = (this.answer?.cues ?? []).findIndex((cue) => firstOf(cue) <= word && word <= lastOf(cue));
    if (number >= 0) this.choose(number);
  }

  #showTime() {
    const cues = this.answer?.cues;
    if (!cues || !this.isOpen) return;
    const { time, paused } = this.player;
    const place = cueAt(cues, time + 0.02);
    const isShown = place >= 0 && time < cues[place].end;
    this.list.show(isShown ? place : -1);
    if (isShown && !paused && place !== this.#followed && this.store.state.follow) this.list.reveal(place);
    this.#followed = place;
  }

  /** @returns {Promise<SubtitlesAnswer>} */
  #make() {
    // After the edits that are on their way: the file is what is shown.
    return this.#sending.then(() => server.post(`${this.#path}/subtitles`, this.#body));
  }

  async #showFile() {
    try {
      const { text } = await this.#make();
      this.text.textContent = text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text;
    } catch (error) {
      showError(this.error, asError(error));
    }
  }

  async #save() {
    showError(this.error, null);
    try {
      const { text, name } = await this.#make();
      const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      make("a", { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 5000);
    } catch (error) {
      showError(this.error, asError(error));
    }
  }

  /** @param {HTMLElement} root */
  #wire(root) {
    for (const list of [this.format, this.profile]) {
      list.addEventListener("change", () => {
        this.store.change({ subtitles: this.#body });
        if (this.isOpen) void this.change(null);
      });
    }
    find(root, '[data-do="save-subtitles"]', HTMLElement).addEventListener("click", () => void this.#save());
    this.file.addEventListener("toggle", () => this.file.open && void this.#showFile());
    for (const moment of ["timeupdate", "seeked"]) this.player.media.addEventListener(moment, () => this.#showTime());
    /** @type {Record<string, () => void>} */
    const act = {
      fix: () => void this.change({ kind: "fix" }),
      "reset-all": () => void this.change({ kind: "reset-all" }),
      "next-fault": () => this.answer && this.choose(nextFault(this.answer.cues, this.chosen)),
    };
    this.pane.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element && event.target.closest("button");
      if (pressed) act[pressed.dataset.cueDo ?? ""]?.();
    });
    this.pane.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.target instanceof HTMLButtonElement || event.target instanceof HTMLInputElement) return;
    const cue = this.answer?.cues[this.chosen];
    /** @type {Record<string, () => void>} */
    const keys = {
      Enter: () => this.editor.play(),
      s: () => this.editor.split(),
      b: () => this.editor.breakLine(),
      m: () => void this.change({ kind: "merge" }),
      n: () => this.answer && this.choose(nextFault(this.answer.cues, this.chosen)),
      ArrowLeft: () => this.editor.step(-1),
      ArrowRight: () => this.editor.step(1),
      "[": () => this.editor.nudge("start", -0.05),
      "{": () => this.editor.nudge("start", 0.05),
      "]": () => this.editor.nudge("end", -0.05),
      "}": () => this.editor.nudge("end", 0.05),
      F2: () => cue && this.editor.on.correct(firstOf(cue), lastOf(cue)),
    };
    const step = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!step || !cue) return;
    step();
    event.preventDefault();
    event.stopPropagation();
  }
}
