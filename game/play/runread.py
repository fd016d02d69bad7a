"""Reading a run file: whatever it holds, all that can be read is kept, and the rest is told by its line.

- A last line without its line feed that is no whole item is the trace of a crash: dropped, and `torn` is set.
- A line that ends in ` # torn` is such a trace too, closed when the run was resumed: dropped in silence.
- Any other item that cannot be read is a problem with its line, and reading goes on. Nothing is guessed: each
  choice names its place and the digest before it, so replay stops where what was lost is missed.
- A file of more than 16 MiB or with a hundred such items is not read to its end: it is `unfinished`.
- Without a header nothing can be played: `header` is None.
"""

import re
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any, NamedTuple

from game.play.runlines import FORMAT, Chosen, Ended, Header, Named, Noted, RunLine, Undone
from game.story.diagnostics import Problems
from game.story.source import Node, Scalar, Sequence, read
from game.story.types import Value

SIZE_LIMIT = 16 * 1024 * 1024
HEADER_LIMIT = 64 * 1024
ITEM_LIMIT = 16 * 1024
DEPTH_LIMIT = 4
PROBLEM_LIMIT = 100
TORN = " # torn"
"""Ends a line that a crash cut off."""

_CHOSEN = re.compile(r'- \{state: ([\w-]+\.[\w-]+), choose: ([\w-]+), digest: "?([0-9a-f]{8})"?\}')
_PLACE = re.compile(r"[\w-]+\.[\w-]+")
_ID = re.compile(r"[\w-]+")
_DIGEST = re.compile(r"[0-9a-f]{8}")
_INT = re.compile(r"-?\d{1,19}")
_UNDONE = Undone()


class Unreadable(NamedTuple):
    """A line of a run file that cannot be read, and why."""

    line: int
    reason: str


class Record(NamedTuple):
    """What a run file holds; `torn` when its last line was cut off, `unfinished` when not all of it was read."""

    header: Header | None
    lines: tuple[RunLine, ...] = ()
    problems: tuple[Unreadable, ...] = ()
    torn: bool = False
    unfinished: bool = False

    @property
    def name(self) -> str:
        """What the run is called now."""
        named = (line.name for line in reversed(self.lines) if isinstance(line, Named))
        return next(named, self.header.name if self.header else "")

    @property
    def note(self) -> str:
        """What the player last wrote about it."""
        return next((line.note for line in reversed(self.lines) if isinstance(line, Noted)), "")


class _Broken(ValueError):
    """Text that is not what it should be; its message says how."""


class _Plain(str):
    """A scalar without quotes, which may stand for a number or a bool."""


def read_record(data: bytes) -> Record:
    """What the bytes of a run file hold."""
    text = data[:SIZE_LIMIT].decode("utf-8-sig", "surrogateescape")
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)
    head = "\n".join(lines[:start])
    try:
        if not start or len(head) > HEADER_LIMIT:
            raise _Broken("this is no run file, or its header is cut off")
        header = _header(yaml_value(head))
    except _Broken as broken:
        return Record(None, problems=(Unreadable(1, str(broken)),))
    if len(data) > SIZE_LIMIT:
        lines[-1] = ""
    record = _items(header, lines, start + 1)
    return record._replace(unfinished=True) if len(data) > SIZE_LIMIT else record


def is_whole(tail: bytes) -> bool:
    """Whether a last line without a line feed is an item that reading keeps."""
    try:
        item_of(tail.decode())
    except (UnicodeDecodeError, _Broken):
        return False
    return True


def is_yaml(data: bytes) -> bool:
    """Whether the bytes are one YAML document of the kind a run file is made of."""
    try:
        yaml_value(data.decode())
    except (UnicodeDecodeError, _Broken):
        return False
    return True


def item_of(text: str) -> RunLine:
    """The line of a run that `text`, one YAML item, stands for. Raises ValueError, saying why, for none."""
    items = yaml_value(text)
    if not isinstance(items, list) or len(items) != 1:
        raise _Broken('expected "- {state: …, choose: …, digest: …}"')
    item = items[0]
    if item == "undo":
        return _UNDONE
    if not isinstance(item, dict):
        raise _Broken('expected "undo" or a mapping')
    if "choose" in item:
        return Chosen(_field(item, "state", _PLACE), _field(item, "choose", _ID), _field(item, "digest", _DIGEST))
    if "end" in item:
        return Ended(_field(item, "end", _ID), _field(item, "digest", _DIGEST))
    if "name" in item:
        return Named(_field(item, "name"))
    if "note" in item:
        return Noted(_field(item, "note"))
    raise _Broken("none of choose, end, name or note is there")


