"""What a program in a terminal owes whoever runs it: told to end, or left by its terminal, it puts things back."""

import asyncio
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp

ENDS = ("SIGTERM", "SIGHUP")
"""The signals after which the game leaves as if by its own key; SIGHUP says that the terminal is gone."""


def leave_when_told(app: "OctoberApp") -> None:
    """Have `app` end on those signals, with 128 and the signal's number as its exit code, as a shell would say it.

    Where there are no such signals (Windows), or this is not the program's main thread, nothing is done.
    """
    loop = asyncio.get_running_loop()
    for name in ENDS:
        number = getattr(signal, name, None)
        if number is not None:
            try:
                loop.add_signal_handler(number, app.exit, None, 128 + number)
            except (NotImplementedError, RuntimeError, ValueError):
                return
