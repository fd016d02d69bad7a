"""What it looks like: the page at three sizes, a sheet over it, the title, and the screens that look back."""

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest

from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from tests.terminal.maps import mapped
from tests.terminal.pages import STORY
from tests.terminal.shelves import POWER, kept

SIZES = [(40, 15), (80, 24), (120, 40)]


def page(saves: Path, *choices: str) -> OctoberApp:
    session = Desk(STORY, saves, seed=7).begin()
    for choice in choices:
        session.choose(choice)
    return OctoberApp(Desk(STORY, saves), session)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_page(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    assert snap_compare(page(tmp_path), terminal_size=size, press=["2", "space", "down"])


@pytest.mark.parametrize("theme", ["paper", "high-contrast"])
def test_the_record_in_another_theme(snap_compare: Any, tmp_path: Path, theme: str) -> None:
    app = page(tmp_path, "open-window", "hand-it-on")
    app.set_reactive(OctoberApp.theme, theme)
    app.stylesheet.set_variables(app.get_css_variables())
    assert snap_compare(app, terminal_size=(120, 40), press=["2", "r"])


def test_the_codex_over_a_page(snap_compare: Any, tmp_path: Path) -> None:
    assert snap_compare(page(tmp_path), terminal_size=(80, 24), press=["c"])


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
def test_the_title(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    app = OctoberApp(Desk(STORY, tmp_path))
    assert snap_compare(app, terminal_size=size, press=["wait:300"])


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_the_ledger(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    assert snap_compare(page(tmp_path, "open-window", "hand-it-on"), terminal_size=size, press=["2", "l"])


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_the_tree(snap_compare: Any, shelf: Path, size: tuple[int, int]) -> None:
    (shelf / "torn.yaml").write_text("nonsense")
    app = OctoberApp(Desk(STORY, shelf))
    assert snap_compare(app, terminal_size=size, press=["wait:300", "t", "wait:300", "down", "down"])


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_a_comparison(snap_compare: Any, shelf: Path, size: tuple[int, int]) -> None:
    power = kept(shelf, *POWER, name="power")

    async def compare(pilot: Any) -> None:
        await pilot.pause(0.3)
        pilot.app.compare(shelf / "the-record.yaml", power)
        await pilot.pause()

    assert snap_compare(OctoberApp(Desk(STORY, shelf)), terminal_size=size, run_before=compare)


def test_the_transcript(snap_compare: Any, tmp_path: Path) -> None:
    app = page(tmp_path, "open-window", "hand-it-on")
    assert snap_compare(app, terminal_size=(80, 24), press=["slash", *"the b"])


def test_the_codex(snap_compare: Any, tmp_path: Path) -> None:
    assert snap_compare(page(tmp_path), terminal_size=(120, 40), press=["C", "enter"])


@pytest.mark.parametrize("key", ["r", "e"], ids=["runs", "endings"])
def test_the_shelf(snap_compare: Any, shelf: Path, recorded: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    kept(recorded, *POWER, name="Power, Taken")
    for path in shelf.glob("*.yaml"):
        path.write_text(re.sub(r"started: .*", "started: 2026-03-04T12:00:00Z", path.read_text()))
        os.utime(path, (1_772_625_600, 1_772_625_600))
    assert snap_compare(OctoberApp(Desk(STORY, shelf)), terminal_size=(80, 24), press=["wait:300", key, "wait:300"])


def test_a_first_page_that_teaches(snap_compare: Any, tmp_path: Path, config: Path) -> None:
    (config / "settings.yaml").unlink()
    assert snap_compare(page(tmp_path), terminal_size=(80, 24))


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_the_settings(
    snap_compare: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    kept_in = Path("/home/you/.config/october-or-otherwise/settings.yaml")
    monkeypatch.setattr("game.terminal.screens.settings.settings_path", lambda: kept_in)
    assert snap_compare(page(tmp_path), terminal_size=size, press=["comma", "down", "down"])


def test_the_record_in_the_margin(snap_compare: Any, tmp_path: Path) -> None:
    assert snap_compare(page(tmp_path, "open-window", "hand-it-on"), terminal_size=(160, 40), press=["2", "r"])


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_the_map(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    app = OctoberApp(Desk(mapped(tmp_path / "story"), tmp_path / "saves"))
    assert snap_compare(app, terminal_size=size, press=["wait:300", "m", "end", "up", "up"])
