// The recordings that were opened before, with what is being aligned.

/**
 * @import { JobAnswer, RecordingLine } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { button, make, out } from "./dom.js";
import { clock, day } from "./format.js";
import * as server from "./server.js";

const SHOWN = 8;
const AGAIN = 1000; // ms between looks at what is being aligned

export class Recent {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  /** True while a row asks whether to forget it: a list that comes now must not take its place. */
  #isAsking = false;

  /**
   * @param {Bench} bench
   * @param {{ open: (id: string) => void, refresh: () => Promise<void> }} on
   */
  constructor({ root, store }, on) {
    this.store = store;
    this.on = on;
    this.list = out(root, "recent");
  }

  /** Do not look again by itself. */
  rest() {
    clearTimeout(this.#again);
  }

  /** @param {readonly RecordingLine[]} recordings */
  show(recordings) {
    if (this.#isAsking) return;
    this.rest();
    const isShown = () => !this.store.state.recording;
    // Look again while something is being aligned, as long as this view is shown.
    if (isShown() && recordings.some((recording) => recording.aligning)) {
      this.#again = setTimeout(() => isShown() && void this.on.refresh(), AGAIN);
    }
    const rows = [...this.list.children];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const titles = recordings.map((recording) => recording.title);
    this.list.replaceChildren(
      ...recordings.slice(0, SHOWN).map((recording) => {
        const isDouble = titles.indexOf(recording.title) !== titles.lastIndexOf(recording.title);
        return this.#row(recording, isDouble ? `opened ${day(recording.opened)}` : "");
      }),
    );
    // The list is drawn anew each second: whoever is on a row stays there.
    if (at >= 0) this.list.children[at]?.querySelector("button")?.focus();
  }

  /**
   * @param {RecordingLine} recording
   * @param {string} opened When, where that tells two of one name apart.
   */
  #row({ id, title, duration, aligning, found, video }, opened) {
    const picture = make("i", { ariaHidden: "true" });
    // A picture that cannot be drawn leaves its place as sound has it.
    if (video) picture.append(make("img", { src: `/pullquote/thumbnail/${id}`, alt: "", loading: "lazy", onerror: (event) => event instanceof Event && event.target instanceof Element && event.target.remove() }));
    const share = aligning || found === null ? "" : `${Math.floor(found * 100)} % found`;
    const facts = [clock(duration), share, opened, progress(aligning)].filter(Boolean).join(" · ");
    const open = make("button", { type: "button" }, make("span", { textContent: title }), make("span", { textContent: facts }));
    open.prepend(picture);
    open.addEventListener("click", () => this.on.open(id));
    const row = make("li", {}, open);
    row.append(
      button("×", "pq-quiet", () => this.#askToForget(row, id, title), {
        title: "Forget this recording; your file stays",
        ariaLabel: `Forget ${title}`,
      }),
    );
    return row;
  }

  /**
   * @param {HTMLElement} row
   * @param {string} id
   * @param {string} title
   */
  #askToForget(row, id, title) {
    this.rest();
    this.#isAsking = true;
    const keep = button("Keep", "pq-button", () => void this.#answered());
    row.replaceChildren(
      make("span", { className: "pq-ask", textContent: `Forget ${title}, its times and its clips?` }),
      button("Forget", "pq-button", () => void this.#forget(id)),
      keep,
    );
    keep.focus();
  }

  /** @param {string} id */
  async #forget(id) {
    await server.remove(`recordings/${id}`).catch(() => {});
    await this.#answered();
  }

  async #answered() {
    this.#isAsking = false;
    await this.on.refresh();
  }
}

/** @param {JobAnswer | null} job */
function progress(job) {
  if (!job) return "";
  if (job.state === "running") return `aligning, ${Math.floor(job.fraction * 100)} %`;
  return job.state === "waiting" ? "waits to be aligned" : "stopping";
}
