// Clips being made, and what came of them.

import { followInCard } from "./work.js";
import * as server from "./server.js";

export class Exports {
  constructor(page) {
    this.page = page;
    this.holder = page.q("[data-work]");
  }

  reset() {
    this.holder.replaceChildren();
  }

  async start(items, joined = false) {
    const id = this.page.id;
    const { look, choices } = this.page.clip;
    const { kind, shape, centre, style } = look;
    const format = look.format[kind] ?? choices.formats[kind][0][0];
    const body = { items, joined, shape, centre, style, format };
    try {
      const { job } = await server.post(`recordings/${id}/export`, body);
      await this.attach(job);
    } catch (error) {
      card(this.holder, problem(error.message));
    }
  }

  async attach(job) {
    const id = this.page.id;
    const end = await followInCard(this.holder, "Making the clip", job, () => this.page.id === id);
    if (!end || this.page.id !== id) return;
    if (end.state === "failed") card(this.holder, problem(end.error));
    if (end.state !== "done") return;
    const link = document.createElement("a");
    link.href = `/pullquote/made/${id}/${encodeURIComponent(end.result.name)}`;
    link.download = end.result.name;
    link.textContent = end.result.name;
    const size = document.createElement("span");
    size.textContent = end.result.note;
    size.className = "pq-note";
    const line = document.createElement("div");
    line.className = "pq-line";
    line.append(link, size);
    const parts = [line, ...end.result.problems.map(problem)];
    if (end.result.extras?.length) parts.push(extras(id, end.result.extras));
    card(this.holder, ...parts);
    this.page.say(`Ready: ${end.result.name}`);
  }
}

function card(holder, ...content) {
  const element = document.createElement("div");
  element.append(...content);
  holder.prepend(element);
  while (holder.children.length > 6) holder.lastChild.remove();
}

function problem(message) {
  const element = document.createElement("p");
  element.className = "pq-error";
  element.setAttribute("role", "alert");
  element.textContent = message;
  return element;
}

function extras(id, names) {
  const element = document.createElement("p");
  element.className = "pq-note";
  element.append("with ");
  names.forEach((name, number) => {
    const link = document.createElement("a");
    link.href = `/pullquote/made/${id}/${encodeURIComponent(name)}`;
    link.download = name;
    link.textContent = name.split(".").pop().toUpperCase();
    element.append(number ? ", " : "", link);
  });
  return element;
}
