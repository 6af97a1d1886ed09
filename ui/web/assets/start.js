// The first view: a recording and its transcript go in. What was typed stays when something fails.

import { clock } from "./time.js";
import { options } from "./clip.js";
import { showError } from "./work.js";
import * as server from "./server.js";

export class Start {
  constructor(page) {
    this.page = page;
    this.q = page.q;
    this.form = page.q(".pq-open");
    this.media = null; // { file, upload: Promise, name }
    this.transcript = null; // a File
    this.#wire();
  }

  fill(state) {
    options(this.q('[data-in="language"]'), [["", "Find out"], ...Object.entries(state.choices.languages)]);
    options(this.q('[data-in="engine"]'), state.choices.engines.map((engine) => [engine.value, engine.label]));
    options(this.q('[data-in="model"]'), state.choices.models.map((model) => [model.value, model.label]));
    this.engines = state.choices.engines;
    this.models = state.choices.models;
    this.q("[data-paths]").hidden = !state.paths;
    this.#engineNote();
    this.#list(state.recordings);
  }

  async refresh() {
    clearTimeout(this.again);
    try {
      this.#list((await server.get("state")).recordings);
    } catch {
      // The list as it was will do.
    }
  }

  // Look again while something is being aligned, as long as this view is shown.
  #lookAgain(recordings) {
    clearTimeout(this.again);
    if (this.page.id || !recordings.some((recording) => recording.aligning)) return;
    this.again = setTimeout(() => !this.page.id && this.refresh(), 1000);
  }

  #list(recordings) {
    this.#lookAgain(recordings);
    const held = document.activeElement?.closest?.('[data-out="recent"] li');
    const at = held ? [...held.parentElement.children].indexOf(held) : -1;
    this.page.out("recent").replaceChildren(
      ...recordings.slice(0, 8).map((recording) => {
        const row = document.createElement("li");
        const open = document.createElement("button");
        open.type = "button";
        const title = document.createElement("span");
        title.textContent = recording.title;
        const note = document.createElement("span");
        note.textContent = [clock(recording.duration), aligning(recording.aligning)].filter(Boolean).join(" · ");
        open.append(title, note);
        open.addEventListener("click", () => this.page.open(recording.id).catch((error) => this.page.complain(error)));
        const forget = document.createElement("button");
        forget.type = "button";
        forget.className = "pq-quiet";
        forget.textContent = "×";
        forget.title = "Forget this recording; your file stays";
        forget.setAttribute("aria-label", `Forget ${recording.title}`);
        forget.addEventListener("click", async () => {
          await server.remove(`recordings/${recording.id}`).catch(() => {});
          this.refresh();
        });
        row.append(open, forget);
        return row;
      }),
    );
    // The list is drawn anew each second: whoever is on a row stays there.
    if (at >= 0) this.page.out("recent").children[at]?.querySelector("button").focus();
  }

  #engineNote() {
    const engine = this.q('[data-in="engine"]').value;
    this.q("[data-models]").hidden = engine !== "whisper";
    const chosen = this.engines?.find((one) => one.value === engine);
    const model = this.models?.find((one) => one.value === this.q('[data-in="model"]').value);
    this.page.out("engine-note").textContent = (engine === "whisper" ? model : chosen)?.note ?? "";
  }

  #wire() {
    this.q('[data-do="sample"]').addEventListener("click", () => this.#sample(true));
    this.q('[data-do="sample-audio"]').addEventListener("click", () => this.#sample(false));
    for (const name of ["engine", "model"]) this.q(`[data-in="${name}"]`).addEventListener("change", () => this.#engineNote());
    this.#slot("media", (file) => this.#takeMedia(file));
    this.#slot("transcript", (file) => this.#takeTranscript(file));
    this.q('[data-in="media-path"]').addEventListener("input", () => this.#error("media", null));
    this.q('[data-in="transcript"]').addEventListener("input", () => {
      this.#error("transcript", null);
      if (this.q('[data-in="transcript"]').value.trim()) this.#takeTranscript(null);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#open();
    });
  }

  #slot(name, take) {
    const area = this.q(`[data-drop="${name}"]`);
    const slot = area.closest("fieldset");
    const input = this.q(`[data-in="${name}-file"]`);
    input.addEventListener("change", () => {
      if (input.files[0]) take(input.files[0]);
      input.value = "";
    });
    for (const kind of ["dragenter", "dragover"]) {
      slot.addEventListener(kind, (event) => {
        event.preventDefault();
        area.classList.add("pq-over");
      });
    }
    for (const kind of ["dragleave", "drop"]) slot.addEventListener(kind, () => area.classList.remove("pq-over"));
    slot.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
    });
  }

  #takeMedia(file) {
    this.#error("media", null);
    this.media?.sending.stop();
    this.page.out("media-name").textContent = file.name;
    const note = this.page.out("media-note");
    // The upload begins at once: the transcript is looked for meanwhile.
    const sending = server.upload(file, (share) => (note.textContent = `${Math.floor(share * 100)} % of ${size(file.size)}`));
    const media = { file, sending };
    this.media = media;
    sending.done.then(
      () => this.media === media && (note.textContent = size(file.size)),
      (error) => {
        if (this.media !== media) return;
        note.textContent = "";
        this.#error("media", error);
      },
    );
  }

  #takeTranscript(file) {
    this.transcript = file;
    const name = this.page.out("transcript-name");
    name.hidden = !file;
    name.textContent = file ? `${file.name}, ${size(file.size)}` : "";
    if (file) {
      this.#error("transcript", null);
      this.q('[data-in="transcript"]').value = "";
    }
  }

  #error(field, error) {
    showError(this.q(`[data-error="${field}"]`), error);
  }

  async #sample(video) {
    try {
      await this.page.openSample(video);
    } catch (error) {
      this.page.complain(error);
    }
  }

  async #open() {
    for (const field of ["media", "transcript", "form"]) this.#error(field, null);
    const button = this.form.querySelector('[type="submit"]');
    const note = this.page.out("open-note");
    button.disabled = true;
    try {
      const body = { media: {}, transcript: {} };
      const path = this.q('[data-in="media-path"]').value.trim();
      if (path) body.media.path = path;
      else if (this.media) {
        note.textContent = "Waiting for the upload";
        body.media.upload = (await this.media.sending.done.catch((error) => Promise.reject(Object.assign(error, { field: "media" })))).upload;
      }
      if (this.transcript) body.transcript.upload = (await server.upload(this.transcript, () => {}).done).upload;
      else body.transcript.text = this.q('[data-in="transcript"]').value;
      note.textContent = "Looking at the recording";
      const detail = await server.post("recordings", body);
      const engine = { engine: this.q('[data-in="engine"]').value, language: this.q('[data-in="language"]').value };
      if (engine.engine === "whisper") engine.model = this.q('[data-in="model"]').value;
      detail.view = { engine };
      await this.page.show(detail);
      this.#clear();
    } catch (error) {
      this.#error(error.field ?? "form", error);
    } finally {
      button.disabled = false;
      note.textContent = "";
    }
  }

  #clear() {
    this.media = null;
    this.#takeTranscript(null);
    this.page.out("media-name").textContent = "Drop a video or audio file here";
    this.page.out("media-note").textContent = "";
    for (const name of ["media-path", "transcript"]) this.q(`[data-in="${name}"]`).value = "";
  }
}

function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

function aligning(job) {
  if (!job) return "";
  return job.state === "running" ? `aligning, ${Math.floor(job.fraction * 100)} %` : { waiting: "waits to be aligned", stopping: "stopping" }[job.state] ?? "";
}
