"""The game as a visitor's process: what she finds again, what it may touch, and that it does not outlive its server."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

import pytest

from game.terminal.confined import FILE_LIMIT, guard

FERRY = Path(__file__).parent.parent / "stories" / "the-ferry" / "story"


class Game:
    """A visitor's process, spoken to as the server does."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        self.process = process
        self.folder = folder

    def send(self, kind: bytes, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(kind + len(data).to_bytes(4, "big") + data)
        self.process.stdin.flush()

    def reads(self, *words: str) -> str:
        """Read until all of these words came; what came."""
        assert self.process.stdout is not None
        said = ""
        while not all(word in said for word in words):
            head = self.process.stdout.read(5)
            assert len(head) == 5, f"ended without {words}"
            said += self.process.stdout.read(int.from_bytes(head[1:], "big")).decode("utf-8", "replace")
        return said

    @property
    def runs(self) -> list[Path]:
        return sorted((self.folder / "runs").glob("*.yaml"))


@contextmanager
def visiting(folder: Path) -> Iterator[Game]:
    """The Ferry, in a browser of 100 columns."""
    process = subprocess.Popen(
        [sys.executable, "-m", "game.terminal.visitor", str(FERRY), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "100", "ROWS": "30"},
    )
    assert process.stdin is not None and process.stdout is not None
    watch = Timer(60, process.kill)
    watch.start()
    try:
        assert process.stdout.readline() == b"__GANGLION__\n"
        yield Game(process, folder)
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                stream.close()


def test_a_visitor_begins_at_the_title_and_comes_back_to_her_page(tmp_path: Path) -> None:
    with visiting(tmp_path / "her") as game:
        game.reads("New")
        game.send(b"D", b"n")
        game.reads("Go aboard.")
        game.send(b"D", b"1")
        game.reads("u takes back")
        game.send(b"M", json.dumps({"type": "quit"}).encode())
        assert game.process.wait(30) == 0
    (run,) = game.runs
    with visiting(tmp_path / "her") as game:
        game.reads("Go aboard.")
        game.send(b"D", b"u")
        while not run.read_text().endswith("choose: ask-the-fare, digest: e3b0c442}\n- undo\n"):
            assert game.process.poll() is None
            time.sleep(0.01)
        assert game.runs == [run]


def test_who_left_by_the_title_comes_back_to_the_title(tmp_path: Path) -> None:
    with visiting(tmp_path / "her") as game:
        game.reads("New")
        game.send(b"D", b"n")
        game.reads("Go aboard.")
        game.send(b"D", b"q")
        game.reads("Continue")
    with visiting(tmp_path / "her") as game:
        game.reads("Continue")


@pytest.mark.parametrize("name", ["../../secret.yaml", "/etc/passwd", "gone.yaml", "\0", ""])
def test_what_was_being_read_is_found_among_her_runs_or_not_at_all(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "her"
    folder.mkdir()
    (folder / "reading").write_text(name)
    with visiting(folder) as game:
        game.reads("New")


def test_sigterm_ends_it_in_order(tmp_path: Path) -> None:
    with visiting(tmp_path / "her") as game:
        game.reads("New")
        game.process.terminate()
        assert game.process.wait(30) == 128 + signal.SIGTERM


@pytest.mark.parametrize("side", ["stdin", "both"])
def test_it_ends_when_its_server_is_gone(tmp_path: Path, side: str) -> None:
    with visiting(tmp_path / "her") as game:
        game.reads("New")
        assert game.process.stdin is not None and game.process.stdout is not None
        if side == "both":
            game.process.stdout.close()
        game.process.stdin.close()
        assert game.process.wait(30) == 0


def test_it_keeps_to_its_folder(tmp_path: Path) -> None:
    script = f"""
import os, sys
from pathlib import Path
from game.terminal.confined import confine
here, there = Path({str(tmp_path / "her")!r}), Path({str(tmp_path / "there")!r})
confine(here)
(here / "a").write_text("allowed")
(here / "a").rename(here / "b")
os.remove(here / "b")
(here / "way out").symlink_to(here)
def fails(what):
    try:
        what()
    except PermissionError:
        return
    sys.exit(1)
fails(lambda: (there / "c").write_text("x"))
fails(lambda: (here / ".." / "there" / "c").write_text("x"))
fails(lambda: (here / "link").symlink_to(there))
fails(lambda: os.rename(there / "kept", here / "taken"))
fails(lambda: os.open(there / "kept", os.O_WRONLY | os.O_APPEND))
fails(lambda: os.remove(there / "kept"))
fails(lambda: os.mkdir(there / "d"))
fails(lambda: os.system("true"))
fails(os.fork)
import subprocess, socket
fails(lambda: subprocess.run(["true"]))
fails(lambda: socket.create_connection(("127.0.0.1", 1)))
"""
    (tmp_path / "her").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "kept").write_text("kept")
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["kept"]


def test_a_link_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "her").mkdir()
    (tmp_path / "her" / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError):
        guard(tmp_path / "her")("open", (str(tmp_path / "her" / "link" / "x"), "w", os.O_WRONLY))


def test_a_folder_whose_name_begins_alike_is_another(tmp_path: Path) -> None:
    with pytest.raises(PermissionError):
        guard(tmp_path / "her")("open", (str(tmp_path / "hers"), "w", os.O_WRONLY))


def test_no_file_grows_without_end(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from game.terminal.confined import confine;"
        f"here = Path({str(tmp_path)!r}); confine(here); (here / 'a').write_bytes(bytes({FILE_LIMIT} + 1))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert f"[Errno {errno.EFBIG}]" in done.stderr
