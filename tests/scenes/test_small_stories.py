"""The small stories that ship: in order, whole, and with an end for whatever is done in them."""

from pathlib import Path

import pytest

from game.author.check import check_story
from game.author.playtest import playtest
from game.author.playtest_report import findings
from game.author.story_testing import run_story_test
from game.author.story_tests import read_story_tests
from game.bundled import scenes_root
from game.story.diagnostics import Problems
from game.story.loader import load_story
from game.story.report import as_text
from game.terminal.plain_text import played

SMALL = sorted(path.parent for path in scenes_root().glob("*/story.yaml") if path.parent.name != "october")


@pytest.fixture(params=SMALL, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_it_checks_clean(folder: Path) -> None:
    problems = check_story(folder)
    assert problems == [], as_text(problems)


@pytest.mark.parametrize("folder", [one for one in SMALL if (one / "tests").is_dir()], ids=lambda one: one.name)
def test_its_own_tests_pass(folder: Path) -> None:
    story = load_story(folder)
    problems = Problems()
    tests = read_story_tests(folder, story, problems)
    assert not problems
    verdicts = [run_story_test(story, test, lambda run: "".join(played(run))) for test in tests]
    assert [(one.test.name, one.faults) for one in verdicts if not one.passed] == []


def test_plays_by_chance_find_all_of_it(folder: Path) -> None:
    report = playtest(folder, plays=800)
    found = findings(report, load_story(folder), "", {})
    assert report.sound
    assert (found.never_endings, found.never_states, found.never_choices, found.idle) == ((), (), (), ())
