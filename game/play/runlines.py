"""A run file's header and lines: what they hold, and how they are written.

What is written is YAML that reads alike everywhere: text that another reader might take for a number, a bool
or nothing stands in quotes, and what no terminal or file should hold raw is escaped.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from game.story.types import Value

FORMAT = "october-run/1"
NAME_LIMIT = 200

_PLAIN = re.compile(r"[^\W\d_](?:[\w .-]*\w)?|\d+\.\d+\.\d+")
_TAKEN = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)")
_NUMBER = re.compile(r"\d+(?:e\d+)?")
_SURROGATE = "[\ud800-\udfff]"
RESERVED_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""Names of devices, in lower case, which no file there can bear."""


class Header(NamedTuple):
    """Where a run began; `preset` are the story variables that differed from their initial value there.

    A run that is `alone` is over when the scene it began in is. `parent_run` is the stem of the file it was
    forked from, empty when it was not; `started` is None when a file does not say.
    """

    story: str
    version: str = ""
    seed: int = 1917
    start: str = ""
    preset: Mapping[str, Value] = MappingProxyType({})
    name: str = ""
    started: datetime | None = None
    parent_run: str = ""
    parent_step: int = 0
    alone: bool = False


class Chosen(NamedTuple):
    """A choice taken: the place at rest, the choice's id, and the digest of the variables before it."""

    state: str
    choose: str
    digest: str


class Undone(NamedTuple):
    """The last choice that stood was taken back."""


class Ended(NamedTuple):
    """The run is over: the ending's id (or the outcome of a scene played alone), and the digest there."""

    end: str
    digest: str


class Named(NamedTuple):
    """The run is called so from here on."""

    name: str


class Noted(NamedTuple):
    """What the player wrote about the run; the last note stands, and an empty one takes it away."""

    note: str


RunLine = Chosen | Undone | Ended | Named | Noted


class Standing(NamedTuple):
    """The choices that stand, the end they came to, and whether more was taken back than was there."""

    choices: tuple[Chosen, ...]
    ended: Ended | None = None
    overdrawn: bool = False


def standing(lines: Iterable[RunLine]) -> Standing:
    """What stands when each undo has taken back the choice before it."""
    choices: list[Chosen] = []
    ended: Ended | None = None
    for line in lines:
        if isinstance(line, Chosen):
            choices.append(line)
            ended = None
        elif isinstance(line, Undone):
            if not choices:
                return Standing((), overdrawn=True)
            choices.pop()
            ended = None
        elif isinstance(line, Ended):
            ended = line
    return Standing(tuple(choices), ended)


def tidy_name(name: str) -> str:
    """A name as a run may bear it: on one line, of a bounded length."""
    visible = "".join(sign if sign.isprintable() or sign.isspace() else "" for sign in name)
    return unicodedata.normalize("NFC", " ".join(visible.split())[:NAME_LIMIT].rstrip())


def slug(name: str) -> str:
    """A file's stem for a run of this name: letters of any script, digits, hyphens; empty if it has none."""
    signs = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).lower())
    kept = "".join(sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else "-" for sign in signs)
    stem = "-".join(filter(None, kept.split("-")))
    while len(stem.encode()) > 120:
        stem = stem[:-1].rstrip("-")
    return f"{stem}-run" if RESERVED_BY_WINDOWS.fullmatch(stem) else stem


def header_text(header: Header) -> str:
    """The header document, with the line that parts it from the choices."""
    preset = ", ".join(f"{_scalar(key)}: {_value(value)}" for key, value in header.preset.items())
    lines = [
        f"format: {FORMAT}",
        f"story: {_scalar(header.story)}",
        f"version: {_scalar(header.version)}",
        f"seed: {header.seed}",
        f"start: {_scalar(header.start)}",
        *(["alone: true"] if header.alone else []),
        f"set: {{{preset}}}",
        f"name: {_scalar(header.name)}",
    ]
    if header.started is not None:
        lines.append(f"started: {header.started.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    if header.parent_run:
        lines.append(f"parent: {{run: {_scalar(header.parent_run)}, step: {header.parent_step}}}")
    return "\n".join([*lines, "---", ""])


def line_text(line: RunLine) -> str:
    """One item of the list of choices, without its line feed."""
    if isinstance(line, Chosen):
        state, choice, digest = line
        if digest.isdecimal() or "e" in digest:
            digest = _digest(digest)
        return f"- {{state: {state}, choose: {_id(choice)}, digest: {digest}}}"
    if isinstance(line, Ended):
        return f"- {{end: {_id(line.end)}, digest: {_digest(line.digest)}}}"
    if isinstance(line, Noted):
        return f"- {{note: {_scalar(line.note)}}}"
    return f"- {{name: {_scalar(line.name)}}}" if isinstance(line, Named) else "- undo"


def _digest(digest: str) -> str:
    """A digest as a scalar: in quotes where it could be read as a number, such as `12e45678`."""
    quoted = digest.isdecimal() or (digest.replace("e", "", 1).isdecimal() and _NUMBER.fullmatch(digest))
    return f'"{digest}"' if quoted else digest


@cache
def _id(id: str) -> str:
    """An id as a scalar; of these there are only as many as a story has."""
    return _scalar(id)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _scalar(value)


def _scalar(text: str) -> str:
    """Text as a YAML scalar that is text for every reader."""
    if _PLAIN.fullmatch(text) and text.isprintable() and not _TAKEN.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, re.sub(_SURROGATE, "\N{REPLACEMENT CHARACTER}", text))) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    if sign.isprintable():
        return sign
    code = ord(sign)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
