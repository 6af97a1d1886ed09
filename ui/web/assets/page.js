// The page: first view or workbench, and what is shared by the parts of the workbench.

import { Aligning } from "./aligning.js";
import { Basket } from "./basket.js";
import { Clip } from "./clip.js";
import { drop, take, wanted } from "./early.js";
import { Exports } from "./exports.js";
import { Finder } from "./finder.js";
import { listenToKeys } from "./keys.js";
import { listen } from "./pointing.js";
import { Player } from "./player.js";
import { showError } from "./work.js";
import { Start } from "./start.js";
import { Subtitles } from "./subtitles.js";
import { Transcript } from "./transcript.js";
import * as server from "./server.js";

export function start(element) {
  const root = element.querySelector(".pq");
  if (!root || root.dataset.started) return;
  root.dataset.started = "1";
  root.pq = new Page(root);
  root.pq.begin();
}

class Page {
  constructor(root) {
    this.root = root;
    this.q = (selector) => root.querySelector(selector);
    this.out = (name) => this.q(`[data-out="${name}"]`);
    this.transcript = new Transcript(this.q(".pq-text"));
    this.player = new Player(root);
    this.clip = new Clip(this);
    this.exports = new Exports(this);
    this.basket = new Basket(this);
    this.finder = new Finder(this);
    this.subtitles = new Subtitles(this);
    this.aligning = new Aligning(this);
    this.start = new Start(this);
    this.follow = true;
    this.scrolledAt = 0;
    this.#wire();
    listenToKeys(this);
  }

  async begin() {
    this.#applyTheme(localStorage.getItem("pq-theme"));
    const query = new URLSearchParams(location.search);
    const sample = query.get("open") === "sample";
    if (sample) history.replaceState(null, "", "/");
    try {
      this.state = await take("state");
      this.start.fill(this.state);
      this.clip.fill(this.state.choices);
      this.subtitles.fill(this.state.choices);
      if (sample) await this.openSample(true);
      else if (wanted && this.state.recordings.some((r) => r.id === wanted)) await this.open(wanted);
      else this.home();
    } catch (error) {
      this.home();
      this.complain(error);
    } finally {
      drop();
    }
  }

  complain(error) {
    showError(this.out("banner"), error);
  }

  home() {
    this.#leave();
    this.root.dataset.view = "start";
    this.q(".pq-start").hidden = false;
    this.q(".pq-bench").hidden = true;
    this.out("title").textContent = "";
    document.title = "Pullquote";
    history.replaceState(null, "", "/");
    this.start.refresh();
  }

