// The page: its parts, and what leads from one to another.

/**
 * @import { Detail, Item, State as ServerState } from "../schemas/contract"
 * @import { Bench, PageStore } from "./state.js"
 */

import { Aligning } from "./aligning.js";
import { Basket } from "./basket.js";
import { Changes } from "./changes.js";
import { Clip } from "./clip.js";
import { asError, find, out, showError } from "./dom.js";
import { drop, take, wanted } from "./early.js";
import { Editor } from "./editor.js";
import { Exports } from "./exports.js";
import { Extras } from "./extras.js";
import { Finder } from "./finder.js";
import { listenToKeys } from "./keys.js";
import { showLegend } from "./legend.js";
import { Library } from "./library.js";
import { LookFields } from "./look.js";
import { Looks } from "./looks.js";
import { Player } from "./player.js";
import { listen } from "./pointing.js";
import { choose, chooseWords, itemOf, withStruck } from "./selection.js";
import { withPresets } from "./presets.js";
import { offerProfiles, withProfiles } from "./profiles.js";
import { offerProject } from "./project.js";
import * as server from "./server.js";
import { Session } from "./session.js";
import { Speakers } from "./speakers.js";
import { Start } from "./start.js";
import { initialState } from "./state.js";
import { Store } from "./store.js";
import { Subtitles } from "./subtitles.js";
import { listenToTabs } from "./tabs.js";
import { restoreTheme, switchTheme } from "./theme.js";
import { Transcript } from "./transcript.js";
import { showView } from "./views.js";

/** @param {Element} element Gradio's component that holds the page. */
export function start(element) {
  const root = element.querySelector(".pq");
  if (!(root instanceof HTMLElement) || root.dataset.started) return;
  root.dataset.started = "1";
  const page = new Page(root);
  // For tests and the browser's console.
  Object.assign(root, { pq: page });
  void page.begin();
}

export class Page {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {PageStore} */
    const store = (this.store = new Store(initialState()));
    /** @type {Bench} */
    const bench = { root, store, say: (text) => this.say(text) };
    const player = (this.player = new Player(bench));
    const transcript = (this.transcript = new Transcript(bench, {
      stretch: ({ start, end, text }) => {
        store.change(choose(store.state, { start, end, text }));
        player.play(start, end);
      },
      isPlaying: () => !player.paused,
    }));
    this.session = new Session(store, player, transcript);
    const loadWords = () => this.session.loadWords();
    this.aligning = new Aligning(bench, { loadWords, show: (detail) => this.#show(detail) });
    this.look = new LookFields(bench);
    this.extras = new Extras(bench);
    this.looks = new Looks(bench, player);
    this.clip = new Clip(bench, player, this.aligning);
    this.exports = new Exports(bench);
    this.changes = new Changes(bench, loadWords);
    this.speakers = new Speakers(bench, this.changes);
    this.basket = new Basket(bench, this.exports, this.changes, player, (item) => this.#showItem(item));
    this.editor = new Editor(bench, transcript, player, {
      loadWords,
      select: (first, last) => this.select(first, last, true),
      offerUndo: (text) => this.changes.offerUndo(text),
    });
    this.finder = new Finder(bench, transcript, player, (first, last) => this.select(first, last, true));
    this.subtitles = new Subtitles(bench, this);
    this.start = new Start(bench, {
      open: (id) => void this.open(id),
      openSample: (video) => void this.openSample(video),
      show: (detail) => this.#show(detail),
    });
    this.library = new Library(bench, {
      show: () => {
        this.session.leave();
        showView(root, "library", "Library");
      },
      open: (detail, item) => void this.#show(detail).then(() => item && this.#showItem(item)),
    });
    offerProject(bench, () => this.session.keepNow());
    offerProfiles(bench);
    showLegend(bench);
    listenToTabs(bench);
    this.#wire();
    listenToKeys(this);
  }

  async begin() {
    restoreTheme();
    const sample = new URLSearchParams(location.search).get("open") === "sample";
    if (sample) history.replaceState(null, "", "/");
    try {
      /** @type {ServerState} */
      const state = await take("state");
      this.store.change({ choices: withProfiles(withPresets(state.choices, state.presets), state.profiles) });
      this.start.fill(state);
      this.library.fill(state);
      if (sample) await this.openSample(true);
      else if (location.hash === "#library" && state.library) this.library.show();
      else if (wanted && state.recordings.some((r) => r.id === wanted)) await this.open(wanted);
      else this.home();
    } catch (error) {
      this.home();
      this.#complain(error);
    } finally {
      drop();
    }
  }

  get words() {
    return this.store.state.words;
  }

  /** @param {string} name */
  out = (name) => out(this.root, name);

  /** @param {unknown} error */
  #complain(error) {
    showError(this.out("banner"), asError(error));
  }

  /** @param {string} text */
  say = (text) => void (this.out("spoken").textContent = text);

  // ---- from view to view

  home() {
    this.session.leave();
    showView(this.root, "start", "");
    history.replaceState(null, "", "/");
    void this.start.refresh();
  }

  /** @param {boolean} video */
  async openSample(video) {
    try {
      await this.#show(await server.post("recordings", { sample: video ? "video" : "audio" }));
    } catch (error) {
      this.#complain(error);
    }
  }

  /** @param {string} id */
  async open(id) {
    try {
      await this.#show(await take(`recordings/${id}`));
    } catch (error) {
      if (!this.store.state.recording) this.home();
      this.#complain(error);
    }
  }

  /**
   * Open the workbench on a recording as the server describes it.
   *
   * @param {Detail} detail
   */
  async #show(detail) {
    this.out("banner").hidden = true;
    history.replaceState(null, "", `#r=${detail.id}`);
    localStorage.setItem("pq-last", detail.id);
    showView(this.root, "bench", detail.title);
    await this.looks.learn(detail);
    if (!(await this.session.open(detail))) return;
    this.root.dataset.ready = detail.id;
    performance.mark("pq-ready");
    const going = detail.jobs.find((job) => job.kind === "align");
    if (going) void this.aligning.follow(going);
    else if (!detail.aligned && detail.view.stopped) this.aligning.stopped();
    else if (!detail.aligned) void this.aligning.begin(this.store.state.engine);
    for (const job of detail.jobs) if (job.kind === "export") void this.exports.attach(job);
    this.transcript.root.focus({ preventScroll: true });
  }

