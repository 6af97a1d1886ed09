// The video that is made of a recording without a picture: a frame of it, drawn as it is exported.

/**
 * @import { Motion, StillAnswer } from "../schemas/contract"
 * @import { Bench, State } from "./state.js"
 */

import { extraBody, formatOf } from "./bodies.js";
import { find, isAbort } from "./dom.js";
import { drawMotion } from "./motion.js";
import { itemOf, spanOf } from "./selection.js";
import * as server from "./server.js";

const PAUSE = 300; // ms without a change before it is drawn
const RATIOS = { source: 16 / 9, "16:9": 16 / 9, "1:1": 1, "4:5": 0.8, "9:16": 9 / 16 };

export class Still {
  /** @type {AbortController | undefined} */
  #asked;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** @type {Motion | null} */
  #motion = null;

  /**
   * @param {Bench} bench
   * @param {() => void} onChange Told when the screen is another.
   */
  constructor({ root, store }, onChange) {
    this.store = store;
    this.onChange = onChange;
    this.player = find(root, ".pq-player", HTMLElement);
    this.screen = find(root, ".pq-screen", HTMLElement);
    this.image = find(root, ".pq-still", HTMLImageElement);
    this.moving = find(root, ".pq-moving", HTMLCanvasElement);
    this.image.addEventListener("load", () => this.#show(true));
    store.on(["passage", "look", "recording"], (state) => this.#follow(state));
  }

  /** @param {State} state */
  #follow(state) {
    clearTimeout(this.#waiting);
    this.#asked?.abort();
    const { recording, passage, look } = state;
    if (!recording || recording.video) {
      this.#show(false);
      return;
    }
    if (!passage?.cut || look.kind !== "video") this.#show(false);
    else this.#waiting = setTimeout(() => void this.#draw(), PAUSE);
  }

  async #draw() {
    const { state } = this.store;
    const item = itemOf(state);
    if (!item || !state.recording) return;
    const { shape, style } = state.look;
    const body = { item, shape, style, format: formatOf(state.look, state.choices), ...extraBody(state.look) };
    const asked = (this.#asked = new AbortController());
    try {
      /** @type {StillAnswer} */
      const { address, motion } = await server.post(`recordings/${state.recording.id}/still`, body, { signal: asked.signal });
      if (asked.signal.aborted) return;
      this.#motion = motion;
      this.image.src = address;
    } catch (error) {
      // The wave is shown instead; what is wrong is said where the clip would be.
      if (!isAbort(error)) this.#show(false);
    }
  }

  /**
   * Draw what moves as it is at a time of the recording.
   *
   * @param {number} time Seconds.
   */
  tick(time) {
    const span = spanOf(this.store.state);
    const isMoving = !this.image.hidden && this.#motion !== null && span !== null;
    this.moving.hidden = !isMoving;
    if (!isMoving || !this.#motion) return;
    const duration = span.end - span.start;
    // Before the passage is played, as the still is: half-way through.
    const at = time >= span.start && time <= span.end ? time - span.start : duration / 2;
    drawMotion(this.moving, this.#motion, at, duration);
  }

  /** @param {boolean} on */
  #show(on) {
    const { shape } = this.store.state.look;
    const ratio = RATIOS[/** @type {keyof typeof RATIOS} */ (shape)] ?? RATIOS.source;
    this.image.hidden = !on;
    this.player.toggleAttribute("data-still", on);
    if (!this.store.state.recording?.video) this.player.toggleAttribute("data-tall", on && ratio < 0.95);
    if (on) this.screen.style.setProperty("--pq-ratio", String(ratio));
    this.onChange();
  }
}
