// The keyboard, everywhere but in fields.

// Radio buttons and summaries keep only the keys that they need themselves.
const LEAVE = 'input:not([type="radio"]), textarea, select, [contenteditable], dialog';
const OWN = { radio: [" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], summary: [" ", "Enter"] };

export function listenToKeys(page) {
  const { transcript, player, clip } = page;

  const to = (i, extend) => {
    i = Math.max(0, Math.min(transcript.count - 1, i));
    page.root.classList.add("pq-keys");
    if (extend) {
      if (page.anchor === undefined || transcript.first < 0) page.anchor = transcript.cursor;
      page.select(Math.min(page.anchor, i), Math.max(page.anchor, i), true);
    } else page.anchor = undefined;
    transcript.moveCursor(i);
    transcript.reveal(i, true);
    const start = transcript.words.start[i];
    if (!extend && player.paused && start >= 0) player.seek(start / 1000);
    page.say(describe(transcript, i));
  };

  // The word that keys act on: the cursor, else the word spoken now.
  const here = () => (transcript.cursor >= 0 ? transcript.cursor : Math.max(0, transcript.at(player.time)));

  const mark = (edge) => {
    const now = player.paused && transcript.cursor >= 0 && transcript.words.start[transcript.cursor] < 0 ? transcript.cursor : Math.max(0, transcript.at(player.time + 0.02));
    if (edge === "in") page.select(now, Math.max(now, transcript.last), true);
    else page.select(transcript.first < 0 || transcript.first > now ? now : transcript.first, now, true);
  };

  const nudge = (edge, by) => {
    const span = clip.span;
    if (!span) return;
    clip.moveEdge(edge, (edge === "in" ? span.start : span.end) + by);
    clip.settleEdge();
  };

  const keys = {
    " ": () => player.toggle(),
    k: () => player.toggle(),
    j: () => player.seek(player.time - 5),
    l: () => player.seek(player.time + 5),
    i: () => mark("in"),
    o: () => mark("out"),
    p: () => clip.preview(),
    e: () => clip.exportChosen(),
    "/": () => page.finder.focus(),
    "?": () => page.q(".pq-help").showModal(),
    "[": () => nudge("in", -0.01),
    "{": () => nudge("in", 0.01),
    "]": () => nudge("out", -0.01),
    "}": () => nudge("out", 0.01),
    Enter: () => page.basket.add(),
    Escape: () => page.unselect(),
    ArrowLeft: (event) => to(transcript.cursor < 0 ? here() : transcript.cursor - 1, event.shiftKey),
    ArrowRight: (event) => to(transcript.cursor < 0 ? here() : transcript.cursor + 1, event.shiftKey),
    ArrowUp: (event) => to(transcript.vertical(here(), -1), event.shiftKey),
    ArrowDown: (event) => to(transcript.vertical(here(), 1), event.shiftKey),
    Home: (event) => to(transcript.words.paragraphs[transcript.paragraphOf[here()]].first, event.shiftKey),
    End: (event) => to(transcript.words.paragraphs[transcript.paragraphOf[here()]].stop - 1, event.shiftKey),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey) return;
    if (!page.id || !transcript.words || page.q("dialog[open]")) return;
    const target = event.target;
    if (target.closest?.(LEAVE)) return;
    if (event.ctrlKey || event.metaKey) {
      const way = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
      if (!way) return;
      clip.repair.step(way).catch((error) => page.aligning.tell(error.message));
      event.preventDefault();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // On a button, space and Enter press it.
    if (target.type === "radio" && OWN.radio.includes(key)) return;
    if (target.closest?.("summary") && OWN.summary.includes(key)) return;
    if (target.closest?.("button, a") && (key === " " || key === "Enter")) return;
    const step = keys[key];
    if (!step) return;
    step(event);
    event.preventDefault();
  });
}

function describe(transcript, i) {
  const state = { a: ", not said in the recording", e: ", time estimated", n: ", not aligned yet" }[transcript.words.status[i]] ?? "";
  return transcript.text(i) + state;
}
