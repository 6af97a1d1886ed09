// Subtitles of the whole recording, seen before they are saved.

/**
 * @import { SubtitlesAnswer } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { asError, find, make, options, out, showError } from "./dom.js";
import * as server from "./server.js";

const SHOWN = 20_000; // characters

export class Subtitles {
  /** @param {Bench} bench */
  constructor({ root, store }) {
    this.store = store;
    this.format = find(root, '[data-in="subtitle-format"]', HTMLSelectElement);
    this.profile = find(root, '[data-in="subtitle-profile"]', HTMLSelectElement);
    this.error = find(root, '[data-error="subtitles"]', HTMLElement);
    this.text = out(root, "subtitles");
    for (const list of [this.format, this.profile]) list.addEventListener("change", () => void this.refresh());
    find(root, '[data-do="save-subtitles"]', HTMLElement).addEventListener("click", () => void this.#save());
    store.on(["choices"], ({ choices }) => {
      options(this.format, choices?.subtitles ?? []);
      options(this.profile, choices?.profiles ?? []);
    });
    store.on(["tab", "words"], ({ tab, words }) => {
      if (tab === "subtitles" && words) void this.refresh();
    });
  }

  /** @returns {Promise<SubtitlesAnswer>} */
  #make() {
    const body = { format: this.format.value, profile: this.profile.value };
    return server.post(`recordings/${this.store.state.recording?.id}/subtitles`, body);
  }

  async refresh() {
    showError(this.error, null);
    try {
      const { text } = await this.#make();
      this.text.textContent = text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text;
    } catch (error) {
      this.text.textContent = "";
      showError(this.error, asError(error));
    }
  }

  async #save() {
    showError(this.error, null);
    try {
      const { text, name } = await this.#make();
      const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      make("a", { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 5000);
    } catch (error) {
      showError(this.error, asError(error));
    }
  }
}
