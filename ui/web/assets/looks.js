// Caption looks as pictures on the recording's own frame, chosen by clicking; and one's own.

/**
 * @import { Detail, Presets, State as ServerState, Style } from "../schemas/contract"
 * @import { Player } from "./player.js"
 * @import { Bench } from "./state.js"
 */

import { asError, button, find, make, out, showError } from "./dom.js";
import { LookPicture } from "./look_picture.js";
import { OwnLook } from "./own_look.js";
import { nameOf, ownName, withPresets } from "./presets.js";
import * as server from "./server.js";

export class Looks {
  /**
   * @param {Bench} bench
   * @param {Player} player
   */
  constructor({ root, store, say }, player) {
    this.store = store;
    this.say = say;
    this.player = player;
    this.dialog = find(root, ".pq-looks", HTMLDialogElement);
    this.list = out(root, "looks");
    this.error = find(root, '[data-error="looks"]', HTMLElement);
    this.own = new OwnLook(root, player, {
      state: () => store.state,
      keep: (name, style) => void this.#keep(name, style),
    });
    find(root, '[data-do="looks"]', HTMLButtonElement).addEventListener("click", () => this.open());
    store.on(["look", "choices"], () => this.dialog.open && this.#draw());
  }

  open() {
    const { look, choices } = this.store.state;
    this.player.pause();
    showError(this.error, null);
    this.dialog.showModal();
    this.#draw();
    this.list.querySelector("input:checked")?.closest("label")?.querySelector("input")?.focus();
    const style = choices?.looks[look.style] ?? choices?.looks.plain;
    if (style) this.own.fill(nameOf(look.style) ?? "", style);
  }

  /**
   * A project file may have brought a look along.
   *
   * @param {Detail} detail
   */
  async learn({ view }) {
    const { choices } = this.store.state;
    const style = view.look?.style;
    if (!style || !choices || nameOf(style) === null || choices.looks[style]) return;
    const { presets } = /** @type {ServerState} */ (await server.get("state"));
    this.store.change({ choices: withPresets(choices, presets) });
  }

  #draw() {
    const { choices } = this.store.state;
    const hadFocus = this.list.contains(document.activeElement);
    const cards = (choices?.styles ?? []).map(([value, label]) => this.#card(value, label));
    this.list.replaceChildren(...cards.map((card) => card.element));
    for (const { picture, style } of cards) picture.draw(style, this.store.state);
    if (hadFocus) this.list.querySelector("input:checked")?.closest("label")?.querySelector("input")?.focus();
  }

  /**
   * @param {string} value
   * @param {string} label
   */
  #card(value, label) {
    const { look, choices } = this.store.state;
    const style = choices?.looks[value] ?? null;
    const picture = new LookPicture(this.player);
    const input = make("input", { type: "radio", name: "pq-look", value, checked: look.style === value });
    input.addEventListener("change", () => {
      this.store.change({ look: { ...this.store.state.look, style: value } });
      if (style) this.own.fill(nameOf(value) ?? "", style);
    });
    const card = make("label", { title: style?.describe ?? "" }, input, picture.element, make("span", { textContent: value === "none" ? label : label.replace(/ captions$/, "") }));
    const own = nameOf(value);
    const element = make("div", { className: "pq-look-card" }, card);
    if (own !== null && style) element.append(this.#tools(own, style));
    return { element, picture, style };
  }

  /**
   * @param {string} name
   * @param {Style} style
   */
  #tools(name, style) {
    const href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(style, null, 1))}`;
    const save = make("a", { className: "pq-link", href, download: `${name}.json`, textContent: "JSON", title: "For pullquote clip --style" });
    save.setAttribute("aria-label", `Save ${name} as JSON for the command line`);
    const forget = button("Forget", "pq-link", () => void this.#forget(name), { ariaLabel: `Forget ${name}` });
    return make("span", { className: "pq-look-tools" }, save, forget);
  }

  /**
   * @param {string} name
   * @param {Style} style
   */
  async #keep(name, style) {
    await this.#change(server.put("presets", { name, style }), ownName(name.trim().replace(/\s+/g, " ")));
    this.say(`${name} is kept and chosen`);
  }

  /** @param {string} name */
  async #forget(name) {
    const { look } = this.store.state;
    await this.#change(server.post("presets/forget", { name }), look.style === ownName(name) ? "plain" : look.style);
  }

  /**
   * @param {Promise<Presets>} answer
   * @param {string} chosen
   */
  async #change(answer, chosen) {
    showError(this.error, null);
    try {
      const { presets } = await answer;
      const { choices, look } = this.store.state;
      if (choices) this.store.change({ choices: withPresets(choices, presets), look: { ...look, style: chosen } });
    } catch (error) {
      showError(this.error, asError(error));
    }
  }
}
