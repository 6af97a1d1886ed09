// The tray of finished clips and cards: seen, played and downloaded again, also after a reload.

/**
 * @import { MadeResult } from "../schemas/contract"
 * @import { Bench, State } from "./state.js"
 */

import { make, out } from "./dom.js";

/**
 * Where a file that was made is.
 *
 * @param {string} id The recording's.
 * @param {string} name
 */
export const addressOf = (id, name) => `/pullquote/made/${id}/${encodeURIComponent(name)}`;

/**
 * @param {string} id
 * @param {string} name
 * @param {string} textContent
 */
export function downloadLink(id, name, textContent) {
  return make("a", { href: addressOf(id, name), download: name, textContent });
}

export class Tray {
  /** @type {Map<string, HTMLElement>} By name, so that what plays goes on when others come. */
  #rows = new Map();

  /**
   * @param {Bench} bench
   * @param {(name: string, address: string) => void} onPicture Show a picture large.
   */
  constructor({ root, store }, onPicture) {
    this.onPicture = onPicture;
    this.list = out(root, "made");
    this.count = out(root, "made-count");
    store.on(["recording"], () => this.#rows.clear());
    store.on(["made", "recording"], (state) => this.#draw(state));
  }

  /** @param {State} state */
  #draw({ made, recording }) {
    this.count.textContent = made.length ? String(made.length) : "";
    if (!recording) {
      this.list.replaceChildren();
      return;
    }
    const rows = made.map((one) => {
      const row = this.#rows.get(one.name) ?? this.#row(recording.id, one);
      this.#rows.set(one.name, row);
      return row;
    });
    for (const row of [...this.list.children]) if (!rows.includes(/** @type {HTMLElement} */ (row))) row.remove();
    rows.forEach((row, place) => {
      if (this.list.children[place] !== row) this.list.insertBefore(row, this.list.children[place] ?? null);
    });
  }

  /**
   * @param {string} id
   * @param {MadeResult} made
   */
  #row(id, made) {
    const files = make("p", { className: "pq-files" }, downloadLink(id, made.name, "Download"));
    for (const name of made.extras) files.append(" ", downloadLink(id, name, (name.split(".").pop() ?? "").toUpperCase()));
    const about = make(
      "div",
      {},
      make("strong", { textContent: made.name }),
      make("small", { textContent: `${made.look} · ${made.note}` }),
      files,
    );
    return make("li", {}, this.#view(id, made), about);
  }

  /**
   * @param {string} id
   * @param {MadeResult} made
   */
  #view(id, { name, kind }) {
    const src = `${addressOf(id, name)}?inline=true`;
    if (kind === "video") return make("video", { src, controls: true, preload: "metadata", playsInline: true, ariaLabel: name });
    if (kind === "audio") return make("audio", { src, controls: true, preload: "metadata", ariaLabel: name });
    if (kind === "zip" || kind === "timeline") {
      const textContent = (name.split(".").pop() ?? "").toUpperCase();
      return make("span", { className: "pq-zip", textContent, ariaHidden: "true" });
    }
    const picture = make("button", { type: "button", className: "pq-drawn", ariaLabel: `Show ${name} large` });
    picture.append(make("img", { src, alt: "", loading: "lazy" }));
    picture.addEventListener("click", () => this.onPicture(name, addressOf(id, name)));
    return picture;
  }
}
