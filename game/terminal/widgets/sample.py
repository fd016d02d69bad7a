"""A small page that is nobody's run: it shows what the settings make of a page."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.i18n import _
from game.play.page import Option, Page, Turn
from game.story.calendar import Moment
from game.story.text import Paragraph, plainly
from game.terminal.blocks import Block, Voice, block
from game.terminal.dates import header_date
from game.terminal.settings import Settings
from game.terminal.settled import SettledApp
from game.terminal.widgets.reading import Reading

DAY = Moment(1917, 10, 25)


class Specimen(Reading, can_focus=False):
    """A page that is only looked at."""


class Sample(Vertical):
    """A date, two paragraphs, a choice that is open and one that is locked; the record, where it is always shown."""

    app: SettledApp

    DEFAULT_CSS = """
    Sample > Static { height: 1; width: 100%; text-align: center; color: $dim; }
    """

    def compose(self) -> ComposeResult:
        """The date, and the page."""
        yield Static()
        yield Specimen()

    def on_mount(self) -> None:
        """Show it, and again whenever something was set."""
        self.app.settings_changed.subscribe(self, self.heed)
        self._say()

    def heed(self, before: Settings) -> None:
        """Something was set: show what comes of it."""
        self._say()
        now = self.app.settings
        if now.reveal == "paragraphs" and self.app.moves and now.reveal != before.reveal:
            self.query_one(Specimen).come_slowly()

    def _say(self) -> None:
        self.query_one(Static).update(Content(header_date(DAY)))
        page = Page("", "", None, "", _paragraphs())
        specimen = self.query_one(Specimen)
        specimen.open([Turn(0, Paragraph(()), (page,))], 1)
        always = self.app.settings.record == "always"
        specimen.set_tail(_record() if always else (), _options())
        specimen.move_to(0)


def _paragraphs() -> tuple[Paragraph, ...]:
    return (
        plainly(
            _(
                "Somebody has pasted today's decree over yesterday's, and been in a hurry. By the door you can still "
                "read the ends of the lines of both."
            )
        ),
        plainly(_("Behind you a woman with a milk can asks which of them holds.")),
    )


def _options() -> tuple[Option, ...]:
    return (
        Option("ask", plainly(_("Ask her which she hopes for."))),
        Option("tear", plainly(_("Take the upper one down.")), False, plainly(_("The paste is still wet."))),
    )


def _record() -> Iterator[Block]:
    yield block(_("ON THE RECORD"), Voice.LABEL, 2)
    yield block(_("The new calendar came on 14 February 1918, the day after 31 January."), Voice.PAST, 0)
