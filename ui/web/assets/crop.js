// The part of the picture that a clip of another shape shows, to be dragged.

/**
 * @import { Box } from "./captions.js"
 * @import { Bench, PageStore } from "./state.js"
 */

import { Around } from "./around.js";
import { find } from "./dom.js";

/** @type {Record<string, number>} Width by height. */
const RATIOS = { "16:9": 16 / 9, "1:1": 1, "4:5": 0.8, "9:16": 9 / 16 };

export class Crop {
  #across = true;
  #share = 1;

  /**
   * @param {Bench} bench
   * @param {HTMLVideoElement} media
   * @param {() => void} onChange Told when the shown part is another.
   */
  constructor({ root, store }, media, onChange) {
    /** @type {PageStore} */
    this.store = store;
    this.screen = find(root, ".pq-screen", HTMLElement);
    this.frame = find(root, ".pq-crop", HTMLElement);
    this.window = find(root, ".pq-crop-window", HTMLElement);
    this.around = new Around(find(root, ".pq-around", HTMLCanvasElement), media);
    this.onChange = onChange;
    this.#wire();
    store.on(["recording", "look"], () => this.show());
    new ResizeObserver(() => this.show()).observe(this.screen);
  }

  /** The part of the screen that the clip shows, in pixels of the screen. */
  get box() {
    const screen = this.screen.getBoundingClientRect();
    const box = this.frame.hidden ? screen : this.window.getBoundingClientRect();
    return /** @type {Box} */ ({ left: box.left - screen.left, top: box.top - screen.top, width: box.width, height: box.height });
  }

  show() {
    const { recording, look } = this.store.state;
    const own = recording?.video ? recording.width / recording.height : 0;
    const ratio = look.kind === "video" ? RATIOS[look.shape] : undefined;
    const whole = !!ratio && !!own && look.fit !== "crop";
    // The whole picture in another shape: the screen takes that shape.
    if (recording) this.screen.style.setProperty("--pq-ratio", String((whole ? ratio : own) || 1));
    this.screen.dataset.fit = whole ? look.fit : "crop";
    this.around.set(whole && look.fit === "blur");
    this.frame.hidden = !ratio || !own || whole || Math.abs(ratio - own) < 0.01;
    if (ratio && !this.frame.hidden) this.#place(ratio, own, look.centre);
    this.onChange();
  }

  /**
   * @param {number} ratio
   * @param {number} own
   * @param {number} centre
   */
  #place(ratio, own, centre) {
    // A shape narrower than the picture moves sideways, a wider one up and down.
    this.#across = ratio < own;
    const share = (this.#share = this.#across ? ratio / own : own / ratio);
    const from = `${Math.max(0, Math.min(1 - share, centre - share / 2)) * 100}%`;
    const size = `${share * 100}%`;
    const style = this.#across
      ? { left: from, width: size, top: "0", bottom: "0", height: "auto" }
      : { top: from, height: size, left: "0", width: "100%", bottom: "auto" };
    Object.assign(this.window.style, style);
    this.window.setAttribute("aria-valuenow", String(Math.round(centre * 100)));
  }

  /** @param {number} by Share of the picture. */
  #move(by) {
    const { look } = this.store.state;
    const half = this.#share / 2;
    const centre = Math.max(half, Math.min(1 - half, look.centre + by));
    this.store.change({ look: { ...look, centre } });
  }

  #wire() {
    /** @type {[number, number] | null} */
    let last = null;
    this.window.addEventListener("pointerdown", (event) => {
      this.window.setPointerCapture(event.pointerId);
      last = [event.clientX, event.clientY];
    });
    this.window.addEventListener("pointermove", (event) => {
      if (!last) return;
      const box = this.screen.getBoundingClientRect();
      const by = this.#across ? (event.clientX - last[0]) / box.width : (event.clientY - last[1]) / box.height;
      last = [event.clientX, event.clientY];
      this.#move(by);
    });
    this.window.addEventListener("pointerup", () => (last = null));
    this.window.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -0.02, ArrowUp: -0.02, ArrowRight: 0.02, ArrowDown: 0.02 }[event.key];
      if (!by) return;
      this.#move(by);
      event.preventDefault();
      event.stopPropagation();
    });
  }
}
