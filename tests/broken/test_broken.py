"""Each code of the table, and the tiniest story that has that one mistake: what is told of it, to the letter.

A folder is called as its code and holds the files of a story; `expected.txt` is what `october check` prints of it.
To add one: make the folder, run `python tests/broken/bless.py CODE`, and read what it wrote.
"""

from pathlib import Path

import pytest

from game.author.check import check_story
from game.play.run import Run, StepFailed
from game.story.diagnostics.table import TABLE
from game.story.model import StoryNotInOrder
from game.story.source import MOST_BYTES
from tests.broken.telling import EXPECTED, folders, told
from tests.making import HEAD, codes_of, scene_of, story_of, write_files

MADE_HERE = ("unreadable", "too-large", "outside-the-folder", "too-many-in-one-step", "calls-too-deep")
"""Codes that no file in a folder can show: made by the tests below."""
BESIDE = {"alias": ["anchor"]}
"""What else is wrong where a mistake cannot be made alone."""
END = "start:\n  ending: over\n"


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_what_is_told(folder: Path) -> None:
    problems, text = told(folder)
    assert text == (folder / EXPECTED).read_text(encoding="utf-8")
    assert sorted(codes_of(problems)) == sorted([folder.name, *BESIDE.get(folder.name, [])])


def test_every_code_has_a_story_and_every_story_a_code() -> None:
    assert sorted([*(folder.name for folder in folders()), *MADE_HERE]) == sorted(TABLE)


def test_unreadable(tmp_path: Path) -> None:
    write_files(tmp_path, scene_of(END))
    (tmp_path / "scene.yaml").unlink()
    (tmp_path / "scene.yaml").mkdir()
    assert codes_of(check_story(tmp_path)) == ["unreadable"]


def test_too_large(tmp_path: Path) -> None:
    write_files(tmp_path, scene_of(END))
    (tmp_path / "scene.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    assert codes_of(check_story(tmp_path)) == ["too-large"]


def test_outside_the_folder(tmp_path: Path) -> None:
    write_files(tmp_path / "story", scene_of(END))
    (tmp_path / "story/scene.yaml").rename(tmp_path / "elsewhere.yaml")
    (tmp_path / "story/scene.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert codes_of(check_story(tmp_path / "story")) == ["outside-the-folder"]


def test_too_many_in_one_step(tmp_path: Path) -> None:
    story = story_of(tmp_path, "start:\n  next: again\nagain:\n  next: start\n")
    with pytest.raises(StepFailed) as failed:
        Run.begin(story)
    assert failed.value.problem.code == "too-many-in-one-step"


def test_calls_too_deep(tmp_path: Path) -> None:
    chain = [f"scene-{number}" for number in range(12)]
    scenes = {f"{id}.yaml": _calling(id, after) for id, after in zip(chain, [*chain[1:], ""], strict=True)}
    names = "".join(f"  {id}: {{}}\n" for id in ("scene", *chain))
    head = HEAD + f"initial: scene\nscenes:\n{names}endings:\n  over: {{title: Over}}\n"
    story = story_of(tmp_path, "start:\n  call: scene-0\n  next: end\nend:\n  ending: over\n", story=head)
    for name, text in scenes.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises((StepFailed, StoryNotInOrder)) as failed:
        Run.begin(story)
    assert isinstance(failed.value, StepFailed)
    assert failed.value.problem.code == "calls-too-deep"


def _calling(id: str, called: str) -> str:
    way = f"call: {called}\n  next: end" if called else "next: end"
    states = f"start:\n  {way}\nend:\n  outcome: done\n"
    return scene_of(states, "outcomes: [done]\n").replace("scene: scene", f"scene: {id}")
