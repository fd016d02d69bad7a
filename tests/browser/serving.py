"""`october serve` as a process of its own, for tests, and what its visitors' runs say."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.commands.serve import VISITORS
from game.play.replay import replay
from game.play.run import Run
from game.play.runfile import read_run_file
from game.play.runlines import Chosen, standing
from game.story.model import Story


class Served:
    """A server that runs."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self.process = process
        self.url = url

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(re.findall(r":(\d+)/", self.url)[0])

    def visitors(self) -> list[int]:
        """The processes that it started and that are there still."""
        return children_of(self.process.pid)


def children_of(pid: int) -> list[int]:
    """The processes whose parent is `pid`, zombies left out."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                _name, _, rest = (entry / "stat").read_text().rpartition(") ")
            except OSError:
                continue
            state, parent = rest.split()[:2]
            if int(parent) == pid and state != "Z":
                found.append(int(entry.name))
    return found


@contextmanager
def serving(saves: Path, *options: object, story: str = "october", port: int = 0) -> Iterator[Served]:
    """A server on loopback, its visitors' folders under `saves`; told to stop at the end, if it has not yet."""
    process = subprocess.Popen(
        [sys.executable, "-m", "game", "serve", story, *map(str, options), "--port", str(port), "--saves", str(saves)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://"), "the server did not start"
        yield Served(process, url)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def runs_in(saves: Path) -> list[Path]:
    """The runs of all visitors."""
    return sorted((saves / VISITORS).glob("*/runs/*.yaml"))


def choices_in(path: Path) -> list[Chosen]:
    """The choices that stand in a run file."""
    return list(standing(read_run_file(path).lines).choices)


def run_in(story: Story, path: Path) -> Run:
    """The run in a file, where it stands."""
    return replay(story, read_run_file(path)).run
