"""The settings' screen: each takes effect at once, on every screen, and is kept if it can be."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from textual.widgets import Input

from game import i18n
from game.terminal.app import OctoberApp
from game.terminal.screens.page import PageScreen
from game.terminal.screens.settings import SettingsScreen
from game.terminal.screens.sheets import Sheet
from game.terminal.setting_words import all_settings
from game.terminal.settings import Settings, read_settings
from game.terminal.widgets.lines import Lines
from tests.catalogues import write_catalogue
from tests.terminal.pages import Page, open_page
from tests.terminal.shelves import looking

NAMES = [setting.key for setting in all_settings()]


@asynccontextmanager
async def settings_of(saves: Path, size: tuple[int, int] = (80, 24), *choices: str) -> AsyncIterator[Page]:
    """The settings, over a page."""
    async with open_page(saves, size, *choices) as page:
        await page.press("comma")
        assert isinstance(page.app.screen, SettingsScreen)
        yield page


async def to(page: Page, key: str) -> None:
    """Light a setting."""
    await page.press("home", *["down"] * NAMES.index(key))


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40), (20, 5)], ids=str)
async def test_it_opens_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with settings_of(tmp_path, size) as page:
        assert "Theme" in page.text()
        await page.press("end", "right", "q")
        assert isinstance(page.app.screen, PageScreen)


@pytest.mark.parametrize("key", NAMES)
async def test_right_and_left_change_each_and_it_is_kept_at_once(tmp_path: Path, config: Path, key: str) -> None:
    async with settings_of(tmp_path) as page:
        await to(page, key)
        before = getattr(page.app.settings, key)
        await page.press("right")
        changed = getattr(page.app.settings, key)
        assert changed != before
        assert getattr(read_settings(config / "settings.yaml"), key) == changed
        await page.press("left")
        assert getattr(page.app.settings, key) == before


async def test_the_lit_setting_says_what_it_does_and_what_else_it_can_be(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as page:
        await to(page, "calendar")
        assert "Which date leads" in page.text()
        assert "[Old Style first] · New Style first" in page.text()
        await page.press("enter")
        assert "Old Style first · [New Style first]" in page.text()


async def test_a_click_lights_and_another_changes(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as page:
        for _click in range(2):
            await page.pilot.click(Lines, (4, NAMES.index("motion")))
            await page.pilot.pause()
        assert page.app.settings.motion == "reduced"


async def test_the_title_and_the_palette_lead_there(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40)) as page:
        commands = {command.title: command for command in page.app.get_system_commands(page.app.screen)}
        commands["Settings"].callback()
        await page.pilot.pause()
        assert isinstance(page.app.screen, SettingsScreen)
        page.app.to_title()
        await page.press("s")
        assert isinstance(page.app.screen, SettingsScreen)


async def test_a_browser_is_not_offered_plain_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OctoberApp, "is_web", True)
    async with settings_of(tmp_path) as page:
        assert "Text width" in page.text()
        assert "Opens as" not in page.text()


async def test_each_value_can_be_had_from_the_palette(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        commands = {command.title: command for command in page.app.get_system_commands(page.app.screen)}
        commands["Calendar: New Style first"].callback()
        commands["Text width: 60"].callback()
        assert (page.app.settings.calendar, page.app.settings.width) == ("new", 60)


# What comes of each


async def test_the_sample_shows_what_comes_of_it(tmp_path: Path) -> None:
    async with settings_of(tmp_path, (120, 40)) as page:
        assert "25 October 1917 · 7 November N.S." in page.text()
        await to(page, "calendar")
        await page.press("right")
        assert "7 November 1917 · 25 October O.S." in page.text()
        await to(page, "record")
        await page.press("right")
        assert "ON THE RECORD" in page.text()


async def test_the_page_below_leads_with_the_other_calendar(tmp_path: Path) -> None:
    async with settings_of(tmp_path) as page:
        await to(page, "calendar")
        await page.press("right", "q")
        assert "17 July 1917 · 4 July O.S." in page.text()


async def test_the_ledger_leads_with_it_too_while_it_is_open(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24), "open-window", "hand-it-on", "warn-the-picket") as page:
        await page.press("l")
        assert "4 July ◆" in page.text()
        page.app.action_set("calendar", "new")
        await page.pilot.pause()
        assert "17 July ◆" in page.text()


async def test_the_text_gets_no_wider_than_it_is_set_to_be(tmp_path: Path) -> None:
    async with open_page(tmp_path, (120, 40)) as page:
        for width in (56, 64):
            page.app.action_set("width", str(width))
            await page.pilot.pause()
            lines = [line.strip() for line in page.lines()]
            assert width - 12 < max(map(len, lines)) <= width


async def test_the_record_comes_and_goes_with_its_setting(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 60), "open-window", "hand-it-on") as page:
        await page.press("2")
        assert "ON THE RECORD" not in page.text()
        page.app.action_set("record", "always")
        await page.pilot.pause()
        assert "ON THE RECORD" in page.text()
        page.app.action_set("record", "never")
        await page.pilot.pause()
        assert "ON THE RECORD" not in page.text()


async def test_reduced_motion_stills_everything_and_full_gives_it_back(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        assert page.app.moves
        page.app.action_set("motion", "reduced")
        assert not page.app.moves
        page.app.action_set("motion", "full")
        assert page.app.moves


async def test_a_value_that_there_is_not_changes_nothing(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        for key, value in (("width", "200"), ("theme", "puce"), ("language", "../x"), ("learnt", "x"), ("", "")):
            page.app.action_set(key, value)
        assert page.app.settings.theme == Settings().theme
        assert page.app.settings.width == 72


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which a few words are others."""
    words = {"undo": "zurück", "Settings": "Einstellungen", "HINGES": "ANGELN", "New": "Neu", "Calendar": "Kalender"}
    write_catalogue(tmp_path / "locales", "xx", words)
    monkeypatch.setattr(i18n, "LOCALES", str(tmp_path / "locales"))


