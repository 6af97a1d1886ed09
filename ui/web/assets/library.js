// The library: words found and quotes checked in all recordings, folders added, recordings opened.

/**
 * @import { Detail, Item, JobAnswer, LibraryFound, LibraryHitAnswer, LibraryList } from "../schemas/contract"
 * @import { LibraryRecording, QuoteAnswer, QuoteMatchAnswer, State as ServerState, Started } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { asError, button, find, make, out, showError } from "./dom.js";
import { clock } from "./format.js";
import * as server from "./server.js";
import { followInCard } from "./work.js";

const PAUSE = 250; // ms after the last letter of a title before it is looked for

/**
 * @typedef {object} Leading
 * @property {() => void} show Have this view shown.
 * @property {(detail: Detail, item: Item | null) => void} open
 */

export class Library {
  #hits = 0;
  #recordings = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** What the latest question is, so that an answer to an older one is passed over. */
  #asked = 0;

  /**
   * @param {Bench} bench
   * @param {Leading} on
   */
  constructor({ root, say }, on) {
    this.root = root;
    this.say = say;
    this.on = on;
    this.link = find(root, '[data-do="library"]', HTMLElement);
    this.query = find(root, '[data-in="library-query"]', HTMLTextAreaElement);
    this.speaker = find(root, '[data-in="library-speaker"]', HTMLInputElement);
    this.title = find(root, '[data-in="library-title"]', HTMLInputElement);
    this.path = find(root, '[data-in="library-path"]', HTMLInputElement);
    this.found = out(root, "library-found");
    this.hits = out(root, "library-hits");
    this.shelf = out(root, "library-recordings");
    this.more = find(root, '[data-library="more"]', HTMLButtonElement);
    this.moreRecordings = find(root, '[data-library="more-recordings"]', HTMLButtonElement);
    this.#wire();
  }

  /** @param {ServerState} state */
  fill(state) {
    this.link.hidden = !state.library;
    find(this.root, ".pq-add", HTMLElement).hidden = !state.paths;
  }

  show() {
    this.on.show();
    history.replaceState(null, "", "#library");
    this.query.focus();
    void this.#list(0);
  }

