"""Readers of these tests know how to choose, unless a test says otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.i18n import SOURCE, use_language
from game.terminal.leading import lead_with
from game.terminal.settings import FILE
from tests.terminal.shelves import PARTED, POWER, RECORD, kept


@pytest.fixture(autouse=True)
def config(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of settings of their own, and a terminal that can do what most can."""
    folder = tmp_path_factory.mktemp("config")
    (folder / FILE).write_text("learnt: [choose, plain, record, undo]\n")
    monkeypatch.setenv("OCTOBER_CONFIG", str(folder))
    monkeypatch.setenv("TERM", "xterm-256color")
    return folder


@pytest.fixture(autouse=True)
def as_at_first() -> Iterator[None]:
    """The calendar and the language of each test are those of a new player."""
    yield
    lead_with("old")
    use_language(SOURCE)


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for runs that ship, in place of the game's own; not there yet."""
    folder = tmp_path / "recorded"
    for module in ("game.bundled", "game.play.shelf", "game.terminal.plain_shelf"):
        monkeypatch.setattr(f"{module}.recorded_root", lambda: folder)
    return folder


@pytest.fixture
def shelf(tmp_path: Path, recorded: Path) -> Path:
    """Three runs of the player's; none that ship."""
    saves = tmp_path / "saves"
    kept(saves, *RECORD, name="the record")
    kept(saves, *PARTED, name="a quiet July")
    kept(saves, *POWER[:2], name="half way")
    return saves
