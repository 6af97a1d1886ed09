"""Named endpoints of Gradio's API, for programs and assistants: align, search, clip, card …

    from gradio_client import Client, handle_file
    key = "…"  # as in the address that `pullquote ui` printed; or the password
    headers = {"Authorization": f"Bearer {key}"}
    client = Client("http://localhost:7860", headers=headers)
    opened = client.predict(handle_file("talk.mp4"), "the transcript …", api_name="/align")
    client.predict(opened["recording"], "some words", api_name="/search")
    client.predict(opened["recording"], "some words", api_name="/clip")        # a file
    client.predict(opened["recording"], "some words", api_name="/card")        # a PNG
    client.predict(opened["recording"], "srt", api_name="/subtitles")          # a file

On the machine itself `/align_path` takes the paths of both files instead. With `pullquote[mcp]` the
same endpoints are an assistant's tools, at /gradio_api/mcp/.

A recording is known by its id alone, which cannot be guessed; recordings of the page's visitors are
not reachable here.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from gradio.utils import get_upload_folder
from pydantic import ValidationError

from pullquote.align.errors import CancelledError, PullquoteError
from pullquote.align.files import write_text
from pullquote.align.progress import SILENT
from pullquote.clips.passages.passage import Passage
from pullquote.clips.passages.requests import Request, parse_cuts, resolve
from pullquote.clips.passages.striking import strike_fillers
from pullquote.clips.render.images import check_image
from pullquote.ui.web.actions import aligning as handlers, opening, subtitling
from pullquote.ui.web.actions.clips import clipping, exporting, quoting
from pullquote.ui.web.actions.clips.looks import card_look, export_options
from pullquote.ui.web.actions.finding import find_in
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.schemas.bodies import CardBody, EngineChoice, ExportBody, SubtitlesBody
from pullquote.ui.web.schemas.programs import ProgramAlignment, QuotedHit, QuotedHits
from pullquote.ui.web.schemas.work import AlignedResult
from pullquote.ui.web.state.jobs import Job
from pullquote.ui.web.state.workspace import Recording

if TYPE_CHECKING:
    from pullquote.ui.web.state.desk import Desk


@contextmanager
def _plainly() -> Iterator[None]:
    """Pass the core's sentence on to the program."""
    try:
        yield
    except opening.FieldError as error:
        raise gr.Error(str(error.error), print_exception=False) from None
    except PullquoteError as error:
        raise gr.Error(str(error), print_exception=False) from None
    except ValidationError as error:
        wrong = ", ".join(str(part) for part in error.errors()[0]["loc"])
        raise gr.Error(f"{wrong}: {error.errors()[0]['msg']}", print_exception=False) from None


