"""One string of prose: its paragraphs, emphasis, links and expressions.

Text is read once, into spans and the expressions between them; nothing that is shown is ever parsed again, so a
value cannot become a mark.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from game.story.expressions import Expression, Report
from game.story.text import Paragraph, Span
from game.story.types import Enum

_SPECIAL = re.compile(r"\{\{|\}\}|\{|\}|\[\[|\]\]|\*\*|\*")
_FOLDED_BREAK = re.compile(r"\n+")
_LITERAL_BREAK = re.compile(r"\n[ \n]*\n")
_SPACES = re.compile(r" {2,}")


class Shown(NamedTuple):
    """An expression in braces: `words` are what its values are called, `spans` the words it may choose."""

    expression: Expression
    words: Mapping[str, str] | None
    spans: Mapping[str, tuple[Span, ...]] | None
    emphasis: bool = False
    strong: bool = False
    link: str = ""

    def at(self, v: Any, r: Any) -> tuple[Span, ...]:
        """Its value now, in its style."""
        value: Any = self.expression.function(v, r)
        if self.spans is not None:
            chosen = self.spans.get(value) or (Span(value),)
            if not (self.emphasis or self.strong or self.link):
                return chosen
            return tuple(
                Span(s.text, s.emphasis or self.emphasis, s.strong or self.strong, s.link or self.link) for s in chosen
            )
        text = self.words[value] if self.words is not None else str(value)
        return (Span(text, self.emphasis, self.strong, self.link),)


Piece = Span | Shown


class Template(NamedTuple):
    """A paragraph that depends on values."""

    pieces: tuple[Piece, ...]
    verse: bool

    def at(self, v: Any, r: Any) -> Paragraph:
        """The paragraph as the values stand; words left out leave no double space behind."""
        spans: list[Span] = []
        emptied = False
        for piece in self.pieces:
            if type(piece) is Span:
                spans.append(piece)
            else:
                shown = piece.at(v, r)  # type: ignore[union-attr]
                emptied = emptied or not shown or not shown[0].text
                spans += shown
        return Paragraph(_tidied(spans) if emptied else tuple(spans), self.verse)


def _tidied(spans: list[Span]) -> tuple[Span, ...]:
    """Spans without empty ones, and without spaces doubled or leading because of them."""
    tidy: list[Span] = []
    for span in spans:
        text = _SPACES.sub(" ", span.text)
        if text.startswith(" ") and (not tidy or tidy[-1].text.endswith((" ", "\n"))):
            text = text[1:]
        if text:
            tidy.append(span._replace(text=text))
    return tuple(tidy)


class Marks:
    """Reads strings of prose of one place.

    `read_braces(text, report)` reads an expression; `codex_name(id)` is the name of an entry, or None where there
    is none (then a link is a problem, told with `suggest(id)`).
    """

    def __init__(
        self,
        read_braces: Callable[[str, Report], Expression | None],
        codex_name: Callable[[str], str | None],
        suggest: Callable[[str], str],
    ) -> None:
        self._read_braces = read_braces
        self._codex_name = codex_name
        self._suggest = suggest

    def paragraphs(self, text: str, literal: bool, report: Report) -> tuple[Paragraph | Template, ...]:
        """The paragraphs of `text`; in a literal block (`|`) line breaks stay, elsewhere YAML has folded them."""
        if not _SPECIAL.search(text):
            if "\n" not in text and not text.startswith(" "):
                words = text.rstrip()
                return (Paragraph((Span(words),), literal),) if words else ()
            return tuple([Paragraph((Span(part),), literal) for _, part in _parted(text, literal)])
        read: list[Paragraph | Template] = []
        for offset, part in _parted(text, literal):
            pieces = self._pieces(part, _moved(report, offset), braces=True)
            if any(isinstance(piece, Shown) for piece in pieces):
                read.append(Template(pieces, literal))
            else:
                read.append(Paragraph(tuple(p for p in pieces if isinstance(p, Span)), literal))
        return tuple(read)

    def _pieces(self, text: str, report: Report, *, braces: bool) -> tuple[Piece, ...]:
        reading = _Reading(text)
        position = 0
        while match := _SPECIAL.search(text, position):
            reading.add_text(text[position : match.start()])
            sign, position = match.group(), match.end()
            if sign in ("{{", "}}"):
                reading.add_text(sign[0])
            elif sign in ("*", "**"):
                reading.asterisks(sign, match.start(), position)
            elif sign == "[[":
                position = self._link(reading, position, report, braces=braces)
            elif sign == "{" and braces:
                position = self._braces(reading, position, report)
            elif sign == "]]":
                report("unbalanced-link", match.start(), 2, found="]]")
            else:
                report("unbalanced-brace", match.start(), 1, found=sign)
        reading.add_text(text[position:])
        return reading.pieces()

    def _braces(self, reading: "_Reading", start: int, report: Report) -> int:
        text = reading.text
        end = text.find("}", start)
        if end < 0:
            report("unbalanced-brace", start - 1, 1, found="{")
            return len(text)
        here = _moved(report, start)
        expression = self._read_braces(text[start:end], here)
        if expression is not None:
            spans = {
                words: _spans(self._pieces(words, _moved(here, offset), braces=False))
                for words, offset in expression.literals
            }
            kind = expression.type
            words = kind.words if isinstance(kind, Enum) else None
            reading.add(Shown(expression, words, spans or None))
        return end + 1

    def _link(self, reading: "_Reading", start: int, report: Report, *, braces: bool) -> int:
        text = reading.text
        end = text.find("]]", start)
        if end < 0:
            report("unbalanced-link", start - 2, 2, found="[[")
            return len(text)
        entry, bar, label = text[start:end].partition("|")
        id = entry.strip()
        name = self._codex_name(id)
        if name is None:
            report("unknown-codex-entry", start, max(1, len(entry)), hint=self._suggest(id), name=id)
        link = id if name is not None else ""
        if not bar:
            reading.add(Span(name or id.replace("-", " "), link=link))
            return end + 2
        if "[[" in label:
            report("unbalanced-link", start - 2, 2, found="[[")
        for piece in self._pieces(label.replace("[[", ""), _moved(report, start + len(entry) + 1), braces=braces):
            reading.add(_styled(piece, link=link))
        return end + 2


def _moved(report: Report, by: int) -> Report:
    def moved(code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
        report(code, by + offset, length, hint=hint, **blanks)

    return moved


def _parted(text: str, literal: bool) -> list[tuple[int, str]]:
    """Each paragraph that says something, with its offset in `text`."""
    if "\n" not in text.rstrip() and not text.startswith(" "):
        return [(0, text.rstrip())] if text.strip() else []
    parts = []
    start = 0
    breaks = _LITERAL_BREAK if literal else _FOLDED_BREAK
    for match in [*breaks.finditer(text), None]:
        end = match.start() if match else len(text)
        part = text[start:end]
        bare = part.rstrip() if literal else part.strip()
        if bare.strip():
            parts.append((start + (0 if literal else len(part) - len(part.lstrip())), bare))
        start = match.end() if match else end
    return parts


def _spans(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    return tuple(piece for piece in pieces if isinstance(piece, Span))


def _styled(piece: Piece, *, emphasis: bool = False, strong: bool = False, link: str = "") -> Piece:
    emphasis, strong = emphasis or piece.emphasis, strong or piece.strong
    link = link or piece.link
    if isinstance(piece, Span):
        return Span(piece.text, emphasis, strong, link)
    return Shown(piece.expression, piece.words, piece.spans, emphasis, strong, link)


class _Reading:
    """Pieces as they are found; asterisks wait in `_opened` for their partners."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces: list[Piece] = []
        self._opened: list[tuple[str, int]] = []

    def add_text(self, text: str) -> None:
        if text:
            self._pieces.append(Span(text))

    def add(self, piece: Piece) -> None:
        self._pieces.append(piece)

    def asterisks(self, sign: str, start: int, end: int) -> None:
        """Open or close an emphasis; a sign between spaces is itself."""
        closes = start > 0 and not self.text[start - 1].isspace()
        opens = end < len(self.text) and not self.text[end].isspace()
        waiting = [opened for opened, _ in self._opened]
        if closes and sign in waiting:
            at = len(waiting) - 1 - waiting[::-1].index(sign)
            first = self._opened[at][1]
            del self._opened[at:]
            self._pieces[first] = Span("")
            for number in range(first, len(self._pieces)):
                self._pieces[number] = _styled(self._pieces[number], emphasis=sign == "*", strong=sign == "**")
        else:
            if opens:
                self._opened.append((sign, len(self._pieces)))
            self.add_text(sign)

    def pieces(self) -> tuple[Piece, ...]:
        """What was read: neighbours of one style are one span."""
        joined: list[Piece] = []
        for piece in self._pieces:
            last = joined[-1] if joined else None
            if isinstance(piece, Span) and isinstance(last, Span) and last[1:] == piece[1:]:
                joined[-1] = last._replace(text=last.text + piece.text)
            elif not isinstance(piece, Span) or piece.text:
                joined.append(piece)
        return tuple(joined)
