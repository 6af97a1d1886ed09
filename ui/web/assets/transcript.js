// The transcript pane: draws the text as written, and knows where each word is on the screen.
//
// A paragraph is a few text nodes, never an element per word: 20,000 words stay fluid. What a word
// looks like is painted by the CSS Custom Highlight API over ranges.

import { clock, length } from "./time.js";

const LOW = 50; // per cent of confidence under which a word is marked

export class Transcript extends EventTarget {
  constructor(root) {
    super();
    this.root = root;
    this.words = null;
    this.handles = { in: handle("in"), out: handle("out") };
    this.ring = document.createElement("div");
    this.ring.className = "pq-cursor";
    new ResizeObserver(() => this.place()).observe(root);
  }

  get count() {
    return this.words ? this.words.at.length : 0;
  }

  // ---- drawing

  show(words) {
    this.words = words;
    const n = words.at.length;
    this.paragraphOf = new Int32Array(n);
    this.pieceOf = new Int32Array(n);
    this.pieces = []; // { node, first, stop, base }
    this.pieceOfNode = new WeakMap();
    this.elements = [];
    this.times = [];
    const before = this.#unscriptedAfter();
    const all = document.createDocumentFragment();
    if (before.has(-1)) all.append(this.#lonely(before.get(-1)));
    words.paragraphs.forEach((paragraph, number) => {
      const element = document.createElement("p");
      element.dataset.p = number;
      element.dir = "auto";
      const time = document.createElement("button");
      time.type = "button";
      time.className = "pq-time";
      time.tabIndex = -1;
      element.append(time);
      this.times.push(time);
      this.#fill(element, paragraph, number, before);
      this.elements.push(element);
      all.append(element);
    });
    this.root.replaceChildren(this.ring, this.handles.in, this.handles.out, all);
    this.paintTimes();
  }

  // Break a paragraph at its label's end and where unscripted speech stands between its words.
  #fill(element, paragraph, number, unscripted) {
    const { at, length: size, role } = this.words;
    let first = paragraph.first;
    const close = (stop, label) => {
      if (stop <= first) return;
      const base = first === paragraph.first ? 0 : at[first - 1] + size[first - 1];
      const end = at[stop - 1] + size[stop - 1];
      const node = document.createTextNode(paragraph.text.slice(base, end));
      const piece = { node, first, stop, base };
      for (let i = first; i < stop; i++) {
        this.pieceOf[i] = this.pieces.length;
        this.paragraphOf[i] = number;
      }
      this.pieceOfNode.set(node, this.pieces.length);
      this.pieces.push(piece);
      if (label) {
        const span = document.createElement("span");
        span.className = "pq-label";
        span.append(node);
        element.append(span);
      } else element.append(node);
      first = stop;
    };
    for (let i = paragraph.first; i < paragraph.stop; i++) {
      const label = role[i] === "k";
      if (i > first && label !== (role[i - 1] === "k")) close(i, !label);
      if (unscripted.has(i)) {
        close(i + 1, label);
        for (const stretch of unscripted.get(i)) element.append(this.#chip(stretch));
      }
    }
    close(paragraph.stop, role[paragraph.stop - 1] === "k");
  }

  #unscriptedAfter() {
    const found = new Map();
    for (const stretch of this.words.unscripted) {
      if (!found.has(stretch.after)) found.set(stretch.after, []);
      found.get(stretch.after).push(stretch);
    }
    return found;
  }

