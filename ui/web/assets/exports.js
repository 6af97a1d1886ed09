// Clips and cards being made, and what came of them.

/**
 * @import { Item, JobAnswer, MadeResult, Started } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { cardBody, exportBody } from "./bodies.js";
import { asError, find, make } from "./dom.js";
import { sentence } from "./format.js";
import * as server from "./server.js";
import { Tray, downloadLink } from "./tray.js";
import { followInCard } from "./work.js";

const SHOWN = 2; // cards below the buttons; all that was made is in the tray

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
    store.on(["tab"], ({ tab }) => (this.holder.hidden = tab === "made" || tab === "subtitles"));
    new Tray({ root, store, say }, (name, address) => this.#large(name, address));
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
   * The passages in their order, for an editing program.
   *
   * @param {readonly Item[]} items
   * @param {string} format
   */
  async timeline(items, format) {
    await this.#make("timeline", { items, format }, "Writing the timeline");
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
    if (end.state !== "done") return;
    const made = /** @type {MadeResult} */ (end.result);
    const others = this.store.state.made.filter((one) => one.name !== made.name);
    this.store.change({ made: [made, ...others] });
    this.#done(recording.id, made);
  }

  /**
   * @param {string} id
   * @param {MadeResult} made
   */
  #done(id, made) {
    const link = downloadLink(id, made.name, made.name);
    const line = make("div", { className: "pq-line" }, link, make("span", { className: "pq-note", textContent: made.note }));
    const parts = [line, ...made.problems.map(problem)];
    if (made.extras.length) parts.push(beside(id, made.extras));
    this.#card(...parts);
    this.say(`Ready: ${made.name}`);
  }

  /**
   * A picture as it was made, over the page.
   *
   * @param {string} name
   * @param {string} href
   */
  #large(name, href) {
    Object.assign(find(this.dialog, "img", HTMLImageElement), { src: `${href}?inline=true`, alt: name });
    Object.assign(find(this.dialog, '[data-out="picture-link"]', HTMLAnchorElement), { href, download: name });
    this.dialog.showModal();
  }

  /** @param {Node[]} content */
  #card(...content) {
    this.holder.prepend(make("div", {}, ...content));
    while (this.holder.children.length > SHOWN) this.holder.lastElementChild?.remove();
  }
}

/** @param {string} message */
function problem(message) {
  return make("p", { className: "pq-error", role: "alert", textContent: sentence(message) });
}

/**
 * @param {string} id
 * @param {readonly string[]} names
 */
function beside(id, names) {
  const links = names.flatMap((name, number) => [number ? ", " : "", downloadLink(id, name, (name.split(".").pop() ?? "").toUpperCase())]);
  return make("p", { className: "pq-note" }, "with ", ...links);
}
