// The player: picture or sound, the line of time below it, captions over it, the crop.

import { Around } from "./around.js";
import { Captions } from "./captions.js";
import { clock } from "./time.js";
import * as server from "./server.js";

export class Player extends EventTarget {
  constructor(root) {
    super();
    this.root = root.querySelector(".pq-player");
    this.screen = root.querySelector(".pq-screen");
    this.media = root.querySelector(".pq-media");
    this.line = root.querySelector(".pq-timeline");
    this.big = root.querySelector(".pq-big-wave");
    this.captions = new Captions(root.querySelector(".pq-caption"));
    this.around = new Around(root.querySelector(".pq-around"), this.media);
    this.crop = root.querySelector(".pq-crop");
    this.window = root.querySelector(".pq-crop-window");
    this.out = (name) => root.querySelector(`[data-out="${name}"]`);
    this.button = root.querySelector('[data-do="play"]');
    this.error = root.querySelector('[data-error="player"]');
    this.#wire();
  }

  wave = [];
  hits = [];
  stretches = [];
  cut = null; // { start, end } drawn as the passage
  stopAt = null;
  duration = 0;
  shape = "source";
  centre = 0.5;
  fit = "crop";

  open(recording) {
    this.id = recording.id;
    this.copying = null;
    this.recording = recording;
    this.duration = recording.duration;
    this.wave = [];
    this.hits = [];
    this.stretches = [];
    this.cut = null;
    this.captions.set([], null);
    this.stopAt = null;
    this.error.hidden = true;
    this.root.dataset.kind = recording.video ? "video" : "audio";
    this.big.hidden = recording.video;
    this.screen.style.setProperty("--pq-ratio", recording.video ? recording.width / recording.height : 1);
    this.media.src = recording.media;
    this.out("duration").textContent = `/ ${clock(recording.duration)}`;
    this.line.setAttribute("aria-valuemax", Math.round(recording.duration));
    this.setShape("source", 0.5, "crop");
    this.#loadWave(recording.id);
    this.draw();
  }

  close() {
    this.id = null;
    this.media.pause();
    this.media.removeAttribute("src");
    this.media.load();
  }