class Programs:
    """The same steps as the page's, over a workspace of their own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._workspace = desk.visitors.workspace("programs")

    def align(
        self, media: str, transcript: str, engine: str = "auto", language: str = ""
    ) -> ProgramAlignment:
        """Find the time of each word of a transcript in its recording.

        Args:
            media: The audio or video file.
            transcript: The text that is spoken in it, as written; headers and speaker names may
                stay in.
            engine: auto, whisper or sphinx.
            language: Such as en; empty to find out.

        Returns:
            The recording's id for the other endpoints, the share of words found, the duration.
        """
        with _plainly():
            file = Path(media or "")
            sent = Folders((file.resolve().parent,))
            opened = self._open(
                opening.Source(path=str(file)), opening.Source(text=transcript), sent
            )
            # Gradio clears its own folder of uploads; ours stays.
            kept = self._workspace.folder / opened.id / f"media{file.suffix.lower()}"
            shutil.copyfile(file, kept)
            self._workspace.change(opened.id, media=str(kept))
            return self._align(opened, engine, language)

    def align_path(
        self, media: str, transcript: str, engine: str = "auto", language: str = ""
    ) -> ProgramAlignment:
        """Find the time of each word of a transcript in its recording on this machine.

        Args:
            media: Path of the audio or video file; it is not copied.
            transcript: Path of the file with the text that is spoken in it.
            engine: auto, whisper or sphinx.
            language: Such as en; empty to find out.

        Returns:
            The recording's id for the other endpoints, the share of words found, the duration.
        """
        with _plainly():
            named = opening.Source(path=media), opening.Source(path=transcript)
            opened = self._open(*named, self._desk.folders)
            return self._align(opened, engine, language)

    def _open(
        self, media: opening.Source, transcript: opening.Source, folders: Folders | None
    ) -> Recording:
        return opening.open_recording(self._workspace, media, transcript, folders=folders)

    def _align(self, opened: Recording, engine: str, language: str) -> ProgramAlignment:
        body = EngineChoice(engine=engine, language=language)
        started = handlers.start_alignment(self._desk.jobs, self._workspace, opened.id, body)
        assert started.job is not None  # it was just started
        result = self._wait(started.job.id).result
        assert isinstance(result, AlignedResult)  # the result of every alignment
        return ProgramAlignment(
            **result.model_dump(),
            recording=opened.id,
            duration=opened.duration,
            words=len(self._workspace.alignment(opened.id).words),
        )

    def search(self, recording: str, query: str) -> QuotedHits:
        """Find words, or the words at a time such as 12:34 or 12:30-13:10.

        Args:
            recording: The id that align answered.
            query: Words in any case and punctuation, or a time.

        Returns:
            Hits with the indices of their first and last word, their time and their text.
        """
        with _plainly():
            alignment = self._workspace.alignment(recording)
            found = find_in(alignment, query)
            quote = alignment.transcript.quote
            hits = (
                QuotedHit(**hit.model_dump(), text=quote(hit.first, hit.last)) for hit in found.hits
            )
            return QuotedHits(note=found.note, hits=tuple(hits))

    def clip(
        self,
        recording: str,
        quote: str,
        format: str = "mp4",  # noqa: A002
        style: str = "plain",
        shape: str = "source",
        fit: str = "crop",
        loudness: str = "",
        title: str = "",
        speaker: str = "",
        cover: str | None = None,
        cut: str = "",
        cut_every: str = "",
        cut_fillers: bool = False,
        seam: str = "jump",
    ) -> str:
        """Cut the passage with these words out of the recording, with captions.

        Args:
            recording: The id that align answered.
            quote: Words of the transcript; enough of them to be unique.
            format: mp4, webm, mov, mkv, gif, webp, mp3, m4a, wav, flac, opus or ogg.
            style: The captions' look, or none.
            shape: source, 16:9, 1:1, 4:5 or 9:16.
            fit: How the picture comes into another shape: crop, blur or plain.
            loudness: Loudness in LUFS, such as -16; empty for as recorded.
            title: Shown in a video that is made from sound.
            speaker: Shown there too; empty for the transcript's labels.
            cover: An image shown there too.
            cut: Words to cut out of the passage, several parted by |.
            cut_every: Words to cut out wherever they stand in the passage.
            cut_fillers: True to cut out um, uh and the like.
            seam: The picture where words were cut out: jump, zoom, dip or flash.

        Returns:
            The clip.
        """
        with _plainly():
            if cover:
                check_image(Path(cover))
            passage = self._passage(recording, quote, cut, cut_every, cut_fillers)
            chosen = ExportBody(
                format=format,
                style=style,
                seam=seam,
                shape=shape,
                fit=fit,
                loudness=loudness,
                title=title,
                speaker=speaker or None,
            )
            options = export_options(self._workspace, chosen, cover=Path(cover) if cover else None)
            made = exporting.make(self._workspace, recording, [passage], options, SILENT)
            return self._file(recording, made.name)

    def card(
        self,
        recording: str,
        quote: str,
        shape: str = "1:1",
        speaker: str = "",
        title: str = "",
        image: str | None = None,
        cut: str = "",
        cut_every: str = "",
        cut_fillers: bool = False,
    ) -> str:
        """Draw a quote and its speaker as a picture to post.

        Args:
            recording: The id that align answered.
            quote: Words of the transcript; enough of them to be unique.
            shape: 1:1, 16:9, 4:5 or 9:16.
            speaker: Who said it; empty for the transcript's labels.
            title: A line below the name: the occasion, the recording.
            image: Stands behind the words, darkened.
            cut: Words to cut out of the quote, several parted by |; […] stands there.
            cut_every: Words to cut out wherever they stand in it.
            cut_fillers: True to cut out um, uh and the like, without […].

        Returns:
            The card, a PNG.
        """
        with _plainly():
            alignment = self._workspace.alignment(recording)
            passage = self._passage(recording, quote, cut, cut_every, cut_fillers)
            chosen = CardBody(
                first=passage.first,
                last=passage.last,
                struck=passage.struck,
                shape=shape,
                speaker=speaker or None,
                title=title,
            )
            job = quoting.card_job(self._workspace, recording, chosen)
            job = replace(job, image=Path(image) if image else None)
            look = card_look(chosen, alignment.language)
            made = quoting.make_card(self._workspace, recording, job, look, SILENT)
            return self._file(recording, made.name)

    def subtitles(
        self,
        recording: str,
        format: str = "srt",  # noqa: A002
        profile: str = "netflix",
    ) -> str:
        """Write subtitles of the whole recording.

        Args:
            recording: The id that align answered.
            format: srt, vtt, ass, ttml, txt, json and others; the page lists them all.
            profile: The rules for lines and reading speed.

        Returns:
            The file.
        """
        with _plainly():
            body = SubtitlesBody(format=format, profile=profile)
            made = subtitling.subtitles(self._desk.jobs, self._workspace, recording, body)
            folder = self._workspace.folder / recording / "exports"
            folder.mkdir(parents=True, exist_ok=True)
            write_text(folder / made.name, made.text)
            return self._file(recording, made.name)

    def _passage(
        self, recording: str, quote: str, cut: str, cut_every: str, cut_fillers: bool
    ) -> Passage:
        """The passage with these words, without those that are to be cut out of it."""
        alignment = self._workspace.alignment(recording)
        asked = Request(quote=quote, cuts=parse_cuts(cut), cuts_every=parse_cuts(cut_every))
        passage = resolve(asked, alignment)
        return strike_fillers(alignment, passage) if cut_fillers else passage

    def _file(self, recording: str, name: str) -> str:
        file = clipping.made_file(self._workspace, recording, name)
        assert file is not None  # it was just made
        # Gradio hands out files of its own folder only.
        shared = Path(get_upload_folder()) / secrets.token_hex(12)
        shared.mkdir(parents=True)
        return str(shutil.copy(file, shared / name))

    def _wait(self, id: str) -> Job:  # noqa: A002
        job = self._desk.jobs.get(id, self._workspace.owner)
        assert job is not None  # it was just started
        job.ended.wait()
        if job.state == "failed":
            raise PullquoteError(job.error or "the work failed")
        if job.state == "cancelled":
            raise CancelledError
        return job
