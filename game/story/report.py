"""Problems as they are printed: for people, for programs, and for the reviews of a forge."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from game.story.diagnostics import Problem, Problems
from game.story.diagnostics.table import TABLE
from game.story.folder import bytes_of
from game.story.source import Source, decode

_WIDEST = 160
"""How many characters of a source line are quoted."""
_NOT_QUOTED = "outside-the-folder"
"""Told of a file that is somebody else's."""


def as_text(problems: Iterable[Problem]) -> str:
    """Each problem as one line to jump to, its source line with a caret, and help."""
    sources = cache(_source)
    return "\n\n".join(
        _one(problem, None if problem.code == _NOT_QUOTED else sources(problem.place.file)) for problem in problems
    )


def rows(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """An object for each problem: file, line, column, code, severity, message, help."""
    return [
        {
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
            "code": one.code,
            "severity": one.severity.value,
            "message": one.message,
            "help": one.help,
        }
        for one in problems
    ]


def as_json(problems: Iterable[Problem]) -> str:
    """The list of those objects."""
    import json

    return json.dumps(rows(problems), ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "\n".join(
        f"::{one.severity.value} file={_property(one.place.file)},line={one.place.line},col={one.place.column},"
        f"title={_property(one.code)}::{_data(one.message + (f' ({one.help})' if one.help else ''))}"
        for one in problems
    )


def explained(code: str) -> str:
    """What a code means, an example, and its cure. Raises KeyError for a code that is not in the table."""
    row = TABLE[code]
    parts = [f"{row.severity.value}[{row.code}]", row.explanation, "For example:", _indented(row.example)]
    if row.cure:
        parts.append(f"Cure: {row.cure}")
    if row.cured:
        parts += ["Mended:", _indented(row.cured)]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.rstrip().splitlines())


def _one(problem: Problem, source: Source | None) -> str:
    place = problem.place
    file = place.file.replace("\n", " ")
    lines = [f"{file}:{place.line}:{place.column}: {problem.severity.value}[{problem.code}]: {problem.message}"]
    line = source.line(place.line) if source is not None else ""
    if line.strip():
        shown, column = _window(line, place.column)
        lines.append(f"{place.line:>5} | {shown}")
        lines.append(" " * 6 + "| " + _caret(shown, column, place.length))
    if problem.help:
        lines.append(f"   help: {problem.help}")
    return "\n".join(lines)


def _window(line: str, column: int) -> tuple[str, int]:
    """As much of a long line as is read at a glance, and where the column stands in it."""
    start = max(0, column - 1 - _WIDEST // 2) if column > _WIDEST * 3 // 4 else 0
    shown = line[start : start + _WIDEST]
    if start:
        shown = "…" + shown[1:]
    if start + _WIDEST < len(line):
        shown = shown[:-1] + "…"
    return shown, column - start


def _caret(line: str, column: int, length: int) -> str:
    before = "".join("\t" if sign == "\t" else " " for sign in line[: column - 1])
    return before + "^" * max(1, min(length, len(line) - column + 1))


def _source(name: str) -> Source | None:
    """The file a problem is in, to quote its line; None where it cannot be read."""
    try:
        data = bytes_of(Path(name))
    except OSError:
        return None
    return decode(data, name, Problems())


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
