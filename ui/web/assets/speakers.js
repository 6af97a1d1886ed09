// The speakers: their names and colours in a dialog, and the colours of their labels in the text.

/**
 * @import { SpeakersAnswer, SpeakersBody } from "../schemas/contract"
 * @import { Changes } from "./changes.js"
 * @import { Bench } from "./state.js"
 * @import { Voice } from "./voices.js"
 */

import { asError, find, make, out, showError } from "./dom.js";
import { PALETTE, voicesOf } from "./voices.js";

export class Speakers {
  /** @type {readonly Voice[]} */
  #voices = [];

  /**
   * @param {Bench} bench
   * @param {Changes} changes
   */
  constructor({ root, store, say }, changes) {
    this.store = store;
    this.say = say;
    this.changes = changes;
    this.text = find(root, ".pq-text", HTMLElement);
    this.dialog = find(root, ".pq-speakers", HTMLDialogElement);
    this.form = find(this.dialog, "form", HTMLFormElement);
    this.list = out(root, "speakers");
    this.error = find(root, '[data-error="speakers"]', HTMLElement);
    this.opener = find(root, '[data-do="speakers"]', HTMLButtonElement);
    this.save = find(this.form, '[type="submit"]', HTMLButtonElement);
    this.opener.addEventListener("click", () => this.open());
    this.text.addEventListener("click", (event) => {
      const voice = event.target instanceof Element && event.target.closest(".pq-voice");
      if (voice) this.open(voice.textContent);
    });
    find(this.form, '[data-do="no-speakers"]', HTMLButtonElement).addEventListener("click", () => this.dialog.close());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    store.on(["words", "colours"], ({ words, colours }, before) => {
      if (words?.paragraphs === before.words?.paragraphs && colours === before.colours) return;
      this.#voices = words ? voicesOf(words, colours) : [];
      this.opener.hidden = !this.#voices.length;
      this.#colour();
    });
    store.on(["recording"], () => this.dialog.close());
  }

  /**
   * Show all speakers, with one of them to be renamed.
   *
   * @param {string | null} [name]
   */
  open(name) {
    if (!this.#voices.length) return;
    showError(this.error, null);
    this.list.replaceChildren(...this.#voices.map((voice, number) => row(voice, number)));
    this.dialog.showModal();
    const at = Math.max(0, this.#voices.findIndex((voice) => voice.name === name));
    this.#name(at).select();
  }

  /**
   * Show the speakers of the paragraph in which this word is.
   *
   * @param {number} word
   */
  openFor(word) {
    const { words } = this.store.state;
    this.open(words?.paragraphs[words.paragraphOf[word]].speaker);
  }

  /** @param {number} number */
  #name(number) {
    return find(this.list, `[name="name-${number}"]`, HTMLInputElement);
  }

  /** Every label has the colour of its paragraph's speaker. */
  #colour() {
    const { words } = this.store.state;
    if (!words) return;
    const colours = new Map(this.#voices.map(({ name, colour }) => [name, colour]));
    for (const label of this.text.querySelectorAll(".pq-label")) {
      const p = label.closest("p");
      const speaker = p && words.paragraphs[Number(p.dataset.p)]?.speaker;
      if (label instanceof HTMLElement) label.dataset.voice = colours.get(speaker ?? "") ?? "none";
    }
  }

  /** @returns {SpeakersBody["speakers"]} What was changed, or chosen before. */
  #changed() {
    const data = new FormData(this.form);
    return this.#voices.map(({ name: was, colour: shown, isChosen }, number) => {
      const colour = /** @type {Voice["colour"]} */ (data.get(`colour-${number}`) ?? shown);
      const name = String(data.get(`name-${number}`) ?? was);
      return { was, name, colour: isChosen || colour !== shown ? colour : null };
    });
  }

  async #save() {
    const { recording } = this.store.state;
    const before = this.#voices.length;
    this.save.disabled = true;
    showError(this.error, null);
    try {
      /** @type {SpeakersAnswer | undefined} */
      const answer = await this.changes.send("speakers", { speakers: this.#changed() });
      if (!answer || this.store.state.recording !== recording) return;
      await this.changes.take(answer);
      this.dialog.close();
      const fewer = before - this.#voices.length;
      this.changes.offerUndo(fewer > 0 ? "Speakers changed; those with one name are one now." : "Speakers changed.");
    } catch (error) {
      showError(this.error, asError(error));
    } finally {
      this.save.disabled = false;
    }
  }
}

/**
 * @param {Voice} voice
 * @param {number} number
 */
function row({ name, colour, paragraphs, words }, number) {
  const input = make("input", { type: "text", name: `name-${number}`, defaultValue: name, maxLength: 80, required: true, ariaLabel: `Name of ${name}`, spellcheck: false });
  const group = make("div", { className: "pq-palette", role: "radiogroup", ariaLabel: `Colour of ${name}` });
  for (const [value, label] of PALETTE) {
    const radio = make("input", { type: "radio", name: `colour-${number}`, value, defaultChecked: value === colour, ariaLabel: label });
    const swatch = make("i", {});
    swatch.dataset.voice = value;
    group.append(make("label", { title: label }, radio, swatch));
  }
  const count = `${paragraphs} ${paragraphs === 1 ? "paragraph" : "paragraphs"}, ${words} ${words === 1 ? "word" : "words"}`;
  return make("li", {}, input, make("small", { textContent: count }), group);
}
