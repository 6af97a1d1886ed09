// Mending one spot: a word's spelling, or where it is said. Only its neighbourhood is done again.

import { clock } from "./time.js";
import { showError } from "./work.js";
import * as server from "./server.js";

export class Repair {
  constructor(page) {
    this.page = page;
    this.box = page.out("repair");
  }

  show() {
    const { selection } = this.page.clip;
    if (!selection || selection.first === undefined) {
      this.box.textContent = "Choose the words that are wrong, then open this again.";
      return;
    }
    const { first, last } = selection;
    const form = document.createElement("form");
    form.className = "pq-repair-form";
    const text = field(form, "The words as they should be", this.page.transcript.quote(first, last));
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
    const was = { text: text.value, start: start.value, end: end.value };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const body = { first, last };
      if (text.value !== was.text) body.text = text.value;
      if (start.value !== was.start || end.value !== was.end) Object.assign(body, { start: start.value, end: end.value });
      showError(error, null);
      try {
        await this.#send(body);
      } catch (problem) {
        showError(error, problem);
      }
    });
    this.box.replaceChildren(form);
  }

  async #send(body) {
    const id = this.page.id;
    const { job } = await server.post(`recordings/${id}/repair`, body);
    this.page.say("Correcting");
    const end = await server.watch(job, () => {}, () => this.page.id === id);
    if (!end) return;
    if (end.state === "failed") throw new server.Refused(end.error);
    await this.page.loadWords();
    this.page.select(end.result.first, end.result.last, true);
    this.page.say("Corrected");
    this.show();
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
