// The selected words beside the cut: a click strikes one out of the clip, another puts it back.

/**
 * @import { Bench } from "./state.js"
 * @import { ChosenWords } from "./selection.js"
 * @import { Words } from "./words.js"
 */

import { find, make, out } from "./dom.js";
import { sentence } from "./format.js";
import { struckOf, withStruck } from "./selection.js";

const MOST = 600; // words that can be struck one by one; a longer passage is shown as plain text

export class Strikes {
  /** @type {(readonly number[])[]} What was struck before each change of this selection. */
  #done = [];
  /** @type {(readonly number[])[]} */
  #undone = [];
  /** @type {{ words: Words, first: number, last: number } | null} What is drawn as words. */
  #drawn = null;

  /** @param {Bench} bench */
  constructor({ root, store, say }) {
    this.store = store;
    this.say = say;
    this.quote = out(root, "quote");
    this.warning = out(root, "lost");
    this.listen = out(root, "listen");
    this.fillers = find(root, '[data-do="strike-fillers"]', HTMLButtonElement);
    this.fillers.addEventListener("click", () => this.#strikeFillers());
    this.quote.addEventListener("click", (event) => this.#click(event));
    this.quote.addEventListener("keydown", (event) => this.#key(event));
    store.on(["selection"], ({ selection }, before) => {
      if (selection?.first === before.selection?.first && selection?.last === before.selection?.last) return;
      this.#forget();
    });
    store.on(["words", "basket", "recording"], () => this.#forget());
    store.on(["selection", "selecting", "passage", "words"], () => this.#draw());
  }

  #forget() {
    this.#done = [];
    this.#undone = [];
  }

  /** @returns {ChosenWords | null} */
  get #chosen() {
    const { selection } = this.store.state;
    return selection && selection.first !== undefined ? selection : null;
  }

  /** @param {readonly number[]} struck */
  #put(struck) {
    const chosen = this.#chosen;
    if (chosen) this.store.change({ selection: withStruck(chosen, struck) });
  }

  /**
   * @param {readonly number[]} struck
   * @param {string} said
   */
  #change(struck, said) {
    const chosen = this.#chosen;
    const { words } = this.store.state;
    if (!chosen || !words) return;
    const gone = new Set(struck);
    if (!words.spoken(chosen.first, chosen.last).some((i) => !gone.has(i))) {
      this.say("The last word of a passage cannot be struck");
      return;
    }
    this.#done.push(struckOf(chosen));
    this.#undone = [];
    this.#put(struck);
    this.say(said);
  }

  /**
   * Take the last strike back, or make it again. Answers whether there was one.
   *
   * @param {"undo" | "redo"} way
   */
  step(way) {
    const [from, to] = way === "undo" ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const struck = from.pop();
    const chosen = this.#chosen;
    if (!struck || !chosen) return false;
    to.push(struckOf(chosen));
    this.#put(struck);
    this.say(way === "undo" ? "Strike: undone" : "Strike: made again");
    return true;
  }

  /** @param {readonly number[]} numbers Words to strike, or to put back where all of them are struck. */
  toggle(numbers) {
    const chosen = this.#chosen;
    const { words } = this.store.state;
    if (!chosen || !words || !numbers.length) return;
    const struck = new Set(struckOf(chosen));
    const isBack = numbers.every((i) => struck.has(i));
    for (const i of numbers) isBack ? struck.delete(i) : struck.add(i);
    this.#change([...struck], `${words.quote(numbers[0], numbers[numbers.length - 1])}: ${isBack ? "back in the clip" : "struck"}`);
  }

  #strikeFillers() {
    const chosen = this.#chosen;
    if (!chosen) return;
    const fillers = this.#openFillers();
    this.#change([...struckOf(chosen), ...fillers], `${fillers.length} struck`);
  }

