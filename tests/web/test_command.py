"""`october serve` as a command."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import cli
from tests.hostile import ALL, driving


@pytest.fixture
def hanging_up() -> Iterator[None]:
    """A hang-up is heard, whatever runs the tests."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def serve(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "game", "serve", "--port", "0", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("hanging_up")
def test_it_prints_where_and_stops_when_told(tmp_path: Path) -> None:
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with serve("--saves", str(tmp_path)) as process:
            assert process.stdout is not None and process.stderr is not None
            url = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", url)
            with urllib.request.urlopen(url) as answer:
                assert b"October, or Otherwise" in answer.read()
            process.send_signal(one)
            assert process.wait(30) == 0
            assert process.stderr.read() == "room for 10 visitors; Ctrl+C ends it\n"
    assert not list(tmp_path.iterdir()), "a page that is only looked at leaves nothing"


@pytest.mark.parametrize(
    "request_line",
    [b"GET /T HTTP/1.1", b"T / HTTP/1.1", b"GET / HTTP/1.1\r\nHost: T", b"GET / HTTP/1.1\r\nT: x", b"\x16\x03T"],
)
def test_what_is_no_request_is_refused_and_not_repeated(tmp_path: Path, request_line: bytes) -> None:
    with serve("--saves", str(tmp_path)) as process:
        assert process.stdout is not None and process.stderr is not None
        port = int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=30) as stranger:
            stranger.sendall(request_line.replace(b"T", ALL.encode()) + b"\r\n\r\n")
            answer = stranger.makefile("rb").read()
        process.terminate()
        assert b" 400 " in answer.partition(b"\r\n")[0] and driving(answer.decode().replace("\r\n", "\n")) == []
        assert process.stderr.read() == "room for 10 visitors; Ctrl+C ends it\n"


@pytest.mark.usefixtures("hanging_up")
def test_with_nohup_it_serves_on() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with serve() as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        process.send_signal(signal.SIGHUP)
        with urllib.request.urlopen(f"{url}alive") as answer:
            assert answer.status == 204
        process.terminate()


def test_an_address_in_use_is_told_in_a_line(tmp_path: Path) -> None:
    with serve() as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip().rstrip("/").rpartition(":")[2]
        second = subprocess.run(
            [sys.executable, "-m", "game", "serve", "--port", port], capture_output=True, text=True, check=False
        )
        process.terminate()
    assert second.returncode == 1
    assert re.fullmatch(r"october: .*address already in use.*\n", second.stderr)


def test_without_the_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.delitem(sys.modules, "game.web.server", raising=False)
    assert cli.run(["serve"]) == 2
    assert "pip install 'october-or-otherwise[web]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-story"],
        ["october:july-days"],
        ["--visitors", "0"],
        ["--port", "70000"],
        ["--public", "play.example.org"],
        ["--public", "https://play.example.org/october"],
        ["--public", "https://["],
        ["--idle", "0"],
    ],
    ids=" ".join,
)
def test_a_call_that_is_wrong_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", *arguments]) == 2
    assert "Error: " in capsys.readouterr().err


def test_a_story_with_errors_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.yaml").write_text("format: october-story/1\n")
    assert cli.run(["serve", str(tmp_path)]) == 1
    assert "story.yaml" in capsys.readouterr().err


def test_serving_loads_no_terminal(repo: Path) -> None:
    code = "import sys, game.web.server; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=repo, env=dict(os.environ), check=False).returncode == 0
