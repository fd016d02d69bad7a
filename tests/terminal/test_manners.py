"""The game in a real terminal: whatever happens to it, the terminal is put back and the run is safe."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.play.run import Run
from game.play.runfile import Chosen, read_run_file
from tests.ptys import Terminal, terminal
from tests.soak.walk import begin, mark, write_walk

CURSOR, FOCUS, ALTERNATE, PASTE = 25, 1004, 1049, 2004
MOUSE = {1000, 1003, 1006, 1015}


class Played:
    """The game at its first page, and the same run here."""

    def __init__(self, game: Terminal, run: Run, saves: Path) -> None:
        self.game = game
        self.run = run
        self.settings = game.line_settings
        self._saves = saves

    def take(self, way: int) -> None:
        """Take a door, and see the page behind it."""
        self.game.send(str(way))
        self.run.choose(f"way-{way}")
        self.game.seen(mark(self.run))

    @property
    def kept(self) -> int:
        """How many choices the run's file holds; the file is in order."""
        record = read_run_file(self._saves / "walk.yaml")
        assert record.problems == ()
        return sum(isinstance(line, Chosen) for line in record.lines)

    def put_back(self) -> bool:
        """Whether the terminal is as the game found it."""
        taken = MOUSE | {FOCUS, ALTERNATE, PASTE}
        return CURSOR in self.game.modes and not taken & self.game.modes and self.game.line_settings == self.settings


@contextmanager
def played(folder: Path, *arguments: str, leads: bool = True) -> Iterator[Played]:
    (saves := folder / "shelf" / "saves").mkdir(parents=True)
    story = write_walk(folder)
    with terminal("play", story, "--name", "walk", *arguments, saves=saves, leads=leads) as game:
        found = Played(game, begin(story), saves)
        game.seen(mark(found.run))
        yield found


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_puts_the_terminal_back_and_says_by_what(tmp_path: Path, which: signal.Signals) -> None:
    with played(tmp_path) as walk:
        walk.take(1)
        walk.game.signal(which)
        assert walk.game.ended() == 128 + which
        assert walk.put_back()
        assert walk.kept == 1


def test_ctrl_c_leaves_as_the_games_own_key_does(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        walk.take(1)
        walk.game.send(b"\x03")
        assert walk.game.ended() == 0
        assert walk.put_back()
        assert walk.kept == 1


def test_a_terminal_that_is_closed_ends_the_game_with_the_run_kept(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        walk.take(1)
        walk.game.hang_up()
        assert walk.game.process.wait(30) == 128 + signal.SIGHUP
        assert walk.kept == 1


def test_a_terminal_that_goes_without_a_signal_ends_it_too(tmp_path: Path) -> None:
    with played(tmp_path, leads=False) as walk:
        walk.take(1)
        walk.game.hang_up()
        assert walk.game.process.wait(30) == 128 + signal.SIGHUP
        assert walk.kept == 1


def test_set_aside_and_brought_back_it_goes_on(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        walk.game.send(b"\x1a")
        walk.game.stopped()
        assert walk.put_back()
        walk.game.signal(signal.SIGCONT)
        walk.take(2)
        walk.game.send("q")
        assert walk.game.ended() == 0
        assert walk.put_back()
        assert walk.kept == 1


def test_a_storm_of_sizes_loses_no_key(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        for number in range(200):
            walk.game.resize(20 + number * 7 % 140, 5 + number * 3 % 50)
            if number % 20 == 0:
                walk.game.send("1")
                walk.run.choose("way-1")
            walk.game.read(0.002)
        walk.game.resize(80, 24)
        walk.game.seen(mark(walk.run))
        assert walk.kept == 10


def test_no_terminal_is_too_small_to_go_on_in(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        walk.game.resize(1, 1)
        walk.game.send("1")
        walk.run.choose("way-1")
        walk.game.drain()
        walk.game.resize(80, 24)
        walk.game.seen(mark(walk.run))


def test_a_megabyte_pasted_chooses_nothing(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        walk.game.send(b"\x1b[200~" + b"111 q u 222\r\n" * 80_000 + b"\x1b[201~")
        walk.take(3)
        assert walk.kept == 1


def test_noise_of_the_mouse_chooses_nothing(tmp_path: Path) -> None:
    with played(tmp_path) as walk:
        walk.game.send(b"".join(b"\x1b[<35;%d;%dM" % (n % 80 + 1, n % 24 + 1) for n in range(5_000)))
        walk.take(3)
        assert walk.kept == 1


def test_thousands_of_lines_are_answered_by_the_plain_reader(tmp_path: Path) -> None:
    with played(tmp_path, "--plain") as walk:
        walk.game.send(b"what now? " * 50 + b"\n")
        walk.game.seen("Type a number from 1 to 4, or help.")
        walk.game.send(b"nothing at all\n" * 20_000)
        walk.game.send("2\n")
        walk.run.choose("way-2")
        walk.game.seen(mark(walk.run))
        assert walk.kept == 1


def test_the_plain_reader_leaves_quietly_when_nobody_reads_it(tmp_path: Path) -> None:
    (saves := tmp_path / "shelf" / "saves").mkdir(parents=True)
    story = write_walk(tmp_path)
    reading, writing = os.pipe()
    with terminal("play", story, "--name", "walk", "--plain", saves=saves, output=writing) as game:
        os.close(writing)
        shown = b""
        while not shown.endswith(b"> "):
            shown += os.read(reading, 1 << 16)
        os.close(reading)
        game.send("1\n")
        assert game.ended() == 1
        assert game.new == "1", "only what was typed comes back"
    assert len(read_run_file(saves / "walk.yaml").lines) == 1
