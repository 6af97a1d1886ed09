// Passages laid aside, to be exported together or joined in this order.

/**
 * @import { Item } from "../schemas/contract"
 * @import { Changes } from "./changes.js"
 * @import { Exports } from "./exports.js"
 * @import { Bench } from "./state.js"
 */

import { button, find, make, out } from "./dom.js";
import { clock, length } from "./format.js";
import { itemOf } from "./selection.js";

export class Basket {
  /**
   * @param {Bench} bench
   * @param {Exports} exports
   * @param {Changes} changes
   * @param {(item: Item) => void} onShow
   */
  constructor({ root, store, say }, exports, changes, onShow) {
    this.store = store;
    this.say = say;
    this.changes = changes;
    this.onShow = onShow;
    this.list = out(root, "basket");
    this.count = out(root, "basket-count");
    this.actions = find(root, '[data-actions="basket"]', HTMLElement);
    const all = find(root, '[data-do="export-all"]', HTMLButtonElement);
    this.joined = find(root, '[data-do="export-joined"]', HTMLButtonElement);
    all.addEventListener("click", () => void exports.start(this.items));
    this.joined.addEventListener("click", () => void exports.start(this.items, true));
    store.on(["basket", "tab"], () => this.#draw());
  }

  get items() {
    return this.store.state.basket;
  }

  add() {
    const item = itemOf(this.store.state);
    if (!item) return;
    this.changes.fillBasket([...this.items, item]);
    this.say("Added to the basket");
  }

  /** @param {number} place */
  #remove(place) {
    this.changes.fillBasket(this.items.filter((_, i) => i !== place));
    this.changes.offerUndo("Taken out of the basket.");
  }

  #draw() {
    const { items } = this;
    this.count.textContent = items.length ? String(items.length) : "";
    this.joined.disabled = items.length < 2;
    this.actions.hidden = this.store.state.tab !== "basket" || !items.length;
    this.list.replaceChildren(...items.map((item, place) => this.#row(item, place)));
  }

  /**
   * @param {Item} item
   * @param {number} place
   */
  #row(item, place) {
    const start = item.start ?? 0;
    const end = item.end ?? start;
    return make(
      "li",
      {},
      button(item.text || "Not in the transcript", "pq-said", () => this.onShow(item)),
      make("small", { textContent: `${clock(start)} · ${length(end - start)}` }),
      make(
        "span",
        { className: "pq-tools" },
        tool("↑", "Earlier", () => this.#move(place, -1), place === 0),
        tool("↓", "Later", () => this.#move(place, 1), place === this.items.length - 1),
        tool("×", "Take out of the basket", () => this.#remove(place)),
      ),
    );
  }

  /**
   * @param {number} place
   * @param {number} by
   */
  #move(place, by) {
    const items = [...this.items];
    [items[place], items[place + by]] = [items[place + by], items[place]];
    this.changes.fillBasket(items);
  }
}

/**
 * @param {string} text
 * @param {string} name
 * @param {() => void} step
 */
function tool(text, name, step, disabled = false) {
  return button(text, "pq-quiet", step, { title: name, ariaLabel: name, disabled });
}
