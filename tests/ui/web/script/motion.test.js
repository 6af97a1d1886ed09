// The bars of sound that is made into a video.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heightsAt } from "../../../../ui/web/assets/motion.js";

const box = { x: 0, y: 0, width: 0, height: 0 };
const levels = [...Array(24).fill(0), ...Array(24).keys()];
const motion = { width: 1, height: 1, bars: box, progress: box, rows: 8, levels, frame_rate: 25, background: "", accent: "", track: "" };

test("each band is drawn twice, low tones in the middle", () => {
  const heights = heightsAt(motion, 1 / 25);
  assert.equal(heights.length, 48);
  assert.deepEqual([heights[0], heights[23], heights[24], heights[47]], [23 / 255, 0, 0, 23 / 255]);
});

test("before the first frame and after the last one the bars stand", () => {
  assert.deepEqual(heightsAt(motion, -3), Array(48).fill(0));
  assert.equal(heightsAt(motion, 99)[47], 23 / 255);
});
