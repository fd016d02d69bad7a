"""The map: towns that light on their day, as the run has it."""

from datetime import date
from pathlib import Path

from game.play.run import Run
from game.play.spread import count_of, days_of, shown_on, standing_pins
from game.story.loader import load_story
from game.story.pins import Shows
from tests.making import HEAD, codes_of, problems_of, scene_of, write_files

STORY = (
    HEAD
    + """\
initial: scene
variables:
  truce: {type: bool, initial: false}
scenes:
  scene: {}
endings:
  over: {title: Over}
"""
)
STATES = """\
start:
  text: Here.
  choices:
    - {id: make, text: Make it., do: truce = true, result: Made.}
    - {id: end-it, text: End., to: end}
end: {ending: over}
"""
FACTS = """\
facts:
  - {id: spread-moscow, statement: Moscow.}
places:
  - {id: moscow, name: Moscow, lat: 55.8, lon: 37.6}
  - {id: kiev, name: Kiev, lat: 50.5, lon: 30.5}
  - {id: urals, name: The Urals, lat: null, lon: null}
"""
MAP = """\
- {place: moscow, at: 1917-11-02, shows: contested, when: truce}
- {place: moscow, at: 1917-11-02, shows: soviet, facts: [spread-moscow], when: not truce}
- {place: kiev, at: 1917-10-26, shows: failed}
- {place: kiev, at: 1918-01-26, shows: soviet}
"""


def made(folder: Path) -> Run:
    files = {"facts__yaml": FACTS.replace("null", "''"), "map__yaml": MAP}
    return Run.begin(load_story(write_files(folder, scene_of(STATES), STORY, **files)))


def test_a_town_shows_its_last_pin_of_the_day(tmp_path: Path) -> None:
    pins = standing_pins(made(tmp_path).story, made(tmp_path).position)
    assert list(days_of(pins)) == [date(1917, 11, 8), date(1917, 11, 15), date(1918, 2, 8)]
    assert shown_on(pins, date(1917, 11, 7)) == {}
    assert {place: pin.shows for place, pin in shown_on(pins, date(1918, 1, 1)).items()} == {
        "kiev": Shows.FAILED,
        "moscow": Shows.SOVIET,
    }
    assert count_of(shown_on(pins, date(1918, 3, 1)), Shows.SOVIET) == 2


def test_the_map_is_as_the_run_has_it(tmp_path: Path) -> None:
    run = made(tmp_path)
    run.choose("make")
    pins = standing_pins(run.story, run.position)
    assert shown_on(pins, date(1917, 12, 1))["moscow"].shows is Shows.CONTESTED


def test_a_story_without_a_map_has_no_pins(tmp_path: Path) -> None:
    story = load_story(write_files(tmp_path, scene_of(STATES), STORY))
    assert (story.map.pins, story.map.towns) == ((), {})


def test_what_is_wrong_with_a_map(tmp_path: Path) -> None:
    wrong = """\
- {place: moskow, at: 1917-11-02, shows: soviet}
- {place: urals, at: 1917-11-02, shows: soviet}
- {place: kiev, at: 1917-11, shows: soviet}
- {place: kiev, at: 1917-11-02, shows: red, facts: [spread-kiev], when: truse}
"""
    problems = problems_of(tmp_path, STATES, story=STORY, facts__yaml=FACTS.replace("null", "''"), map__yaml=wrong)
    mapped = [one for one in problems if one.place.file.endswith("map.yaml")]
    assert codes_of(mapped) == [
        "unknown-town", "unknown-town", "bad-date", "bad-value", "unknown-fact", "unknown-variable",
    ]  # fmt: skip


def test_the_record_has_fifty_four_pins(repo: Path) -> None:
    story = load_story(repo / "scenes/october")
    assert len(story.map.pins) == 54
    cited = {fact for pin in story.map.pins for fact in pin.facts}
    told = {id for id, fact in story.facts.items() if fact.chapter == "spread" and id.startswith("spread-")} - {
        "spread-outside-petrograd"
    }
    assert cited == told
