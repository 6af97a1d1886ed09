// Mouse, pen and finger over the transcript: click plays, drag selects, handles stretch.
//
// A finger that moves scrolls the text; held still for a moment it selects a word, whose handles
// then stretch the passage.

/**
 * @import { PageStore } from "./state.js"
 * @import { Transcript } from "./transcript.js"
 */

const HOLD = 380; // ms

/**
 * @typedef {object} Pointed
 * @property {(first: number, last: number, settled: boolean) => void} select
 * @property {(word: number) => void} click
 * @property {(seconds: number) => void} play
 */

/**
 * @param {Transcript} transcript
 * @param {PageStore} store
 * @param {Pointed} on
 */
export function listen(transcript, store, on) {
  const { root } = transcript;
  let down = -1; // word under the pointer when it went down
  let origin = { x: 0, y: 0 };
  /** @type {string | null} */
  let edge = null;
  let moved = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let holding;

  const chosen = () => {
    const { selection } = store.state;
    return selection?.first === undefined ? null : selection;
  };
  /** @param {PointerEvent} event */
  const far = (event) => Math.hypot(event.clientX - origin.x, event.clientY - origin.y);

  const end = () => {
    down = -1;
    edge = null;
    moved = false;
    clearTimeout(holding);
  };

  root.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!transcript.words || event.button || target.closest("button, input, .pq-editor")) return;
    const handle = target.closest(".pq-handle");
    if (handle instanceof HTMLElement) {
      edge = handle.dataset.edge ?? null;
      root.setPointerCapture(event.pointerId);
      event.preventDefault();
      return;
    }
    const i = transcript.wordAt(event.clientX, event.clientY);
    if (i < 0) return;
    const old = chosen();
    if (event.shiftKey && old) {
      on.select(Math.min(i, old.first), Math.max(i, i < old.first ? old.last : i), true);
      return;
    }
    down = i;
    origin = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "mouse" || event.pointerType === "pen") root.setPointerCapture(event.pointerId);
    else {
      holding = setTimeout(() => {
        on.select(i, i, true);
        end();
      }, HOLD);
    }
  });

  root.addEventListener("pointermove", (event) => {
    if (down < 0 && !edge) return;
    if (event.pointerType === "touch" && !edge) {
      if (far(event) > 8) end();
      return;
    }
    scrollAtEdge(root, event.clientY);
    const i = transcript.wordAt(event.clientX, event.clientY);
    const old = chosen();
    if (i < 0) return;
    if (edge && old) {
      if (edge === "in") on.select(Math.min(i, old.last), old.last, false);
      else on.select(old.first, Math.max(i, old.first), false);
    } else if (i !== down || moved) {
      moved = true;
      on.select(Math.min(down, i), Math.max(down, i), false);
    }
  });

  root.addEventListener("pointerup", (event) => {
    const [was, dragged, old] = [down, moved || edge, chosen()];
    const still = far(event) < 10;
    end();
    if (dragged && old) on.select(old.first, old.last, true);
    else if (was >= 0 && still) on.click(was);
  });
  root.addEventListener("pointercancel", end);

  root.addEventListener("click", (event) => {
    const time = /** @type {Element} */ (event.target).closest(".pq-time");
    if (time instanceof HTMLElement) on.play(Number(time.dataset.ms) / 1000);
  });
  root.addEventListener("contextmenu", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType === "touch") event.preventDefault();
  });
}

/**
 * @param {HTMLElement} root
 * @param {number} y
 */
function scrollAtEdge(root, y) {
  const box = root.getBoundingClientRect();
  if (y < box.top + 30) root.scrollTop -= 14;
  else if (y > box.bottom - 30) root.scrollTop += 14;
}
