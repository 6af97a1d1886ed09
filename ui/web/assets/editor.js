// Words corrected where they stand: a small form under them, bound to its words whatever is selected.

/**
 * @import { RepairBody, RepairedResult, Started } from "../schemas/contract"
 * @import { Player } from "./player.js"
 * @import { Bench } from "./state.js"
 * @import { Transcript } from "./transcript.js"
 */

import { asError, button, find, make, showError } from "./dom.js";
import { clock, course } from "./format.js";
import { spanOf } from "./selection.js";
import * as server from "./server.js";

const LINE = 46; // characters in a line of the field

/**
 * @typedef {object} Editing
 * @property {() => Promise<void>} loadWords
 * @property {(first: number, last: number) => void} select
 * @property {(text: string) => void} offerUndo
 */

/** @typedef {{ first: number, last: number, said: string }} Bound The words that are corrected. */

export class Editor {
  /** @type {{ words: Bound, form: HTMLFormElement } | null} */
  #open = null;

  /**
   * @param {Bench} bench
   * @param {Transcript} transcript
   * @param {Player} player
   * @param {Editing} page
   */
  constructor({ root, store, say }, transcript, player, page) {
    this.store = store;
    this.say = say;
    this.transcript = transcript;
    this.player = player;
    this.page = page;
    const correct = find(root, '[data-do="correct"]', HTMLButtonElement);
    correct.addEventListener("click", () => this.open());
    transcript.root.addEventListener("dblclick", (event) => this.#doubleClick(event));
    store.on(["recording"], () => this.close());
    store.on(["words"], () => this.#place());
    store.on(["selection", "words"], ({ selection }) => (correct.hidden = selection?.first === undefined));
  }

  /** Whether something was typed that is not kept yet. */
  get isChanged() {
    const form = this.#open?.form;
    return !!form && [...form.querySelectorAll("input, textarea")].some((field) => isTyped(field));
  }

  /** @param {MouseEvent} event */
  #doubleClick(event) {
    if (event.target instanceof Element && event.target.closest("button, .pq-editor")) return;
    const word = this.transcript.wordAt(event.clientX, event.clientY);
    if (word < 0) return;
    this.player.pause();
    const { selection } = this.store.state;
    const isInside = selection?.first !== undefined && selection.first <= word && word <= selection.last;
    if (isInside) this.open();
    else this.open(word, word);
  }

  /**
   * Edit these words; without any, those that are selected, or the one under the cursor. What was
   * typed for others stays until it is kept or dropped.
   *
   * @param {number} [first]
   * @param {number} [last]
   */
  open(first, last = first) {
    const { words, selection, cursor } = this.store.state;
    if (!words) return;
    if (first === undefined || last === undefined) {
      [first, last] = selection?.first === undefined ? [cursor, cursor] : [selection.first, selection.last];
    }
    if (first < 0 || last >= words.count) return;
    if (this.isChanged) {
      this.#open?.form.querySelector("textarea")?.focus();
      this.say("Save or cancel the correction first");
      return;
    }
    this.close();
    const bound = { first, last, said: words.quote(first, last) };
    this.#open = { words: bound, form: this.#form(bound) };
    this.transcript.layer.append(this.#open.form);
    this.transcript.reveal(first, true);
    this.#place();
    this.#open.form.querySelector("textarea")?.select();
  }

  close() {
    const form = this.#open?.form;
    const hadFocus = form?.contains(document.activeElement);
    this.#open = null;
    form?.remove();
    if (hadFocus) this.transcript.root.focus({ preventScroll: true });
  }

  #place() {
    if (this.#open) this.transcript.putUnder(this.#open.form, this.#open.words.first, this.#open.words.last);
  }

  /** @param {Bound} bound */
  #form(bound) {
    const { words } = this.store.state;
    const span = words?.span(bound.first, bound.last);
    const rows = Math.min(6, Math.ceil((bound.said.length + 1) / LINE));
    const text = make("textarea", { defaultValue: bound.said, rows, ariaLabel: "The words as they should be", spellcheck: true });
    const start = make("input", { type: "text", defaultValue: span ? clock(span.start, 2) : "", placeholder: "e.g. 1:02.50" });
    const end = make("input", { type: "text", defaultValue: span ? clock(span.end, 2) : "", placeholder: "e.g. 1:03.10" });
    const error = make("p", { className: "pq-error", role: "alert", hidden: true });
    const status = make("p", { className: "pq-note", role: "status" });
    const form = make(
      "form",
      { className: "pq-editor", ariaLabel: `Correct “${bound.said.slice(0, 70)}”` },
      text,
      this.#times(start, end),
      error,
      status,
      make(
        "div",
        { className: "pq-actions" },
        button("Cancel", "pq-button", () => this.close()),
        make("button", { type: "submit", className: "pq-button pq-primary", textContent: "Save correction" }),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save(bound, { form, text, start, end, error, status });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && event.target === text && !event.shiftKey) form.requestSubmit();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return form;
  }

  /**
   * When the words are said, folded away.
   *
   * @param {HTMLInputElement} start
   * @param {HTMLInputElement} end
   */
  #times(start, end) {
    return make(
      "details",
      { className: "pq-more" },
      make("summary", { textContent: "When they are said" }),
      make("div", { className: "pq-pair" }, field("From", start), field("to", end)),
      make(
        "div",
        { className: "pq-actions" },
        button("Said here", "pq-button", () => (start.value = clock(this.player.time, 2)), {
          title: "Take where the player stands as the beginning",
        }),
        button("Use the cut", "pq-button", () => this.#useCut(start, end), {
          title: "Take the start and end of the selected clip as the words' own",
        }),
      ),
    );
  }

