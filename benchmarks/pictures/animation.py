"""Makes the animation at the top of the README: `python -m benchmarks.pictures.animation`.

Drives the real page in Debian's chromium (or the browser that PULLQUOTE_CHROMIUM names): a mouse
drags over words of the sample, then the captioned clip plays. The page is photographed ten times
for each second of the animation, so it looks the same however slow the machine is.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.pictures.screenshots import BENCH, PICTURES, browsing
from pullquote.align.media.ffmpeg import ffmpeg_path

TARGET = PICTURES / "select-and-play.webp"
QUOTE = "The storm petrel. She only comes home at night, in the dark,"
RATE = 10
"""Pictures a second."""
SIZE = (1180, 740)
POINTER = """() => { const p = document.createElement('div'); p.id = 'pointer';
p.innerHTML = '<svg width="26" height="32" viewBox="0 0 26 32"><path fill="#111" stroke="#fff"'
  + ' stroke-width="2" d="M2 2v24l6-6 4 10 5-2-4-10h9z"/></svg>';
p.style.cssText = 'position:fixed;z-index:99999;pointer-events:none;left:0;top:0';
document.body.append(p);
addEventListener('mousemove', e => {
  p.style.transform = `translate(${e.clientX - 2}px, ${e.clientY - 2}px)`; }, true); }"""


@dataclass
class Film:
    """The pictures taken so far, and where the pointer is."""

    page: Any
    folder: Path
    count: int = 0
    at: tuple[float, float] = (760.0, 640.0)

    def shoot(self, times: int = 1) -> None:
        """Keep the page as it is now for so many pictures."""
        taken = self.folder / f"{self.count:04d}.png"
        self.page.screenshot(path=taken)
        for number in range(1, times):
            shutil.copy(taken, self.folder / f"{self.count + number:04d}.png")
        self.count += times

    def move(self, x: float, y: float, steps: int) -> None:
        """Move the pointer there, slowly enough to be followed."""
        x0, y0 = self.at
        for step in range(1, steps + 1):
            done = step / steps
            done = done * done * (3 - 2 * done)
            self.page.mouse.move(x0 + (x - x0) * done, y0 + (y - y0) * done)
            self.shoot()
        self.at = (x, y)

    def click(self, selector: str, steps: int) -> None:
        """Move to the middle of something and click."""
        box = self.page.locator(selector).bounding_box()
        self.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps)
        self.page.mouse.down()
        self.page.mouse.up()


def play(film: Film) -> None:
    """The ten seconds."""
    page = film.page
    first, last = page.evaluate(
        f"""quote => {{ const t = {BENCH}.transcript, w = {BENCH}.words;
        const wanted = quote.split(' ').length;
        for (let i = 0; i + wanted <= w.count; i++)
          if (w.quote(i, i + wanted - 1) === quote) {{ t.reveal(i); return [i, i + wanted - 1]; }}
        }}""",
        QUOTE,
    )
    page.wait_for_timeout(500)

    def middle(word: int) -> tuple[float, float]:
        x, y = page.evaluate(
            f"i => {{ const r = {BENCH}.transcript.rect(i);"
            "return [r.left + r.width / 2, r.top + r.height / 2]; }",
            word,
        )
        return x, y

    page.mouse.move(*film.at)
    film.shoot(6)
    film.move(*middle(first), 8)
    page.mouse.down()
    film.move(*middle(last), 16)
    page.mouse.up()
    page.wait_for_selector('[data-do="export"]:not([disabled])')
    page.wait_for_timeout(900)
    film.shoot(8)
    page.evaluate(f"{BENCH}.look.set({{ style: 'highlight' }})")
    page.wait_for_timeout(600)
    film.click('[data-do="preview"]', 10)
    page.wait_for_timeout(300)
    page.evaluate("document.querySelector('.pq-media').pause()")
    start, end = page.evaluate(f"[{BENCH}.clip.span.start, {BENCH}.clip.span.end]")
    for number in range(int((end - start) * RATE)):
        page.evaluate(f"t => {BENCH}.player.seek(t)", start + number / RATE)
        page.wait_for_timeout(140)
        film.shoot()
    film.shoot(8)


def main() -> None:
    """Take the pictures and join them."""
    with browsing() as (browser, address, data):
        width, height = SIZE
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.goto(address)
        page.click('[data-do="sample"]')
        page.wait_for_selector(".pq[data-ready]")
        page.wait_for_function(f"() => {BENCH}.words?.aligned", timeout=200_000)
        page.evaluate(POINTER)
        folder = data / "film"
        folder.mkdir()
        play(Film(page, folder))
        subprocess.run(
            [
                *(ffmpeg_path(), "-loglevel", "error", "-y", "-framerate", str(RATE)),
                *("-i", str(folder / "%04d.png"), "-vf", "scale=960:-2:flags=lanczos"),
                *("-c:v", "libwebp_anim", "-quality", "70", "-loop", "0", str(TARGET)),
            ],
            check=True,
        )
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
