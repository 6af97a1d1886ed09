"""What all requests share: whose workspace, which jobs, whose folders."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from pullquote.ui.web.folders import Folders
from pullquote.ui.web.jobs import Jobs
from pullquote.ui.web.workspace import Visitors, Workspace


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
