// Canvases as sharp as the screen, in the page's colours.

/**
 * The page's colours, by name.
 *
 * @param {Element} element
 * @returns {(name: string) => string}
 */
export function colours(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--pq-${name}`).trim();
}

/**
 * Bring a canvas to the size it has on the screen; answers its context in CSS pixels.
 *
 * @param {HTMLCanvasElement} canvas
 * @returns {{ context: CanvasRenderingContext2D, width: number, height: number }}
 */
export function fit(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws nothing on a canvas");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}
