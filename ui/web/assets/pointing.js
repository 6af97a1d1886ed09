// Mouse, pen and finger over the transcript: click plays, drag selects, handles stretch.
//
// A finger that moves scrolls the text; held still for a moment it selects a word, whose handles
// then stretch the passage.

const HOLD = 380; // ms

export function listen(transcript, on) {
  const root = transcript.root;
  let down = -1; // word under the pointer when it went down
  let origin = null;
  let edge = null;
  let moved = false;
  let holding = 0;

  const end = () => {
    down = -1;
    edge = null;
    moved = false;
    clearTimeout(holding);
  };

  root.addEventListener("pointerdown", (event) => {
    if (!transcript.words || event.button || event.target.closest("button")) return;
    const handle = event.target.closest(".pq-handle");
    if (handle) {
      edge = handle.dataset.edge;
      root.setPointerCapture(event.pointerId);
      event.preventDefault();
      return;
    }
    const i = transcript.wordAt(event.clientX, event.clientY);
    if (i < 0) return;
    if (event.shiftKey && transcript.first >= 0) {
      on.select(Math.min(i, transcript.first), Math.max(i, i < transcript.first ? transcript.last : i), true);
      return;
    }
    down = i;
    origin = [event.clientX, event.clientY];
    if (event.pointerType === "mouse" || event.pointerType === "pen") root.setPointerCapture(event.pointerId);
    else {
      holding = setTimeout(() => {
        moved = true;
        on.select(i, i, true);
        end();
      }, HOLD);
    }
  });

  root.addEventListener("pointermove", (event) => {
    if (down < 0 && !edge) return;
    if (event.pointerType === "touch" && !edge) {
      if (Math.hypot(event.clientX - origin[0], event.clientY - origin[1]) > 8) end();
      return;
    }
    scrollAtEdge(root, event.clientY);
    const i = transcript.wordAt(event.clientX, event.clientY);
    if (i < 0) return;
    if (edge === "in") on.select(Math.min(i, transcript.last), transcript.last, false);
    else if (edge === "out") on.select(transcript.first, Math.max(i, transcript.first), false);
    else if (i !== down || moved) {
      moved = true;
      on.select(Math.min(down, i), Math.max(down, i), false);
    }
  });

  root.addEventListener("pointerup", (event) => {
    const [was, dragged] = [down, moved || edge];
    const still = origin && Math.hypot(event.clientX - origin[0], event.clientY - origin[1]) < 10;
    end();
    if (dragged) on.select(transcript.first, transcript.last, true);
    else if (was >= 0 && still) on.click(was);
  });
  root.addEventListener("pointercancel", end);

  root.addEventListener("click", (event) => {
    const time = event.target.closest(".pq-time");
    if (time) on.play(+time.dataset.ms / 1000);
  });
  root.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch") event.preventDefault();
  });
}

function scrollAtEdge(root, y) {
  const box = root.getBoundingClientRect();
  if (y < box.top + 30) root.scrollTop -= 14;
  else if (y > box.bottom - 30) root.scrollTop += 14;
}