  /**
   * @param {HTMLInputElement} start
   * @param {HTMLInputElement} end
   */
  #useCut(start, end) {
    const cut = spanOf(this.store.state);
    if (cut) [start.value, end.value] = [clock(cut.start, 2), clock(cut.end, 2)];
  }

  /**
   * @param {Bound} bound
   * @param {{ form: HTMLFormElement, text: HTMLTextAreaElement, start: HTMLInputElement,
   *   end: HTMLInputElement, error: HTMLElement, status: HTMLElement }} fields
   */
  async #save({ first, last, said }, { form, text, start, end, error, status }) {
    if (!this.isChanged) {
      this.close();
      return;
    }
    /** @type {RepairBody} */
    const body = { first, last, was: said };
    if (isTyped(text)) body.text = text.value;
    if (isTyped(start) || isTyped(end)) Object.assign(body, { start: start.value, end: end.value });
    const controls = [...form.querySelectorAll("button, input, textarea")];
    /** @param {boolean} on */
    const disable = (on) => controls.forEach((control) => control.toggleAttribute("disabled", on));
    showError(error, null);
    disable(true);
    try {
      await this.#send(body, (line) => (status.textContent = line));
    } catch (problem) {
      showError(error, asError(problem));
    } finally {
      disable(false);
      status.textContent = "";
    }
  }

  /**
   * @param {RepairBody} body
   * @param {(line: string) => void} tell
   */
  async #send(body, tell) {
    const { recording } = this.store.state;
    if (!recording) return;
    const isWanted = () => this.store.state.recording === recording;
    tell("Placing the words");
    this.say("Correcting");
    const { job } = /** @type {Started} */ (await server.post(`recordings/${recording.id}/repair`, body));
    const end = job && (await server.watch(job, (now) => tell(`Placing the words · ${course(now)}`), isWanted));
    if (!end || !isWanted()) return;
    if (end.state === "failed") throw new server.Refused(end.error ?? "", null, end.code);
    const { first, last, basket } = /** @type {RepairedResult} */ (end.result);
    await this.page.loadWords();
    if (!isWanted()) return;
    this.close();
    this.store.change({ basket });
    this.page.select(first, last);
    this.page.offerUndo("Corrected.");
  }
}

/** @param {Element} field Whether it holds something else than at first. */
function isTyped(field) {
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isField && field.value !== field.defaultValue;
}

/**
 * @param {string} name
 * @param {HTMLInputElement} input
 */
function field(name, input) {
  return make("label", { className: "pq-field" }, make("span", { textContent: name }), input);
}
