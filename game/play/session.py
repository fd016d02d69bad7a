"""A run being played and its file, kept together: a choice is in the file before its page is shown.

Where writing fails, play goes on: `trouble` says why, what was written stays unharmed, and what was not is
written as soon as it can be, tried again at each move and on leaving. A run whose file was deleted is written
anew.
"""

from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.i18n import _
from game.play.page import Turn
from game.play.run import DEFAULT_SEED, Run
from game.play.runfile import RunFile, read_run_file
from game.play.runlines import Chosen, Ended, Header, Named, Noted, RunLine, Undone, standing, tidy_name
from game.play.shelf import branch_header, is_recorded, saves_folder
from game.story.model import Story

if TYPE_CHECKING:
    from game.play.replay import Replay
    from game.play.runread import Record


class NotARun(Exception):
    """A file that cannot be played from; its message says why, and ends without a full stop."""


class Session:
    """A run, the file it is kept in, and what the player should be told."""

    def __init__(self, run: Run, saves: Path, header: Header, name: str = "", lines: tuple[RunLine, ...] = ()) -> None:
        """Use `new` or `resume`. `lines` are what the run's file holds, or will hold, behind its header."""
        self.run = run
        self.name = name or header.name
        self.trouble = ""
        self.told: tuple[str, ...] = ()
        self._saves = saves
        self._header = header
        self._lines = list(lines)
        self._pending: deque[RunLine] = deque()
        self._file: RunFile | None = None
        self._closed = False

    @classmethod
    def new(cls, story: Story, saves: Path, *, start: str = "", seed: int | None = None, name: str = "") -> "Session":
        """A new run at `start` (the story's first scene unless told), kept in `saves`.

        Raises NoSuchPlace, StepFailed or StoryNotInOrder; never for its file, which `trouble` tells of.
        """
        run = Run.begin(story, start, DEFAULT_SEED if seed is None else seed)
        header = Header(
            story=story.id,
            version=story.version,
            seed=run.seed,
            start=run.start,
            preset=run.preset,
            name=tidy_name(name) or tidy_name(run.scene.title) or "run",
            started=datetime.now(UTC).replace(microsecond=0),
            alone=run.alone,
        )
        session = cls(run, saves, header)
        session._write()
        return session

    @classmethod
    def resume(cls, story: Story, path: Path, saves: Path | None = None) -> "Session":
        """The run kept at `path`, to go on in the same file.

        When the story has changed, or the run ships with the game, is being played elsewhere or cannot be
        written, it goes on from the last step that holds in a new file, in `saves` or the usual folder, and
        the old one stays as it was. Raises NotARun, StepFailed, StoryNotInOrder, or OSError for a file that
        cannot be read.
        """
        from game.play.replay import replay

        file, why = _open(path)
        try:
            record = _read(story, path)
            replayed = replay(story, record)
        except BaseException:
            if file is not None:
                file.close()
            raise
        told = _told_of(record, path)
        why = _why_not_here(replayed, record, path) or why
        if file is not None and not why:
            assert record.header is not None
            session = cls(replayed.run, path.parent, record.header, record.name, record.lines)
            session._file = file
            session._end_if_over(standing(record.lines).ended is not None)
        else:
            if file is not None:
                file.close()
            session = cls._branch(replayed.run, record, path, saves or saves_folder())
            told += [why, session._told_of_branch()]
        session.told = tuple(told)
        return session

    @classmethod
    def _branch(cls, run: Run, record: "Record", path: Path, saves: Path) -> "Session":
        """What holds of the run, in a file of its own."""
        header = branch_header(record, path.stem, run.step)._replace(
            version=run.story.version,
            start=run.start,
            seed=run.seed,
            preset=run.preset,
            alone=run.alone,
        )
        session = cls(run, saves, header, lines=standing(record.lines).choices[: run.step])
        session._write()
        session._end_if_over(False)
        return session

    @property
    def path(self) -> Path | None:
        """Where the run is kept; None while no file could be made."""
        return self._file.path if self._file else None

    def choose(self, choice: str) -> Turn:
        """Take an open choice and write it down. Raises what `Run.choose` does, the run left as it was."""
        state, digest, scene = self.run.here, self.run.digest(), self.run.scene.id
        turn = self.run.choose(choice)
        self._took(Chosen(state, choice, digest), scene)
        return turn

    def undo(self) -> None:
        """Take back the last choice. Raises NothingToUndo."""
        self.run.undo()
        self._keep(Undone())

    def redo(self) -> Turn:
        """Take the choice again that was taken back last. Raises NothingToRedo."""
        state, digest, scene = self.run.here, self.run.digest(), self.run.scene.id
        turn = self.run.redo()
        self._took(Chosen(state, self.run.choices[-1][1], digest), scene)
        return turn

    def rename(self, name: str) -> None:
        """Call the run `name`; its file keeps its own. An empty name changes nothing."""
        if tidied := tidy_name(name):
            self.name = tidied
            self._keep(Named(tidied))

    def note(self, note: str) -> None:
        """Write a note about the run; an empty one takes it away."""
        self._keep(Noted(tidy_name(note)))

    def close(self) -> None:
        """Write what is not written yet, have it on the disk, and let go of the file; once is enough."""
        if self._closed:
            return
        self._write()
        self._sync()
        self._closed = True
        if self._file is not None:
            self._file.close()

    @property
    def unwritten(self) -> int:
        """How many moves are not in the file."""
        return len(self._pending) if self._file else len(self._lines)

    def _took(self, line: Chosen, scene: str) -> None:
        self._keep(line)
        self._end_if_over(False)
        if self.run.over or self.run.scene.id != scene:
            self._sync()

    def _end_if_over(self, told: bool) -> None:
        if self.run.over and not told:
            end = self.run.ending.id if self.run.ending else self.run.outcome
            self._keep(Ended(end, self.run.digest()))

    def _keep(self, line: RunLine) -> None:
        self._lines.append(line)
        self._pending.append(line)
        self._write()

    def _write(self) -> None:
        """Bring the file up to the run, or say in `trouble` why that could not be."""
        try:
            self._append()
        except OSError as error:
            self.trouble = self._cannot(error)
        else:
            self.trouble = ""

    def _append(self) -> None:
        if self._file is not None and self._file.gone:
            self._file.close()
            self._file = None
        if self._file is None:
            self._file = RunFile.create(self._saves, self._header, self._lines)
            self._pending.clear()
        while self._pending:
            self._file.append(self._pending[0])
            self._pending.popleft()

    def _sync(self) -> None:
        if self._file is not None:
            try:
                self._file.sync()
            except OSError as error:
                self.trouble = self._cannot(error)

    def _told_of_branch(self) -> str:
        step, path = self.run.step, self.path
        if path is None:
            return _("The run goes on from step {step}.").format(step=step)
        return _("The run goes on from step {step} in {path}.").format(step=step, path=path)

    def _cannot(self, error: OSError) -> str:
        return _("This run is not being kept: {path} cannot be written ({error}).").format(
            path=self.path or self._saves, error=_words(error)
        )