@pytest.mark.usefixtures("pseudo")
async def test_another_language_is_spoken_at_once_everywhere(tmp_path: Path) -> None:
    async with settings_of(tmp_path, (120, 40), "open-window") as page:
        await to(page, "language")
        assert "system's" in page.text()
        await page.press("right", "right")
        assert page.app.settings.language == "xx"
        assert "Kalender" in page.text()
        await page.press("q")
        assert "zurück" in page.text()
        assert "ANGELN" in page.text()
        page.app.to_title()
        await page.pilot.pause()
        assert "Neu" in page.text()
        assert "Einstellungen" in page.text()
        page.app.action_set("language", "")
        await page.pilot.pause()
        assert "Settings" in page.text()


# Paragraph by paragraph


def slowly(app) -> None:  # type: ignore[no-untyped-def]
    app.settings = Settings(reveal="paragraphs", learnt=app.settings.learnt)


async def test_paragraphs_come_one_by_one_and_then_the_choices(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), before=slowly) as page:
        seen = [page.text()]
        while page.reading.veiled:
            page.reading.lift()
            await page.pilot.pause()
            seen.append(page.text())
        assert len(seen) > 2
        assert all(len(before) < len(after) for before, after in pairwise(seen))
        assert "Open a window" in seen[-1]
        assert "Open a window" not in seen[-2]


@pytest.mark.parametrize("key", ["1", "space", "x", "down"])
async def test_any_key_first_brings_the_rest(tmp_path: Path, key: str) -> None:
    async with open_page(tmp_path, (80, 40), before=slowly) as page:
        assert "Open a window" not in page.text()
        assert "any key: the rest" in page.text()
        await page.press(key)
        assert page.run.step == 0
        assert "Open a window" in page.text()
        assert "any key: the rest" not in page.text()
        await page.press("1")
        assert page.run.step == 1


async def test_a_click_brings_the_rest_and_takes_nothing_unseen(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), before=slowly) as page:
        page.reading.unveil()
        at = page.where("Open a window")
        page.reading.come_slowly()
        await page.pilot.click(type(page.reading), at)
        await page.pilot.pause()
        assert not page.reading.veiled
        assert page.run.step == 0


async def test_undo_shows_everything_at_once(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), before=slowly) as page:
        await page.press("x", "1", "x", "u")
        assert not page.reading.veiled


async def test_where_nothing_may_move_all_comes_at_once(tmp_path: Path) -> None:
    def still(app) -> None:  # type: ignore[no-untyped-def]
        slowly(app)
        app.animation_level = "none"

    async with open_page(tmp_path, before=still) as page:
        assert not page.reading.veiled


# Keeping them


async def test_what_cannot_be_kept_is_told_once_and_holds(tmp_path: Path, config: Path) -> None:
    (config / "settings.yaml").unlink()
    (config / "settings.yaml").mkdir()
    async with settings_of(tmp_path) as page:
        await page.press("right")
        assert isinstance(page.app.screen, Sheet)
        assert "cannot be remembered" in page.text()
        await page.press("escape", "right")
        assert isinstance(page.app.screen, SettingsScreen)
        assert page.app.settings.theme == "high-contrast"


async def test_what_is_learnt_in_passing_and_cannot_be_kept_is_no_trouble(tmp_path: Path, config: Path) -> None:
    (config / "settings.yaml").unlink()
    (config / "settings.yaml").mkdir()
    async with open_page(tmp_path) as page:
        await page.press("1", "u")
        assert isinstance(page.app.screen, PageScreen)


async def test_no_cursor_blinks_where_nothing_may_move(shelf: Path) -> None:
    for motion, blinks in (("full", True), ("reduced", False)):
        async with looking(shelf, "t", "down") as at:
            at.app.action_set("motion", motion)
            await at.press("f")
            assert at.app.screen.query_one(Input).cursor_blink is blinks
            await at.press("escape", "ctrl+p")
            assert at.app.screen.query_one(Input).cursor_blink is blinks