  // ---- selecting and playing

  /**
   * @param {number} first
   * @param {number} last
   * @param {boolean} settled Whether the pointer has been let go.
   */
  select(first, last, settled) {
    const { state } = this.store;
    const tab = settled ? "clip" : state.tab;
    this.store.change({ ...choose(state, chooseWords(state.selection, first, last), !settled), tab });
  }

  unselect() {
    this.store.change(choose(this.store.state, null));
  }

  exportChosen() {
    const item = itemOf(this.store.state);
    if (item) void this.exports.start([item]);
  }

  #drawCard() {
    const item = itemOf(this.store.state);
    if (item) void this.exports.card(item);
  }

  /** @param {Item} item */
  #showItem({ first, last, start, end, struck = [] }) {
    if (typeof first === "number" && typeof last === "number") {
      this.transcript.reveal(first);
      this.store.change(choose(this.store.state, withStruck(chooseWords(this.store.state.selection, first, last), struck)));
    }
    if (!struck.length) this.player.play(start ?? 0, end);
  }

  /** @param {number} i */
  async clickWord(i) {
    this.root.classList.remove("pq-keys");
    this.store.change({ cursor: i });
    const isUnsaid = (this.words?.start[i] ?? -1) < 0;
    if (isUnsaid && this.words?.answer.role[i] === "k") this.speakers.openFor(i);
    else await this.aligning.playFrom(i, (start) => this.player.play(start));
  }

  /**
   * Take the last change back, or make it again.
   *
   * @param {"undo" | "redo"} way
   */
  async step(way) {
    if (!this.subtitles.isOpen && this.clip.strikes.step(way)) return; // Among cues none is seen.
    try {
      await this.changes.step(way);
    } catch (error) {
      this.aligning.tell(asError(error).message);
    }
  }

  help() {
    find(this.root, ".pq-help", HTMLDialogElement).showModal();
  }

  #wire() {
    const { store, player, transcript } = this;
    listen(transcript, store, {
      select: (first, last, settled) => {
        this.root.classList.remove("pq-keys");
        store.change({ cursor: last });
        this.select(first, last, settled);
      },
      click: (i) => void this.clickWord(i),
      play: (t) => player.play(t),
    });
    /** @type {Record<string, (button: HTMLElement) => void>} */
    const act = {
      home: () => {
        localStorage.removeItem("pq-last");
        this.home();
      },
      theme: () => {
        switchTheme();
        player.timeline.draw();
      },
      help: () => this.help(),
      follow: (button) => {
        store.change({ follow: !store.state.follow });
        button.setAttribute("aria-pressed", String(store.state.follow));
      },
      preview: () => this.clip.preview(),
      add: () => this.basket.add(),
      export: () => this.exportChosen(),
      card: () => this.#drawCard(),
    };
    this.root.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-do]");
      if (button instanceof HTMLElement) act[button.dataset.do ?? ""]?.(button);
    });
  }
}
