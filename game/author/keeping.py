"""Files that are read again only when they changed, and answers that are remembered as long as they hold."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeVar

from game.author.mending import Mending
from game.story.diagnostics import Problem, Problems
from game.story.folder import bytes_inside
from game.story.loader import StoryFiles
from game.story.source import Node, decode

Answer = TypeVar("Answer")
Sign = tuple[int, int, int]
"""What a file's entry in its folder says: when it was written, its size, its number on the disk."""


class _Kept(NamedTuple):
    sign: Sign | None
    digest: bytes
    node: Node | None
    problems: tuple[Problem, ...]


class KeptFiles(StoryFiles):
    """The files of one story; a file whose bytes are what they were is not read again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.read: list[str] = []
        """The names of the files that were read, in order: for whoever wants to know what a save costs."""
        self._kept: dict[str, _Kept] = {}
        self._mending: dict[str, Mending] = {}
        self._suspects: set[str] = set()

    def suspect(self, names: Iterable[str]) -> None:
        """Files that are said to have changed: their bytes are looked at, whatever their entries say."""
        self._suspects.update(names)

    def node(self, name: str, problems: Problems) -> Node | None:
        """The tree of the file `name` of the folder, the very same as before while the file is the same."""
        kept = self._kept.get(name)
        sign = _sign_of(self.folder / name)
        if kept is None or sign is None or kept.sign != sign or name in self._suspects:
            kept = self._kept[name] = self._again(name, sign, kept)
            self._suspects.discard(name)
        problems.extend(kept.problems)
        return kept.node

    def told_of(self, name: str) -> tuple[Problem, ...]:
        """What is wrong with a file by itself, as it was last read."""
        kept = self._kept.get(name)
        return kept.problems if kept is not None else ()

    def signs(self) -> dict[str, Sign | None]:
        """How all files of the folder, its codex and its tests stand: two that differ mean that something changed."""
        paths = [path for place in ("", "codex/", "tests/") for path in self.folder.glob(f"{place}*.yaml")]
        return {str(path): _sign_of(path) for path in paths}

    def _again(self, name: str, sign: Sign | None, kept: _Kept | None) -> _Kept:
        data = _bytes_of(self.folder, name)
        digest = blake2b(data, digest_size=16).digest() if data is not None else b""
        if kept is not None and digest and digest == kept.digest:
            return kept._replace(sign=sign)
        self.read.append(name)
        if data is not None and (node := self._mended(name, data)) is not None:
            return _Kept(sign, digest, node, ())
        problems = Problems()
        node = super().node(name, problems)
        if not problems and (mending := Mending.of(node)) is not None:
            self._mending[name] = mending  # else what it was when it was last in order, which it soon will be again
        return _Kept(sign, digest, node, tuple(problems))

    def _mended(self, name: str, data: bytes) -> Node | None:
        """The tree of a file of which only some states changed, these alone read again; None if that cannot be."""
        mending = self._mending.get(name)
        if mending is None or (self.folder / name).is_symlink():
            return None
        source = decode(data, name, Problems())
        return mending.mended(source.text) if source is not None else None


class Asked(Mapping[str, Answer]):
    """A mapping that notes what it was asked, so that one can tell whether another would have answered alike."""

    __slots__ = ("_all", "_answers", "_known")

    def __init__(self, known: Mapping[str, Answer], before: "Asked[Answer] | None" = None) -> None:
        """A mapping that was asked nothing yet; or what `before` was, which holds for `known`."""
        self._known = known
        self._answers: dict[str, Answer | None] = dict(before._answers) if before is not None else {}
        self._all: tuple[str, ...] | None = before._all if before is not None else None

    def __getitem__(self, key: str) -> Answer:
        answer = self._answers[key] = self._known.get(key)
        if answer is None:
            raise KeyError(key)
        return answer

    def __iter__(self) -> Iterator[str]:
        self._all = tuple(self._known)
        return iter(self._all)

    def __len__(self) -> int:
        self._all = tuple(self._known)
        return len(self._all)

    def holds_for(self, known: Mapping[str, Answer]) -> bool:
        """Whether `known` gives the same answers to all that was asked."""
        if self._all is not None and self._all != tuple(known):
            return False
        return all(known.get(key) == answer for key, answer in self._answers.items())


class AskedWhether(Asked[Answer]):
    """The same of a mapping that is only asked whether something is in it."""

    __slots__ = ()

    def holds_for(self, known: Mapping[str, Answer]) -> bool:
        """Whether the same is in `known` of all that was asked for."""
        if self._all is not None and self._all != tuple(known):
            return False
        return all((key in known) == (answer is not None) for key, answer in self._answers.items())


def _sign_of(path: Path) -> Sign | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _bytes_of(folder: Path, name: str) -> bytes | None:
    """What a file holds; None for one that cannot be read."""
    try:
        return bytes_inside(folder, name)
    except OSError:
        return None
