"""The shipped story: in order, whole, and playable by any road."""

import random
from pathlib import Path

import pytest

from game.author.check import check_story
from game.author.playtest import playtest
from game.author.story_testing import run_story_test
from game.author.story_tests import read_story_tests
from game.author.walk import choices_of
from game.play.replay import replay
from game.play.run import Run
from game.play.runfile import read_run_file
from game.story.diagnostics import Problems
from game.story.loader import load_story
from game.story.model import Mark, Story
from game.story.report import as_text
from game.terminal.plain_text import played

FOR_SCENES_TO_COME = {"hand", "july_page", "picket_named", "pavel_is", "soviet_october", "country", "demands_typed"}
"""The story is published in stages: a variable is declared with its first scene, and read by others later."""


@pytest.fixture(scope="module")
def story(repo: Path) -> Story:
    return load_story(repo / "scenes/october")


def test_it_checks_clean(repo: Path) -> None:
    problems = check_story(repo / "scenes/october")
    staged = [one for one in problems if one.code in ("never-read", "never-set")]
    assert [one for one in problems if one not in staged] == [], as_text(problems)
    assert {one.message.split('"')[1] for one in staged} == FOR_SCENES_TO_COME


@pytest.mark.parametrize("seed", range(40))
def test_any_road_ends(story: Story, seed: int) -> None:
    chance = random.Random(seed)
    run = Run.begin(story, seed=seed)
    while not run.over:
        assert not run.stuck, run.here
        assert run.step < 200, run.here
        run.choose(chance.choice([option.id for option in run.options if option.open]))
    assert run.ending is not None


def test_the_record_can_be_kept_from_beginning_to_end(story: Story) -> None:
    run = Run.begin(story)
    taken: set[tuple[str, str]] = set()
    while not run.over:
        ids = [option.id for option in run.options if option.open]
        history = [choice.id for choice in choices_of(run.state) if choice.mark is Mark.HISTORY]
        fresh = [id for id in ids if (run.here, id) not in taken]
        chosen = (history or fresh or ids)[0]
        taken.add((run.here, chosen))
        run.choose(chosen)
    assert run.ending is not None
    assert run.ending.history
    assert {fall.mark for fall in run.ledger} == {Mark.HISTORY}


def test_its_own_tests_pass(repo: Path, story: Story) -> None:
    problems = Problems()
    tests = read_story_tests(repo / "scenes/october", story, problems)
    assert not problems
    verdicts = [run_story_test(story, test, lambda run: "".join(played(run))) for test in tests]
    assert [(one.test.name, one.faults) for one in verdicts if not one.passed] == []
    assert len(verdicts) >= 10


def test_the_recorded_runs_hold(repo: Path, story: Story) -> None:
    paths = sorted((repo / "saves/recorded").glob("*.yaml"))
    ways_out = set()
    for path in paths:
        replayed = replay(story, read_run_file(path))
        assert replayed.divergence is None, path.name
        assert replayed.run.ending is not None
        ways_out.add(replayed.run.ending.id)
    assert ways_out == set(story.endings)


def test_a_playtest_of_it_is_clean(repo: Path) -> None:
    report = playtest(repo / "scenes/october", plays=300)
    assert report.sound
    assert set(report.seen.endings) == set(load_story(repo / "scenes/october").endings)
