// Captions over the picture as they will be burned in: the cues' own lines, the style's own data.

/** @import { CaptionCue, SafeArea, Style } from "../schemas/contract" */

import { make } from "./dom.js";

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

export class Captions {
  /** @type {readonly CaptionCue[]} */
  cues = [];
  /** @type {Style | null} */
  look = null;
  /** @type {SafeArea} Margins as shares of the picture. */
  safe = { side: 0.08, bottom: 0.075 };
  /** @type {string[]} In the order in which colours are given. */
  speakers = [];
  /** @type {CaptionCue | null | undefined} */
  shown;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /**
   * @param {readonly CaptionCue[]} cues
   * @param {Style | null} look Null for no captions.
   * @param {SafeArea | null | undefined} safe
   */
  set(cues, look, safe) {
    this.cues = look ? cues : [];
    this.look = look;
    this.safe = safe ?? { side: 0.08, bottom: 0.075 };
    this.speakers = [...new Set(this.cues.flatMap((cue) => cue.speaker || []))];
    this.shown = undefined;
  }

  /** @param {Box} box The part of the screen that the clip shows, in pixels. */
  fit(box) {
    const { style } = this.root;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    const { look, safe } = this;
    if (!look) return;
    const lower = look.position === "lower-left";
    style.fontSize = `${look.size * Math.min(box.width, box.height)}px`;
    style.fontFamily = look.font === "Noto Sans" ? "" : `${JSON.stringify(look.font)}, "PQ Noto Sans", sans-serif`;
    style.fontWeight = look.bold ? "700" : "400";
    style.padding = `0 ${safe.side * box.width}px ${look.position === "middle" ? 0 : safe.bottom * box.height}px`;
    style.justifyContent = look.position === "middle" ? "center" : "flex-end";
    style.alignItems = lower ? "flex-start" : "center";
    style.textAlign = lower ? "start" : "center";
  }

  /** @param {number} t Seconds. */
  show(t) {
    const cue = this.cues.find((c) => t >= c.start && t < c.end) ?? null;
    if (cue !== this.shown) this.#draw(cue);
    if (!cue || !this.look || this.look.highlight === "none") return;
    const keeps = this.look.highlight === "karaoke";
    for (const b of this.root.querySelectorAll("b")) {
      const on = t >= Number(b.dataset.start) && (keeps || t < Number(b.dataset.end));
      b.style.color = on ? this.look.highlight_color : "";
    }
  }

  /** @param {CaptionCue | null} cue */
  #draw(cue) {
    this.shown = cue;
    this.root.replaceChildren();
    if (!cue || !this.look) return;
    const { look } = this;
    if (look.speaker_name === "above" && cue.speaker) {
      const name = this.#line(look);
      name.style.fontWeight = "700";
      name.textContent = cue.speaker;
      this.root.append(name);
    }
    for (const line of cue.lines) {
      const row = this.#line(look);
      line.forEach((word, place) => {
        const b = make("b", { textContent: word.text });
        b.dataset.start = String(word.start);
        b.dataset.end = String(word.end);
        row.append(b, place < line.length - 1 ? word.after : "");
      });
      if (look.speaker_colors.length && cue.speaker) {
        row.style.color = look.speaker_colors[this.speakers.indexOf(cue.speaker) % look.speaker_colors.length];
      }
      this.root.append(row);
    }
  }

  /** @param {Style} look */
  #line(look) {
    const row = make("span", { dir: "auto" });
    row.style.color = look.color;
    if (look.outline) row.style.webkitTextStroke = `${look.outline * 2}em ${look.outline_color}`;
    if (look.shadow) row.style.textShadow = `${look.shadow}em ${look.shadow}em 0 ${look.shadow_color}`;
    if (look.box === "block") {
      row.style.background = look.box_color;
      row.style.padding = `0 ${look.box_padding}em`;
    }
    return row;
  }
}
