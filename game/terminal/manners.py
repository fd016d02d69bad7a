"""What a program in a terminal owes whoever runs it: told to end, or left by its terminal, it puts things back."""

import asyncio
import select
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp

ENDS = ("SIGTERM", "SIGHUP")
"""The signals after which the game leaves as if by its own key; SIGHUP says that the terminal is gone."""

LOOK_EVERY = 2.0
"""Seconds between two looks whether the terminal is still there."""


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


def leave_when_left(app: "OctoberApp") -> None:
    """Have `app` end when its terminal is gone without a signal, as for one that does not lead its terminal.

    It would read an empty end of input over and over, and never know. Where a terminal cannot be asked (Windows, a
    browser), nothing is done.
    """
    stdin = sys.__stdin__
    if stdin is None or stdin.closed or not stdin.isatty() or not hasattr(select, "poll"):
        return
    line = select.poll()
    line.register(stdin.fileno(), 0)  # with nothing asked for, it is told of hang-ups alone
    app.set_interval(LOOK_EVERY, lambda: app.exit(None, 128 + signal.SIGHUP) if line.poll(0) else None)
