"""The page's own addresses: `/pullquote/...`. Everything is by id and for one visitor only.

Every route names the model that it answers with, and FastAPI holds it to that.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from pullquote.align.errors import InputError, OutputError, PullquoteError
from pullquote.align.times import TimeSpan
from pullquote.ui.web.actions import (
    aligning,
    opening,
    playable,
    repairing,
    replacing,
    speaking,
    subtitling,
    waveform,
    writing,
)
from pullquote.ui.web.actions.choices import choices
from pullquote.ui.web.actions.clips import (
    clipping,
    covers,
    exporting,
    previewing,
    quoting,
    timelines,
)
from pullquote.ui.web.file_routes import add_file_routes
from pullquote.ui.web.library_routes import add_library_routes
from pullquote.ui.web.schemas.bodies import (
    KeepBody,
    OpenBody,
    Seconds,
    Sent,
    TranscriptBody,
    WriteBody,
    field_of,
)
from pullquote.ui.web.schemas.plain import Answer, Done, ErrorAnswer
from pullquote.ui.web.schemas.presets import PresetBody, PresetName, ProfileBody, Profiles
from pullquote.ui.web.schemas.recordings import Detail, Presets, SoundAnswer, State, UploadAnswer
from pullquote.ui.web.schemas.text import WordsAnswer
from pullquote.ui.web.schemas.work import JobAnswer, Started
from pullquote.ui.web.state import presets, profiles
from pullquote.ui.web.state.desk import Desk
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.words import words_answer
from pullquote.ui.web.state.workspace import Workspace, now

Body = TypeVar("Body", bound=Sent)
Step = Callable[[Jobs, Workspace, str, Body], Answer]
"""An action on a recording; its types are those of the route's body and answer."""


