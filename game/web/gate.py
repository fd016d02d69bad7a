"""Who may come in: what a request's Host, Origin and cookie say, and what an answer lets a browser do.

A visitor is known by a token in a cookie; on the disk she is a digest of it, so that no name of a folder ever
comes from outside and nobody who can list the folders can take a visitor's place.
"""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

COOKIE = "october-visitor"
COOKIE_AGE = 400 * 24 * 60 * 60
"""As long as browsers keep one, in seconds."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "october",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer. The terminal in the page sets styles by script, hence the one 'unsafe-inline'."""


def new_token() -> str:
    """A token nobody can guess: 192 bits."""
    return secrets.token_urlsafe(24)


def visitor_of(token: str | None) -> str:
    """The name of a visitor's folder, 32 hex digits; empty where there is no token that we could have given."""
    return sha256(token.encode()).hexdigest()[:32] if token and _TOKEN.fullmatch(token) else ""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a server answers to: the address it is bound to, and the one a proxy gives it, if any."""

    host: str
    public: str = ""

    @property
    def secure(self) -> bool:
        """Whether visitors come by https."""
        return self.public.startswith("https:")

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server.

        On loopback any other name is refused: a page elsewhere may have its own name lead here (DNS rebinding).
        """
        name = _name_of(host)
        if not name or not (self.public or is_loopback(self.host)):
            return bool(name)
        return name in {self.host, *([_name_of(urlsplit(self.public).netloc)] if self.public else [])} or is_loopback(
            name
        )

    def is_own(self, origin: str | None, host: str) -> bool:
        """Whether a websocket was opened by a page of this server, and by no other's."""
        if origin is None:
            return False
        try:
            return origin == self.public or urlsplit(origin).netloc == host != ""
        except ValueError:
            return False


def _name_of(host: str) -> str:
    """A Host header without its port; empty where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
