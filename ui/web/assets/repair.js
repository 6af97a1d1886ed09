// Mending one spot: a word's spelling, or where it is said. Only its neighbourhood is done again.

/**
 * @import { RepairBody, RepairedResult, Started, Stepped } from "../schemas/contract"
 * @import { Player } from "./player.js"
 * @import { Bench } from "./state.js"
 */

import { asError, button, find, make, out, showError } from "./dom.js";
import { clock, course } from "./format.js";
import { spanOf } from "./selection.js";
import * as server from "./server.js";

export class Repair {
  /** @type {{ form: HTMLFormElement, isChanged: () => boolean } | null} */
  #shown = null;

  /**
   * @param {Bench} bench
   * @param {Player} player
   * @param {{ loadWords: () => Promise<void>, select: (first: number, last: number) => void, unselect: () => void }} page
   */
  constructor({ root, store, say }, player, page) {
    this.store = store;
    this.say = say;
    this.player = player;
    this.page = page;
    this.box = out(root, "repair");
    this.folded = find(root, ".pq-repair", HTMLDetailsElement);
    this.folded.addEventListener("toggle", () => this.folded.open && !this.isChanged && this.#show());
    store.on(["recording"], () => {
      this.#shown = null;
      this.folded.open = false;
    });
    store.on(["selection", "tab"], ({ selection, selecting, tab }) => {
      // Other words were chosen: the form goes with them, unless something was typed into it.
      if (!selecting && this.folded.open && !this.isChanged) this.#show();
      this.folded.hidden = tab !== "clip" || (!selection && !this.isChanged);
    });
  }

  /** Whether something was typed that is not kept yet; it belongs to the words it was typed for. */
  get isChanged() {
    return !!this.#shown?.form.isConnected && this.#shown.isChanged();
  }

  #show() {
    const { selection, words } = this.store.state;
    this.#shown = null;
    if (!words || selection?.first === undefined) {
      this.box.textContent = "Choose the words that are wrong, then open this again.";
      return;
    }
    const { first, last } = selection;
    const said = words.quote(first, last);
    const span = words.span(first, last);
    const text = make("input", { type: "text", value: said });
    const start = make("input", { type: "text", value: span ? clock(span.start, 2) : "" });
    const end = make("input", { type: "text", value: span ? clock(span.end, 2) : "" });
    const was = { text: text.value, start: start.value, end: end.value };
    const isMoved = () => start.value !== was.start || end.value !== was.end;
    const error = make("p", { className: "pq-error", role: "alert", hidden: true });
    const progress = make("p", { className: "pq-note", role: "status" });
    const form = make(
      "form",
      { className: "pq-repair-form" },
      make("p", { className: "pq-note", textContent: `Correcting “${said.length > 70 ? `${said.slice(0, 69)}…` : said}”` }),
      field("The words as they should be", text),
      make("div", { className: "pq-pair" }, field("Said from", start), field("to", end)),
      make(
        "div",
        { className: "pq-actions" },
        button("Said here", "pq-button", () => (start.value = clock(this.player.time, 2)), { title: "Take where the player stands as the beginning" }),
        button("Use the cut above", "pq-button", () => {
          const cut = spanOf(this.store.state);
          if (cut) [start.value, end.value] = [clock(cut.start, 2), clock(cut.end, 2)];
        }, { title: "Take the start and end that you dragged as the words' own" }),
        make("button", { type: "submit", className: "pq-button", textContent: "Save correction" }),
      ),
      error,
      progress,
    );
    this.#shown = { form, isChanged: () => text.value !== was.text || isMoved() };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.inert) return;
      /** @type {RepairBody} */
      const body = { first, last, was: said };
      if (text.value !== was.text) body.text = text.value;
      if (isMoved()) Object.assign(body, { start: start.value, end: end.value });
      showError(error, null);
      form.inert = true;
      try {
        await this.#send(body, progress);
      } catch (problem) {
        showError(error, asError(problem));
      } finally {
        form.inert = false;
        progress.textContent = "";
      }
    });
    this.box.replaceChildren(form);
  }

  /**
   * @param {RepairBody} body
   * @param {HTMLElement} progress
   */
  async #send(body, progress) {
    const { recording } = this.store.state;
    if (!recording) return;
    const isWanted = () => this.store.state.recording === recording;
    const { job } = /** @type {Started} */ (await server.post(`recordings/${recording.id}/repair`, body));
    this.say("Correcting");
    const end = job && (await server.watch(job, (now) => (progress.textContent = `Placing the words · ${course(now)}`), isWanted));
    if (!end || !isWanted()) return;
    if (end.state === "failed") throw new server.Refused(end.error ?? "", null, end.code);
    await this.page.loadWords();
    if (!isWanted()) return;
    const { first, last } = /** @type {RepairedResult} */ (end.result);
    this.#shown = null;
    this.page.select(first, last);
    this.#show();
    this.#offerUndo();
    this.say("Corrected");
  }

  #offerUndo() {
    const undo = button("Undo", "pq-link", () => void this.step("undo"), { title: "Take the correction back (Ctrl+Z)" });
    undo.dataset.do = "undo";
    this.box.append(make("p", { className: "pq-note" }, "Corrected. ", undo));
  }

  /**
   * Take the last correction back, or make it again.
   *
   * @param {"undo" | "redo"} way
   */
  async step(way) {
    const { recording } = this.store.state;
    if (!recording) return;
    const { done } = /** @type {Stepped} */ (await server.post(`recordings/${recording.id}/${way}`, {}));
    if (this.store.state.recording !== recording) return;
    if (!done) {
      this.say(`Nothing to ${way}`);
      return;
    }
    this.#shown = null;
    this.page.unselect();
    await this.page.loadWords();
    this.say(way === "undo" ? "Correction undone" : "Correction made again");
  }
}

/**
 * @param {string} name
 * @param {HTMLInputElement} input
 */
function field(name, input) {
  return make("label", { className: "pq-field" }, make("span", { textContent: name }), input);
}
