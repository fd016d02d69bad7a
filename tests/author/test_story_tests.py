"""A story's own tests: read with places, run, and readable when they fail."""

from pathlib import Path

import pytest

from game.author.check import check_story
from game.author.story_testing import Verdict, run_story_test
from game.author.story_tests import read_story_tests
from game.play.session import Session
from game.story.diagnostics import Problems
from game.story.loader import load_story
from game.terminal.plain_text import played
from tests.making import codes_of, scene_of, write_files
from tests.play.test_run import STATES, VARIABLES

CODEX = "- {id: palace, kind: place, name: The Palace, text: A palace.}\n"


def verdicts(folder: Path, tests: str, *, bless: bool = False) -> list[Verdict]:
    write_files(folder, scene_of(STATES, VARIABLES), **{"codex/c__yaml": CODEX, "tests/t__yaml": tests})
    story = load_story(folder)
    problems = Problems()
    read = read_story_tests(folder, story, problems)
    assert not problems
    return [run_story_test(story, test, lambda run: "".join(played(run)), bless=bless) for test in read]


def test_what_is_so_passes(tmp_path: Path) -> None:
    tests = """\
- test: waiting opens the hall
  choose: [wait, go]
  expect:
    state: scene.cellar
    text: ["The hall, 8."]
    not_text: [The steps]
    variables: {n: 8, seen: true}
    open: [up, leave]
- test: the hall is shut at first
  expect: {locked: [go], hidden: [hide], open: [wait]}
- test: a way out
  from: scene.cellar
  choose: leave
  expect: {ending: over}
"""
    assert [verdict.faults for verdict in verdicts(tmp_path, tests)] == [(), (), ()]


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        ("expect: {state: scene.hall}", "expected the state scene.hall, found scene.start"),
        ("expect: {ending: over}", "expected the ending over, found none, at scene.start"),
        ("expect: {text: [Rain]}", 'expected the text "Rain", found:\nThe steps.'),
        ("expect: {not_text: [steps]}", 'expected no text "steps", found:\nThe steps.'),
        ("expect: {variables: {n: 4}}", "expected n to be 4, found 3"),
        ("expect: {locked: [wait]}", 'expected the choice "wait" to be locked, found it open'),
        ("choose: [go]", 'choice 1, "go", is not open at scene.start; open are: wait, look, split'),
        (
            "expect: {hidden: [up]}",
            'expected the choice "up" to be hidden, and scene.start has none of that id',
        ),
        ("from: saves/none.yaml", "cannot begin"),
        ("transcript: none.txt", "there is no transcript none.txt; --bless writes it"),
    ],
)
def test_what_is_not_so_is_told(tmp_path: Path, test: str, fault: str) -> None:
    (verdict,) = verdicts(tmp_path, f"- test: a test\n  {test}\n")
    assert len(verdict.faults) == 1
    assert verdict.faults[0].startswith(fault)


def test_a_test_can_begin_from_a_run_file(tmp_path: Path) -> None:
    write_files(tmp_path, scene_of(STATES, VARIABLES), **{"codex/c__yaml": CODEX})
    session = Session.new(load_story(tmp_path), tmp_path / "saves", name="waited")
    session.choose("wait")
    session.close()
    (verdict,) = verdicts(
        tmp_path, "- test: on from there\n  from: saves/waited.yaml\n  choose: go\n  expect: {state: scene.cellar}\n"
    )
    assert verdict.passed


def test_transcripts_are_blessed_and_then_held_to(tmp_path: Path) -> None:
    tests = "- test: all of it\n  choose: [wait]\n  transcript: wait.txt\n"
    (blessed,) = verdicts(tmp_path, tests, bless=True)
    assert blessed.blessed
    assert verdicts(tmp_path, tests)[0].passed
    path = tmp_path / "tests/wait.txt"
    path.write_text(path.read_text().replace("You wait.", "You slept."))
    (verdict,) = verdicts(tmp_path, tests)
    assert "-You slept.\n+You wait." in verdict.faults[0]


