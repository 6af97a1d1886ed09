"""Addresses of files: the page's own, recordings, covers, and what was made."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from pullquote.clips.typeset.fonts import FONTS_DIR
from pullquote.ui.web.actions import playable, projects, thumbnails
from pullquote.ui.web.actions.clips import clipping, covers, previewing
from pullquote.ui.web.state.desk import Desk

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


def _is_bare(name: str) -> bool:
    """True for the bare name of a file, without a path."""
    return "/" not in name and "\x00" not in name


def add_file_routes(router: APIRouter, desk: Desk) -> None:
    """Serve files by name or id, each to whom it belongs."""

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

    @router.get("/still/{id}")
    def still(id: str, request: Request) -> Response:  # noqa: A002
        file = previewing.still_file(desk.workspace(request), id)
        if file is None:
            return PlainTextResponse("There is no such picture.", 404)
        return FileResponse(file, media_type="image/png", headers={"Cache-Control": "no-store"})

    @router.get("/thumbnail/{id}")
    def thumbnail(id: str, request: Request) -> Response:  # noqa: A002
        file = thumbnails.thumbnail(desk.workspace(request), id)
        if file is None:
            return PlainTextResponse("There is no such picture.", 404)
        return FileResponse(file, media_type="image/png", headers={"Cache-Control": "no-cache"})

    @router.get("/project/{id}")
    def project(id: str, request: Request) -> Response:  # noqa: A002
        name, text = projects.project_file(desk.workspace(request), id)
        named = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
        return Response(text, media_type="application/json", headers=headers)

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
