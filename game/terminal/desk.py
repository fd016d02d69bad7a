"""Where the screens get stories and runs from: one story, one folder of saves, both read when first asked for."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.play.session import Session
    from game.play.shelf import Saved, Shelf
    from game.story.model import Story
    from game.terminal.replaying import Replaying


class Desk:
    """Opens what is played. Nothing is imported or read before it is needed: the title screen is up by then."""

    def __init__(self, folder: Path, saves: Path, *, seed: int | None = None, name: str = "") -> None:
        self.folder = folder
        self.saves = saves
        self.away: list[Path] = []
        """The runs that were deleted or archived since the game was opened, as they lie now, the last one last."""
        self._seed = seed
        self._name = name

    @cached_property
    def story(self) -> "Story":
        """The story; its scenes are read at their doors. Raises StoryNotInOrder."""
        from game.story.loader import load_story

        return load_story(self.folder)

    @property
    def has_map(self) -> bool:
        """Whether the story has a map, without reading it."""
        return (self.folder / "map.yaml").is_file()

    def others(self) -> dict[Path, str]:
        """The titles of the stories that ship, this one first, by folder; empty for a story of one's own."""
        from game.bundled import scenes_root
        from game.story.loader import load_story
        from game.story.model import StoryNotInOrder

        root = scenes_root()
        if self.folder.parent != root:
            return {}
        folders = sorted(path.parent for path in root.glob("*/story.yaml"))
        titles = {}
        for folder in sorted(folders, key=lambda folder: folder != self.folder):
            try:
                titles[folder] = load_story(folder).title
            except (StoryNotInOrder, OSError):
                continue
        return titles

    def at(self, folder: Path) -> "Desk":
        """A desk for another story, with the same saves."""
        return self if folder == self.folder else Desk(folder, self.saves)

    def runs(self) -> "list[Saved]":
        """The player's own runs of this story, newest first."""
        return self.shelf.runs()

    def newest(self) -> "Saved | None":
        """The run of this story that was last played, and can be."""
        return self.shelf.newest()

    @property
    def shelf(self) -> "Shelf":
        """The shelf of this story."""
        from game.play.shelf import Shelf

        return Shelf(self.saves, self.story.id)

    def begin(self) -> "Session":
        """A new run. Raises StoryNotInOrder."""
        from random import SystemRandom

        from game.play.session import Session

        seed, self._seed = self._seed, None
        name, self._name = self._name, ""
        return Session.new(
            self.story, self.saves, seed=SystemRandom().randrange(1 << 31) if seed is None else seed, name=name
        )

    def resume(self, path: Path) -> "Session":
        """A run, taken up where it was left. Raises NotARun, StoryNotInOrder, or OSError."""
        from game.play.session import Session

        return Session.resume(self.story, path, self.saves)

    def replay(self, path: Path) -> "Replaying":
        """A run, to be read again. Raises NotARun, StoryNotInOrder, StepFailed, or OSError."""
        from game.terminal.replaying import Replaying

        return Replaying.of(self.story, path)