  #openFillers() {
    const chosen = this.#chosen;
    const struck = new Set(chosen ? struckOf(chosen) : []);
    const { passage } = this.store.state;
    return (passage?.fillers ?? []).filter((i) => !struck.has(i) && chosen && i >= chosen.first && i <= chosen.last);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    // Words that are being selected are not clicked.
    if (!getSelection()?.isCollapsed) return;
    const word = wordOf(event.target);
    if (word < 0) return;
    this.#focus(word);
    this.toggle([word]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const word = wordOf(event.target);
    const { key } = event;
    if (key === "Delete" || key === "Backspace") {
      const marked = this.#marked();
      this.toggle(marked.length ? marked : word < 0 ? [] : [word]);
      getSelection()?.removeAllRanges();
    } else if (word < 0) return;
    else if (key === "Enter" || key === " ") this.toggle([word]);
    else if (key === "ArrowLeft" || key === "ArrowRight") this.#step(word, key === "ArrowLeft" ? -1 : 1);
    else return;
    event.preventDefault();
  }

  /** The words that are marked with the mouse in the quote. */
  #marked() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return [];
    return [...this.quote.querySelectorAll("[data-word]")]
      .filter((element) => selection.containsNode(element, true))
      .map((element) => wordOf(element));
  }

  /**
   * @param {number} word
   * @param {number} by
   */
  #step(word, by) {
    const all = [...this.quote.querySelectorAll("[data-word]")].map((element) => wordOf(element));
    const next = all[all.indexOf(word) + by];
    if (next !== undefined) this.#focus(next);
  }

  /** @param {number} word */
  #focus(word) {
    for (const element of this.quote.querySelectorAll("[data-word]")) {
      const isHere = wordOf(element) === word;
      if (!(element instanceof HTMLElement)) continue;
      element.tabIndex = isHere ? 0 : -1;
      if (isHere) element.focus();
    }
  }

  #draw() {
    const { words, selecting, passage } = this.store.state;
    const chosen = this.#chosen;
    const isCut = chosen && struckOf(chosen).length;
    tell(this.warning, isCut ? passage?.warning : null);
    tell(this.listen, isCut ? passage?.listen : null);
    const open = this.#openFillers().length;
    this.fillers.hidden = !open;
    this.fillers.textContent = open === 1 ? "Strike 1 filler" : `Strike ${open} fillers`;
    if (!words || !chosen) {
      this.#drawn = null;
      return;
    }
    const { first, last } = chosen;
    const isPlain = selecting || last - first >= MOST;
    const drawn = this.#drawn;
    if (isPlain) {
      this.#drawn = null;
      this.quote.textContent = words.quote(first, last);
    } else if (!drawn || drawn.words !== words || drawn.first !== first || drawn.last !== last) {
      this.#drawn = { words, first, last };
      this.quote.replaceChildren(...words.parts(first, last).map(([text, i]) => (i < 0 ? text : element(text, i))));
      this.quote.querySelector("[data-word]")?.setAttribute("tabindex", "0");
    }
    const struck = new Set(struckOf(chosen));
    for (const word of this.quote.querySelectorAll("[data-word]")) {
      word.setAttribute("aria-pressed", String(struck.has(wordOf(word))));
    }
  }
}

/**
 * @param {HTMLElement} line
 * @param {string | null | undefined} text
 */
function tell(line, text) {
  line.textContent = text ? sentence(text) : "";
  line.hidden = !text;
}

/**
 * @param {string} text
 * @param {number} i
 */
function element(text, i) {
  const word = make("span", { className: "pq-word", textContent: text, role: "button", tabIndex: -1, title: "Strike it out of the clip, or put it back" });
  word.dataset.word = String(i);
  return word;
}

/**
 * @param {EventTarget | null} target
 * @returns {number} -1 beside the words.
 */
function wordOf(target) {
  const word = target instanceof Element ? target.closest("[data-word]") : null;
  return word instanceof HTMLElement ? Number(word.dataset.word) : -1;
}
