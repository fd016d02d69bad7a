"""How time and memory grow: with the states of a scene, with the choices of a run, with the runs on the shelf."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import engine
from benchmarks.append import HEADER
from benchmarks.keys import played
from benchmarks.load import loading
from benchmarks.measuring import Growth, alone, interleaved, microseconds, milliseconds, seconds, thousands
from benchmarks.memory import held
from benchmarks.synthetic import write_story
from game.play.replay import replay
from game.play.run import Run
from game.play.runfile import RunFile, read_run_file
from game.play.runlines import Chosen, Header
from game.play.session import Session
from game.play.shelf import Shelf
from game.story.loader import load_story
from game.story.model import Story

STATES = (100, 1_000, 10_000)
CHOICES = (10, 100, 1_000, 10_000)
RUNS = (10, 100, 1_000, 10_000)
ROUNDS = 5
BACK = 10
APPENDED = 200
IN_A_RUN = 50
"""Choices in each run on the shelf."""


def rows(folder: Path) -> Iterator[Growth]:
    """Three tables, a line a size."""
    yield of_states(folder)
    yield of_choices(folder)
    yield of_runs(folder)


def of_states(folder: Path) -> Growth:
    """A scene of ever more states: speed, loading, memory."""
    folders = [write_story(folder / f"growth-{count}", count) for count in STATES]
    stories = [load_story(one) for one in folders]
    taken = interleaved(*[partial(engine.timed, story) for story in stories], rounds=ROUNDS)
    lines = []
    for count, source, time in zip(STATES, folders, taken, strict=True):
        load = median(alone(loading, source) for _ in range(ROUNDS))
        loaded, used = alone(held, source)
        size = (source / "scene-0.yaml").stat().st_size
        rate = thousands(engine.CHOICES / time)
        memory = f"{loaded / 1e6:.1f} MB, {loaded / size:.1f} x the file"
        lines.append((f"{count:,}", rate, milliseconds(load), memory, f"{used / 1e6:.1f} MB"))
    return Growth(
        "States of a scene",
        ("states", "choices a second", "load", "memory loaded", "played"),
        tuple(lines),
        "10,000 choices each; loaded in a new process, to the first page; played is after 20,000 choices",
    )


def of_choices(folder: Path) -> Growth:
    """Ever longer runs: to replay, to append to, to take back."""
    source = write_story(folder / "growth-run", 1_000)
    sessions = [played(source, folder / f"growth-run-{count}", count) for count in CHOICES]
    story = load_story(source)
    replayed = interleaved(*[_replaying(story, session) for session in sessions], rounds=ROUNDS)
    appended = interleaved(*[_appending(session) for session in sessions], rounds=ROUNDS)
    undone = interleaved(*[_undoing(session.run) for session in sessions], rounds=ROUNDS)
    lines = [
        (f"{count:,}", milliseconds(again), microseconds(append), microseconds(undo))
        for count, again, append, undo in zip(CHOICES, replayed, appended, undone, strict=True)
    ]
    return Growth(
        "Choices of a run",
        ("choices", "replay", "append one", "undo one"),
        tuple(lines),
        "a replay, and so a resume, reads the file and plays each choice again; undo with what is offered then",
    )


def of_runs(folder: Path) -> Growth:
    """Ever more runs on the shelf: the newest, which the title shows, and the whole list."""
    shelves = [Shelf(_shelved(folder / f"growth-shelf-{count}", count)) for count in RUNS]
    newest = interleaved(*[partial(seconds, shelf.newest) for shelf in shelves], rounds=ROUNDS)
    listed = interleaved(*[partial(seconds, shelf.runs) for shelf in shelves], rounds=ROUNDS)
    lines = [
        (f"{count:,}", milliseconds(one), milliseconds(all_), microseconds(all_ / count))
        for count, one, all_ in zip(RUNS, newest, listed, strict=True)
    ]
    return Growth(
        "Runs on the shelf",
        ("runs", "the newest", "all", "each"),
        tuple(lines),
        f"{IN_A_RUN} choices in each; the newest is what the title shows, all is the list of runs",
    )


def _replaying(story: Story, session: Session) -> Callable[[], float]:
    path = session.path
    assert path is not None
    return lambda: seconds(lambda: replay(story, read_run_file(path)))


def _appending(session: Session) -> Callable[[], float]:
    """Lines behind those that a file has; the file has as many as before when it is done."""
    path = session.path
    assert path is not None
    line = Chosen("scene-0.s0", "c0", "0123abcd")

    def append() -> float:
        size = path.stat().st_size
        file = RunFile.append_to(path)
        taken = seconds(lambda: [file.append(line) for _ in range(APPENDED)]) / APPENDED
        file.close()
        with path.open("r+b") as kept:
            kept.truncate(size)
        return taken

    return append


def _undoing(run: Run) -> Callable[[], float]:
    """Choices taken back; the run stands where it stood when they are taken again."""

    def undo() -> None:
        for _ in range(BACK):
            run.undo()
            assert run.options

    def measured() -> float:
        taken = seconds(undo) / BACK
        for _ in range(BACK):
            run.redo()
        return taken

    return measured


def _shelved(saves: Path, count: int) -> Path:
    lines = [Chosen(f"scene-0.s{number}", "c0", f"{number:06x}ab") for number in range(IN_A_RUN)]
    started = datetime(2017, 11, 7, tzinfo=UTC)
    for number in range(count):
        header = Header(HEADER.story, name=f"Run {number}", started=started + timedelta(minutes=number))
        RunFile.create(saves, header, lines).close()
    return saves
