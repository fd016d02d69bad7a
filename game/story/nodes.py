"""A file as it was written, and the tree of its values, each of which knows its place in it.

A value here is text, a list or a mapping: what a text means (a number, an id, prose) is for its key to say.
Nodes hold two numbers each, and work out lines and columns only when a problem asks for them.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from game.story.diagnostics import Place
from game.story.positions import end_of_sign, first_deeper_line, spots


class Source:
    """The text of a file, without its byte order mark, and the name that messages give it."""

    __slots__ = ("_lines", "_lower", "_spots", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        """A source called `name` in messages."""
        self.name = name
        self.text = text
        self._lines: array[int] | None = None
        self._lower: tuple[list[int], list[int]] | None = None
        self._spots: tuple[int, array[int]] | None = None

    def lower(self, starts: list[int], lines: list[int]) -> None:
        """Let places from each of `starts` on be told so many lines lower: the file was changed above them since."""
        self._lower = starts, lines

    def line(self, number: int) -> str:
        """The line of that number, from 1, without its break; empty when there is none.

        What a terminal would act on, or not show, stands in it as "\\ufffd", one for one.
        """
        starts = self._starts()
        if not 1 <= number <= len(starts):
            return ""
        start = starts[number - 1]
        written = self.text[start : self._line_end(start)]
        return "".join(one if one.isprintable() else "\ufffd" for one in written)

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of `text[start:end]`, as far as its first line goes; without an end, of one character."""
        starts = self._starts()
        number = bisect_right(starts, start)
        stop = min(start + 1 if end is None else end, self._line_end(start))
        column = start - starts[number - 1] + 1
        if self._lower is not None and (block := bisect_right(self._lower[0], start)):
            number += self._lower[1][block - 1]
        return Place(self.name, number, column, max(stop - start, 1))

    def spots(self, scalar: "Scalar") -> "array[int]":
        """The index of each character of a scalar's value, and of its end; the last asked for is kept."""
        if self._spots is None or self._spots[0] != scalar.start:
            walked = spots(self.text, scalar.start, scalar.end, scalar.style, scalar.value)
            self._spots = scalar.start, walked
        return self._spots[1]

    def _starts(self) -> "array[int]":
        if self._lines is None:
            self._lines = array("L", _line_starts(self.text))
        return self._lines

    def _line_end(self, start: int) -> int:
        stop = self.text.find("\n", start)
        stop = len(self.text) if stop < 0 else stop
        return stop - 1 if stop > start and self.text[stop - 1] == "\r" else stop


class Scalar:
    """A text: `value` as YAML reads it, `style` one of "" (plain), "'", '"', "|" and ">"."""

    __slots__ = ("end", "source", "start", "style", "value")

    def __init__(self, source: Source, value: str, style: str, start: int, end: int) -> None:
        """A scalar written in `source.text[start:end]`, its quotes or its ">" counted in."""
        self.source = source
        self.value = value
        self.style = style
        self.start = start
        self.end = end

    @property
    def missing(self) -> bool:
        """Whether nothing is written here: the reader has told of it, and nobody need tell again."""
        return not self.value and not self.style

    def place(self, offset: int = 0, length: int | None = None) -> Place:
        """Where `length` characters of the value from `offset` stand, as far as their first line goes.

        Without a length, all of the value from there. An offset past the value is its end. An escape counts
        whole.
        """
        if not self.value:
            return self.source.place(self.start, self.end)
        size = len(self.value)
        first = min(max(offset, 0), size)
        last = size if length is None else min(first + length, size)
        if (begin := self._verbatim()) is not None:
            return self.source.place(begin + first, begin + max(last, first + 1))
        walked = self.source.spots(self)
        start = walked[first]
        stop = end_of_sign(self.source.text, walked[last - 1], self.style) if last > first else start + 1
        return self.source.place(start, max(stop, start + 1))

    def _verbatim(self) -> int | None:
        """Where the value begins, if it stands in the file letter for letter."""
        begin = self.start + bool(self.style)
        if self.style in ("|", ">") or not self.source.text.startswith(self.value, begin):
            return None
        if (self.style == "'" and "'" in self.value) or (self.style == '"' and "\\" in self.value):
            return None
        return begin


class Sequence:
    """A list; `flow` when it is written in [ ]."""

    __slots__ = ("end", "flow", "items", "source", "start")

    def __init__(self, source: Source, start: int, flow: bool) -> None:
        """An empty list that starts at `source.text[start]`; the reader fills it and sets its end."""
        self.source = source
        self.items: list[Node] = []
        self.flow = flow
        self.start = start
        self.end = start + 1

    def place(self) -> Place:
        """Where its brackets stand, or its first "-"."""
        return self.source.place(self.start, self.end)


class Entry:
    """A key and its value."""

    __slots__ = ("_name", "_source", "_style", "end", "start", "value")

    value: "Node"

    def __init__(self, source: Source, name: str, style: str, start: int, end: int) -> None:
        """A key, as a `Scalar` is made; the reader sets its value."""
        self._source = source
        self._name = name
        self._style = style
        self.start = start
        self.end = end

    @property
    def key(self) -> Scalar:
        """The key: made when it is asked for, as half of all texts are keys and few are looked at."""
        return Scalar(self._source, self._name, self._style, self.start, self.end)


class Mapping:
    """Entries by their key, in the order they were written; `flow` when they are written in { }."""

    __slots__ = ("end", "entries", "flow", "source", "start")

    def __init__(self, source: Source, start: int, flow: bool) -> None:
        """An empty mapping that starts at `source.text[start]`; the reader fills it and sets its end."""
        self.source = source
        self.entries: dict[str, Entry] = {}
        self.flow = flow
        self.start = start
        self.end = start + 1

    def place(self) -> Place:
        """Where its braces stand, or its first key."""
        for entry in self.entries.values():
            if not self.flow:
                return entry.key.place()
        return self.source.place(self.start, self.end)


Node = Scalar | Sequence | Mapping


def uneven_line(scalar: Scalar) -> Place | None:
    """The first line of a folded block (">") that is indented more than it, where YAML keeps the break."""
    if scalar.style != ">" or ("\n " not in scalar.value and not scalar.value.startswith(" ")):
        return None
    found = first_deeper_line(scalar.source.text, scalar.start, scalar.end, scalar.value)
    return scalar.source.place(*found) if found else None


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    while start >= 0:
        yield start
        start = text.find("\n", start) + 1 or -1
