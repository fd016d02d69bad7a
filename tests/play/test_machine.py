"""The machine of a scene: the short way of a move, and the stock way of transitions, are one."""

import random
import sys
from pathlib import Path

import pytest

from game.play.machine import machine_of
from game.play.run import Run
from tests.making import open_ids, story_of
from tests.play.test_storylets import DECK, DECK_HEAD


@pytest.mark.parametrize("seed", range(20))
def test_the_short_way_moves_as_the_stock_way_does(tmp_path: Path, seed: int) -> None:
    story = story_of(tmp_path, DECK, DECK_HEAD)

    def played(short: bool) -> Run:
        machine_of(story.scene("scene")).short = short
        chance = random.Random(seed)
        run = Run.begin(story, seed=seed)
        for _ in range(60):
            if run.over:
                break
            run.choose(chance.choice(open_ids(run)))
        return run

    short, stock = played(True), played(False)
    assert short.choices == stock.choices
    assert short.turns == stock.turns
    assert (short.digest(), short.position.back) == (stock.digest(), stock.position.back)


def test_the_stock_way_is_really_taken(tmp_path: Path) -> None:
    story = story_of(tmp_path, DECK, DECK_HEAD)
    machine_of(story.scene("scene")).short = False
    calls: list[str] = []
    sys.setprofile(lambda frame, event, arg: calls.append(frame.f_code.co_name) if event == "call" else None)
    try:
        Run.begin(story).choose("begin")
    finally:
        sys.setprofile(None)
    assert "_eval_conditions" in calls


def test_one_machine_serves_all_runs_of_a_scene(tmp_path: Path) -> None:
    story = story_of(tmp_path, DECK, DECK_HEAD)
    machine = machine_of(story.scene("scene"))
    runs = [Run.begin(story, seed=seed) for seed in range(3)]
    runs[0].choose("begin")
    assert machine_of(story.scene("scene")) is machine
    assert machine.machine.models == []
    assert [run.here for run in runs] == ["scene.desk", "scene.start", "scene.start"]
    assert not hasattr(runs[0].position, "trigger")
