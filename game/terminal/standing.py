"""Where a run stands, as header and panel show it: when, where, the gauges, the hinges of the scene."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from game.play.page import Page
from game.play.run import Run
from game.story.calendar import Moment
from game.story.model import Mark, Story, StoryNotInOrder
from game.terminal.marks import name_of
from game.terminal.sanitise import one_line


class Gauge(NamedTuple):
    """A number that is shown, between two ends, and how the last choice moved it."""

    label: str
    value: int
    low: int = 0
    high: int = 10
    change: int = 0


class Hinge(NamedTuple):
    """A hinge of this scene, and how it fell if it did."""

    name: str
    decided: bool = False
    mark: Mark | None = None


class Standing(NamedTuple):
    """All that stands beside a page."""

    scene: str = ""
    at: Moment | None = None
    place: str = ""
    gauges: tuple[Gauge, ...] = ()
    hinges: tuple[Hinge, ...] = ()


def standing(run: Run, page: Page | None = None) -> Standing:
    """How things stand as a page is read: its own time and place if it is given, else the run's at rest."""
    scene = run.story.scene(page.state.partition(".")[0]) if page is not None else run.scene
    fallen = {fall.hinge: fall for fall in run.ledger}
    hinges = tuple(
        Hinge(one_line(name_of(hinge)), hinge in fallen, fallen[hinge].mark if hinge in fallen else None)
        for hinge in scene.hinges
    )
    at, place = (page.at, page.place) if page is not None else (run.at, run.place)
    return Standing(one_line(scene.title), at, place, gauges(run), hinges)


def gauges(run: Run) -> tuple[Gauge, ...]:
    """The story's gauges, in the order of story.yaml, then those of the scene at rest."""
    shown = {**run.story.variables, **run.scene.variables}
    return tuple(
        Gauge(
            one_line(variable.label or name.replace("_", " ")),
            int(run.values[name]),
            variable.low,
            variable.high,
            run.changes.get(name, 0),
        )
        for name, variable in shown.items()
        if variable.gauge and variable.type == "int"
    )


def place_name(story: Story, place: str) -> str:
    """A place's name from the codex, or its id in words."""
    try:
        entry = story.codex.get(place)
    except (StoryNotInOrder, OSError):
        entry = None
    return one_line(entry.name if entry is not None else name_of(place))


def bar(gauge: Gauge, cells: int) -> tuple[int, int]:
    """How many of `cells` a gauge fills, and how many it leaves; anything above its low end shows."""
    span = max(1, gauge.high - gauge.low)
    above = min(span, max(0, gauge.value - gauge.low))
    full = round(above * cells / span)
    if above and not full:
        full = 1
    return full, cells - full


def change_sign(change: int) -> str:
    """▲ or ▼, or nothing."""
    return "▲" if change > 0 else "▼" if change < 0 else ""


def fitting(parts: Sequence[str], width: int, gap: int = 2) -> int:
    """How many of the first `parts` stand in `width`, `gap` cells apart."""
    taken = -gap
    for number, part in enumerate(parts):
        taken += gap + cell_len(part)
        if taken > width:
            return number
    return len(parts)
