"""A string of prose as one function: its words at hand, its expressions in their places.

What is compiled depends only on how a paragraph is built, not on its words: paragraphs built alike share it.
"""

from collections.abc import Callable
from typing import Any

from game.story.expressions.running import TextFunction, text_function
from game.story.marks import Piece, Template
from game.story.text import Paragraph, Span


def text_of(paragraphs: tuple[Paragraph | Template, ...]) -> TextFunction:
    """The function that writes `paragraphs` as values stand, leaving out those that have nothing to say."""
    weaving = _Weaving()
    parts = "".join([f"{weaving.paragraph(one)}, " for one in paragraphs])
    return text_function(f"({parts})", tuple(weaving.given))


class _Weaving:
    """Source as it is put together; `given` is what it calls `g0`, `g1`, ..."""

    def __init__(self) -> None:
        self.given: list[object] = []

    def paragraph(self, one: Paragraph | Template) -> str:
        """The source of a paragraph, to stand in a tuple."""
        if isinstance(one, Paragraph):
            return self._called(one) if one.spans else "*()"
        if any(_may_be_empty(piece) for piece in one.pieces):
            return f"*{self._called(_if_any(one))}(v, r)"
        spans = "".join([f"{self._piece(piece)}, " for piece in one.pieces])
        return f"new(Paragraph, (({spans}), {one.verse}))"

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Span):
            return self._called(piece)
        styled = piece.emphasis or piece.strong or piece.link
        if piece.spans is not None or (piece.words is None and styled):
            return f"*{self._called(piece.at)}(v, r)"
        if piece.words is None:
            return f"said({piece.expression.source})"
        spans = {value: Span(words, piece.emphasis, piece.strong, piece.link) for value, words in piece.words.items()}
        return f"{self._called(spans)}[{piece.expression.source}]"

    def _called(self, thing: object) -> str:
        self.given.append(thing)
        return f"g{len(self.given) - 1}"


def _may_be_empty(piece: Piece) -> bool:
    """Whether a piece may leave no words, so that the spaces around it need care."""
    if isinstance(piece, Span):
        return False
    if piece.spans is not None:
        return not all(words and spans and spans[0].text for words, spans in piece.spans.items())
    return piece.words is not None and not all(piece.words.values())


def _if_any(template: Template) -> Callable[[Any, Any], tuple[Paragraph, ...]]:
    def written(v: Any, r: Any) -> tuple[Paragraph, ...]:
        paragraph = template.at(v, r)
        return (paragraph,) if paragraph.spans else ()

    return written
