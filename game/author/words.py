"""How many words a reader is given."""

from game.author.walk import parts_of
from game.story.marks import Shown, Template
from game.story.prose import Blocks, Constant, FirstOf, Joined, Prose, Words
from game.story.text import Paragraph, Span


def longest(prose: Prose) -> int:
    """The most words that a piece of prose can write at once."""
    if isinstance(prose, Constant | Words):
        return sum(words_of(paragraph) for paragraph in prose.paragraphs)
    lengths = [longest(part) for part in parts_of(prose)]
    if isinstance(prose, Blocks | Joined):
        return sum(lengths)
    if isinstance(prose, FirstOf):
        return sum(sorted(lengths, reverse=True)[: prose.most])
    return max(lengths, default=0)


def words_of(paragraph: Paragraph | Template) -> int:
    """The most words that a paragraph can have."""
    if isinstance(paragraph, Paragraph):
        return len(paragraph.plain.split())
    count = 0
    for piece in paragraph.pieces:
        if isinstance(piece, Shown):
            chosen = [_plain(spans) for spans in (piece.spans or {}).values()] or list((piece.words or {}).values())
            count += max((len(words.split()) for words in chosen), default=1)
        else:
            count += len(piece.text.split())
    return count


def _plain(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)
