// What few people change about a clip or a card, folded away: how it fills its shape, how loud it is,
// what lies beside it, whose name and which picture it shows.

/**
 * @import { CoverAnswer } from "../schemas/contract"
 * @import { Bench, State } from "./state.js"
 * @import { Look } from "./bodies.js"
 */

import { DEFAULTS, shownTitle } from "./bodies.js";
import { asError, find, options, out, showError } from "./dom.js";
import * as server from "./server.js";

const SPEAKERS = /** @type {const} */ ([["", "As transcribed"], ["none", "Nobody"], ["name", "This name"]]);
const LISTS = /** @type {const} */ ({ fit: "fits", seam: "seams", loudness: "loudness", sidecar: "sidecars", poster: "posters", behind: "behind" });
const CHOSEN = /** @type {(keyof typeof LISTS)[]} */ (Object.keys(LISTS));

export class Extras {
  /** @param {Bench} bench */
  constructor({ root, store, say }) {
    this.store = store;
    this.say = say;
    this.folded = find(root, ".pq-extra", HTMLDetailsElement);
    this.named = find(root, ".pq-named", HTMLElement);
    this.summary = out(root, "extras");
    this.shownIn = out(root, "shown-in");
    this.error = find(root, '[data-error="cover"]', HTMLElement);
    this.covered = find(root, "[data-covered]", HTMLElement);
    this.image = find(root, "[data-cover]", HTMLImageElement);
    this.coverName = out(root, "cover");
    /** @param {string} name */
    const select = (name) => find(root, `[data-in="${name}"]`, HTMLSelectElement);
    /** @param {string} name */
    const input = (name) => find(root, `[data-in="${name}"]`, HTMLInputElement);
    this.lists = Object.fromEntries(CHOSEN.map((name) => [name, select(name)]));
    this.title = input("title");
    this.speaker = select("speaker");
    this.speakerName = input("speaker-name");
    this.coverFile = input("cover-file");
    this.#wire(find(root, '[data-do="no-cover"]', HTMLButtonElement));
    store.on(["choices"], ({ choices }) => {
      if (choices) for (const name of CHOSEN) options(this.lists[name], choices[LISTS[name]]);
      options(this.speaker, SPEAKERS);
    });
    store.on(["recording"], () => {
      showError(this.error, null);
      this.folded.open = false;
    });
    store.on(["look", "recording", "choices", "tab", "selection", "basket"], (state) => this.#show(state));
  }

  /** @param {Partial<Look>} fields */
  #set(fields) {
    this.store.change({ look: { ...this.store.state.look, ...fields } });
  }

  /**
   * What is chosen, and only what there is to choose for this recording and kind of clip.
   *
   * @param {State} state
   */
  #show({ look, recording, tab, selection, basket }) {
    const picture = !!recording?.video;
    const isCut = [selection, ...basket].some((one) => one && "struck" in one && one.struck?.length);
    this.#showLists(look, picture, isCut);
    if (document.activeElement !== this.title) this.title.value = shownTitle(look, recording);
    const isNamed = look.speaker !== null && look.speaker !== "";
    const isAsking = document.activeElement === this.speakerName;
    this.speaker.value = isAsking || isNamed ? "name" : look.speaker === "" ? "none" : "";
    this.speakerName.hidden = this.speaker.value !== "name";
    if (!isAsking) this.speakerName.value = look.speaker ?? "";
    this.shownIn.textContent = picture ? "On the quote card" : "On the quote card, and in a video made from this sound";
    // A card is of one passage; only sound's videos show these too.
    this.named.hidden = tab === "basket" && picture;
    this.covered.hidden = !look.cover;
    this.coverName.textContent = look.cover ?? "";
    const address = recording ? `/pullquote/cover/${recording.id}?${encodeURIComponent(look.cover ?? "")}` : "";
    if (look.cover && this.image.getAttribute("src") !== address) this.image.src = address;
  }

  /**
   * @param {Look} look
   * @param {boolean} picture
   * @param {boolean} isCut Whether any words are struck.
   */
  #showLists(look, picture, isCut) {
    const { fit, seam, poster, behind } = this.lists;
    /** @param {HTMLSelectElement} list @param {boolean} on */
    const offer = (list, on) => list.labels.forEach((label) => (label.hidden = !on));
    offer(fit, picture && look.kind === "video" && look.shape !== "source");
    offer(seam, look.kind === "video" && isCut);
    offer(poster, look.kind === "video");
    const scene = [...behind.options].find((option) => option.value === "scene");
    if (scene) scene.hidden = scene.disabled = !picture;
    const changed = [];
    for (const name of CHOSEN) {
      const list = this.lists[name];
      list.value = look[name];
      if (look[name] === DEFAULTS[name] || list.labels[0]?.hidden) continue;
      changed.push(`${name === "loudness" ? "loudness " : ""}${list.selectedOptions[0]?.textContent}`);
    }
    this.summary.textContent = changed.join(" · ");
  }

  /** @param {HTMLButtonElement} noCover */
  #wire(noCover) {
    for (const name of CHOSEN) this.lists[name].addEventListener("change", () => this.#set({ [name]: this.lists[name].value }));
    this.title.addEventListener("input", () => this.#set({ title: this.title.value }));
    this.speaker.addEventListener("change", () => {
      const by = this.speaker.value;
      this.speakerName.hidden = by !== "name";
      if (by === "name") this.speakerName.focus();
      else this.#set({ speaker: by === "none" ? "" : null });
    });
    // An empty name is none yet: the transcript's goes on.
    this.speakerName.addEventListener("input", () => this.#set({ speaker: this.speakerName.value.trim() || null }));
    this.speakerName.addEventListener("blur", () => this.#show(this.store.state));
    this.coverFile.addEventListener("change", () => void this.#take());
    noCover.addEventListener("click", () => {
      showError(this.error, null);
      const { behind } = this.store.state.look;
      this.#set({ cover: null, behind: behind === "image" ? "plain" : behind });
      this.coverFile.focus();
    });
  }

  async #take() {
    const [file] = this.coverFile.files ?? [];
    const { recording } = this.store.state;
    this.coverFile.value = "";
    if (!file || !recording) return;
    const isWanted = () => this.store.state.recording === recording;
    showError(this.error, null);
    try {
      const { upload } = await server.upload(file).done;
      /** @type {CoverAnswer} */
      const { name } = await server.post(`recordings/${recording.id}/cover`, { upload });
      if (!isWanted()) return;
      this.image.removeAttribute("src");
      this.#set({ cover: name, behind: "image" });
      this.say(`The picture is ${name}`);
      this.covered.scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (!isWanted()) return;
      showError(this.error, asError(error));
      this.error.scrollIntoView({ block: "nearest" });
    }
  }
}
