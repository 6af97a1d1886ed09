import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, course, left, length, sentence, size } from "../../../../ui/web/assets/format.js";

for (const [seconds, decimals, text] of [
  [0, 0, "0:00"],
  [59.6, 0, "1:00"],
  [3599.999, 2, "1:00:00.00"],
  [61.05, 1, "1:01.1"],
  [-0.2, 0, "0:00"],
  [7325, 0, "2:02:05"],
]) {
  test(`${seconds} s are ${text}`, () => assert.equal(clock(seconds, decimals), text));
}

test("a length is never sixty seconds and a fraction", () => {
  assert.equal(length(59.94), "59.9 s");
  assert.equal(length(59.96), "1:00");
});

test("what is left is rounded as it is uncertain", () => {
  assert.equal(left(3), "a few seconds left");
  assert.equal(left(43), "about 45 s left");
  assert.equal(left(200), "about 3 min left");
});

test("a file is never said to be empty", () => {
  assert.deepEqual([0, 1_499, 999_999, 2_500_000, 3e9].map(size), ["1 kB", "1 kB", "1000 kB", "2.5 MB", "3.00 GB"]);
});

test("a job that waits has no share to tell", () => {
  assert.equal(course({ state: "waiting", fraction: 0, left: null }), "waiting");
  assert.equal(course({ state: "running", fraction: 0.428, left: 43 }), "42 % · about 45 s left");
});

test("a message begins with a capital, but a file keeps its name", () => {
  assert.equal(sentence("choose a recording first"), "Choose a recording first");
  assert.equal(sentence("talk.mp4: is damaged"), "talk.mp4: is damaged");
  assert.equal(sentence("/home/me/talk.mp4 is gone"), "/home/me/talk.mp4 is gone");
  assert.equal(sentence("12 others wait"), "12 others wait");
});
