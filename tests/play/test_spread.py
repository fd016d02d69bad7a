"""The map: towns that light on their day, as the run has it."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from game.play.run import Run
from game.play.spread import Timeline, recorded_pins, standing_pins
from game.story.calendar import Moment
from game.story.loader import load_story
from game.story.pins import Pin, Shows
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
    timeline = Timeline(tuple(recorded_pins(made(tmp_path).story)))
    on = timeline.number
    assert [timeline.moment(day).new_style for day in timeline.days] == [
        date(1917, 11, 8), date(1917, 11, 15), date(1918, 2, 8),
    ]  # fmt: skip
    assert timeline.shown(0) == {}
    assert {place: pin.shows for place, pin in timeline.shown(on(Moment(1917, 12, 19))).items()} == {
        "kiev": Shows.FAILED,
        "moscow": Shows.SOVIET,
    }
    assert timeline.shown(timeline.last)["kiev"].shows is Shows.SOVIET
    assert [pin.place for pin in timeline.new(on(Moment(1917, 11, 2)))] == ["moscow"]
    assert timeline.new(1 + on(Moment(1917, 11, 2))) == ()


def test_a_day_before_or_after_all_pins_is_the_first_or_the_last(tmp_path: Path) -> None:
    timeline = Timeline(tuple(recorded_pins(made(tmp_path).story)))
    assert (timeline.number(Moment(1917, 7, 4)), timeline.number(Moment(1917, 7)), timeline.number(None)) == (0, 0, 0)
    assert timeline.number(Moment(1957, 1, 1)) == timeline.last


@given(day=st.integers(0, 200))
def test_days_run_on_across_the_change_of_calendar(day: int) -> None:
    timeline = Timeline((Pin("kiev", Moment(1917, 10, 26), Shows.SOVIET), Pin("kiev", Moment(1918, 5, 26), Shows.NONE)))
    assert timeline.number(timeline.moment(day)) == day
    new = timeline.moment(day).new_style
    assert new is not None and (new - date(1917, 11, 7)).days == day


def test_the_map_is_as_the_run_has_it(tmp_path: Path) -> None:
    run = made(tmp_path)
    assert {pin.shows for pin in recorded_pins(run.story) if pin.place == "moscow"} == {Shows.SOVIET}
    run.choose("make")
    assert {pin.shows for pin in standing_pins(run.story, run.position) if pin.place == "moscow"} == {Shows.CONTESTED}


def test_of_two_pins_of_a_town_on_a_day_the_first_stands(tmp_path: Path) -> None:
    twice = "- {place: kiev, at: 1917-10-26, shows: failed}\n- {place: kiev, at: 1917-10-26, shows: soviet}\n"
    files = {"facts__yaml": FACTS.replace("null", "''"), "map__yaml": twice}
    story = load_story(write_files(tmp_path, scene_of(STATES), STORY, **files))
    assert [pin.shows for pin in recorded_pins(story)] == [Shows.FAILED]


def test_a_story_without_a_map_has_no_pins(tmp_path: Path) -> None:
    story = load_story(write_files(tmp_path, scene_of(STATES), STORY))
    assert (story.map.pins, story.map.towns) == ((), {})
    assert (Timeline().last, Timeline().shown(5), Timeline().number(Moment(1917, 7, 4))) == (0, {}, 0)


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
