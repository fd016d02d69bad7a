"""The settings: kept as a few lines, read whatever they hold."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.settings import Settings, keep_changes, read_settings, settings_path, settings_text, write_settings
from tests.terminal.pages import STORY, open_page


def test_they_lie_where_the_environment_says(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_path() == config / "settings.yaml"
    monkeypatch.delenv("OCTOBER_CONFIG")
    assert settings_path().parent.name == "october-or-otherwise"


def test_what_was_written_is_read(tmp_path: Path) -> None:
    settings = Settings(
        "paper",
        "es",
        "new",
        "paragraphs",
        "reduced",
        "always",
        "below",
        64,
        "plain",
        frozenset({"undo", "choose"}),
        ("pace: slow",),
    )
    write_settings(tmp_path / "new" / "settings.yaml", settings)
    assert read_settings(tmp_path / "new" / "settings.yaml") == settings
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.yaml"]


@pytest.mark.parametrize(
    "text",
    ["", "\0\0", "theme", "theme:", "theme: puce", "record: [often]", "learnt: {a: b}", ": : :", "- theme: paper"],
)
def test_what_makes_no_sense_is_as_at_first(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(text)
    settings = read_settings(path)
    assert (settings.theme, settings.record, settings.record_at) == ("ink", "ask", "margin")
    assert settings.learnt <= {"a", "b"}


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.yaml"
    path.write_bytes(data)
    settings = read_settings(path)
    write_settings(path, settings)
    assert read_settings(path) == settings


def test_lines_of_another_version_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("# mine\npace: slow\ntheme: paper\n")
    assert settings_text(read_settings(path)).splitlines()[-2:] == ["# mine", "pace: slow"]


def test_a_file_may_be_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("theme: \"paper\"  # the light one\r\nwidth: '60'\r\ncalendar:    new\r\n")
    assert read_settings(path)[:3] == ("paper", "", "new")
    assert read_settings(path).width == 60


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.yaml")
    assert read_settings(tmp_path / "settings.yaml") == Settings()


def test_two_that_play_at_once_keep_what_the_other_has_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    at_first = Settings()
    keep_changes(path, at_first, at_first._replace(theme="paper", learnt=frozenset({"undo"})))
    keep_changes(path, at_first, at_first._replace(width=60, learnt=frozenset({"choose"})))
    assert read_settings(path) == Settings("paper", width=60, learnt=frozenset({"undo", "choose"}))


def test_a_folder_in_the_way_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.mkdir()
    assert read_settings(path) == Settings()
    with pytest.raises(OSError, match="Is a directory"):
        write_settings(path, Settings())


async def test_a_theme_is_remembered(tmp_path: Path, config: Path) -> None:
    async with open_page(tmp_path) as page:
        page.app.action_set("theme", "paper")
        await page.pilot.pause()
    assert read_settings(config / "settings.yaml").theme == "paper"
    async with OctoberApp(Desk(STORY, tmp_path)).run_test() as pilot:
        assert pilot.app.theme == "paper"
