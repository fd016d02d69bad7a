"""The conformance suite of `tests/stories`: stories, plays of them, and what the plain reader prints.

`BLESS=1 python -m pytest tests/test_stories.py` writes the transcripts anew; `tests/stories/README.md` has the rest.
"""

import difflib
import io
import os
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from game import cli
from game.author.check import check_story
from game.play.replay import replay
from game.play.run import DEFAULT_SEED, Run
from game.play.runfile import read_run_file
from game.play.session import Session
from game.story.loader import load_story
from game.story.model import Story
from game.story.report import as_text
from game.terminal.plain import PlainReader

REPO = Path(__file__).resolve().parent.parent
STORIES = REPO / "tests" / "stories"
CASES = sorted(path for path in STORIES.glob("[a-z]*") if path.is_dir())
PLAYS = sorted(path for case in CASES for path in case.glob("*.input"))
RECORDS = sorted(path for case in CASES for path in case.glob("*.yaml"))
SEED = re.compile(r"# seed (-?\d+)\n")
WHERE_IT_IS_KEPT = "\nYour run is kept in "

each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
each_play = pytest.mark.parametrize("play", PLAYS, ids=[f"{play.parent.name}/{play.stem}" for play in PLAYS])
each_record = pytest.mark.parametrize("record", RECORDS, ids=[f"{run.parent.name}/{run.stem}" for run in RECORDS])


class Played(NamedTuple):
    """A play: its run, the file it is kept in, and what was printed."""

    run: Run
    file: Path
    text: str


def folder_of(case: Path) -> Path:
    """Where a case's story is: its own, or the one that ships."""
    return case / "story" if (case / "story").is_dir() else REPO / "scenes" / case.name


@cache
def story_in(folder: Path) -> Story:
    return load_story(folder)


def read_input(play: Path) -> tuple[int, str]:
    """A play's seed and its answers."""
    written = play.read_text(encoding="utf-8")
    seed = SEED.match(written)
    return (int(seed[1]), written[seed.end() :]) if seed else (DEFAULT_SEED, written)


def played(play: Path, saves: Path, folder: Path | None = None) -> Played:
    """The play as the plain reader takes and prints it."""
    seed, answers = read_input(play)
    session = Session.new(story_in(folder or folder_of(play.parent)), saves, seed=seed)
    out, talk = io.StringIO(), io.StringIO()
    assert PlainReader(session, io.StringIO(answers), out, talk).play()
    assert talk.getvalue() == ""
    assert session.path is not None
    return Played(session.run, session.path, out.getvalue().partition(WHERE_IT_IS_KEPT)[0])


@each_case
def test_it_is_all_there(case: Path) -> None:
    assert len((case / "about.md").read_text(encoding="utf-8").splitlines()) == 2
    plays = {path.stem for path in case.glob("*.input")}
    assert plays
    assert {path.stem for path in case.glob("*.transcript")} == plays


@each_case
def test_it_checks_clean(case: Path) -> None:
    problems = check_story(folder_of(case))
    assert not problems, as_text(problems)


@each_play
def test_it_prints_its_transcript(play: Path, tmp_path: Path) -> None:
    text = played(play, tmp_path).text
    transcript = play.with_suffix(".transcript")
    if os.environ.get("BLESS"):
        transcript.write_text(text, encoding="utf-8")
    wanted = transcript.read_text(encoding="utf-8") if transcript.exists() else ""
    if text != wanted:
        names = (f"{play.parent.name}/{transcript.name}", "as it is printed now")
        lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), *names, lineterm="")
        pytest.fail("\n".join(lines) + "\n\nIf this is meant: BLESS=1 python -m pytest tests/test_stories.py", False)


@each_play
def test_its_run_file_verifies(play: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = played(play, tmp_path).file
    assert cli.run(["replay", str(file), "--verify", "--story", str(folder_of(play.parent))]) == 0
    assert " hold" in capsys.readouterr().out


@each_play
def test_undoing_all_of_it_leads_back_to_the_start(play: Path, tmp_path: Path) -> None:
    run, file, _text = played(play, tmp_path)
    choices, end = run.choices, (run.here, run.digest(), run.options, run.turns[-1])
    while run.can_undo:
        run.undo()
    start = Run.begin(run.story, seed=run.seed)
    for one in (run, start):
        assert (one.here, one.digest(), one.step, one.over) == (start.here, start.digest(), 0, False)
        assert one.options == start.options
        assert list(one.turns) == list(start.turns)
        assert dict(one.position.visits) == dict(start.position.visits)
        assert dict(one.position.taken) == {}
        assert (one.at, one.place, one.position.hands) == (start.at, start.place, start.position.hands)
    while run.can_redo:
        run.redo()
    assert run.choices == choices
    assert (run.here, run.digest(), run.options, run.turns[-1]) == end
    assert replay(run.story, read_run_file(file)).divergence is None


@each_case
def test_its_plays_together_see_all_of_it(case: Path, tmp_path: Path) -> None:
    runs = [played(play, tmp_path).run for play in sorted(case.glob("*.input"))]
    story = story_in(folder_of(case))
    states = {state.key for scene in story.routes for state in story.scene(scene).states.values()}
    assert {ending.id for run in runs if (ending := run.ending)} == set(story.endings)
    assert {state for run in runs for state in run.position.visits} == states


@each_record
def test_a_run_of_before_still_holds(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = record.parent
    for folder in (case / "before", folder_of(case)):
        code = cli.run(["replay", str(record), "--verify", "--story", str(folder)])
        assert (code, capsys.readouterr().err) == (0, "")
