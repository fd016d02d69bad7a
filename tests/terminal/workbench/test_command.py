"""`october author` as a command."""

import io
import sys
from pathlib import Path

import pytest

from game import cli
from game.terminal.workbench.app import AuthorApp
from tests.terminal.workbench.benches import FERRY


def test_without_a_terminal_it_says_what_does_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert cli.run(["author", str(FERRY)]) == 2
    assert "the workbench needs a terminal" in capsys.readouterr().err


def test_it_opens_at_the_place_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened = []
    monkeypatch.setattr("game.commands.opening.has_screen", lambda: True)
    monkeypatch.setattr(AuthorApp, "run", lambda self: opened.append(self.bench))
    assert cli.run(["author", f"{FERRY}:crossing", "--saves", str(tmp_path)]) == 0
    (bench,) = opened
    assert (bench.folder, bench.saves) == (FERRY, tmp_path)
    assert bench.preview.scene == "crossing"


def test_a_story_that_is_not_there_is_no_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["author", "no-such-story"]) == 2
    assert "there is no story" in capsys.readouterr().err