  #chip(stretch) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "pq-unscripted";
    chip.textContent = `${length(stretch.end - stretch.start)} not in the transcript`;
    chip.title = stretch.text ? `Heard: ${stretch.text}` : "Speech that the transcript does not have";
    chip.setAttribute("aria-pressed", "false");
    chip.addEventListener("click", (event) => {
      event.stopPropagation();
      this.dispatchEvent(new CustomEvent("stretch", { detail: stretch }));
    });
    chip.dataset.start = stretch.start;
    return chip;
  }

  #lonely(stretches) {
    const element = document.createElement("p");
    for (const stretch of stretches) element.append(this.#chip(stretch));
    return element;
  }

  // What depends on times and statuses: margins, marks and the order in which words are spoken.
  paintTimes() {
    const { start, status, confidence, role, paragraphs } = this.words;
    paragraphs.forEach((paragraph, number) => {
      let t = -1;
      for (let i = paragraph.first; i < paragraph.stop && t < 0; i++) t = start[i];
      const text = t < 0 ? "" : clock(t / 1000);
      const time = this.times[number];
      if (time.textContent !== text) time.textContent = text;
      if (text) time.setAttribute("aria-label", `Play from ${text}`);
      time.hidden = !text;
      time.dataset.ms = t;
    });
    const runs = { "pq-absent": [], "pq-estimated": [], "pq-low": [], "pq-faint": [] };
    const kind = (i) => {
      if (role[i] === "k") return null;
      if (role[i] !== "s" && start[i] < 0) return "pq-faint";
      if (status[i] === "a") return "pq-absent";
      if (status[i] === "e") return "pq-estimated";
      if (start[i] >= 0 && confidence[i] < LOW) return "pq-low";
      return null;
    };
    let from = 0;
    for (let i = 1; i <= this.count; i++) {
      const k = kind(from);
      if (i < this.count && kind(i) === k && this.paragraphOf[i] === this.paragraphOf[from]) continue;
      if (k) runs[k].push([from, i - 1]);
      from = i;
    }
    for (const [name, list] of Object.entries(runs)) this.mark(name, list);
    this.marksShown = Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, list.length]));
    this.spoken = [];
    for (let i = 0; i < this.count; i++) if (start[i] >= 0) this.spoken.push(i);
    this.spoken.sort((a, b) => start[a] - start[b]);
    this.place();
  }

  // New times for words from `first` on; `times` has columns as the document has.
  setTimes(first, times) {
    const w = this.words;
    for (let i = 0; i < times.start.length; i++) {
      w.start[first + i] = times.start[i];
      w.end[first + i] = times.end[i];
      w.confidence[first + i] = times.confidence[i];
    }
    w.status = w.status.slice(0, first) + times.status + w.status.slice(first + times.status.length);
    this.paintTimes();
  }

  // ---- words and places

  text(i) {
    const paragraph = this.words.paragraphs[this.paragraphOf[i]];
    return paragraph.text.slice(this.words.at[i], this.words.at[i] + this.words.length[i]);
  }

  quote(first, last) {
    const out = [];
    for (let p = this.paragraphOf[first]; p <= this.paragraphOf[last]; p++) {
      const paragraph = this.words.paragraphs[p];
      const a = Math.max(first, paragraph.first);
      const b = Math.min(last, paragraph.stop - 1);
      out.push(paragraph.text.slice(this.words.at[a], this.words.at[b] + this.words.length[b]));
    }
    return out.join("\n\n");
  }

  // Seconds from the first to the last timed word of a run, or null.
  span(first, last) {
    let start = -1;
    let end = -1;
    for (let i = first; i <= last; i++) {
      if (this.words.start[i] < 0) continue;
      if (start < 0) start = this.words.start[i];
      end = Math.max(end, this.words.end[i]);
    }
    return start < 0 ? null : { start: start / 1000, end: end / 1000 };
  }

  ranges(first, last) {
    const { at, length: size } = this.words;
    const found = [];
    for (let i = first; i <= last; ) {
      const piece = this.pieces[this.pieceOf[i]];
      const end = Math.min(last, piece.stop - 1);
      const range = new Range();
      range.setStart(piece.node, at[i] - piece.base);
      range.setEnd(piece.node, at[end] + size[end] - piece.base);
      found.push(range);
      i = end + 1;
    }
    return found;
  }

  mark(name, runs) {
    if (!CSS.highlights) return;
    if (!runs.length) {
      CSS.highlights.delete(name);
      return;
    }
    const highlight = new Highlight();
    for (const [first, last] of runs) for (const range of this.ranges(first, last)) highlight.add(range);
    highlight.priority = ["pq-faint", "pq-absent", "pq-hit", "pq-sel", "pq-hit-now", "pq-now"].indexOf(name) + 1;
    CSS.highlights.set(name, highlight);
  }

  wordAt(x, y) {
    let node;
    let offset;
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      if (!caret) return -1;
      [node, offset] = [caret.offsetNode, caret.offset];
    } else {
      const range = document.caretRangeFromPoint(x, y);
      if (!range) return -1;
      [node, offset] = [range.startContainer, range.startOffset];
    }
    const known = this.pieceOfNode.get(node);
    if (known === undefined) {
      const element = node.nodeType === 1 ? node : node.parentElement;
      const p = element?.closest?.("p[data-p]");
      return p && this.root.contains(p) ? this.words.paragraphs[+p.dataset.p].first : -1;
    }
    const piece = this.pieces[known];
    const place = piece.base + offset;
    let low = piece.first;
    let high = piece.stop - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.words.at[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  rect(i, last = false) {
    const rects = this.ranges(i, i)[0].getClientRects();
    return rects[last ? rects.length - 1 : 0];
  }

  // The word being spoken at this time, or the last one before it; -1 before the first.
  at(seconds) {
    const ms = seconds * 1000;
    let low = 0;
    let high = this.spoken.length - 1;
    let found = -1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.words.start[this.spoken[middle]] <= ms) {
        found = this.spoken[middle];
        low = middle + 1;
      } else high = middle - 1;
    }
    return found;
  }

  // The word on the line above or below, as near as can be under the same place.
  vertical(i, direction) {
    const rect = this.rect(i);
    if (!rect) return i;
    const x = rect.left + rect.width / 2;
    const step = parseFloat(getComputedStyle(this.root).lineHeight);
    for (let n = 1; n <= 4; n++) {
      this.reveal(i, true);
      const now = this.rect(i);
      const found = this.wordAt(x, now.top + now.height / 2 + direction * step * n * 0.8);
      if (found >= 0 && (direction > 0 ? found > i : found < i)) return found;
    }
    return Math.max(0, Math.min(this.count - 1, i + direction));
  }

  reveal(i, gently = false) {
    const element = this.elements[this.paragraphOf[i]];
    const box = this.root.getBoundingClientRect();
    let rect = this.rect(i);
    if (gently && rect && rect.top > box.top + 40 && rect.bottom < box.bottom - 60) return;
    // Far paragraphs have only an estimated height until they are near: go there, then look.
    const far = element.getBoundingClientRect();
    if (far.bottom < box.top || far.top > box.bottom) {
      this.root.scrollTop += far.top - box.top - box.height / 3;
    }
    rect = this.rect(i) || element.getBoundingClientRect();
    this.root.scrollTop += rect.top - box.top - box.height / 3;
  }

  // ---- selection, cursor

  select(first, last) {
    this.first = first;
    this.last = last;
    this.mark("pq-sel", first < 0 ? [] : [[first, last]]);
    this.place();
  }

  moveCursor(i) {
    this.cursor = i;
    this.place();
  }

  place() {
    if (!this.words) return;
    const box = this.root.getBoundingClientRect();
    const put = (element, rect, x) => {
      element.style.left = `${x - box.left + this.root.scrollLeft}px`;
      element.style.top = `${rect.top - box.top + this.root.scrollTop}px`;
      element.style.height = `${rect.height}px`;
    };
    const chosen = this.first >= 0 && this.first < this.count && this.last < this.count;
    for (const edge of ["in", "out"]) {
      const element = this.handles[edge];
      const rect = chosen && this.rect(edge === "in" ? this.first : this.last, edge === "out");
      element.hidden = !rect || !rect.width;
      if (!element.hidden) put(element, rect, edge === "in" ? rect.left : rect.right);
    }
    const rect = this.cursor >= 0 && this.cursor < this.count && this.rect(this.cursor);
    this.ring.hidden = !rect || !rect.width;
    if (!this.ring.hidden) {
      put(this.ring, { top: rect.top - 2, height: rect.height + 4 }, rect.left - 4);
      this.ring.style.width = `${rect.width + 8}px`;
    }
  }

  first = -1;
  last = -1;
  cursor = -1;
  spoken = [];
  marksShown = {};
}

function handle(edge) {
  const element = document.createElement("div");
  element.className = "pq-handle";
  element.dataset.edge = edge;
  element.hidden = true;
  return element;
}
