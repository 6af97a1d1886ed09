"""The contract of the page's script and the server: every answer has a type, and keeps it."""

import json
import runpy
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from pullquote.samples import SAMPLE_VIDEO
from pullquote.ui.web.actions import opening
from pullquote.ui.web.folders import Folders
from pullquote.ui.web.routes import build_routes
from pullquote.ui.web.schemas.bodies import Nothing, Source
from pullquote.ui.web.schemas.plain import Answer, Done
from pullquote.ui.web.schemas.recordings import Stepped
from pullquote.ui.web.schemas.text import WordsAnswer
from pullquote.ui.web.state.desk import Desk
from pullquote.ui.web.state.jobs import Jobs
from pullquote.ui.web.state.workspace import Visitors, Workspace

ROOT = Path(__file__).resolve().parents[3]
FILES = {
    "assets/{name}",
    "fonts/{name}",
    "media/{id}",
    "cover/{id}",
    "still/{id}",
    "project/{id}",
    "thumbnail/{id}",
    "made/{id}/{name}",
}
"""Routes that answer with a file's bytes."""


@pytest.fixture
def desk(tmp_path):
    desk = Desk(Visitors(tmp_path), Jobs(), None)
    yield desk
    desk.jobs.close()


@pytest.fixture
def router(desk) -> APIRouter:
    return build_routes(desk)


def test_every_route_that_answers_in_json_is_held_to_a_model(router):
    loose = {
        route.path.removeprefix("/pullquote/")
        for route in router.routes
        if isinstance(route, APIRoute)
        and not (
            isinstance(route.response_model, type) and issubclass(route.response_model, Answer)
        )
    }
    assert loose == FILES
    assert not any(route.response_model is Answer for route in router.routes)


def test_an_answer_that_is_not_the_routes_is_a_fault_of_the_server(desk, monkeypatch):
    def undo(jobs: Jobs, workspace: Workspace, recording: str, body: Nothing) -> Stepped:
        return Done()

    monkeypatch.setattr("pullquote.ui.web.actions.repairing.undo", undo)
    app = FastAPI()
    app.include_router(build_routes(desk))

    async def as_owner(scope, receive, send):
        await app({**scope, "visitor": "anna", "is_owner": True}, receive, send)

    client = TestClient(as_owner, raise_server_exceptions=False)
    assert client.post("/pullquote/recordings/x/undo", json={}).status_code == 500


def test_the_words_are_sent_as_their_model_says(desk, router):
    from pullquote import samples

    workspace = desk.visitors.workspace("anna")
    recording = opening.open_recording(
        workspace,
        Source(path=str(SAMPLE_VIDEO)),
        Source(path=str(samples.SAMPLE_TRANSCRIPT)),
        folders=Folders((SAMPLE_VIDEO.parent,)),
    )
    app = FastAPI()
    app.include_router(router)

    async def as_owner(scope, receive, send):
        await app({**scope, "visitor": "anna", "is_owner": True}, receive, send)

    answer = TestClient(as_owner).get(f"/pullquote/recordings/{recording.id}/words")
    words = WordsAnswer.model_validate(json.loads(answer.content))
    assert len(words.at) == len(workspace.alignment(recording.id).words)


def test_the_script_is_checked_against_the_same_models(capsys):
    check = runpy.run_path(str(ROOT / ".ci" / "contract.py"))["main"]
    assert check(["--check"]) == 0, capsys.readouterr().err
