// The form for a caption look of one's own, with a picture that follows what is typed.

/**
 * @import { Style } from "../schemas/contract"
 * @import { Player } from "./player.js"
 * @import { State } from "./state.js"
 */

import { find } from "./dom.js";
import { LookPicture } from "./look_picture.js";

export class OwnLook {
  /** @type {Style | null} What the form began with; what it does not ask stays so. */
  #base = null;

  /**
   * @param {HTMLElement} root
   * @param {Player} player
   * @param {{ state: () => State, keep: (name: string, style: Style) => void }} on
   */
  constructor(root, player, on) {
    this.on = on;
    this.form = find(root, ".pq-own-look", HTMLFormElement);
    this.folded = find(root, ".pq-own", HTMLDetailsElement);
    this.picture = new LookPicture(player);
    find(this.form, "[data-own-picture]", HTMLElement).append(this.picture.element);
    this.form.addEventListener("input", () => this.#draw());
    this.folded.addEventListener("toggle", () => this.#draw());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const style = this.style;
      if (style) this.on.keep(this.#field("name").value, style);
    });
  }

  /** @param {string} name @returns {HTMLInputElement | HTMLSelectElement} */
  #field(name) {
    const field = this.form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
    throw new Error(`the form of looks has no ${name}`);
  }

  /** @param {string} name */
  #tick(name) {
    return /** @type {HTMLInputElement} */ (this.#field(name));
  }

  /** The look as the form says it. */
  get style() {
    if (!this.#base) return null;
    /** @param {string} name */
    const value = (name) => this.#field(name).value;
    /** @type {Style} */
    const style = {
      ...this.#base,
      describe: "",
      font: value("font").trim() || "Noto Sans",
      size: Number(value("size")) / 100,
      bold: this.#tick("bold").checked,
      color: value("color"),
      outline: Number(value("outline")) / 100,
      outline_color: value("outline_color"),
      box: this.#tick("box").checked ? "block" : "none",
      // The box lets some of the picture through, as that of the shipped looks.
      box_color: value("box_color") + this.#base.box_color.slice(7),
      position: value("position"),
      highlight: value("highlight"),
      highlight_color: value("highlight_color"),
      entrance: value("entrance"),
    };
    return style;
  }

  /**
   * Begin with this look.
   *
   * @param {string} name Empty for one that comes with Pullquote.
   * @param {Style} style
   */
  fill(name, style) {
    this.#base = style;
    this.#field("name").value = name;
    for (const key of /** @type {const} */ (["font", "position", "highlight", "entrance"])) this.#field(key).value = style[key];
    for (const key of /** @type {const} */ (["color", "outline_color", "box_color", "highlight_color"])) this.#field(key).value = style[key].slice(0, 7);
    this.#field("size").value = String(style.size * 100);
    this.#field("outline").value = String(style.outline * 100);
    this.#tick("bold").checked = style.bold;
    this.#tick("box").checked = style.box === "block";
    this.#draw();
  }

  #draw() {
    if (this.folded.open && this.#base) this.picture.draw(this.style, this.on.state());
  }
}