  async #loadWave(id) {
    const wanted = () => this.id === id;
    try {
      let answer = await server.get(`recordings/${id}/sound?bins=1600`);
      if (answer.job) {
        await server.watch(answer.job, () => {}, wanted);
        if (wanted()) answer = await server.get(`recordings/${id}/sound?bins=1600`);
      }
      if (wanted() && answer.values) {
        this.wave = answer.values;
        this.draw();
      }
    } catch {
      // The line of time works without its picture.
    }
  }

  get time() {
    return this.media.currentTime;
  }

  get paused() {
    return this.media.paused;
  }

  seek(seconds) {
    this.stopAt = null;
    this.media.currentTime = Math.max(0, Math.min(this.duration, seconds));
  }

  toggle() {
    this.stopAt = null;
    if (this.media.paused) this.#start();
    else this.media.pause();
  }

  // Play a stretch and stop at its end, to the frame of the screen.
  play(start, end = null) {
    this.media.currentTime = Math.max(0, start);
    this.stopAt = end;
    this.#start();
  }

  #start() {
    this.media.play().catch((error) => {
      if (error.name === "NotSupportedError") this.#cannotPlay();
    });
  }

  // A kind of file that browsers do not play: have a small copy made that they do.
  async #cannotPlay() {
    if (!this.media.getAttribute("src") || this.copying === this.id) return;
    const id = (this.copying = this.id);
    const wanted = () => this.id === id;
    const say = (text) => {
      if (!wanted()) return;
      this.error.textContent = text;
      this.error.hidden = !text;
    };
    const sentence = "This browser does not play this kind of file";
    try {
      const { job } = await server.post(`recordings/${id}/copy`);
      const end = job && (await server.watch(job, (now) => say(`${sentence}; a copy that it plays is being made: ${Math.floor(now.fraction * 100)} %`), wanted));
      if (!wanted()) return;
      if (end && end.state === "failed") throw new Error(end.error);
      const time = this.media.currentTime;
      this.media.src = `${this.recording.media}?copy=true`;
      this.media.currentTime = time;
      say("");
    } catch (error) {
      say(`${sentence}, and no copy could be made (${error.message}); the text and the clips work all the same.`);
    }
  }

  #wire() {
    const media = this.media;
    const frame = () => {
      if (this.stopAt !== null && media.currentTime >= this.stopAt) {
        media.pause();
        media.currentTime = this.stopAt;
        this.stopAt = null;
      }
      this.#tick();
      if (!media.paused) requestAnimationFrame(frame);
    };
    media.addEventListener("play", () => {
      this.root.classList.add("pq-playing");
      this.button.setAttribute("aria-label", "Pause");
      requestAnimationFrame(frame);
    });
    media.addEventListener("pause", () => {
      this.root.classList.remove("pq-playing");
      this.button.setAttribute("aria-label", "Play");
      this.#tick();
    });
    media.addEventListener("seeked", () => this.#tick());
    for (const moment of ["loadedmetadata", "loadeddata"]) media.addEventListener(moment, () => this.#tick());
    media.addEventListener("error", () => this.#cannotPlay());
    media.addEventListener("click", () => this.toggle());
    this.button.addEventListener("click", () => this.toggle());
    const go = (event) => {
      const box = this.line.getBoundingClientRect();
      this.seek(((event.clientX - box.left) / box.width) * this.duration);
    };
    this.line.addEventListener("pointerdown", (event) => {
      this.line.setPointerCapture(event.pointerId);
      go(event);
    });
    this.line.addEventListener("pointermove", (event) => {
      if (this.line.hasPointerCapture(event.pointerId)) go(event);
    });
    this.line.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 30, PageDown: -30 }[event.key];
      if (step) this.seek(this.time + step);
      else if (event.key === "Home") this.seek(0);
      else if (event.key === "End") this.seek(this.duration);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.big.addEventListener("click", () => this.toggle());
    new ResizeObserver(() => this.draw()).observe(this.line);
    new ResizeObserver(() => this.setShape(this.shape, this.centre)).observe(this.screen);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    this.#wireCrop();
  }

  #tick() {
    const t = this.media.currentTime;
    this.out("time").textContent = clock(t);
    this.line.setAttribute("aria-valuenow", Math.round(t));
    this.line.setAttribute("aria-valuetext", clock(t));
    this.draw();
    this.captions.show(t);
    this.around.draw();
    this.dispatchEvent(new CustomEvent("time", { detail: t }));
  }

  // ---- captions over the picture

  setCues(cues, look, safe) {
    this.captions.set(cues, look, safe);
    this.#fitCaptions();
    this.captions.show(this.media.currentTime);
  }

  #fitCaptions() {
    const screen = this.screen.getBoundingClientRect();
    const box = this.crop.hidden ? screen : this.window.getBoundingClientRect();
    this.captions.fit({ left: box.left - screen.left, top: box.top - screen.top, width: box.width, height: box.height });
  }

  // ---- the crop

  setShape(shape, centre, fit = this.fit) {
    this.shape = shape;
    this.centre = centre;
    this.fit = fit;
    const [across, down] = shape.split(":").map(Number);
    const ratio = down ? across / down : 0; // none for "source"
    const own = this.recording ? this.recording.width / this.recording.height : 0;
    const whole = !!ratio && !!own && fit !== "crop";
    // The whole picture in another shape: the screen takes that shape.
    if (own) this.screen.style.setProperty("--pq-ratio", whole ? ratio : own);
    this.screen.dataset.fit = whole ? fit : "crop";
    this.around.set(whole && fit === "blur");
    this.crop.hidden = !ratio || !own || whole || Math.abs(ratio - own) < 0.01;
    if (this.crop.hidden) {
      this.#fitCaptions();
      return;
    }
    // A shape narrower than the picture moves sideways, a wider one up and down.
    const across = ratio < own;
    const share = across ? ratio / own : own / ratio;
    this.across = across;
    this.share = share;
    const from = Math.max(0, Math.min(1 - share, centre - share / 2)) * 100;
    Object.assign(this.window.style, across
      ? { left: `${from}%`, width: `${share * 100}%`, top: 0, bottom: 0, height: "auto" }
      : { top: `${from}%`, height: `${share * 100}%`, left: 0, width: "100%", bottom: "auto" });
    this.window.setAttribute("aria-valuenow", Math.round(centre * 100));
    this.#fitCaptions();
  }

  #wireCrop() {
    let last = null;
    const move = (by) => {
      const half = this.share / 2;
      const centre = Math.max(half, Math.min(1 - half, this.centre + by));
      this.setShape(this.shape, centre);
      this.dispatchEvent(new CustomEvent("crop", { detail: centre }));
    };
    this.window.addEventListener("pointerdown", (event) => {
      this.window.setPointerCapture(event.pointerId);
      last = [event.clientX, event.clientY];
    });
    this.window.addEventListener("pointermove", (event) => {
      if (!last) return;
      const box = this.screen.getBoundingClientRect();
      const by = this.across ? (event.clientX - last[0]) / box.width : (event.clientY - last[1]) / box.height;
      last = [event.clientX, event.clientY];
      move(by);
    });
    this.window.addEventListener("pointerup", () => (last = null));
    this.window.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -0.02, ArrowUp: -0.02, ArrowRight: 0.02, ArrowDown: 0.02 }[event.key];
      if (!by) return;
      move(by);
      event.preventDefault();
      event.stopPropagation();
    });
  }

  // ---- the line of time

  draw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      paint(this, this.line, 0, this.duration);
      if (!this.big.hidden) {
        const half = Math.min(10, this.duration / 2 || 1);
        const from = Math.max(0, Math.min(this.duration - 2 * half, this.time - half));
        paint(this, this.big, from, from + 2 * half);
      }
    });
  }
}

