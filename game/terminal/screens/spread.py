"""What a page that is played and a page that is replayed share: header, notice, text, panel and keys."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen

from game.i18n import N_
from game.play.page import Page
from game.terminal.settings import Settings
from game.terminal.standing import place_name, standing
from game.terminal.widgets.footer import Footer
from game.terminal.widgets.header import Header
from game.terminal.widgets.notice import Hint, Notice
from game.terminal.widgets.panel import BROAD, WIDE, WIDER, Panel, panel_width
from game.terminal.widgets.reading import Reading

if TYPE_CHECKING:
    from game.play.run import Run
    from game.terminal.app import OctoberApp

NARROW, LOW = 60, 12
"""Columns from which the header folds two lines; rows from which there is a rule under it."""


class Spread(Screen[None]):
    """A run, as far as it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "codex", N_("Who and what is named on this page")),
        Binding("C", "whole_codex", N_("The whole codex")),
        Binding("l", "ledger", N_("The ledger: every hinge so far")),
        Binding("T", "transcript", N_("The transcript: all that was read, to search and to copy")),
        Binding("slash", "transcript(True)", N_("Find words in what was read")),
        Binding("comma", "app.settings", N_("Settings")),
        Binding("m", "map", N_("The map: how the year spread, day by day")),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
    ]
    AUTO_FOCUS = "Reading"
    DEFAULT_CSS = f"""
    Spread {{
        color: $foreground;
        & > Horizontal {{ height: 1fr; }}
        &.-wide Panel {{ display: block; }}
        &.-broad Panel {{ width: {WIDER}; }}
        &.-narrow > Header.-folds {{ height: 3; }}
        &.-tiny > Header, &.-tiny > Footer, &.-tiny > Notice {{ padding: 0 1; }}
        &.-low > Header {{ border-bottom: none; height: 1; }}
        &.-low.-narrow > Header.-folds {{ height: 2; }}
    }}
    """

    app: "OctoberApp"

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, str] | None = None

    def compose(self) -> ComposeResult:
        """Header, what the player should be told, keys, the page itself, what stands beside it, and a hint."""
        self._fit(self.app.size)
        yield Header()
        yield Notice()
        yield Footer()
        with Horizontal():
            yield Reading()
            yield Panel()
        yield Hint()

    def on_mount(self) -> None:
        """From now on, hold to what is set."""
        self.app.settings_changed.subscribe(self, self.heed)

    def heed(self, before: Settings) -> None:
        """Other words, or another calendar."""
        self.query_one(Header).refresh()
        self.query_one(Panel).refresh()

    def on_show(self) -> None:
        """Once the page can be read, places get their names, for which the codex is read."""
        if self._places is None:
            self.app.call_later(self.call_after_refresh, self._name_places)

    def on_resize(self, event: events.Resize) -> None:
        """Fold what has no room, unfold what has."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width < NARROW, "-tiny")
        self.set_class(NARROW <= size.width < WIDE, "-narrow")
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.width >= BROAD, "-broad")
        self.set_class(size.height < LOW, "-low")

    # What it shows

    @property
    @abstractmethod
    def run(self) -> "Run":
        """The run that is shown."""

    @property
    @abstractmethod
    def called(self) -> tuple[str, str]:
        """What the run is called, and its file, without its suffix."""

    @property
    def page(self) -> Page:
        """The page that is being read; an empty one where the newest turn wrote nothing."""
        run, pages = self.run, self.run.turns[-1].pages
        return pages[-1] if pages else Page(run.here, "", run.at, run.place, ())

    @property
    def pages(self) -> Sequence[Page]:
        """What of the newest turn is on the page."""
        return self.run.turns[-1].pages

    @property
    def reading(self) -> Reading:
        """The pane with the text."""
        return self.query_one(Reading)

    def open_at(self, columns: int) -> None:
        """Take the measure before the first layout, so that the first frame has text in it."""
        self.reading.measure_to(columns - panel_width(columns))

    def show_standing(self) -> None:
        """Show what stands beside the page that is being read."""
        now = standing(self.run, self.page)
        header, panel = self.query_one(Header), self.query_one(Panel)
        place = self._place(now.place)
        header.standing, header.place = now, place
        panel.standing, panel.place = now, place

    # What the reader may ask on any of them

    def on_reading_asked(self, message: Reading.Asked) -> None:
        """A link was followed."""
        self._open_codex([message.entry])

    def action_codex(self) -> None:
        """Open what the newest turn names."""
        links = [link for page in self.pages for paragraph in page.paragraphs for link in paragraph.links]
        if place := self.page.place:
            links.append(place)
        self._open_codex(list(dict.fromkeys(links)))

    def action_whole_codex(self, id: str = "") -> None:
        """Whom and what the run has met so far, at entry `id`."""
        from game.terminal.doors import show_codex

        show_codex(self.app, id)

    def action_ledger(self) -> None:
        """Every hinge so far."""
        from game.terminal.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen(self.run))

    def action_transcript(self, find: bool = False, step: int | None = None) -> None:
        """All that was read, from its end or from `step`, perhaps to find something in it."""
        from game.terminal.screens.transcript import TranscriptScreen
        from game.terminal.transcript import read_of

        self.app.push_screen(TranscriptScreen(read_of(self.run, len(self.pages)), *self.called, step, find=find))

    def action_map(self) -> None:
        """The towns of the story's map, on the day that this run has reached."""
        from game.terminal.doors import show_map

        show_map(self.app)

    def _name_places(self) -> None:
        """Read the codex, once, when the page is up; then places have names."""
        self._places = {}
        header, panel = self.query_one(Header), self.query_one(Panel)
        header.place = panel.place = self._place(header.standing.place)

    def _place(self, place: str) -> str:
        """The place's name; nothing before the codex was read."""
        if self._places is None or not place:
            return ""
        if place not in self._places:
            self._places[place] = place_name(self.run.story, place)
        return self._places[place]

    def _open_codex(self, links: Sequence[str]) -> None:
        """Lay the entries over the page, if there are any."""
        from game.terminal.codex import entries_among, entry_blocks
        from game.terminal.screens.sheets import CodexSheet

        run = self.run
        if not (known := entries_among(run.story, links)):
            self.action_whole_codex()
        else:
            self.app.push_screen(CodexSheet(known, lambda id: list(entry_blocks(run, id)), self.action_whole_codex))
