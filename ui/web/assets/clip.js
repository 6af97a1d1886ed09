// The passage that is chosen: its text, its cut, how it will look, its export.

import { Cut } from "./cut.js";
import { DEFAULTS, Extras, OWN } from "./extras.js";
import { Repair } from "./repair.js";
import { clock, length } from "./time.js";
import { showError } from "./work.js";
import * as server from "./server.js";

const KINDS = { video: "Video", audio: "Audio" };

export class Clip {
  constructor(page) {
    this.page = page;
    this.q = page.q;
    this.out = page.out;
    this.selection = null; // { first, last } or { start, end }, with nudge_in, nudge_out in seconds
    this.answer = null; // what the server says of it
    this.look = { kind: "video", shape: "source", centre: 0.5, style: "", format: {}, ...DEFAULTS, ...OWN };
    this.ready = false;
    const bench = this.#edgeBench();
    this.cuts = { in: new Cut(page.root, "in", bench), out: new Cut(page.root, "out", bench) };
    this.repair = new Repair(page);
    this.extras = new Extras(this);
    this.#wire();
  }

  // What a picture of the cut needs of the page.
  #edgeBench() {
    const clip = this;
    return {
      get id() {
        return clip.page.id;
      },
      get transcript() {
        return clip.page.transcript;
      },
      moveEdge: (edge, time) => clip.moveEdge(edge, time),
      settleEdge: () => clip.settleEdge(),
      playEdge: (edge) => clip.playEdge(edge),
    };
  }

  fill(choices) {
    this.choices = choices;
    segments(this.q('[data-choice="kind"]'), "kind", KINDS, (value) => this.setLook({ kind: value }));
    segments(this.q('[data-choice="shape"]'), "shape", Object.fromEntries(choices.shapes), (value) => this.setLook({ shape: value }));
    options(this.q('[data-in="style"]'), choices.styles);
    this.extras.fill(choices, options);
    this.look.style = choices.styles[0]?.[0] ?? "";
    this.setLook({});
  }

  setLook(look) {
    this.look = { ...this.look, ...look };
    const { kind, shape, style, format } = this.look;
    for (const [name, value] of [["kind", kind], ["shape", shape]]) {
      for (const input of this.q(`[data-choice="${name}"]`).querySelectorAll("input")) input.checked = input.value === value;
    }
    this.q('[data-choice="shape"]').hidden = kind !== "video";
    this.q('[data-in="style"]').value = style;
    this.q('[data-in="style"]').closest("label").hidden = kind !== "video";
    const formats = this.choices?.formats?.[kind] ?? [];
    options(this.q('[data-in="format"]'), formats);
    this.q('[data-in="format"]').value = format[kind] ?? formats[0]?.[0] ?? "";
    const isPicture = kind === "video" && this.page.detail?.video;
    this.page.player.setShape(isPicture ? shape : "source", this.look.centre, this.look.fit);
    this.extras.show(this.look);
    this.#showCues();
    if (!this.page.id) return;
    // Another look breaks lines elsewhere.
    if ("style" in look || "shape" in look) this.refresh();
    this.page.keep();
  }

  setCentre(centre) {
    this.look.centre = centre;
    this.page.keep();
  }

  reset() {
    this.choose(null, true);
    this.look = { ...this.look, ...OWN };
    this.extras.reset();
    this.page.exports?.reset();
  }

  // ---- what is chosen

  choose(selection, settled) {
    const old = this.selection;
    if (selection && old && selection.first !== undefined) {
      // An edge that was nudged stays so while only the other edge moves to another word.
      const keep = { nudge_in: selection.first === old.first ? old.nudge_in : 0, nudge_out: selection.last === old.last ? old.nudge_out : 0 };
      selection = { ...keep, ...selection };
    }
    this.selection = selection;
    if (!selection || selection.first === undefined || selection.first !== old?.first || selection.last !== old?.last) this.answer = null;
    this.out("no-selection").hidden = !!selection;
    this.showActions();
    this.q(".pq-chosen-passage").hidden = !selection;
    showError(this.q('[data-error="passage"]'), null);
    if (!selection) {
      this.answer = null;
      this.page.player.cut = null;
      this.page.player.setCues([], null);
      this.page.player.draw();
      return;
    }
    this.#local();
    if (settled) this.repair.follow();
    clearTimeout(this.asking);
    if (settled) this.refresh();
    else this.asking = setTimeout(() => this.refresh(), 150);
  }

  // What can be said at once, before the server has answered.
  #local() {
    const { first, last } = this.selection;
    const { transcript } = this.page;
    if (first === undefined) {
      const heard = this.selection.text;
      this.out("quote").textContent = heard ? `Not in the transcript. Heard: ${heard}` : "Not in the transcript";
      this.#times(this.selection);
      return;
    }
    this.out("quote").textContent = transcript.quote(first, last);
    const span = transcript.span(first, last);
    if (span) this.#times(span);
    else {
      this.out("length").textContent = `${last - first + 1} words`;
      this.q(".pq-cuts").hidden = true;
    }
  }

  #times(span) {
    const { first, last } = this.selection;
    const words = first === undefined ? "" : ` · ${last - first + 1} ${last > first ? "words" : "word"}`;
    this.out("length").textContent = `${length(span.end - span.start)}${words} · ${clock(span.start, 1)} to ${clock(span.end, 1)}`;
    this.page.player.cut = span;
    this.page.player.draw();
  }

  async refresh() {
    const selection = this.selection;
    if (!selection || !this.page.id) return;
    const id = this.page.id;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await server.post(`recordings/${id}/passage`, { ...selection, style: this.look.style, shape: this.look.shape }, { signal: this.asked.signal });
      if (this.selection !== selection || this.page.id !== id) return;
      this.answer = answer;
      if (answer.pending) {
        await this.#find(selection);
        return;
      }
      if (!answer.cut) {
        showError(this.q('[data-error="passage"]'), new Error("Most of these words were not found in the recording, so there is nothing to cut."));
      }
      this.#showAnswer();
    } catch (error) {
      if (error.name !== "AbortError" && this.selection === selection) showError(this.q('[data-error="passage"]'), error);
    }
  }

  // Words without a time: have them found, then look again.
  async #find(selection) {
    this.out("length").textContent = `${this.out("length").textContent.split(" · looking")[0]} · looking for them in the recording`;
    let found;
    try {
      found = await this.page.aligning.place(selection.first, selection.last);
    } catch (error) {
      if (this.selection === selection) this.#local();
      throw error;
    }
    if (found && this.selection === selection) {
      this.#local();
      const fresh = { ...selection };
      this.selection = fresh;
      const answer = await server.post(`recordings/${this.page.id}/passage`, { ...fresh, style: this.look.style, shape: this.look.shape });
      if (this.selection !== fresh) return;
      this.answer = answer;
      if (!answer.cut) throw new server.Refused("Most of these words were not found in the recording, so there is nothing to cut.");
      this.#showAnswer();
    }
  }

  // The buttons belong to what the tab shows, and wait until there is something to act on.
  showActions() {
    const { tab, basket } = this.page;
    this.q('[data-actions="clip"]').hidden = tab !== "clip" || !this.selection;
    this.q('[data-actions="basket"]').hidden = tab !== "basket" || !basket.items.length;
    // A card is of one passage; only sound's videos show these too.
    this.q(".pq-named").hidden = tab === "basket" && !!this.page.detail?.video;
    this.out("doubt").textContent = this.answer?.doubt ?? "";
    this.q(".pq-repair").hidden = tab !== "clip" || (!this.selection && !this.repair.isChanged);
    for (const name of ["preview", "add", "export"]) this.q(`[data-do="${name}"]`).disabled = !this.span;
    this.q('[data-do="card"]').disabled = !this.span || this.selection.first === undefined;
  }

  get span() {
    if (!this.answer?.cut) return null;
    const { nudge_in = 0, nudge_out = 0 } = this.selection;
    const start = Math.max(0, this.answer.cut.start + nudge_in);
    return { start, end: Math.min(this.page.player.duration, Math.max(start + 0.05, this.answer.cut.end + nudge_out)) };
  }

  #showAnswer() {
    const span = this.span;
    this.q(".pq-cuts").hidden = !span;
    this.showActions();
    if (!span) return;
    this.#times(span);
    this.cuts.in.show(span.start);
    this.cuts.out.show(span.end);
    this.#showCues();
  }

  #showCues() {
    const on = this.look.kind === "video";
    this.page.player.setCues(on && this.answer ? this.answer.cues : [], this.choices?.looks[this.look.style] ?? null, this.answer?.safe);
  }

  redraw() {
    this.cuts.in.draw();
    this.cuts.out.draw();
  }

  moveEdge(edge, time) {
    const span = this.span;
    if (!span) return;
    if (edge === "in") this.selection = { ...this.selection, nudge_in: Math.max(0, Math.min(time, span.end - 0.05)) - this.answer.cut.start };
    else this.selection = { ...this.selection, nudge_out: Math.min(this.page.player.duration, Math.max(time, span.start + 0.05)) - this.answer.cut.end };
    this.#showAnswer();
  }

  settleEdge() {
    this.page.keep();
  }

  playEdge(edge) {
    const span = this.span;
    if (!span) return;
    if (edge === "in") this.page.player.play(span.start, Math.min(span.end, span.start + 1.5));
    else this.page.player.play(Math.max(span.start, span.end - 1.5), span.end);
  }

  preview() {
    const span = this.span;
    if (span) this.page.player.play(span.start, span.end);
  }

  // ---- export

  get item() {
    const { first, last } = this.selection;
    return { first, last, ...this.span, text: first === undefined ? "" : this.page.transcript.quote(first, last) };
  }

  #wire() {
    const act = {
      preview: () => this.preview(),
      add: () => this.page.basket.add(),
      export: () => this.exportChosen(),
      card: () => this.page.exports.card(this.item),
    };
    for (const [name, step] of Object.entries(act)) this.q(`[data-do="${name}"]`).addEventListener("click", step);
    this.q('[data-in="style"]').addEventListener("change", (event) => this.setLook({ style: event.target.value }));
    this.q('[data-in="format"]').addEventListener("change", (event) => {
      this.setLook({ format: { ...this.look.format, [this.look.kind]: event.target.value } });
    });
    this.q(".pq-repair").addEventListener("toggle", (event) => event.target.open && this.repair.show());
  }

  exportChosen() {
    if (this.span) this.page.exports.start([this.item]);
  }
}

export function options(select, entries) {
  select.replaceChildren(
    ...entries.map(([value, text]) => {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = text;
      return option;
    }),
  );
}

function segments(holder, name, entries, choose) {
  holder.replaceChildren(
    ...Object.entries(entries).map(([value, text]) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "radio";
      input.name = `pq-${name}`;
      input.value = value;
      input.addEventListener("change", () => choose(value));
      label.append(input, text);
      return label;
    }),
  );
}
