"""Access to the server, and the page's content policy, checked before anything else."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pullquote.ui.web.guesses import Guesses
from pullquote.ui.web.sign_in import Known, Locks, cookie_in, offered_secret

_GUESS = 0.5
"""Seconds that a wrong password takes, so that guessing is slow."""
_LONGEST_FORM = 4096
"""Bytes of the sign-in form."""

# Gradio's page needs inline scripts and builds templates by `new Function`; what matters here is
# that nothing, not even a mistake of ours, makes the browser ask another machine for something.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob: data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class Access:
    """The rules for access to the server."""

    host: str
    """The address that the server listens on."""
    password: str | None = None
    """Lets others in, each to a workspace of their own; None for the owner alone."""
    owner_token: str | None = None
    """The owner's key; None for the one in the data folder."""
    folders: tuple[Path, ...] = ()
    """Folders whose files the owner may open by path; empty for the home folder."""

    @property
    def is_local(self) -> bool:
        """True when only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> list[str]:
        """Host names that a request may use, as `TrustedHostMiddleware` takes them.

        A page elsewhere can make a visitor's browser call 127.0.0.1 by a name of its own (DNS
        rebinding); its Host header gives it away.
        """
        if self.host in ("0.0.0.0", "::"):
            return ["*"]
        own = f"[{self.host}]" if ":" in self.host and self.host[0] != "[" else self.host
        names = ["localhost", "127.0.0.1", "[::1]"] if self.is_local else []
        return [*names, own.lower()]


def is_loopback(host: str) -> bool:
    """True for an address of this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Middleware: refuses foreign Origin headers and whoever has neither key nor password.

    What it lets through carries `scope["visitor"]`, which names the visitor's workspace, and
    `scope["is_owner"]`.
    """

    def __init__(self, app: ASGIApp, locks: Locks) -> None:
        self.app = app
        self.locks = locks
        self._guesses = Guesses()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = _refuse_other_sites(scope, headers)
        known: Known | None = None
        if answer is None and scope["type"] == "http":
            answer = await self._sign_in(scope, headers, receive)
        if answer is None:
            known = self.locks.by_cookie(cookie_in(headers))
            if known is None:
                known, answer = await self._by_header(scope, headers)
        if answer is None and known is None:
            answer = self._ask(headers)
        if answer is not None and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        is_new = known is not None and self.locks.by_cookie(cookie_in(headers)) is None

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                marked = MutableHeaders(scope=message)
                marked["Content-Security-Policy"] = POLICY
                marked.setdefault("Referrer-Policy", "no-referrer")
                marked["X-Content-Type-Options"] = "nosniff"
                if known is not None and is_new:
                    cookie = self.locks.cookie_of(known, secure=scope.get("scheme") == "https")
                    marked.append("Set-Cookie", cookie)
            await send(message)

        if answer is not None:
            await answer(scope, receive, send_marked)
            return
        assert known is not None  # as there is no answer yet
        scope["visitor"], scope["is_owner"] = known.secret, known.is_owner
        await self.app(scope, receive, send_marked)

    async def _sign_in(self, scope: Scope, headers: Headers, receive: Receive) -> Response | None:
        """The answer to the sign-in form, and to `/?key=…`, the address that is printed."""
        if scope["path"] == "/sign-in" and scope["method"] == "POST":
            secret = await _form_secret(receive)
            return await self._welcome(scope, headers, secret, "/")
        query = QueryParams(scope.get("query_string", b""))
        if scope["path"] == "/" and "key" in query:
            rest = "&".join(f"{name}={value}" for name, value in query.items() if name == "open")
            return await self._welcome(scope, headers, query["key"], "/" + (rest and f"?{rest}"))
        if scope["path"] == "/sign-in":
            return self.locks.page(status=200)
        return None

    async def _welcome(self, scope: Scope, headers: Headers, secret: str, target: str) -> Response:
        known, refusal = await self._check(scope, headers, secret)
        if known is None:
            return refusal or self.locks.page("That is not right; try again.")
        response = RedirectResponse(target, 303)
        secure = scope.get("scheme") == "https"
        response.headers["Set-Cookie"] = self.locks.cookie_of(known, secure=secure)
        return response

    async def _by_header(
        self, scope: Scope, headers: Headers
    ) -> tuple[Known | None, Response | None]:
        secret = offered_secret(headers)
        return (None, None) if secret is None else await self._check(scope, headers, secret)

    async def _check(
        self, scope: Scope, headers: Headers, secret: str
    ) -> tuple[Known | None, Response | None]:
        """The person whom this key or password lets in, or the answer after too many wrong ones."""
        address = (scope.get("client") or ("",))[0]
        wait = self._guesses.wait(address)
        if wait > 0:
            sentence = "Too many wrong passwords were tried; wait some minutes, then try again."
            return None, PlainTextResponse(sentence, 429, {"Retry-After": str(round(wait) + 1)})
        known = self.locks.by_secret(secret, cookie_in(headers))
        if known is None:
            self._guesses.note(address)
            await asyncio.sleep(_GUESS)
        return known, None

    def _ask(self, headers: Headers) -> Response:
        if "text/html" in headers.get("accept", ""):
            return self.locks.page()
        sentence = "Sign in first: open the address that `pullquote ui` printed, or reload the page"
        document = {"error": sentence, "code": "SignInNeeded", "field": None}
        # A scheme for which no browser opens a dialogue of its own.
        return JSONResponse(document, 401, {"WWW-Authenticate": 'Bearer realm="Pullquote"'})


def _refuse_other_sites(scope: Scope, headers: Headers) -> Response | None:
    origin = headers.get("origin")
    is_reading = scope.get("method", "GET") in ("GET", "HEAD", "OPTIONS")
    if (
        origin is None
        or (is_reading and scope["type"] == "http")
        or origin.split("://", 1)[-1].lower() == headers.get("host", "").lower()
    ):
        return None
    return PlainTextResponse("Requests from other sites are refused.", 403)


async def _form_secret(receive: Receive) -> str:
    body = b""
    while len(body) <= _LONGEST_FORM:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    fields = parse_qs(body[:_LONGEST_FORM].decode("utf-8", "replace"))
    return fields.get("secret", [""])[0].strip()
