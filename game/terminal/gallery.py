"""The endings of a story: which the player has reached, by which run, and which she has come near."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from game.play.shelf import ARCHIVE
from game.story.model import Story, StoryNotInOrder
from game.terminal.forest import Forest, Kept, run_files


class Found(NamedTuple):
    """An ending: its id, its title if it is known, and the runs that reached it, the first begun first."""

    id: str
    title: str
    runs: tuple[Kept, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether any run did."""
        return bool(self.runs)


def own_files(saves: Path) -> list[Path]:
    """The files of the player's own runs, those put away among them; runs that ship never count."""
    return [*run_files(saves), *run_files(saves / ARCHIVE)]


def own_runs(story: Story, saves: Path) -> Forest:
    """The player's own runs."""
    forest = Forest(story.id)
    forest.read(own_files(saves))
    return forest


def endings_of(story: Story, forest: Forest) -> list[Found]:
    """All endings in the story's order; one that was neither reached nor come near has no title."""
    reached = _reached(story, forest)
    near = set(_near(story, forest))
    return [
        Found(id, ending.title if id in reached or id in near else "", tuple(reached.get(id, ())))
        for id, ending in story.endings.items()
    ]


def _reached(story: Story, forest: Forest) -> Mapping[str, list[Kept]]:
    today = {old: id for id, ending in story.endings.items() for old in (*ending.was, id)}
    found: dict[str, list[Kept]] = {}
    for kept in sorted(forest.runs, key=_begun):
        if kept.ended in today:
            found.setdefault(today[kept.ended], []).append(kept)
    return found


def _begun(kept: Kept) -> datetime:
    return kept.started or datetime.max.replace(tzinfo=UTC)


def _near(story: Story, forest: Forest) -> Iterator[str]:
    """The endings of every scene that a run has got to."""
    for id in forest.scenes:
        try:
            scene = story.scene(story.scene_called(id))
        except (StoryNotInOrder, KeyError, OSError):
            continue
        yield from (state.ending for state in scene.states.values() if state.ending)
