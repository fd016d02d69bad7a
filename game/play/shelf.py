"""The shelf: where runs are kept, what stands there, and how one is found, forked and put away.

A player's own runs are the files of the saves folder; the runs that ship with the game lie apart, and are
there to look at, replay and fork. A file that cannot be played from is listed as broken: nothing is hidden.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.bundled import CHECKOUT, is_checkout, recorded_root
from game.i18n import _
from game.play.runfile import SUFFIX, RunFile, read_run_file
from game.play.runlines import Header, Named, Noted, RunLine, standing, tidy_name
from game.story.diagnostics import did_you_mean

if TYPE_CHECKING:
    from game.play.runread import Record

ARCHIVE, TRASH = "archive", "trash"
_LONG_AGO = datetime.fromtimestamp(0, UTC)


class ShelfError(Exception):
    """What was asked of the shelf cannot be done; the message says why, without a full stop."""


class NoSuchRun(ShelfError):
    """No run is called so."""


class ManySuchRuns(ShelfError):
    """More than one run is called so."""


class NoSuchStep(ShelfError):
    """A run has fewer steps than were asked for."""


class ShippedRun(ShelfError):
    """A run that ships with the game is not the player's to change."""


class Saved(NamedTuple):
    """A run on the shelf. `scene` is where its last choice was taken; `broken` is why it cannot be played.

    `played` is when its file was last written.
    """

    path: Path
    name: str
    story: str
    scene: str
    step: int
    ending: str
    parent: str
    started: datetime
    recorded: bool = False
    broken: str = ""
    note: str = ""
    played: datetime = _LONG_AGO
    damaged: str = ""


def saves_folder(explicit: Path | None = None) -> Path:
    """`explicit`, else OCTOBER_SAVES, else `saves/` in a checkout, else a folder among the user's data."""
    if explicit is not None:
        return explicit
    if from_environment := os.environ.get("OCTOBER_SAVES"):
        return Path(from_environment)
    if is_checkout():
        return CHECKOUT / "saves"
    from platformdirs import user_data_path

    return user_data_path("october-or-otherwise", appauthor=False) / "saves"


def is_recorded(path: Path) -> bool:
    """Whether it is one of the runs that ship with the game."""
    return path.resolve().parent == recorded_root().resolve()


class Shelf:
    """The runs in a folder, and those that ship; of one story, or of all when `story` is empty."""

    def __init__(self, saves: Path, story: str = "") -> None:
        """The shelf in the folder `saves`, which need not be there yet."""
        self.saves = saves
        self.story = story

    def runs(self) -> list[Saved]:
        """The player's own, newest first."""
        return sorted(self.last_played(), key=lambda one: (one.started, one.path.name), reverse=True)

    def last_played(self) -> Iterator[Saved]:
        """The player's own, the one last played first; each is read when it is asked for, so the first costs little."""
        return self._each(_last_written_first(self.saves))

    def newest(self) -> Saved | None:
        """Of the player's own that can be played, the one last played."""
        return next((saved for saved in self.last_played() if not saved.broken), None)

    def recorded(self) -> list[Saved]:
        """Those that ship with the game, by name."""
        return list(self._each(sorted(_run_files(recorded_root())), recorded=True))

    def look(self, path: Path) -> Saved:
        """What there is to say of one file of the player's."""
        return _saved(path, recorded=False)

    def find(self, wanted: str) -> Path:
        """The run that `wanted` names: a path, a file's name with or without suffix, or the name of a run.

        A file's name comes before a run's, and the player's own before those that ship. Raises NoSuchRun or
        ManySuchRuns.
        """
        with suppress(OSError, ValueError):
            if (path := Path(wanted)).is_file():
                return path
            if not self.story and (own := self._file_called(wanted)) is not None:
                return own
        known: list[str] = []
        for shelf in (self.runs(), self.recorded()):
            for saved in shelf:
                if wanted in (saved.path.name, saved.path.stem):
                    return saved.path
            called = [saved.path for saved in shelf if saved.name.casefold() == wanted.casefold()]
            if len(called) > 1:
                stems = ", ".join(path.stem for path in called)
                message = _('more than one run is called "{name}": {stems}')
                raise ManySuchRuns(message.format(name=wanted, stems=stems))
            if called:
                return called[0]
            known += [name for saved in shelf for name in (saved.path.stem, saved.name)]
        message = _('there is no run "{name}"').format(name=wanted)
        hint = did_you_mean(wanted, known)
        raise NoSuchRun(f"{message}; {hint}" if hint else message)

    def fork(self, path: Path, step: int, name: str = "") -> Path:
        """A new run that shares the first `step` choices that stand in the run at `path`; where it is kept.

        Raises NoSuchStep, ShelfError for a file that is no run, or OSError.
        """
        record = read_run_file(path)
        if record.header is None:
            raise ShelfError(f"{path}: {record.problems[0].reason}")
        choices = standing(record.lines).choices
        if step > len(choices):
            raise NoSuchStep(_("the run has {count} steps that stand").format(count=len(choices)))
        header = branch_header(record, path.stem, step, name)
        file = RunFile.create(self.saves, header, choices[:step])
        try:
            file.sync()
        finally:
            file.close()
        return file.path

    def rename(self, path: Path, name: str) -> str:
        """Call the run at `path` `name`, by a line at its end; the name as it was tidied."""
        self._need_own(path)
        tidied = tidy_name(name)
        if not tidied:
            raise ShelfError(_("a run needs a name"))
        self._append(path, Named(tidied))
        return tidied

    def note(self, path: Path, note: str) -> str:
        """Write a note about the run at `path`, by a line at its end, or take it away; the note as it was tidied."""
        self._need_own(path)
        tidied = tidy_name(note)
        self._append(path, Noted(tidied))
        return tidied

    def _append(self, path: Path, line: RunLine) -> None:
        """Add a line that is no play: the run keeps the time at which it was last played, where that can be set."""
        file = RunFile.append_to(path)
        try:
            before = path.stat()
            file.append(line)
            file.sync()
        finally:
            file.close()
        with suppress(OSError):
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def archive(self, path: Path) -> Path:
        """Put the run at `path` away, into the folder `archive` of the shelf; where it is then."""
        return self._put(path, self.saves / ARCHIVE)

    def throw_away(self, path: Path) -> Path:
        """Put the run at `path` into the folder `trash` of the shelf, from which it can be had back; where it is."""
        return self._put(path, self.saves / TRASH)

    def bring_back(self, path: Path) -> Path:
        """Put a run that was archived or thrown away among the others again; where it is then."""
        return self._put(path, self.saves)

    def _put(self, path: Path, folder: Path) -> Path:
        """Move a run to a folder of the shelf, under a number where its name is taken."""
        self._need_own(path)
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            target = folder / (path.name if number == 1 else f"{path.stem}-{number}{path.suffix}")
            if not target.exists():
                return path.rename(target)
            number += 1

    def delete(self, path: Path) -> None:
        """Delete the run at `path` for good."""
        self._need_own(path)
        path.unlink()

    def _need_own(self, path: Path) -> None:
        """Raise unless the file at `path` is the player's: a run, or at least a file of the shelf."""
        if is_recorded(path):
            raise ShippedRun(_("{path} ships with the game; fork it instead").format(path=path))
        saves = self.saves.resolve()
        on_the_shelf = path.suffix == SUFFIX and path.resolve().parent in (saves, saves / ARCHIVE, saves / TRASH)
        if not on_the_shelf and (record := read_run_file(path)).header is None:
            raise ShelfError(f"{path}: {record.problems[0].reason}")

    def _file_called(self, name: str) -> Path | None:
        """The player's own run whose file has that name, with or without suffix: found without reading any."""
        for file in (name, f"{name}{SUFFIX}"):
            path = self.saves / file
            if file == path.name and path.suffix == SUFFIX and path.exists():
                return path
        return None

    def _each(self, paths: Iterable[Path], *, recorded: bool = False) -> Iterator[Saved]:
        """The runs of this shelf's story among the files, read one by one, and those that are broken."""
        for path in paths:
            saved = _saved(path, recorded=recorded)
            if not self.story or saved.story in ("", self.story):
                yield saved