def _open(path: Path) -> tuple[RunFile | None, str]:
    """The file at `path`, held before it is read, so that nobody else writes it; or why it cannot be written."""
    try:
        return RunFile.append_to(path), ""
    except FileNotFoundError:
        raise
    except OSError as error:
        return None, _("{path} cannot be written ({error}).").format(path=path, error=_words(error))


def _read(story: Story, path: Path) -> "Record":
    """The record at `path`, if it is one of this story. Raises NotARun."""
    record = read_run_file(path)
    if record.header is None:
        raise NotARun(record.problems[0].reason)
    if record.header.story != story.id:
        raise NotARun(_('it is a run of the story "{story}"').format(story=record.header.story))
    return record


def _told_of(record: "Record", path: Path) -> list[str]:
    """What of the file could not be read, in sentences."""
    line = _("{path}, line {line}, cannot be read and is left out: {reason}.")
    told = [line.format(path=path, line=one.line, reason=one.reason) for one in record.problems]
    if record.torn:
        told.append(_("The last line of {path} was cut off and is left out.").format(path=path))
    return told


def _why_not_here(replayed: "Replay", record: "Record", path: Path) -> str:
    """Why the run cannot go on in the file at `path`, in a sentence; empty if it may."""
    if replayed.divergence is not None:
        return _("{path} holds up to step {step} only: {reason}.").format(
            path=path, step=replayed.run.step, reason=replayed.divergence.reason
        )
    if record.unfinished:
        return _("{path} is not read to its end: it is too large, or too much of it is broken.").format(path=path)
    return _("{path} ships with the game.").format(path=path) if is_recorded(path) else ""


def _words(error: OSError) -> str:
    return error.strerror or str(error)
