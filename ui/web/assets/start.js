// The first view: a recording and its transcript go in. What was typed stays when something fails.

/**
 * @import { Detail, OpenBody, Source, State as ServerState } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { asError, find, options, out, showError } from "./dom.js";
import { size } from "./format.js";
import { Recent } from "./recent.js";
import { Refused } from "./server.js";
import * as server from "./server.js";
import { Writing } from "./writing.js";

const FIELDS = /** @type {const} */ (["media", "transcript", "form"]);

/** @typedef {ReturnType<typeof server.upload>} Sending */

/**
 * @typedef {object} Opening
 * @property {(id: string) => void} open
 * @property {(detail: Detail) => Promise<void>} show
 * @property {(video: boolean) => void} openSample
 */

export class Start {
  /** @type {{ file: File, sending: Sending } | null} */
  #media = null;
  /** @type {File | null} */
  #transcript = null;

  /**
   * @param {Bench} bench
   * @param {Opening} on
   */
  constructor({ root, store, say }, on) {
    this.root = root;
    this.store = store;
    this.on = on;
    this.form = find(root, ".pq-open", HTMLFormElement);
    this.path = find(root, '[data-in="media-path"]', HTMLInputElement);
    this.text = find(root, '[data-in="transcript"]', HTMLTextAreaElement);
    /** @param {string} name */
    const list = (name) => find(root, `[data-in="${name}"]`, HTMLSelectElement);
    this.language = list("language");
    this.engine = list("engine");
    this.model = list("model");
    this.recent = new Recent({ root, store, say }, { open: on.open, refresh: () => this.refresh() });
    this.submit = find(this.form, '[type="submit"]', HTMLButtonElement);
    this.writing = new Writing({ root, store, say }, { open: on.open, switched: () => this.#engineNote() });
    this.#wire();
    store.on(["choices"], ({ choices }) => {
      if (!choices) return;
      options(this.language, [["", "Detect language"], ...Object.entries(choices.languages)]);
      options(this.engine, choices.engines.map((engine) => [engine.value, engine.label]));
      options(this.model, choices.models.map((model) => [model.value, model.label]));
      this.#engineNote();
    });
  }

  /** @param {ServerState} state */
  fill(state) {
    find(this.root, "[data-paths]", HTMLElement).hidden = !state.paths;
    this.#take(state);
  }

  /** @param {ServerState} state */
  #take({ recordings, writing }) {
    this.recent.show(recordings);
    if (!writing || !this.#isShown) return;
    this.writing.follow(writing).catch((error) => this.#error("transcript", asError(error)));
  }

  async refresh() {
    this.recent.rest();
    try {
      this.#take(/** @type {ServerState} */ (await server.get("state")));
    } catch {
      // The list as it was will do.
    }
  }

  get #isShown() {
    return !this.store.state.recording;
  }

  #engineNote() {
    const { choices } = this.store.state;
    const isWhisper = this.writing.isOn || this.engine.value === "whisper";
    find(this.root, "[data-models]", HTMLElement).hidden = !isWhisper;
    const chosen = isWhisper
      ? choices?.models.find((model) => model.value === this.model.value)
      : choices?.engines.find((engine) => engine.value === this.engine.value);
    out(this.root, "engine-note").textContent = chosen?.note ?? "";
    this.submit.textContent = this.writing.isOn ? "Open and transcribe" : "Open";
  }

  #wire() {
    find(this.root, '[data-do="sample"]', HTMLElement).addEventListener("click", () => this.on.openSample(true));
    find(this.root, '[data-do="sample-audio"]', HTMLElement).addEventListener("click", () => this.on.openSample(false));
    for (const list of [this.engine, this.model]) list.addEventListener("change", () => this.#engineNote());
    this.#slot("media", (file) => this.#takeMedia(file));
    this.#slot("transcript", (file) => this.#takeTranscript(file));
    this.#wholeWindow();
    this.path.addEventListener("input", () => this.#error("media", null));
    this.text.addEventListener("input", () => {
      this.#error("transcript", null);
      if (this.text.value.trim()) this.#takeTranscript(null);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#open();
    });
  }

  /**
   * @param {"media" | "transcript"} name
   * @param {(file: File) => void} take
   */
  #slot(name, take) {
    const area = find(this.root, `[data-drop="${name}"]`, HTMLElement);
    const slot = area.closest("fieldset") ?? area;
    const input = find(this.root, `[data-in="${name}-file"]`, HTMLInputElement);
    input.addEventListener("change", () => {
      if (input.files?.[0]) take(input.files[0]);
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
      const file = /** @type {DragEvent} */ (event).dataTransfer?.files[0];
      if (file) take(file);
    });
  }

  // Files may be dropped anywhere; elsewhere than on the first page they would replace the page.
  #wholeWindow() {
    const isHidden = () => this.root.dataset.view !== "start";
    /** @param {DragEvent} event */
    const hasFiles = (event) => !!event.dataTransfer?.types.includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.form.toggleAttribute("data-dropping", !isHidden());
    });
    for (const end of ["dragleave", "drop"]) {
      document.addEventListener(end, (event) => {
        const isInside = event instanceof DragEvent && event.type === "dragleave" && event.relatedTarget !== null;
        if (!isInside) this.form.removeAttribute("data-dropping");
      });
    }
    document.addEventListener("drop", (event) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      if (isHidden()) return;
      for (const file of event.dataTransfer?.files ?? []) {
        if (isRecording(file)) this.#takeMedia(file);
        else this.#takeTranscript(file);
      }
    });
  }

  /** @param {File} file */
  #takeMedia(file) {
    this.#error("media", null);
    this.#media?.sending.stop();
    out(this.root, "media-name").textContent = file.name;
    const note = out(this.root, "media-note");
    // The upload begins at once: the transcript is looked for meanwhile.
    const sending = server.upload(file, (share) => (note.textContent = `${Math.floor(share * 100)} % of ${size(file.size)}`));
    const media = (this.#media = { file, sending });
    sending.done.then(
      () => this.#media === media && (note.textContent = size(file.size)),
      (error) => {
        if (this.#media !== media) return;
        note.textContent = "";
        this.#error("media", error);
      },
    );
  }

  /** @param {File | null} file */
  #takeTranscript(file) {
    this.#transcript = file;
    const name = out(this.root, "transcript-name");
    name.hidden = !file;
    name.textContent = file ? `${file.name}, ${size(file.size)}` : "";
    if (!file) return;
    this.#error("transcript", null);
    this.text.value = "";
  }

  /**
   * @param {typeof FIELDS[number]} field
   * @param {Error | null} error
   */
  #error(field, error) {
    showError(find(this.root, `[data-error="${field}"]`, HTMLElement), error);
  }

  async #open() {
    for (const field of FIELDS) this.#error(field, null);
    if (this.#media && this.path.value.trim()) {
      this.#error("media", new Error(`Both ${this.#media.file.name} and a path are given; clear the path to use the file`));
      return;
    }
    const note = out(this.root, "open-note");
    this.submit.disabled = true;
    try {
      note.textContent = "Waiting for the upload";
      const media = await this.#source();
      const model = this.engine.value === "whisper" || this.writing.isOn ? { model: this.model.value } : {};
      const engine = { engine: this.engine.value, language: this.language.value, ...model };
      if (this.writing.isOn) {
        note.textContent = "Looking at the recording";
        if (await this.writing.begin(media, engine)) this.#clear();
        return;
      }
      const body = await this.#body(media);
      note.textContent = "Looking at the recording";
      /** @type {Detail} */
      const detail = await server.post("recordings", body);
      await this.on.show({ ...detail, view: { ...detail.view, engine } });
      this.#clear();
    } catch (error) {
      const field = error instanceof Refused && FIELDS.find((name) => name === error.field);
      this.#error(field || "form", asError(error));
    } finally {
      this.submit.disabled = false;
      note.textContent = "";
    }
  }

  /** @returns {Promise<Source>} */
  async #source() {
    const path = this.path.value.trim();
    return path ? { path } : this.#media ? { upload: await this.#uploaded(this.#media.sending) } : {};
  }

  /**
   * @param {Source} media
   * @returns {Promise<OpenBody>}
   */
  async #body(media) {
    if (!this.#transcript) return { media, transcript: { text: this.text.value } };
    const { upload } = await server.upload(this.#transcript).done;
    return { media, transcript: { upload } };
  }

  /** @param {Sending} sending */
  async #uploaded(sending) {
    try {
      return (await sending.done).upload;
    } catch (error) {
      throw new Refused(asError(error).message, "media");
    }
  }

  #clear() {
    this.#media = null;
    this.#takeTranscript(null);
    out(this.root, "media-name").textContent = "Drop a video or audio file here";
    out(this.root, "media-note").textContent = "";
    this.path.value = "";
    this.text.value = "";
  }
}

/**
 * Whether a file is a recording, by its kind or its name; else it is taken for a transcript.
 *
 * @param {File} file
 */
function isRecording({ name, type }) {
  return /^(audio|video)\//.test(type) || /\.(mkv|mxf|mts|m2ts|ts|avi|mov|flac|opus|wma|aac|m4b|caf|amr)$/i.test(name);
}
