"""The peer that is not ours to install: inkjs, fetched from npm into a folder that git ignores."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from json import loads
from pathlib import Path

INKJS = "2.4.0"
_HERE = Path(__file__).resolve().parent
_PEERS = _HERE / ".peers"


class NoPeer(Exception):
    """The peer cannot be had; its message says why."""


class Ink:
    """An ink story played in node, which stays warm between rounds."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def seconds(self, seed: int, choices: int) -> float:
        """How long that many choices take."""
        return float(self._asked(f"{seed} {choices}"))

    def read(self, seed: int, choices: int) -> str:
        """A hash of all that is read on the way."""
        return self._asked(f"read {seed} {choices}")

    def _asked(self, line: str) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        if not answer:
            raise NoPeer("the ink story stopped; node says why above")
        return answer


@contextmanager
def ink(story: Path) -> Iterator[Ink]:
    """The ink story in that file, compiled and open to be played. Raises NoPeer."""
    node = _program("node")
    folder = _inkjs()
    command = [node, "--expose-gc", str(_HERE / "ink.js"), str(folder), str(story)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Ink(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def versions() -> str:
    """The versions of node and inkjs, as far as they are there."""
    found = []
    if node := shutil.which("node"):
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        found.append(f"node {said.stdout.strip().removeprefix('v')}")
    if _installed(_PEERS):
        found.append(f"inkjs {INKJS}")
    return ", ".join(found)


def _inkjs() -> Path:
    """The folder in which inkjs is installed."""
    if not _installed(_PEERS):
        npm = _program("npm")
        _PEERS.mkdir(exist_ok=True)
        command = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", str(_PEERS), f"inkjs@{INKJS}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not _installed(_PEERS):
            raise NoPeer("npm could not install inkjs")
    return _PEERS


def _installed(folder: Path) -> bool:
    package = folder / "node_modules" / "inkjs" / "package.json"
    return package.exists() and bool(loads(package.read_text(encoding="utf-8"))["version"] == INKJS)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NoPeer(f"{name} is not installed")
    return found
