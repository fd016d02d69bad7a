"""The lists of the workbench: scenes with their states, variables with their values, problems."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from game.i18n import N_, _
from game.story.diagnostics import Problem
from game.story.types import written
from game.terminal.blocks import Voice
from game.terminal.sanitise import one_line
from game.terminal.widgets.lines import Lines, Part, clipped, fitted
from game.terminal.workbench.bench import Failure, Findings, Look, Row
from game.terminal.workbench.telling import ERROR, WARNING, found_in_a_word, guess, marks, shown_place

OPEN, SHUT, HERE = "▾", "▸", "•"


class Listed(Lines):
    """A list of which one click takes a line."""

    def on_click(self, event: events.Click) -> None:
        """Light it and take it."""
        event.prevent_default()
        line = event.y + self.scroll_offset.y
        if line < self.count:
            self.lit = line
            self.action_take()


class Scenes(Listed):
    """Scenes, each to be opened and shut, with their states; beside them what is wrong there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "open(True)", N_("Open the scene"), show=False),
        Binding("left", "open(False)", N_("Shut the scene"), show=False),
    ]

    class Entered(Message):
        """A state was asked for."""

        def __init__(self, place: str) -> None:
            self.place = place
            super().__init__()

    def __init__(self) -> None:
        super().__init__(self._line, empty=[_("No scene can be made out yet.")])
        self.keys: list[str] = []
        """What stands in each line: a scene, or `scene.state`."""
        self._opened: set[str] = set()
        self._look: Look | None = None
        self._findings: Findings | None = None
        self._here = ""

    @property
    def lit_key(self) -> str:
        """The scene or state that is lit."""
        return self.keys[self.lit] if self.lit < len(self.keys) else ""

    def show(self, look: Look | None, findings: Findings | None, here: str) -> None:
        """What there is now; the page's own state is lit when it has become another."""
        moved, self._here = here != self._here, here
        self._look, self._findings = look, findings
        if moved:
            self._opened.add(here.partition(".")[0])
        self._fill(here if moved else self.lit_key)

    def _fill(self, lit: str) -> None:
        keys = []
        for scene in self._look.scenes if self._look is not None else ():
            keys.append(scene.id)
            if scene.id in self._opened:
                keys += [f"{scene.id}.{state}" for state in scene.states]
        same, self.keys = keys == self.keys, keys
        line = keys.index(lit) if lit in keys else min(self.lit, len(keys) - 1)
        if not same or line != self.lit:
            self.fill(len(keys), max(0, line))
        self.refresh()

    def _line(self, line: int, width: int) -> Iterable[Part]:
        key = self.keys[line]
        scene, _dot, state = key.partition(".")
        counts = self._look.counts.get(key) if self._look is not None else None
        right = [part for part in (marks(counts), found_in_a_word(self._findings, key) if state else "") if part]
        beside = " ".join(right)
        room = width - cell_len(beside) - bool(beside)
        here = key == self._here
        sign = f" {HERE if here else ' '} " if state else f"{OPEN if scene in self._opened else SHUT} "
        voice = Voice.LIT if here else Voice.TEXT if state else Voice.HEADING
        red = counts is not None and counts.errors
        yield sign, Voice.DIM
        yield fitted(one_line(state or scene), max(1, room - len(sign))), voice
        yield f" {beside}" if beside else "", Voice.RED if red else Voice.DIM

    def action_take(self) -> None:
        """Enter the state, or open and shut the scene."""
        key = self.lit_key
        if "." in key:
            self.post_message(self.Entered(key))
        elif key:
            self._opened ^= {key}
            self._fill(key)

    def action_open(self, open: bool) -> None:
        """Open the scene of the lit line, or shut it."""
        scene = self.lit_key.partition(".")[0]
        if scene and open != (scene in self._opened):
            self._opened ^= {scene}
            self._fill(self.lit_key if open else scene)


