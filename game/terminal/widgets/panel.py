"""The panel beside the page on wide terminals: the place, gauges as bars, the scene's hinges, and the record."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.i18n import _
from game.story.text import plainly
from game.terminal.blocks import Block
from game.terminal.marks import PARTED, sign_of, word_of
from game.terminal.standing import Gauge, Hinge, Standing, bar
from game.terminal.wrap import wrap

BAR = 8
WIDE, BROAD = 100, 140
"""Columns from which the panel stands, and from which it has room for the record."""
NARROWER, WIDER = 36, 48


def panel_width(columns: int) -> int:
    """How many of so many columns the panel takes."""
    return 0 if columns < WIDE else NARROWER if columns < BROAD else WIDER


class Panel(Widget):
    """What stands beside the page, from 100 columns on."""

    DEFAULT_CSS = f"""
    Panel {{
        display: none;
        width: {NARROWER};
        height: 100%;
        background: $background;
        color: $dim;
        border-left: solid $rule;
        padding: 1 2;
    }}
    """

    standing: reactive[Standing] = reactive(Standing())
    """What it shows."""
    place: reactive[str] = reactive("")
    """The place's name, once it is known."""
    record: reactive[tuple[Block, ...]] = reactive(())
    """What the record has of the hinge just passed, while that stands here."""

    def render(self) -> Content:
        """Place, gauges, hinges, the record, under each other."""
        width = self.content_size.width
        return Content("\n").join([*self._lines(width), *_lines_of(self.record, width)])

    def fits(self, record: Iterable[Block]) -> bool:
        """Whether a record would find room below the rest."""
        width, height = self.content_size
        return len(self._lines(width)) + sum(1 for _line in _lines_of(record, width)) <= height

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        if self.place:
            lines += [Content.styled(row.text, "bold $foreground") for row in wrap(plainly(self.place), width)]
            lines.append(Content(""))
        if self.standing.gauges:
            wide = max(cell_len(gauge.label) for gauge in self.standing.gauges)
            wide = min(wide, max(4, width - BAR - 7))
            lines += [_gauge(gauge, wide) for gauge in self.standing.gauges]
            lines.append(Content(""))
        if self.standing.hinges:
            lines.append(Content(_("HINGES")))
            for hinge in self.standing.hinges:
                lines += _hinge(hinge, width)
        return lines


def _lines_of(blocks: Iterable[Block], width: int) -> Iterator[Content]:
    """Blocks as lines, one blank above each that has a gap."""
    for block in blocks:
        if block.gap:
            yield Content("")
        indent = " " * cell_len(block.prefix)
        for number, row in enumerate(wrap(block.paragraph, max(8, width - len(indent)))):
            before = indent if number else block.prefix
            spans = ((span.text, "italic" if span.emphasis else "") for span in row.spans)
            yield Content.assemble((before, "$accent" if block.red else ""), *spans)


def _gauge(gauge: Gauge, wide: int) -> Content:
    """`Bread       ██░░░░░░░░  2  -1`, what moved in full voice."""
    full, left = bar(gauge, BAR)
    label = set_cell_size(gauge.label, wide)
    value = f"{gauge.value:>3}"
    if not gauge.change:
        return Content.assemble(f"{label} ", "█" * full, ("░" * left, "$rule"), value)
    change = f"{gauge.change:+d}".replace("-", "−")
    return Content.assemble(
        (f"{label} ", "$foreground"),
        ("█" * full, "$foreground"),
        ("░" * left, "$rule"),
        (value, "bold $foreground"),
        (f" {change}", "bold $accent"),
    )


def _hinge(hinge: Hinge, width: int) -> Iterator[Content]:
    """Its sign, its name, and the sign's word at the right end."""
    sign = sign_of(hinge.mark, hinge.decided)
    word = word_of(hinge.mark, hinge.decided)
    style = "$accent" if sign == PARTED else "$dim"
    rows = wrap(plainly(hinge.name), max(4, width - 3 - cell_len(word)))
    for number, row in enumerate(rows):
        if number:
            yield Content(f"  {row.text}")
        else:
            gap = max(1, width - 2 - cell_len(row.text) - cell_len(word))
            yield Content.assemble((f"{sign} ", style), row.text, " " * gap, (word, style))