@pytest.mark.parametrize(
    ("tests", "code"),
    [
        ("- {test: a, chose: [wait]}\n", "unknown-key"),
        ("- {choose: [wait]}\n", "missing-key"),
        ("test: a\n", "wrong-type"),
        ("- {test: a, set: {m: 3}}\n", "unknown-variable"),
        ("- {test: a, expect: [b]}\n", "wrong-type"),
        ("- {test: a, choose: [wiat]}\n", "unknown-choice"),
        ("- {test: a, expect: {hidden: [hid]}}\n", "unknown-choice"),
        ("- {test: a, expect: {state: scene.start, hidden: [up]}}\n", "unknown-choice"),
        ("- {test: a, from: scene.attic}\n", "unknown-state"),
        ("- {test: a, from: seen}\n", "unknown-scene"),
        ("- {test: a, expect: {state: start}}\n", "unknown-scene"),
        ("- {test: a, expect: {state: scene}}\n", "unknown-state"),
        ("- {test: a, expect: {ending: ovre}}\n", "unknown-ending"),
        ("- {test: a, expect: {variables: {m: 3}}}\n", "unknown-variable"),
    ],
)
def test_a_test_written_wrong_is_a_problem(tmp_path: Path, tests: str, code: str) -> None:
    write_files(tmp_path, scene_of(STATES, VARIABLES), **{"codex/c__yaml": CODEX, "tests/t__yaml": tests})
    problems = Problems()
    read_story_tests(tmp_path, load_story(tmp_path), problems)
    assert codes_of(problems) == [code]


def test_names_that_are_none_are_guessed_at(tmp_path: Path) -> None:
    tests = "- {test: a, from: scene.satrt, choose: [wiat], expect: {state: hall, ending: ovre}}\n"
    write_files(tmp_path, scene_of(STATES, VARIABLES), **{"codex/c__yaml": CODEX, "tests/t__yaml": tests})
    assert [one.help for one in check_story(tmp_path) if "tests" in one.place.file] == [
        'did you mean "scene.start"?',
        'did you mean "wait"?',
        'did you mean "scene.hall"?',
        'did you mean "over"?',
    ]


def test_names_in_a_scene_with_errors_are_left_alone(tmp_path: Path) -> None:
    tests = "- {test: a, from: scene.attic, choose: [wiat], expect: {ending: ovre}}\n"
    write_files(tmp_path, "scene: scene\n", **{"codex/c__yaml": CODEX, "tests/t__yaml": tests})
    assert not [one for one in check_story(tmp_path) if "tests" in one.place.file]


@pytest.mark.parametrize("transcript", ["../../kept.txt", "../scene.yaml", "ABSOLUTE", "link.txt", "away/kept.txt"])
@pytest.mark.parametrize("bless", [False, True])
def test_a_transcript_lies_among_the_tests(tmp_path: Path, transcript: str, bless: bool) -> None:
    folder = tmp_path / "story"
    kept = tmp_path / "kept.txt"
    kept.write_text("Kept.")
    (folder / "tests").mkdir(parents=True)
    (folder / "tests" / "link.txt").symlink_to(kept)
    (folder / "tests" / "away").symlink_to(tmp_path)
    [verdict] = verdicts(
        folder, f"- {{test: t, transcript: {transcript.replace('ABSOLUTE', str(kept))}}}\n", bless=bless
    )
    [fault] = verdict.faults
    assert fault.endswith("it leads outside the story's folder") and "Kept." not in fault
    assert kept.read_text() == "Kept." and (folder / "scene.yaml").read_text() == scene_of(STATES, VARIABLES)


def test_a_run_that_a_test_begins_with_lies_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("somebody's")
    [verdict] = verdicts(tmp_path / "story", "- {test: t, from: ../secret.yaml}\n")
    [fault] = verdict.faults
    assert "outside the story's folder" in fault and "somebody" not in fault
