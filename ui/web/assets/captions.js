// Captions over the picture as they will be burned in: the cues' own lines, the style's own data.

export class Captions {
  constructor(root) {
    this.root = root;
    this.cues = [];
    this.look = null;
  }

  // `look` is a style as clips/styles describes it, null for no captions; `safe` are the margins
  // as shares of the picture, `speakers` the order in which colours are given.
  set(cues, look, safe) {
    this.cues = look ? cues : [];
    this.look = look;
    this.safe = safe ?? { side: 0.08, bottom: 0.075 };
    this.speakers = [...new Set(this.cues.map((cue) => cue.speaker).filter(Boolean))];
    this.shown = undefined;
  }

  // The part of the screen that the clip shows, in pixels.
  fit(box) {
    this.box = box;
    const style = this.root.style;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    if (!this.look) return;
    const look = this.look;
    style.fontSize = `${look.size * Math.min(box.width, box.height)}px`;
    style.fontWeight = look.bold ? "700" : "400";
    style.padding = `0 ${this.safe.side * box.width}px ${look.position === "middle" ? 0 : this.safe.bottom * box.height}px`;
    style.justifyContent = look.position === "middle" ? "center" : "flex-end";
    style.alignItems = look.position === "lower-left" ? "flex-start" : "center";
    style.textAlign = look.position === "lower-left" ? "start" : "center";
  }

  show(t) {
    const cue = this.cues.find((c) => t >= c.start && t < c.end) ?? null;
    if (cue !== this.shown) this.#draw(cue);
    if (!cue || this.look.highlight === "none") return;
    const keeps = this.look.highlight === "karaoke";
    for (const b of this.root.querySelectorAll("b")) {
      const on = t >= Number(b.dataset.start) && (keeps || t < Number(b.dataset.end));
      b.style.color = on ? this.look.highlight_color : "";
    }
  }

  #draw(cue) {
    this.shown = cue;
    this.root.replaceChildren();
    if (!cue) return;
    if (this.look.speaker_name === "above" && cue.speaker) {
      const name = this.#line();
      name.style.fontWeight = "700";
      name.textContent = cue.speaker;
      this.root.append(name);
    }
    for (const line of cue.lines) {
      const row = this.#line();
      line.forEach((word, place) => {
        const b = document.createElement("b");
        b.textContent = word.text;
        b.dataset.start = word.start;
        b.dataset.end = word.end;
        row.append(b, place < line.length - 1 ? word.after : "");
      });
      if (this.look.speaker_colors.length && cue.speaker) {
        row.style.color = this.look.speaker_colors[this.speakers.indexOf(cue.speaker) % this.look.speaker_colors.length];
      }
      this.root.append(row);
    }
  }

  #line() {
    const look = this.look;
    const row = document.createElement("span");
    row.dir = "auto";
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
