"""The page itself: one Gradio component that holds the workbench, and the look around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

if TYPE_CHECKING:
    from pullquote.ui.web.state.desk import Desk

_ASSETS = Path(__file__).resolve().parent / "assets"

_SHEETS = ("page", "workbench", "windows", "looks", "cues", "speakers")
"""In the order in which they count: later ones are for narrow windows, fingers, forced colours."""
DAY = (3600, 24 * 3600)
"""Seconds between two looks at the files given to programs, and their greatest age."""

# The workbench is a script of its own (assets/page.js and what it imports), so that it can be
# read, linted and cached as files; Gradio's hook only starts it.
_START = "import('/pullquote/assets/page.js').then(module => module.start(element));"


def build_page(desk: Desk) -> gr.Blocks:
    """The page with its named endpoints."""
    from pullquote.ui.web.endpoints import add_endpoints

    with gr.Blocks(
        title="Pullquote", analytics_enabled=False, fill_width=True, delete_cache=DAY
    ) as page:
        # Player, transcript, clip and basket in one component. Its data come by the page's own
        # routes: a transcript of 20,000 words in a component's value would be copied at each event.
        gr.HTML(
            value="",
            html_template=(_ASSETS / "page.html").read_text("utf-8"),
            js_on_load=_START,
            apply_default_css=False,
            elem_id="pullquote",
        )
        add_endpoints(desk)
    page.queue(default_concurrency_limit=4, max_size=40)
    return page


def page_theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts: none is fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def page_head() -> str:
    """The document's head: styles early, so that nothing jumps when they arrive, and the scripts,
    which ask for their data while Gradio still draws its frame."""
    scripts = "".join(
        f'<link rel="modulepreload" href="/pullquote/assets/{script.name}">'
        for script in sorted(_ASSETS.glob("*.js"))
    )
    sheets = "".join(
        f'<link rel="stylesheet" href="/pullquote/assets/{name}.css">' for name in _SHEETS
    )
    return (
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'{sheets}{scripts}<script type="module" src="/pullquote/assets/early.js"></script>'
    )
