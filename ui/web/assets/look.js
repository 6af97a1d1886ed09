// How clips look: video or audio, shape, captions, kind of file.

/**
 * @import { Choices } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 * @import { Look } from "./bodies.js"
 */

import { formatOf } from "./bodies.js";
import { find, options, segments } from "./dom.js";

const KINDS = /** @type {const} */ ([["video", "Video"], ["audio", "Audio"]]);

export class LookFields {
  /** @param {Bench} bench */
  constructor({ root, store }) {
    this.store = store;
    this.kind = find(root, '[data-choice="kind"]', HTMLElement);
    this.shape = find(root, '[data-choice="shape"]', HTMLElement);
    this.style = find(root, '[data-in="style"]', HTMLSelectElement);
    this.format = find(root, '[data-in="format"]', HTMLSelectElement);
    this.style.addEventListener("change", () => this.set({ style: this.style.value }));
    this.format.addEventListener("change", () => {
      const { look } = store.state;
      this.set({ format: { ...look.format, [look.kind]: this.format.value } });
    });
    store.on(["choices"], ({ choices }) => choices && this.#fill(choices));
    store.on(["look", "choices"], () => this.#show());
  }

  /** @param {Partial<Look>} fields */
  set(fields) {
    this.store.change({ look: { ...this.store.state.look, ...fields } });
  }

  /** @param {Choices} choices */
  #fill(choices) {
    segments(this.kind, "kind", KINDS, (kind) => this.set({ kind: kind === "audio" ? kind : "video" }));
    segments(this.shape, "shape", choices.shapes, (shape) => this.set({ shape }));
    options(this.style, choices.styles);
    if (!this.store.state.look.style) this.set({ style: choices.styles[0]?.[0] ?? "" });
  }

  #show() {
    const { look, choices } = this.store.state;
    for (const [holder, value] of /** @type {const} */ ([[this.kind, look.kind], [this.shape, look.shape]])) {
      for (const input of holder.querySelectorAll("input")) input.checked = input.value === value;
    }
    this.shape.hidden = look.kind !== "video";
    this.style.value = look.style;
    for (const label of this.style.labels) label.hidden = look.kind !== "video";
    options(this.format, choices?.formats[look.kind] ?? []);
    this.format.value = formatOf(look, choices);
  }
}
