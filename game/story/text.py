"""Text as it reaches a reader: styled content, never markup to be parsed again."""

from operator import itemgetter
from typing import NamedTuple

_TEXT = itemgetter(0)


class Span(NamedTuple):
    """A stretch of text in one style; `link` is a codex entry's id, or empty."""

    text: str
    emphasis: bool = False
    strong: bool = False
    link: str = ""


class Paragraph(NamedTuple):
    """Spans that stand together; in `verse` the line breaks inside them are the author's and stay."""

    spans: tuple[Span, ...]
    verse: bool = False

    @property
    def plain(self) -> str:
        """The words alone."""
        spans = self[0]
        return spans[0][0] if len(spans) == 1 else "".join(map(_TEXT, spans))

    @property
    def links(self) -> tuple[str, ...]:
        """The codex entries it links, in order."""
        return tuple(span.link for span in self.spans if span.link)


NOTHING = Paragraph(())


def plainly(text: str) -> Paragraph:
    """A paragraph of unstyled words."""
    return Paragraph((Span(text),)) if text else NOTHING
