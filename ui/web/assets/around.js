// The surround of a picture that is shown whole in another shape: itself, blurred.

export class Around {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLVideoElement} media
   */
  constructor(canvas, media) {
    this.canvas = canvas;
    this.media = media;
    canvas.width = 32;
    canvas.height = 32;
  }

  /** @param {boolean} on */
  set(on) {
    this.canvas.hidden = !on;
    this.draw();
  }

  draw() {
    if (this.canvas.hidden || !this.media.videoWidth) return;
    this.canvas.getContext("2d")?.drawImage(this.media, 0, 0, 32, 32);
  }
}
