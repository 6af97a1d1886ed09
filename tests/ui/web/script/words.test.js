import assert from "node:assert/strict";
import { test } from "node:test";

import { planted } from "./planted.js";

test("a quote is as written, and paragraphs stand apart", () => {
  const words = planted();
  assert.equal(words.text(2), "hello");
  assert.equal(words.quote(4, 6), "It was\n\nlate");
});

test("the span of a run is that of its words with a time, whatever their order", () => {
  const words = planted({ start: [-1, 900, 200, ...Array(10).fill(-1)] });
  assert.deepEqual(words.span(1, 2), { start: 0.2, end: 1.7 });
  assert.equal(words.span(6, 7), null);
});

test("the word at a time is the last that began", () => {
  const words = planted();
  assert.equal(words.at(0.5), -1);
  assert.equal(words.at(1), 1);
  assert.equal(words.at(3.4), 5);
  assert.equal(words.at(99), 12);
});

test("a paragraph's time is that of its first word that was found", () => {
  const words = planted();
  assert.equal(words.timeOf(0), 1000);
  assert.equal(words.timeOf(1), 3500);
});

test("a sentence ends with its mark, even inside quotes, and leaves the label out", () => {
  const words = planted();
  assert.deepEqual(words.sentence(2), [1, 3]);
  assert.deepEqual(words.sentence(4), [4, 5]);
  assert.deepEqual(words.sentence(9), [6, 9]);
  assert.deepEqual(words.sentence(12), [10, 12]);
});

test("marks are runs within a paragraph; labels have none", () => {
  const runs = planted().runs();
  assert.deepEqual(runs, { "pq-absent": [[6, 6]], "pq-estimated": [[8, 8]], "pq-low": [[3, 3]], "pq-faint": [[7, 7]] });
  const absent = planted({ status: "a".repeat(13), role: "s".repeat(13) }).runs()["pq-absent"];
  assert.deepEqual(absent, [[0, 5], [6, 12]]);
});

test("new times replace the old ones and nothing else", () => {
  const words = planted();
  const placed = words.withTimes(6, { start: [3100], end: [3300], status: "p", confidence: [80] });
  assert.deepEqual(placed.span(6, 6), { start: 3.1, end: 3.3 });
  assert.equal(placed.status, "phhhhhppehhhh");
  assert.equal(placed.at(3.2), 6);
  assert.equal(words.start[6], -1);
  assert.equal(placed.paragraphs, words.paragraphs);
});

test("a quote without struck words keeps one space, and paragraphs apart", () => {
  const words = planted();
  assert.equal(words.quoteWithout(1, 6, []), words.quote(1, 6));
  assert.equal(words.quoteWithout(1, 6, [1, 3, 5]), "hello It\n\nlate");
  assert.equal(words.quoteWithout(4, 8, [5, 6]), "It\n\n(laughs) and");
  assert.deepEqual(words.spoken(0, 2), [1, 2]);
});
