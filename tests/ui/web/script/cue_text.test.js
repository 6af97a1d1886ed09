import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bestSplit,
  cueAt,
  firstOf,
  lastOf,
  linesOf,
  movedEdge,
  nextFault,
  speedIn,
  toggleBreak,
  wordsOf,
} from "../../../../ui/web/assets/cue_text.js";

const cue = (fields = {}) => ({
  start: 1,
  end: 3,
  lines: [
    [[-1, "EDWIN: "], [4, "Quite "], [5, "by "], [6, "accident. "]],
    [[7, "The "], [8, "lamp "]],
  ],
  speaker: null,
  speed: 15,
  by_hand: false,
  faults: [],
  ...fields,
});

test("lines are the words as they are spaced", () => {
  assert.deepEqual(linesOf(cue()), ["EDWIN: Quite by accident.", "The lamp"]);
  assert.deepEqual([firstOf(cue()), lastOf(cue())], [4, 8]);
  assert.equal(firstOf(cue({ lines: [] })), -1);
});

test("a name stays with its word, and nothing breaks before the first one", () => {
  const words = wordsOf(cue());
  assert.deepEqual(words.map(({ at }) => at), [4, 5, 6, 7, 8]);
  assert.equal(words[0].text, "EDWIN: Quite ");
  assert.deepEqual(words.map(({ breaks }) => breaks), [false, false, false, true, false]);
  assert.deepEqual(words.map(({ splits }) => splits), [false, true, true, true, true]);
});

test("the pieces of a word that was cut in two are one word", () => {
  const long = cue({ lines: [[[1, "Donaudampf"]], [[1, "schiff "], [2, "ahoi "]]] });
  assert.deepEqual(wordsOf(long).map(({ at, text }) => [at, text]), [[1, "Donaudampfschiff "], [2, "ahoi "]]);
});

test("a line break comes and goes, the others stay", () => {
  assert.deepEqual(toggleBreak(cue(), 7), []);
  assert.deepEqual(toggleBreak(cue(), 5), [5, 7]);
  assert.deepEqual(toggleBreak(cue(), 4), [7], "a cue's first word always begins a line");
});

test("the best split follows a full stop near the middle; one word cannot be split", () => {
  assert.equal(bestSplit(cue()), 7);
  assert.equal(bestSplit(cue({ lines: [[[1, "Yes. "]]] })), -1);
});

test("the speed falls as the time grows", () => {
  assert.equal(speedIn(cue(), 2), 15);
  assert.equal(speedIn(cue(), 4), 7.5);
});

test("an edge stops at the gap before a neighbour, and at the cue's other edge", () => {
  const cues = [cue({ start: 0, end: 0.9 }), cue(), cue({ start: 3.5, end: 5 })];
  const bounds = { gap: 0.1, duration: 10 };
  assert.equal(movedEdge(cues, 1, "start", 0.2, bounds), 1);
  assert.equal(movedEdge(cues, 1, "start", 1.25, bounds), 1.25);
  assert.equal(movedEdge(cues, 1, "end", 9, bounds), 3.4);
  assert.equal(movedEdge(cues, 1, "end", 0, bounds), 1.1);
  assert.equal(movedEdge(cues, 1, "start", 9, bounds), 2.9);
  assert.equal(movedEdge(cues, 2, "end", 99, bounds), 10);
  assert.equal(movedEdge(cues, 0, "start", -3, bounds), 0);
});

test("a cue that touches its neighbour may go on touching it", () => {
  const cues = [cue({ start: 0, end: 1 }), cue()];
  assert.equal(movedEdge(cues, 1, "start", 0.5, { gap: 0.1, duration: 10 }), 1);
});

test("the cue at a time is the last that has begun", () => {
  const cues = [cue({ start: 1 }), cue({ start: 4 }), cue({ start: 6 })];
  assert.deepEqual([0, 1, 3.9, 4, 100].map((time) => cueAt(cues, time)), [-1, 0, 0, 1, 2]);
});

test("faults are walked through in a circle", () => {
  const bad = cue({ faults: [{ rule: "overlap", what: "", advice: "" }] });
  const cues = [bad, cue(), bad, cue()];
  assert.deepEqual([0, 1, 2, 3].map((number) => nextFault(cues, number)), [2, 2, 0, 0]);
  assert.equal(nextFault([cue()], 0), -1);
});
