"""The files of a story's folder: whatever a name says, or a link, what is read and written lies in it."""

import stat
from errno import EINVAL, ELOOP, EPERM
from pathlib import Path

from game.story.source import MOST_BYTES


class OutsideTheFolder(OSError):
    """A name that leads out of the story's folder, by itself or by a link."""


def inside(folder: Path, name: str) -> Path:
    """The path of `name` in `folder`, be it there or not. Raises OutsideTheFolder, or OSError for a link to itself."""
    path = folder / name
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
    except (RuntimeError, ValueError) as error:  # Python before 3.13 at a link to itself; a name no system takes
        raise OSError(ELOOP, "no such file can be", str(path)) from error
    if not is_inside:
        raise OutsideTheFolder(EPERM, "it leads outside the story's folder", str(path))
    return path


def bytes_inside(folder: Path, name: str) -> bytes:
    """What the file `name` of `folder` holds, as `bytes_of` has it. Raises OutsideTheFolder or OSError."""
    return bytes_of(inside(folder, name))


def bytes_of(path: Path) -> bytes:
    """What a file holds, of one too large to be read a byte more than may be.

    Raises OSError, for a pipe too: whoever reads one may wait for ever.
    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(EINVAL, "not a file", str(path))
    if about.st_size <= MOST_BYTES:
        return path.read_bytes()
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
