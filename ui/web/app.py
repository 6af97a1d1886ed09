"""The page as a web application: Gradio carries it, our own routes feed it.

The door to gradio: nothing else imports it.
"""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pullquote.align.errors import InputError
from pullquote.align.library.store.location import data_folder, library_path
from pullquote.ui.web.state.workspace import Visitors

if TYPE_CHECKING:
    from fastapi import FastAPI

    from pullquote.ui.web.guard import Access

_HERE = Path(__file__).resolve().parent


def create_app(access: Access, data: Path | None = None) -> FastAPI:
    """The whole application for one server, with its data in the folder `data`."""
    # Gradio reads these when it is imported: it would tell its makers of every start.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    data = data or data_folder()
    # Files from and for programs; emptied after a day.
    os.environ.setdefault("GRADIO_TEMP_DIR", str(data / "passing"))
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from pullquote.ui.web import routes
    from pullquote.ui.web.folders import Folders
    from pullquote.ui.web.guard import Guard
    from pullquote.ui.web.page import build_page, page_head, page_theme
    from pullquote.ui.web.sign_in import Locks
    from pullquote.ui.web.state.desk import Desk
    from pullquote.ui.web.state.jobs import Jobs

    visitors = Visitors(data)
    locks = Locks(access.owner_token or visitors.owner_token(), access.password)
    # Visitors from elsewhere send files; their paths belong to another machine.
    folders = Folders.of(access.folders) if access.is_local else None
    # Without a password only the owner comes in, so programs may name paths as well.
    desk = Desk(
        *(visitors, Jobs(), folders),
        programs_name_paths=access.password is None,
        library=library_path(data),
    )
    app = FastAPI(title="Pullquote", docs_url=None, redoc_url=None, openapi_url=None)
    for kind in routes.ERRORS:
        app.add_exception_handler(kind, routes.answer_error)
    app.include_router(routes.build_routes(desk))
    app.state.desk = desk
    gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        ssr_mode=False,
        run_history=False,
        footer_links=[],
        enable_monitoring=False,
        # With `pullquote[mcp]` the named endpoints are tools for assistants, at /gradio_api/mcp/.
        mcp_server=find_spec("mcp") is not None,
        theme=page_theme(),
        head=page_head(),
        favicon_path=str(_HERE / "assets" / "favicon.svg"),
    )
    # The last one is the outermost. Recordings of unknown kinds are not worth packing.
    kept = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream")
    app.add_middleware(GZipMiddleware, compresslevel=5, exclude_content_types=kept)
    app.add_middleware(Guard, locks=locks)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=access.hosts, www_redirect=False)
    return app


def serve(
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = True,
    sample: bool = False,
    password: str | None = None,
    folders: tuple[Path, ...] = (),
) -> None:
    """Serve the page until Ctrl-C. Raises InputError for an address that others can reach without a
    password, or a port that is taken."""
    import uvicorn

    from pullquote.ui.web.guard import Access, is_loopback

    if not is_loopback(host) and not password:
        raise InputError(
            f"the page on {host} could be used by anybody who reaches this machine; "
            "give --password as well, or leave --host away"
        )
    listening = _listen(host, port)
    token = Visitors(data_folder()).owner_token()
    app = create_app(Access(host, password, token, folders))
    shown = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    query = f"?key={token}" + ("&open=sample" if sample else "")
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    print(f"Pullquote is at {address}{query}", flush=True)
    print("Ctrl-C ends it.", flush=True)
    if open_browser:
        threading.Timer(0.8, webbrowser.open, (address + query,)).start()
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=2, ws_max_size=1 << 20
    )
    try:
        # Ctrl-C is the usual end: uvicorn has already shut down when it passes it on.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        app.state.desk.jobs.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        raise InputError(
            f"cannot listen on {host} port {port} ({error.strerror or error}); "
            "choose another with --port, or end what uses it"
        ) from None
    return listening