  #wire() {
    this.link.addEventListener("click", () => this.show());
    find(this.root, ".pq-ask", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.search(0);
    });
    this.query.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      void this.search(0);
    });
    find(this.root, '[data-library="quote"]', HTMLElement).addEventListener("click", () => void this.check());
    this.more.addEventListener("click", () => void this.search(this.#hits));
    this.moreRecordings.addEventListener("click", () => void this.#list(this.#recordings));
    this.title.addEventListener("input", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.#list(0), PAUSE);
    });
    find(this.root, ".pq-add", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.add();
    });
  }

  /**
   * Do something, with its error in the place of this name.
   *
   * @param {string} place
   * @param {() => Promise<void>} step
   */
  async #try(place, step) {
    const box = find(this.root, `[data-error="${place}"]`, HTMLElement);
    showError(box, null);
    try {
      await step();
    } catch (error) {
      showError(box, asError(error));
    }
  }

  // ---- finding

  /** @param {number} offset Hits that are shown already. */
  async search(offset) {
    const asked = ++this.#asked;
    if (!offset) this.#clear();
    await this.#try("library", async () => {
      const body = { query: this.query.value, speaker: this.speaker.value, offset };
      /** @type {LibraryFound} */
      const found = await server.post("library/search", body);
      if (asked !== this.#asked) return;
      this.#hits = offset + found.hits.length;
      this.found.textContent = summary(found);
      this.hits.append(...grouped(found.hits).map((hits) => this.#group(hits)));
      this.more.hidden = this.#hits >= found.total || !found.hits.length;
    });
  }

  async check() {
    const asked = ++this.#asked;
    this.#clear();
    await this.#try("library", async () => {
      /** @type {QuoteAnswer} */
      const { verdict, matches } = await server.post("library/quote", { quote: this.query.value });
      if (asked !== this.#asked) return;
      this.found.textContent = verdict;
      this.found.dataset.verdict = verdict;
      this.hits.append(...matches.map((match) => this.#match(match)));
    });
  }

  #clear() {
    this.found.textContent = "";
    delete this.found.dataset.verdict;
    this.hits.replaceChildren();
    this.more.hidden = true;
  }

  /** @param {LibraryHitAnswer[]} hits Of one recording. */
  #group(hits) {
    const rows = hits.map((hit) => make("li", {}, this.#hit(hit)));
    return make("section", {}, make("h2", { textContent: hits[0].title }), make("ul", {}, ...rows));
  }

  /** @param {LibraryHitAnswer} hit */
  #hit(hit) {
    const { context, start_char: start, end_char: end } = hit;
    const said = make("mark", { textContent: context.slice(start, end) });
    const when = hit.start === null ? "not said" : clock(hit.start);
    return make(
      "button",
      { type: "button", className: "pq-hit", onclick: () => void this.#open(hit.recording, hit) },
      make("small", { textContent: [when, hit.speaker, hit.moment].filter(Boolean).join(" · ") }),
      make("span", {}, `… ${context.slice(0, start)}`, said, `${context.slice(end)} …`),
    );
  }

  /** @param {QuoteMatchAnswer} match */
  #match({ hit, verdict, parts, warnings }) {
    const words = parts.flatMap((part) => pieces(part));
    const notes = warnings.map((text) => make("p", { className: "pq-note", textContent: `Mind: ${text}.` }));
    return make(
      "section",
      {},
      make("h2", { textContent: `${hit.title}: ${verdict}` }),
      this.#hit(hit),
      make("p", { className: "pq-compared" }, ...words),
      ...notes,
    );
  }

  // ---- what is in it

  /** @param {number} offset */
  async #list(offset) {
    await this.#try("library-add", async () => {
      const query = new URLSearchParams({ title: this.title.value, offset: String(offset) });
      /** @type {LibraryList} */
      const { recordings, total, hours } = await server.get(`library/recordings?${query}`);
      this.#recordings = offset + recordings.length;
      const rows = recordings.map((recording) => this.#recording(recording));
      if (offset) this.shelf.append(...rows);
      else this.shelf.replaceChildren(...rows);
      this.moreRecordings.hidden = this.#recordings >= total;
      out(this.root, "library-extent").textContent = `${total.toLocaleString("en")} recordings, ${hours} hours`;
    });
  }

  /** @param {LibraryRecording} recording */
  #recording({ id, title, duration, recorded, path }) {
    const note = [clock(duration), recorded?.slice(0, 10)].filter(Boolean).join(" · ");
    const open = button("", "", () => void this.#open(id, null), { title: path });
    open.append(make("span", { textContent: title }), make("span", { textContent: note }));
    return make("li", {}, open);
  }

  /**
   * @param {number} recording
   * @param {LibraryHitAnswer | null} hit
   */
  async #open(recording, hit) {
    await this.#try("library", async () => {
      /** @type {Detail} */
      const detail = await server.post(`library/recordings/${recording}/open`, {});
      const item = hit && { first: hit.first, last: hit.last, start: hit.start, end: hit.end, text: "" };
      this.on.open(detail, item);
    });
  }

  async add() {
    await this.#try("library-add", async () => {
      /** @type {Started} */
      const { job } = await server.post("library/add", { path: this.path.value });
      if (job) await this.#follow(job);
    });
  }

  /** @param {JobAnswer} job */
  async #follow(job) {
    const holder = find(this.root, "[data-library-work]", HTMLElement);
    const end = await followInCard(holder, "Adding", job, () => true);
    if (end?.state === "failed") throw new Error(end.error ?? "");
    const result = end?.result;
    if (result && "added" in result) {
      this.say(`${result.added} added`);
      const told = [`${result.added} added, ${result.known} there already.`, ...result.problems];
      holder.replaceChildren(...told.map((text) => make("p", { className: "pq-note", textContent: text })));
    }
    await this.#list(0);
  }
}

/** @param {LibraryFound} found */
function summary({ total, recordings, taken }) {
  if (!total) return "Nobody says that in the library.";
  const hits = `${total.toLocaleString("en")} ${total === 1 ? "hit" : "hits"} in ${recordings.toLocaleString("en")} ${recordings === 1 ? "recording" : "recordings"}`;
  return taken.length ? `Nobody says that; similar: ${taken.join(", ")}. ${hits}` : hits;
}

/**
 * Hits of one recording that follow each other, together.
 *
 * @param {readonly LibraryHitAnswer[]} hits
 */
export function grouped(hits) {
  /** @type {LibraryHitAnswer[][]} */
  const groups = [];
  for (const hit of hits) {
    const last = groups.at(-1);
    if (last && last[0].recording === hit.recording) last.push(hit);
    else groups.push([hit]);
  }
  return groups;
}

/**
 * Some words of a quote beside what was said, as the page shows them.
 *
 * @param {QuoteMatchAnswer["parts"][number]} part
 */
function pieces({ kind, quoted, said }) {
  if (kind === "same") return [`${said} `];
  if (kind === "omitted") return ["… "];
  const shown = [];
  if (quoted) shown.push(make("del", { textContent: quoted }), " ");
  if (said) shown.push(make("ins", { textContent: said }), " ");
  return shown;
}
