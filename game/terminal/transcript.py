"""All of a run that has been read, to be read again: as blocks for the screen, and as plain text for a file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from game.i18n import _
from game.play.page import Fall, Page, Turn
from game.play.run import Run
from game.story.text import Paragraph, Span, plainly
from game.terminal import blocks
from game.terminal.blocks import Block, Voice, block, told
from game.terminal.dates import full_day
from game.terminal.marks import name_of, word_of
from game.terminal.plain_text import BETWEEN_PAGES, Typesetter, played, turned
from game.terminal.sanitise import one_line
from game.terminal.standing import place_name
from game.terminal.wrap import safe


class Read(NamedTuple):
    """As much of a run as was read: its turns, the last of them so far, and whether that is all there is."""

    run: Run
    turns: Sequence[Turn]
    whole: bool


def read_of(run: Run, pages: int | None = None) -> Read:
    """What was read of a run: all, or of its newest turn `pages` only."""
    last = run.turns[-1]
    if pages is None or pages >= len(last.pages):
        return Read(run, run.turns, True)
    return Read(run, [*run.turns[:-1], last._replace(pages=last.pages[:pages])], False)


@dataclass
class Transcript:
    """Blocks under each other, and at which of them steps, scenes and hinges begin."""

    blocks: list[Block] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    """The block at which each step begins, from step 0."""
    scenes: list[int] = field(default_factory=list)
    hinges: list[int] = field(default_factory=list)

    def step_at(self, block: int) -> int:
        """The step that a block belongs to."""
        return max(0, bisect_right(self.steps, block) - 1)


def transcript_of(read: Read) -> Transcript:
    """All that was read: scenes, days and places as headings, what was chosen, and how hinges fell."""
    made, run = Transcript(), read.run
    falls = {fall.step: fall for fall in run.falls}
    places: dict[str, str] = {}
    stood = ("", "")
    for turn in read.turns:
        made.steps.append(len(made.blocks))
        made.blocks += blocks.chosen(turn)
        if (fall := falls.get(turn.step)) is not None:
            made.hinges.append(made.steps[-1])
            made.blocks.append(_fallen(fall))
        for page in turn.pages:
            if page.place not in places:
                places[page.place] = place_name(run.story, page.place) if page.place else ""
            stands = (full_day(page.at) if page.at else "", places[page.place])
            made.blocks += told(page.paragraphs[: page.opening])
            if page.heading:
                made.scenes.append(len(made.blocks))
            made.blocks += _heading(page, stands if page.heading or stands != stood else ("", ""))
            stood = stands
            made.blocks += told(page.paragraphs[page.opening :])
    if run.ending is not None and read.whole:
        made.blocks += _ended(run.ending.title)
    elif run.over and read.whole:
        made.blocks += blocks.scene_over(run.outcome)
    return made


def _heading(page: Page, stands: tuple[str, str]) -> Iterator[Block]:
    if page.heading:
        yield Block(safe(plainly(one_line(page.heading))), Voice.HEADING, 3)
    if where := ", ".join(part for part in stands if part):
        yield Block(safe(plainly(one_line(where))), Voice.LABEL, 0 if page.heading else 2)


def _fallen(fall: Fall) -> Block:
    """`● the machine-gunners: kept`."""
    words = f"{one_line(name_of(fall.hinge))}: {word_of(fall.mark)}" if fall.mark else one_line(name_of(fall.hinge))
    return blocks.signed(Paragraph((Span(words),)), fall)


def _ended(title: str) -> Iterator[Block]:
    """As on the page, but in letters that can be searched."""
    yield block(blocks.RULE, Voice.RED, 2, centred=True)
    yield Block(safe(plainly(one_line(title))), Voice.HEADING, 1, centred=True)
    yield block(_("The End"), Voice.DIM, 1, centred=True)


def text_of(read: Read) -> str:
    """All of it as the plain reader prints a run."""
    return "".join(played(read.run) if read.whole else turned(read.turns, Typesetter(read.run.story)))


def text_of_step(read: Read, step: int) -> str:
    """One step as the plain reader prints it, behind the scene, the day and the place."""
    run, turn = read.run, read.turns[step]
    setter = Typesetter(run.story)
    parts = [setter.wrapped(one_line(turn.chosen.plain), "> ")] if step else []
    for number, page in enumerate(turn.pages):
        if number:
            parts.append(f"{BETWEEN_PAGES}\n")
        parts.append(setter.page(page, "" if number else _title(run, turn)))
    return "\n".join(parts)


def _title(run: Run, turn: Turn) -> str:
    return turn.pages[0].heading or run.story.scene(turn.pages[0].state.partition(".")[0]).title
