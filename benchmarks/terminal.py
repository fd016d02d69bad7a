"""A program in a pseudo-terminal, and when it shows what it is waited for."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from benchmarks.measuring import ROOT, environment

COLUMNS, ROWS = 80, 24
PATIENCE = 20.0
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+][0-9A-Z]|[=>78cM])")


class Terminal:
    """The near end of a pseudo-terminal: what a program writes there, and the keys it gets."""

    def __init__(self, descriptor: int, started: float) -> None:
        self._descriptor = descriptor
        self._started = started

    def seen(self, words: str) -> float:
        """The seconds until `words` are on the screen, from the start of the program."""
        return self._until(words) - self._started

    def pressed(self, key: str, words: str) -> float:
        """The seconds from a key until `words` are on the screen."""
        return self.after(lambda: os.write(self._descriptor, key.encode()), words)

    def after(self, work: Callable[[], object], words: str) -> float:
        """The seconds from the beginning of `work` until `words` are on the screen."""
        start = perf_counter()
        work()
        return self._until(words) - start

    def settle(self, quiet: float = 0.15) -> None:
        """Read on until nothing has come for a while."""
        while select.select([self._descriptor], [], [], quiet)[0]:
            os.read(self._descriptor, 65536)

    def _until(self, words: str) -> float:
        """When what is written holds `words`, on one line."""
        written = b""
        wanted = "".join(words.split())
        last = perf_counter() + PATIENCE
        while (left := last - perf_counter()) > 0:
            if not select.select([self._descriptor], [], [], left)[0]:
                break
            try:
                written += os.read(self._descriptor, 65536)
            except OSError:
                break
            now = perf_counter()
            if wanted in "".join(_ESCAPE.sub("", written.decode(errors="replace")).split()):
                return now
        raise TimeoutError(f'"{words}" was never shown')


@contextmanager
def terminal(command: Sequence[str]) -> Iterator[Terminal]:
    """A program in a terminal of its own, ended when it is let go."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    settings = {**environment(), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    started = perf_counter()
    process = subprocess.Popen(
        command, stdin=far, stdout=far, stderr=far, env=settings, cwd=ROOT, start_new_session=True
    )
    os.close(far)
    try:
        yield Terminal(near, started)
    finally:
        process.kill()
        process.wait()
        os.close(near)