def yaml_value(text: str) -> object:
    """Nested lists, dicts and strings of one YAML document. Raises ValueError, saying why it is none."""
    problems = Problems()
    node = read(text.encode("utf-8", "surrogateescape"), "", problems)
    if errors := problems.errors:
        raise _Broken(errors[0].message)
    if node is None:
        raise _Broken("nothing is written here")
    return _plain_value(node, 0)


def _plain_value(node: Node, depth: int) -> object:
    if isinstance(node, Scalar):
        return node.value if node.style else _Plain(node.value)
    if depth == DEPTH_LIMIT:
        raise _Broken("nested too deeply")
    if isinstance(node, Sequence):
        return [_plain_value(item, depth + 1) for item in node.items]
    return {key: _plain_value(entry.value, depth + 1) for key, entry in node.entries.items()}


def _items(header: Header, lines: list[str], start: int) -> Record:
    found: list[RunLine] = []
    problems: list[Unreadable] = []
    torn = False
    number, end = start, len(lines)
    while number < end:
        first = number
        number += 1
        if match := _CHOSEN.fullmatch(lines[first]):
            found.append(tuple.__new__(Chosen, match.groups()))
            continue
        line = lines[first].rstrip()
        if line == "- undo":
            found.append(_UNDONE)
            continue
        if not line or line.lstrip().startswith("#") or line.endswith(TORN):
            continue
        following = takewhile(_goes_on, (lines[n] for n in range(number, end)))
        item = "\n".join([line, *following])
        number = first + 1 + item.count("\n")
        try:
            if len(item) > ITEM_LIMIT:
                raise _Broken("too long")
            found.append(item_of(item))
        except _Broken as broken:
            if number == end:
                torn = True
            elif not item.endswith(TORN):
                problems.append(Unreadable(first + 1, str(broken)))
        if len(problems) == PROBLEM_LIMIT:
            return Record(header, tuple(found), tuple(problems), unfinished=True)
    return Record(header, tuple(found), tuple(problems), torn)


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the item begun above it."""
    return line[:1] in (" ", "\t") and not line.lstrip().startswith("- ") and not line.isspace()


def _header(fields: object) -> Header:
    if not isinstance(fields, dict) or fields.get("format") is None:
        raise _Broken("this is no run file")
    if fields["format"] != FORMAT:
        raise _Broken(f'the format is "{fields["format"]}"; this game reads "{FORMAT}"')
    preset = fields.get("set", {})
    parent = fields.get("parent", {})
    if not isinstance(preset, dict) or not isinstance(parent, dict):
        raise _Broken('"set" and "parent" are mappings')
    return Header(
        story=_field(fields, "story", _ID),
        version=_field(fields, "version", default=""),
        seed=int(_field(fields, "seed", _INT)),
        start=_field(fields, "start"),
        preset={str(key): _value_of(value) for key, value in preset.items()},
        name=_field(fields, "name", default=""),
        started=_moment(_field(fields, "started", default="")),
        parent_run=_field(parent, "run", default=""),
        parent_step=int(_field(parent, "step", _INT, default="0")),
        alone=_field(fields, "alone", default="false") == "true",
    )


def _field(fields: dict[str, Any], key: str, form: re.Pattern[str] | None = None, default: str | None = None) -> str:
    value = fields.get(key, default)
    if not isinstance(value, str):
        raise _Broken(f'"{key}" is missing' if value is None else f'"{key}" is one value')
    if form is not None and not form.fullmatch(value):
        raise _Broken(f'"{key}" is not right: {value[:60]}')
    return str(value)


def _value_of(value: object) -> Value:
    if not isinstance(value, str):
        raise _Broken('each variable under "set" has one value')
    if isinstance(value, _Plain):
        if value in ("true", "false"):
            return value == "true"
        if _INT.fullmatch(value):
            return int(value)
    return str(value)


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
