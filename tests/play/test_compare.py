"""Two runs compared."""

from pathlib import Path

from game.play.compare import as_json, compare
from game.play.run import Run
from tests.author.test_find import OTHER, STATES, STORY
from tests.making import story_of


def played(tmp_path: Path, *choices: str) -> Run:
    run = Run.begin(story_of(tmp_path, STATES, "outcomes: voted\n", STORY, other__yaml=OTHER))
    for choice in choices:
        run.choose(choice)
    return run


def test_where_two_runs_part_and_what_came_of_it(tmp_path: Path) -> None:
    a = played(tmp_path / "a", "hit", "hit", "mend", "hit", "on", "yes", "leave")
    b = played(tmp_path / "b", "hit", "hit", "hit", "mend", "on", "no-vote")
    b_story_is_another = compare(a, b, "the record", "mine")
    assert b_story_is_another.together == 2
    assert b_story_is_another.part_at == "scene.start"
    assert [one.choice for one in b_story_is_another.a.decisions] == ["mend", "hit", "on", "yes", "leave"]
    assert as_json(b_story_is_another)["hinges"] == {"the-vote": {"a": "yes", "b": "no-vote"}}
    assert as_json(b_story_is_another)["variables"] == {}
    assert (b_story_is_another.a.ending_title, b_story_is_another.b.here) == ("Over", "other.start")


def test_a_run_and_its_beginning(tmp_path: Path) -> None:
    found = compare(played(tmp_path / "a", "hit", "on"), played(tmp_path / "b", "hit"))
    assert (found.together, found.part_at, found.b.decisions, found.variables) == (1, "scene.start", (), {})
    same = compare(played(tmp_path / "c", "hit"), played(tmp_path / "d", "hit"))
    assert (same.together, same.part_at) == (1, "")


def test_variables_that_differ(tmp_path: Path) -> None:
    found = compare(played(tmp_path / "a", "hit"), played(tmp_path / "b", "shout"))
    assert (found.together, found.variables) == (0, {"blood": (2, 0), "noise": (0, 1)})
