// A transcript for a recording that has none: what Whisper hears is shown while it is heard.

/**
 * @import { EngineChoice, JobAnswer, OpenedResult, Source, Started } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { find, out } from "./dom.js";
import { course } from "./format.js";
import * as server from "./server.js";
import { Progress } from "./work.js";

export class Writing {
  /** @type {JobAnswer | null} */
  #job = null;

  /**
   * @param {Bench} bench
   * @param {{ open: (id: string) => void, switched: () => void }} on
   */
  constructor({ root, store }, on) {
    this.root = root;
    this.store = store;
    this.on = on;
    this.form = find(root, ".pq-open", HTMLFormElement);
    this.check = find(root, '[data-in="no-transcript"]', HTMLInputElement);
    this.names = find(root, '[data-in="names"]', HTMLInputElement);
    this.box = out(root, "hearing");
    this.text = out(root, "heard");
    this.stage = out(root, "hearing-stage");
    this.note = out(root, "hearing-note");
    this.bar = new Progress(find(this.box, ".pq-bar", HTMLElement));
    this.check.addEventListener("change", () => this.#draw());
    find(root, '[data-do="stop-writing"]', HTMLElement).addEventListener("click", () => this.#job && void server.cancel(this.#job));
  }

  /** Whether there is no transcript. */
  get isOn() {
    return this.check.checked;
  }

  /**
   * Answers whether the recording was opened. Throws what the server refuses, and why it failed.
   *
   * @param {Source} media
   * @param {EngineChoice} engine
   */
  async begin(media, engine) {
    const { job } = /** @type {Started} */ (await server.post("transcribe", { ...engine, media, names: this.names.value }));
    return job !== null && (await this.follow(job));
  }

  /**
   * Show the text as it grows, and open the recording when it is whole; finds work again that an
   * earlier page began. Answers whether it was opened.
   *
   * @param {JobAnswer} job
   */
  async follow(job) {
    if (this.#job) return false;
    this.text.textContent = "";
    this.check.checked = true;
    try {
      // Whoever opens another recording meanwhile finds this one in the list.
      const isWanted = () => !this.store.state.recording;
      const end = await server.watch(job, (now) => this.#show(now), isWanted);
      if (end?.state === "failed") throw new server.Refused(end.error ?? "", "transcript", end.code);
      if (end?.state !== "done") return false;
      this.check.checked = false;
      this.names.value = "";
      this.on.open(/** @type {OpenedResult} */ (end.result).id);
      return true;
    } finally {
      this.#job = null;
      this.#draw();
    }
  }

  /** @param {JobAnswer} job */
  #show(job) {
    this.#job = job;
    this.#draw();
    this.bar.show(job);
    this.stage.textContent = [job.stage || "Starting", course(job)].join(" · ");
    this.note.textContent = job.note ?? "";
    if (this.text.textContent === job.heard) return;
    const { scrollHeight, scrollTop, clientHeight } = this.text;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < 40;
    this.text.textContent = job.heard;
    if (isAtEnd) this.text.scrollTop = this.text.scrollHeight;
  }

  #draw() {
    const isHearing = this.#job !== null;
    this.form.toggleAttribute("data-writing", this.isOn);
    this.form.toggleAttribute("data-hearing", isHearing);
    this.box.hidden = !isHearing;
    for (const part of this.form.querySelectorAll("[data-before]")) part.toggleAttribute("inert", isHearing);
    this.on.switched();
  }
}
