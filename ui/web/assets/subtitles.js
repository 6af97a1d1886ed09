// Subtitles of the whole recording, seen before they are saved.

import { options } from "./clip.js";
import { showError } from "./work.js";
import * as server from "./server.js";

export class Subtitles {
  constructor(page) {
    this.page = page;
    this.format = page.q('[data-in="subtitle-format"]');
    this.profile = page.q('[data-in="subtitle-profile"]');
    this.error = page.q('[data-error="subtitles"]');
    this.format.addEventListener("change", () => this.refresh());
    this.profile.addEventListener("change", () => this.refresh());
    page.q('[data-do="save-subtitles"]').addEventListener("click", () => this.#save());
  }

  fill(choices) {
    options(this.format, choices.subtitles);
    options(this.profile, choices.profiles);
  }

  async #make() {
    return server.post(`recordings/${this.page.id}/subtitles`, { format: this.format.value, profile: this.profile.value });
  }

  async refresh() {
    showError(this.error, null);
    try {
      const made = await this.#make();
      const long = made.text.length > 20000;
      this.page.out("subtitles").textContent = long ? `${made.text.slice(0, 20000)}\n…` : made.text;
    } catch (error) {
      this.page.out("subtitles").textContent = "";
      showError(this.error, error);
    }
  }

  async #save() {
    showError(this.error, null);
    try {
      const made = await this.#make();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([made.text], { type: "text/plain;charset=utf-8" }));
      link.download = made.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 5000);
    } catch (error) {
      showError(this.error, error);
    }
  }
}
