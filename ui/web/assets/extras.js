// What few people change about a clip or a card, folded away: how it fills its shape, how loud it is,
// what lies beside it, whose name and which picture it shows.

import { showError } from "./work.js";
import * as server from "./server.js";

export const DEFAULTS = { fit: "crop", loudness: "", sidecar: "srt", poster: "", behind: "plain" };

// Of one recording only: they do not go along to the next.
export const OWN = { title: null, speaker: null, cover: null, behind: "plain" };

const SPEAKERS = [["", "As transcribed"], ["none", "Nobody"], ["name", "This name"]];

export class Extras {
  constructor(clip) {
    this.clip = clip;
    this.page = clip.page;
    this.q = clip.q;
    this.out = clip.out;
    this.error = this.q('[data-error="cover"]');
    this.fields = Object.fromEntries(
      [...Object.keys(DEFAULTS), "title", "speaker", "speaker-name", "cover-file"].map((name) => [name, this.q(`[data-in="${name}"]`)]),
    );
    this.#wire();
  }

  fill(choices, options) {
    const lists = { fit: "fits", loudness: "loudness", sidecar: "sidecars", poster: "posters", behind: "behind" };
    for (const [name, list] of Object.entries(lists)) options(this.fields[name], choices[list]);
    options(this.fields.speaker, SPEAKERS);
  }

  reset() {
    showError(this.error, null);
    this.q(".pq-extra").open = false;
  }

  // Show what is chosen, and only what there is to choose for this recording and kind of clip.
  show(look) {
    const { fields } = this;
    const picture = !!this.page.detail?.video;
    const shown = { fit: picture && look.kind === "video" && look.shape !== "source", poster: look.kind === "video" };
    for (const [name, on] of Object.entries(shown)) fields[name].closest("label").hidden = !on;
    const scene = [...fields.behind.options].find((option) => option.value === "scene");
    if (scene) scene.hidden = scene.disabled = !picture;
    for (const name of Object.keys(DEFAULTS)) fields[name].value = look[name];
    if (document.activeElement !== fields.title) fields.title.value = this.title;
    const named = look.speaker !== null && look.speaker !== "";
    const asking = document.activeElement === fields["speaker-name"];
    fields.speaker.value = asking || named ? "name" : look.speaker === "" ? "none" : "";
    fields["speaker-name"].hidden = fields.speaker.value !== "name";
    if (!asking) fields["speaker-name"].value = look.speaker ?? "";
    this.out("shown-in").textContent = picture ? "On the quote card" : "On the quote card, and in a video made from this sound";
    this.#showCover(look.cover);
    const chosen = Object.keys(DEFAULTS).filter((name) => look[name] !== DEFAULTS[name] && !fields[name].closest("label").hidden);
    this.out("extras").textContent = chosen.map((name) => `${name === "loudness" ? "loudness " : ""}${fields[name].selectedOptions[0]?.textContent}`).join(" · ");
  }

  #showCover(name) {
    const image = this.q("[data-cover]");
    const own = this.page.id ? `/pullquote/cover/${this.page.id}?${encodeURIComponent(name)}` : "";
    this.q("[data-covered]").hidden = !name;
    if (name && image.getAttribute("src") !== own) image.src = own;
    this.out("cover").textContent = name ?? "";
  }

  // What the field shows: a video's clips name nothing unless somebody writes it.
  get title() {
    const { title } = this.clip.look;
    if (title !== null) return title;
    const { detail } = this.page;
    return detail && !detail.video ? detail.title.replace(/\.[^.]*$/, "") : "";
  }

  // As the server wants it for clips, and for cards.
  get body() {
    const { fit, loudness, sidecar, poster, title, speaker, cover } = this.clip.look;
    return { fit, loudness, sidecar, poster, speaker, cover: !!cover, ...(title === null ? {} : { title }) };
  }

  get cardBody() {
    const { kind, shape, behind, speaker } = this.clip.look;
    return { behind, speaker, title: this.title, shape: kind === "video" ? shape : "source" };
  }

  #wire() {
    const { fields, clip } = this;
    for (const name of Object.keys(DEFAULTS)) {
      fields[name].addEventListener("change", (event) => clip.setLook({ [name]: event.target.value }));
    }
    fields.title.addEventListener("input", () => clip.setLook({ title: fields.title.value }));
    fields.speaker.addEventListener("change", () => {
      const by = fields.speaker.value;
      fields["speaker-name"].hidden = by !== "name";
      if (by === "name") fields["speaker-name"].focus();
      else clip.setLook({ speaker: by === "none" ? "" : null });
    });
    // An empty name is none yet: the transcript's goes on.
    fields["speaker-name"].addEventListener("input", (event) => clip.setLook({ speaker: event.target.value.trim() || null }));
    fields["speaker-name"].addEventListener("blur", () => clip.setLook({}));
    fields["cover-file"].addEventListener("change", (event) => this.#take(event.target));
    this.q('[data-do="no-cover"]').addEventListener("click", () => {
      showError(this.error, null);
      clip.setLook({ cover: null, behind: clip.look.behind === "image" ? "plain" : clip.look.behind });
      fields["cover-file"].focus();
    });
  }

  async #take(input) {
    const [file] = input.files;
    const { id } = this.page;
    input.value = "";
    if (!file || !id) return;
    showError(this.error, null);
    try {
      const { upload } = await server.upload(file, () => {}).done;
      const { name } = await server.post(`recordings/${id}/cover`, { upload });
      if (this.page.id !== id) return;
      this.q("[data-cover]").removeAttribute("src");
      this.clip.setLook({ cover: name, behind: "image" });
      this.page.say(`The picture is ${name}`);
      this.q("[data-covered]").scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (this.page.id !== id) return;
      showError(this.error, error);
      this.error.scrollIntoView({ block: "nearest" });
    }
  }
}
