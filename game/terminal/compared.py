"""Two runs beside each other, in words: what differs at the end, and what each chose after they parted."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from game.i18n import _, ngettext
from game.play.compare import Comparison, Decision, Side
from game.play.page import Fall, Turn
from game.play.run import Run
from game.story.calendar import Moment
from game.story.types import Value
from game.terminal.dates import day_of, full_day
from game.terminal.marks import name_of, sign_of
from game.terminal.sanitise import one_line
from game.terminal.standing import place_name


class Cell(NamedTuple):
    """What one of the two has: its words, and the sign of a hinge before them."""

    text: str
    sign: str = ""

    def __str__(self) -> str:
        return f"{self.sign} {self.text}" if self.sign else self.text


class Entry(NamedTuple):
    """Something in which they differ: what it is, and what each has."""

    label: str
    a: Cell
    b: Cell


class Section(NamedTuple):
    """Entries of one kind under a title."""

    title: str
    entries: tuple[Entry, ...]


NONE = Cell("—")


def parting(found: Comparison, a: Run, b: Run) -> str:
    """How far they go together, and where they part, in a sentence."""
    together = ngettext("together for {count} choice", "together for {count} choices", found.together)
    said = together.format(count=found.together)
    if not found.a.decisions and not found.b.decisions:
        return _("{together}, and there they stand, both.").format(together=said)
    turn = _turn_at(a, b, found.together)
    page = turn.pages[-1] if turn is not None and turn.pages else None
    where = [full_day(page.at) if page.at else "", place_name(a.story, page.place)] if page is not None else []
    stood = ", ".join(part for part in where if part) or name_of(found.part_at.replace(".", ", "))
    if not found.together:
        return _("they part at once, on {where}").format(where=stood)
    return _("{together}; they part on {where}").format(together=said, where=stood)


def sections(found: Comparison, a: Run, b: Run) -> Iterator[Section]:
    """Endings, hinges and gauges that differ; then turn by turn."""
    if (found.a.ending, found.b.ending) != ("", "") and found.a.ending != found.b.ending:
        yield Section(_("ENDINGS"), (Entry("", _end(found.a), _end(found.b)),))
    if found.hinges:
        falls = [{fall.hinge: fall for fall in run.ledger} for run in (a, b)]
        entries = (
            Entry(name_of(hinge), _fell(falls[0].get(hinge)), _fell(falls[1].get(hinge))) for hinge in found.hinges
        )
        yield Section(_("HINGES"), tuple(entries))
    gauges = {name: pair for name, pair in found.variables.items() if a.story.variables[name].gauge}
    if gauges:
        variables = a.story.variables
        entries = (
            Entry("", *(_value(one_line(variables[name].label or name_of(name)), value) for value in pair))
            for name, pair in gauges.items()
        )
        yield Section(_("GAUGES"), tuple(entries))
    if found.a.decisions or found.b.decisions:
        pairs = zip_longest(_decided(found.a), _decided(found.b), fillvalue=NONE)
        numbers = range(found.together + 1, found.together + 1 + max(len(found.a.decisions), len(found.b.decisions)))
        entries = (Entry(str(number), mine, theirs) for number, (mine, theirs) in zip(numbers, pairs, strict=True))
        yield Section(_("TURN BY TURN"), tuple(entries))


def _turn_at(a: Run, b: Run, step: int) -> Turn | None:
    """The turn after which they part, as either read it."""
    for run in (a, b):
        if step < len(run.turns):
            return run.turns[step]
    return None


def _end(side: Side) -> Cell:
    ended = side.ending_title or name_of(side.ending)
    return Cell(one_line(ended), "★") if side.ending else Cell(_("not over"))


def _fell(fall: Fall | None) -> Cell:
    if fall is None:
        return Cell(_("not reached"))
    return Cell(one_line((fall.label if fall.label.spans else fall.text).plain), sign_of(fall.mark))


def _value(label: str, value: Value | None) -> Cell:
    return NONE if value is None else Cell(f"{label} {value}")


def _decided(side: Side) -> Iterator[Cell]:
    """What it chose, each with its day where that is another than before."""
    day = ""
    for decision, turn in zip(side.decisions, side.turns, strict=True):
        at = _moment(decision, turn)
        now = day_of(at) if at is not None else ""
        text = one_line(decision.text) or name_of(decision.choice)
        if decision.fall is not None and decision.fall.label.spans:
            text = one_line(decision.fall.label.plain)
        sign = sign_of(decision.fall.mark) if decision.fall is not None else ""
        yield Cell(f"{now}: {text}" if now and now != day else text, sign)
        day = now or day


def _moment(decision: Decision, turn: Turn) -> Moment | None:
    if decision.fall is not None:
        return decision.fall.at
    return next((page.at for page in turn.pages if page.at is not None), None)
