"""A transcript as Markdown: scenes are headings, what was chosen is quoted, emphasis stays."""

import re
from collections.abc import Iterable, Iterator

from game.story.text import Paragraph, Span
from game.terminal.blocks import RULE, Block, Voice

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_BEGINS = re.compile(r"^(\d*)([-+=.)])")
"""What makes a list or a rule of a line that begins with it."""


def as_markdown(title: str, blocks: Iterable[Block]) -> str:
    """A file's text: the title, then each block as a paragraph of its own."""
    return "\n\n".join([f"# {_plain(title)}", *_paragraphs(blocks)]) + "\n"


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        words = _words(block.paragraph)
        match block.voice:
            case Voice.HEADING:
                yield f"## {words}"
            case Voice.LABEL | Voice.DIM:
                yield f"*{words}*"
            case Voice.CHOSEN:
                yield f"> {_words(_upright(block.paragraph))}"
            case Voice.RED if block.paragraph.plain == RULE:
                yield "---"
            case _:
                yield f"{block.prefix}{words}"


def _words(paragraph: Paragraph) -> str:
    lines = "".join(map(_span, paragraph.spans)).split("\n")
    return "  \n".join(_BEGINS.sub(r"\1\\\2", line.strip()) for line in lines)


def _span(span: Span) -> str:
    """Emphasis hugs the words: blanks at their ends stand outside of it."""
    sign = "**" * span.strong + "*" * span.emphasis
    words = span.text.strip()
    if not sign or not words or "\n" in words:
        return _plain(span.text)
    before, _words, after = span.text.partition(words)
    return f"{before}{sign}{_plain(words)}{sign[::-1]}{after}"


def _upright(paragraph: Paragraph) -> Paragraph:
    """Without the emphasis that all of what was chosen has on the screen."""
    return Paragraph(tuple(span._replace(emphasis=False) for span in paragraph.spans), paragraph.verse)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
