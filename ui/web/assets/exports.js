// Clips and cards being made, and what came of them.

/**
 * @import { Item, JobAnswer, MadeResult, Started } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { cardBody, exportBody } from "./bodies.js";
import { asError, find, make } from "./dom.js";
import * as server from "./server.js";
import { followInCard } from "./work.js";

const SHOWN = 6; // cards

export class Exports {
  /** @type {Set<string>} What is being asked for. */
  #going = new Set();

  /** @param {Bench} bench */
  constructor({ root, store, say }) {
    this.store = store;
    this.say = say;
    this.holder = find(root, "[data-work]", HTMLElement);
    this.dialog = find(root, ".pq-picture", HTMLDialogElement);
    store.on(["recording"], () => this.reset());
    store.on(["tab"], ({ tab }) => (this.holder.hidden = tab === "subtitles"));
  }

  reset() {
    this.holder.replaceChildren();
  }

  /**
   * @param {readonly Item[]} items
   * @param {boolean} joined
   */
  async start(items, joined = false) {
    const { look, choices } = this.store.state;
    await this.#make("export", exportBody(look, choices, items, joined), "Making the clip");
  }

  /**
   * The quote and who said it, as a picture.
   *
   * @param {Item} item
   */
  async card(item) {
    const { look, recording } = this.store.state;
    await this.#make("card", cardBody(look, recording, item), "Drawing the card");
  }

  /**
   * @param {string} step
   * @param {object} body
   * @param {string} title
   */
  async #make(step, body, title) {
    const { recording } = this.store.state;
    if (!recording) return;
    const path = `recordings/${recording.id}/${step}`;
    // A double click asks once; the same may be made again when it is ready.
    const wish = `${path} ${JSON.stringify(body)}`;
    if (this.#going.has(wish)) return;
    this.#going.add(wish);
    try {
      const { job } = /** @type {Started} */ (await server.post(path, body));
      if (job) await this.attach(job, title);
    } catch (error) {
      this.#card(problem(asError(error).message));
    } finally {
      this.#going.delete(wish);
    }
  }

  /**
   * @param {JobAnswer} job
   * @param {string} title
   */
  async attach(job, title = "Making it") {
    const { recording } = this.store.state;
    const isWanted = () => this.store.state.recording === recording;
    const end = await followInCard(this.holder, title, job, isWanted);
    if (!end || !recording || !isWanted()) return;
    if (end.state === "failed") this.#card(problem(end.error ?? ""));
    if (end.state === "done") this.#done(recording.id, /** @type {MadeResult} */ (end.result));
  }

  /**
   * @param {string} id
   * @param {MadeResult} made
   */
  #done(id, made) {
    const link = download(id, made.name, made.name);
    const line = make("div", { className: "pq-line" }, link, make("span", { className: "pq-note", textContent: made.note }));
    const parts = [line, ...made.problems.map(problem)];
    if (made.extras.length) parts.push(beside(id, made.extras));
    this.#card(...(made.picture ? [this.#picture(link)] : []), ...parts);
    this.say(`Ready: ${made.name}`);
  }

  /**
   * The card, small; a click shows it whole.
   *
   * @param {HTMLAnchorElement} link
   */
  #picture(link) {
    const image = make("img", { src: `${link.getAttribute("href")}?inline=true`, alt: "" });
    const small = make("button", { type: "button", className: "pq-drawn", ariaLabel: "Show the card large" }, image);
    small.addEventListener("click", () => {
      Object.assign(find(this.dialog, "img", HTMLImageElement), { src: image.src, alt: `Quote card: ${link.textContent}` });
      const { href } = link;
      Object.assign(find(this.dialog, '[data-out="picture-link"]', HTMLAnchorElement), { href, download: link.download });
      this.dialog.showModal();
    });
    return small;
  }

  /** @param {Node[]} content */
  #card(...content) {
    this.holder.prepend(make("div", {}, ...content));
    while (this.holder.children.length > SHOWN) this.holder.lastElementChild?.remove();
  }
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} textContent
 */
function download(id, name, textContent) {
  return make("a", { href: `/pullquote/made/${id}/${encodeURIComponent(name)}`, download: name, textContent });
}

/** @param {string} message */
function problem(message) {
  return make("p", { className: "pq-error", role: "alert", textContent: message });
}

/**
 * @param {string} id
 * @param {readonly string[]} names
 */
function beside(id, names) {
  const links = names.flatMap((name, number) => [number ? ", " : "", download(id, name, (name.split(".").pop() ?? "").toUpperCase())]);
  return make("p", { className: "pq-note" }, "with ", ...links);
}
