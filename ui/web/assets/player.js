// The player: picture or sound, captions over it, and the word that is spoken.

/**
 * @import { CaptionCue, Started } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { Captions } from "./captions.js";
import { Crop } from "./crop.js";
import { asError, find, out } from "./dom.js";
import { clock } from "./format.js";
import { Refused } from "./server.js";
import * as server from "./server.js";
import { Still } from "./still.js";
import { Timeline } from "./timeline.js";

const UNPLAYED = "This browser does not play this kind of file";

export class Player {
  /** @type {number | null} Where to stop, seconds. */
  #stopAt = null;
  /** @type {{ start: number, end: number }[]} What to play after that. */
  #following = [];
  /** @type {string | null} The recording whose copy was asked for. */
  #copying = null;
  /** @type {readonly CaptionCue[] | null} Subtitles to show in place of the passage's captions. */
  #subtitles = null;

  /** @param {Bench} bench */
  constructor(bench) {
    const { root, store } = bench;
    this.store = store;
    this.root = find(root, ".pq-player", HTMLElement);
    this.media = find(root, ".pq-media", HTMLVideoElement);
    this.error = find(root, '[data-error="player"]', HTMLElement);
    this.clock = out(root, "time");
    this.button = find(root, '[data-do="play"]', HTMLButtonElement);
    this.captions = new Captions(find(root, ".pq-caption", HTMLElement));
    this.crop = new Crop(bench, this.media, () => this.#caption());
    this.still = new Still(bench, () => this.#caption());
    this.still.image.addEventListener("click", () => this.toggle());
    this.timeline = new Timeline(bench, this.media, { seek: (t) => this.seek(t), toggle: () => this.toggle() });
    this.#wire();
    find(root, '[data-in="speed"]', HTMLSelectElement).addEventListener("change", (event) => {
      this.media.playbackRate = Number(/** @type {HTMLSelectElement} */ (event.target).value);
    });
    store.on(["recording"], () => this.#open());
    store.on(["passage", "look"], () => this.#caption());
  }

  get time() {
    return this.media.currentTime;
  }

  get paused() {
    return this.media.paused;
  }

  get duration() {
    return this.store.state.recording?.duration ?? 0;
  }

  #open() {
    const { recording } = this.store.state;
    this.#stopAt = null;
    this.#copying = null;
    if (!recording) {
      this.media.pause();
      this.media.removeAttribute("src");
      this.media.load();
      return;
    }
    this.#tell(recording.missing ? "The recording is no longer where it was; put the file back, or open it again from its new place" : "");
    this.root.dataset.kind = recording.video ? "video" : "audio";
    this.media.src = recording.media;
  }

  /** @param {number} seconds */
  seek(seconds) {
    this.#following = [];
    this.#stopAt = null;
    this.media.currentTime = Math.max(0, Math.min(this.duration, seconds));
  }

  pause() {
    this.#stopAt = null;
    this.media.pause();
  }

  toggle() {
    this.#stopAt = null;
    if (this.media.paused) this.#start();
    else this.media.pause();
  }

  /**
   * Play from here, and stop at `end`, to the frame of the screen.
   *
   * @param {number} start
   * @param {number | null} end
   */
  play(start, end = null) {
    this.#following = [];
    this.media.currentTime = Math.max(0, start);
    this.#stopAt = end;
    this.#start();
  }

  /**
   * Play stretches one after the other, without what lies between them.
   *
   * @param {readonly { start: number, end: number }[]} pieces
   */
  playPieces(pieces) {
    if (!pieces.length) return;
    this.play(pieces[0].start, pieces[0].end);
    this.#following = pieces.slice(1);
  }

  #start() {
    this.media.play().catch((error) => {
      if (error.name === "NotSupportedError") void this.#cannotPlay();
    });
  }

  /** @param {string} text */
  #tell(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
  }

  // A kind of file that browsers do not play: have a small copy made that they do.
  async #cannotPlay() {
    const { recording } = this.store.state;
    if (!recording || !this.media.getAttribute("src") || this.#copying === recording.id) return;
    const { id } = recording;
    this.#copying = id;
    const wanted = () => this.store.state.recording?.id === id;
    /** @param {string} text */
    const tell = (text) => wanted() && this.#tell(text);
    try {
      const { job } = /** @type {Started} */ (await server.post(`recordings/${id}/copy`, {}));
      const told = `${UNPLAYED}; a copy that it plays is being made`;
      const end = job && (await server.watch(job, (now) => tell(`${told}: ${Math.floor(now.fraction * 100)} %`), wanted));
      if (!wanted()) return;
      if (end?.state === "failed") throw new Refused(end.error ?? "");
      const time = this.media.currentTime;
      this.media.src = `${recording.media}?copy=true`;
      this.media.currentTime = time;
      tell("");
    } catch (error) {
      tell(`${UNPLAYED}, and no copy could be made (${asError(error).message}); the text and the clips work all the same.`);
    }
  }

  /** @param {readonly CaptionCue[] | null} cues */
  subtitle(cues) {
    if (!cues && !this.#subtitles) return;
    this.#subtitles = cues;
    this.#caption();
  }

  // Captions as the passage's clip will have them, or subtitles.
  #caption() {
    const { passage, look, choices } = this.store.state;
    const style = look.kind === "video" ? (choices?.looks[look.style] ?? null) : null;
    if (this.#subtitles) this.captions.set(this.#subtitles, choices?.looks.plain ?? null, null);
    else this.captions.set(passage?.cues ?? [], style, passage?.safe);
    this.captions.fit(this.crop.box);
    this.captions.show(this.media.currentTime);
    this.still.tick(this.media.currentTime);
  }

  #tick() {
    const t = this.media.currentTime;
    this.clock.textContent = clock(t);
    this.timeline.tick();
    this.captions.show(t);
    this.crop.around.draw();
    this.still.tick(t);
    const { words } = this.store.state;
    if (words) this.store.change({ spoken: words.at(t + 0.02) });
  }

  #wire() {
    const { media } = this;
    const frame = () => {
      const next = this.#stopAt !== null && media.currentTime >= this.#stopAt ? this.#following.shift() : undefined;
      if (next) {
        media.currentTime = next.start;
        this.#stopAt = next.end;
      } else if (this.#stopAt !== null && media.currentTime >= this.#stopAt) {
        media.pause();
        media.currentTime = this.#stopAt;
        this.#stopAt = null;
      }
      this.#tick();
      if (!media.paused) requestAnimationFrame(frame);
    };
    media.addEventListener("play", () => {
      this.root.classList.add("pq-playing");
      this.button.setAttribute("aria-label", "Pause");
      requestAnimationFrame(frame);
    });
    media.addEventListener("pause", () => {
      this.root.classList.remove("pq-playing");
      this.button.setAttribute("aria-label", "Play");
      this.#tick();
    });
    for (const moment of ["seeked", "loadedmetadata", "loadeddata"]) media.addEventListener(moment, () => this.#tick());
    media.addEventListener("error", () => void this.#cannotPlay());
    media.addEventListener("click", () => this.toggle());
    this.button.addEventListener("click", () => this.toggle());
  }
}
