"""A story that is followed through its saves is the story read anew, in what is told of it and in what it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.author.check import check_story
from game.author.looking import Look
from game.author.rereading import Rereading
from game.author.walk import effects_of, expressions_of, prose_of, rules_of
from game.author.words import longest
from game.story.model import Choice, Scene, StoryNotInOrder

STORY = """\
format: october-story/1
story: house
title: The House
version: 1.0.0
language: en
initial: house
variables:
  coins: {type: int, initial: 3, min: 0, max: 9, gauge: true}
scenes:
  house: {next: [{outcome: left, to: house}, {to: house}]}
endings:
  asleep: {title: Asleep}
"""
SCENE = """\
scene: house
title: The House
initial: door
outcomes: [left]
variables:
  knocked: {type: bool, initial: false}
states:
  door:
    text: You have {coins} coins.
    choices:
      - {id: knock, text: Knock., do: knocked = true, to: hall}
      - {id: leave, text: Leave., when: knocked, to: road}
      - {id: wait, text: Wait., once: true, result: It rains.}

  hall:
    text:
      - when: visited("attic") and chose("door.wait")
        text: Dust, and rain.
      - The hall.
    choices:
      - {draw: errands, count: 2}
      - {id: sleep, text: Sleep., when: visits("cellar") > 1, locked: Not yet., to: bed}
      - {id: up, text: Go up., to: [{when: coins > 2, to: attic}, {to: bed}]}

  attic:
    do: coins -= 1
    text: It is 1917 up here.
    next: hall

  cellar:
    tags: [errands]
    title: Look into the cellar.
    text: Coal.
    next: back

  pump:
    tags: [errands]
    title: Work the pump.
    when: not chose("hall.up")
    choices:
      - {id: drink, text: Drink., to: back}

  the-toast:
    hinge: toast
    text: A toast.
    choices:
      - {id: stand, text: Stand., history: true, to: hall}
      - {id: sit, text: Sit., what-if: One sits., because: Why not., to: bed}

  bed: {text: Good night., ending: asleep}

  road: {text: Stones., outcome: left}
"""
WORDS = (
    "door", "hall", "attic", "cellar", "pump", "bed", "road", "errands", "knock", "wait", "up", "coins", "knocked",
    "toast", "to", "when", "text", "left", "asleep", "true", "9", "back", "nothing",
)  # fmt: skip
LINES = (
    "", "    once: true", "    was: [gate]", "  loft:", "    text: Hay.", "    next: hall", "    next: loft",
    "      - {id: look, text: Look., to: loft}", "    do: coins += 1", "# a remark", "    tags: [errands]", '    "',
)  # fmt: skip
saves = st.tuples(st.sampled_from("wdix"), st.integers(0, 10_000), st.integers(0, 10_000))


def edited(text: str, save: tuple[str, int, int]) -> str:
    """A word put for another, a line deleted, doubled or put in."""
    how, where, what = save
    lines = text.split("\n")
    line = where % len(lines)
    if how == "w":
        words = [word for word in WORDS if word in lines[line]]
        if words:
            lines[line] = lines[line].replace(words[what % len(words)], WORDS[where * what % len(WORDS)], 1)
    elif how == "d":
        del lines[line]
    else:
        lines.insert(line, lines[line] if how == "i" else LINES[what % len(LINES)])
    return "\n".join(lines)


def last_look(story: Rereading) -> Look:
    seen = None
    for look in story.look("house"):
        seen = look or seen
    assert seen is not None
    return seen


def scene_of(look: Look) -> Scene | None:
    try:
        return look.story.scene("house") if look.story is not None else None
    except StoryNotInOrder:
        return None


def as_read(scene: Scene | None) -> Iterator[Any]:
    """All that a scene's states are, places and words counted in."""
    for state in scene.states.values() if scene is not None else ():
        yield state.id, state.key, state.origin, state.spot.place, state.tags, state.once, state.was, state.hinge
        yield [(way.id, way.key, way.spot.place) if isinstance(way, Choice) else way.tag for way in state.choices]
        yield [(rule.to, rule.draw, rule.spot.place) for rule in rules_of(state)]
        yield [(one.text, one.reads, one.visits, one.chose) for one in expressions_of(state)]
        yield [one.source for one in effects_of(state)], [longest(prose) for prose in prose_of(state)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.yaml").write_text(STORY)
    (tmp_path / "house.yaml").write_text(SCENE)
    return tmp_path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(saves, min_size=1, max_size=6))
def test_after_any_saves_it_is_the_story_read_anew(folder: Path, steps: list[tuple[str, int, int]]) -> None:
    path = folder / "house.yaml"
    path.write_text(text := SCENE)
    story = Rereading(folder)
    last_look(story)
    for step in steps:
        changed = edited(text, step)
        path.write_text(changed)
        story.files.suspect(["house.yaml"])
        look = last_look(story)
        assert list(look.problems) == check_story(folder)
        assert list(as_read(scene_of(look))) == list(as_read(scene_of(last_look(Rereading(folder)))))
        text = changed if scene_of(look) is not None else text


@pytest.mark.parametrize("mistake", ["    text: [", "    text: Once.\n    text: Twice.", "    text: He said: no"])
def test_a_mistake_that_is_mended_costs_no_more_than_it_touched(folder: Path, mistake: str) -> None:
    story = Rereading(folder)
    last_look(story)
    for text in (SCENE.replace("    text: A toast.", mistake), SCENE.replace("A toast.", "A long toast.")):
        before = len(story.states_read)
        (folder / "house.yaml").write_text(text)
        story.files.suspect(["house.yaml"])
        look = last_look(story)
        assert list(look.problems) == check_story(folder)
    assert story.states_read[before:] == ["house.the-toast"]


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("Good night.", "Good morning.", ["bed"]),
        ("  bed:", "  loft: {text: Hay., next: bed}\n\n  bed:", ["the-toast", "loft", "bed"]),
        ("id: wait", "id: stay", ["door", "hall"]),
        ("  pump:", "  well:", ["hall", "cellar", "well"]),
        ("  pump:", "# a remark\n\n  pump:", ["cellar"]),
    ],
)
def test_only_states_that_were_touched_or_ask_for_one_are_read_again(
    folder: Path, old: str, new: str, read: list[str]
) -> None:
    story = Rereading(folder)
    last_look(story)
    before = len(story.states_read)
    (folder / "house.yaml").write_text(SCENE.replace(old, new))
    story.files.suspect(["house.yaml"])
    last_look(story)
    assert [state.partition(".")[2] for state in story.states_read[before:]] == read
