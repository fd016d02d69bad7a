"""A process that can write into one folder and nowhere else, starts no other and calls nobody.

Not a wall against hostile code, which nobody can bring along: a floor under our own mistakes. Whatever a screen
may come to offer, a visitor who plays in a browser reaches no file of the server's but her own.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from errno import EPERM
from pathlib import Path

FILE_LIMIT = 8 * 1024 * 1024
"""Bytes of any file that is written: a run of a hundred thousand choices."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.setxattr": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
}
"""Events of Python's that change files, and how many paths their arguments begin with."""
_NEVER = frozenset(
    (
        "os.exec os.fork os.forkpty os.posix_spawn os.spawn os.startfile os.system pty.spawn subprocess.Popen "
        "socket.bind socket.connect socket.getaddrinfo socket.sendto webbrowser.open"
    ).split()
)
"""Events that start a process, or speak to somebody."""


def confine(folder: Path) -> None:
    """From now on, let this process write into `folder` alone. It cannot be undone."""
    _limit_files()
    sys.addaudithook(guard(folder))


def guard(folder: Path) -> Callable[[str, tuple[object, ...]], None]:
    """The hook that raises PermissionError for what is not allowed."""
    inside = os.path.join(os.path.realpath(folder), "")

    def needs_inside(path: object) -> None:
        if isinstance(path, int) or path is None:
            return
        assert isinstance(path, str | bytes | os.PathLike)
        if not os.path.join(os.path.realpath(os.fsdecode(path)), "").startswith(inside):
            raise PermissionError(EPERM, "not allowed here", os.fsdecode(path))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and path != os.devnull:
                needs_inside(path)
        elif event in _CHANGES:
            for path in arguments[: _CHANGES[event]]:
                needs_inside(path)
        elif event in _NEVER:
            raise PermissionError(EPERM, "not allowed here")

    return hook


def _limit_files() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
