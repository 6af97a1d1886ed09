"""The addresses of the library: `/pullquote/library/...`, for the owner alone."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request

from pullquote.align.errors import InputError
from pullquote.ui.web.actions import aligning, library
from pullquote.ui.web.schemas.bodies import ClaimBody, LibraryBody, Nothing, PathBody
from pullquote.ui.web.schemas.library import LibraryFound, LibraryList, QuoteAnswer
from pullquote.ui.web.schemas.recordings import Detail
from pullquote.ui.web.schemas.work import Started
from pullquote.ui.web.state.desk import Desk


def add_library_routes(router: APIRouter, desk: Desk) -> None:
    """Add them to the router."""

    def path_for(request: Request) -> Path:
        path = desk.library_for(request)
        if path is None:
            raise InputError("the library is for the owner of this machine alone")
        return path

    @router.get("/library/recordings")
    def listing(request: Request, title: str = "", offset: int = 0) -> LibraryList:
        return library.listing(path_for(request), title, offset)

    @router.post("/library/search")
    def search(request: Request, body: LibraryBody) -> LibraryFound:
        return library.find(path_for(request), body)

    @router.post("/library/quote")
    def quote(request: Request, body: ClaimBody) -> QuoteAnswer:
        return library.check(path_for(request), body)

    @router.post("/library/add")
    def add(request: Request, body: PathBody) -> Started:
        path, workspace = path_for(request), desk.workspace(request)
        return library.start_adding(desk.jobs, workspace, path, desk.folders_for(request), body)

    @router.post("/library/recordings/{number}/open", response_model_exclude_unset=True)
    def show(number: int, request: Request, body: Nothing) -> Detail:
        path, workspace = path_for(request), desk.workspace(request)
        recording = library.open_entry(workspace, path, number)
        return aligning.detail(desk.jobs, workspace, recording.id)
