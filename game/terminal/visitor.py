"""The game as a visitor of `october serve` has it: a process of her own, in a folder of her own.

    python -m game.terminal.visitor STORY FOLDER

It speaks to the server through its standard streams. All that is kept lies in FOLDER: her runs, her settings,
and which run she was reading, so that a page that is loaded anew opens where it was.
"""

import gc
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.driver import Driver
from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp
from textual.screen import Screen

from game.terminal.app import OctoberApp
from game.terminal.confined import confine
from game.terminal.desk import Desk

if TYPE_CHECKING:
    from game.play.session import Session

SAVES = Path("runs")
"""Within the visitor's folder, where the process stands: no page shows a path of the server's."""
CONFIG = Path("settings")
READING = Path("reading")
"""Holds the name of the run that is on the page, while one is."""
PATIENCE = 10.0
"""Seconds that the game has to leave once the server is gone."""


class VisitorDriver(WebDriver):
    """textual-serve's driver, that leaves when the server does, be it killed."""

    def __init__(self, app: OctoberApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._write = partial(_write_while_heard, self.fileno)

    def run_input_thread(self) -> None:
        """Read until the server says no more; then there is nobody to play for."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
            if not self.exit_event.wait(PATIENCE):
                os._exit(1)  # every choice is in its file already


class VisitorApp(OctoberApp):
    """The game, that remembers which run is on the page."""

    def __init__(self, desk: Desk, session: "Session | None") -> None:
        super().__init__(desk, session, resumed=session is not None)
        self._has_title = True

    def get_driver_class(self) -> type[Driver]:
        """A browser's."""
        return VisitorDriver

    def _go(self, screen: Screen[None]) -> None:
        from game.terminal.screens.page import PageScreen

        path = screen.session.path if isinstance(screen, PageScreen) else None
        with suppress(OSError):
            if path is not None:
                READING.write_text(path.name, encoding="utf-8")
            else:
                READING.unlink(missing_ok=True)
        super()._go(screen)


def last_read(desk: Desk) -> "Session | None":
    """The run that was on the page when the visitor left it; None where there was none, or it cannot be had."""
    from game.play.run import StepFailed
    from game.play.session import NotARun
    from game.story.model import StoryNotInOrder

    with suppress(OSError, ValueError, NotARun, StepFailed, StoryNotInOrder):
        name = READING.read_text(encoding="utf-8")
        if name == Path(name).name:
            return desk.resume(SAVES / name)
    return None


def main(story: str, folder: str) -> int:
    """Play in this process; its exit code."""
    story_folder = Path(story).resolve()
    os.makedirs(folder, mode=0o700, exist_ok=True)
    os.chdir(folder)
    os.environ["OCTOBER_SAVES"], os.environ["OCTOBER_CONFIG"] = str(SAVES), str(CONFIG)
    confine(Path.cwd())
    desk = Desk(story_folder, SAVES)
    app = VisitorApp(desk, last_read(desk))
    gc.freeze()
    app.run()
    return app.return_code or 0


def _write_while_heard(fileno: int, data: bytes) -> int:
    try:
        return os.write(fileno, data)
    except BrokenPipeError:
        return len(data)


if __name__ == "__main__":
    gc.set_threshold(20_000)
    sys.exit(main(*sys.argv[1:]))
