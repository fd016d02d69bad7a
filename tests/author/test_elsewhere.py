"""Long work in a process of its own: it goes no longer than whoever began it."""

import subprocess
import sys
from pathlib import Path

from game.author.elsewhere import Elsewhere
from tests.making import scene_of, write_files

ROUND = """\
start:
  text: Round and round.
  choices:
    - {id: on, text: On., to: yard}
yard:
  choices:
    - {id: back-again, text: Back., to: start}
"""
"""No play of this comes to an end: a playtest of it takes minutes."""


def test_it_ends_when_it_is_told_to(tmp_path: Path) -> None:
    work = Elsewhere("playtest", write_files(tmp_path, scene_of(ROUND)))
    said = []
    for one in work.listen():
        said.append(one)
        work.end()
    assert "failed" not in said[-1]


def test_it_ends_when_its_input_does(tmp_path: Path) -> None:
    """As it does when the workbench is killed, whose end of the pipe is closed then."""
    folder = write_files(tmp_path, scene_of(ROUND))
    words = [sys.executable, "-m", "game.author.elsewhere", "playtest", str(folder)]
    work = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    work.communicate()
    assert work.returncode == 1
