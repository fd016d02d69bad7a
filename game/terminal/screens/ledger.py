"""The ledger: every hinge that a run has passed, what the record has there, and what the run did."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from game.i18n import N_, _
from game.play.page import Fall
from game.terminal.blocks import Voice
from game.terminal.dates import day_of
from game.terminal.marks import KEPT, PARTED, TRIED, name_of, sign_of, word_of
from game.terminal.record import hinge_story
from game.terminal.sanitise import one_line
from game.terminal.screens.listing import Listing
from game.terminal.screens.sheets import Sheet
from game.terminal.why import reasons
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import CURSOR, Lines, Part, clipped, fitted

if TYPE_CHECKING:
    from game.play.run import Run

WORDY, WIDE, MIDDLING = 96, 70, 44
"""Cells from which a line has the word for its sign, the record beside the run, and the day."""
DAY, SIGN, WORD = 9, 3, 8


class LedgerScreen(Listing):
    """A line for each hinge; Enter tells all of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", N_("Why it ended so, or a choice is locked")),
        Binding("T", "transcript", N_("The transcript, where it was decided")),
        Binding("l", "back", N_("Back"), show=False),
    ]

    DEFAULT_CSS = """
    LedgerScreen > .about { height: 4; }
    """

    def __init__(self, run: "Run") -> None:
        super().__init__()
        self._run = run
        self._falls = run.ledger

    def on_mount(self) -> None:
        """Show what there is."""
        self.lines.say(
            _("Nothing has been decided yet."),
            _(
                "A hinge is a moment at which the year could have gone another way. Each that you pass is "
                "written here: when it was, what the record has, and what you did."
            ),
        )
        self.lines.fill(len(self._falls), len(self._falls) - 1)
        self.query_one(Footer).keys = (
            *((Key(_("Enter"), _("all of it"), "take"),) if self._falls else ()),
            *((Key("w", _("why this end"), "why"),) if self._run.over else ()),
            Key("q", _("back"), "back"),
            *((Key("T", _("in the transcript"), "transcript"),) if self._falls else ()),
            Key("?", _("keys"), "app.keys"),
        )

    def on_resize(self, event: events.Resize) -> None:
        """What stands over the columns, at this width."""
        over = self._over_columns(event.size.width - 2 - CURSOR)
        self.head((_("LEDGER"), "bold $foreground"), "\n\n" if over else "", over)

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """How the hinges fell, and the lit one in more words than its line has room for."""
        if not self._falls:
            return
        marks = Counter(sign_of(fall.mark) for fall in self._falls)
        signs = ((KEPT, _("kept")), (PARTED, _("parted")), (TRIED, _("tried")))
        fall, width = self._falls[message.line], self.app.size.width - 4
        record = _("the record: {what}").format(what=recorded(fall))
        run = _("this run: {what}").format(what=done(fall))
        counted = "   ".join(f"{sign} {word} {marks[sign]}" for sign, word in signs)
        self.about(f"{clipped(record, width)}\n", (f"{clipped(run, width)}\n", "$foreground"), counted)

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """The whole story of one hinge."""
        fall = self._falls[message.line]
        self.app.push_screen(Sheet(hinge_story(self._run, fall), title=_("A hinge"), hint=_("Esc: back")))

    def action_take(self) -> None:
        """The lit hinge."""
        self.lines.action_take()

    def action_why(self) -> None:
        """Why the run ended so, or what is locked is."""
        if found := list(reasons(self._run)):
            self.app.push_screen(Sheet(found, title=_("Why?"), hint=_("Esc: back")))

    def action_transcript(self) -> None:
        """All that was read, from where the lit hinge was decided."""
        from game.terminal.doors import spread_of

        if self._falls and (spread := spread_of(self.app)) is not None:
            spread.action_transcript(step=self._falls[self.lines.lit].step)

    def _over_columns(self, width: int) -> str:
        """What stands over the columns."""
        first, second, _third = _columns(width)
        if not self._falls or not second:
            return ""
        before = " " * (1 + DAY + SIGN + (WORD if width >= WORDY else 0))
        return before + fitted(_("hinge"), first) + fitted(_("the record"), second) + _("this run")

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """When, sign, hinge, the record, this run; as much of it as there is room for."""
        fall = self._falls[line]
        sign = sign_of(fall.mark)
        red = Voice.RED if sign == PARTED else Voice.TEXT
        name, did = one_line(name_of(fall.hinge)), done(fall)
        if width < MIDDLING:
            yield f"{sign} ", red
            yield fitted(f"{name}: {did}", width - 2), Voice.TEXT
            return
        yield fitted(day_of(fall.at) if fall.at else "", DAY), Voice.DIM
        yield f" {sign} ", red
        if width >= WORDY:
            yield fitted(word_of(fall.mark) if fall.mark else "", WORD), red
        first, second, third = _columns(width)
        yield fitted(name, first - 1) + " ", Voice.TEXT
        if second:
            yield fitted(recorded(fall), second - 1) + " ", Voice.DIM
        yield fitted(did, third), Voice.TEXT


def done(fall: Fall) -> str:
    """What the run did, on a line."""
    return one_line((fall.label if fall.label.spans else fall.text).plain)


def recorded(fall: Fall) -> str:
    """What the record has, on a line."""
    return one_line(fall.record[0].plain) if fall.record else _("off the record")


def _columns(width: int) -> tuple[int, int, int]:
    """How wide the hinge, the record and the run are in a line of `width` cells."""
    rest = width - DAY - SIGN - (WORD if width >= WORDY else 0)
    first = min(28, rest // 3)
    second = (rest - first) // 2 if width >= WIDE else 0
    return first, second, rest - first - second
