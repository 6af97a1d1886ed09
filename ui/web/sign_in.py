"""The sender of a request: the owner by the key, others by the password; cookies for both.

The key itself is never in a cookie, only what proves that its holder was here. Cookies of visitors
hold their secret and a proof that they knew the password; another password signs them out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse

COOKIE = "pullquote_visitor"
_YEAR = 365 * 24 * 3600
_OWNER = "owner"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in · Pullquote</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:26rem;margin:15vh auto;padding:0 1rem}}
input,button{{font:inherit;padding:.5rem .7rem}}input{{width:100%;box-sizing:border-box}}
button{{margin-top:.7rem}}</style></head>
<body><h1>Pullquote</h1><p>{sentence}</p>
<form method="post" action="/sign-in"><label>{label}
<input type="password" name="secret" autocomplete="current-password" autofocus></label>
<button>Open</button></form></body></html>"""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may come in."""

    secret: str
    """Names their workspace; the owner's is the key."""
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Locks:
    """The owner's key and, where there is one, the password for others."""

    key: str
    password: str | None

    def by_secret(self, given: str, cookie: str = "") -> Known | None:
        """The person with this key or password; a visitor known before keeps their secret."""
        if _same(given, self.key):
            return Known(self.key, True)
        if self.password is not None and _same(given, self.password):
            before = cookie.partition(".")[0]
            is_secret = 20 <= len(before) <= 100 and before.isascii()
            return Known(before if is_secret else secrets.token_urlsafe(24), False)
        return None

    def by_cookie(self, cookie: str) -> Known | None:
        """The person with a cookie that `cookie_of` made."""
        secret, _, proof = cookie.partition(".")
        if secret == _OWNER and _same(proof, self._proof(_OWNER)):
            return Known(self.key, True)
        if self.password is not None and secret != _OWNER and _same(proof, self._proof(secret)):
            return Known(secret, False)
        return None

    def cookie_of(self, known: Known, *, secure: bool = False) -> str:
        """The Set-Cookie header by which a browser is known again."""
        name = _OWNER if known.is_owner else known.secret
        tail = "; Secure" if secure else ""
        return (
            f"{COOKIE}={name}.{self._proof(name)}; Path=/; Max-Age={_YEAR}; HttpOnly; "
            f"SameSite=Lax{tail}"
        )

    def page(self, problem: str = "", status: int = 401) -> HTMLResponse:
        """The page that asks for the key or the password."""
        if self.password is None:
            sentence = (
                "Open the address that <code>pullquote ui</code> printed; it holds the key. "
                "Or paste the key here."
            )
            label = "Key"
        else:
            sentence, label = "This page asks for a password.", "Password"
        text = PAGE.format(sentence=problem or sentence, label=label)
        # Under `no-referrer` a browser would send the form with an empty Origin.
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
        return HTMLResponse(text, status, headers)

    def _proof(self, name: str) -> str:
        # The owner stays signed in under another password.
        password = "" if name == _OWNER else self.password or ""
        said = f"{name}\0{password}".encode("utf-8", "surrogatepass")
        return hmac.new(self.key.encode(), said, hashlib.sha256).hexdigest()


def offered_secret(headers: Headers) -> str | None:
    """The key or password in the Authorization header, which programs send."""
    kind, _, code = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return code.strip()
    if kind.lower() != "basic":
        return None
    try:
        return base64.b64decode(code, validate=True).partition(b":")[2].decode()
    except (binascii.Error, ValueError):
        return ""


def cookie_in(headers: Headers) -> str:
    """The value of our cookie; empty when there is none."""
    try:
        cookie = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookie[COOKIE].value if COOKIE in cookie else ""


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(
        given.encode("utf-8", "surrogatepass"), wanted.encode("utf-8", "surrogatepass")
    )
