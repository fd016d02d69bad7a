"""The ledger and why: every hinge beside the record, and the reasons of what is locked or over."""

from pathlib import Path

import pytest

from game.terminal.screens.ledger import LedgerScreen
from game.terminal.screens.page import PageScreen
from game.terminal.screens.sheets import Sheet
from tests.terminal.pages import open_page

TO_HINGE = ("open-window", "hand-it-on")


async def test_it_says_what_will_be_here(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("l")
        assert isinstance(page.app.screen, LedgerScreen)
        assert "Nothing has been decided yet." in page.text()
        assert "A hinge is a moment" in page.text()
        await page.press("enter", "down", "q")
        assert isinstance(page.app.screen, PageScreen)


@pytest.mark.parametrize(("width", "words"), [(120, True), (80, False)])
async def test_a_hinge_stands_beside_the_record(tmp_path: Path, width: int, words: bool) -> None:
    async with open_page(tmp_path, (width, 24), *TO_HINGE) as page:
        await page.press("2", "l")
        line = next(row for row in page.all_lines() if "fire on the crowd" in row)
        assert line.split()[:4] == ["›", "4", "July", "◆"]
        assert "The crowd was" in line and "The picket knows" in line
        assert ("parted" in line) == words
        assert "◆ parted 1" in page.text()
        assert "hinge the record this run" in page.text()


async def test_the_keys_name_the_transcript(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24), *TO_HINGE) as page:
        await page.press("2", "l")
        assert page.all_lines()[-1].split() == "Enter all of it q back T in the transcript ? keys".split()


async def test_a_narrow_one_keeps_sign_hinge_and_deed(tmp_path: Path) -> None:
    async with open_page(tmp_path, (40, 15), *TO_HINGE) as page:
        await page.press("1", "l")
        assert "● fire on the crowd: Leave the cord." in page.text()


async def test_enter_tells_the_whole_story_of_a_hinge(tmp_path: Path) -> None:
    async with open_page(tmp_path, (100, 50), *TO_HINGE) as page:
        await page.press("2", "l", "enter")
        assert isinstance(page.app.screen, Sheet)
        text = page.text()
        for words in (
            "fire on the crowd",
            "4 July 1917 (17 July New Style), The telephone exchange · parted · step 3",
            "ON THE RECORD",
            "WHY IT COULD BE",
            "How many died in the July Days?",
            "WHAT FOLLOWED",
            "The rain has stopped.",
        ):
            assert words in text.replace("│ ", ""), words
        await page.press("escape", "escape")
        assert isinstance(page.app.screen, PageScreen)


async def test_a_sheet_says_that_there_is_more(tmp_path: Path) -> None:
    async with open_page(tmp_path, (60, 14), *TO_HINGE) as page:
        await page.press("2", "l", "enter")
        assert "↓: more" in page.text()
        await page.press(*["space"] * 5)
        assert "↓: more" not in page.text()


async def test_why_a_choice_is_locked(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 30)) as page:
        await page.press("w")
        assert isinstance(page.app.screen, Sheet)
        text = page.text()
        assert "Go down to the steps." in text
        assert "They don't know your face there yet." in text
        assert "It asks for: father at least 2 (now 0)." in text


async def test_why_with_nothing_to_ask_about(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 30), *TO_HINGE) as page:
        await page.press("w")
        assert isinstance(page.app.screen, PageScreen)


async def test_why_the_year_ended_so(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), *TO_HINGE, "warn-the-picket") as page:
        await page.press("1", "space", "w")
        text = page.text()
        assert "The Archive Shelf" in text
        assert "Open a window." in text
        assert "◆ fire on the crowd: The picket knows what is coming" in text
        assert "Soviet 9, Government 2, Bread 2, The record 8" in text.replace("│ ", "").replace(" │", "")
        await page.press("escape", "l", "w")
        assert "The decisions that led here" in page.text()


async def test_why_says_which_conditions_chose_the_way(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 50), *TO_HINGE, "warn-the-picket") as page:
        await page.press("1", "space", "w")
        assert "Another way asked for: The record at most 6 (then 8)." in page.text()


async def test_the_palette_reaches_them(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        names = {command.title for command in page.app.get_system_commands(page.app.screen)}
        assert {"Ledger", "Tree", "Endings", "Runs", "Transcript", "Codex", "Why?"} <= names
        assert "Record stands: below the text" in names


@pytest.mark.parametrize("size", [(20, 5), (3, 2), (250, 80)])
async def test_any_size_will_do(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_page(tmp_path, size, *TO_HINGE) as page:
        await page.press("2", "l", "down", "enter", "escape", "question_mark", "escape", "escape")
        assert isinstance(page.app.screen, PageScreen)
