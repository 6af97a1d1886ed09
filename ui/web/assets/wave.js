// The loudness of a stretch as bars.

const FEW = 4;

/**
 * The height of each bar, 0 to 255. A bar over a few values is as high as the loudest of them; one over
 * many is their mean, since in a minute of speech something is always loud.
 *
 * @param {readonly number[]} wave Evenly spaced.
 * @param {number} from Where the first bar begins, as a share of the whole.
 * @param {number} to Where the last one ends.
 * @param {number} count
 * @returns {number[]}
 */
export function bars(wave, from, to, count) {
  /** @param {number} bar */
  const place = (bar) => Math.floor((from + (bar / count) * (to - from)) * wave.length);
  return Array.from({ length: wave.length ? count : 0 }, (_, bar) => {
    const begin = place(bar);
    const values = wave.slice(begin, Math.max(begin + 1, place(bar + 1)));
    if (values.length <= FEW) return Math.max(0, ...values);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
