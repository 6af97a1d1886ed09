// What moves in a video that is made of sound: the bars and the progress line, drawn over its still
// picture as the export draws them.

/** @import { Motion } from "../schemas/contract" */

const BANDS = 24;
const BAR = 3; // of five units that a bar and the gap after it take
const PITCH = 5;
const ALL = 2 * BANDS * PITCH - (PITCH - BAR);

/**
 * The heights of the bars in one frame, from 0 to 1: each band twice, low tones in the middle.
 *
 * @param {Motion} motion
 * @param {number} seconds From the start of the clip.
 */
export function heightsAt({ levels, frame_rate }, seconds) {
  const last = levels.length / BANDS - 1;
  const frame = Math.max(0, Math.min(last, Math.floor(seconds * frame_rate + 1e-6)));
  const half = levels.slice(frame * BANDS, (frame + 1) * BANDS).map((level) => level / 255);
  return [...[...half].reverse(), ...half];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Motion} motion
 * @param {number} seconds From the start of the clip.
 * @param {number} duration Of the clip, seconds.
 */
export function drawMotion(canvas, motion, seconds, duration) {
  if (canvas.width !== motion.width || canvas.height !== motion.height) {
    [canvas.width, canvas.height] = [motion.width, motion.height];
  }
  const context = canvas.getContext("2d");
  if (!context) return;
  const { bars, progress, rows } = motion;
  /** @param {typeof bars} box @param {string} colour @param {number} share */
  const fill = (box, colour, share = 1) => {
    context.fillStyle = colour;
    context.fillRect(box.x, box.y, box.width * share, box.height);
  };
  fill(bars, motion.background);
  fill(progress, motion.track);
  fill(progress, motion.accent, Math.max(0, Math.min(1, seconds / duration)));
  const unit = bars.width / ALL;
  const row = Math.floor(unit);
  const middle = bars.y + bars.height / 2;
  context.fillStyle = motion.accent;
  heightsAt(motion, seconds).forEach((height, bar) => {
    const reach = Math.max((height * rows) / 2, 1) * row;
    context.fillRect(bars.x + bar * PITCH * unit, middle - reach, BAR * unit, 2 * reach);
  });
}
