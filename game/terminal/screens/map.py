"""The map: towns that light on their day, a slider of days, and the same as a list."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from game.i18n import N_, _
from game.play.spread import Timeline, is_conditional
from game.story.pins import Shows
from game.terminal.blocks import Voice
from game.terminal.dates import day_of, header_date, short_date
from game.terminal.map.signs import FINE, PLAIN, Signs, signs_here
from game.terminal.map.words import legend, months, name_of, news, town_story, word_of
from game.terminal.screens.sheets import Sheet
from game.terminal.standing import fitting
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import Lines, Part, clipped, fitted
from game.terminal.widgets.map_view import MapView
from game.terminal.widgets.slider import Slider

if TYPE_CHECKING:
    from game.play.run import Run
    from game.story.model import Story
    from game.terminal.app import OctoberApp
    from game.terminal.settings import Settings

WIDE, LOW = 76, 20
"""Columns from which the list stands beside the map; rows from which there is room for all that stands below it."""
LIST, DAY = 36, 12
"""Columns of the list, and of the day in it."""
TICK, STAY, STEP = 0.12, 0.7, 1.5
"""Seconds that a day takes while the map plays, and one with something new; and the latter without motion."""


class MapScreen(Screen[None]):
    """The land and the list side by side; on narrow terminals one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", N_("Play, or hold"), priority=True),
        Binding("right", "move(1)", N_("A day on"), priority=True),
        Binding("left", "move(-1)", N_("A day back"), priority=True),
        Binding("shift+right,greater_than_sign", "move(7)", N_("A week on"), priority=True),
        Binding("shift+left,less_than_sign", "move(-7)", N_("A week back"), priority=True),
        Binding("home,g", "go(0)", N_("To the first day"), priority=True),
        Binding("end,G", "go(-1)", N_("To the last day"), priority=True),
        Binding("down,j", "entry(1)", N_("To the next that happened"), priority=True),
        Binding("up,k", "entry(-1)", N_("To the one before"), priority=True),
        Binding("enter", "take", N_("What happened there, and by what source"), priority=True),
        Binding("tab,v", "turn", N_("Map or list, where there is room for one"), priority=True),
        Binding("a", "signs", N_("Draw with dots, or with plain signs")),
        Binding("comma", "app.settings", N_("Settings")),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("escape,q,m", "back", N_("Back")),
    ]
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = f"""
    MapScreen {{
        color: $foreground;
        & > .heading {{ dock: top; width: 100%; height: 2; padding: 0 2; color: $dim; border-bottom: solid $rule; }}
        & > Horizontal {{ height: 1fr; }}
        & > Horizontal > MapView {{ width: 1fr; height: 100%; }}
        & > Horizontal > Lines {{ width: 1fr; display: none; }}
        & > .told, & > .legend {{ height: 1; padding: 0 2; color: $dim; }}
        &.-wide > Horizontal > Lines {{ width: {LIST}; display: block; border-left: solid $rule; }}
        &.-list > Horizontal > MapView {{ display: none; }}
        &.-list > Horizontal > Lines {{ display: block; }}
        &.-low > .heading {{ height: 1; border-bottom: none; }}
        &.-low > .legend {{ display: none; }}
        &.-low > Slider {{ height: 1; }}
    }}
    """

    app: "OctoberApp"

    def __init__(self, story: "Story", timeline: Timeline, run: "Run | None" = None) -> None:
        """`timeline` holds one pin at least."""
        super().__init__()
        self._story = story
        self._timeline = timeline
        self._towns = story.map.towns or {}
        self._run = run
        self._day = 0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Heading, land, list, what is new, what the signs mean, days, keys."""
        self._fit(self.app.size)
        yield Static(classes="heading")
        yield Footer()
        with Horizontal():
            yield MapView()
            yield Lines(self.draw)
        yield Static(classes="told")
        yield Static(classes="legend")
        yield Slider()

    def on_mount(self) -> None:
        """Open on the day that the run has reached."""
        self.query_one(MapView).fill(self._timeline, self._towns)
        slider, here = self.query_one(Slider), self._run.at if self._run is not None else None
        slider.last = self._timeline.last
        day = self._timeline.number(here)
        slider.here = day if day else -1
        with self.prevent(Lines.Lit):
            self._lines.fill(len(self._timeline.pins))
        self._use(signs_here(web=self.app.is_web))
        self._go(day)
        self._date()
        self.app.settings_changed.subscribe(self, self.heed)

    def on_resize(self, event: events.Resize) -> None:
        """The list beside the map where there is room."""
        self._fit(event.size)
        self._stand()

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.height < LOW, "-low")
        if size.width >= WIDE:
            self.remove_class("-list")

    # What the reader does

    def action_move(self, days: int) -> None:
        """So many days on, or back."""
        self._hold()
        self._go(self._day + days)

    def action_go(self, day: int) -> None:
        """To the first day, or the last."""
        self._hold()
        self._go(day if day >= 0 else self._timeline.last)

    def action_entry(self, by: int) -> None:
        """To the next entry of the list, or the one before."""
        self._hold()
        self._lines.lit += by

    def action_take(self) -> None:
        """All of the lit entry's town."""
        self._hold()
        self._tell(self._timeline.pins[self._lines.lit].place)

    def action_turn(self) -> None:
        """The list in place of the map, or the map again."""
        if not self.has_class("-wide"):
            self.toggle_class("-list")
            self._stand()

    def action_signs(self) -> None:
        """Draw with the other signs."""
        self._use(PLAIN if self.query_one(MapView).signs is FINE else FINE)
        self._stand()

    def action_play(self) -> None:
        """Let the days pass; from the end, all of them again."""
        if self._timer is not None:
            self._hold()
        else:
            if self._day >= self._timeline.last:
                self._go(0)
            self._await()
        self._stand()

    def action_back(self) -> None:
        """Back to what was there before."""
        self._hold()
        self.dismiss()

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """An entry was lit: to its day."""
        self._hold()
        self._go(self._timeline.days[message.line], message.line)

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """All of its town."""
        self.action_take()

    def on_map_view_picked(self, message: MapView.Picked) -> None:
        """All of the town that was clicked."""
        self._hold()
        self.query_one(MapView).picked = message.town
        self._tell(message.town)

    def on_slider_moved(self, message: Slider.Moved) -> None:
        """To the day that was pointed at."""
        self._hold()
        self._go(message.day)

    # What it shows

    def heed(self, before: "Settings") -> None:
        """Perhaps another calendar, or other words."""
        self._date()
        self._stand()

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """An entry: its day, where that is another than before, what the town shows of it by now, and its name."""
        pin, days = self._timeline.pins[line], self._timeline.days
        come = days[line] <= self._day
        dated = line in (0, self._lines.lit, self._lines.scroll_offset.y) or days[line - 1] != days[line]
        day = min(DAY, width * 2 // 5)
        voice = Voice.TEXT if come else Voice.DIM
        yield fitted(day_of(pin.at) if dated else "", day), Voice.DIM
        sign = self.query_one(MapView).signs.towns[pin.shows if come else Shows.NONE]
        yield f"{sign} ", Voice.RED if come and pin.shows is Shows.SOVIET else voice
        said = "" if pin.shows is Shows.SOVIET else f", {word_of(pin.shows)}"
        yield clipped(name_of(self._towns, pin) + said, width - day - 2), voice

    @property
    def _lines(self) -> Lines:
        return self.query_one(Lines)

    def _go(self, day: int, entry: int | None = None) -> None:
        """Show a day, and light an entry: this one, or the last by then."""
        self._day = max(0, min(day, self._timeline.last))
        map_view = self.query_one(MapView)
        map_view.day = self.query_one(Slider).day = self._day
        map_view.picked = self._timeline.pins[entry].place if entry is not None else ""
        if entry is None:
            with self.prevent(Lines.Lit):
                self._lines.lit = max(0, self._timeline.by(self._day) - 1)
            self._lines.move_to(self._lines.lit - self._lines.size.height // 2)
        self._lines.refresh()
        self._stand()

    def _stand(self) -> None:
        """The words around the map."""
        width = self.app.size.width - 4
        moment = self._timeline.moment(self._day)
        whose = (
            _("as your year has it")
            if self._run is not None and is_conditional(self._story)
            else _("as the record has it")
        )
        left = _("MAP")
        dates = (header_date(moment), short_date(moment), day_of(moment))
        date = next((date for date in dates if len(left) + 2 + len(date) <= width), "")
        about = f"   {whose}" if len(left) + 3 + len(whose) + 3 + len(date) <= width else ""
        gap = max(0, width - len(left) - len(about) - len(date))
        self.query_one(".heading", Static).update(
            Content.assemble((left, "bold $foreground"), about, " " * gap, (date, "$foreground"))
        )
        signs = self.query_one(MapView).signs
        new = news(self._timeline, self._towns, self._day)
        told = clipped("   ".join(f"{signs.towns[shows]} {words}" for shows, words in new), width)
        parts = legend(self._timeline, self._day, signs)
        counted = Content("   ".join(parts[: fitting(parts, width, 3)]))
        has_room = not self.has_class("-low")
        self.query_one(".told", Static).update(Content.styled(told, "$foreground") if told or has_room else counted)
        self.query_one(".legend", Static).update(counted)
        self.query_one(Footer).keys = self._keys()

    def _keys(self) -> tuple[Key, ...]:
        playing = self._timer is not None
        keys = [Key(_("Space"), _("hold") if playing else _("play"), "play"), Key("←→", _("day"), "move(1)")]
        if not self.has_class("-wide"):
            keys.append(Key("v", _("map") if self.has_class("-list") else _("list"), "turn"))
        keys += [Key(_("Enter"), _("what happened"), "take"), Key("q", _("back"), "back")]
        keys += [Key("<>", _("week"), "move(7)"), Key("↑↓", _("entry"), "entry(1)")]
        return (*keys, Key("?", _("keys"), "app.keys"))

    def _date(self) -> None:
        """Days in the calendar that leads."""
        self.query_one(Slider).marks = tuple(months(self._timeline))
        self._lines.refresh()

    def _use(self, signs: Signs) -> None:
        self.query_one(MapView).signs = self.query_one(Slider).signs = signs

    def _tell(self, town: str) -> None:
        """All entries of a town, and what they rest on."""
        self.app.push_screen(
            Sheet(town_story(self._story, self._timeline, self._towns[town]), title=_("Map"), hint=_("Esc: back"))
        )

    # Days that pass

    def _await(self) -> None:
        still = not self.app.moves
        new = self._timeline.new(self._day)
        self._timer = self.set_timer(STEP if still else STAY if new else TICK, self._pass)

    def _pass(self) -> None:
        """The next day, or without motion the next on which something happens."""
        self._timer = None
        if self.app.screen is not self:
            return
        still, by = not self.app.moves, self._timeline.by(self._day)
        self._go(self._timeline.days[by] if still and by < len(self._timeline.days) else self._day + 1)
        if self._day < self._timeline.last:
            self._await()
        self._stand()

    def _hold(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.query_one(Footer).keys = self._keys()
