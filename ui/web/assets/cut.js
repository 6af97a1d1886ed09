// The picture of the cut: the sound around one edge of the clip, and the edge to be dragged.

/**
 * @import { SoundAnswer } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { colours, fit } from "./canvas.js";
import { find } from "./dom.js";
import { clock } from "./format.js";
import { moveEdge, spanOf } from "./selection.js";
import * as server from "./server.js";

const AROUND = 0.6; // seconds shown on each side of where the cut was put

/** @typedef {"in" | "out"} Edge */

export class Cut {
  /** @type {readonly number[]} */
  #values = [];
  /** @type {number | undefined} Where the picture begins, seconds. */
  #from;
  /** @type {string | undefined} */
  #id;
  /** @type {number | undefined} */
  #time;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /**
   * @param {Bench} bench
   * @param {Edge} edge
   * @param {(edge: Edge) => void} onPlay
   */
  constructor({ root, store }, edge, onPlay) {
    this.store = store;
    this.edge = edge;
    this.root = find(root, `.pq-cut[data-edge="${edge}"]`, HTMLElement);
    this.canvas = find(this.root, "canvas", HTMLCanvasElement);
    this.clock = find(this.root, "b", HTMLElement);
    this.#wire(onPlay);
    store.on(["selection", "passage"], () => this.#show());
    store.on(["words", "tab"], () => this.draw());
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  // The picture is fetched anew only when the edge would leave the view.
  #show() {
    const span = spanOf(this.store.state);
    if (!span) return;
    const time = (this.#time = this.edge === "in" ? span.start : span.end);
    this.clock.textContent = clock(time, 2);
    this.canvas.setAttribute("aria-valuenow", time.toFixed(2));
    this.canvas.setAttribute("aria-valuetext", clock(time, 2));
    const from = this.#from;
    const isKnown = from !== undefined && this.#id === this.store.state.recording?.id;
    if (!isKnown || time <= from + 0.15 || time >= from + 2 * AROUND - 0.15) this.#fetch(time - AROUND);
    this.draw();
  }

  /** @param {number} from */
  #fetch(from) {
    const id = this.store.state.recording?.id;
    this.#from = from;
    this.#id = id;
    this.#values = [];
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(async () => {
      try {
        /** @type {SoundAnswer} */
        const answer = await server.get(`recordings/${id}/sound?bins=240&start=${from}&end=${from + 2 * AROUND}`);
        if (from !== this.#from || id !== this.#id) return;
        this.#values = answer.values ?? [];
        this.draw();
      } catch {
        // The edge can be moved without its picture.
      }
    }, 60);
  }

  draw() {
    const [time, from] = [this.#time, this.#from];
    if (time === undefined || from === undefined) return;
    const { context, width, height } = fit(this.canvas);
    if (!width) return;
    const colour = colours(this.canvas);
    /** @param {number} t */
    const x = (t) => ((t - from) / (2 * AROUND)) * width;
    const at = x(time);
    context.fillStyle = colour("mark");
    if (this.edge === "in") context.fillRect(at, 0, width - at, height);
    else context.fillRect(0, 0, at, height);
    this.#drawWords(context, { x, width, height, from, colour });
    const middle = (height - 14) / 2;
    const n = this.#values.length;
    for (let i = 0; i < n; i++) {
      const px = (i / n) * width;
      const kept = this.edge === "in" ? px >= at : px <= at;
      context.fillStyle = kept ? colour("ink") : colour("wave");
      const half = Math.max(0.5, (this.#values[i] / 255) * (middle - 2));
      context.fillRect(px, middle - half, Math.max(1, width / n - 0.6), half * 2);
    }
    context.fillStyle = colour("accent");
    context.fillRect(at - 1, 0, 2, height);
    context.beginPath();
    context.arc(at, 4, 4, 0, 7);
    context.fill();
  }

  /**
   * The words under the sound, so that one sees whose beginning or end it is.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {{ x: (t: number) => number, width: number, height: number, from: number, colour: (name: string) => string }} view
   */
  #drawWords(context, { x, width, height, from, colour }) {
    const { words } = this.store.state;
    if (!words) return;
    context.font = `11px ${colour("sans") || "sans-serif"}`;
    context.textBaseline = "bottom";
    const begin = Math.max(0, words.inTime.indexOf(words.at(from)));
    for (const word of words.inTime.slice(begin)) {
      const [a, b] = [x(words.start[word] / 1000), x(words.end[word] / 1000)];
      if (a > width) break;
      if (b < 0) continue;
      context.fillStyle = colour("control");
      context.fillRect(a + 0.5, height - 15, Math.max(1, b - a - 1), 1.5);
      context.save();
      context.beginPath();
      context.rect(a, height - 14, b - a, 14);
      context.clip();
      context.fillStyle = colour("ink");
      context.fillText(words.text(word), Math.max(a, 0) + 2, height - 1);
      context.restore();
    }
  }

  /** @param {number} time */
  #move(time) {
    this.store.change({ selection: moveEdge(this.store.state, this.edge, time) });
  }

  /** @param {(edge: Edge) => void} onPlay */
  #wire(onPlay) {
    /** @param {PointerEvent} event */
    const drag = (event) => {
      const box = this.canvas.getBoundingClientRect();
      this.#move((this.#from ?? 0) + ((event.clientX - box.left) / box.width) * 2 * AROUND);
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      drag(event);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (this.canvas.hasPointerCapture(event.pointerId)) drag(event);
    });
    this.canvas.addEventListener("keydown", (event) => {
      const sign = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!sign) return;
      this.#move((this.#time ?? 0) + sign * (event.shiftKey ? 0.1 : 0.01));
      event.preventDefault();
      event.stopPropagation();
    });
    for (const nudge of this.root.querySelectorAll("button")) {
      const by = nudge.dataset.nudge;
      nudge.addEventListener("click", () => (by ? this.#move((this.#time ?? 0) + Number(by)) : onPlay(this.edge)));
    }
  }
}
