"""What is wrong in a scene, told by code and place; and what is right, read as written. tests/broken has each code."""

from pathlib import Path

import pytest

from game.author.check import check_story
from game.play.run import Run
from game.story.loader import load_story
from game.story.model import Choice, Mark
from tests.making import HEAD, codes_of, problems_of, scene_of, story_of, write_files


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("variables:\n  n-m: {type: int, initial: 3}\n", "bad-name"),
        ("variables:\n  n: {type: int}\n", "missing-key"),
        ("variables:\n  n: {type: number, initial: 3}\n", "unknown-type"),
        ("variables:\n  n: {type: int, initial: 30, min: 0, max: 10}\n", "bad-value"),
        ("variables:\n  n: {type: int, initial: 3, min: 10, max: 0}\n", "bad-range"),
        ("variables:\n  n: {type: bool, initial: yes}\n", "bad-value"),
        ("variables:\n  n: {type: bool, initial: true, min: 3}\n", "key-of-another-type"),
        ("variables:\n  n: {type: enum, values: [a, b], initial: c}\n", "bad-value"),
        ("variables:\n  n: {type: enum, initial: c}\n", "missing-key"),
        (
            "variables:\n  n: {type: int, initial: 3, was: [o]}\n  o: {type: int, initial: 3}\n",
            "old-name-in-use",
        ),
        ("alone: {m: 3}\n", "unknown-variable"),
        ("colour: red\n", "unknown-key"),
        ("what-if: true\noutcomes: won\n", "outcome-not-routed"),
        ("what-if: true\nfacts: []\n", ""),
    ],
)
def test_the_head_of_a_scene(tmp_path: Path, head: str, code: str) -> None:
    assert codes_of(problems_of(tmp_path, "start:\n  ending: over\n", head)) == ([code] if code else [])


def test_a_scene_may_not_repeat_a_variable_of_the_story(tmp_path: Path) -> None:
    story = HEAD + (
        "initial: scene\nvariables:\n  n: {type: int, initial: 1}\nscenes:\n  scene: {}\nendings:\n  over: {title: Over}\n"
    )
    problems = problems_of(tmp_path, "start:\n  ending: over\n", "variables:\n  n: {type: int, initial: 3}\n", story)
    assert codes_of(problems) == ["name-clash"]


def test_off_the_record_nothing_happened(tmp_path: Path) -> None:
    states = """\
start:
  hinge: h
  record: It rained.
  choices:
    - {id: a, text: A., history: true, to: end}
    - {id: b, text: B., tried: It, because: Odds., to: end}
    - {id: c, text: C., what-if: It, because: Odds., to: end}
end:
  ending: over
"""
    assert sorted(codes_of(problems_of(tmp_path, states, "what-if: true\n"))) == [
        "hinge-choice-unmarked",
        "record-off-the-record",
        "record-off-the-record",
    ]


def test_a_place_is_under_the_very_word(tmp_path: Path) -> None:
    states = "start:\n  choices:\n    - id: go\n      text: Go.\n      to: the-chambre\nthe-chamber:\n  ending: over\n"
    problem = problems_of(tmp_path, states)[0]
    line = (tmp_path / "scene.yaml").read_text().splitlines()[problem.place.line - 1]
    start = problem.place.column - 1
    assert line[start : start + problem.place.length] == "the-chambre"
    assert problem.help == 'did you mean "the-chamber"?'


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ("start: {next: other}\n", "That is a scene: end this one with an `outcome`"),
        (
            "start:\n  choices: [{draw: d}]\n  next: end\nd:\n  tags: [d]\n  title: D\n  next: bakc\nend: {ending: over}\n",
            'did you mean "back"?',
        ),
        (
            "start: {at: 1963-02-09 19:00 - 15 * n minutes, ending: over}\n",
            "To set a clock back, write 1963-02-09 19:00 + -15 * n minutes.",
        ),
    ],
)
def test_the_help_says_what_was_meant(tmp_path: Path, states: str, said: str) -> None:
    story = HEAD + "initial: scene\nscenes: {scene: {}, other: {}}\nendings: {over: {title: Over}}\n"
    other = scene_of("start: {ending: over}\n").replace("scene: scene", "scene: other")
    (problem,) = problems_of(tmp_path, states, "variables:\n  n: {type: int, initial: 1}\n", story, other__yaml=other)
    assert said in problem.help


