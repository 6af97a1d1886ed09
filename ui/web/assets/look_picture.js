// A caption look drawn on the recording's own picture, small.

/**
 * @import { CaptionCue, CueWord, SafeArea, Style } from "../schemas/contract"
 * @import { Player } from "./player.js"
 * @import { State } from "./state.js"
 */

import { Captions } from "./captions.js";
import { make } from "./dom.js";

const WORDS = 6;
const LINE = 3; // words
const TEXT = "Your words as they are said".split(" ");
const GROUND = "#26374d";

export class LookPicture {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.canvas = make("canvas", { width: 480 });
    this.caption = make("div", { className: "pq-caption" });
    this.element = make("div", { className: "pq-look-picture", ariaHidden: "true" }, this.canvas, this.caption);
    this.captions = new Captions(this.caption);
  }

  /**
   * @param {Style | null} style Null for no captions.
   * @param {State} state
   */
  draw(style, state) {
    this.#drawGround();
    const words = sample(state, style?.profile === "one-word" ? 1 : WORDS);
    const cue = /** @type {CaptionCue} */ ({ start: 0, end: 1e9, speaker: speaker(state), lines: lines(words) });
    this.captions.set([cue], style, /** @type {SafeArea | null} */ (state.passage?.safe));
    const { width, height } = this.element.getBoundingClientRect();
    this.captions.fit({ left: 0, top: 0, width, height });
    this.captions.show((words[1] ?? words[0]).start);
  }

  // The part of the picture that the clip shows, as the player has it.
  #drawGround() {
    const { canvas, player } = this;
    const box = player.crop.box;
    const ratio = box.width && box.height ? box.width / box.height : 16 / 9;
    canvas.height = Math.round(canvas.width / ratio);
    this.element.style.aspectRatio = String(ratio);
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = GROUND;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const { media, still } = player;
    const { look } = player.store.state;
    if (!still.image.hidden) context.drawImage(still.image, 0, 0, canvas.width, canvas.height);
    else if (media.videoWidth) {
      const own = media.videoWidth / media.videoHeight;
      const [wide, high] = ratio < own ? [media.videoHeight * ratio, media.videoHeight] : [media.videoWidth, media.videoWidth / ratio];
      /** @param {number} all @param {number} part */
      const from = (all, part) => Math.max(0, Math.min(all - part, look.centre * all - part / 2));
      context.drawImage(media, from(media.videoWidth, wide), from(media.videoHeight, high), wide, high, 0, 0, canvas.width, canvas.height);
    }
  }
}

/**
 * The first words of the passage, else some that stand for them.
 *
 * @param {State} state
 * @param {number} count
 * @returns {CueWord[]}
 */
function sample({ passage }, count) {
  const words = (passage?.cues ?? []).flatMap((cue) => cue.lines.flat());
  const texts = words.length ? words.map((word) => word.text) : TEXT;
  return texts.slice(0, count).map((text, place) => ({ text, after: " ", start: place, end: place + 1 }));
}

/**
 * The speaker of the passage's first words, else a name that stands for one; looks that show none leave it out.
 *
 * @param {State} state
 */
const speaker = ({ passage }) => passage?.cues.find((cue) => cue.speaker)?.speaker ?? "SPEAKER";

/** @param {CueWord[]} words */
function lines(words) {
  return words.length > LINE ? [words.slice(0, LINE), words.slice(LINE)] : [words];
}
