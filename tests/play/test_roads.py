"""The forks of a run: what the way that was taken asked for, and what the others did."""

from pathlib import Path

from game.play.roads import roads_of
from game.play.run import Run
from game.story.loader import load_story
from tests.making import run_of, story_of
from tests.terminal.pages import STORY

STATES = """
start:
  text: A.
  choices:
    - id: wait
      text: Wait.
      to: start
    - id: push
      text: Push.
      do: bread += 2
      to:
        - {when: bread >= 9, to: feast}
        - {when: bread >= 2, to: yard}
        - {to: feast}
yard:
  next:
    - {when: visited("feast"), to: feast}
    - {to: door}
door:
  text: B.
  next: end
end:
  do: bread = 0
  ending: over
feast:
  text: C.
  ending: over
"""
BREAD = "variables:\n  bread: {type: int, initial: 0, min: 0, max: 10}\n"


def forks(run: Run) -> list[tuple[int, str, list[str]]]:
    return [(road.step, road.held.text if road.held else "", [each.text for each in road.failed]) for road in
            roads_of(run)]  # fmt: skip


def test_a_choice_with_more_ways_than_one_tells_what_decided(tmp_path: Path) -> None:
    run = run_of(tmp_path, STATES.replace("  do: bread = 0\n", ""), head=BREAD)
    run.choose("wait")
    run.choose("push")
    assert forks(run) == [(2, "bread >= 2", ["bread >= 9"]), (2, "", ['visited("feast")'])]


def test_the_values_are_those_of_then(tmp_path: Path) -> None:
    run = run_of(tmp_path, STATES.replace("  do: bread = 0\n", ""), head=BREAD)
    run.choose("push")
    assert roads_of(run)[0].values["bread"] == 2


def test_where_something_changed_on_the_way_nothing_is_said(tmp_path: Path) -> None:
    run = run_of(tmp_path, STATES, head=BREAD)
    run.choose("push")
    assert forks(run) == []


def test_a_scene_that_ends_tells_why_the_next_one_follows(tmp_path: Path) -> None:
    run = Run.begin(load_story(STORY), seed=7)
    for choice in ("open-window", "hand-it-on", "warn-the-picket", "go-home"):
        run.choose(choice)
    assert forks(run) == [(4, "", ["record >= 9 and soviet >= 8"]), (4, "", ["record <= 6"])]


def test_asking_leaves_the_run_as_it_is(tmp_path: Path) -> None:
    run = run_of(tmp_path, STATES, head=BREAD)
    run.choose("push")
    before = (run.step, run.digest())
    roads_of(run)
    assert (run.step, run.digest()) == before


def test_a_choice_without_forks_has_none(tmp_path: Path) -> None:
    run = Run.begin(story_of(tmp_path, STATES, head=BREAD))
    run.choose("wait")
    assert forks(run) == []
