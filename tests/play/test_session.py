"""A run and its file stay together: whatever happens to it, play goes on, and nothing written is harmed."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.play import shelf
from game.play.replay import replay
from game.play.run import ChoiceNotOpen, NothingToRedo, NothingToUndo
from game.play.runfile import read_run_file
from game.play.runlines import Chosen, Ended, Named, Undone, standing
from game.play.session import NotARun, Session
from game.story.model import Story


def choices_in(path: Path) -> list[str]:
    """The choices that stand in a run file that has no fault."""
    record = read_run_file(path)
    assert record.problems == ()
    return [line.choose for line in standing(record.lines).choices]


def kept(session: Session) -> Path:
    assert session.path is not None
    return session.path


def test_each_choice_is_in_the_file_before_its_page(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves, seed=5, name="a quiet crossing")
    assert kept(session) == saves / "a-quiet-crossing.yaml"
    session.choose("ask-the-fare")
    assert choices_in(kept(session)) == ["ask-the-fare"]
    session.choose("go-aboard")
    session.undo()
    assert choices_in(kept(session)) == ["ask-the-fare"]
    session.redo()
    session.rename("  a  loud\ncrossing ")
    session.choose("cut-it")
    lines = read_run_file(kept(session)).lines
    assert [type(line) for line in lines] == [Chosen, Chosen, Undone, Chosen, Named, Chosen, Ended]
    assert session.name == "a loud crossing"
    assert session.trouble == ""
    session.close()
    session.close()
    assert replay(ferry, read_run_file(kept(session))).divergence is None


def test_a_run_without_a_name_is_called_after_its_scene(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves, name=" \n")
    assert (session.name, kept(session).name) == ("The Quay", "the-quay.yaml")
    session.close()


def test_what_cannot_be_done_is_not_written(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    for error, move in (
        (ChoiceNotOpen, lambda: session.choose("swim")),
        (NothingToUndo, session.undo),
        (NothingToRedo, session.redo),
    ):
        with pytest.raises(error):
            move()
    session.rename("")
    assert read_run_file(kept(session)).lines == ()
    session.close()


def test_it_goes_on_in_the_same_file(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves, seed=5)
    session.choose("toss")
    session.rename("crossing")
    session.close()
    resumed = Session.resume(ferry, kept(session))
    assert resumed.path == session.path
    assert resumed.told == ()
    assert (resumed.name, resumed.run.here, resumed.run.seed) == ("crossing", "quay.steps", 5)
    resumed.choose("whistle")
    resumed.undo()
    resumed.undo()
    resumed.choose("ask-the-fare")
    resumed.close()
    assert choices_in(kept(session)) == ["ask-the-fare"]


def test_a_whole_story_goes_on_past_its_first_scene(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    session.close()
    resumed = Session.resume(ferry, kept(session))
    resumed.choose("go-aboard")
    assert resumed.run.here == "crossing.midstream"
    resumed.close()
    alone = Session.new(ferry, saves, start="quay")
    alone.close()
    resumed = Session.resume(ferry, kept(alone))
    resumed.choose("go-aboard")
    assert resumed.run.outcome == "aboard"
    resumed.close()


def test_a_torn_line_is_dropped_with_a_word(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    session.choose("toss")
    session.choose("whistle")
    session.close()
    path = kept(session)
    path.write_bytes(path.read_bytes()[:-20])
    resumed = Session.resume(ferry, path)
    assert resumed.told == (f"The last line of {path} was cut off and is left out.",)
    resumed.choose("ask-the-fare")
    resumed.close()
    assert choices_in(path) == ["toss", "ask-the-fare"]
    assert Session.resume(ferry, path).told == ()


def test_an_end_that_was_not_written_is(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    session.choose("go-aboard")
    session.choose("cut-it")
    session.close()
    path = kept(session)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"- {end")])
    Session.resume(ferry, path).close()
    assert path.read_bytes() == whole


def test_after_the_story_changed_it_goes_on_in_a_new_file(
    ferry: Story, saves: Path, change: Callable[..., Story]
) -> None:
    session = Session.new(ferry, saves, name="crossing")
    for choice in ("toss", "go-aboard", "cut-it"):
        session.choose(choice)
    session.close()
    before = kept(session).read_bytes()
    today = change("id: cut-it", "id: saw-it", "crossing.yaml")
    resumed = Session.resume(today, kept(session), saves)
    assert resumed.run.here == "crossing.midstream"
    assert kept(resumed) == saves / "crossing-from-step-2.yaml"
    assert resumed.told == (
        f'{session.path} holds up to step 2 only: there is no choice "cut-it" here any more.',
        f"The run goes on from step 2 in {resumed.path}.",
    )
    resumed.choose("saw-it")
    resumed.close()
    assert kept(session).read_bytes() == before
    record = read_run_file(kept(resumed))
    assert record.header is not None
    assert (record.header.parent_run, record.header.parent_step) == ("crossing", 2)
    assert replay(today, record).divergence is None
    assert choices_in(kept(resumed)) == ["toss", "go-aboard", "saw-it"]


def test_a_run_that_ships_is_never_written(ferry: Story, saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.new(ferry, saves / "recorded", name="the record")
    session.choose("toss")
    session.close()
    monkeypatch.setattr(shelf, "recorded_root", lambda: saves / "recorded")
    before = kept(session).read_bytes()
    resumed = Session.resume(ferry, kept(session), saves)
    assert kept(resumed).parent == saves
    assert "ships with the game" in resumed.told[0]
    resumed.choose("whistle")
    resumed.close()
    assert kept(session).read_bytes() == before


def test_a_run_played_elsewhere_goes_on_beside_it(ferry: Story, saves: Path) -> None:
    first = Session.new(ferry, saves)
    first.choose("toss")
    second = Session.resume(ferry, kept(first), saves)
    assert second.path != first.path
    second.choose("whistle")
    first.choose("ask-the-fare")
    second.close()
    first.close()
    assert choices_in(kept(first)) == ["toss", "ask-the-fare"]
    assert choices_in(kept(second)) == ["toss", "whistle"]


def test_what_is_no_run_cannot_be_resumed(ferry: Story, tmp_path: Path) -> None:
    path = tmp_path / "letter.yaml"
    path.write_text("dear: Misha\n")
    with pytest.raises(NotARun, match="no run file"):
        Session.resume(ferry, path)
    path.write_text("format: october-run/1\nstory: october\nseed: 1\nstart: bread\n---\n")
    with pytest.raises(NotARun, match='of the story "october"'):
        Session.resume(ferry, path)
    with pytest.raises(FileNotFoundError):
        Session.resume(ferry, tmp_path / "nothing.yaml")


def test_lines_that_cannot_be_read_are_told(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    session.choose("toss")
    session.close()
    path = kept(session)
    with path.open("a") as file:
        file.write("dear Misha\n- {name: still here}\n")
    resumed = Session.resume(ferry, path)
    assert resumed.name == "still here"
    assert len(resumed.told) == 1
    assert resumed.told[0].startswith(f"{path}, line 11, cannot be read and is left out: ")
    resumed.close()


def test_a_file_that_is_not_read_to_its_end_is_not_gone_on_with(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    session.choose("toss")
    session.close()
    path = kept(session)
    path.write_bytes(path.read_bytes() + b"?\n" * 1000 + b"- undo\n")
    resumed = Session.resume(ferry, path, saves)
    assert resumed.path != path
    assert resumed.run.step == 1
    resumed.close()


def test_a_full_disk_is_told_and_made_good(ferry: Story, saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.new(ferry, saves)
    session.choose("ask-the-fare")
    before = kept(session).read_bytes()
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) > 7:
            return write(descriptor, data[:7])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    session.choose("toss")
    assert session.trouble == (
        f"This run is not being kept: {session.path} cannot be written (No space left on device)."
    )
    session.choose("whistle")
    session.undo()
    assert session.unwritten == 3
    assert kept(session).read_bytes().startswith(before)
    assert choices_in(kept(session)) == ["ask-the-fare"]
    monkeypatch.setattr(os, "write", write)
    session.rename("made good")
    assert (session.trouble, session.unwritten) == ("", 0)
    session.close()
    assert choices_in(kept(session)) == ["ask-the-fare", "toss"]
    assert Session.resume(ferry, kept(session)).told == ()


def test_what_is_pending_is_written_on_leaving(ferry: Story, saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.new(ferry, saves)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        session.choose("toss")
    session.close()
    assert (session.trouble, session.unwritten) == ("", 0)
    assert choices_in(kept(session)) == ["toss"]


def test_a_file_where_the_folder_should_be(ferry: Story, saves: Path) -> None:
    saves.write_text("in the way")
    session = Session.new(ferry, saves)
    assert session.path is None
    assert session.trouble.startswith(f"This run is not being kept: {saves} cannot be written (")
    session.choose("toss")
    assert session.unwritten == 1
    saves.unlink()
    session.choose("whistle")
    assert session.trouble == ""
    assert choices_in(kept(session)) == ["toss", "whistle"]
    session.close()


def test_a_folder_removed_in_the_middle_of_play(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    session.choose("toss")
    shutil.rmtree(saves)
    session.choose("whistle")
    assert session.trouble == ""
    assert choices_in(kept(session)) == ["toss", "whistle"]
    shutil.rmtree(saves)
    session.close()
    assert choices_in(kept(session)) == ["toss", "whistle"]


def test_a_file_that_took_its_place_is_not_touched(ferry: Story, saves: Path) -> None:
    session = Session.new(ferry, saves)
    path = kept(session)
    path.unlink()
    path.write_text("mine")
    session.choose("toss")
    session.close()
    assert path.read_text() == "mine"
    assert choices_in(kept(session)) == ["toss"]


def test_a_folder_that_cannot_be_written(ferry: Story, saves: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", denied)
        session = Session.new(ferry, saves)
        assert "Permission denied" in session.trouble
        session.choose("toss")
    session.close()
    assert choices_in(kept(session)) == ["toss"]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from game.play.session import Session
from game.story.loader import load_story
session = Session.new(load_story(Path(sys.argv[1])), Path(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (session.path.stat().st_size + 30, resource.RLIM_INFINITY))
session.choose("toss")
print(session.trouble)
session.choose("whistle")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
session.close()
print(session.trouble, session.unwritten)
"""


