"""A story as it stands on the disk at one moment: what can be played of it, its scenes and states, its problems."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from game.story.diagnostics import Problem
from game.story.model import Story
from game.story.source import Mapping as MappingNode
from game.story.source import Node


@dataclass(frozen=True)
class SceneSeen:
    """A scene's states in file order, and the lines they begin in; as far as its file can be made out."""

    id: str
    file: str
    states: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def state_at(self, line: int) -> str:
        """The state that a line of the file belongs to; empty above the first."""
        number = bisect_right(self.lines, line)
        return self.states[number - 1] if number else ""

    def line_of(self, state: str) -> int:
        """Where a state begins; the first line for one that is not there."""
        return self.lines[self.states.index(state)] if state in self.states else 1


@dataclass(frozen=True)
class Counts:
    """How many errors and warnings there are somewhere."""

    errors: int = 0
    warnings: int = 0

    def with_one(self, problem: Problem) -> "Counts":
        """One more."""
        return Counts(self.errors + problem.is_error, self.warnings + (not problem.is_error))


@dataclass(frozen=True)
class Look:
    """What was found, as far as the story was read.

    `story` can be played, but for scenes with errors; None where story.yaml is too broken for that. `read` of `of`
    scenes were read; all was checked once it is `settled`.
    """

    story: Story | None
    problems: tuple[Problem, ...]
    scenes: tuple[SceneSeen, ...]
    read: int = 0
    of: int = 0
    settled: bool = False
    counts: Mapping[str, Counts] = field(init=False, repr=False)
    """Problems by scene (`scene`) and by state (`scene.state`); those of other files under nothing."""

    def __post_init__(self) -> None:
        """Count."""
        object.__setattr__(self, "counts", _counted(self.problems, self.scenes))


def _counted(problems: Iterable[Problem], scenes: Iterable[SceneSeen]) -> dict[str, Counts]:
    by_file = {scene.file: scene for scene in scenes}
    counts: dict[str, Counts] = {}
    for one in problems:
        scene = by_file.get(one.place.file)
        keys = [scene.id if scene is not None else ""]
        if scene is not None and (state := scene.state_at(one.place.line)):
            keys.append(f"{scene.id}.{state}")
        for key in keys:
            counts[key] = counts.get(key, Counts()).with_one(one)
    return counts


def scene_seen(id: str, file: str, node: Node | None) -> SceneSeen:
    """What can be made out of a scene's tree, however broken."""
    entry = node.entries.get("states") if isinstance(node, MappingNode) else None
    if entry is None or not isinstance(entry.value, MappingNode):
        return SceneSeen(id, file)
    states = entry.value.entries
    return SceneSeen(id, file, tuple(states), tuple(one.key.place().line for one in states.values()))
