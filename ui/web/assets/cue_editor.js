// The chosen cue: its sound with two edges to drag, its words with the places to break, its faults.

/**
 * @import { Cue, CueEdit, CuesAnswer, SoundAnswer } from "../schemas/contract"
 * @import { CueEdge } from "./cue_text.js"
 */

import { colours, fit } from "./canvas.js";
import { bestSplit, firstOf, movedEdge, speedIn, toggleBreak, wordsOf } from "./cue_text.js";
import { button, find, make, out } from "./dom.js";
import { clock } from "./format.js";
import * as server from "./server.js";

const AROUND = 1.2; // seconds of sound on each side of the cue
const SLACK = 0.3; // seconds from the border of the picture at which it is fetched anew
const WAIT = 500; // ms after the last key until a time is kept

/** @typedef {Omit<Partial<CueEdit>, "number" | "first"> & Pick<CueEdit, "kind">} Change */

export class CueEditor {
  /** @type {CuesAnswer | null} */
  #answer = null;
  #number = -1;
  /** @type {[start: number, end: number]} The edges while they are moved. */
  #edges = [0, 0];
  /** @type {number} The word before which is broken or split; -1 for none. */
  #at = -1;
  /** @type {{ id: string, from: number, to: number, values: readonly number[] }} */
  #sound = { id: "", from: 0, to: 0, values: [] };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;

  /**
   * @param {import("./state.js").Bench} bench
   * @param {{ change: (change: Change) => void, play: (start: number, end: number) => void, correct: (first: number, last: number) => void }} on
   */
  constructor({ root, store }, on) {
    this.store = store;
    this.on = on;
    this.root = find(root, ".pq-cue-editor", HTMLElement);
    this.canvas = find(this.root, "canvas", HTMLCanvasElement);
    this.words = out(this.root, "cue-words");
    this.faults = out(this.root, "cue-faults");
    this.speed = out(this.root, "cue-speed");
    this.#wire();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  get cue() {
    return this.#answer?.cues[this.#number] ?? null;
  }

  /**
   * @param {CuesAnswer | null} answer
   * @param {number} number
   */
  show(answer, number) {
    clearTimeout(this.#keeping);
    this.#answer = answer;
    this.#number = number;
    const { cue } = this;
    this.root.hidden = !cue;
    if (!cue) return;
    this.#edges = [cue.start, cue.end];
    this.#at = bestSplit(cue);
    this.#showWords(cue);
    this.faults.replaceChildren(
      ...cue.faults.map(({ what, advice }) => make("li", {}, make("strong", { textContent: what }), ` ${advice}`)),
    );
    this.#enable("reset-cue", cue.by_hand);
    this.#enable("split-cue", this.#at >= 0);
    this.#enable("merge-cue", number + 1 < (answer?.cues.length ?? 0));
    this.#enable("merge-before", number > 0);
    this.#showTimes();
    this.#fetch();
  }

  /**
   * @param {string} name
   * @param {boolean} on
   */
  #enable(name, on) {
    find(this.root, `[data-cue-do="${name}"]`, HTMLButtonElement).disabled = !on;
  }

