"""What the runs and the tree share: a run on the shelf is named, noted, put away, brought back and exported."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal, Protocol, TypeVar

from textual.binding import Binding, BindingType

from game.i18n import N_, _
from game.terminal.sanitise import one_line
from game.terminal.screens.ask import AskSheet
from game.terminal.screens.listing import Listing

Changed = TypeVar("Changed")


class OnShelf(Protocol):
    """A run as a list knows it."""

    @property
    def path(self) -> Path:
        """Its file."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def note(self) -> str:
        """What the player wrote about it."""

    @property
    def recorded(self) -> bool:
        """Whether it ships with the game."""


class RunListing(Listing):
    """A list whose lit line may stand for a run, to be read or to be found in the tree."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("T", "transcript", N_("The transcript of this run"))]

    @property
    @abstractmethod
    def run_here(self) -> OnShelf | None:
        """The run that is lit, be it broken."""

    def action_tree(self) -> None:
        """All runs as one tree, at this one."""
        if (kept := self.run_here) is not None:
            self.app.show_tree(kept.path)

    def action_transcript(self) -> None:
        """All that was read in this run."""
        if (kept := self.run_here) is not None:
            self.show_transcript(kept.path)

    def show_transcript(self, path: Path, step: int | None = None) -> None:
        """All that was read in the run at `path`, from its end or from `step`."""
        from game.terminal.screens.transcript import TranscriptScreen
        from game.terminal.transcript import read_of

        if (replaying := self.app.replayed(path)) is not None:
            self.app.push_screen(TranscriptScreen(read_of(replaying.run), replaying.name, path.stem, step))


class Shelving(RunListing):
    """A list of runs, one of them lit; what is deleted or archived can be had back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "name", N_("Name the run")),
        Binding("o", "note", N_("Write a note about it")),
        Binding("a", "archive", N_("Put it away into the archive")),
        Binding("d", "delete", N_("Delete it; u brings it back")),
        Binding("u", "bring_back", N_("Bring back what was deleted or archived last")),
        Binding("x", "export", N_("Export it, as a file of its own")),
    ]

    def __init__(self, current: Path | None = None) -> None:
        """`current` is the run that is being played."""
        super().__init__()
        self._current = current
        self._news = ""

    @property
    @abstractmethod
    def no_run_here(self) -> str:
        """Why there is none, where there is none."""

    @abstractmethod
    def shelf_changed(self, before: Path | None, now: Path | None) -> None:
        """The run that lay at `before` lies at `now`; None: it is not, or was not, among the others."""

    def action_name(self) -> None:
        """Call the run something else."""
        if (kept := self._own()) is not None:
            self.app.push_screen(AskSheet(_("What is this run called?"), kept.name), partial(self._rename, kept.path))

    def _rename(self, path: Path, name: str | None) -> None:
        if name and self._tried(lambda: self._written(path, "rename", name)):
            self.shelf_changed(path, path)

    def action_note(self) -> None:
        """Write a note about the run; an empty one takes it away."""
        if (kept := self._own()) is not None:
            self.app.push_screen(AskSheet(_("A note about this run:"), kept.note), partial(self._annotate, kept.path))

    def _annotate(self, path: Path, note: str | None) -> None:
        if note is not None and self._tried(lambda: self._written(path, "note", note)):
            self.shelf_changed(path, path)

    def _written(self, path: Path, what: Literal["rename", "note"], words: str) -> bool:
        """Write a name or a note into a run's file; into that of the run being played, by who plays it."""
        from game.terminal.doors import played

        session = played(self.app)
        if session is not None and path == self._current:
            (session.rename if what == "rename" else session.note)(words)
        else:
            shelf = self.app.desk.shelf
            (shelf.rename if what == "rename" else shelf.note)(path, words)
        return True

    def action_archive(self) -> None:
        """Put the run away."""
        self._put_away(self.app.desk.shelf.archive, _("{name} is in the archive now. u brings it back."))

    def action_delete(self) -> None:
        """Put the run into the trash."""
        self._put_away(self.app.desk.shelf.throw_away, _("{name} is deleted. u brings it back."))

    def _put_away(self, put: Callable[[Path], Path], told: str) -> None:
        kept = self._own(at_rest=True)
        if kept is not None and (away := self._tried(lambda: put(kept.path))) is not None:
            self.app.desk.away.append(away)
            self._news = told.format(name=one_line(kept.name) or one_line(kept.path.stem))
            self.shelf_changed(kept.path, None)

    def action_bring_back(self) -> None:
        """Bring back what was put away last."""
        if not self.app.desk.away:
            self.about(_("Nothing was deleted or archived since the game was opened."))
        elif (now := self._tried(lambda: self.app.desk.shelf.bring_back(self.app.desk.away[-1]))) is not None:
            self.app.desk.away.pop()
            self._news = _("It is back.")
            self.shelf_changed(None, now)

    def action_export(self) -> None:
        """Write the run to a file elsewhere; in a browser it is a download."""
        kept = self.run_here
        if kept is not None and self.app.is_web:
            from game.terminal.export import handed_over

            self.about(handed_over(self.app, kept.path, kept.path.name))
        elif kept is not None:
            self.app.push_screen(
                AskSheet(_("Where to?"), str(Path.cwd() / kept.path.name)), lambda to: self._export(kept.path, to)
            )
        else:
            self.about(self.no_run_here)

    def describe(self, *parts: str | tuple[str, str]) -> None:
        """Say what there is to say of the lit line; once, what came of a change instead."""
        news, self._news = self._news, ""
        self.about(*((news,) if news else parts))

    def _export(self, path: Path, to: str | None) -> None:
        if to:
            from game.terminal.export import exported

            self.about(exported(path, Path(to)))

    def _own(self, *, at_rest: bool = False) -> OnShelf | None:
        """The run that is lit, if it is the player's, and perhaps not the one that is being played."""
        kept = self.run_here
        if kept is None:
            self.about(self.no_run_here)
        elif kept.recorded:
            self.about(_("This run ships with the game; f makes one of your own from it."))
        elif at_rest and kept.path == self._current:
            self.about(_("This is the run you are playing."))
        else:
            return kept
        return None

    def _tried(self, change: Callable[[], Changed]) -> Changed | None:
        """What a change of the shelf gives; None, having said why, where it cannot be made."""
        from game.play.shelf import ShelfError

        try:
            return change()
        except (ShelfError, OSError) as error:
            self.app.tell(_("That could not be done: {why}.").format(why=getattr(error, "strerror", None) or error))
            return None
