"""What stands in a column of text: blocks, each a paragraph in one voice; and how turns and hinges become blocks."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from game.i18n import _
from game.play.page import Fall, Page, Turn
from game.story.text import Paragraph, Span, plainly
from game.terminal.marks import PARTED, name_of, sign_of
from game.terminal.sanitise import one_line
from game.terminal.wrap import safe

RULE = "━━━"
"""A printer's short rule, under a title and before an end."""


class Voice(StrEnum):
    """How a block speaks."""

    TEXT = "text"
    PAST = "past"
    CHOSEN = "chosen"
    HEADING = "heading"
    LABEL = "label"
    DIM = "dim"
    CHOICE = "choice"
    LIT = "lit"
    LOCKED = "locked"
    RED = "red"


class Block(NamedTuple):
    """A paragraph in a voice, with `gap` blank lines above and what stands before its first line.

    Its other lines are set in as far as `prefix` is wide; `red` is the prefix then. `centred` lines stand in the
    middle of the column.
    """

    paragraph: Paragraph
    voice: Voice = Voice.TEXT
    gap: int = 1
    prefix: str = ""
    centred: bool = False
    red: bool = False


def block(text: str, voice: Voice = Voice.TEXT, gap: int = 1, prefix: str = "", centred: bool = False) -> Block:
    """A block of our own words."""
    return Block(plainly(text), voice, gap, prefix, centred)


def told(paragraphs: Sequence[Paragraph], voice: Voice = Voice.TEXT) -> Iterator[Block]:
    """The story's paragraphs as blocks."""
    for paragraph in paragraphs:
        yield Block(safe(paragraph), voice)


def chosen(turn: Turn) -> Iterator[Block]:
    """The line that says what was chosen; none at step 0."""
    if turn.chosen.spans:
        spans = safe(turn.chosen).spans
        yield Block(Paragraph(tuple(span._replace(emphasis=True, link="") for span in spans)), Voice.CHOSEN, 2, "> ")


def page(page: Page) -> Iterator[Block]:
    """A page: its scene's title if it opens one, its drawing, its paragraphs."""
    if page.drawing:
        yield Block(safe(Paragraph((Span(page.drawing.rstrip("\n")),), verse=True)), Voice.DIM, 2, centred=True)
    if page.heading:
        yield Block(safe(plainly(spaced(page.heading))), Voice.HEADING, 1 if page.drawing else 2, centred=True)
        yield block(RULE, Voice.RED, 0, centred=True)
    yield from told(page.paragraphs)


def spaced(title: str) -> str:
    """A title in wide-set capitals, as a printer would set it; one too long for that, as it is."""
    capitals = title.upper()
    wide = "   ".join("\u00a0".join(word) for word in capitals.split())
    return wide if len(wide) <= 56 else capitals


def ending(title: str, ledger: Sequence[Fall], decided: str = "") -> Iterator[Block]:
    """The end of the story: its title, and how the hinges fell, under the words `decided`."""
    yield block(RULE, Voice.RED, 2, centred=True)
    yield Block(safe(plainly(spaced(title))), Voice.HEADING, 1, centred=True)
    yield block(_("The End"), Voice.DIM, 1, centred=True)
    if ledger:
        yield block(one_line(decided or _("What was decided")).upper(), Voice.LABEL, 2)
        yield from hinges(ledger)


def hinges(ledger: Sequence[Fall]) -> Iterator[Block]:
    """One line for each hinge decided."""
    for fall in ledger:
        did = fall.label if fall.label.spans else fall.text
        spans = (Span(f"{name_of(fall.hinge)}: "), *did.spans) if did.spans else (Span(name_of(fall.hinge)),)
        yield signed(Paragraph(spans), fall)


def so_far(ledger: Sequence[Fall], sentences: Sequence[str], most: int = 6) -> Iterator[Block]:
    """What happened before a run was taken up again: what is to be said about its file, and the last hinges."""
    if not ledger and not sentences:
        return
    yield block(_("WHAT HAPPENED SO FAR"), Voice.LABEL, 2)
    for sentence in sentences:
        yield Block(safe(plainly(sentence)), Voice.PAST, 0)
    if len(ledger) > most:
        yield block(_("Earlier hinges are in the pages above."), Voice.DIM, 0)
    yield from hinges(ledger[-most:])


def stuck() -> Iterator[Block]:
    """The story has no way on: its fault, and what to do."""
    yield block(_("There is no way on from here."), Voice.RED, 2)
    yield block(
        _(
            "The story has run out of road; you did nothing wrong. Press u to take back the last choice and go "
            "another way."
        ),
        Voice.TEXT,
        0,
    )


def scene_over(outcome: str) -> Iterator[Block]:
    """A scene that was played alone is over."""
    yield block(RULE, Voice.RED, 2, centred=True)
    yield Block(
        safe(plainly(_("The scene ends here: {outcome}.").format(outcome=name_of(outcome)))),
        Voice.DIM,
        1,
        centred=True,
    )


def signed(paragraph: Paragraph, fall: Fall) -> Block:
    """What was done at a hinge, behind its sign; red where the run parted from the record."""
    sign = sign_of(fall.mark)
    return Block(safe(paragraph), Voice.PAST, 0, f"{sign} ", red=sign == PARTED)


def first_close(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same blocks, the first without a gap above: it stands under its label."""
    for number, each in enumerate(blocks):
        yield each if number else each._replace(gap=0)
