"""The shelf lists every run there is, finds each by its names, and never touches those that ship."""

import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.play import shelf as shelf_module
from game.play.runfile import RunFile, read_run_file
from game.play.runlines import Chosen, Ended, Header, Named, RunLine, Undone
from game.play.runread import Record
from game.play.shelf import (
    ManySuchRuns,
    NoSuchRun,
    NoSuchStep,
    Saved,
    Shelf,
    ShelfError,
    ShippedRun,
    is_recorded,
    saves_folder,
)

ONE = Chosen("quay.steps", "toss", "e3b0c442")
TWO = Chosen("crossing.midstream", "cut-it", "83b1f7b9")


def put(saves: Path, name: str, *lines: RunLine, story: str = "the-ferry", day: int = 1, parent: str = "") -> Path:
    started = datetime(2026, 11, day, tzinfo=UTC)
    header = Header(story, "1.0.0", 5, "quay", {}, name, started, parent, 1 if parent else 0)
    file = RunFile.create(saves, header, lines)
    file.close()
    return file.path


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of runs that ship."""
    folder = tmp_path / "recorded"
    monkeypatch.setattr(shelf_module, "recorded_root", lambda: folder)
    return folder


@pytest.fixture
def shelf(saves: Path, recorded: Path) -> Shelf:
    put(saves, "a quiet July", ONE, Undone(), ONE, TWO, Ended("ashore", "83b1f7b9"), day=1)
    put(saves, "first try", ONE, Named("a loud July"), day=3)
    put(saves, "Ферри", day=2, parent="a-quiet-july")
    put(recorded, "the record", ONE)
    return Shelf(saves)


def test_what_stands_on_it_newest_first(shelf: Shelf, saves: Path) -> None:
    day = datetime(2026, 11, 1, tzinfo=UTC)
    long_ago = datetime.fromtimestamp(0, UTC)
    assert [saved._replace(played=long_ago) for saved in shelf.runs()] == [
        Saved(saves / "first-try.yaml", "a loud July", "the-ferry", "quay", 1, "", "", day.replace(day=3)),
        Saved(saves / "ферри.yaml", "Ферри", "the-ferry", "quay", 0, "", "a-quiet-july", day.replace(day=2)),
        Saved(saves / "a-quiet-july.yaml", "a quiet July", "the-ferry", "crossing", 2, "ashore", "", day),
    ]
    assert [(saved.name, saved.recorded) for saved in shelf.recorded()] == [("the record", True)]


def test_broken_ones_are_shown(shelf: Shelf, saves: Path) -> None:
    (saves / "letter.yaml").write_text("dear: Misha\n")
    (saves / "folder.yaml").mkdir()
    os.mkfifo(saves / "pipe.yaml")
    (saves / "notes.txt").write_text("not a run")
    broken = {saved.path.name: saved.broken for saved in shelf.runs() if saved.broken}
    assert broken.keys() == {"letter.yaml", "folder.yaml", "pipe.yaml"}
    assert broken["letter.yaml"] == "this is no run file, or its header is cut off"
    assert len(shelf.runs()) == 6


def test_runs_of_one_story(shelf: Shelf, saves: Path) -> None:
    put(saves, "other", story="october")
    (saves / "broken.yaml").write_text("?")
    names = {saved.name for saved in Shelf(saves, "october").runs()}
    assert names == {"other", "broken"}


def touch(path: Path, day: int) -> Path:
    """As if it was last written on that day."""
    when = datetime(2026, 12, day, tzinfo=UTC).timestamp()
    os.utime(path, (when, when))
    return path


def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read from now on."""
    paths: list[Path] = []

    def read(path: Path) -> Record:
        paths.append(path)
        return read_run_file(path)

    monkeypatch.setattr(shelf_module, "read_run_file", read)
    return paths


def test_what_is_written_about_a_run_is_no_play(shelf: Shelf, saves: Path) -> None:
    path = touch(saves / "a-quiet-july.yaml", 1)
    shelf.rename(path, "another")
    shelf.note(path, "where Father stood")
    assert next(saved.played for saved in shelf.runs() if saved.path == path) == datetime(2026, 12, 1, tzinfo=UTC)


