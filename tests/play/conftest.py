"""Stories that tests of play stand on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.story.loader import load_story
from game.story.model import Story


@pytest.fixture
def folder(repo: Path, tmp_path: Path) -> Path:
    """The ferry, as a copy that a test may change."""
    return Path(shutil.copytree(repo / "tests/stories/the-ferry/story", tmp_path / "story"))


@pytest.fixture
def ferry(folder: Path) -> Story:
    """The ferry as it stands."""
    return load_story(folder)


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    """A folder for runs, which is not there yet."""
    return tmp_path / "saves"


@pytest.fixture
def change(folder: Path) -> Callable[..., Story]:
    """Change a file of the ferry; the story as it is then."""

    def changed(old: str, new: str, file: str = "quay.yaml") -> Story:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_text(text.replace(old, new))
        return load_story(folder)

    return changed