export function colours(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--pq-${name}`).trim();
}

// Bring a canvas to the size it has on the screen; answers its context in CSS pixels.
export function fit(canvas) {
  const box = canvas.getBoundingClientRect();
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(box.width * scale), Math.round(box.height * scale)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, box.width, box.height);
  return [context, box.width, box.height];
}

function paint(player, canvas, from, to) {
  const [context, width, height] = fit(canvas);
  if (!width || to <= from) return;
  const colour = colours(canvas);
  const x = (t) => ((t - from) / (to - from)) * width;
  if (player.cut) {
    context.fillStyle = colour("mark");
    context.fillRect(x(player.cut.start), 0, Math.max(2, x(player.cut.end) - x(player.cut.start)), height);
  }
  const n = player.wave.length;
  const middle = height / 2;
  context.fillStyle = colour("wave");
  if (!n) context.fillRect(0, middle - 0.5, width, 1);
  const per = 3;
  for (let px = 0; n && px < width; px += per) {
    const a = Math.floor(((from + (px / width) * (to - from)) / player.duration) * n);
    const b = Math.max(a + 1, Math.floor(((from + ((px + per) / width) * (to - from)) / player.duration) * n));
    let peak = 0;
    for (let i = a; i < b && i < n; i++) peak = Math.max(peak, player.wave[i]);
    const half = Math.max(0.5, (peak / 255) * (middle - 5));
    context.fillRect(px, middle - half, per - 1, half * 2);
  }
  context.fillStyle = colour("soft");
  for (const stretch of player.stretches) context.fillRect(x(stretch.start), height - 2, Math.max(2, x(stretch.end) - x(stretch.start)), 2);
  context.fillStyle = colour("hit-now");
  for (const time of player.hits) context.fillRect(x(time) - 1.5, 0, 3, 7);
  context.fillStyle = colour("accent");
  context.fillRect(x(player.time) - 1, 0, 2, height);
}
