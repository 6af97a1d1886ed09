import assert from "node:assert/strict";
import { test } from "node:test";

import { choose, chooseAgain, chooseWords, isSame, itemOf, moveEdge, piecesOf, shownSpan, spanOf, withStruck } from "../../../../ui/web/assets/selection.js";
import { planted } from "./planted.js";

const state = (fields) => ({
  words: planted(),
  recording: { duration: 10 },
  selection: { first: 1, last: 3 },
  passage: { pending: false, cut: { start: 0.9, end: 2.2 } },
  ...fields,
});

test("an edge that was moved stays while only the other edge changes", () => {
  const old = { first: 1, last: 3, nudge_in: -0.1, nudge_out: 0.2 };
  assert.deepEqual(chooseWords(old, 1, 5), { first: 1, last: 5, nudge_in: -0.1, nudge_out: 0 });
  assert.deepEqual(chooseWords(old, 2, 3), { first: 2, last: 3, nudge_in: 0, nudge_out: 0.2 });
  assert.deepEqual(chooseWords(null, 2, 3), { first: 2, last: 3, nudge_in: 0, nudge_out: 0 });
});

test("what the server said is kept for the same words and dropped for others", () => {
  const known = state();
  assert.equal(choose(known, { first: 1, last: 3, nudge_in: 1 }).passage, known.passage);
  assert.equal(choose(known, { first: 1, last: 4 }).passage, null);
  assert.equal(choose(known, null).passage, null);
});

test("stretches of time are the same by their times, never the same as words", () => {
  assert.ok(isSame({ start: 1, end: 2 }, { start: 1, end: 2, text: "um" }));
  assert.ok(!isSame({ start: 1, end: 2 }, { start: 1, end: 3 }));
  assert.ok(!isSame({ start: 1, end: 2 }, { first: 0, last: 0 }));
  assert.ok(!isSame({ first: 0, last: 0 }, { start: 1, end: 2 }));
  assert.ok(isSame(null, null));
});

test("a selection that was kept is taken only while its words are there", () => {
  const words = planted();
  assert.deepEqual(chooseAgain({ first: 2, last: 3, nudge_in: 0.5 }, words), { first: 2, last: 3, nudge_in: 0.5, nudge_out: 0 });
  assert.equal(chooseAgain({ first: 2, last: 13 }, words), null);
  assert.equal(chooseAgain({ first: 2 }, words), null);
  assert.equal(chooseAgain(null, words), null);
  assert.equal(chooseAgain({ start: 1, end: 2, text: "um" }, words)?.text, "um");
});

test("the clip is the cut with its edges moved, within the recording and never empty", () => {
  assert.deepEqual(spanOf(state()), { start: 0.9, end: 2.2 });
  assert.deepEqual(spanOf(state({ selection: { first: 1, last: 3, nudge_in: -5, nudge_out: 99 } })), { start: 0, end: 10 });
  const empty = spanOf(state({ selection: { first: 1, last: 3, nudge_in: 3, nudge_out: 0 } }));
  assert.ok(empty.end > empty.start);
  assert.equal(spanOf(state({ passage: null })), null);
});

test("an edge goes where it is dragged, not beyond the other", () => {
  const moved = moveEdge(state(), "in", 1.2);
  assert.ok(Math.abs(spanOf(state({ selection: moved })).start - 1.2) < 1e-9);
  const far = moveEdge(state(), "in", 9);
  assert.ok(spanOf(state({ selection: far })).start < 2.2);
  const late = moveEdge(state(), "out", 99);
  assert.equal(spanOf(state({ selection: late })).end, 10);
});

test("an item says what is exported: the words, their text and the cut that was shown", () => {
  assert.deepEqual(itemOf(state()), { first: 1, last: 3, start: 0.9, end: 2.2, text: "Well, hello there." });
  assert.deepEqual(itemOf(state({ selection: { start: 0.9, end: 2.2 } })), { start: 0.9, end: 2.2, text: "" });
  assert.equal(itemOf(state({ passage: { pending: true } })), null);
});

test("before the server has answered the words' own times are shown", () => {
  assert.deepEqual(shownSpan(state({ passage: null })), { start: 1, end: 2.1 });
  assert.equal(shownSpan(state({ passage: null, selection: { first: 6, last: 7 } })), null);
  assert.deepEqual(shownSpan(state()), { start: 0.9, end: 2.2 });
});

test("struck words are kept in order, only those inside, and make another selection", () => {
  const chosen = withStruck({ first: 1, last: 3, nudge_in: 0.1 }, [3, 9, 2, 2]);
  assert.deepEqual(chosen, { first: 1, last: 3, nudge_in: 0.1, struck: [2, 3] });
  assert.deepEqual(withStruck(chosen, []), { first: 1, last: 3, nudge_in: 0.1 });
  assert.ok(!isSame(chosen, { first: 1, last: 3 }));
  assert.ok(isSame(chosen, { first: 1, last: 3, struck: [2, 3] }));
  assert.deepEqual(chooseWords(chosen, 1, 2).struck, [2]);
  assert.equal(chooseWords(chosen, 4, 5).struck, undefined);
  assert.deepEqual(chooseAgain({ first: 1, last: 3, struck: [2] }, planted())?.struck, [2]);
});

test("nothing is exported with the cut of other words", () => {
  const selection = { first: 1, last: 3, struck: [2] };
  assert.equal(itemOf(state({ selection })), null);
  const cut = { start: 0.9, end: 2.2 };
  const item = itemOf(state({ selection, passage: { pending: false, cut, struck: [2], pieces: [] } }));
  assert.deepEqual(item, { first: 1, last: 3, start: 0.9, end: 2.2, struck: [2], text: "Well, there." });
});

test("what is heard leaves out what lies between the pieces and keeps the moved edges", () => {
  const pieces = [{ start: 0.9, end: 1.3 }, { start: 1.7, end: 2.2 }];
  const passage = { pending: false, cut: { start: 0.9, end: 2.2 }, struck: [2], pieces };
  const selection = { first: 1, last: 3, struck: [2], nudge_in: -0.2, nudge_out: 0.3 };
  const heard = piecesOf(state({ selection, passage })).map(({ start, end }) => [start, end].map((t) => Math.round(t * 10) / 10));
  assert.deepEqual(heard, [[0.7, 1.3], [1.7, 2.5]]);
  assert.deepEqual(piecesOf(state()), [{ start: 0.9, end: 2.2 }]);
  assert.deepEqual(piecesOf(state({ passage: null })), []);
});
