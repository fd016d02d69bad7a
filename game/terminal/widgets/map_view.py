"""The map as it is drawn: the land, the towns with what each shows on a day, and the names that find room."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from game.play.spread import Timeline
from game.story.pins import Shows, Town
from game.terminal.blocks import Voice
from game.terminal.map.drawing import ACROSS, DOWN, Drawing, drawn
from game.terminal.map.land import framed
from game.terminal.map.places import Cell, labels_of, stands_of
from game.terminal.map.signs import FINE, Signs
from game.terminal.sanitise import one_line
from game.terminal.widgets.voiced import STRONG, Voiced

REVERSED = Style(reverse=True)
NEAR = 2
"""How many cells beside a town or its name a click still means it."""

Piece = tuple[int, str, Style]
"""Where in a row some words begin, the words, and their style."""


class MapView(Voiced, can_focus=False):
    """A window on the land that lies around the towns; it shows all of them at any size."""

    DEFAULT_CSS = """
    MapView { overflow-y: hidden; }
    """

    day: reactive[int] = reactive(0)
    """The day it shows, by its number in the timeline."""
    picked: reactive[str] = reactive("")
    """The town whose name stands out, by its id."""
    signs: reactive[Signs] = reactive(FINE)
    """What it is drawn with."""

    class Picked(Message):
        """A town was clicked."""

        def __init__(self, town: str) -> None:
            self.town = town
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._timeline = Timeline()
        self._towns: dict[str, Town] = {}
        self._laid: tuple[object, ...] = ()
        self._land = Drawing((), ())
        self._left = 0
        self._stands: dict[str, Cell] = {}
        self._pieces: dict[int, list[Piece]] = {}

    def fill(self, timeline: Timeline, towns: Mapping[str, Town]) -> None:
        """Show these pins, on the towns they are set on."""
        placed = {pin.place: towns[pin.place] for pin in timeline.pins}
        self._timeline = timeline
        self._towns = dict(sorted(placed.items(), key=lambda item: -item[1].told))
        self._laid = ()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: every name and sign anew."""
        super().notify_style_update()
        self._laid = ()

    def render_line(self, y: int) -> Strip:
        """The strip at a row of the window."""
        self._lay()
        ground = self.voice(Voice.TEXT)
        row, segments, at = y - self._top, [Segment(" " * self._left, ground)], 0
        if not 0 <= row < len(self._land.rows):
            return Strip.blank(self.size.width, ground)
        for start, words, style in sorted(self._pieces.get(row, ())):
            segments += self._ground(row, at, start)
            segments.append(Segment(words, style))
            at = start + cell_len(words)
        segments += self._ground(row, at, len(self._land.rows[row]))
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def on_click(self, event: events.Click) -> None:
        """A click on a town, or its name, picks it."""
        self._lay()
        row, column = event.y - self._top, event.x - self._left
        names = ((start, words) for start, words, _style in self._pieces.get(row, ()) if len(words) > 1)
        for start, words in names:
            if start <= column < start + cell_len(words):
                self.post_message(self.Picked(next(id for id in self._towns if self._called(id) == words)))
                return
        near = sorted((abs(cell.column - column), id) for id, cell in self._stands.items() if cell.row == row)
        if near and near[0][0] <= NEAR:
            self.post_message(self.Picked(near[0][1]))

    # What lies where

    @property
    def _top(self) -> int:
        return (self.size.height - len(self._land.rows)) // 2

    def _lay(self) -> None:
        """Lay out land, towns and names, if anything is other than it was."""
        now = (self.size, self.day, self.picked, self.signs)
        if now == self._laid:
            return
        self._laid = now
        width, height = self.size
        places = {id: (town.latitude, town.longitude) for id, town in self._towns.items()}
        frame, points = framed(places, width * ACROSS, height * DOWN)
        self._land = drawn(frame, self.signs.dots)
        self._left = (width - len(self._land.rows[0])) // 2 if self._land.rows else 0
        self._stands = stands_of(frame, points)
        self._pieces = {}
        shown = self._timeline.shown(self.day)
        new = {pin.place for pin in self._timeline.new(self.day)}
        for id, stand in self._stands.items():
            shows = shown[id].shows if id in shown else Shows.NONE
            self._put(stand.row, stand.column, self.signs.towns[shows], self._sign_style(id, shows))
        order = sorted(self._towns, key=lambda id: (id != self.picked, id not in new, id not in shown))
        names = {id: self._called(id) for id in self._towns}
        for label in labels_of(self._stands, names, order, len(self._land.rows[0]), self._land.shore) if points else ():
            style = self.voice(Voice.TEXT if label.town in shown else Voice.DIM)
            style += REVERSED if label.town == self.picked else STRONG if label.town in new else Style()
            self._put(label.row, label.column, label.name, style)

    def _put(self, row: int, column: int, words: str, style: Style) -> None:
        self._pieces.setdefault(row, []).append((column, words, style))

    def _called(self, id: str) -> str:
        return one_line(self._towns[id].name)

    def _sign_style(self, id: str, shows: Shows) -> Style:
        voice = {Shows.SOVIET: Voice.RED, Shows.NONE: Voice.DIM}.get(shows, Voice.LIT)
        return self.voice(voice) + (REVERSED if id == self.picked else Style())

    def _ground(self, row: int, first: int, last: int) -> Iterator[Segment]:
        """The land between two columns: shores in one voice, water and the net in a fainter one."""
        signs, shore = self._land.rows[row], self._land.shore[row]
        shores = self.voice(Voice.TEXT if self._pale else Voice.DIM)
        water = Style(color=self._colour("rule"), bgcolor=self._colour("background"))
        water = self.voice(Voice.DIM) if self._pale else water
        for is_shore, columns in groupby(range(first, last), key=shore.__getitem__):
            yield Segment("".join(map(signs.__getitem__, columns)), shores if is_shore else water)
