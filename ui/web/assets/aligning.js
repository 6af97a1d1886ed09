// Having words aligned: the whole behind the page, or some at once.

import { options } from "./clip.js";
import { left } from "./time.js";
import { Progress, showError } from "./work.js";
import * as server from "./server.js";

export class Aligning {
  constructor(page) {
    this.page = page;
    this.box = page.out("progress");
    this.error = page.q('[data-error="align"]');
    this.bar = new Progress(this.box.querySelector(".pq-bar"));
    this.job = null;
  }

  async begin(options = {}) {
    const id = this.page.id;
    this.error.hidden = true;
    delete this.page.detail.view.stopped;
    try {
      const { job } = await server.post(`recordings/${id}/align`, options);
      if (this.page.id === id) this.follow(job);
    } catch (error) {
      this.#failed(error.message);
    }
  }

  // Show how far it is until it ends; finds a job again that an earlier page began.
  async follow(job) {
    const { page } = this;
    const id = page.id;
    this.job = job;
    this.box.hidden = false;
    const end = await server.watch(
      job,
      (now) => page.id === id && this.#show(now),
      () => page.id === id,
    );
    if (!end || page.id !== id) return;
    this.box.hidden = true;
    this.job = null;
    if (end.state === "done") {
      await page.loadWords();
      page.clip.refresh();
    } else if (end.state === "failed") this.#failed(end.error);
    else this.stopped();
  }

  // Somebody stopped it: it stays so until they ask again, also after reloading.
  stopped() {
    this.page.detail.view.stopped = true;
    this.page.keep();
    this.#failed("Alignment was stopped; words that you choose are still found one passage at a time.");
  }

  #show(now) {
    this.bar.show(now);
    const parts = {
      waiting: ["Waiting for its turn"],
      stopping: ["Stopping"],
      running: [now.stage || "Starting", `${Math.floor(now.fraction * 100)} %`, now.left === null ? "" : left(now.left)],
    }[now.state] ?? [];
    const stage = this.page.out("stage");
    stage.textContent = parts.filter(Boolean).join(" · ");
    stage.title = now.note ?? "";
  }

  stop() {
    if (this.job) server.cancel(this.job);
  }

  // A sentence about words, beside the text.
  tell(message) {
    showError(this.error, new Error(message));
  }

  // Why it failed, and another try, perhaps with another recogniser or language.
  #failed(message) {
    this.tell(message);
    const { choices } = this.page.state;
    const chosen = this.page.detail.view.engine ?? {};
    const engine = choice("Recogniser", choices.engines.map((one) => [one.value, one.label]), chosen.engine ?? "auto");
    const language = choice("Language", [["", "Find out the language"], ...Object.entries(choices.languages)], chosen.language ?? "");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "pq-button";
    again.textContent = "Align again";
    again.addEventListener("click", () => {
      const options = { ...chosen, engine: engine.value, language: language.value };
      this.page.detail.view.engine = options;
      this.page.keep();
      this.begin(options);
    });
    const line = document.createElement("span");
    line.className = "pq-again";
    line.append(engine, language, again);
    this.error.append(line);
  }

  // Find where these words are spoken, now. Answers whether anybody still wants to know.
  async place(first, last) {
    const { page } = this;
    const id = page.id;
    const { job } = await server.post(`recordings/${id}/place`, { first, last });
    const end = await server.watch(job, () => {}, () => page.id === id);
    if (!end) return false;
    if (end.state === "failed") throw new server.Refused(end.error);
    if (end.state === "done") {
      page.transcript.setTimes(end.result.first, end.result);
      page.legend();
    }
    return true;
  }
}

function choice(name, entries, value) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", name);
  options(select, entries);
  select.value = value;
  return select;
}
