"""The whole codex: whom and what a run has met, what is known of them, and where they were met."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from game.terminal.desk import Desk
from game.terminal.meetings import meetings_of
from game.terminal.screens.codex import CodexScreen
from game.terminal.screens.page import PageScreen
from game.terminal.screens.sheets import CodexSheet
from game.terminal.screens.title import TitleScreen
from game.terminal.screens.transcript import TranscriptScreen
from game.terminal.widgets.entry import Entry
from tests.terminal.pages import STORY, Page, open_page
from tests.terminal.shelves import PARTED, kept, looking


@asynccontextmanager
async def codex(
    saves: Path, *choices: str, size: tuple[int, int] = (100, 30), story: Path = STORY
) -> AsyncIterator[Page]:
    async with open_page(saves, size, *choices, resumed=True, story=story) as page:
        await page.press("C")
        await page.pilot.pause()
        assert isinstance(page.app.screen, CodexScreen)
        yield page


def lit(page: Page) -> str:
    return next(row for row in page.all_lines() if row.lstrip().startswith("› "))


def test_an_entry_is_met_at_each_step_that_names_it_or_stands_there(tmp_path: Path) -> None:
    met = meetings_of(Desk(STORY, tmp_path).replay(kept(tmp_path, *PARTED)).run.turns)
    assert [(one.step, one.scene) for one in met["osip"]] == [(0, "july-days")]
    assert [one.step for one in met["tauride-palace"]] == [0, 1]
    assert "" not in met


async def test_only_those_met_are_named_until_all_are_asked_for(tmp_path: Path) -> None:
    async with codex(tmp_path) as page:
        assert "2 of 3 met in The July Days" in page.text()
        assert "● Osip Reznik" in page.text() and "● Tauride Palace" in page.text()
        assert "1 not met yet" in page.text() and "telephone exchange" not in page.text()
        await page.press("a")
        assert "○ The telephone exchange" in page.text()
        await page.press("a")
        assert "telephone exchange" not in page.text()


async def test_the_lit_entry_stands_beside_the_list_with_where_it_was_met(tmp_path: Path) -> None:
    async with codex(tmp_path, "open-window") as page:
        assert "Osip Reznik" in lit(page)
        assert "Осип Резник · person" in page.text()
        assert "First met: The July Days, 4 July 1917 (17 July New Style), at the beginning." in page.text()
        await page.press("down", "down")
        assert "Built for a prince" in page.text()
        assert "The July Days, again at step 1." in page.text()


async def test_links_are_followed_and_left_leads_back(tmp_path: Path) -> None:
    async with codex(tmp_path) as page:
        await page.press("enter", "enter")
        assert "Built for a prince" in page.text()
        await page.press("left")
        assert "Editor, Menshevik" in page.text()
        await page.press("left")
        assert page.app.focused is not page.app.screen.query_one(Entry)
        await page.press("escape")
        assert isinstance(page.app.screen, PageScreen)


async def test_a_click_follows_a_link(tmp_path: Path) -> None:
    async with codex(tmp_path) as page:
        entry = page.app.screen.query_one(Entry)
        rows = [entry.render_line(y).text for y in range(entry.size.height)]
        y, row = next((y, row) for y, row in enumerate(rows) if "palace" in row)
        await page.pilot.click(Entry, (row.index("palace"), y))
        await page.pilot.pause()
        assert "Built for a prince" in page.text()


async def test_where_there_is_no_room_an_entry_lies_over_the_list(tmp_path: Path) -> None:
    async with codex(tmp_path, size=(40, 15)) as page:
        assert "Editor" not in page.text()
        await page.press("enter")
        assert "Editor" in page.text() and "PLACES" not in page.text()
        await page.press("escape")
        assert "PLACES" in page.text() and "Osip Reznik" in lit(page)


async def test_slash_finds_in_names_of_all_languages_and_in_texts(tmp_path: Path) -> None:
    async with codex(tmp_path) as page:
        await page.press("slash", *"осип")
        assert "Osip" in page.text() and "Tauride" not in page.text().split("Editor")[0]
        await page.press(*["backspace"] * 4, *"prince")
        assert "Tauride Palace" in lit(page)
        await page.press("enter", "escape")
        assert "Osip" in page.text()


async def test_the_transcript_opens_where_it_was_met(tmp_path: Path) -> None:
    async with codex(tmp_path, *PARTED) as page:
        await page.press("T")
        assert isinstance(page.app.screen, TranscriptScreen)


async def test_from_the_entries_of_a_page_it_opens_at_the_same_one(tmp_path: Path) -> None:
    async with open_page(tmp_path, (100, 30)) as page:
        await page.press("c", "right")
        assert isinstance(page.app.screen, CodexSheet)
        await page.press("C")
        await page.pilot.pause()
        assert isinstance(page.app.screen, CodexScreen)
        assert "Tauride Palace" in lit(page)


async def test_before_any_run_it_says_what_will_be_here(tmp_path: Path) -> None:
    async with looking(tmp_path / "nowhere", "o") as at:
        assert isinstance(at.app.screen, CodexScreen)
        assert "Nobody and nothing has been met yet." in at.text()
        assert "Osip" not in at.text()
        await at.press("enter", "T", "left", "slash", "x", "escape", "a")
        assert "○ Osip Reznik" in at.text()
        await at.press("escape")
        assert isinstance(at.app.screen, TitleScreen)


async def test_the_way_back_from_an_entry_is_shown_where_there_is_little_room(tmp_path: Path) -> None:
    async with open_page(tmp_path, (40, 15)) as page:
        await page.press("C", "enter")
        assert "← back" in page.all_lines()[-1]


@pytest.mark.parametrize("key", ["o", "C"])
async def test_the_keys_that_open_it_put_it_away(shelf: Path, key: str) -> None:
    async with looking(shelf, key) as at:
        assert isinstance(at.app.screen, CodexScreen)
        await at.press(key)
        assert isinstance(at.app.screen, TitleScreen)


async def test_from_the_title_it_is_that_of_the_run_last_played(shelf: Path) -> None:
    async with looking(shelf, "o") as at:
        assert " of 3 met in " in at.text()


async def test_a_story_without_a_codex_says_so(tmp_path: Path) -> None:
    story = STORY.parent.parent / "stories" / "the-waiting-room" / "story"
    async with looking(tmp_path / "saves", "o", story=story) as at:
        assert "This story has no codex." in at.text()


async def test_any_size_will_do(tmp_path: Path) -> None:
    for size in ((10, 4), (3, 2), (250, 80)):
        async with codex(tmp_path, size=size) as page:
            await page.press("down", "enter", "tab", "enter", "left", "left", "a", "slash", "a", "enter")
            assert isinstance(page.app.screen, CodexScreen)
