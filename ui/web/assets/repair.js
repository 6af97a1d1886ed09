// Mending one spot: a word's spelling, or where it is said. Only its neighbourhood is done again.

import { clock } from "./time.js";
import { showError } from "./work.js";
import * as server from "./server.js";

export class Repair {
  constructor(page) {
    this.page = page;
    this.box = page.out("repair");
  }

  // Other words were chosen: the form goes with them, unless something was typed into it.
  follow() {
    if (this.page.q(".pq-repair").open && !this.isChanged) this.show();
  }

  // Whether something was typed that is not kept yet; it belongs to the words it was typed for.
  get isChanged() {
    return !!this.form?.isConnected && this.form.changed();
  }

  show() {
    const { selection } = this.page.clip;
    this.form = null;
    if (!selection || selection.first === undefined) {
      this.box.textContent = "Choose the words that are wrong, then open this again.";
      return;
    }
    const { first, last } = selection;
    const said = this.page.transcript.quote(first, last);
    const form = document.createElement("form");
    form.className = "pq-repair-form";
    const about = document.createElement("p");
    about.className = "pq-note";
    about.textContent = `Correcting “${said.length > 70 ? `${said.slice(0, 69)}…` : said}”`;
    form.append(about);
    const text = field(form, "The words as they should be", said);
    const span = this.page.transcript.span(first, last);
    const pair = document.createElement("div");
    pair.className = "pq-pair";
    const start = field(pair, "Said from", span ? clock(span.start, 2) : "");
    const end = field(pair, "to", span ? clock(span.end, 2) : "");
    form.append(pair);
    const actions = document.createElement("div");
    actions.className = "pq-actions";
    actions.append(
      button("Said here", "Take where the player stands as the beginning", () => (start.value = clock(this.page.player.time, 2))),
      button("Use the cut above", "Take the start and end that you dragged as the words' own", () => {
        const cut = this.page.clip.span;
        if (cut) [start.value, end.value] = [clock(cut.start, 2), clock(cut.end, 2)];
      }),
      button("Keep the correction", "", null),
    );
    form.append(actions);
    const error = document.createElement("p");
    error.className = "pq-error";
    error.setAttribute("role", "alert");
    error.hidden = true;
    form.append(error);
    const progress = document.createElement("p");
    progress.className = "pq-note";
    progress.setAttribute("role", "status");
    form.append(progress);
    const was = { text: text.value, start: start.value, end: end.value };
    form.changed = () => text.value !== was.text || start.value !== was.start || end.value !== was.end;
    this.form = form;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.inert) return;
      const body = { first, last, was: said };
      if (text.value !== was.text) body.text = text.value;
      if (start.value !== was.start || end.value !== was.end) Object.assign(body, { start: start.value, end: end.value });
      showError(error, null);
      form.inert = true;
      try {
        await this.#send(body, (text) => (progress.textContent = text));
      } catch (problem) {
        showError(error, problem);
      } finally {
        form.inert = false;
        progress.textContent = "";
      }
    });
    this.box.replaceChildren(form);
  }

  async #send(body, tell) {
    const id = this.page.id;
    const { job } = await server.post(`recordings/${id}/repair`, body);
    this.page.say("Correcting");
    const show = (now) => tell(now.state === "waiting" ? "Waiting for its turn" : `Placing the words · ${Math.floor(now.fraction * 100)} %`);
    const end = await server.watch(job, show, () => this.page.id === id);
    if (!end) return;
    if (end.state === "failed") throw new server.Refused(end.error);
    await this.page.loadWords();
    if (this.page.id !== id) return;
    this.page.select(end.result.first, end.result.last, true);
    this.show();
    this.#offerUndo();
    this.page.say("Corrected");
  }

  #offerUndo() {
    const line = document.createElement("p");
    line.className = "pq-note";
    const undo = button("Undo", "Take the correction back (Ctrl+Z)", () => this.step("undo"));
    undo.className = "pq-link";
    undo.dataset.do = "undo";
    line.append("Corrected. ", undo);
    this.box.append(line);
  }

  // Take the last correction back ("undo"), or make it again ("redo").
  async step(way) {
    const { page } = this;
    const id = page.id;
    const { done } = await server.post(`recordings/${id}/${way}`);
    if (page.id !== id) return;
    if (!done) {
      page.say(`Nothing to ${way}`);
      return;
    }
    page.unselect();
    await page.loadWords();
    this.show();
    page.say(way === "undo" ? "Correction undone" : "Correction made again");
  }
}

function field(holder, name, value) {
  const label = document.createElement("label");
  label.className = "pq-field";
  const span = document.createElement("span");
  span.textContent = name;
  const input = document.createElement("input");
  input.type = "text";
  input.value = value;
  label.append(span, input);
  holder.append(label);
  return input;
}

function button(text, title, step) {
  const element = document.createElement("button");
  element.type = step ? "button" : "submit";
  element.className = "pq-button";
  element.textContent = text;
  element.title = title;
  if (step) element.addEventListener("click", step);
  return element;
}
