"""The game in a pseudo-terminal: keys go in, what is drawn comes out, and what is left behind can be asked for."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

REPO = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
"""Seconds after which what is waited for is given up: long, since machines are loaded."""

ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+][0-9A-Z]|[=>78cM])")
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class NeverShown(AssertionError):
    """What was waited for did not come."""


class Terminal:
    """The near end of a pseudo-terminal with a program at its far end."""

    def __init__(self, process: "subprocess.Popen[bytes]", near: int, far: int) -> None:
        """Use `terminal`."""
        self.process = process
        self.written = b""
        """All that the program wrote."""
        self._near = near
        self._far = far
        self._from = 0

    def send(self, keys: str | bytes) -> None:
        """Type. What the program has no time to read yet is read from it meanwhile, so that neither waits for good."""
        data = keys.encode() if isinstance(keys, str) else keys
        last = monotonic() + PATIENCE
        while data and monotonic() < last:
            _, writable, _ = select.select([], [self._near], [], 0.05)
            if writable:
                data = data[os.write(self._near, data[:1024]) :]
            self.read(0)

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; whether anything did."""
        if not select.select([self._near], [], [], max(0.0, seconds))[0]:
            return False
        try:
            self.written += (got := os.read(self._near, 1 << 16))
        except OSError:
            return False
        return bool(got)

    def drain(self, quiet: float = 0.2) -> None:
        """Read on until nothing has come for a while."""
        last = monotonic() + PATIENCE
        while self.read(quiet) and monotonic() < last:
            pass

    @property
    def new(self) -> str:
        """What was drawn since the last `seen`, without the terminal's own signs and without spaces."""
        return "".join(ESCAPE.sub(b"", self.written[self._from :]).decode("utf-8", "replace").split())

    def shows(self, words: str) -> bool:
        """Whether `words` were drawn since the last `seen`."""
        return "".join(words.split()) in self.new

    def seen(self, words: str, seconds: float = PATIENCE) -> None:
        """Read until `words` were drawn, on one line. Raises NeverShown."""
        last = monotonic() + seconds
        while not self.shows(words):
            if monotonic() > last or (not self.read(0.1) and self.process.poll() is not None and not self.read(0.1)):
                raise NeverShown(f'"{words}" was never shown; the last that was: {self.new[-300:]!r}')
        self._from = len(self.written)

    def forget(self) -> None:
        """Let go of all that was written so far."""
        self.written, self._from = b"", 0

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size, and tell the program."""
        fcntl.ioctl(self._near, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGWINCH)

    def signal(self, which: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(which)

    def ended(self, seconds: float = PATIENCE) -> int:
        """Read until the program ends; its exit code, negative for the signal that ended it."""
        last = monotonic() + seconds
        while self.process.poll() is None:
            self.read(0.02)
            if monotonic() > last:
                raise NeverShown(f"the program never ended; the last it showed: {self.new[-300:]!r}")
        while self.read(0.02):
            pass
        return self.process.returncode

    def stopped(self, seconds: float = PATIENCE) -> None:
        """Read until the program is stopped, as by Ctrl+Z. Raises NeverShown."""
        last = monotonic() + seconds
        while not os.WIFSTOPPED(_status(self.process.pid)):
            self.read(0.02)
            if monotonic() > last:
                raise NeverShown("the program was never stopped")
        self.drain()

    def hang_up(self) -> None:
        """Take the terminal away from under the program, as a closed window does."""
        self.close()
        self._near, self._far = os.openpty()

    def close(self) -> None:
        """Let go of both ends."""
        os.close(self._near)
        os.close(self._far)

    @property
    def modes(self) -> set[int]:
        """The private modes (mouse, alternate screen, pasting) that were switched and are on now; 25 is the cursor."""
        on: set[int] = set()
        for numbers, how in MODE.findall(self.written):
            for number in map(int, numbers.split(b";")):
                (on.add if how == b"h" else on.discard)(number)
        return on

    @property
    def line_settings(self) -> list[object]:
        """The far end's settings, as termios has them: what a program has to put back."""
        return termios.tcgetattr(self._far)


@contextmanager
def terminal(
    *arguments: str | Path,
    saves: Path,
    columns: int = 80,
    rows: int = 24,
    environment: Mapping[str, str] = {},
    output: int | None = None,
    leads: bool = True,
) -> Iterator[Terminal]:
    """`october ARGUMENTS` in a terminal of its own (but for `output`, if that is given); killed when it is let go.

    One that does not lead its terminal is told by no signal when that is taken away.
    """
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    settings = {
        **os.environ,
        "PYTHONPATH": str(REPO),
        "TERM": "xterm-256color",
        "OCTOBER_SAVES": str(saves),
        "OCTOBER_CONFIG": str(saves.parent / "config"),
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "game", *map(str, arguments)],
        stdin=far,
        stdout=far if output is None else output,
        stderr=far,
        env=settings,
        cwd=saves.parent,
        preexec_fn=lambda: _take_terminal(far, leads=leads),  # noqa: PLW1509 - no test has threads
    )
    found = Terminal(process, near, far)
    try:
        yield found
    finally:
        process.kill()
        process.wait()
        found.close()


def _status(process: int) -> int:
    """How a child stands, in the words of waitpid; 0 while it runs."""
    return os.waitpid(process, os.WUNTRACED | os.WNOHANG)[1]


def _take_terminal(far: int, *, leads: bool) -> None:
    """A session of its own, with the pseudo-terminal as its controlling one if it `leads`, so that its end is felt."""
    os.setsid()
    if leads:
        fcntl.ioctl(far, termios.TIOCSCTTY, 0)
