"""The things that all requests share: workspaces, jobs and folders."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from pullquote.ui.web.folders import Folders
from pullquote.ui.web.jobs import Jobs
from pullquote.ui.web.workspace import Visitors, Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspaces, jobs and folders of one server."""

    visitors: Visitors
    jobs: Jobs
    folders: Folders | None
    """The folders whose files the owner may open by path; None where the server is for others."""
    programs_name_paths: bool = False
    """True when programs may open paths too, which needs a server for the owner alone."""

    def workspace(self, request: Request) -> Workspace:
        """The workspace of the visitor who asks."""
        return self.visitors.workspace(request.scope["visitor"])

    def folders_for(self, request: Request) -> Folders | None:
        """The folders whose files this visitor may name by path: the owner's, nobody else's."""
        return self.folders if request.scope["is_owner"] else None
