// The picture of the cut: the sound around one edge of the clip, and the edge to be dragged.

import { clock } from "./time.js";
import { colours, fit } from "./player.js";
import * as server from "./server.js";

const AROUND = 0.6; // seconds shown on each side of where the cut was put

export class Cut {
  constructor(root, edge, bench) {
    this.root = root.querySelector(`.pq-cut[data-edge="${edge}"]`);
    this.edge = edge;
    this.bench = bench;
    this.canvas = this.root.querySelector("canvas");
    this.values = [];
    this.#wire();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  // Show the edge at `time`; the picture is fetched only when it would leave the view.
  show(time) {
    this.time = time;
    this.root.querySelector("b").textContent = clock(time, 2);
    this.canvas.setAttribute("aria-valuenow", time.toFixed(2));
    this.canvas.setAttribute("aria-valuetext", clock(time, 2));
    const from = this.from;
    const fits = from !== undefined && this.id === this.bench.id && time > from + 0.15 && time < from + 2 * AROUND - 0.15;
    if (!fits) this.#fetch(time - AROUND);
    this.draw();
  }

  #fetch(from) {
    this.from = from;
    this.id = this.bench.id;
    this.values = [];
    clearTimeout(this.waiting);
    this.waiting = setTimeout(async () => {
      try {
        const answer = await server.get(`recordings/${this.id}/sound?bins=240&start=${from}&end=${from + 2 * AROUND}`);
        if (from === this.from) {
          this.values = answer.values;
          this.draw();
        }
      } catch {
        // The edge can be moved without its picture.
      }
    }, 60);
  }

  draw() {
    if (this.time === undefined) return;
    const [context, width, height] = fit(this.canvas);
    if (!width) return;
    const colour = colours(this.canvas);
    const x = (t) => ((t - this.from) / (2 * AROUND)) * width;
    const at = x(this.time);
    context.fillStyle = colour("mark");
    if (this.edge === "in") context.fillRect(at, 0, width - at, height);
    else context.fillRect(0, 0, at, height);
    this.#drawWords(context, x, width, height, colour);
    const middle = (height - 14) / 2;
    const n = this.values.length;
    for (let i = 0; i < n; i++) {
      const px = (i / n) * width;
      const kept = this.edge === "in" ? px >= at : px <= at;
      context.fillStyle = kept ? colour("ink") : colour("wave");
      const half = Math.max(0.5, (this.values[i] / 255) * (middle - 2));
      context.fillRect(px, middle - half, Math.max(1, width / n - 0.6), half * 2);
    }
    context.fillStyle = colour("accent");
    context.fillRect(at - 1, 0, 2, height);
    context.beginPath();
    context.arc(at, 4, 4, 0, 7);
    context.fill();
  }

  // The words under the sound, so that one sees whose beginning or end it is.
  #drawWords(context, x, width, height, colour) {
    const { transcript } = this.bench;
    const w = transcript.words;
    context.font = `11px ${colour("sans") || "sans-serif"}`;
    context.textBaseline = "bottom";
    let i = transcript.spoken.indexOf(transcript.at(this.from));
    for (i = Math.max(0, i); i < transcript.spoken.length; i++) {
      const word = transcript.spoken[i];
      const [a, b] = [x(w.start[word] / 1000), x(w.end[word] / 1000)];
      if (a > width) break;
      if (b < 0) continue;
      context.fillStyle = colour("control");
      context.fillRect(a + 0.5, height - 15, Math.max(1, b - a - 1), 1.5);
      context.save();
      context.beginPath();
      context.rect(a, height - 14, b - a, 14);
      context.clip();
      context.fillStyle = colour("ink");
      context.fillText(transcript.text(word), Math.max(a, 0) + 2, height - 1);
      context.restore();
    }
  }

  #wire() {
    const move = (event) => {
      const box = this.canvas.getBoundingClientRect();
      this.bench.moveEdge(this.edge, this.from + ((event.clientX - box.left) / box.width) * 2 * AROUND);
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      this.dragging = true;
      move(event);
    });
    this.canvas.addEventListener("pointermove", (event) => this.dragging && move(event));
    this.canvas.addEventListener("pointerup", () => {
      this.dragging = false;
      this.bench.settleEdge();
    });
    this.canvas.addEventListener("keydown", (event) => {
      const sign = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!sign) return;
      this.bench.moveEdge(this.edge, this.time + sign * (event.shiftKey ? 0.1 : 0.01));
      this.bench.settleEdge();
      event.preventDefault();
      event.stopPropagation();
    });
    for (const button of this.root.querySelectorAll("[data-nudge]")) {
      button.addEventListener("click", () => {
        this.bench.moveEdge(this.edge, this.time + Number(button.dataset.nudge));
        this.bench.settleEdge();
      });
    }
    this.root.querySelector(".pq-edge").addEventListener("click", () => this.bench.playEdge(this.edge));
  }
}
