"""Prose as authors write it: strings, lists, and blocks that depend on the play.

A `Prose` is a tree of blocks; `write` says what it says now. Writing changes nothing: what varies by visit counts
the visits of its state, and order by chance is a hash of where the block stands.
"""

from typing import Any, NamedTuple, Protocol

from game.story.expressions import Expression
from game.story.expressions.running import TextFunction
from game.story.marks import Template
from game.story.text import NOTHING, Paragraph, Span
from game.story.weaving import text_of


class Prose(Protocol):
    """Anything that can be written as paragraphs."""

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        """What it says, as values `v` and the play `r` stand; empty when it has nothing to say."""
        ...


class Constant(NamedTuple):
    """Words that never change."""

    paragraphs: tuple[Paragraph, ...]

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        return self.paragraphs


class Words:
    """A string with expressions in it. Immutable, but for `write`, which is made when it is first used."""

    __slots__ = ("paragraphs", "write")

    paragraphs: tuple[Paragraph | Template, ...]
    write: TextFunction

    def __init__(self, paragraphs: tuple[Paragraph | Template, ...]) -> None:
        self.paragraphs = paragraphs

    def __getattr__(self, name: str) -> TextFunction:
        # Only called while the slot is empty, as with an expression's function.
        if name != "write":
            raise AttributeError(name)
        self.write = text_of(self.paragraphs)
        return self.write


class Blocks(NamedTuple):
    """A list: each block its own paragraphs."""

    blocks: tuple[Prose, ...]

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        return tuple(paragraph for block in self.blocks for paragraph in block.write(v, r))


class When(NamedTuple):
    """`{when, text, else}`."""

    when: Expression
    text: Prose
    otherwise: Prose | None

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        if self.when.function(v, r):
            return self.text.write(v, r)
        return self.otherwise.write(v, r) if self.otherwise else ()


class Joined(NamedTuple):
    """`{paragraph: [...]}`: parts that stand in one paragraph, joined by spaces."""

    parts: tuple[Prose, ...]

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        said = [paragraph for part in self.parts for paragraph in part.write(v, r)]
        if len(said) < 2:
            return tuple(said)
        spans: list[Span] = []
        for paragraph in said:
            if spans:
                spans.append(Span(" "))
            spans += paragraph.spans
        return (Paragraph(tuple(spans), any(paragraph.verse for paragraph in said)),)


class FirstOf(NamedTuple):
    """`{first: n, of: [...]}`: the first n blocks that have something to say."""

    most: int
    blocks: tuple[Prose, ...]

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        said: list[Paragraph] = []
        left = self.most
        for block in self.blocks:
            if not left:
                break
            if written := block.write(v, r):
                said += written
                left -= 1
        return tuple(said)


class ByVisit(NamedTuple):
    """`sequence`, `once` or `cycle`: one block a visit of its state (`key` is `scene.state`)."""

    kind: str
    key: str
    blocks: tuple[Prose, ...]

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        number: int = max(0, r.visits.get(self.key, 0) - 1)
        count = len(self.blocks)
        if number >= count and self.kind == "once":
            return ()
        number = number % count if self.kind == "cycle" else min(number, count - 1)
        return self.blocks[number].write(v, r)


class Shuffle(NamedTuple):
    """`shuffle`: each block once in an order of chance, then again.

    `place` is the `scene.state` (under oldest names) and `number` the shuffle's number in its state, from 0.
    """

    key: str
    place: str
    number: int
    blocks: tuple[Prose, ...]

    def write(self, v: Any, r: Any) -> tuple[Paragraph, ...]:
        from hashlib import sha256

        visit: int = max(0, r.visits.get(self.key, 0) - 1)
        round_number, turn = divmod(visit, len(self.blocks))
        stem = f"{r.seed}/shuffle/{self.place}/{self.number}/{round_number}/"
        order = sorted(range(len(self.blocks)), key=lambda item: sha256(f"{stem}{item}".encode()).digest())
        return self.blocks[order[turn]].write(v, r)


class Line(NamedTuple):
    """One line of prose: a title, a choice's text, a reason."""

    paragraph: Paragraph | Template

    def at(self, v: Any, r: Any) -> Paragraph:
        """The line as values stand."""
        paragraph = self.paragraph
        return paragraph.at(v, r) if isinstance(paragraph, Template) else paragraph


def prose_of(paragraphs: tuple[Paragraph | Template, ...]) -> Prose:
    """A string's paragraphs as prose."""
    if any(isinstance(paragraph, Template) for paragraph in paragraphs):
        return Words(paragraphs)
    return Constant(tuple(p for p in paragraphs if isinstance(p, Paragraph)))


def line_of(paragraphs: tuple[Paragraph | Template, ...]) -> Line:
    """A string's first paragraph as a line; an empty string is an empty line."""
    return Line(paragraphs[0] if paragraphs else NOTHING)
