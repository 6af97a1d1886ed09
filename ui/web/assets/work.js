// What work looks like: a bar, a line, a card with what came of it.

/** @import { JobAnswer } from "../schemas/contract" */

import { button, find, make } from "./dom.js";
import { course } from "./format.js";
import * as server from "./server.js";

export class Progress {
  /** @param {HTMLElement} bar */
  constructor(bar) {
    this.bar = bar;
    this.fill = find(bar, "i", HTMLElement);
  }

  /** @param {JobAnswer} job */
  show(job) {
    const share = job.fraction;
    const blind = job.state === "running" && !share;
    this.bar.toggleAttribute("data-waiting", job.state === "waiting" || blind);
    this.fill.style.width = blind ? "" : `${share * 100}%`;
    this.bar.setAttribute("aria-valuenow", String(Math.floor(share * 100)));
  }
}

/**
 * A card for one piece of work: its name, how far it is, a button to stop it.
 *
 * @param {string} title
 * @param {() => void} stop
 */
function workCard(title, stop) {
  const text = make("span", { role: "status", textContent: title });
  const line = make("div", { className: "pq-line" }, text, button("Stop", "pq-link", stop));
  const bar = make("div", { className: "pq-bar", role: "progressbar", ariaValueMin: "0", ariaValueMax: "100", ariaLabel: title }, make("i"));
  return { card: make("div", {}, line, bar), text, bar: new Progress(bar) };
}

/**
 * Follow a job in a card of its own. Answers its last snapshot.
 *
 * @param {HTMLElement} holder
 * @param {string} title
 * @param {JobAnswer} job
 * @param {() => boolean} isWanted
 */
export async function followInCard(holder, title, job, isWanted) {
  const { card, text, bar } = workCard(title, () => void server.cancel(job));
  holder.prepend(card);
  const end = await server.watch(
    job,
    (now) => {
      bar.show(now);
      text.textContent = `${title} · ${course(now)}`;
    },
    isWanted,
  );
  card.remove();
  return end;
}
