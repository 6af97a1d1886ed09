import assert from "node:assert/strict";
import { test } from "node:test";

import { bars } from "../../../../ui/web/assets/wave.js";

test("few values are drawn by the loudest of them", () => {
  assert.deepEqual(bars([0, 200, 10, 90], 0, 1, 2), [200, 90]);
});

test("a bar over a minute shows how much is said, not that something is", () => {
  const silence = Array(100).fill(0);
  const [speech, pause] = bars([...Array(50).fill(200), ...Array(50).fill(0), ...silence], 0, 1, 2);
  assert.equal(speech, 100);
  assert.equal(pause, 0);
});

test("a stretch is drawn alone, and beyond the end there is nothing", () => {
  assert.deepEqual(bars([1, 2, 3, 4], 0.5, 1, 2), [3, 4]);
  assert.deepEqual(bars([1, 2], 0.5, 1.5, 2), [2, 0]);
  assert.deepEqual(bars([], 0, 1, 4), []);
});