def test_a_draft_is_played_with_plain_words_for_what_the_codex_lacks(tmp_path: Path) -> None:
    states = "start:\n  place: the-square\n  text: >\n    You ask [[the-editor]] and [[osip|him]].\n  ending: over\n"
    assert codes_of(problems_of(tmp_path, states)) == ["unknown-codex-entry"] * 3
    page = Run.begin(load_story(tmp_path)).turns[0].pages[0]
    assert [(span.text, span.link) for span in page.paragraphs[0].spans] == [("You ask the editor and him.", "")]


def test_all_problems_of_all_files_are_told_in_order(tmp_path: Path) -> None:
    story = (
        HEAD + "initial: scene\nscenes:\n  scene: {}\n  other: {}\n  gone: {}\nendings:\n  over: {title: Over, x: 1}\n"
    )
    problems = problems_of(
        tmp_path,
        "start:\n  next: nowhere\n  do: n += 1\n",
        story=story,
        other__yaml="scene: other\ntitle: Other\ninitial: a\nstates:\n  a: {text: [x: y]}\n",
        left__yaml="scene: left\n",
    )
    assert set(codes_of(problems)) == {
        "unknown-key", "scene-without-file", "unknown-state", "unknown-variable", "colon-in-text", "no-way-out",
        "unlisted-scene",
    }  # fmt: skip
    assert problems == sorted(problems, key=lambda one: one.place)


def test_a_hinge_is_read_with_its_marks(tmp_path: Path) -> None:
    states = """\
start:
  hinge: the-vote
  record: Ten to two.
  choices:
    - {id: a, text: A., history: true, to: end}
    - {id: b, text: B., what-if: "Fifteen pairs", because: Odds., to: end}
    - {id: c, text: C., tried: Asked, because: Odds., to: end}
    - {id: d, text: D., result: You wait.}
end:
  ending: over
"""
    scene = story_of(tmp_path, states).scene("scene")
    marks = [way.mark for way in scene.hinges["the-vote"].choices if isinstance(way, Choice)]
    assert marks == [Mark.HISTORY, Mark.WHAT_IF, Mark.TRIED, None]


def test_routes_calls_and_hinges_are_checked_across_scenes(tmp_path: Path) -> None:
    story = HEAD + (
        "initial: scene\nscenes:\n  scene:\n    next:\n      - {outcome: lost, to: other}\n      - {to: other}\n"
        "  other: {}\nendings:\n  over: {title: Over}\n"
    )
    states = """\
start:
  hinge: h
  choices:
    - {id: a, text: A., history: true, to: end}
memory: {call: other, next: end}
end: {outcome: won}
"""
    other = scene_of(
        "start:\n  hinge: h\n  choices:\n    - {id: b, text: B., history: true, to: mid}\n"
        'mid:\n  next:\n    - {when: \'hinge("h") == "c"\', to: end}\n    - {to: again}\n'
        "again: {call: scene, next: end}\nend: {outcome: done}\n",
        "outcomes: done\n",
    ).replace("scene: scene", "scene: other")
    problems = problems_of(tmp_path, states, "outcomes: [won]\n", story, other__yaml=other)
    assert sorted(set(codes_of(problems))) == [
        "hinge-elsewhere", "outcome-not-routed", "scene-calls-itself", "unknown-choice", "unknown-outcome",

    ]  # fmt: skip


def test_no_file_outside_the_folder_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(scene_of("start:\n  ending: over\n"))
    folder = write_files(tmp_path / "story", scene_of("start:\n  ending: over\n"))
    (folder / "scene.yaml").unlink()
    (folder / "scene.yaml").symlink_to(secret)
    assert "outside-the-folder" in codes_of(check_story(folder))
