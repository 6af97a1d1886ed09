// A transcript of two paragraphs, as the server would describe it.

import { Words } from "../../../../ui/web/assets/words.js";

const PARAGRAPHS = ["ANNA: Well, hello there. It was", "late (laughs) and “dark.” Then we left."];

// Milliseconds; the label and the note have none, and "late" was not found.
const STARTS = [-1, 1000, 1400, 1800, 2400, 2600, -1, -1, 3500, 3800, 5000, 5200, 5400];

/** @param {object} fields */
export function planted(fields = {}) {
  const at = [];
  const length = [];
  const paragraphs = PARAGRAPHS.map((text) => {
    const first = at.length;
    for (const match of text.matchAll(/\S+/g)) {
      at.push(match.index);
      length.push(match[0].length);
    }
    return { text, first, stop: at.length, speaker: null };
  });
  return new Words({
    paragraphs,
    at,
    length,
    role: "kssssssdsssss",
    start: STARTS,
    end: STARTS.map((start) => (start < 0 ? -1 : start + 300)),
    status: "phhhhhapehhhh",
    confidence: [0, 99, 99, 40, 99, 99, 0, 0, 90, 99, 99, 99, 99],
    duration: 10,
    coverage: 0.9,
    aligned: true,
    language: "en",
    unscripted: [],
    ...fields,
  });
}
