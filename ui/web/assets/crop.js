// The picture in the shape of the clip: what a crop leaves out is out of sight, and dragging moves it.

/** @import { Bench } from "./state.js" */

import { Around } from "./around.js";
import { find } from "./dom.js";

/** @type {Record<string, number>} Width by height. */
const RATIOS = { "16:9": 16 / 9, "1:1": 1, "4:5": 0.8, "9:16": 9 / 16 };
const TALL = 0.95; // width by height below which the player's tools stand beside the picture
const STILL = 4; // pixels that a click may move

export class Crop {
  #across = true;
  #share = 1;

  /**
   * @param {Bench} bench
   * @param {HTMLVideoElement} media
   * @param {() => void} onChange Told when the screen is another.
   */
  constructor({ root, store }, media, onChange) {
    this.store = store;
    this.media = media;
    this.player = find(root, ".pq-player", HTMLElement);
    this.screen = find(root, ".pq-screen", HTMLElement);
    this.window = find(root, ".pq-crop", HTMLElement);
    this.around = new Around(find(root, ".pq-around", HTMLCanvasElement), media);
    this.onChange = onChange;
    this.#wire();
    store.on(["recording", "look"], () => this.show());
    new ResizeObserver(() => this.onChange()).observe(this.screen);
  }

  /** The screen, in pixels of itself. */
  get box() {
    const { width, height } = this.screen.getBoundingClientRect();
    return { left: 0, top: 0, width, height };
  }

  show() {
    const { recording, look } = this.store.state;
    const own = recording?.video ? recording.width / recording.height : 0;
    const chosen = look.kind === "video" && own ? RATIOS[look.shape] : undefined;
    const ratio = chosen ?? (own || 1);
    const isWhole = !!chosen && look.fit !== "crop";
    const isCropped = !!chosen && !isWhole && Math.abs(chosen - own) >= 0.01;
    if (own) this.screen.style.setProperty("--pq-ratio", String(ratio));
    this.screen.dataset.fit = isWhole ? look.fit : "crop";
    if (own) this.player.toggleAttribute("data-tall", ratio < TALL);
    this.around.set(isWhole && look.fit === "blur");
    this.window.hidden = !isCropped;
    this.media.style.objectFit = isCropped ? "cover" : "";
    this.media.style.objectPosition = isCropped ? this.#position(ratio, own, look.centre) : "";
    this.onChange();
  }

  /**
   * Where the picture is put so that the share around `centre` is seen.
   *
   * @param {number} ratio
   * @param {number} own
   * @param {number} centre
   */
  #position(ratio, own, centre) {
    // A shape narrower than the picture moves sideways, a wider one up and down.
    this.#across = ratio < own;
    const share = (this.#share = this.#across ? ratio / own : own / ratio);
    const from = Math.max(0, Math.min(1 - share, centre - share / 2)) / (1 - share);
    this.window.setAttribute("aria-valuenow", String(Math.round(centre * 100)));
    return this.#across ? `${from * 100}% 50%` : `50% ${from * 100}%`;
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
    let moved = 0;
    this.window.addEventListener("pointerdown", (event) => {
      this.window.setPointerCapture(event.pointerId);
      last = [event.clientX, event.clientY];
      moved = 0;
    });
    this.window.addEventListener("pointermove", (event) => {
      if (!last) return;
      const box = this.screen.getBoundingClientRect();
      const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
      last = [event.clientX, event.clientY];
      moved += Math.hypot(dx, dy);
      // The picture goes with the pointer, so what is seen goes the other way.
      if (moved > STILL) this.#move(-(this.#across ? dx / box.width : dy / box.height) * this.#share);
    });
    this.window.addEventListener("pointerup", () => {
      if (last && moved <= STILL) this.media.click();
      last = null;
    });
    this.window.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -0.02, ArrowUp: -0.02, ArrowRight: 0.02, ArrowDown: 0.02 }[event.key];
      if (!by) return;
      this.#move(by);
      event.preventDefault();
      event.stopPropagation();
    });
  }
}
