"""The game in a terminal: one app, a screen at a time, sheets over it."""

import gc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.i18n import N_, _
from game.terminal.desk import Desk
from game.terminal.manners import leave_when_left, leave_when_told
from game.terminal.settled import SettledApp

if TYPE_CHECKING:
    from game.play.session import Session
    from game.story.diagnostics import Problem
    from game.story.model import Story
    from game.terminal.replaying import Replaying
    from game.terminal.screens.replay import ReplayScreen

Opened = TypeVar("Opened")


class OctoberApp(SettledApp):
    """Opens on the title, or on the page of a run that it is given."""

    TITLE = "October, or Otherwise"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Leave the game"), show=False, priority=True),
        Binding("ctrl+c", "quit", show=False, system=True),
        Binding("ctrl+z", "suspend_process", N_("Set the game aside; the shell's fg brings it back"), show=False),
    ]
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    App {
        background: $background;
        color: $foreground;
    }
    """

    def __init__(
        self,
        desk: Desk,
        session: "Session | None" = None,
        *,
        resumed: bool = False,
        replay: "ReplayScreen | None" = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._session = session
        self._resumed = resumed
        self._replay = replay
        self._has_title = session is None and replay is None
        self._complained = False

    # What there is to see

    def on_mount(self) -> None:
        """The title, or the run that was given, to play or to read again."""
        leave_when_told(self)
        leave_when_left(self)
        if self._replay is not None:
            self._go(self._replay)
        elif self._session is None:
            self.to_title()
        else:
            from game.terminal.screens.page import PageScreen

            self._go(PageScreen(self._session, resumed=self._resumed))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette reaches."""
        from game.terminal.commands import commands

        return commands(self, screen)

    # Where to go

    def to_title(self) -> None:
        """To the title, from wherever."""
        from game.terminal.screens.title import TitleScreen

        self._has_title = True
        self._go(TitleScreen())

    def show_runs(self) -> None:
        """To the list of runs."""
        from game.terminal.doors import played_path
        from game.terminal.screens.runs import RunsScreen

        if self.story_or_tell(again=True) is not None and not isinstance(self.screen, RunsScreen):
            self.push_screen(RunsScreen(played_path(self)))

    def show_tree(self, lit: Path | None = None) -> None:
        """To all runs as one tree, from the end of one: of `lit`, or of the run that is being played."""
        from game.terminal.doors import played_path
        from game.terminal.screens.tree import TreeScreen

        if self.story_or_tell(again=True) is not None:
            self.push_screen(TreeScreen(played_path(self), lit))

    def show_endings(self) -> None:
        """To the endings, found and not yet."""
        from game.terminal.screens.endings import EndingsScreen

        if self.story_or_tell(again=True) is not None:
            self.push_screen(EndingsScreen())

    def show_settings(self) -> None:
        """To the settings; from there back to what is shown now."""
        from game.terminal.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def begin(self) -> None:
        """A new run of a story: the one there is, or the one the reader takes."""
        stories = self.desk.others()
        if len(stories) > 1:
            from game.terminal.screens.stories import StoriesSheet

            self.push_screen(StoriesSheet(stories), self._take_story)
        else:
            self._note_and_begin()

    def _take_story(self, folder: Path | None) -> None:
        if folder is not None:
            self.desk = self.desk.at(folder)
            self._note_and_begin()

    def _note_and_begin(self) -> None:
        """A new run, once the reader knows what the story has to say first."""
        from game.terminal.screens.sheets import NoteSheet

        story = self.story_or_tell(again=True)
        if story is not None and story.note:
            self.push_screen(NoteSheet(story.note), lambda yes: self._begin() if yes else None)
        elif story is not None:
            self._begin()

    def resume(self, path: Path) -> None:
        """Take up a run."""
        from game.terminal.screens.page import PageScreen

        session = self._opened(path, self.desk.resume)
        if session is not None:
            self._go(PageScreen(session, resumed=True))

    def fork(self, path: Path, step: int, name: str = "") -> None:
        """Begin a run that shares its first `step` choices with the one at `path`, and play it."""
        forked = self._opened(path, lambda path: self.desk.shelf.fork(path, step, name))
        if forked is not None:
            self.resume(forked)

    def replay(self, path: Path, step: int = 0) -> None:
        """Read a run again, from `step` on."""
        from game.terminal.screens.replay import ReplayScreen

        if (replaying := self.replayed(path)) is not None:
            self.push_screen(ReplayScreen(replaying, step))

    def replayed(self, path: Path) -> "Replaying | None":
        """The run at `path`, to be read again; None, having said so, where it cannot be."""
        return self._opened(path, self.desk.replay)

    def compare(self, first: Path, second: Path) -> None:
        """Two runs side by side."""
        from game.terminal.screens.compare import CompareScreen

        a, b = self.replayed(first), self.replayed(second)
        if a is not None and b is not None:
            self.push_screen(CompareScreen(a, b))

    def leave_replay(self) -> None:
        """Back to what the replay lies over; out, if that is nothing."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.leave()

    def _opened(self, path: Path, open: Callable[[Path], Opened]) -> Opened | None:
        """What `open` makes of a run file; or None, having said why it cannot."""
        from game.play.run import StepFailed
        from game.play.session import NotARun
        from game.play.shelf import ShelfError
        from game.story.model import StoryNotInOrder

        try:
            return open(path)
        except (NotARun, ShelfError) as error:
            self.tell(_("{file} cannot be played: {why}.").format(file=path.name, why=error))
        except OSError as error:
            self.tell(_("{file} cannot be read: {why}.").format(file=path.name, why=error.strerror or error))
        except StepFailed as failed:
            self.tell(_("The story has errors in it and cannot be played."), [failed.problem])
        except StoryNotInOrder as error:
            self.tell(_("The story has errors in it and cannot be played."), error.problems)
        return None

    def leave(self) -> None:
        """Back to the title if the game was opened there, else out."""
        if self._has_title:
            self.to_title()
        else:
            self.exit()

    def tell(self, sentence: str, problems: "Sequence[Problem]" = ()) -> None:
        """Say calmly what could not be done."""
        from game.terminal.screens.sheets import trouble_sheet

        self.push_screen(trouble_sheet(sentence, problems))

    def story_or_tell(self, *, again: bool = False) -> "Story | None":
        """The story; or None, having told once (or `again`) why there is none."""
        from game.story.model import StoryNotInOrder

        try:
            return self.desk.story
        except (StoryNotInOrder, OSError) as error:
            if again or not self._complained:
                self._complained = True
                self.tell(_("The story cannot be opened."), getattr(error, "problems", ()))
            return None

    def action_settings(self) -> None:
        """To the settings."""
        self.show_settings()

    def action_keys(self) -> None:
        """The keys of the screen that is shown."""
        from game.terminal.commands import key_rows
        from game.terminal.screens.sheets import KeysSheet, Sheet

        if not isinstance(self.screen, Sheet):
            self.push_screen(KeysSheet(key_rows(self.screen), self.size.width))

    def _begin(self) -> None:
        from game.story.model import StoryNotInOrder
        from game.terminal.screens.page import PageScreen

        try:
            session = self.desk.begin()
        except StoryNotInOrder as error:
            self.tell(_("The story has errors in it and cannot be played."), error.problems)
        else:
            self._go(PageScreen(session))

    def _go(self, screen: Screen[None]) -> None:
        """Put away every sheet, and show another screen. At the bottom lies an empty one of Textual's."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)


def run_app(
    folder: Path,
    saves: Path,
    session: "Session | None" = None,
    *,
    seed: int | None = None,
    name: str = "",
    resumed: bool = False,
    replay: "ReplayScreen | None" = None,
) -> int:
    """Play in this terminal: from the title, or the run that is given. Returns the exit code, or WANTS_PLAIN."""
    app = OctoberApp(Desk(folder, saves, seed=seed, name=name), session, resumed=resumed, replay=replay)
    # What is loaded by now stays for good: the collector need not look at it again while somebody reads.
    gc.freeze()
    gc.enable()
    app.run()
    return app.return_code or 0
