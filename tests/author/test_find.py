"""Looking for a way: shortest, honest about what is proven, and a run that replays."""

from pathlib import Path

import pytest

from game.author.failures import write_way
from game.author.find import Found, find
from game.author.goals import BadGoal, read_goal
from game.author.playtest_report import scenes_from
from game.play.replay import replay
from game.play.run import Run
from game.play.runfile import read_run_file
from game.story.model import Story
from tests.making import HEAD, scene_of, story_of
from tests.play.test_storylets import DECK, DECK_HEAD

STORY = (
    HEAD
    + """\
initial: scene
variables:
  blood: {type: int, initial: 0, min: 0, max: 10}
  noise: {type: int, initial: 0, min: 0, max: 1000}
scenes:
  scene:
    next: other
  other: {}
endings:
  over: {title: Over}
  gone: {title: Gone}
  never: {title: Never}
  lost: {title: Lost}
"""
)
STATES = """\
start:
  text: A yard.
  choices:
    - {id: shout, text: Shout., do: noise += 1, result: You shout.}
    - {id: hit, text: Hit., do: blood += 2, result: You hit.}
    - {id: mend, text: Mend., do: blood -= 1, result: You mend.}
    - {id: look, text: Look., once: true, result: You look.}
    - {id: on, text: On., to: vote}
vote:
  hinge: the-vote
  text: A vote.
  choices:
    - {id: yes, text: Aye., history: true, to: done}
    - {id: no-vote, text: Nay., tried: Nay, because: Odds., when: blood == 5, to: done}
done: {outcome: voted}
"""
OTHER = scene_of(
    """\
start:
  text: Another scene.
  choices:
    - {id: leave, text: Leave., to: end}
    - {id: knock, text: Knock., do: doors += 1, result: You knock.}
    - {id: flee, text: Flee., when: 'hinge("the-vote") == "no-vote" and chose("leave")', to: gone}
    - {id: run-away, text: Run., when: 'hinge("the-vote") == "no-vote"', to: gone}
end: {ending: over}
gone: {ending: gone}
lost: {ending: never}
""",
    "variables:\n  doors: {type: int, initial: 0, min: 0, max: 3}\n",
).replace("scene: scene", "scene: other")


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return story_of(tmp_path / "story", STATES, "outcomes: voted\n", STORY, other__yaml=OTHER)


def way_to(story: Story, goal: str, start: str = "") -> Found:
    return find(story, read_goal(goal, story, scenes_from(story, start), start), start)


@pytest.mark.parametrize(
    ("goal", "way"),
    [
        ("scene.vote", ("on",)),
        ("choice:scene.start.look", ("look",)),
        ("hinge:the-vote=yes", ("on", "yes")),
        ("blood >= 6", ("hit", "hit", "hit")),
        ("ending:over", ("on", "yes", "leave")),
        ("other.gone", ("hit", "hit", "hit", "mend", "on", "no-vote", "run-away")),
        ("noise == 3 and blood == 1", ("hit", "mend", "shout", "shout", "shout")),
    ],
)
def test_a_shortest_way(story: Story, tmp_path: Path, goal: str, way: tuple[str, ...]) -> None:
    found = way_to(story, goal)
    assert found.choices is not None
    assert (len(found.choices), sorted(found.choices)) == (len(way), sorted(way))
    path = write_way(story, "", 1917, found.choices, goal, tmp_path / "saves", None)
    assert path is not None
    replayed = replay(story, read_run_file(path))
    assert replayed.divergence is None
    assert read_goal(goal, story, scenes_from(story, "")).reached(replayed.run.position)


def test_a_goal_in_one_scene_may_ask_for_its_variables(story: Story) -> None:
    found = way_to(story, "doors >= 2", "other")
    assert found.choices == ("knock", "knock")


def test_what_nothing_ahead_reads_is_left_out_of_the_comparison(story: Story) -> None:
    assert way_to(story, "other.gone").searched < 500


@pytest.mark.parametrize("goal", ["choice:other.start.flee", "ending:never", "blood > 10", "other.lost"])
def test_what_cannot_be_is_proven(story: Story, goal: str) -> None:
    found = way_to(story, goal)
    assert found.choices is None
    assert found.exhausted


def test_a_bound_proves_nothing(story: Story) -> None:
    goal = read_goal("noise >= 999", story, scenes_from(story, ""))
    found = find(story, goal, most_states=500)
    assert (found.choices, found.exhausted) == (None, False)


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("scene.vot", 'there is no state "scene.vot": did you mean "scene.vote"?'),
        ("ending:ovr", 'there is no ending "ovr": did you mean "over"?'),
        ("hinge:the-vot=yes", 'there is no hinge "the-vot": did you mean "the-vote"?'),
        ("hinge:the-vote=maybe", 'hinge "the-vote" is not decided by a choice "maybe": it is decided by yes, no-vote'),
        ("hinge:the-vote=no-vot", 'not decided by a choice "no-vot": did you mean "no-vote"?'),
        ("ending:lost", 'no state of the story has the ending "lost", which story.yaml declares'),
        ("gone", 'did you mean "ending:gone"?'),
        ("vote", 'did you mean "scene.vote"?'),
        ("doors >= 2", 'It is a variable of the scene "other": look in STORY:other.'),
        ("choice:scene.start.hot", 'there is no choice "scene.start.hot"'),
        ("blod >= 3", 'no variable "blod"'),
        ("blood", "blood"),
        ("", ""),
    ],
)
def test_a_goal_that_cannot_be_understood(story: Story, goal: str, said: str) -> None:
    with pytest.raises(BadGoal) as bad:
        read_goal(goal, story, scenes_from(story, ""))
    assert said in str(bad.value)


def test_ways_through_chance_hold_for_their_seed(tmp_path: Path) -> None:
    story = story_of(tmp_path, DECK, DECK_HEAD)
    for seed in (1, 2, 3):
        found = find(story, read_goal("scene.baku", story, scenes_from(story, "")), seed=seed)
        assert found.choices is not None
        assert found.chance
        run = Run.begin(story, seed=seed)
        for choice in found.choices:
            run.choose(choice)
        assert run.position.visits["scene.baku"] == 1