  /** @param {Cue} cue */
  #showWords(cue) {
    const places = wordsOf(cue).flatMap((word, place) => {
      const shown = make("span", { className: "pq-cue-word", textContent: word.text.trimEnd() });
      shown.dataset.at = String(word.at);
      if (!place) return [shown];
      const gap = button(word.breaks ? "/" : "", "pq-gap", () => this.#choose(word.at), {
        ariaLabel: `${word.breaks ? "Line break, b" : "B"}efore “${word.text.trim()}”`,
        title: "Choose this place, then break the line or split the cue here",
      });
      gap.dataset.at = String(word.at);
      return word.breaks ? [gap, make("br"), shown] : [gap, shown];
    });
    this.words.replaceChildren(...places);
    this.#choose(this.#at);
  }

  /** @param {number} at */
  #choose(at) {
    this.#at = at;
    for (const gap of this.words.querySelectorAll(".pq-gap")) {
      const isIt = gap instanceof HTMLElement && Number(gap.dataset.at) === at;
      gap.setAttribute("aria-pressed", String(isIt));
    }
    const word = this.cue && wordsOf(this.cue).find((one) => one.at === at);
    const breaks = find(this.root, '[data-cue-do="break-line"]', HTMLButtonElement);
    breaks.textContent = word?.breaks ? "Join the lines" : "Break the line";
    breaks.disabled = !word;
  }

  // ---- times

  #showTimes() {
    const { cue } = this;
    if (!cue || !this.#answer) return;
    const [start, end] = this.#edges;
    out(this.root, "cue-start").textContent = clock(start, 2);
    out(this.root, "cue-end").textContent = clock(end, 2);
    const speed = speedIn(cue, end - start);
    const { limit, unit } = this.#answer;
    const decimals = unit === "words a minute" ? 0 : 1;
    const short = unit === "words a minute" ? "words/min" : "char/s";
    this.speed.textContent = `${(end - start).toFixed(2)} s · ${speed.toFixed(decimals)} of ${limit} ${short}`;
    this.speed.toggleAttribute("data-fast", speed > limit * 1.001);
    this.canvas.setAttribute("aria-valuetext", `${clock(start, 2)} to ${clock(end, 2)}`);
    this.canvas.setAttribute("aria-valuenow", end.toFixed(2));
    this.draw();
  }

  /**
   * @param {CueEdge} edge
   * @param {number} time
   */
  #move(edge, time) {
    const { cue } = this;
    if (!cue || !this.#answer) return;
    const bounds = { gap: this.#answer.min_gap, duration: this.store.state.recording?.duration ?? Infinity };
    const now = { ...cue, start: this.#edges[0], end: this.#edges[1] };
    const cues = this.#answer.cues.with(this.#number, now);
    this.#edges[edge === "start" ? 0 : 1] = movedEdge(cues, this.#number, edge, time, bounds);
    this.#showTimes();
  }

  #keep() {
    clearTimeout(this.#keeping);
    const { cue } = this;
    const [start, end] = this.#edges;
    if (cue && (start !== cue.start || end !== cue.end)) this.on.change({ kind: "time", start, end });
  }

  /**
   * @param {CueEdge} edge
   * @param {number} by Seconds.
   */
  nudge(edge, by) {
    this.#move(edge, this.#edges[edge === "start" ? 0 : 1] + by);
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(), WAIT);
  }

  // ---- commands, for buttons and keys

  split() {
    if (this.#at >= 0) this.on.change({ kind: "split", at: this.#at });
  }

  breakLine() {
    if (this.cue && this.#at >= 0) this.on.change({ kind: "lines", breaks: toggleBreak(this.cue, this.#at) });
  }

  play() {
    this.on.play(...this.#edges);
  }

  /**
   * Choose the next place between two words.
   *
   * @param {number} by
   */
  step(by) {
    const places = this.cue ? wordsOf(this.cue).filter(({ splits }) => splits) : [];
    const now = places.findIndex(({ at }) => at === this.#at);
    const next = places[Math.max(0, Math.min(places.length - 1, now + by))];
    if (next) this.#choose(next.at);
  }

  // ---- the sound

  #fetch() {
    const id = this.store.state.recording?.id ?? "";
    const [start, end] = this.#edges;
    const { from, to } = this.#sound;
    if (this.#sound.id === id && start - SLACK >= from && end + SLACK <= to && to - from < 3 * (end - start + AROUND)) {
      this.draw();
      return;
    }
    const asked = { id, from: Math.max(0, start - AROUND), to: end + AROUND, values: /** @type {number[]} */ ([]) };
    this.#sound = asked;
    this.draw();
    server
      .get(`recordings/${id}/sound?bins=300&start=${asked.from}&end=${asked.to}`)
      .then((/** @type {SoundAnswer} */ answer) => {
        if (this.#sound !== asked) return;
        this.#sound = { ...asked, values: answer.values ?? [] };
        this.draw();
      })
      .catch(() => {}); // The edges can be moved without their picture.
  }

  draw() {
    const { cue } = this;
    if (!cue || !this.#answer) return;
    const { context, width, height } = fit(this.canvas);
    const { from, to, values } = this.#sound;
    if (!width || to <= from) return;
    const colour = colours(this.canvas);
    /** @param {number} t */
    const x = (t) => ((t - from) / (to - from)) * width;
    const [start, end] = this.#edges;
    context.fillStyle = colour("line");
    for (const neighbour of [this.#answer.cues[this.#number - 1], this.#answer.cues[this.#number + 1]]) {
      if (neighbour) context.fillRect(x(neighbour.start), 0, x(neighbour.end) - x(neighbour.start), height);
    }
    context.fillStyle = colour("mark");
    context.fillRect(x(start), 0, x(end) - x(start), height);
    const middle = height / 2;
    for (const [i, value] of values.entries()) {
      const at = (i / values.length) * width;
      context.fillStyle = at >= x(start) && at <= x(end) ? colour("ink") : colour("wave");
      const half = Math.max(0.5, (value / 255) * (middle - 3));
      context.fillRect(at, middle - half, Math.max(1, width / values.length - 0.5), half * 2);
    }
    context.fillStyle = colour("accent");
    for (const edge of this.#edges) {
      context.fillRect(x(edge) - 1, 0, 2, height);
      context.beginPath();
      context.arc(x(edge), 5, 5, 0, 7);
      context.fill();
    }
  }

  #wire() {
    /** @type {CueEdge | null} */
    let dragged = null;
    /** @param {PointerEvent} event */
    const timeOf = (event) => {
      const box = this.canvas.getBoundingClientRect();
      const { from, to } = this.#sound;
      return from + ((event.clientX - box.left) / box.width) * (to - from);
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      const time = timeOf(event);
      const [start, end] = this.#edges;
      dragged = Math.abs(time - start) <= Math.abs(time - end) ? "start" : "end";
      this.canvas.setPointerCapture(event.pointerId);
      this.#move(dragged, time);
    });
    this.canvas.addEventListener("pointermove", (event) => dragged && this.#move(dragged, timeOf(event)));
    for (const moment of /** @type {const} */ (["pointerup", "pointercancel"])) {
      this.canvas.addEventListener(moment, () => {
        dragged = null;
        this.#keep();
      });
    }
    this.canvas.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -0.01, ArrowRight: 0.01 }[event.key];
      if (!by) return;
      this.nudge(event.shiftKey ? "start" : "end", event.altKey ? by * 10 : by);
      event.preventDefault();
      event.stopPropagation();
    });
    this.words.addEventListener("dblclick", (event) => {
      const word = event.target instanceof HTMLElement && event.target.closest("[data-at]");
      if (word instanceof HTMLElement) this.on.correct(Number(word.dataset.at), Number(word.dataset.at));
    });
    /** @type {Record<string, () => void>} */
    const act = {
      "play-cue": () => this.play(),
      "split-cue": () => this.split(),
      "break-line": () => this.breakLine(),
      "merge-cue": () => this.on.change({ kind: "merge" }),
      "merge-before": () => this.on.change({ kind: "merge", at: -1 }),
      "reset-cue": () => this.on.change({ kind: "reset" }),
      "correct-cue": () => this.cue && this.on.correct(firstOf(this.cue), wordsOf(this.cue).at(-1)?.at ?? -1),
    };
    this.root.addEventListener("click", (event) => {
      const pressed = event.target instanceof Element && event.target.closest("button");
      if (!pressed) return;
      act[pressed.dataset.cueDo ?? ""]?.();
      const [edge, by] = (pressed.dataset.cueNudge ?? "").split(" ");
      if (edge === "start" || edge === "end") this.nudge(edge, Number(by));
    });
  }
}