  #leave() {
    this.keepNow();
    this.id = null;
    this.player.close();
    document.documentElement.scrollTop = 0;
  }

  async openSample(video) {
    this.show(await server.post("recordings", { sample: video ? "video" : "audio" }));
  }

  async open(id) {
    this.show(await take(`recordings/${id}`));
  }

  // Open the workbench on a recording as the server describes it.
  async show(detail) {
    this.#leave();
    const id = (this.id = detail.id);
    this.detail = detail;
    this.out("banner").hidden = true;
    this.out("progress").hidden = true;
    for (const p of this.root.querySelectorAll(".pq-bench .pq-error")) p.hidden = true;
    this.out("title").textContent = detail.title;
    document.title = `${detail.title} · Pullquote`;
    history.replaceState(null, "", `#r=${id}`);
    localStorage.setItem("pq-last", id);
    this.root.dataset.view = "bench";
    this.q(".pq-start").hidden = true;
    this.q(".pq-bench").hidden = false;
    this.player.open(detail);
    this.clip.reset();
    this.finder.reset();
    this.basket.set(detail.basket);
    if (detail.missing) {
      showError(this.q('[data-error="player"]'), new Error("The recording is no longer where it was; put the file back, or open it again from its new place"));
    }
    await this.loadWords();
    if (this.id !== id) return;
    this.#restore(detail.view);
    for (const job of detail.jobs) {
      if (job.kind === "align") this.aligning.follow(job);
      else if (job.kind === "export") this.exports.attach(job);
    }
    if (!detail.aligned && !detail.jobs.some((job) => job.kind === "align")) {
      if (detail.view.stopped) this.aligning.stopped();
      else this.aligning.begin(detail.view.engine);
    }
    this.q(".pq-text").focus({ preventScroll: true });
  }

  async loadWords() {
    const id = this.id;
    const words = await take(`recordings/${id}/words`);
    if (this.id !== id) return;
    const scroll = this.transcript.root.scrollTop;
    this.transcript.show(words);
    this.transcript.root.scrollTop = scroll;
    this.player.stretches = words.unscripted;
    this.player.draw();
    this.legend();
    this.dispatchReady();
  }

  dispatchReady() {
    this.root.dataset.ready = this.id;
    performance.mark("pq-ready");
  }

  legend() {
    const { marksShown, words } = this.transcript;
    const entries = [];
    const add = (cls, sample, text) => {
      const span = document.createElement("span");
      const b = document.createElement("b");
      b.className = cls;
      b.textContent = sample;
      span.append(b, text);
      entries.push(span);
    };
    if (marksShown["pq-absent"]) add("pq-is-absent", "word", "not said in the recording");
    if (marksShown["pq-estimated"]) add("pq-is-estimated", "word", "time is estimated");
    if (marksShown["pq-low"]) add("pq-is-low", "word", "time is uncertain");
    if (words.unscripted.length) add("pq-is-unscripted", "1.2 s", "said, but not in the transcript");
    this.out("legend").replaceChildren(...entries);
    this.out("legend").hidden = !entries.length;
  }

  // ---- selection and playing

  select(first, last, settled) {
    this.transcript.select(first, last);
    this.clip.choose({ first, last }, settled);
    if (settled) this.keep();
  }

  unselect() {
    this.transcript.select(-1, -1);
    this.clip.choose(null, true);
    this.keep();
  }

  async clickWord(i) {
    this.root.classList.remove("pq-keys");
    this.transcript.moveCursor(i);
    const { start, status } = this.transcript.words;
    if (start[i] >= 0) {
      this.player.play(start[i] / 1000);
      return;
    }
    if (status[i] === "n") {
      this.say("Looking for this word");
      try {
        await this.aligning.place(i, i);
        this.say("");
      } catch (error) {
        this.aligning.tell(error.message);
        return;
      }
      if (start[i] >= 0) this.player.play(start[i] / 1000);
      else this.aligning.tell("This word is not said in the recording.");
    } else this.say("This word is not said in the recording.");
  }

  say(text) {
    this.out("spoken").textContent = text;
  }

  #spokenWord(t) {
    const i = this.transcript.at(t + 0.02);
    if (i === this.now) return;
    this.now = i;
    this.transcript.mark("pq-now", i < 0 ? [] : [[i, i]]);
    if (i >= 0 && this.follow && !this.player.paused && Date.now() - this.scrolledAt > 3500) {
      this.selfScroll = Date.now();
      this.transcript.reveal(i, true);
    }
  }

  // ---- remembering

  keep() {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepNow(), 700);
  }

  keepNow(leaving = false) {
    clearTimeout(this.keeping);
    if (!this.id || !this.transcript.words) return;
    const view = {
      ...this.detail.view,
      selection: this.clip.selection,
      time: this.player.time,
      scroll: this.transcript.root.scrollTop,
      tab: this.tab,
      look: this.clip.look,
    };
    this.detail.view = view;
    server.put(`recordings/${this.id}/keep`, { view, basket: this.basket.items }, { keepalive: leaving }).catch(() => {});
  }

  #restore(view) {
    this.clip.setLook(view.look ?? {});
    this.showTab(view.tab || "clip");
    if (view.time) this.player.media.currentTime = view.time;
    const chosen = view.selection;
    if (chosen && chosen.first >= 0 && chosen.last < this.transcript.count) {
      this.transcript.select(chosen.first, chosen.last);
      this.clip.choose(chosen, true);
    }
    if (view.scroll) this.transcript.root.scrollTop = view.scroll;
  }

  showTab(name) {
    this.tab = name;
    for (const tab of this.root.querySelectorAll("[data-tab]")) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      this.q(`[data-panel="${tab.dataset.tab}"]`).hidden = !on;
    }
    this.q("[data-look]").hidden = name === "subtitles";
    this.q("[data-work]").hidden = name === "subtitles";
    this.clip.showActions();
    if (name === "subtitles" && this.id) this.subtitles.refresh();
    if (name === "clip") this.clip.redraw();
  }

  #applyTheme(theme) {
    if (theme) document.documentElement.dataset.pqTheme = theme;
    this.player.draw();
    this.clip.redraw();
  }

  #wire() {
    listen(this.transcript, {
      select: (a, b, settled) => {
        this.root.classList.remove("pq-keys");
        this.transcript.moveCursor(b);
        this.select(a, b, settled);
      },
      click: (i) => this.clickWord(i),
      play: (t) => this.player.play(t),
    });
    this.transcript.addEventListener("stretch", (event) => {
      const { start, end, text } = event.detail;
      this.transcript.select(-1, -1);
      this.clip.choose({ start, end, text }, true);
      this.player.play(start, end);
    });
    this.player.addEventListener("time", (event) => this.#spokenWord(event.detail));
    this.player.media.addEventListener("pause", () => this.keep());
    this.player.addEventListener("crop", (event) => this.clip.setCentre(event.detail));
    for (const kind of ["wheel", "touchmove"]) {
      this.transcript.root.addEventListener(kind, () => (this.scrolledAt = Date.now()), { passive: true });
    }
    const act = {
      home: () => {
        localStorage.removeItem("pq-last");
        this.home();
      },
      theme: () => {
        const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
        localStorage.setItem("pq-theme", dark ? "light" : "dark");
        this.#applyTheme(dark ? "light" : "dark");
      },
      help: () => this.q(".pq-help").showModal(),
      follow: (button) => {
        this.follow = !this.follow;
        button.setAttribute("aria-pressed", this.follow);
      },
      "stop-align": () => this.aligning.stop(),
    };
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button && act[button.dataset.do]) act[button.dataset.do](button);
      const tab = event.target.closest("[data-tab]");
      if (tab) this.showTab(tab.dataset.tab);
    });
    this.q(".pq-tabs").addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      const tabs = [...this.root.querySelectorAll("[data-tab]")];
      const next = tabs[(tabs.findIndex((tab) => tab.dataset.tab === this.tab) + by + tabs.length) % tabs.length];
      this.showTab(next.dataset.tab);
      next.focus();
      event.preventDefault();
      event.stopPropagation();
    });
    this.q('[data-in="speed"]').addEventListener("change", (event) => {
      this.player.media.playbackRate = Number(event.target.value);
    });
    addEventListener("pagehide", () => this.keepNow(true));
    addEventListener("resize", () => this.transcript.place());
  }
}