class UnknownJobError(InputError):
    """Work that was forgotten, or that belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__("this work is not known any more; start it again")


def answer_error(_: Request, error: Exception) -> Response:
    """The core's one sentence, the error's class, and the part of the form it belongs to."""
    field = None
    if isinstance(error, opening.FieldError):
        field, error = error.field, error.error
    if isinstance(error, RequestValidationError):
        field = field_of(error)
        sentence = f"the request could not be understood ({field}); reload the page"
        refused = error.errors()[0].get("ctx", {}).get("error")
        if field == "style" and refused is not None:
            sentence = str(refused)  # of a look that somebody made by hand
    else:
        sentence = str(error)
    status = 507 if isinstance(error, OutputError) else 422
    answer = ErrorAnswer(error=sentence, code=type(error).__name__, field=field)
    return JSONResponse(answer.model_dump(), status)


def build_routes(desk: Desk) -> APIRouter:
    """All routes of the page over one desk."""
    router = APIRouter(prefix="/pullquote")
    add_file_routes(router, desk)
    add_library_routes(router, desk)
    _add_opening(router, desk)
    _add_recordings(router, desk)
    _add_steps(router, desk)
    _add_jobs(router, desk)
    return router


def _add_opening(router: APIRouter, desk: Desk) -> None:
    @router.get("/state")
    def state(request: Request) -> State:
        workspace = desk.workspace(request)
        return State(
            recordings=tuple(
                aligning.line(desk.jobs, workspace, recording)
                for recording in workspace.recordings()
            ),
            writing=writing.writing_now(desk.jobs, workspace),
            paths=desk.folders_for(request) is not None,
            library=desk.library_for(request) is not None,
            choices=choices(),
            profiles=tuple(profiles.profiles(workspace)),
            presets=presets.presets(workspace),
        )

    @router.put("/presets")
    def keep_preset(request: Request, body: PresetBody) -> Presets:
        workspace = desk.workspace(request)
        presets.keep_preset(workspace, body.name, body.style)
        return Presets(presets=presets.presets(workspace))

    @router.post("/presets/forget")
    def forget_preset(request: Request, body: PresetName) -> Presets:
        workspace = desk.workspace(request)
        presets.forget_preset(workspace, body.name)
        return Presets(presets=presets.presets(workspace))

    @router.post("/profiles")
    def keep_profile(request: Request, body: ProfileBody) -> Profiles:
        workspace = desk.workspace(request)
        chosen = profiles.keep_profile(workspace, opening.uploaded(workspace, body.upload))
        return Profiles(profiles=tuple(profiles.profiles(workspace)), chosen=chosen)

    @router.post("/profiles/forget")
    def forget_profile(request: Request, body: PresetName) -> Profiles:
        workspace = desk.workspace(request)
        profiles.forget_profile(workspace, body.name)
        return Profiles(profiles=tuple(profiles.profiles(workspace)))

    @router.put("/uploads", response_model=UploadAnswer)
    async def upload(request: Request, name: str) -> UploadAnswer | Response:
        try:
            return await opening.receive(desk.workspace(request), name, request.stream())
        except ClientDisconnect:
            # The sender is gone, and so is the part that had arrived.
            return Response(status_code=400)

    @router.post("/recordings", response_model_exclude_unset=True)
    def add(request: Request, body: OpenBody) -> Detail:
        workspace = desk.workspace(request)
        if body.sample is not None:
            recording = opening.open_sample(workspace, video=body.sample == "video")
        else:
            folders = desk.folders_for(request)
            recording = opening.open_recording(
                workspace, body.media, body.transcript, folders=folders
            )
        return aligning.detail(desk.jobs, workspace, recording.id)

    @router.post("/transcribe")
    def write(request: Request, body: WriteBody) -> Started:
        folders = desk.folders_for(request)
        return writing.start_writing(desk.jobs, desk.workspace(request), body, folders=folders)


def _add_recordings(router: APIRouter, desk: Desk) -> None:
    @router.get("/recordings/{id}", response_model_exclude_unset=True)
    def show(id: str, request: Request) -> Detail:  # noqa: A002
        workspace = desk.workspace(request)
        workspace.change(id, opened=now())
        return aligning.detail(desk.jobs, workspace, id)

    @router.put("/recordings/{id}/transcript", response_model_exclude_unset=True)
    def replace_transcript(id: str, request: Request, body: TranscriptBody) -> Detail:  # noqa: A002
        workspace = desk.workspace(request)
        for job in desk.jobs.of(workspace.owner, id):
            desk.jobs.cancel(job)
        folders = desk.folders_for(request)
        replacing.replace_transcript(workspace, id, body.transcript, folders=folders)
        return aligning.detail(desk.jobs, workspace, id)

    @router.delete("/recordings/{id}")
    def forget(id: str, request: Request) -> Done:  # noqa: A002
        workspace = desk.workspace(request)
        for job in desk.jobs.of(workspace.owner, id):
            desk.jobs.cancel(job)
        workspace.forget(id)
        return Done()

    @router.put("/recordings/{id}/keep")
    def keep(id: str, request: Request, body: KeepBody) -> Done:  # noqa: A002
        desk.workspace(request).change(id, view=body.view)
        return Done()

    @router.get("/recordings/{id}/words", response_model=WordsAnswer)
    def words(id: str, request: Request) -> Response:  # noqa: A002
        workspace = desk.workspace(request)
        tag = f'"{id}-{workspace.version(id)}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        content = words_answer(workspace.alignment(id)).model_dump_json()
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        return Response(content, headers=headers, media_type="application/json")

    @router.get("/recordings/{id}/sound")
    def sound(
        id: str,  # noqa: A002
        request: Request,
        bins: int = 1200,
        start: Seconds | None = None,
        end: Seconds | None = None,
    ) -> SoundAnswer:
        workspace = desk.workspace(request)
        recording = workspace.get(id)
        bins = min(max(bins, 10), 8000)
        if start is not None and end is not None:
            span = TimeSpan(start, min(max(start, end), start + 60.0))
            values = waveform.draw_stretch(Path(recording.media), span.start, span.end, bins)
            return SoundAnswer(values=tuple(values))
        drawn = workspace.folder / id / "sound.u8"
        if drawn.exists():
            return SoundAnswer(values=tuple(waveform.read_whole(drawn, bins)))
        return SoundAnswer(job=aligning.start_drawing(desk.jobs, workspace, id))


def _add_steps(router: APIRouter, desk: Desk) -> None:
    def post(path: str, step: Step[Any]) -> None:
        def route(id: str, request: Request, body: Sent) -> Answer:  # noqa: A002
            return step(desk.jobs, desk.workspace(request), id, body)

        types = get_type_hints(step)
        route.__annotations__ |= {"body": types["body"], "return": types["return"]}
        router.post(f"/recordings/{{id}}/{path}")(route)

    post("align", aligning.start_alignment)
    post("place", aligning.start_placing)
    post("search", aligning.search)
    post("passage", clipping.passage)
    post("export", exporting.start_export)
    post("timeline", timelines.start_timeline)
    post("card", quoting.start_card)
    post("still", previewing.draw_still)
    post("cover", covers.keep_cover)
    post("subtitles", subtitling.subtitles)
    post("cues", subtitling.cues)
    post("repair", repairing.start_repair)
    post("speakers", speaking.change_speakers)
    post("basket", repairing.fill_basket)
    post("undo", repairing.undo)
    post("redo", repairing.redo)
    post("copy", playable.start_copy)


def _add_jobs(router: APIRouter, desk: Desk) -> None:
    @router.get("/jobs/{id}")
    def job(id: str, request: Request) -> JobAnswer:  # noqa: A002
        found = desk.jobs.get(id, desk.workspace(request).owner)
        if found is None:
            raise UnknownJobError
        return found.snapshot()

    @router.post("/jobs/{id}/cancel")
    def cancel(id: str, request: Request) -> Done:  # noqa: A002
        found = desk.jobs.get(id, desk.workspace(request).owner)
        if found is not None:
            desk.jobs.cancel(found)
        return Done()


ERRORS = (PullquoteError, opening.FieldError, RequestValidationError)
"""The errors that `answer_error` turns into answers."""
