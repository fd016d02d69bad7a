"""On a terminal the plain calls start without click, and do what click would have made of them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.commands import opening, run_command, starting
from game.commands.starting import start_at_once
from game.terminal import app

STORY = Path(__file__).parent / "stories" / "the-ferry" / "story"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What is opened on the screen that is made believe: the story, the saves, where the run that is played stands."""
    calls: list[tuple[Any, ...]] = []

    def run_app(folder: Path, saves: Path, session: Any = None, **_others: object) -> int:
        calls.append((folder, saves, session and session.run.here))
        return 0

    for module in (opening, starting):
        monkeypatch.setattr(module, "has_screen", lambda: True)
    monkeypatch.setattr(app, "run_app", run_app)
    return calls


@pytest.mark.parametrize(
    "words",
    [[], ["--saves", "SAVES"], ["play"], ["play", "october"], ["play", str(STORY), "--saves", "SAVES"]],
    ids=" ".join,
)
def test_it_opens_what_click_would(
    words: list[str], opened: list[tuple[Any, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTOBER_SAVES", str(tmp_path / "usual"))
    words = [str(tmp_path) if word == "SAVES" else word for word in words]
    assert start_at_once(words) == 0
    monkeypatch.setattr(starting, "start_at_once", lambda _arguments: None)
    assert run_command(words) == 0
    at_once, by_click = opened
    assert at_once == by_click


@pytest.mark.parametrize(
    "words",
    ["--help", "--plain", "runs", "play --help", "play october extra", "play october:july-days", "play --resume x",
     "play nowhere", "play --saves", "--saves x play", "play --saves --plain", "play -"],
)  # fmt: skip
def test_any_other_words_are_left_to_click(words: str, opened: list[tuple[Any, ...]]) -> None:
    assert start_at_once(words.split()) is None
    assert not opened


def test_without_a_terminal_click_reads_them() -> None:
    assert start_at_once(["play"]) is None


def test_to_start_needs_neither_click_nor_a_yaml_parser(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from game.commands.starting import begun;"
        "from game.bundled import story_folder; begun(story_folder('october'), Path(sys.argv[1])).close();"
        "sys.exit(' '.join({'click', 'yaml', 'textual', 'hashlib'} & sys.modules.keys()) or None)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=Path(__file__).parents[1])
