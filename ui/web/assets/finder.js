// The search box: words or a time. All hits are marked; Enter walks through them.

import * as server from "./server.js";

const SHOWN = 3000; // hits marked in the text

export class Finder {
  constructor(page) {
    this.page = page;
    this.input = page.q('[data-in="search"]');
    this.count = page.out("count");
    this.hits = [];
    this.at = -1;
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.search(), 90);
    });
    this.input.addEventListener("keydown", (event) => this.#key(event));
    page.q('[data-do="next-hit"]').addEventListener("click", () => this.step(1));
    page.q('[data-do="previous-hit"]').addEventListener("click", () => this.step(-1));
  }

  reset() {
    this.input.value = "";
    this.asked?.abort();
    this.#show([], "");
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  async search() {
    const query = this.input.value.trim();
    clearTimeout(this.waiting);
    this.waiting = null;
    this.asked?.abort();
    if (!query) {
      this.#show([], "");
      return;
    }
    this.asked = new AbortController();
    const id = this.page.id;
    try {
      const answer = await server.post(`recordings/${id}/search`, { query }, { signal: this.asked.signal });
      if (this.page.id !== id || this.input.value.trim() !== query) return;
      this.#show(answer.hits, answer.note, answer.time);
      this.shown = query;
    } catch (error) {
      if (error.name !== "AbortError") this.#show([], error.message);
    }
  }

  #show(hits, note, time) {
    const { transcript, player } = this.page;
    this.hits = hits;
    this.at = -1;
    if (!transcript.words) return;
    transcript.mark("pq-hit", hits.slice(0, SHOWN).map((hit) => [hit.first, hit.last]));
    transcript.mark("pq-hit-now", []);
    player.hits = hits.map((hit) => hit.start).filter((start) => start !== null && start !== undefined);
    if (time !== undefined && time !== null) player.hits = [time];
    player.draw();
    this.time = time;
    this.count.textContent = note;
    if (hits.length) this.#go(this.#nearest(), false);
    // A time is a place in the recording, whether or not somebody's words are known there.
    if (time !== undefined && time !== null) this.#jump(time);
  }

  // As one types, stay near where one reads.
  #nearest() {
    const { transcript } = this.page;
    const box = transcript.root.getBoundingClientRect();
    const top = transcript.wordAt(box.left + box.width / 2, box.top + 40);
    const next = this.hits.findIndex((hit) => hit.first >= top);
    return next < 0 ? 0 : next;
  }

  step(by) {
    if (this.hits.length) this.#go((this.at + by + this.hits.length) % this.hits.length, true);
  }

  #go(at, byHand) {
    const { transcript, player } = this.page;
    const hit = this.hits[at];
    this.at = at;
    transcript.mark("pq-hit-now", [[hit.first, hit.last]]);
    transcript.reveal(hit.first, true);
    transcript.moveCursor(hit.first);
    if (this.hits.length > 1) this.count.textContent = `${at + 1} of ${this.hits.length}`;
    if (byHand) this.page.say(`${at + 1} of ${this.hits.length}: ${transcript.quote(hit.first, hit.last)}`);
    const isTime = this.time !== undefined && this.time !== null;
    if (byHand && isTime) this.#jump(this.time);
    else if (!isTime && player.paused && hit.start !== null) player.seek(hit.start);
  }

  // Playing goes on from there, and the text stays where the time is.
  #jump(time) {
    this.page.scrolledAt = Date.now();
    this.page.player.seek(time);
  }

  async #key(event) {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      if (this.waiting) await this.search();
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      if (this.input.value) this.reset();
      this.page.transcript.root.focus({ preventScroll: true });
      event.preventDefault();
    }
  }
}