def branch_header(record: "Record", parent: str, step: int, name: str = "") -> Header:
    """The header of a run that leaves `record`'s after `step`; `parent` is the stem of its file."""
    assert record.header is not None
    usual = _("{name}, from step {step}").format(name=record.name or parent, step=step)
    return record.header._replace(
        name=tidy_name(name) or tidy_name(usual),
        started=datetime.now(UTC).replace(microsecond=0),
        parent_run=parent,
        parent_step=step,
    )


def _run_files(folder: Path) -> list[Path]:
    """The files of a folder that are named as runs are; none where there is no such folder."""
    try:
        return [path for path in folder.iterdir() if path.suffix == SUFFIX]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _last_written_first(folder: Path) -> Iterator[Path]:
    """The run files of a folder: their names and times are asked of it, and each file only as it is met."""
    try:
        with os.scandir(folder) as entries:
            written = sorted(
                ((_written_at(one), one.name) for one in entries if one.name[1:].endswith(SUFFIX)), reverse=True
            )
    except (FileNotFoundError, NotADirectoryError):
        return
    for _time, name in written:
        yield folder / name


def _written_at(entry: os.DirEntry[str]) -> int:
    """When a file was last written, in nanoseconds; long ago, where that cannot be told."""
    try:
        return entry.stat().st_mtime_ns
    except OSError:
        return 0


def _date(seconds: float) -> datetime:
    """The date of a file's time; long ago, if a clock that was badly off wrote a year no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OSError, OverflowError, ValueError):
        return _LONG_AGO


def _saved(path: Path, *, recorded: bool) -> Saved:
    written = _LONG_AGO
    try:
        written = _date(path.stat().st_mtime)
        record = read_run_file(path)
    except OSError as error:
        return _broken(path, written, error.strerror or str(error), recorded=recorded)
    header = record.header
    if header is None:
        return _broken(path, written, record.problems[0].reason, recorded=recorded)
    stand = standing(record.lines)
    last = stand.choices[-1].state if stand.choices else header.start
    return Saved(
        path=path,
        name=record.name or path.stem,
        story=header.story,
        scene=last.partition(".")[0],
        step=len(stand.choices),
        ending=stand.ended.end if stand.ended else "",
        parent=header.parent_run,
        started=header.started or written.replace(microsecond=0),
        recorded=recorded,
        note=record.note,
        played=written,
        damaged=record.problems[0].reason if record.problems else "",
    )


def _broken(path: Path, written: datetime, why: str, *, recorded: bool) -> Saved:
    started = written.replace(microsecond=0)
    return Saved(path, path.stem, "", "", 0, "", "", started, recorded, why, played=written)