def test_a_limit_on_the_size_of_files_is_told_and_made_good(repo: Path, folder: Path, saves: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder), str(saves)],
        cwd=repo,
        capture_output=True,
        text=True,
        check=True,
    )
    told, after = done.stdout.splitlines()
    assert told.endswith("cannot be written (File too large).")
    assert after == " 0"
    assert choices_in(saves / "the-quay.yaml") == ["toss", "whistle"]


ENDLESS = """
import itertools, sys
from pathlib import Path
from game.play.session import Session
from game.story.loader import load_story
session = Session.new(load_story(Path(sys.argv[1])), Path(sys.argv[2]))
session.choose("toss")
for number in itertools.count():
    session.choose("whistle")
    print(number, flush=True)
"""


def test_a_killed_game_loses_nothing(repo: Path, folder: Path, saves: Path) -> None:
    command = [sys.executable, "-c", ENDLESS, str(folder), str(saves)]
    with subprocess.Popen(command, cwd=repo, stdout=subprocess.PIPE, text=True) as game:
        assert game.stdout is not None
        for line in game.stdout:
            if int(line) >= 20:
                break
        game.send_signal(signal.SIGKILL)
        seen = int((line + game.stdout.read()).split()[-1])
    record = read_run_file(saves / "the-quay.yaml")
    assert record.problems == ()
    assert len(standing(record.lines).choices) in (seen + 2, seen + 3)
