"""Paragraphs set to a measure: no line wider, no word lost, no short word left alone at the end where it can be helped.

A `Row` is a line as it will stand: spans cut from the paragraph's, in order, and how far it is set in.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from game.story.text import Paragraph, Span
from game.terminal.sanitise import sanitise

LONELY = 6
"""A last line of one word, narrower than the measure divided by this (or than this), gets company."""
VERSE_TURN = 2
"""How far a verse line that has to be turned is set in."""
WIDEST = 2
"""How many cells a sign may take."""

# A dash keeps to the word before it, so that no line begins with one.
_WORD = re.compile(r"[^ ]+(?: [—–](?= |$))*")
_NOT_FIRST = frozenset("、。，．：；！？」』）】》”’…ー々")
_NO_SPANS: tuple[Span, ...] = ()


class Row(NamedTuple):
    """One line: its spans, where it begins in the paragraph's text, and how many cells it is set in."""

    spans: tuple[Span, ...]
    start: int = 0
    indent: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)

    @property
    def width(self) -> int:
        """How many cells it takes, with what it is set in."""
        return self.indent + sum(cell_len(span.text) for span in self.spans)


class _Word(NamedTuple):
    start: int
    end: int
    width: int
    joined: bool
    """Whether it follows what is before it without a space."""


def safe(paragraph: Paragraph) -> Paragraph:
    """The paragraph without anything that a terminal would obey; line feeds stay in verse alone.

    Neighbours that look the same become one span.
    """
    spans: list[Span] = []
    for span in paragraph.spans:
        text = sanitise(span.text)
        if not paragraph.verse and "\n" in text:
            text = text.replace("\n", " ")
        if spans and spans[-1][1:] == span[1:]:
            spans[-1] = span._replace(text=spans[-1].text + text)
        elif text:
            spans.append(span if text == span.text else span._replace(text=text))
    return Paragraph(tuple(spans), paragraph.verse)


def wrap(paragraph: Paragraph, width: int, hang: int = 0) -> list[Row]:
    """The rows of a `safe` paragraph, each at most `width` cells; all but the first set in by `hang`."""
    width = max(1, width)
    plain = paragraph.plain
    if paragraph.verse:
        return _verse(paragraph, plain, width, hang)
    hang = hang if hang < width - 1 else 0
    cuts = _cuts(plain, 0, len(plain), width, width - hang)
    return [
        Row(_between(paragraph.spans, start, end), start, hang if number else 0)
        for number, (start, end) in enumerate(cuts)
    ]


def _verse(paragraph: Paragraph, plain: str, width: int, hang: int) -> list[Row]:
    """Each line of the author's on its own; one that is too long is turned, a little further in."""
    hang = hang if hang < width - 1 else 0
    rows: list[Row] = []
    start = 0
    for line in plain.rstrip("\n").split("\n"):
        end = start + len(line)
        room = min((width - hang) // 2, width - hang - WIDEST)
        inset = min(len(line) - len(line.lstrip(" ")), max(0, room)) if line.strip() else 0
        first = inset + (hang if rows else 0)
        turn = first + VERSE_TURN if first + VERSE_TURN < width - 1 else first
        for number, (cut, stop) in enumerate(_cuts(plain, start, end, width - first, width - turn, False)):
            rows.append(Row(_between(paragraph.spans, cut, stop), cut, turn if number else first))
        if not line.strip():
            rows.append(Row(_NO_SPANS, start))
        start = end + 1
    return rows


def _cuts(plain: str, start: int, end: int, first: int, others: int, company: bool = True) -> list[tuple[int, int]]:
    """Where the lines of `plain[start:end]` begin and end: the first `first` cells wide, the others `others`."""
    words = list(_words(plain, start, end, min(first, others)))
    lines: list[list[_Word]] = []
    room = 0
    for word in words:
        gap = 0 if word.joined else 1
        if lines:
            gap = word.start - lines[-1][-1].end
        if not lines or gap + word.width > room:
            lines.append([word])
            room = (others if len(lines) > 1 else first) - word.width
        else:
            lines[-1].append(word)
            room -= gap + word.width
    if company and len(lines) > 1:
        _give_company(lines, others)
    return [(line[0].start, line[-1].end) for line in lines]


def _give_company(lines: list[list[_Word]], width: int) -> None:
    """Move the last word before a lonely last one down to it, unless the line above would be left with none."""
    above, last = lines[-2], lines[-1]
    if any(not word.joined for word in last[1:]) or last[-1].end - last[0].start >= max(LONELY, width // LONELY):
        return
    moved = len(above) - 1
    while moved and above[moved].joined:
        moved -= 1
    if not moved or sum(word.width + 1 for word in [*above[moved:], *last]) - 1 > width:
        return
    last[:0] = above[moved:]
    del above[moved:]


def _words(plain: str, start: int, end: int, width: int) -> Iterable[_Word]:
    """What may not be broken, in order: words, their parts between dashes, slices of what no line could hold."""
    for match in _WORD.finditer(plain, start, end):
        text = match[0]
        at = match.start()
        cells = cell_len(text)
        if cells == len(text) and cells <= width and "-" not in text and "—" not in text and "–" not in text:
            yield _Word(at, match.end(), cells, False)
            continue
        for word in (text,) if cells <= width else text.split(" "):
            yield from _broken(word, at, width)
            at += len(word) + 1


def _broken(text: str, at: int, width: int) -> Iterable[_Word]:
    """The parts of a word that begins `at`, each at most `width` cells."""
    joined = False
    for part in _parts(text):
        for piece in (part,) if cell_len(part) <= width else _slices(part, width):
            yield _Word(at, at + len(piece), cell_len(piece), joined)
            at += len(piece)
            joined = True


def _parts(text: str) -> Iterable[str]:
    """A word cut after its hyphens and dashes, and between signs of scripts that part anywhere."""
    begun = 0
    for place in range(1, len(text)):
        if _parts_at(text, place):
            yield text[begun:place]
            begun = place
    yield text[begun:]


def _parts_at(text: str, place: int) -> bool:
    """Whether a line may end before `place`: `machine-|gunners`, `no—|never`, `漢|字`."""
    before, here = text[place - 1], text[place]
    if before == "-":
        return text[max(0, place - 4) : place - 1].isalnum() and place > 3 and text[place : place + 3].isalnum()
    if before in "—–":
        return here.isalnum() and place > 1 and text[place - 2].isalnum()
    return here not in _NOT_FIRST and here != " " and (_is_wide(before) or _is_wide(here))


def _is_wide(sign: str) -> bool:
    return sign >= "\u2e80" and (sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" or "\uf900" <= sign <= "\uff60")


def _slices(text: str, width: int) -> Iterable[str]:
    """A word wider than any line, in slices that are not; what combines with a letter stays with it."""
    begun = held = 0
    for start, _end, cells in split_graphemes(text)[0]:
        if held and held + cells > width:
            yield text[begun:start]
            begun, held = start, 0
        held += cells
    yield text[begun:]


def _between(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """What of `spans` lies from `start` to `end` of their joined text."""
    if len(spans) == 1:
        only = spans[0]
        return (only._replace(text=only.text[start:end]),)
    cut: list[Span] = []
    at = 0
    for span in spans:
        after = at + len(span.text)
        if after > start and at < end:
            cut.append(span._replace(text=span.text[max(0, start - at) : end - at]))
        if after >= end:
            break
        at = after
    return tuple(cut)
