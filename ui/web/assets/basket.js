// Passages laid aside, to be exported together or joined in this order.

import { clock, length } from "./time.js";

export class Basket {
  constructor(page) {
    this.page = page;
    this.items = [];
    this.list = page.out("basket");
    page.q('[data-do="export-all"]').addEventListener("click", () => page.exports.start(this.items));
    page.q('[data-do="export-joined"]').addEventListener("click", () => page.exports.start(this.items, true));
  }

  set(items) {
    this.items = items;
    this.draw();
  }

  add() {
    const { clip } = this.page;
    if (!clip.span) return;
    this.items = [...this.items, clip.item];
    this.page.say("Added to the basket");
    this.#changed();
  }

  #changed() {
    this.draw();
    this.page.keep();
  }

  draw() {
    this.page.out("basket-count").textContent = this.items.length || "";
    this.page.q('[data-do="export-joined"]').disabled = this.items.length < 2;
    this.page.clip.showActions();
    this.list.replaceChildren(...this.items.map((item, place) => this.#row(item, place)));
  }

  #row(item, place) {
    const row = document.createElement("li");
    const said = document.createElement("button");
    said.type = "button";
    said.className = "pq-said";
    said.textContent = item.text || "Not in the transcript";
    said.addEventListener("click", () => this.#show(item));
    const note = document.createElement("small");
    note.textContent = `${clock(item.start)} · ${length(item.end - item.start)}`;
    const tools = document.createElement("span");
    tools.className = "pq-tools";
    tools.append(
      tool("↑", "Earlier", place === 0, () => this.#move(place, -1)),
      tool("↓", "Later", place === this.items.length - 1, () => this.#move(place, 1)),
      tool("×", "Take out of the basket", false, () => {
        this.items = this.items.filter((_, i) => i !== place);
        this.#changed();
      }),
    );
    row.append(said, note, tools);
    return row;
  }

  #move(place, by) {
    const items = [...this.items];
    [items[place], items[place + by]] = [items[place + by], items[place]];
    this.items = items;
    this.#changed();
  }

  #show(item) {
    if (item.first === undefined || item.first === null) {
      this.page.player.play(item.start, item.end);
      return;
    }
    this.page.transcript.reveal(item.first);
    this.page.select(item.first, item.last, true);
    this.page.player.play(item.start, item.end);
  }
}

function tool(text, name, disabled, step) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pq-quiet";
  button.textContent = text;
  button.title = name;
  button.setAttribute("aria-label", name);
  button.disabled = disabled;
  button.addEventListener("click", step);
  return button;
}
