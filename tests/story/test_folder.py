"""No path in a story leaves its folder: not by what it says, not by a link, and nothing is waited for there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.check import check_story
from game.author.keeping import KeptFiles
from game.author.lookup import FactIds
from game.commands.here import id_written_in
from game.story.diagnostics import Problems
from game.story.folder import OutsideTheFolder, bytes_of, inside
from game.story.loader import StoryFiles, load_story
from game.story.report import as_text
from tests.making import codes_of, scene_of, write_files

SECRET = "- {id: secret, name: Secret, text: A secret of somebody's.}\n"
END = "start: {text: Here., ending: over}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story, with a file beside its folder that is none of its business."""
    (tmp_path / "secret.yaml").write_text(SECRET)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "people.yaml").write_text(SECRET)
    return write_files(tmp_path / "story", scene_of(END))


@pytest.mark.parametrize(
    "name",
    ["../secret.yaml", "codex/../../secret.yaml", "/etc/passwd", "..", "link.yaml", "away/people.yaml", "gone/new"],
)
def test_a_name_that_leads_outside(folder: Path, name: str) -> None:
    (folder / "link.yaml").symlink_to("../secret.yaml")
    (folder / "away").symlink_to("../elsewhere")
    (folder / "gone").symlink_to("../not-there")
    with pytest.raises(OutsideTheFolder):
        inside(folder, name)


@pytest.mark.parametrize("name", ["scene.yaml", "new/file.yaml", "codex/../scene.yaml", "link.yaml", "."])
def test_a_name_that_does_not(folder: Path, name: str) -> None:
    (folder / "link.yaml").symlink_to("scene.yaml")
    assert inside(folder, name) == folder / name


@pytest.mark.parametrize("name", ["round.yaml", "nul\0.yaml"])
def test_a_name_of_no_file_is_an_error_like_any_other(folder: Path, name: str) -> None:
    (folder / "round.yaml").symlink_to("round.yaml")
    with pytest.raises(OSError):
        bytes_of(inside(folder, name))


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "scene.yaml").unlink()
    os.mkfifo(folder / "scene.yaml")
    problems = check_story(folder)
    assert codes_of(problems) == ["unreadable"]
    assert "not a file" in as_text(problems)


@pytest.mark.parametrize("name", ["scene.yaml", "codex/people.yaml", "facts.yaml", "map.yaml", "tests/t.yaml"])
def test_a_link_outside_is_told_and_nothing_behind_it_quoted(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(folder.parent / "secret.yaml")
    problems = check_story(folder)
    assert "outside-the-folder" in codes_of(problems)
    assert "somebody" not in as_text(problems)


@pytest.mark.parametrize("place", ["codex", "tests"])
def test_a_folder_that_is_a_link_outside_is_told(folder: Path, place: str) -> None:
    (folder / place).symlink_to(folder.parent / "elsewhere")
    assert codes_of(check_story(folder)) == ["outside-the-folder"]
    assert "secret" not in load_story(folder).codex


@pytest.mark.parametrize(
    "reads",
    [
        lambda folder: StoryFiles(folder).node("facts.yaml", Problems()),
        lambda folder: KeptFiles(folder).node("facts.yaml", Problems()),
        lambda folder: "secret" in FactIds(StoryFiles(folder)),
    ],
    ids=["loader", "workbench", "lookup"],
)
def test_no_reader_follows_a_link_outside(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reads: Callable[[Path], object]
) -> None:
    (folder / "facts.yaml").symlink_to(folder.parent / "secret.yaml")
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert not reads(folder)


def test_a_pipe_above_is_no_story_one_stands_in(folder: Path) -> None:
    (folder / "story.yaml").unlink()
    os.mkfifo(folder / "story.yaml")
    assert id_written_in(folder) == ""
