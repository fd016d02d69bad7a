"""The choices at rest: how they are numbered, which of them is lit, and what they look like below the text."""

from collections.abc import Iterator, Sequence

from game.play.page import Option
from game.story.text import Paragraph, Span
from game.terminal.blocks import Block, Voice
from game.terminal.wrap import safe

LIT, SHUT = "›", "–"


class Choices:
    """The options of one rest. Open ones are numbered from 1; nothing is lit until the reader asks."""

    def __init__(self, options: Sequence[Option] = ()) -> None:
        self.options = tuple(options)
        self.open = tuple(number for number, option in enumerate(self.options) if option.open)
        self.lit: int | None = None
        """The lit option, by its place among all."""

    def __len__(self) -> int:
        return len(self.options)

    def numbered(self, number: int) -> Option | None:
        """The open option with this number."""
        return self.options[self.open[number - 1]] if 0 < number <= len(self.open) else None

    def step(self, direction: int) -> int | None:
        """The open option after (or before) the lit one; the first (or last) if none is; None at the end."""
        if self.lit is None:
            return (self.open[0] if direction > 0 else self.open[-1]) if self.open else None
        if self.lit not in self.open:
            return None
        place = self.open.index(self.lit) + direction
        return self.open[place] if 0 <= place < len(self.open) else None

    def blocks(self) -> Iterator[Block]:
        """The options as blocks, in order: number and text, or a dash, the text and why not."""
        wide = len(str(len(self.open))) + 2
        number = 0
        for place, option in enumerate(self.options):
            gap = 0 if place else 2
            if option.open:
                number += 1
                yield Block(safe(option.text), Voice.CHOICE, gap, f"{number:<{wide}}")
            else:
                yield Block(safe(_with_reason(option)), Voice.LOCKED, gap, f"{SHUT:<{wide}}")


def _with_reason(option: Option) -> Paragraph:
    """What cannot be done, and why not."""
    spans = tuple(span._replace(link="") for span in option.text.spans)
    if option.reason is None or not option.reason.spans:
        return Paragraph(spans)
    reason = tuple(span._replace(emphasis=True, link="") for span in option.reason.spans)
    return Paragraph((*spans, Span("  "), *reason))
