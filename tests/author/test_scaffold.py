"""What is laid for authors: it checks clean, plays, and its tests pass."""

from pathlib import Path

import pytest

from game.author.check import check_story
from game.author.scaffold import CannotScaffold, new_scene, new_story
from game.author.story_testing import run_story_test
from game.author.story_tests import read_story_tests
from game.play.run import Run
from game.story.diagnostics import Problems
from game.story.loader import load_story


def test_a_new_story_is_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, 'My "own" story: one')
    assert check_story(folder) == []
    story = load_story(folder)
    assert story.title == 'My "own" story: one'
    run = Run.begin(story)
    for choice in ("knock", "climb-over"):
        run.choose(choice)
    assert run.ending is not None
    problems = Problems()
    tests = read_story_tests(folder, story, problems)
    assert len(tests) == 2
    assert not problems
    assert all(run_story_test(story, test, lambda run: "").passed for test in tests)


def test_a_new_scene_joins_its_story(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    (folder / "story.yaml").write_text((folder / "story.yaml").read_text() + "# a last word\n")
    new_scene(folder, "the-cellar", "The Cellar")
    assert check_story(folder) == []
    story = load_story(folder)
    run = Run.begin(story, "the-cellar")
    run.choose("go-home")
    assert run.outcome == "home-again"
    assert (folder / "story.yaml").read_text().endswith("# a last word\n")
    problems = Problems()
    tests = read_story_tests(folder, story, problems)
    assert all(run_story_test(story, test, lambda run: "").passed for test in tests)


def test_a_scene_brings_what_its_story_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    text = (folder / "story.yaml").read_text().replace("courage", "nerve").replace("Courage", "Nerve")
    (folder / "story.yaml").write_text(text)
    for name in ("opening.yaml", "tests/opening.yaml"):
        (folder / name).write_text((folder / name).read_text().replace("courage", "nerve"))
    new_scene(folder, "the-cellar", "The Cellar")
    assert check_story(folder) == []


@pytest.mark.parametrize("name", ["My Story", "back", "undo", "-x", ""])
def test_a_name_is_an_id(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    with pytest.raises(CannotScaffold):
        new_scene(folder, name, "A Title")


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    with pytest.raises(CannotScaffold):
        new_story(folder, "Mine")
    with pytest.raises(CannotScaffold):
        new_scene(folder, "opening", "Opening")
