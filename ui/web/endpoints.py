"""The named endpoints of Gradio's API and their fields, none of which is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import gradio as gr

from pullquote.ui.web.programs import Programs
from pullquote.ui.web.schemas.plain import Answer

if TYPE_CHECKING:
    from pullquote.ui.web.state.desk import Desk

Given = ParamSpec("Given")


def _dumped(step: Callable[Given, Answer]) -> Callable[Given, dict[str, Any]]:
    """The step with its model as the plain data that Gradio's JSON takes."""

    @wraps(step)
    def answer(*args: Given.args, **more: Given.kwargs) -> dict[str, Any]:
        return step(*args, **more).model_dump(mode="json")

    return answer


def add_endpoints(desk: Desk) -> None:
    """Add them to the page being built; their components are not shown."""
    programs = Programs(desk)
    with gr.Column(visible=False):
        button = gr.Button()
        recording = gr.Textbox(label="recording")
        quote = gr.Textbox(label="quote")
        answer = gr.JSON()
        file = gr.File()
        style = gr.Textbox("plain", label="style")
        given = [
            gr.File(label="media"),
            gr.Textbox(label="transcript"),
            gr.Textbox("auto", label="engine"),
            gr.Textbox("", label="language"),
        ]
        cut = [recording, quote, gr.Textbox("mp4"), style, gr.Textbox("source")]
        more = [
            gr.Textbox("crop", label="fit"),
            gr.Textbox("", label="loudness"),
            gr.Textbox("", label="title"),
            gr.Textbox("", label="speaker"),
            gr.File(label="cover"),
        ]
        struck = [
            gr.Textbox("", label="cut"),
            gr.Textbox("", label="cut_every"),
            gr.Checkbox(label="cut_fillers"),
        ]
        seam = gr.Textbox("jump", label="seam")
        drawn = [recording, quote, gr.Textbox("1:1"), *(gr.Textbox("") for _ in range(2))]
        written = [recording, gr.Textbox("srt"), gr.Textbox("netflix")]
        button.click(_dumped(programs.align), given, answer, api_name="align", concurrency_limit=2)
        if desk.folders is not None and desk.programs_name_paths:
            named = [gr.Textbox(label="media"), *given[1:]]
            button.click(
                _dumped(programs.align_path),
                named,
                answer,
                api_name="align_path",
                concurrency_limit=2,
            )
        button.click(
            _dumped(programs.search),
            [recording, quote],
            answer,
            api_name="search",
            concurrency_limit=8,
        )
        button.click(
            programs.clip,
            [*cut, *more, *struck, seam],
            file,
            api_name="clip",
            concurrency_limit=2,
        )
        button.click(
            programs.card,
            [*drawn, gr.File(label="image"), *struck],
            file,
            api_name="card",
            concurrency_limit=2,
        )
        button.click(programs.subtitles, written, file, api_name="subtitles", concurrency_limit=4)
