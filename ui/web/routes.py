"""The page's own addresses: `/pullquote/...`. Everything is by id and for one visitor only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.requests import ClientDisconnect

from pullquote.align.errors import InputError, OutputError, PullquoteError
from pullquote.align.times import TimeSpan
from pullquote.clips.typeset.fonts import FONTS_DIR
from pullquote.ui.web.actions import (
    aligning as handlers,
    clipping,
    covers,
    exporting,
    opening,
    playable,
    quoting,
    repairing,
    waveform,
)
from pullquote.ui.web.actions.choices import choices
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.jobs import Jobs
from pullquote.ui.web.schemas import (
    CardBody,
    CoverBody,
    EngineChoice,
    ExportBody,
    KeepBody,
    Nothing,
    OpenBody,
    PassageBody,
    RepairBody,
    SearchBody,
    Seconds,
    Sent,
    SubtitlesBody,
    Words,
    field_of,
)
from pullquote.ui.web.words import words_document
from pullquote.ui.web.workspace import Visitors, Workspace, now

ASSETS = Path(__file__).resolve().parent / "assets"
_ASSET_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_WEB_TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/mp4",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
}
Json = dict[str, Any]
Body = TypeVar("Body", bound=Sent)
Step = Callable[[Jobs, Workspace, str, Body], Json]


def _is_bare(name: str) -> bool:
    """Whether this is the name of a file and no path."""
    return "/" not in name and "\x00" not in name


class UnknownJobError(InputError):
    """Work that was forgotten, or is somebody else's."""

    def __init__(self) -> None:
        super().__init__("this work is not known any more; start it again")


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share."""

    visitors: Visitors
    jobs: Jobs
    folders: Folders | None
    """Whose files the owner may open by their paths; None where the server is for others."""
    programs_name_paths: bool = False
    """Whether programs may open paths, too: only where nobody but the owner comes in."""

    def workspace(self, request: Request) -> Workspace:
        """The asking visitor's."""
        return self.visitors.workspace(request.scope["visitor"])

    def folders_for(self, request: Request) -> Folders | None:
        """The folders whose files this visitor may name by path: the owner's, nobody else's."""
        return self.folders if request.scope["is_owner"] else None


def answer_error(_: Request, error: Exception) -> Response:
    """The core's one sentence, the error's class, and the part of the form it belongs to."""
    field = None
    if isinstance(error, opening.FieldError):
        field, error = error.field, error.error
    if isinstance(error, RequestValidationError):
        field = field_of(error)
        sentence = f"the request could not be understood ({field}); reload the page"
    else:
        sentence = str(error)
    status = 507 if isinstance(error, OutputError) else 422
    document = {"error": sentence, "code": type(error).__name__, "field": field}
    return JSONResponse(document, status)


def build_routes(desk: Desk) -> APIRouter:
    """All routes of the page over one desk."""
    router = APIRouter(prefix="/pullquote")
    _add_files(router, desk)
    _add_recordings(router, desk)
    _add_work(router, desk)
    return router


def _add_files(router: APIRouter, desk: Desk) -> None:
    @router.get("/assets/{name}")
    def asset(name: str) -> Response:
        file = ASSETS / name
        if not _is_bare(name) or file.suffix not in _ASSET_TYPES or not file.is_file():
            return PlainTextResponse("There is no such file.", 404)
        return FileResponse(
            file, media_type=_ASSET_TYPES[file.suffix], headers={"Cache-Control": "no-cache"}
        )

    @router.get("/fonts/{name}")
    def font(name: str) -> Response:
        """The captions' own fonts, so that a preview looks like the clip."""
        file = FONTS_DIR / name
        if not _is_bare(name) or file.suffix != ".ttf" or not file.is_file():
            return PlainTextResponse("There is no such font.", 404)
        return FileResponse(file, media_type="font/ttf", headers={"Cache-Control": "max-age=86400"})

    @router.api_route("/media/{id}", methods=["GET", "HEAD"])
    def media(id: str, request: Request, copy: bool = False) -> Response:  # noqa: A002
        recording = desk.workspace(request).find(id)
        if copy and recording is not None:
            file = playable.copy_of(desk.workspace(request), id)
            if file.is_file():
                return FileResponse(file, media_type="video/mp4")
        if recording is None or not Path(recording.media).is_file():
            return PlainTextResponse("There is no such recording.", 404)
        kind = _WEB_TYPES.get(Path(recording.media).suffix.lower(), "application/octet-stream")
        return FileResponse(recording.media, media_type=kind)

    @router.get("/cover/{id}")
    def cover(id: str, request: Request) -> Response:  # noqa: A002
        file = covers.small_cover(desk.workspace(request), id)
        if file is None:
            return PlainTextResponse("There is no such picture.", 404)
        return FileResponse(file, media_type="image/png", headers={"Cache-Control": "no-cache"})

    @router.put("/uploads")
    async def upload(request: Request, name: str) -> Response:
        try:
            kept = await opening.receive(desk.workspace(request), name, request.stream())
        except ClientDisconnect:
            # Who sent it is gone, and so is what had come.
            return Response(status_code=400)
        return JSONResponse(kept)

    @router.get("/made/{id}/{name}")
    def made(id: str, name: str, request: Request, inline: bool = False) -> Response:  # noqa: A002
        workspace = desk.workspace(request)
        recording = workspace.find(id)
        file = clipping.made_file(workspace, id, name) if recording and _is_bare(name) else None
        if file is None:
            return PlainTextResponse("There is no such file any more; export it again.", 404)
        return FileResponse(
            file,
            filename=file.name,
            content_disposition_type="inline" if inline else "attachment",
        )


