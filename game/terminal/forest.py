"""All runs of a story as one tree, read from their files and laid out in lines; what cannot be read is a line too."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from game.play.runfile import SUFFIX, read_run_file
from game.play.runlines import standing
from game.play.tree import Key, Node, Row, Tree, rows_of
from game.story.model import Choice, Mark, Story, StoryNotInOrder
from game.terminal.marks import name_of

AT_ONCE = 100
"""How many files are read before a screen may answer a key again."""


class Kept(NamedTuple):
    """A run as the tree knows it. `broken` says why a file cannot be read, or not to its end."""

    path: Path
    name: str
    steps: int = 0
    ended: str = ""
    recorded: bool = False
    broken: str = ""
    note: str = ""
    started: datetime | None = None


class Branch(NamedTuple):
    """A line of the tree: a stretch of decisions, a run that ends where another does, or a file that is broken."""

    row: Row | None
    run: int | None = None
    """The run that ends here, by its number among `Forest.runs`."""
    parent: int = -1
    """The line that this one grows from."""


@dataclass
class Forest:
    """The tree of a story's runs; `runs` are numbered as in the tree, broken files behind them."""

    story: str
    tree: Tree = field(default_factory=Tree)
    runs: list[Kept] = field(default_factory=list)
    broken: list[Kept] = field(default_factory=list)

    def read(self, paths: Iterable[Path], *, recorded: bool = False) -> None:
        """Merge these files into the tree; one that is of another story is passed over."""
        with _no_collector():
            for path in paths:
                self._read(path, recorded)

    def _read(self, path: Path, recorded: bool) -> None:
        try:
            record = read_run_file(path)
        except OSError as error:
            self.broken.append(Kept(path, path.stem, recorded=recorded, broken=error.strerror or str(error)))
            return
        header = record.header
        if header is None:
            reason = record.problems[0].reason
            self.broken.append(Kept(path, path.stem, recorded=recorded, broken=reason))
        elif header.story == self.story:
            stand = standing(record.lines)
            ended = stand.ended.end if stand.ended else ""
            why = record.problems[0].reason if record.problems else ""
            self.tree.add(header, stand.choices)
            name = record.name or path.stem
            steps = len(stand.choices)
            self.runs.append(Kept(path, name, steps, ended, recorded, why, record.note, header.started))

    def branches(self, hinges: Mapping[Key, Mark | None]) -> list[Branch]:
        """The lines of the whole tree, then the broken files."""
        with _no_collector():
            lines: list[Branch] = []
            at: dict[int, int] = {}
            for row in rows_of(self.tree, frozenset(hinges)):
                parent = at.get(id(row.first.parent), -1) if row.first.parent is not None else -1
                at[id(row.node)] = len(lines)
                tips = row.node.tips
                lines.append(Branch(row, tips[0] if tips else None, parent))
                lines += [Branch(None, number, len(lines) - 1) for number in tips[1:]]
            lines += [Branch(None, len(self.runs) + number) for number in range(len(self.broken))]
            return lines

    def kept(self, number: int) -> Kept:
        """A run, or a broken file, by its number."""
        return self.runs[number] if number < len(self.runs) else self.broken[number - len(self.runs)]

    def through(self, node: Node) -> int:
        """A run that comes through a node: the first that ends at or after it."""
        while not node.tips:
            node = next(iter(node.children.values()))
        return node.tips[0]

    @property
    def scenes(self) -> set[str]:
        """The scenes in which anything was decided."""
        found: set[str] = set()
        waiting = list(self.tree.roots.values())
        while waiting:
            node = waiting.pop()
            found.add(node.place.partition(".")[0])
            waiting += node.children.values()
        return found


def run_files(folder: Path) -> list[Path]:
    """The run files of a folder, by name; none where there is no folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except OSError:
        return []


def hinges_of(story: Story, scenes: Iterable[str]) -> dict[Key, Mark | None]:
    """The choices at hinges of these scenes, each with its mark; of scenes that cannot be read, none."""
    found: dict[Key, Mark | None] = {}
    for id in scenes:
        try:
            scene = story.scene(id)
        except (StoryNotInOrder, KeyError, OSError):
            continue
        for state in scene.hinges.values():
            for choice in state.choices:
                if isinstance(choice, Choice) and choice.to:
                    found[state.key, choice.id] = choice.mark
    return found


def words_of(story: Story, node: Node) -> str:
    """A decision in the story's own words where it has plain ones, else in those of its id."""
    scene_id, _dot, state_id = node.place.partition(".")
    try:
        scene = story.scene(scene_id)
    except (StoryNotInOrder, KeyError, OSError):
        return name_of(node.choice)
    state = scene.states.get(state_id)
    ways = state.choices if state is not None else ()
    line = next((way.text for way in ways if isinstance(way, Choice) and way.id == node.choice), None)
    if line is None and (storylet := scene.states.get(node.choice)) is not None:
        line = storylet.title
    plain = getattr(line.paragraph, "plain", "") if line is not None else ""
    return plain or name_of(node.choice)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nothing of what is built here is garbage: it need not be looked for."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
