"""The app of the workbench: the game's own, with another screen."""

import subprocess
from collections.abc import Iterable

from textual.app import SuspendNotSupported, SystemCommand
from textual.screen import Screen

from game.i18n import _
from game.terminal.app import OctoberApp
from game.terminal.commands import setting_commands
from game.terminal.desk import Desk
from game.terminal.workbench.bench import Bench
from game.terminal.workbench.editor import NoEditor, command, editor_words, is_windowed
from game.terminal.workbench.screen import Workbench


class AuthorApp(OctoberApp):
    """Opens on the workbench."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(Desk(bench.folder, bench.saves))
        self.bench = bench

    def to_title(self) -> None:
        """There is no title here, but the workbench."""
        self._go(Workbench(self.bench))

    @property
    def workbench(self) -> Workbench:
        """The screen that lies under all sheets."""
        return next(screen for screen in self.screen_stack if isinstance(screen, Workbench))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette reaches."""
        bench = self.workbench
        yield SystemCommand(_("Edit"), _("Your editor, at the lit problem or at this state"), bench.action_edit)
        yield SystemCommand(_("Go to"), _("A state by its name"), bench.action_go_to)
        yield SystemCommand(_("How do I get here?"), _("The shortest way, as a run file too"), bench.action_way)
        yield SystemCommand(_("Playtest"), _("Play by chance, in the background"), bench.action_playtest)
        yield SystemCommand(_("End"), _("The search or the playtest"), bench.action_enough)
        yield SystemCommand(_("Back"), _("Before the last choice, or where the page was"), bench.action_back)
        yield SystemCommand(_("Page alone"), _("Or all of the workbench"), bench.action_alone)
        yield from setting_commands(self, "theme", "width", "motion")
        yield SystemCommand(_("Keys"), _("The keys of this screen"), self.action_keys)
        yield SystemCommand(_("Leave"), _("Your files are as you saved them"), self.exit)

    def open_editor(self, file: str, line: int, column: int = 1) -> None:
        """Open the author's editor; the screen is its own again when that is done."""
        try:
            words = editor_words()
        except NoEditor as none:
            self.workbench.say(str(none))
            return
        try:
            self._edit(command(words, file, line, column), windowed=is_windowed(words))
        except OSError as error:
            why = error.strerror or str(error)
            self.workbench.say(_("{editor} cannot be started: {why}.").format(editor=words[0], why=why))
        self.bench.look_again()

    def _edit(self, words: list[str], *, windowed: bool) -> None:
        if windowed:
            subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return
        try:
            with self.suspend():
                subprocess.run(words, check=False)
        except SuspendNotSupported:
            subprocess.run(words, check=False, stdin=subprocess.DEVNULL, capture_output=True)


def run_workbench(bench: Bench) -> int:
    """Open the workbench in this terminal. Returns the exit code."""
    app = AuthorApp(bench)
    app.run()
    return app.return_code or 0