def _add_recordings(router: APIRouter, desk: Desk) -> None:
    @router.get("/state")
    def state(request: Request) -> Json:
        workspace = desk.workspace(request)
        return {
            "recordings": [
                {**handlers.describe(r), "aligning": handlers.aligning(desk.jobs, workspace, r.id)}
                for r in workspace.recordings()
            ],
            "paths": desk.folders_for(request) is not None,
            "choices": choices(),
        }

    @router.post("/recordings")
    def add(request: Request, body: OpenBody) -> Json:
        workspace = desk.workspace(request)
        if body.sample is not None:
            recording = opening.open_sample(workspace, video=body.sample == "video")
        else:
            recording = opening.open_recording(
                workspace,
                body.media,
                body.transcript,
                folders=desk.folders_for(request),
            )
        return handlers.detail(desk.jobs, workspace, recording.id)

    @router.get("/recordings/{id}")
    def show(id: str, request: Request) -> Json:  # noqa: A002
        workspace = desk.workspace(request)
        workspace.change(id, opened=now())
        return handlers.detail(desk.jobs, workspace, id)

    @router.delete("/recordings/{id}")
    def forget(id: str, request: Request) -> Json:  # noqa: A002
        workspace = desk.workspace(request)
        for job in desk.jobs.of(workspace.owner, id):
            desk.jobs.cancel(job)
        workspace.forget(id)
        return {}

    @router.put("/recordings/{id}/keep")
    def keep(id: str, request: Request, body: KeepBody) -> Json:  # noqa: A002
        fields: Json = {}
        if body.basket is not None:
            fields["basket"] = tuple(item.model_dump(exclude_unset=True) for item in body.basket)
        if body.view is not None:
            fields["view"] = body.view.model_dump(exclude_unset=True)
        desk.workspace(request).change(id, **fields)
        return {}

    @router.get("/recordings/{id}/words")
    def words(id: str, request: Request) -> Response:  # noqa: A002
        workspace = desk.workspace(request)
        tag = f'"{id}-{workspace.version(id)}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        document = words_document(workspace.alignment(id))
        return JSONResponse(document, headers={"ETag": tag, "Cache-Control": "no-cache"})

    @router.get("/recordings/{id}/sound")
    def sound(
        id: str,  # noqa: A002
        request: Request,
        bins: int = 1200,
        start: Seconds | None = None,
        end: Seconds | None = None,
    ) -> Json:
        workspace = desk.workspace(request)
        recording = workspace.get(id)
        bins = min(max(bins, 10), 8000)
        if start is not None and end is not None:
            span = TimeSpan(start, min(max(start, end), start + 60.0))
            values = waveform.draw_stretch(Path(recording.media), span.start, span.end, bins)
            return {"values": values}
        drawn = workspace.folder / id / "sound.u8"
        if drawn.exists():
            return {"values": waveform.read_whole(drawn, bins)}
        return {"job": handlers.start_drawing(desk.jobs, workspace, id)}


def _add_work(router: APIRouter, desk: Desk) -> None:
    def post(path: str, kind: type[Body], step: Step[Body]) -> None:
        def route(id: str, request: Request, body: Body) -> Json:  # noqa: A002
            return step(desk.jobs, desk.workspace(request), id, body)

        route.__annotations__["body"] = kind
        router.post(f"/recordings/{{id}}/{path}")(route)

    post("align", EngineChoice, handlers.start_alignment)
    post("place", Words, handlers.start_placing)
    post("search", SearchBody, handlers.search)
    post("passage", PassageBody, clipping.passage)
    post("export", ExportBody, exporting.start_export)
    post("card", CardBody, quoting.start_card)
    post("cover", CoverBody, covers.keep_cover)
    post("subtitles", SubtitlesBody, clipping.subtitles)
    post("repair", RepairBody, repairing.start_repair)
    post("undo", Nothing, repairing.undo)
    post("redo", Nothing, repairing.redo)
    post("copy", Nothing, playable.start_copy)

    @router.get("/jobs/{id}")
    def job(id: str, request: Request) -> Json:  # noqa: A002
        found = desk.jobs.get(id, desk.workspace(request).owner)
        if found is None:
            raise UnknownJobError
        return found.snapshot()

    @router.post("/jobs/{id}/cancel")
    def cancel(id: str, request: Request) -> Json:  # noqa: A002
        found = desk.jobs.get(id, desk.workspace(request).owner)
        if found is not None:
            desk.jobs.cancel(found)
        return {}


ERRORS = (PullquoteError, opening.FieldError, RequestValidationError)
"""What `answer_error` answers."""
