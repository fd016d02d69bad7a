"""The page of the workbench: what a player reads, all of a turn at once, and below it what only its author sees."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from game.i18n import N_, _
from game.play.run import Run
from game.terminal import blocks
from game.terminal.blocks import Block, Voice, block
from game.terminal.widgets.reading import Reading


class Paper(Reading):
    """A run as it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "top", N_("To the beginning"), show=False),
        Binding("g", "screen.go_to", show=False),
    ]

    def lay(self, run: Run | None, notes: Iterable[Block], *, stays: bool) -> None:
        """Show a run; from where the author looks if the page `stays`, else from the newest turn's beginning."""
        top = self.window[0]
        place = self.galley.place_at(top) if len(self.galley) and self._aim is None else None
        above = top - self.galley.line_of(place) if place is not None else 0
        lit = self.choices.options[self.choices.lit].id if self.choices.lit is not None else ""
        if run is None:
            self.open((), 0)
            self.set_tail([block(_("There is no page yet."), Voice.DIM, 2)])
            return
        last = run.turns[-1]
        self.open(run.turns, 1)
        for page in last.pages[1:]:
            self.append([block(_("Continue"), Voice.DIM, 1, "↵  ")])
            self._tail = len(self.galley)
            self.add_page(page)
        self.set_tail(_end_of(run), () if run.over else run.options)
        self.append(notes)
        if stays:
            self._light(next((n for n, one in enumerate(self.choices.options) if one.id == lit and one.open), None))
        if stays and place is not None:
            self.galley.set_near(self.galley.line_of(place), self.size.height)
            self._grown()
            self.move_to(self.galley.line_of(place) + above)
        else:
            self.reveal()


def _end_of(run: Run) -> Iterator[Block]:
    """What stands between text and choices."""
    if run.ending is not None:
        yield from blocks.ending(run.ending.title, run.ledger, run.story.decided)
    elif run.over:
        yield from blocks.scene_over(run.outcome)
    elif run.stuck:
        yield block(_("There is no way on from here: a player is stuck."), Voice.RED, 2)
