"""The named endpoints of Gradio's API and their fields, none of which is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr

from pullquote.ui.web.programs import Programs

if TYPE_CHECKING:
    from pullquote.ui.web.state.desk import Desk


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
        drawn = [recording, quote, gr.Textbox("1:1"), *(gr.Textbox("") for _ in range(2))]
        written = [recording, gr.Textbox("srt"), gr.Textbox("netflix")]
        button.click(programs.align, given, answer, api_name="align", concurrency_limit=2)
        if desk.folders is not None and desk.programs_name_paths:
            named = [gr.Textbox(label="media"), *given[1:]]
            button.click(
                programs.align_path, named, answer, api_name="align_path", concurrency_limit=2
            )
        button.click(
            programs.search, [recording, quote], answer, api_name="search", concurrency_limit=8
        )
        button.click(programs.clip, [*cut, *more], file, api_name="clip", concurrency_limit=2)
        button.click(
            programs.card,
            [*drawn, gr.File(label="image")],
            file,
            api_name="card",
            concurrency_limit=2,
        )
        button.click(programs.subtitles, written, file, api_name="subtitles", concurrency_limit=4)
