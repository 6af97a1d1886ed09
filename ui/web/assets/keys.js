// The keyboard, everywhere but in fields.

/**
 * @import { Page } from "./page.js"
 * @import { Words } from "./words.js"
 */

import { moveEdge } from "./selection.js";

// Radio buttons and summaries keep only the keys that they need themselves.
const LEAVE = 'input:not([type="radio"]), textarea, select, [contenteditable], dialog';
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const RADIO = [" ", ...ARROWS];

/** @param {Page} page */
export function listenToKeys(page) {
  const { transcript, player, clip, store } = page;
  /** @type {number | undefined} Where a selection by keys began. */
  let anchor;

  const chosen = () => {
    const { selection } = store.state;
    return selection?.first === undefined ? null : selection;
  };

  /**
   * @param {number} i
   * @param {boolean} extend
   */
  const to = (i, extend) => {
    const { words, cursor } = store.state;
    if (!words) return;
    i = Math.max(0, Math.min(words.count - 1, i));
    page.root.classList.add("pq-keys");
    if (extend) {
      if (anchor === undefined || !chosen()) anchor = cursor;
      page.select(Math.min(anchor, i), Math.max(anchor, i), true);
    } else anchor = undefined;
    store.change({ cursor: i });
    transcript.show(i);
    const start = words.start[i];
    if (!extend && player.paused && start >= 0) player.seek(start / 1000);
    page.say(describe(words, i));
  };

  /** The word that keys act on: the cursor, else the word spoken now. */
  const here = () => {
    const { words, cursor } = store.state;
    return cursor >= 0 ? cursor : Math.max(0, words?.at(player.time) ?? 0);
  };

  /** @param {"in" | "out"} edge */
  const mark = (edge) => {
    const { words, cursor } = store.state;
    if (!words) return;
    const isUntimed = player.paused && cursor >= 0 && words.start[cursor] < 0;
    const now = isUntimed ? cursor : Math.max(0, words.at(player.time + 0.02));
    const old = chosen();
    if (edge === "in") page.select(now, Math.max(now, old?.last ?? now), true);
    else page.select(old && old.first <= now ? old.first : now, now, true);
  };

  /**
   * @param {"in" | "out"} edge
   * @param {number} by Seconds.
   */
  const nudge = (edge, by) => {
    const { span } = clip;
    if (span) store.change({ selection: moveEdge(store.state, edge, (edge === "in" ? span.start : span.end) + by) });
  };

  /** @param {number} by */
  const sideways = (by) => (store.state.cursor < 0 ? here() : store.state.cursor + by);

  const paragraph = () => {
    const { words } = store.state;
    return words ? words.paragraphs[words.paragraphOf[here()]] : { first: 0, stop: 1 };
  };

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const keys = {
    " ": () => player.toggle(),
    k: () => player.toggle(),
    j: () => player.seek(player.time - 5),
    l: () => player.seek(player.time + 5),
    i: () => mark("in"),
    o: () => mark("out"),
    p: () => clip.preview(),
    e: () => page.exportChosen(),
    "/": () => page.finder.focus(),
    "?": () => page.help(),
    "[": () => nudge("in", -0.01),
    "{": () => nudge("in", 0.01),
    "]": () => nudge("out", -0.01),
    "}": () => nudge("out", 0.01),
    F2: () => page.editor.open(),
    Enter: () => page.basket.add(),
    Escape: () => page.unselect(),
    ArrowLeft: (event) => to(sideways(-1), event.shiftKey),
    ArrowRight: (event) => to(sideways(1), event.shiftKey),
    ArrowUp: (event) => to(transcript.vertical(here(), -1), event.shiftKey),
    ArrowDown: (event) => to(transcript.vertical(here(), 1), event.shiftKey),
    Home: (event) => to(paragraph().first, event.shiftKey),
    End: (event) => to(paragraph().stop - 1, event.shiftKey),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey) return;
    if (!store.state.words || page.root.querySelector("dialog[open]")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(LEAVE)) return;
    if (event.ctrlKey || event.metaKey) {
      const way = event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo";
      if (!["z", "y"].includes(event.key.toLowerCase())) return;
      void page.step(way);
      event.preventDefault();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const step = keys[key];
    if (!step || keepsFor(target, key)) return;
    step(event);
    event.preventDefault();
  });
}

/**
 * Whether the element that has the focus needs this key itself.
 *
 * @param {Element} target
 * @param {string} key
 */
function keepsFor(target, key) {
  if (target instanceof HTMLInputElement && target.type === "radio") return RADIO.includes(key);
  return !!target.closest("summary, button, a") && (key === " " || key === "Enter");
}

/**
 * @param {Words} words
 * @param {number} i
 */
function describe(words, i) {
  /** @type {Record<string, string>} */
  const states = { a: ", not said in the recording", e: ", time estimated", n: ", not aligned yet" };
  return words.text(i) + (states[words.status[i]] ?? "");
}
