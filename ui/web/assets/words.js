// The transcript's words as the server describes them, and what can be read from them at once.

/** @import { Times, WordsAnswer } from "../schemas/contract" */

const LOW = 50; // per cent of confidence under which a word is marked

/** @typedef {"pq-absent" | "pq-estimated" | "pq-low" | "pq-faint"} Mark */
/** @typedef {[first: number, last: number]} Run */

export class Words {
  /** @param {WordsAnswer} answer */
  constructor(answer) {
    this.answer = answer;
    this.paragraphOf = new Int32Array(answer.at.length);
    answer.paragraphs.forEach((paragraph, number) => this.paragraphOf.fill(number, paragraph.first, paragraph.stop));
    /** Words with a time, in the order in which they are spoken. */
    this.inTime = [...answer.start.keys()].filter((i) => answer.start[i] >= 0);
    this.inTime.sort((a, b) => answer.start[a] - answer.start[b]);
  }

  get count() {
    return this.answer.at.length;
  }

  /** Milliseconds, -1 without a time. */
  get start() {
    return this.answer.start;
  }

  /** Milliseconds, -1 without a time. */
  get end() {
    return this.answer.end;
  }

  /** A letter a word: h heard, p placed, e estimated, a absent, b by hand, n not looked for. */
  get status() {
    return this.answer.status;
  }

  get paragraphs() {
    return this.answer.paragraphs;
  }

  get unscripted() {
    return this.answer.unscripted;
  }

  /** Whether every word has been looked for. */
  get aligned() {
    return this.answer.aligned;
  }

  /**
   * The same words with other times from `first` on.
   *
   * @param {number} first
   * @param {Times} times
   */
  withTimes(first, times) {
    const { answer } = this;
    const stop = first + times.start.length;
    /** @template {string | number[]} T @param {T} old @param {T} now @returns {T} */
    const put = (old, now) => /** @type {T} */ (/** @type {any} */ (old.slice(0, first)).concat(now, old.slice(stop)));
    return new Words({
      ...answer,
      start: put(answer.start, times.start),
      end: put(answer.end, times.end),
      confidence: put(answer.confidence, times.confidence),
      status: put(answer.status, times.status),
    });
  }

  /** @param {number} i */
  text(i) {
    return this.quote(i, i);
  }

  /**
   * The words as written, paragraphs apart by an empty line.
   *
   * @param {number} first
   * @param {number} last
   */
  quote(first, last) {
    const { at, length, paragraphs } = this.answer;
    const out = [];
    for (let p = this.paragraphOf[first]; p <= this.paragraphOf[last]; p++) {
      const paragraph = paragraphs[p];
      const a = Math.max(first, paragraph.first);
      const b = Math.min(last, paragraph.stop - 1);
      out.push(paragraph.text.slice(at[a], at[b] + length[b]));
    }
    return out.join("\n\n");
  }

  /**
   * The words of a run as written and what stands between them, each word with its number where it
   * may be spoken and -1 elsewhere.
   *
   * @param {number} first
   * @param {number} last
   * @returns {[text: string, word: number][]}
   */
  parts(first, last) {
    const { at, length, role, paragraphs } = this.answer;
    /** @type {[string, number][]} */
    const parts = [];
    for (let i = first; i <= last; i++) {
      const { text, first: begin } = paragraphs[this.paragraphOf[i]];
      if (i > first) parts.push([i === begin ? "\n\n" : text.slice(at[i - 1] + length[i - 1], at[i]), -1]);
      parts.push([text.slice(at[i], at[i] + length[i]), role[i] === "s" ? i : -1]);
    }
    return parts;
  }

  /**
   * The words of a run that may be spoken.
   *
   * @param {number} first
   * @param {number} last
   */
  spoken(first, last) {
    const found = [];
    for (let i = first; i <= last; i++) if (this.answer.role[i] === "s") found.push(i);
    return found;
  }

  /**
   * The words as written without those that are struck.
   *
   * @param {number} first
   * @param {number} last
   * @param {readonly number[]} struck
   */
  quoteWithout(first, last, struck) {
    const gone = new Set(struck);
    let quote = "";
    let gap = "";
    for (const [text, i] of this.parts(first, last)) {
      if (gone.has(i)) continue;
      if (i < 0 && !text.trim()) {
        // Of the spaces around a struck word one is left, a new paragraph before all.
        if (text.length > gap.length || !gap) gap = text;
        continue;
      }
      quote += (quote && gap) + text;
      gap = "";
    }
    return quote;
  }

  /**
   * Seconds from the first to the last word of a run that has a time; null when none has.
   *
   * @param {number} first
   * @param {number} last
   */
  span(first, last) {
    let start = Infinity;
    let end = -1;
    for (let i = first; i <= last; i++) {
      if (this.start[i] < 0) continue;
      start = Math.min(start, this.start[i]);
      end = Math.max(end, this.end[i]);
    }
    return end < 0 ? null : { start: start / 1000, end: end / 1000 };
  }

  /**
   * The word that is spoken at this time, or the last before it; -1 before the first.
   *
   * @param {number} seconds
   */
  at(seconds) {
    let [low, high, found] = [0, this.inTime.length - 1, -1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.start[this.inTime[middle]] <= seconds * 1000) {
        found = this.inTime[middle];
        low = middle + 1;
      } else high = middle - 1;
    }
    return found;
  }

  /**
   * The first time that is known in a paragraph, milliseconds; -1 when none is.
   *
   * @param {number} paragraph
   */
  timeOf(paragraph) {
    const { first, stop } = this.paragraphs[paragraph];
    for (let i = first; i < stop; i++) if (this.start[i] >= 0) return this.start[i];
    return -1;
  }

  /**
   * The sentence around a word, within its paragraph and without the speaker's label.
   *
   * @param {number} word
   * @returns {Run}
   */
  sentence(word) {
    const { first: begin, stop } = this.paragraphs[this.paragraphOf[word]];
    /** @param {number} i */
    const ends = (i) => /[.!?…。！？؟।]["'”’»)\]]*$/u.test(this.text(i)) || this.answer.role[i] === "k";
    let [first, last] = [word, word];
    while (first > begin && !ends(first - 1)) first -= 1;
    while (last < stop - 1 && !ends(last)) last += 1;
    return [first, last];
  }

  /**
   * Runs of words that are marked, none beyond its paragraph.
   *
   * @returns {Record<Mark, Run[]>}
   */
  runs() {
    /** @type {Record<Mark, Run[]>} */
    const runs = { "pq-absent": [], "pq-estimated": [], "pq-low": [], "pq-faint": [] };
    let from = 0;
    for (let i = 1; i <= this.count; i++) {
      const mark = this.#mark(from);
      const goesOn = i < this.count && this.#mark(i) === mark && this.paragraphOf[i] === this.paragraphOf[from];
      if (goesOn) continue;
      if (mark) runs[mark].push([from, i - 1]);
      from = i;
    }
    return runs;
  }

  /**
   * @param {number} i
   * @returns {Mark | null}
   */
  #mark(i) {
    const { role, start, status, confidence } = this.answer;
    if (role[i] === "k") return null;
    if (role[i] !== "s" && start[i] < 0) return "pq-faint";
    if (status[i] === "a") return "pq-absent";
    if (status[i] === "e") return "pq-estimated";
    return start[i] >= 0 && confidence[i] < LOW ? "pq-low" : null;
  }
}
