// Having words aligned: the whole behind the page, or some at once.

/**
 * @import { Detail, EngineChoice, JobAnswer, PlacedResult, Started } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { asError, button, find, make, options, out, showError } from "./dom.js";
import { left } from "./format.js";
import { replaceButton } from "./replace.js";
import * as server from "./server.js";
import { Progress } from "./work.js";

const MISMATCH = "TranscriptMismatchError";
const STOPPED = "Alignment was stopped; words that you choose are still found one passage at a time.";

export class Aligning {
  /**
   * @param {Bench} bench
   * @param {{ loadWords: () => Promise<void>, show: (detail: Detail) => Promise<void> }} page
   */
  constructor(bench, page) {
    const { root, store } = bench;
    this.store = store;
    this.say = bench.say;
    this.page = page;
    this.bench = bench;
    this.box = out(root, "progress");
    this.stage = out(root, "stage");
    this.error = find(root, '[data-error="align"]', HTMLElement);
    this.bar = new Progress(find(this.box, ".pq-bar", HTMLElement));
    find(root, '[data-do="stop-align"]', HTMLElement).addEventListener("click", () => this.stop());
    store.on(["recording"], () => showError(this.error, null));
    store.on(["aligning"], ({ aligning }) => this.#show(aligning));
  }

  get job() {
    return this.store.state.aligning;
  }

  /** @param {EngineChoice | null} engine */
  async begin(engine) {
    const { recording } = this.store.state;
    if (!recording) return;
    showError(this.error, null);
    this.store.change({ stopped: false, engine });
    try {
      const { job } = /** @type {Started} */ (await server.post(`recordings/${recording.id}/align`, engine ?? {}));
      if (job && this.store.state.recording === recording) await this.follow(job);
    } catch (error) {
      if (this.store.state.recording === recording) this.#failed(asError(error));
    }
  }

  /**
   * Show how far it is until it ends; finds a job again that an earlier page began.
   *
   * @param {JobAnswer} job
   */
  async follow(job) {
    const { recording } = this.store.state;
    const isWanted = () => this.store.state.recording === recording;
    const end = await server.watch(job, (now) => isWanted() && this.store.change({ aligning: now }), isWanted);
    if (!end || !isWanted()) return;
    this.store.change({ aligning: null });
    if (end.state === "done") {
      await this.page.loadWords();
      if (end.result && "note" in end.result && end.result.note) this.tell(end.result.note);
    } else if (end.state === "failed") this.#failed(new server.Refused(end.error ?? "", null, end.code));
    else this.stopped();
  }

  /** Somebody stopped it: it stays so until they ask again, also after reloading. */
  stopped() {
    this.store.change({ stopped: true });
    this.#failed(new Error(STOPPED));
    this.error.dataset.calm = "";
  }

  /** @param {JobAnswer | null} job */
  #show(job) {
    this.box.hidden = !job;
    if (!job) return;
    this.bar.show(job);
    const share = `${Math.floor(job.fraction * 100)} %`;
    const running = [job.stage || "Starting", share, job.left === null ? "" : left(job.left)].filter(Boolean).join(" · ");
    /** @type {Record<string, string>} */
    const lines = { waiting: "Waiting for its turn", stopping: "Stopping", running };
    this.stage.textContent = lines[job.state] ?? "";
    this.stage.title = job.note ?? "";
  }

  stop() {
    if (this.job) void server.cancel(this.job);
  }

  /**
   * A sentence about words, beside the text.
   *
   * @param {string} message
   */
  tell(message) {
    delete this.error.dataset.calm;
    showError(this.error, new Error(message));
  }

  /**
   * Why it failed, and another try, perhaps with another engine or language.
   *
   * @param {Error} error
   */
  #failed(error) {
    this.tell(error.message);
    const { choices, engine: chosen } = this.store.state;
    if (!choices) return;
    /** @type {[string, string][]} */
    const engines = choices.engines.map((one) => [one.value, one.label]);
    const engine = choice("Speech engine", engines, chosen?.engine ?? "auto");
    const language = choice("Language", [["", "Detect the language"], ...Object.entries(choices.languages)], chosen?.language ?? "");
    const again = button("Align again", "pq-button", () => void this.begin({ ...chosen, engine: engine.value, language: language.value }));
    const line = make("span", { className: "pq-again" }, engine, language, again);
    if (error instanceof server.Refused && error.code === MISMATCH) line.append(replaceButton(this.bench, this.page.show));
    this.error.append(line);
  }

  /**
   * Find where these words are spoken, now.
   *
   * @param {number} first
   * @param {number} last
   */
  async place(first, last) {
    const { recording } = this.store.state;
    if (!recording) return;
    const isWanted = () => this.store.state.recording === recording;
    const { job } = /** @type {Started} */ (await server.post(`recordings/${recording.id}/place`, { first, last }));
    const end = job && (await server.watch(job, () => {}, isWanted));
    if (!end || !isWanted()) return;
    if (end.state === "failed") throw new server.Refused(end.error ?? "", null, end.code);
    const placed = /** @type {PlacedResult | null} */ (end.result);
    const { words } = this.store.state;
    if (placed && words) this.store.change({ words: words.withTimes(placed.first, placed) });
  }

  /**
   * Play from a word, which is looked for now if nobody has.
   *
   * @param {number} i
   * @param {(start: number) => void} play Seconds.
   */
  async playFrom(i, play) {
    const isPending = this.store.state.words?.status[i] === "n";
    if (isPending) {
      this.say("Looking for this word");
      try {
        await this.place(i, i);
        this.say("");
      } catch (error) {
        this.tell(asError(error).message);
        return;
      }
    }
    const start = this.store.state.words?.start[i] ?? -1;
    if (start >= 0) play(start / 1000);
    else if (isPending) this.tell("This word is not said in the recording.");
    else this.say("This word is not said in the recording.");
  }
}

/**
 * @param {string} name
 * @param {readonly [string, string][]} entries
 * @param {string} value
 */
function choice(name, entries, value) {
  const select = make("select", { ariaLabel: name });
  options(select, entries);
  select.value = value;
  return select;
}
