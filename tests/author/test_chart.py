"""Charts of scenes and stories, in each of their languages."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from game.author.chart import Box, Chart, Shape, Way, chart_of_scene, chart_of_story
from game.author.chart_layout import lay_out
from game.author.chart_svg import as_svg
from game.author.chart_text import as_dot, as_mermaid
from game.author.playtest_report import scenes_from
from game.author.record_road import record_road
from game.story.loader import load_story
from tests.author.test_find import OTHER, STATES, STORY
from tests.hostile import MARKUP
from tests.making import story_of
from tests.play.test_storylets import DECK, DECK_HEAD


def test_a_scene_has_its_states_hinges_and_ends(tmp_path: Path) -> None:
    story = story_of(tmp_path, STATES, "outcomes: voted\n", STORY, other__yaml=OTHER)
    chart = chart_of_scene(story.scene("scene"), {}, frozenset({"scene.start"}))
    assert [(box.id, box.shape, box.record, box.seen) for box in chart.boxes] == [
        ("start", Shape.STATE, True, True),
        ("vote", Shape.HINGE, True, False),
        ("done", Shape.STATE, True, False),
        ("outcome:voted", Shape.OUTCOME, True, False),
    ]
    assert {(way.start, way.end, way.label) for way in chart.ways} >= {("vote", "done", "no vote")}
    assert record_road(story.scene("scene")) == {"start": "vote", "vote": "done", "done": ""}


FORK = """\
start:
  hinge: h
  choices:
    - {id: a, text: A., history: true, to: mid}
    - {id: b, text: B., what-if: B, because: Odds., to: mid}
mid:
  next:
    - {when: 'hinge("h") == "b"', to: off}
    - {when: 'hinge("h") == "a" and n > 3', to: kept}
    - {when: 'hinge("h") == "a"', to: near}
    - {to: off}
kept: {END: over}
near: {END: gone}
off: {END: gone}
"""


def test_the_road_of_the_record_leads_to_its_ending(tmp_path: Path) -> None:
    story = story_of(tmp_path, FORK.replace("END", "ending"), "variables:\n  n: {type: int, initial: 1}\n", STORY)
    assert record_road(story.scene("scene"), ["over"]) == {"start": "mid", "mid": "kept", "kept": ""}


def test_without_such_an_ending_it_takes_the_last_rule_that_can_hold(tmp_path: Path) -> None:
    head = "outcomes: [over, gone]\nvariables:\n  n: {type: int, initial: 1}\n"
    story = story_of(tmp_path, FORK.replace("END", "outcome"), head, STORY)
    assert record_road(story.scene("scene")) == {"start": "mid", "mid": "near", "near": ""}


def test_a_story_has_its_scenes_and_endings(tmp_path: Path) -> None:
    story = story_of(tmp_path, STATES, "outcomes: voted\n", STORY, other__yaml=OTHER)
    chart = chart_of_story(story, scenes_from(story, ""))
    assert [box.id for box in chart.boxes] == ["scene", "other", "ending:over", "ending:gone", "ending:never"]


def test_storylets_are_grouped_by_their_tag(tmp_path: Path) -> None:
    chart = chart_of_scene(story_of(tmp_path, DECK, DECK_HEAD).scene("scene"), {"over": 'It is "over"'})
    assert {box.group for box in chart.boxes if box.shape is Shape.STORYLET} == {"wires"}
    assert 'subgraph "wires"' in as_mermaid(chart)
    assert 'label="wires"' in as_dot(chart)
    assert "It is #34;over#34;" in as_mermaid(chart)


@pytest.mark.parametrize("scene", ["", "july-days", "kornilov", "smolny", "the-general"])
def test_labels_fit_and_nothing_overlaps(repo: Path, scene: str) -> None:
    story = load_story(repo / "scenes/october")
    chart = chart_of_scene(story.scene(scene), {}) if scene else chart_of_story(story, scenes_from(story, ""))
    layout = lay_out(chart)
    spots = list(layout.spots.values())
    assert len(spots) == len(chart.boxes)
    for number, one in enumerate(spots):
        assert max(len(line) for line in one.lines) * 7 <= one.width
        assert one.x - one.width / 2 >= 0
        assert one.x + one.width / 2 <= layout.width
        for other in spots[:number]:
            apart = abs(one.x - other.x) >= (one.width + other.width) / 2
            assert apart or abs(one.y - other.y) >= (one.height + other.height) / 2


def test_the_drawing_is_svg_that_fetches_nothing(tmp_path: Path) -> None:
    story = story_of(tmp_path, STATES, "outcomes: voted\n", STORY, other__yaml=OTHER)
    chart = chart_of_scene(story.scene("other"), {"over": 'A <b> & "c"'})
    svg = as_svg(chart)
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert "href" not in svg
    assert "<script" not in svg
    assert "A &lt;b&gt; &amp;" in svg


@pytest.mark.parametrize(
    "words",
    [
        MARKUP,
        'x"] --> y["',
        "%%{init: {'themeCSS': 'x'}}%%",
        "`**x**`",
        "back\\",
        '\\"',
        "</title><script/>",
        "#quot;]",
        "]]>",
    ],
)
def test_words_never_become_marks_of_a_chart(words: str) -> None:
    boxes = tuple(Box(f"{words} {shape}", words, shape, words) for shape in Shape)
    chart = Chart(words, boxes, (Way(boxes[0].id, boxes[1].id, words),))

    mermaid = as_mermaid(chart).partition("flowchart TD\n")[2]
    labels = re.findall('"([^"]*)"', mermaid)
    assert {unescape(re.sub("#([0-9]+);", r"&#\1;", label)) for label in labels} == {words}
    assert not re.search("[<>`%]", "".join(labels))

    dot = as_dot(chart)
    assert "\\" not in dot
    assert all(line.count('"') % 2 == 0 for line in dot.splitlines())

    root = ElementTree.fromstring(as_svg(chart))
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert tags <= {"svg", "title", "style", "defs", "marker", "path", "rect", "polygon", "g", "text"}
