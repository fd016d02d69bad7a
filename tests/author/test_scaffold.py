"""What is laid for authors: it checks clean, plays, and its tests pass."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from game.author.check import check_story
from game.author.editor_files import FIRST_LINE, lay_editor_files
from game.author.scaffold import CannotScaffold, new_scene, new_story
from game.author.story_testing import run_story_test
from game.author.story_tests import read_story_tests
from game.play.run import Run
from game.story.diagnostics import Problems
from game.story.folder import OutsideTheFolder
from game.story.loader import load_story
from tests.making import codes_of


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
    assert codes_of(check_story(folder)) == ["unreachable-scene"]
    story = load_story(folder)
    run = Run.begin(story, "the-cellar")
    run.choose("go-home")
    assert run.outcome == "home-again"
    assert list(story.routes) == ["opening", "the-cellar"]
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
    assert codes_of(check_story(folder)) == ["unreachable-scene"]


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


def test_each_file_names_a_schema_beside_it_that_takes_it(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    new_scene(folder, "the-cellar", "The Cellar")
    laid = [path for place in ("*.yaml", "tests/*.yaml") for path in folder.glob(place)]
    assert len(laid) == 5
    for path in laid:
        first, _, rest = path.read_text().partition("\n")
        schema = path.parent / first.removeprefix(FIRST_LINE)
        Draft7Validator(json.loads(schema.read_text())).validate(yaml.safe_load(rest))


def test_the_settings_name_schemas_that_are_there(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    settings = json.loads((folder / ".vscode/settings.json").read_text())
    assert {folder / name for name in settings["yaml.schemas"]} == set(folder.glob("schema/*.json"))


def test_a_new_scene_brings_what_an_editor_needs(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    (folder / "opening.yaml").write_text((folder / "opening.yaml").read_text().partition("\n")[2])
    (folder / "schema/map.json").unlink()
    (folder / "schema/scene.json").write_text("{}")
    (folder / ".vscode/settings.json").write_text("{}")
    laid = new_scene(folder, "the-cellar", "The Cellar")
    assert {folder / "schema/map.json", folder / "schema/scene.json"} < set(laid)
    assert "properties" in json.loads((folder / "schema/scene.json").read_text())
    assert (folder / ".vscode/settings.json").read_text() == "{}"


def test_a_story_that_has_its_schemas_elsewhere_keeps_to_that(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    above = FIRST_LINE + "../ours/scene.json\n"
    (folder / "opening.yaml").write_text(above + (folder / "opening.yaml").read_text().partition("\n")[2])
    for path in folder.glob("schema/*.json"):
        path.unlink()
    new_scene(folder, "the-cellar", "The Cellar")
    assert (folder / "the-cellar.yaml").read_text().startswith(above)
    assert not list(folder.glob("schema/*.json"))


@pytest.mark.parametrize("title", ["\x1b[31mRed", "one\ntwo: three", "\x9b2J\u202eback", "\u2028"])
def test_a_title_is_tidied(tmp_path: Path, title: str) -> None:
    new_story(tmp_path / "mine", title + " words")
    new_scene(tmp_path / "mine", "more", title + " words")
    assert [one.code for one in check_story(tmp_path / "mine") if one.is_error] == []
    assert load_story(tmp_path / "mine").title.isprintable()


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "..", "a/b", "evil.yaml", "\x1b[2J", ""])
def test_a_scene_is_laid_in_its_story(tmp_path: Path, name: str) -> None:
    new_story(tmp_path / "mine", "Mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotScaffold):
        new_scene(tmp_path / "mine", name, "Evil")
    assert sorted(tmp_path.rglob("*")) == before


def test_no_scene_is_laid_through_a_link_outside(tmp_path: Path) -> None:
    new_story(tmp_path / "mine", "Mine")
    (tmp_path / "mine" / "tests").rename(tmp_path / "elsewhere")
    (tmp_path / "mine" / "tests").symlink_to("../elsewhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutsideTheFolder):
        new_scene(tmp_path / "mine", "more", "More")
    assert sorted(tmp_path.rglob("*")) == before


def test_no_schema_is_written_over_what_a_link_outside_means(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("somebody's")
    (tmp_path / "mine" / "schema").mkdir(parents=True)
    (tmp_path / "mine" / "schema" / "scene.json").symlink_to(tmp_path / "kept")
    with pytest.raises(OutsideTheFolder):
        lay_editor_files(tmp_path / "mine")
    assert (tmp_path / "kept").read_text() == "somebody's"
