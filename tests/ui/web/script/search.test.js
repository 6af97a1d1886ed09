import assert from "node:assert/strict";
import { test } from "node:test";

import { NOTHING, countLine, hitTimes, nearest, step } from "../../../../ui/web/assets/search.js";

const hit = (first, start = first) => ({ first, last: first, start, exact: true });
const found = { ...NOTHING, hits: [hit(3), hit(20), hit(40, null)], at: 0, note: "3 found" };

test("the search begins at the hit in view, else at the first", () => {
  assert.equal(nearest(found.hits, 4), 1);
  assert.equal(nearest(found.hits, 41), 0);
  assert.equal(nearest([], 4), -1);
});

test("hits are walked round and round, both ways", () => {
  assert.equal(step(found, 1).at, 1);
  assert.equal(step(found, -1).at, 2);
  assert.equal(step({ ...found, at: 2 }, 1).at, 0);
  assert.equal(step(NOTHING, 1), NOTHING);
});

test("the line counts several hits and lets one speak for itself", () => {
  assert.equal(countLine({ ...found, at: 1 }), "2 of 3");
  assert.equal(countLine({ ...found, hits: [hit(3)], note: "1 found" }), "1 found");
  assert.equal(countLine({ ...NOTHING, note: "nothing found" }), "nothing found");
});

test("the line of time shows hits that have one, or the time that was asked for", () => {
  assert.deepEqual(hitTimes(found), [3, 20]);
  assert.deepEqual(hitTimes({ ...found, time: 42 }), [42]);
});