def test_the_last_played_first(shelf: Shelf, saves: Path) -> None:
    for day, stem in enumerate(("first-try", "a-quiet-july", "ферри"), 1):
        touch(saves / f"{stem}.yaml", day)
    played = list(shelf.last_played())
    assert [saved.path.stem for saved in played] == ["ферри", "a-quiet-july", "first-try"]
    assert played[0].played == datetime(2026, 12, 3, tzinfo=UTC)


def test_the_newest_is_what_was_last_played_of_the_story_and_can_be(shelf: Shelf, saves: Path) -> None:
    wanted = touch(saves / "first-try.yaml", 4)
    touch(saves / "a-quiet-july.yaml", 3)
    touch(put(saves, "other", story="october", day=9), 5)
    (saves / "broken.yaml").write_text("?")
    touch(saves / "broken.yaml", 6)
    newest = Shelf(saves, "the-ferry").newest()
    assert newest is not None
    assert newest.path == wanted
    assert Shelf(saves / "nowhere").newest() is None


@pytest.mark.parametrize("seconds", [-1e11, -1.0, 2e10, 1e17])
def test_a_clock_that_is_off_hides_no_run(
    shelf: Shelf, saves: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    path = saves / "first-try.yaml"
    path.write_text("".join(line for line in path.open(encoding="utf-8") if "started" not in line), encoding="utf-8")
    stat = Path.stat

    def off(self: Path, **how: bool) -> os.stat_result | SimpleNamespace:
        found = stat(self, **how)
        at = {"st_mtime": seconds, "st_mtime_ns": int(seconds * 10**9), "st_mode": found.st_mode}
        return SimpleNamespace(**at) if self == path else found

    monkeypatch.setattr(Path, "stat", off)
    assert path in [saved.path for saved in shelf.runs()]
    assert path in [saved.path for saved in shelf.last_played()]


def test_a_run_begun_when_the_clock_went_back_takes_no_other_ones_place(shelf: Shelf, saves: Path) -> None:
    before = (saves / "first-try.yaml").read_bytes()
    again = put(saves, "first try", ONE, day=1)
    assert again.name == "first-try-2.yaml"
    assert (saves / "first-try.yaml").read_bytes() == before


def test_the_newest_is_found_without_reading_the_others(
    shelf: Shelf, saves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = touch(saves / "ферри.yaml", 31)
    read = opened(monkeypatch)
    shelf.newest()
    assert read == [wanted]


def test_a_file_is_found_by_its_name_without_reading_any(
    shelf: Shelf, saves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = opened(monkeypatch)
    assert shelf.find("first-try") == shelf.find("first-try.yaml") == saves / "first-try.yaml"
    assert not read


def test_a_name_leads_to_no_file_beside_the_shelf(shelf: Shelf, saves: Path) -> None:
    put(saves / "archive", "put away")
    with pytest.raises(NoSuchRun):
        shelf.find("archive/put-away")


def test_an_empty_shelf(tmp_path: Path, recorded: Path) -> None:
    assert Shelf(tmp_path / "nowhere").runs() == []
    (tmp_path / "file").write_text("")
    assert Shelf(tmp_path / "file").runs() == []


def test_finding_a_run(shelf: Shelf, saves: Path, recorded: Path, tmp_path: Path) -> None:
    quiet = saves / "a-quiet-july.yaml"
    for wanted in (str(quiet), "a-quiet-july", "a-quiet-july.yaml", "a quiet July", "A QUIET JULY"):
        assert shelf.find(wanted) == quiet
    assert shelf.find("a loud july") == saves / "first-try.yaml"
    assert shelf.find("ферри") == saves / "ферри.yaml"
    assert shelf.find("the record") == recorded / "the-record.yaml"
    put(saves, "the record")
    assert shelf.find("the-record") == saves / "the-record.yaml"
    with pytest.raises(NoSuchRun, match='there is no run "a quiet Jule"; did you mean "a quiet July"'):
        shelf.find("a quiet Jule")
    for nonsense in ("", "\0", "x" * 5000, str(tmp_path)):
        with pytest.raises(NoSuchRun):
            shelf.find(nonsense)
    second = put(saves, "A quiet, July")
    put(saves, "a loud July")
    with pytest.raises(ManySuchRuns, match="first-try, a-loud-july"):
        shelf.find("a loud July")
    assert shelf.find("a-quiet-july-2") == second


def test_what_was_thrown_away_can_be_brought_back(shelf: Shelf, saves: Path) -> None:
    path = shelf.find("first-try")
    away = shelf.throw_away(path)
    assert away == saves / "trash" / "first-try.yaml"
    assert not path.exists()
    assert shelf.bring_back(away) == path
    assert shelf.throw_away(path) == away
    put(saves, "first try")
    assert shelf.bring_back(away) == saves / "first-try-2.yaml"


def test_a_damaged_file_that_can_be_played_says_what_is_wrong(shelf: Shelf, saves: Path) -> None:
    path = saves / "first-try.yaml"
    path.write_text(path.read_text() + "- {state: [}\n- undo\n")
    saved = shelf.look(path)
    assert saved.damaged and not saved.broken


def test_a_fork_shares_the_first_steps_that_stand(shelf: Shelf, saves: Path) -> None:
    path = shelf.fork(shelf.find("a-quiet-july"), 1)
    assert path == saves / "a-quiet-july-from-step-1.yaml"
    record = read_run_file(path)
    assert record.lines == (ONE,)
    assert record.header is not None
    assert (record.header.parent_run, record.header.parent_step) == ("a-quiet-july", 1)
    assert read_run_file(shelf.fork(shelf.find("the record"), 0, "mine")).lines == ()
    with pytest.raises(NoSuchStep, match="2 steps"):
        shelf.fork(shelf.find("a-quiet-july"), 3)
    (saves / "letter.yaml").write_text("dear: Misha\n")
    with pytest.raises(ShelfError, match="no run file"):
        shelf.fork(saves / "letter.yaml", 0)


def test_renaming_archiving_deleting(shelf: Shelf, saves: Path) -> None:
    path = shelf.find("first-try")
    before = path.read_bytes()
    assert shelf.rename(path, " the\n third ") == "the third"
    assert path.read_bytes() == before + b"- {name: the third}\n"
    assert shelf.find("the third") == path
    with pytest.raises(ShelfError):
        shelf.rename(path, " ")
    assert shelf.archive(path) == saves / "archive" / "first-try.yaml"
    put(saves, "first try")
    assert shelf.archive(shelf.find("first-try")) == saves / "archive" / "first-try-2.yaml"
    shelf.delete(shelf.find("a-quiet-july"))
    assert [saved.name for saved in shelf.runs()] == ["Ферри"]


def test_a_note_is_a_line_at_the_end(shelf: Shelf) -> None:
    path = shelf.find("first-try")
    before = path.read_bytes()
    assert shelf.note(path, " where\n Father stood ") == "where Father stood"
    assert path.read_bytes() == before + b"- {note: where Father stood}\n"
    assert [saved.note for saved in shelf.runs() if saved.path == path] == ["where Father stood"]
    shelf.note(path, "")
    assert [saved.note for saved in shelf.runs() if saved.path == path] == [""]


def test_what_ships_and_what_is_no_run_is_left_alone(shelf: Shelf, saves: Path, tmp_path: Path) -> None:
    shipped = shelf.find("the record")
    assert is_recorded(shipped)
    letter = tmp_path / "letter.txt"
    letter.write_text("dear Misha")
    for path, error in ((shipped, ShippedRun), (letter, ShelfError)):
        for change in (lambda path=path: shelf.rename(path, "x"), lambda path=path: shelf.archive(path)):
            with pytest.raises(error):
                change()
        with pytest.raises(error):
            shelf.delete(path)
        assert path.exists()
    broken = saves / "broken.yaml"
    broken.write_text("?")
    shelf.delete(broken)
    assert not broken.exists()


def test_where_runs_are_kept(tmp_path: Path, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert saves_folder(tmp_path) == tmp_path
    monkeypatch.setenv("OCTOBER_SAVES", str(tmp_path / "here"))
    assert saves_folder() == tmp_path / "here"
    monkeypatch.delenv("OCTOBER_SAVES")
    assert saves_folder() == repo / "saves"
    monkeypatch.setattr(shelf_module, "is_checkout", lambda: False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert saves_folder() == tmp_path / "data" / "october-or-otherwise" / "saves"
