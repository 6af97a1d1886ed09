"""Who may talk to the server, and what the page may load: checked before anything else sees it."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "pullquote_visitor"
_YEAR = 365 * 24 * 3600
_GUESS = 0.5
"""Seconds that a wrong password takes, so that guessing is slow."""

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
    """Who may talk to the server."""

    host: str
    """The address that the server listens on."""
    password: str | None = None
    """Asked for by the browser's own dialogue, when set."""
    owner_token: str | None = None
    """The visitor's secret of whoever started the server."""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> frozenset[str] | None:
        """Names that a request may call us by; None for any.

        A page elsewhere can make a visitor's browser call 127.0.0.1 by a name of its own (DNS
        rebinding); its Host header gives it away.
        """
        if not self.is_local:
            return None if self.host in ("0.0.0.0", "::") else frozenset({self.host.lower()})
        return frozenset({"localhost", "127.0.0.1", "[::1]", self.host.lower()})


def is_loopback(host: str) -> bool:
    """Whether this address is this machine's own."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Middleware: refuses foreign Host and Origin headers, asks for the password, and gives every
    visitor a secret of their own in a cookie (`scope["visitor"]`)."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refuse(scope, headers)
        if refusal is None and scope["type"] == "http":
            refusal = self._let_owner_in(scope)
        if refusal is not None:
            if refusal.status_code == 401 and "authorization" in headers:
                await asyncio.sleep(_GUESS)
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await refusal(scope, receive, send)
            return
        known = _cookie(headers)
        scope["visitor"] = known or secrets.token_urlsafe(24)

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                marked = MutableHeaders(scope=message)
                marked["Content-Security-Policy"] = POLICY
                marked["Referrer-Policy"] = "no-referrer"
                marked["X-Content-Type-Options"] = "nosniff"
                if known is None:
                    marked.append("Set-Cookie", _set_cookie(scope["visitor"]))
            await send(message)

        await self.app(scope, receive, send_marked)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        hosts = self.access.hosts
        if hosts is not None and _name(host) not in hosts:
            return PlainTextResponse("This page is not served under that name.", 400)
        origin = headers.get("origin")
        if (
            scope.get("method", "GET") not in ("GET", "HEAD", "OPTIONS")
            and origin is not None
            and origin.split("://", 1)[-1].lower() != host.lower()
        ):
            return PlainTextResponse("Requests from other sites are refused.", 403)
        if self.access.password is not None and not self._knows_password(headers):
            return PlainTextResponse(
                "A password is needed.",
                401,
                {"WWW-Authenticate": 'Basic realm="Pullquote", charset="UTF-8"'},
            )
        return None

    def _knows_password(self, headers: Headers) -> bool:
        kind, _, code = headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        try:
            given = base64.b64decode(code, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(given, (self.access.password or "").encode())

    def _let_owner_in(self, scope: Scope) -> Response | None:
        """`/?key=…` is how the person who started the server proves to be that person."""
        query = QueryParams(scope.get("query_string", b""))
        if scope["path"] != "/" or "key" not in query or self.access.owner_token is None:
            return None
        rest = "&".join(f"{name}={value}" for name, value in query.items() if name == "open")
        response = RedirectResponse("/" + (f"?{rest}" if rest else ""), 303)
        if hmac.compare_digest(query["key"].encode(), self.access.owner_token.encode()):
            response.headers["Set-Cookie"] = _set_cookie(self.access.owner_token)
        return response


def _name(host: str) -> str:
    host = host.lower()
    return host.rsplit(":", 1)[0] if not host.endswith("]") else host


def _cookie(headers: Headers) -> str | None:
    try:
        cookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    value = cookie[COOKIE].value if COOKIE in cookie else ""
    return value if 20 <= len(value) <= 100 else None


def _set_cookie(token: str) -> str:
    return f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax"
