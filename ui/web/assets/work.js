// What work looks like: a bar, a line, an error in the place that caused it.

import { left } from "./time.js";
import * as server from "./server.js";

export function showError(box, error) {
  box.textContent = error ? error.message : "";
  box.hidden = !error;
}

export class Progress {
  constructor(bar) {
    this.bar = bar;
    this.fill = bar.querySelector("i");
  }

  show(job) {
    const share = job.fraction;
    this.bar.toggleAttribute("data-waiting", job.state === "waiting" || (job.state === "running" && !share));
    this.fill.style.width = job.state === "running" && !share ? "" : `${share * 100}%`;
    this.bar.setAttribute("aria-valuenow", Math.floor(share * 100));
  }
}

// A card for one piece of work: what, how far, stop; then what came of it.
export function workCard(title) {
  const card = document.createElement("div");
  const line = document.createElement("div");
  line.className = "pq-line";
  const text = document.createElement("span");
  text.setAttribute("role", "status");
  const side = document.createElement("button");
  side.type = "button";
  side.className = "pq-link";
  side.textContent = "Stop";
  line.append(text, side);
  const bar = document.createElement("div");
  bar.className = "pq-bar";
  bar.setAttribute("role", "progressbar");
  bar.setAttribute("aria-valuemin", "0");
  bar.setAttribute("aria-valuemax", "100");
  bar.setAttribute("aria-label", title);
  bar.append(document.createElement("i"));
  card.append(line, bar);
  text.textContent = title;
  return { card, text, side, bar: new Progress(bar), line };
}

// Follow a job in a card of its own. Answers its last snapshot.
export async function followInCard(holder, title, job, isWanted) {
  const { card, text, side, bar } = workCard(title);
  holder.prepend(card);
  side.addEventListener("click", () => server.cancel(job));
  const end = await server.watch(
    job,
    (now) => {
      bar.show(now);
      const share = now.fraction;
      const tail = { waiting: "waiting", stopping: "stopping" }[now.state] ?? [`${Math.floor(share * 100)} %`, now.left === null ? "" : left(now.left)].filter(Boolean).join(" · ");
      text.textContent = `${title} · ${tail}`;
    },
    isWanted,
  );
  card.remove();
  return end;
}
