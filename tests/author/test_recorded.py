"""The runs that ship, played again on an edited story: the first step that no longer holds, and what mends it."""

from pathlib import Path

import pytest

from game.author.recorded import recorded_problems
from game.play.run import Run
from game.play.runlines import Chosen, Ended, Header, Undone, header_text, line_text
from game.story.diagnostics import Problem, Problems
from game.story.loader import StoryFiles
from tests.making import story_of

STATES = """\
start:
  choices:
    - {id: walk-on, text: Walk on., to: hall, do: n += 1}
    - {id: wait, text: Wait., result: You wait.}
hall:
  choices:
    - {id: go-in, text: Go in., to: end}
end:
  ending: over
"""
HEAD = "variables:\n  n: {type: int, initial: 0}\n"


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder with a run that waits, takes that back, walks on and goes in: its lines are 9 to 13."""
    run = Run.begin(story_of(tmp_path / "then", STATES, HEAD))
    lines: list[str] = []
    for choice in ("wait", "undo", "walk-on", "go-in"):
        if choice == "undo":
            lines.append(line_text(Undone()))
            run.undo()
        else:
            lines.append(line_text(Chosen(run.here, choice, run.digest())))
            run.choose(choice)
    lines.append(line_text(Ended("over", run.digest())))
    folder = tmp_path / "recorded"
    folder.mkdir()
    header = header_text(Header("tiny", "1.0.0", run.seed, "scene", name="a walk"))
    (folder / "a-walk.yaml").write_text(header + "\n".join(lines) + "\n")
    return folder


def told(folder: Path, runs: Path, states: str, head: str = HEAD) -> list[Problem]:
    story_of(folder / "now", states, head)
    files = StoryFiles(folder / "now")
    parts = files.parts(Problems())
    assert parts is not None
    return list(recorded_problems(files, parts, runs))


def test_a_run_that_holds_is_not_told_of(tmp_path: Path, runs: Path) -> None:
    assert told(tmp_path, runs, STATES) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "why", "help"),
    [
        ("hall", "yard", (12, "step 2"), '"scene.hall" is no longer', 'the state "yard" is what was "hall"'),
        ("walk-on", "walk-along", (11, "step 1"), 'no choice "walk-on"', '"walk-along" is what was "walk-on"'),
        ("n += 1", "n += 2", (12, "step 2"), "the variables differ", ""),
        ("to: end", "to: start", (13, "the end"), "the story goes on", ""),
        ("id: wait", "id: stay", (), "", ""),
    ],
)
def test_the_first_step_that_does_not_hold(
    tmp_path: Path, runs: Path, old: str, new: str, where: tuple[int, str], why: str, help: str
) -> None:
    found = told(tmp_path, runs, STATES.replace(old, new))
    assert [one.code for one in found] == ["recorded-run"] * bool(where)
    for one in found:
        assert (one.place.line, Path(one.place.file).name) == (where[0], "a-walk.yaml")
        assert where[1] in one.message
        assert why in one.message
        assert help in one.help


def test_an_old_name_mends_it(tmp_path: Path, runs: Path) -> None:
    renamed = STATES.replace("hall", "yard").replace("yard:\n", "yard:\n  was: [hall]\n")
    assert told(tmp_path, runs, renamed) == []


def test_runs_of_other_stories_are_passed_over(tmp_path: Path, runs: Path) -> None:
    path = runs / "a-walk.yaml"
    path.write_text(path.read_text().replace("story: tiny", "story: another"))
    assert told(tmp_path, runs, STATES.replace("hall", "yard")) == []


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, runs: Path) -> None:
    path = runs / "a-walk.yaml"
    path.write_text(path.read_text().replace("- undo", "- redo"))
    assert [(one.code, one.place.line) for one in told(tmp_path, runs, STATES)] == [("recorded-run", 10)]
    path.write_text("format: october-run/2\n---\n")
    assert [(one.code, one.place.line) for one in told(tmp_path, runs, STATES)] == [("recorded-run", 1)]
