"""What stands beside a page."""

from pathlib import Path

from game.play.run import Run
from game.terminal.standing import Gauge, gauges
from tests.making import story_of

STATES = """
    start:
      choices:
        - {id: push, text: Push., do: steam += 2, result: It hisses.}
        - {id: leave, text: Leave., to: end}
    end: {ending: over}
"""
HEAD = """
    variables:
      steam: {type: int, initial: 1, min: 0, max: 5, label: Steam, gauge: true}
      turns: {type: int, initial: 0, min: 0, max: 5}
"""


def test_a_scenes_gauge_is_shown_while_it_lasts(tmp_path: Path) -> None:
    run = Run.begin(story_of(tmp_path, STATES, HEAD))
    assert gauges(run) == (Gauge("Steam", 1, 0, 5),)
    run.choose("push")
    assert [(gauge.label, gauge.value) for gauge in gauges(run)] == [("Steam", 3)]
