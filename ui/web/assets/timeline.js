// The line of time under the player, and the large wave of a recording that has no picture.

/**
 * @import { SoundAnswer, Stretched } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { colours, fit } from "./canvas.js";
import { find, out } from "./dom.js";
import { clock } from "./format.js";
import { hitTimes } from "./search.js";
import { shownSpan } from "./selection.js";
import * as server from "./server.js";
import { bars } from "./wave.js";

const BAR = 3; // pixels of one bar of the wave

export class Timeline {
  /** @type {readonly number[]} Loudness, 0 to 255, evenly spaced. */
  #wave = [];
  #isPending = false;

  /**
   * @param {Bench} bench
   * @param {HTMLVideoElement} media
   * @param {{ seek: (seconds: number) => void, toggle: () => void }} on
   */
  constructor({ root, store }, media, on) {
    this.store = store;
    this.media = media;
    this.line = find(root, ".pq-timeline", HTMLCanvasElement);
    this.big = find(root, ".pq-big-wave", HTMLCanvasElement);
    this.length = out(root, "duration");
    this.#wire(on);
    store.on(["recording"], () => this.#open());
    store.on(["selection", "passage", "words", "search"], () => this.draw());
  }

  get duration() {
    return this.store.state.recording?.duration ?? 0;
  }

  #open() {
    const { recording } = this.store.state;
    this.#wave = [];
    if (!recording) return;
    this.big.hidden = recording.video;
    this.length.textContent = `/ ${clock(recording.duration)}`;
    this.line.setAttribute("aria-valuemax", String(Math.round(recording.duration)));
    void this.#load(recording.id);
    this.draw();
  }

  /** @param {string} id */
  async #load(id) {
    const wanted = () => this.store.state.recording?.id === id;
    // A bar for each few seconds of a long recording, so that it draws sharply on a wide screen.
    const path = `recordings/${id}/sound?bins=4000`;
    try {
      /** @type {SoundAnswer} */
      let answer = await server.get(path);
      if (answer.job) {
        await server.watch(answer.job, () => {}, wanted);
        if (wanted()) answer = await server.get(path);
      }
      if (wanted() && answer.values) {
        this.#wave = answer.values;
        this.draw();
      }
    } catch {
      // The line of time works without its picture.
    }
  }

  tick() {
    const t = this.media.currentTime;
    this.line.setAttribute("aria-valuenow", String(Math.round(t)));
    this.line.setAttribute("aria-valuetext", clock(t));
    this.draw();
  }

  draw() {
    if (this.#isPending) return;
    this.#isPending = true;
    requestAnimationFrame(() => {
      this.#isPending = false;
      this.#paint(this.line, 0, this.duration);
      if (this.big.hidden) return;
      const half = Math.min(10, this.duration / 2 || 1);
      const from = Math.max(0, Math.min(this.duration - 2 * half, this.media.currentTime - half));
      this.#paint(this.big, from, from + 2 * half);
    });
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} from Seconds.
   * @param {number} to
   */
  #paint(canvas, from, to) {
    const { context, width, height } = fit(canvas);
    if (!width || to <= from) return;
    const colour = colours(canvas);
    const { state } = this.store;
    /** @param {number} t */
    const x = (t) => ((t - from) / (to - from)) * width;
    /** @param {Stretched} span @param {number} top @param {number} tall */
    const mark = (span, top, tall) => context.fillRect(x(span.start), top, Math.max(2, x(span.end) - x(span.start)), tall);
    const cut = shownSpan(state);
    context.fillStyle = colour("mark");
    if (cut) mark(cut, 0, height);
    context.fillStyle = colour("wave");
    this.#bars(context, { width, height, from, to });
    context.fillStyle = colour("soft");
    for (const stretch of state.words?.unscripted ?? []) mark(stretch, height - 2, 2);
    context.fillStyle = colour("hit-now");
    for (const time of hitTimes(state.search)) context.fillRect(x(time) - 1.5, 0, 3, 7);
    context.fillStyle = colour("accent");
    context.fillRect(x(this.media.currentTime) - 1, 0, 2, height);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {{ width: number, height: number, from: number, to: number }} view
   */
  #bars(context, { width, height, from, to }) {
    const wave = this.#wave;
    const middle = height / 2;
    if (!wave.length) context.fillRect(0, middle - 0.5, width, 1);
    const peaks = bars(wave, from / this.duration, to / this.duration, Math.ceil(width / BAR));
    for (const [bar, peak] of peaks.entries()) {
      const half = Math.max(0.5, (peak / 255) * (middle - 5));
      context.fillRect(bar * BAR, middle - half, BAR - 1, half * 2);
    }
  }

  /** @param {{ seek: (seconds: number) => void, toggle: () => void }} on */
  #wire(on) {
    /** @param {PointerEvent} event */
    const go = (event) => {
      const box = this.line.getBoundingClientRect();
      on.seek(((event.clientX - box.left) / box.width) * this.duration);
    };
    this.line.addEventListener("pointerdown", (event) => {
      this.line.setPointerCapture(event.pointerId);
      go(event);
    });
    this.line.addEventListener("pointermove", (event) => {
      if (this.line.hasPointerCapture(event.pointerId)) go(event);
    });
    this.line.addEventListener("keydown", (event) => {
      const time = this.media.currentTime;
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 30, PageDown: -30 }[event.key];
      if (step) on.seek(time + step);
      else if (event.key === "Home") on.seek(0);
      else if (event.key === "End") on.seek(this.duration);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.big.addEventListener("click", on.toggle);
    new ResizeObserver(() => this.draw()).observe(this.line);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }
}
