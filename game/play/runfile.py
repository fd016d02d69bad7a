"""The file a run is kept in: created once, then only appended to, a whole line in one write.

Each line is handed to the operating system before the next page is drawn, so a killed game loses nothing;
`sync` has it on the disk, so that a power cut loses at most a scene. Nothing is ever rewritten in place.
Where a crash or a full disk cut a line off, the next write closes it first: with a line feed if it was whole
but for that, else with ` # torn` behind whatever makes it YAML again, and reading leaves it out.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from errno import EINVAL
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.play.runlines import (
    Chosen,
    Ended,
    Header,
    Named,
    Noted,
    RunLine,
    Undone,
    header_text,
    line_text,
    slug,
    tidy_name,
)

if TYPE_CHECKING:
    from game.play.runread import Record

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock
    fcntl = None  # type: ignore[assignment]
try:
    import msvcrt
except ImportError:
    msvcrt = None  # type: ignore[assignment]

__all__ = [
    "Chosen",
    "Ended",
    "Header",
    "Named",
    "Noted",
    "RunFile",
    "RunInUse",
    "RunLine",
    "Undone",
    "read_run_file",
    "slug",
    "tidy_name",
]

SUFFIX = ".yaml"
_TAIL_LIMIT = 64 * 1024
_FAR_BEHIND = 2**30
_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PADS = (b"", b"\xa1", b"\xa1\xa1", b"\xa1\xa1\xa1", b"\x81\xa1", b"\x81\xa1\xa1")
_CLOSERS = (
    "",
    " torn",
    " }",
    ": torn }",
    " torn }",
    '" }',
    '\\" }',
    *("0" * count + '" }' for count in range(1, 8)),
)


class RunInUse(OSError):
    """Another process is writing this run."""


def read_run_file(path: Path) -> "Record":
    """What the run file at `path` holds; whatever that is, only OSError is raised."""
    from game.play.runread import SIZE_LIMIT, read_record

    _need_file(path)
    with path.open("rb") as file:
        return read_record(file.read(SIZE_LIMIT + 1))


class RunFile:
    """A run file open for appending, by this process alone."""

    def __init__(self, path: Path, descriptor: int, tail: bytes = b"", *, whole: bool = False) -> None:
        """Use `create` or `append_to`. `tail` is a last line without a line feed; `whole` if it counts."""
        self.path = path
        self._descriptor = descriptor
        self._tail = tail
        self._whole = whole

    @classmethod
    def create(cls, saves: Path, header: Header, lines: Iterable[RunLine] = ()) -> "RunFile":
        """A new file in `saves` named after the run, holding its header and `lines`, written in one go.

        No other file is touched: a name that is taken gets a number. Raises OSError, leaving no file behind.
        """
        saves.mkdir(parents=True, exist_ok=True)
        path, descriptor = _new_file(saves, slug(header.name) or "run")
        file = cls(path, descriptor)
        try:
            _lock(descriptor)
            file._write(header_text(header).encode() + _encoded(lines))
        except BaseException:
            file.close()
            with suppress(OSError):
                path.unlink()
            raise
        return file

    @classmethod
    def append_to(cls, path: Path) -> "RunFile":
        """The file at `path`, to go on where it stops. Raises OSError; RunInUse if another process has it."""
        from game.play.runread import is_whole

        _need_file(path)
        descriptor = os.open(path, _APPEND)
        try:
            _lock(descriptor)
            tail = _last_line(path)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(path, descriptor, tail, whole=tail.rstrip() == b"---" or is_whole(tail))

    @property
    def gone(self) -> bool:
        """Whether the file was deleted while it was open: what is written would be lost."""
        return os.fstat(self._descriptor).st_nlink == 0

    def append(self, line: RunLine) -> None:
        """Write `line` behind what stands. Raises OSError if it could not be written: append it again."""
        data = (line_text(line) + "\n").encode()
        self._write(_closing(self._tail, self._whole) + data if self._tail else data)

    def sync(self) -> None:
        """Have everything on the disk."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Let go of the file. It can be closed again."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def _write(self, data: bytes) -> None:
        written = 0
        try:
            written = os.write(self._descriptor, data)
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError:
            if written:
                self._tail = (self._tail + data[:written]).rpartition(b"\n")[2]
                self._whole = False
            raise
        self._tail = b""


def _need_file(path: Path) -> None:
    """Raise OSError for what would never end, or block."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(EINVAL, "not a file", str(path))


def _new_file(saves: Path, stem: str) -> tuple[Path, int]:
    number = 1
    while True:
        path = saves / f"{stem if number == 1 else f'{stem}-{number}'}{SUFFIX}"
        try:
            return path, os.open(path, _APPEND | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            number += 1


def _lock(descriptor: int) -> None:
    """Hold the file for this process while it is open, where the file system can do that."""
    if fcntl is None:
        _lock_on_windows(descriptor)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RunInUse(error.errno, "the run is being played elsewhere") from None
    except OSError:
        return


def _lock_on_windows(descriptor: int) -> None:
    """The same by a byte far behind the file's end, which keeps nobody from reading it."""
    lock: Any = msvcrt
    if lock is None:
        return
    try:
        os.lseek(descriptor, _FAR_BEHIND, os.SEEK_SET)
        lock.locking(descriptor, lock.LK_NBLCK, 1)
    except PermissionError as error:
        raise RunInUse(error.errno, "the run is being played elsewhere") from None
    except OSError:
        return


def _last_line(path: Path) -> bytes:
    """What stands behind the last line feed of the file."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL_LIMIT))
        return file.read().rpartition(b"\n")[2]


def _encoded(lines: Iterable[RunLine]) -> bytes:
    return "".join(f"{line_text(line)}\n" for line in lines).encode()


def _closing(tail: bytes, whole: bool) -> bytes:
    """What ends a line that was cut off: a line feed alone when it counts, else the mark of a torn line."""
    from game.play.runread import TORN, is_yaml

    if whole:
        return b"\n"
    for pad in _PADS:
        for closer in _CLOSERS:
            closing = pad + closer.encode() + TORN.encode()
            if is_yaml(tail + closing):
                return closing + b"\n"
    return TORN.encode() + b"\n"
