// The transcript pane: draws the text as written, and knows where each word is on the screen.
//
// How a word looks is painted by the CSS Custom Highlight API over ranges.

/**
 * @import { UnscriptedStretch } from "../schemas/contract"
 * @import { Bench, State } from "./state.js"
 */

import { find, make } from "./dom.js";
import { clock } from "./format.js";
import { Pieces, paint } from "./pieces.js";

const SHOWN = 3000; // hits marked in the text
const REST = 3500; // ms after somebody moved the text in which it does not follow

/** @typedef {{ left: number, top: number, right: number, bottom: number, width: number, height: number }} Rect */

export class Transcript {
  /** @type {Pieces | null} */
  #pieces = null;
  #handles = { in: handle("in"), out: handle("out") };
  #ring = make("div", { className: "pq-cursor" });
  /** What lies over the text and scrolls with it; it stays when the text is drawn anew. */
  layer = make("div", { className: "pq-layer" }, this.#ring, this.#handles.in, this.#handles.out);

  /**
   * @param {Bench} bench
   * @param {{ stretch: (stretch: UnscriptedStretch) => void, isPlaying: () => boolean }} on
   */
  constructor({ root, store }, on) {
    this.root = find(root, ".pq-text", HTMLElement);
    this.store = store;
    this.on = on;
    store.on(["words"], (state, before) => this.#words(state, before));
    store.on(["selection", "cursor"], (state) => {
      const { selection } = state;
      const chosen = this.#pieces && selection?.first !== undefined;
      paint("pq-sel", chosen ? [[selection.first, selection.last]] : [], this.#pieces);
      this.place();
    });
    store.on(["search"], (state, before) => this.#hits(state, before));
    store.on(["spoken"], (state) => this.#spoken(state));
    for (const kind of ["wheel", "touchmove"]) {
      this.root.addEventListener(kind, () => store.change({ scrolledAt: Date.now() }), { passive: true });
    }
    new ResizeObserver(() => this.place()).observe(this.root);
    addEventListener("resize", () => this.place());
  }

  get words() {
    return this.store.state.words;
  }

  // ---- drawing

  /**
   * @param {State} state
   * @param {State} before
   */
  #words({ words, recording }, before) {
    if (!words) {
      this.#pieces = null;
      this.root.replaceChildren(this.layer);
      return;
    }
    if (!this.#pieces || words.paragraphs !== before.words?.paragraphs) {
      const scroll = recording === before.recording ? this.root.scrollTop : 0;
      this.#pieces = new Pieces(words, this.on.stretch);
      // The layer is not moved: whoever writes in its form would lose the focus.
      if (this.layer.parentElement !== this.root) this.root.replaceChildren(this.layer);
      while (this.root.lastChild !== this.layer) this.root.lastChild?.remove();
      this.root.append(this.#pieces.content);
      this.root.scrollTop = scroll;
    }
    words.paragraphs.forEach((_, number) => this.#time(number, words.timeOf(number)));
    for (const [name, runs] of Object.entries(words.runs())) paint(name, runs, this.#pieces);
    this.place();
  }

  /**
   * @param {number} paragraph
   * @param {number} ms
   */
  #time(paragraph, ms) {
    const time = this.#pieces?.times[paragraph];
    if (!time) return;
    const text = ms < 0 ? "" : clock(ms / 1000);
    if (time.textContent !== text) time.textContent = text;
    if (text) time.setAttribute("aria-label", `Play from ${text}`);
    time.hidden = !text;
    time.dataset.ms = String(ms);
  }

  /**
   * @param {State} state
   * @param {State} before
   */
  #hits({ search }, before) {
    const { hits, at } = search;
    if (hits !== before.search.hits) {
      paint("pq-hit", hits.slice(0, SHOWN).map((hit) => [hit.first, hit.last]), this.#pieces);
    }
    const hit = hits[at];
    paint("pq-hit-now", hit ? [[hit.first, hit.last]] : [], this.#pieces);
  }

  /** @param {State} state */
  #spoken({ spoken, follow, scrolledAt }) {
    paint("pq-now", spoken < 0 ? [] : [[spoken, spoken]], this.#pieces);
    if (spoken >= 0 && follow && this.on.isPlaying() && Date.now() - scrolledAt > REST) this.reveal(spoken, true);
  }

  // ---- words and places

  /**
   * The word under a point of the window; -1 when there is none.
   *
   * @param {number} x
   * @param {number} y
   */
  wordAt(x, y) {
    const place = caretAt(x, y);
    if (!place || !this.#pieces || !this.words) return -1;
    const found = this.#pieces.wordIn(place.node, place.offset);
    if (found >= 0) return found;
    const element = place.node instanceof Element ? place.node : place.node.parentElement;
    const p = element?.closest("p[data-p]");
    return p instanceof HTMLElement && this.root.contains(p) ? this.words.paragraphs[Number(p.dataset.p)].first : -1;
  }

  /**
   * Where the first (or last) line of a word is in the window.
   *
   * @param {number} i
   * @param {boolean} last
   * @returns {Rect | undefined}
   */
  rect(i, last = false) {
    const rects = this.#pieces?.ranges(i, i)[0]?.getClientRects();
    return rects?.[last ? rects.length - 1 : 0];
  }

  /**
   * The word on the line above or below, as near as can be under the same place.
   *
   * @param {number} i
   * @param {1 | -1} direction
   */
  vertical(i, direction) {
    const rect = this.rect(i);
    if (!rect) return i;
    const x = rect.left + rect.width / 2;
    const step = parseFloat(getComputedStyle(this.root).lineHeight);
    for (let n = 1; n <= 4; n++) {
      this.reveal(i, true);
      const now = this.rect(i) ?? rect;
      const found = this.wordAt(x, now.top + now.height / 2 + direction * step * n * 0.8);
      if (found >= 0 && (direction > 0 ? found > i : found < i)) return found;
    }
    return Math.max(0, Math.min((this.words?.count ?? 1) - 1, i + direction));
  }

  /**
   * Bring a word into view.
   *
   * @param {number} i
   * @param {boolean} gently Not when it is in view.
   */
  reveal(i, gently = false) {
    const element = this.words && this.#pieces?.elements[this.words.paragraphOf[i]];
    if (!element) return;
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

  /**
   * Bring a word that somebody asked for into view, where the window itself is scrolled as well.
   *
   * @param {number} i
   */
  show(i) {
    this.reveal(i, true);
    const rect = this.rect(i);
    if (rect && (rect.top < 0 || rect.bottom > innerHeight)) this.root.scrollIntoView({ block: "nearest" });
  }

  // ---- the selection's handles, the cursor's ring

  place() {
    const { words, selection, cursor } = this.store.state;
    if (!words || !this.#pieces) return;
    const [first, last] = selection?.first === undefined ? [-1, -1] : [selection.first, selection.last];
    const chosen = first >= 0 && last < words.count;
    const begin = chosen ? this.rect(first) : undefined;
    const end = chosen ? this.rect(last, true) : undefined;
    this.#put(this.#handles.in, begin, begin?.left ?? 0);
    this.#put(this.#handles.out, end, end?.right ?? 0);
    const rect = cursor >= 0 && cursor < words.count ? this.rect(cursor) : undefined;
    this.#put(this.#ring, rect && { ...box(rect), top: rect.top - 2, height: rect.height + 4 }, (rect?.left ?? 0) - 4);
    if (rect) this.#ring.style.width = `${rect.width + 8}px`;
  }

  /**
   * Put an element of the layer under the last line of these words, within the pane.
   *
   * @param {HTMLElement} element
   * @param {number} first
   * @param {number} last
   */
  putUnder(element, first, last) {
    const [begin, end] = [this.rect(first), this.rect(last, true)];
    if (!begin || !end) return;
    const own = this.root.getBoundingClientRect();
    const widest = this.root.clientWidth - element.offsetWidth - 8;
    const left = end.top > begin.top ? 8 : begin.left - own.left - 8;
    element.style.left = `${Math.max(8, Math.min(left, widest))}px`;
    element.style.top = `${end.bottom - own.top + this.root.scrollTop + 6}px`;
    const over = element.getBoundingClientRect().bottom - own.bottom;
    if (over > 0) this.root.scrollTop += over + 12;
  }

  /**
   * @param {HTMLElement} element
   * @param {Rect | undefined} rect
   * @param {number} x
   */
  #put(element, rect, x) {
    element.hidden = !rect?.width;
    if (!rect?.width) return;
    const own = this.root.getBoundingClientRect();
    element.style.left = `${x - own.left + this.root.scrollLeft}px`;
    element.style.top = `${rect.top - own.top + this.root.scrollTop}px`;
    element.style.height = `${rect.height}px`;
  }
}

/** @param {Rect} rect */
function box({ left, top, right, bottom, width, height }) {
  return { left, top, right, bottom, width, height };
}

/** @param {"in" | "out"} edge */
function handle(edge) {
  const element = make("div", { className: "pq-handle", hidden: true });
  element.dataset.edge = edge;
  return element;
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
