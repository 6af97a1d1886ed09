// Passages laid aside as a paper edit: put in order, played in a row, exported, joined, or written as
// a timeline for an editing program.

/**
 * @import { Item, PassageAnswer } from "../schemas/contract"
 * @import { Changes } from "./changes.js"
 * @import { Exports } from "./exports.js"
 * @import { Player } from "./player.js"
 * @import { Bench } from "./state.js"
 */

import { button, find, make, options, out } from "./dom.js";
import { dragRow } from "./dragging.js";
import { clock, length } from "./format.js";
import { itemOf, piecesWithin } from "./selection.js";
import * as server from "./server.js";

export class Basket {
  /**
   * @param {Bench} bench
   * @param {Exports} exports
   * @param {Changes} changes
   * @param {Player} player
   * @param {(item: Item) => void} onShow
   */
  constructor({ root, store, say }, exports, changes, player, onShow) {
    this.store = store;
    this.say = say;
    this.changes = changes;
    this.player = player;
    this.onShow = onShow;
    this.edit = find(root, ".pq-edit", HTMLElement);
    this.extent = out(root, "basket-extent");
    this.kind = find(root, '[data-in="timeline"]', HTMLSelectElement);
    this.list = out(root, "basket");
    this.count = out(root, "basket-count");
    this.actions = find(root, '[data-actions="basket"]', HTMLElement);
    const all = find(root, '[data-do="export-all"]', HTMLButtonElement);
    this.joined = find(root, '[data-do="export-joined"]', HTMLButtonElement);
    all.addEventListener("click", () => void exports.start(this.items));
    this.joined.addEventListener("click", () => void exports.start(this.items, true));
    find(root, '[data-do="play-all"]', HTMLButtonElement).addEventListener("click", () => void this.#play(this.items));
    find(root, '[data-do="timeline"]', HTMLButtonElement).addEventListener("click", () => void exports.timeline(this.items, this.kind.value));
    store.on(["choices"], ({ choices }) => options(this.kind, choices?.timelines ?? []));
    store.on(["basket", "tab", "choices"], () => this.#draw());
    store.on(["look"], ({ look }, before) => look.kind !== before.look.kind && this.#draw());
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
    this.edit.hidden = !items.length;
    const whole = items.reduce((sum, item) => sum + extent(item), 0);
    this.extent.textContent = `${items.length} ${items.length === 1 ? "passage" : "passages"} · ${length(whole)}`;
    this.actions.hidden = this.store.state.tab !== "basket" || !items.length;
    this.list.replaceChildren(...items.map((item, place) => this.#row(item, place)));
  }

  /**
   * @param {Item} item
   * @param {number} place
   */
  #row(item, place) {
    const grip = make("span", { className: "pq-grip", title: "Drag to another place", ariaHidden: "true" });
    const about = make("small", { textContent: `${clock(item.start ?? 0)} · ${length(extent(item))}` });
    const row = make(
      "li",
      {},
      grip,
      button(item.text || "Not in the transcript", "pq-said", () => this.onShow(item)),
      make(
        "span",
        { className: "pq-tools" },
        tool("", "Play this passage", () => void this.#play([item]), { className: "pq-quiet pq-play-one" }),
        tool("", "Earlier", () => this.#move(place, place - 1, "Earlier"), { className: "pq-quiet pq-up", disabled: place === 0 }),
        tool("", "Later", () => this.#move(place, place + 1, "Later"), { className: "pq-quiet pq-down", disabled: place === this.items.length - 1 }),
        tool("×", "Take out of the basket", () => this.#remove(place)),
      ),
      make("div", { className: "pq-row-look" }, about, ...this.#look(item, place)),
    );
    dragRow(this.list, row, grip, (to) => this.#move(place, to));
    return row;
  }

  /**
   * Its own shape and captions, where it shall not be as the others.
   *
   * @param {Item} item
   * @param {number} place
   */
  #look(item, place) {
    const { choices, look } = this.store.state;
    return /** @type {const} */ (["shape", "style"]).map((name) => {
      const known = choices?.[name === "shape" ? "shapes" : "styles"] ?? [];
      const list = make("select", { hidden: look.kind !== "video", ariaLabel: name === "shape" ? `Shape of passage ${place + 1}` : `Captions of passage ${place + 1}` });
      options(list, [["", name === "shape" ? "Same shape" : "Same captions"], ...known]);
      list.value = item[name] ?? "";
      list.toggleAttribute("data-own", !!item[name]);
      list.addEventListener("change", () => {
        this.changes.fillBasket(this.items.map((one, i) => (i === place ? { ...one, [name]: list.value || null } : one)));
        const again = this.list.children[place]?.querySelectorAll("select")[name === "shape" ? 0 : 1];
        again?.focus();
      });
      return list;
    });
  }

  /**
   * Play passages one after the other, without the words that are struck out of them.
   *
   * @param {readonly Item[]} items
   */
  async #play(items) {
    const { recording } = this.store.state;
    const pieces = await Promise.all(items.map((item) => this.#pieces(item)));
    if (this.store.state.recording === recording) this.player.playPieces(pieces.flat());
  }

  /** @param {Item} item */
  async #pieces({ first, last, struck, start, end }) {
    const span = { start: start ?? 0, end: end ?? 0 };
    if (!struck?.length) return [span];
    /** @type {PassageAnswer} */
    const { pieces } = await server.post(`recordings/${this.store.state.recording?.id}/passage`, { first, last, struck });
    return piecesWithin(span, pieces);
  }

  /**
   * @param {number} place
   * @param {number} to
   * @param {string} [pressed] The tool that keeps the focus, on the row that was moved.
   */
  #move(place, to, pressed) {
    const items = [...this.items];
    items.splice(to, 0, ...items.splice(place, 1));
    this.changes.fillBasket(items);
    this.say(`Passage ${to + 1} of ${items.length}`);
    const tools = [...(this.list.children[to]?.querySelectorAll("button:enabled") ?? [])];
    const tool = tools.find((one) => one instanceof HTMLElement && one.title === pressed) ?? tools[0];
    if (pressed && tool instanceof HTMLElement) tool.focus();
  }
}

/** @param {Item} item Its length in seconds, with what is struck out of it. */
const extent = ({ start, end }) => (end ?? 0) - (start ?? 0);

/**
 * @param {string} text
 * @param {string} name
 * @param {() => void} step
 * @param {Partial<HTMLButtonElement>} properties
 */
function tool(text, name, step, properties = {}) {
  return button(text, "pq-quiet", step, { title: name, ariaLabel: name, ...properties });
}
