"""The things that all requests share: workspaces, jobs and folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import Request

from pullquote.ui.web.folders import Folders
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Visitors, Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspaces, jobs and folders of one server."""

    visitors: Visitors
    jobs: Jobs
    folders: Folders | None
    """The folders whose files the owner may open by path; None where the server is for others."""
    programs_name_paths: bool = False
    """True when programs may open paths too, which needs a server for the owner alone."""
    library: Path | None = None
    """The owner's library; None where the page has none."""

    def workspace(self, request: Request) -> Workspace:
        """The workspace of the visitor who asks."""
        workspace = self.visitors.workspace(request.scope["visitor"])
        workspace.library = self.library_for(request)
        return workspace

    def library_for(self, request: Request) -> Path | None:
        """The library that this visitor may use: the owner's, nobody else's."""
        return self.library if request.scope["is_owner"] else None

    def folders_for(self, request: Request) -> Folders | None:
        """The folders whose files this visitor may name by path: the owner's, nobody else's."""
        return self.folders if request.scope["is_owner"] else None
