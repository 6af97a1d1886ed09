// The list of cues: only the rows in sight exist, so that three hours scroll like three minutes.

/** @import { Cue, CuesAnswer } from "../schemas/contract" */

import { make } from "./dom.js";
import { clock } from "./format.js";
import { linesOf } from "./cue_text.js";

const AHEAD = 6; // rows made beyond those in sight
const MOST_LINES = 4; // that a row has room for
/** @type {Record<string, string>} */
const NAMES = {
  "line-length": "long line",
  "line-count": "too many lines",
  "word-count": "too many words",
  "reading-speed": "too fast",
  "min-duration": "too short",
  "max-duration": "too long",
  "min-gap": "gap",
  overlap: "overlap",
  "split-phrase": "split phrase",
  empty: "empty",
};

export class CueList {
  /** @type {CuesAnswer | null} */
  #answer = null;
  #chosen = -1;
  #shown = -1;
  #height = 0;
  /** @type {Map<number, HTMLElement>} */
  #rows = new Map();

  /**
   * @param {HTMLElement} root
   * @param {(number: number, event: Event) => void} onChoose
   */
  constructor(root, onChoose) {
    this.root = root;
    this.sheet = make("div", { className: "pq-cue-sheet", role: "presentation" });
    root.append(this.sheet);
    root.addEventListener("scroll", () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(root);
    root.addEventListener("click", (event) => {
      const row = event.target instanceof Element && event.target.closest("[data-cue]");
      if (row instanceof HTMLElement) onChoose(Number(row.dataset.cue), event);
    });
    root.addEventListener("keydown", (event) => {
      const { length } = this.#answer?.cues ?? [];
      const page = Math.max(1, Math.floor(root.clientHeight / (this.#height || 1)) - 1);
      const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -length, End: length }[event.key];
      if (by === undefined || !length || event.ctrlKey || event.metaKey || event.altKey) return;
      onChoose(Math.max(0, Math.min(length - 1, this.#chosen + by)), event);
      event.preventDefault();
      event.stopPropagation();
    });
  }

  /** @param {CuesAnswer | null} answer */
  fill(answer) {
    this.#answer = answer;
    this.#rows.clear();
    const size = parseFloat(getComputedStyle(this.root).fontSize) || 16;
    const most = (answer?.cues ?? []).reduce((lines, cue) => Math.max(lines, cue.lines.length), 2);
    this.#height = Math.round(size * (2.5 + 1.4 * Math.min(most, MOST_LINES)));
    this.sheet.style.height = `${(answer?.cues.length ?? 0) * this.#height}px`;
    this.sheet.replaceChildren();
    this.#draw();
  }

  /** @param {number} number */
  choose(number) {
    this.#mark("aria-selected", this.#chosen, number);
    this.#chosen = number;
    if (number >= 0) this.root.setAttribute("aria-activedescendant", `pq-cue-${number}`);
    else this.root.removeAttribute("aria-activedescendant");
  }

  /**
   * Mark the cue that is on the screen now.
   *
   * @param {number} number
   */
  show(number) {
    if (number === this.#shown) return;
    this.#mark("data-shown", this.#shown, number);
    this.#shown = number;
  }

  /**
   * @param {string} name
   * @param {number} old
   * @param {number} number
   */
  #mark(name, old, number) {
    const none = name === "aria-selected" ? "false" : "";
    this.#rows.get(old)?.setAttribute(name, none);
    this.#rows.get(number)?.setAttribute(name, "true");
  }

  /** @param {number} number */
  reveal(number) {
    const top = number * this.#height;
    const { scrollTop, clientHeight } = this.root;
    const isInSight = top >= scrollTop && top + this.#height <= scrollTop + clientHeight;
    if (!isInSight) this.root.scrollTop = top - Math.max(0, (clientHeight - this.#height) / 3);
    this.#draw();
  }

  #draw() {
    const cues = this.#answer?.cues ?? [];
    const { scrollTop, clientHeight } = this.root;
    if (!this.#height || !clientHeight) return;
    const first = Math.max(0, Math.floor(scrollTop / this.#height) - AHEAD);
    const stop = Math.min(cues.length, Math.ceil((scrollTop + clientHeight) / this.#height) + AHEAD);
    for (const [number, row] of this.#rows) {
      if (number >= first && number < stop) continue;
      row.remove();
      this.#rows.delete(number);
    }
    for (let number = first; number < stop; number++) {
      if (this.#rows.has(number)) continue;
      const row = this.#row(cues[number], number, cues.length);
      this.#rows.set(number, row);
      this.sheet.append(row);
    }
  }

  /**
   * @param {Cue} cue
   * @param {number} number
   * @param {number} count
   */
  #row(cue, number, count) {
    const unit = this.#answer?.unit === "words a minute" ? "words/min" : "char/s";
    const faults = [...new Set(cue.faults.map(({ rule }) => NAMES[rule] ?? rule))];
    const fast = cue.faults.some(({ rule }) => rule === "reading-speed");
    const speed = make("span", { className: fast ? "pq-cue-fast" : "", textContent: `${speedText(cue.speed, unit)}` });
    const row = make(
      "div",
      { className: "pq-cue", id: `pq-cue-${number}`, role: "option" },
      make(
        "div",
        { className: "pq-cue-head" },
        make("b", { textContent: String(number + 1) }),
        make("span", { textContent: `${clock(cue.start, 2)}\u2009–\u2009${clock(cue.end, 2)}` }),
        speed,
        ...faults.map((text) => make("em", { textContent: text })),
        ...(cue.by_hand ? [make("i", { textContent: "by hand" })] : []),
      ),
      make("div", { className: "pq-cue-text" }, ...linesOf(cue).map((text) => make("div", { textContent: text, dir: "auto" }))),
    );
    if (cue.speaker) row.lastElementChild?.prepend(make("small", { textContent: cue.speaker }));
    row.style.top = `${number * this.#height}px`;
    row.style.height = `${this.#height}px`;
    row.dataset.cue = String(number);
    row.dataset.shown = number === this.#shown ? "true" : "";
    row.setAttribute("aria-selected", String(number === this.#chosen));
    row.setAttribute("aria-setsize", String(count));
    row.setAttribute("aria-posinset", String(number + 1));
    return row;
  }
}

/**
 * @param {number} speed
 * @param {string} unit
 */
const speedText = (speed, unit) => `${speed.toFixed(unit === "char/s" ? 1 : 0)} ${unit}`;
