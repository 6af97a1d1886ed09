// Clips being made, and what came of them.

import { followInCard } from "./work.js";
import * as server from "./server.js";

export class Exports {
  constructor(page) {
    this.page = page;
    this.holder = page.q("[data-work]");
    this.going = new Set();
  }

  reset() {
    this.holder.replaceChildren();
  }

  async start(items, joined = false) {
    const id = this.page.id;
    const { look, choices, extras } = this.page.clip;
    const { kind, shape, centre, style } = look;
    const format = look.format[kind] ?? choices.formats[kind][0][0];
    const body = { items, joined, shape, centre, style, format, ...extras.body };
    await this.#make(`recordings/${id}/export`, body, "Making the clip");
  }

  // The quote and who said it, as a picture.
  async card(item) {
    const body = { first: item.first, last: item.last, ...this.page.clip.extras.cardBody };
    await this.#make(`recordings/${this.page.id}/card`, body, "Drawing the card");
  }

  async #make(path, body, title) {
    // A double click asks once; the same may be made again when it is ready.
    const wish = `${path} ${JSON.stringify(body)}`;
    if (this.going.has(wish)) return;
    this.going.add(wish);
    try {
      const { job } = await server.post(path, body);
      await this.attach(job, title);
    } catch (error) {
      card(this.holder, problem(error.message));
    } finally {
      this.going.delete(wish);
    }
  }

  async attach(job, title = "Making it") {
    const id = this.page.id;
    const end = await followInCard(this.holder, title, job, () => this.page.id === id);
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
    const parts = [...(end.result.picture ? [this.#picture(link)] : []), line, ...end.result.problems.map(problem)];
    if (end.result.extras?.length) parts.push(extras(id, end.result.extras));
    card(this.holder, ...parts);
    this.page.say(`Ready: ${end.result.name}`);
  }

  // The card, small; a click shows it whole.
  #picture(link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pq-drawn";
    button.setAttribute("aria-label", "Show the card large");
    const image = document.createElement("img");
    image.src = `${link.getAttribute("href")}?inline=true`;
    image.alt = "";
    button.append(image);
    button.addEventListener("click", () => {
      const dialog = this.page.q(".pq-picture");
      dialog.querySelector("img").src = image.src;
      dialog.querySelector("img").alt = `Quote card: ${link.textContent}`;
      const save = this.page.out("picture-link");
      save.href = link.href;
      save.download = link.download;
      dialog.showModal();
    });
    return button;
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