class Values(Listed):
    """Variables with their values: Enter writes one, arrows move it by one, Backspace takes back what was set."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,plus", "move(1)", N_("The next value"), show=False),
        Binding("left,minus", "move(-1)", N_("The value before"), show=False),
        Binding("backspace,delete", "unset", N_("As it is when a play starts here"), show=False),
    ]

    class Asked(Message):
        """A value is to be written."""

        def __init__(self, row: Row) -> None:
            self.row = row
            super().__init__()

    class Moved(Message):
        """A variable is to have the next value, or the one before; by 0: the one it has by itself."""

        def __init__(self, name: str, by: int) -> None:
            self.name, self.by = name, by
            super().__init__()

    def __init__(self) -> None:
        super().__init__(self._line, empty=[_("No variables.")])
        self._rows: list[Row | str] = []

    def show(self, rows: Sequence[Row]) -> None:
        """The story's variables and the scene's."""
        lines: list[Row | str] = []
        for row in rows:
            scene = row.variable.scene
            heading = scene or _("story")
            if heading not in lines:
                lines.append(heading)
            lines.append(row)
        lit = self.lit if self._rows else 1
        self._rows = lines
        if len(lines) != self.count:
            self.fill(len(lines), lit)
        self.refresh()

    @property
    def lit_row(self) -> Row | None:
        """The variable that is lit."""
        row = self._rows[self.lit] if self.lit < len(self._rows) else None
        return None if isinstance(row, str) else row

    def _line(self, line: int, width: int) -> Iterable[Part]:
        row = self._rows[line]
        if isinstance(row, str):
            yield fitted(one_line(row), width), Voice.LABEL
            return
        now, began = written(row.now), written(row.began)
        value = f"[{now}]" if now == began else f"{began} → [{now}]"
        room = max(3, width // 2 + 2)
        if now != began and cell_len(value) > room:
            value = f"→ [{now}]"
        value = clipped(value, room)
        mark = "*" if row.set else " "
        yield fitted(row.variable.name, max(1, width - cell_len(value) - 2)), Voice.LIT if row.set else Voice.TEXT
        yield f" {mark}", Voice.RED
        yield value, Voice.LIT if row.set or now != began else Voice.TEXT

    def action_take(self) -> None:
        """Write a value; what is only true or false turns round at once."""
        row = self.lit_row
        if row is not None and row.variable.type == "bool":
            self.action_move(1)
        elif row is not None:
            self.post_message(self.Asked(row))

    def action_move(self, by: int) -> None:
        """The next value, or the one before."""
        if self.lit_row is not None:
            self.post_message(self.Moved(self.lit_row.variable.name, by))

    def action_unset(self) -> None:
        """As it is when a play starts here."""
        self.action_move(0)


class Stuck(NamedTuple):
    """A failure of a playtest, as it stands among the problems."""

    failure: Failure


class Faults(Listed):
    """All problems of the story, and where plays by chance got stuck; Enter opens the editor there."""

    class Opened(Message):
        """A problem, or a play that got stuck, was taken."""

        def __init__(self, fault: Problem | Stuck) -> None:
            self.fault = fault
            super().__init__()

    def __init__(self, folder: Path) -> None:
        super().__init__(self._line, empty=[_("Nothing to mend.")])
        self.faults: list[Problem | Stuck] = []
        """What stands in each line."""
        self._folder = folder

    def show(self, problems: Sequence[Problem], findings: Findings | None) -> None:
        """What there is now; what was lit stays lit."""
        stuck = [Stuck(one) for one in findings.failures] if findings is not None else []
        faults: list[Problem | Stuck] = [*problems, *stuck]
        if faults == self.faults:
            return
        was = self.lit_fault
        self.faults = faults
        line = faults.index(was) if was in faults else self.lit if self.has_focus else 0
        self.fill(len(faults), max(0, min(line, len(faults) - 1)))

    @property
    def lit_fault(self) -> Problem | Stuck | None:
        """What is lit."""
        return self.faults[self.lit] if self.lit < len(self.faults) else None

    def _line(self, line: int, width: int) -> Iterable[Part]:
        fault = self.faults[line]
        if isinstance(fault, Stuck):
            yield f"{fault.failure.place}  ", Voice.DIM
            told = _("{count} plays stuck: {why}").format(count=fault.failure.plays, why=fault.failure.why)
            yield clipped(one_line(told), max(1, width - cell_len(fault.failure.place) - 2)), Voice.TEXT
            return
        place = shown_place(fault, self._folder)
        mark = ERROR if fault.is_error else WARNING
        code = f"{mark} {fault.severity.value}[{fault.code}] "
        yield f"{place}  ", Voice.DIM
        yield code, Voice.RED if fault.is_error else Voice.TEXT
        yield (
            clipped(one_line(fault.message + guess(fault)), max(1, width - cell_len(place) - 2 - cell_len(code))),
            Voice.TEXT,
        )

    def action_take(self) -> None:
        """Take what is lit."""
        if self.lit_fault is not None:
            self.post_message(self.Opened(self.lit_fault))

    def on_click(self, event: events.Click) -> None:
        """A click lights a line; on the lit one it takes it."""
        event.prevent_default()
        line = event.y + self.scroll_offset.y
        if line < self.count:
            if line == self.lit and self.has_focus:
                self.action_take()
            self.lit = line
