"""Web and mail addresses, split into the parts that are read out one after another."""

from __future__ import annotations

import re

SIGNS = {
    ".": "dot",
    "/": "slash",
    "@": "at",
    "-": "dash",
    "_": "underscore",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "+": "plus",
    ":": "colon",
    "~": "tilde",
    "%": "percent",
}
"""Names of signs inside an address."""
_ENDINGS = frozenset(
    """com org net edu gov mil int info biz dev app xyz io ai co me tv fm ly us ca au uk de fr eu
    es it nl pl ch at be in jp cn ru br js py rs""".split()  # noqa: SIM905
)
_SPELLED = frozenset(
    "www uk io ai tv fm eu de fr us ca au es nl pl ch jp cn ru br js py rs".split()  # noqa: SIM905
)
_ADDRESS = re.compile(
    r"(https?://)?([\w.+-]+@)?((?:[\w-]+\.)+([A-Za-z]{2,}))(:\d+)?([/?#]\S*)?", re.IGNORECASE
)


def split_address(token: str) -> list[str] | None:
    """Names and signs of `joe@example.com` or `https://example.com/x`; None for other tokens.

    A name without scheme, `@` or path must end in a well-known ending, so that `hello.World`
    stays two words.
    """
    core = token.strip("<>()[]{}\"',;!*").rstrip(".?:")
    found = _ADDRESS.fullmatch(core)
    if not found:
        return None
    scheme, user, host, ending, _, path = found.groups()
    plain_host = host == host.lower() or host.upper() != host
    known = ending.lower() in _ENDINGS and plain_host and len(host) > 4
    if not (scheme or user or known or (path and ending.lower() in _ENDINGS)):
        return None
    if not (scheme or user or path) and ending != ending.lower():
        return None
    return re.findall(r"[^\W_]+|[^\w\s]|_", core[len(scheme or "") :].rstrip("/"))


def is_spelled(name: str) -> bool:
    """True if this part of an address is read letter by letter."""
    return name.lower() in _SPELLED
