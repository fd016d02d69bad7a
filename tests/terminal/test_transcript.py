"""The transcript: all that was read, searched, copied and written to a file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from game.terminal.desk import Desk
from game.terminal.screens.page import PageScreen
from game.terminal.screens.sheets import CodexSheet, Sheet
from game.terminal.screens.title import TitleScreen
from game.terminal.screens.transcript import TranscriptScreen
from game.terminal.transcript import read_of, text_of, transcript_of
from game.terminal.widgets.pages import Pages
from tests.terminal.pages import STORY, Page, open_page
from tests.terminal.shelves import PARTED, RECORD, kept, looking


@asynccontextmanager
async def transcript(
    saves: Path, *choices: str, size: tuple[int, int] = (80, 24), key: str = "T"
) -> AsyncIterator[tuple[Page, TranscriptScreen]]:
    async with open_page(saves, size, *(choices or PARTED), resumed=True) as page:
        await page.press(key)
        await page.pilot.pause()
        screen = page.app.screen
        assert isinstance(screen, TranscriptScreen)
        yield page, screen


def pages(page: Page) -> Pages:
    return page.app.screen.query_one(Pages)


def top(page: Page) -> str:
    return pages(page).render_line(0).text.strip()


def blocks(saves: Path, *choices: str) -> list[str]:
    run = Desk(STORY, saves).replay(kept(saves, *choices)).run
    return [f"{block.prefix}{block.paragraph.plain}" for block in transcript_of(read_of(run)).blocks]


def test_scenes_days_choices_and_hinges_stand_where_they_were_read(tmp_path: Path) -> None:
    read = blocks(tmp_path, *PARTED)
    assert read[0] == "The July Days"
    assert read[1].startswith("4 July 1917 (17 July New Style)")
    chosen = read.index("> Plug it in and say what you see.")
    assert read[chosen + 1] == "◆ fire on the crowd: parted"
    assert read[-2:] == ["The Archive Shelf", "The End"]


def test_a_day_and_a_place_are_told_when_they_change(tmp_path: Path) -> None:
    days = [block for block in blocks(tmp_path, *PARTED) if block.startswith(("4 July", "November 1957"))]
    assert days == [
        "4 July 1917 (17 July New Style), Tauride Palace",
        "4 July 1917 (17 July New Style), The telephone exchange",
        "November 1957, The telephone exchange",
    ]


async def test_it_opens_from_the_page_at_the_newest_step_and_goes_back(tmp_path: Path) -> None:
    async with transcript(tmp_path) as (page, _screen):
        assert "TRANSCRIPT" in page.text()
        assert "The End" in page.text()
        await page.press("home")
        assert "The July Days" in page.text()
        await page.press("escape")
        assert isinstance(page.app.screen, PageScreen)


async def test_finding_goes_along_as_it_is_typed(tmp_path: Path) -> None:
    async with transcript(tmp_path, key="slash") as (page, screen):
        await page.press(*"BRIDGES")
        assert "1 of " in page.text()
        assert any("› " in line and "bridges" in line.lower() for line in page.all_lines())
        await page.press("z")
        assert "not found" in page.text()
        await page.press("escape")
        assert page.app.screen is screen
        assert "not found" not in page.text()


async def test_n_goes_round_what_was_found(tmp_path: Path) -> None:
    async with transcript(tmp_path, key="T") as (page, screen):
        await page.press("home", "slash", *"the", "enter")
        count = len(pages(page).found)
        for key, number in (("n", 2), ("N", 1), ("N", count), ("n", 1)):
            await page.press(key)
            assert f"{number} of {count}" in page.text()
        await page.press("escape")
        assert page.app.screen is screen
        assert f" of {count}" not in page.text()


async def test_what_is_found_shows_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with transcript(tmp_path, key="slash") as (page, _screen):
        await page.press(*"bridges")
        reading = pages(page)
        marked = [
            (segment.text, segment.style)
            for y in range(reading.size.height)
            for segment in reading.render_line(y)
            if segment.style is not None and segment.style.reverse
        ]
        assert marked and all(text.lower() == "bridges" for text, _style in marked)
        assert sum(bool(style.underline) for _text, style in marked) == 1


async def test_s_and_h_leap_to_scenes_and_hinges(tmp_path: Path) -> None:
    async with transcript(tmp_path, size=(80, 12)) as (page, _screen):
        await page.press("home", "h")
        assert "Plug it in" in top(page)
        await page.press("s")
        assert "The Shelf" in top(page)
        await page.press("S")
        assert "The July Days" in top(page)


async def test_c_copies_all_and_writes_what_the_plain_reader_prints(tmp_path: Path) -> None:
    async with transcript(tmp_path) as (page, _screen):
        await page.press("c")
        text = text_of(read_of(page.run))
        assert page.app.clipboard == text
        (path,) = (tmp_path / "transcripts").iterdir()
        assert path.read_text(encoding="utf-8") == text
        assert "It is also in " in page.text()


async def test_the_palette_copies_too(tmp_path: Path) -> None:
    async with transcript(tmp_path) as (page, _screen):
        await page.press("ctrl+p", *"copy all")
        await page.pilot.pause(0.3)
        await page.press("enter")
        await page.pilot.pause(0.1)
        assert page.app.clipboard == text_of(read_of(page.run))


async def test_p_copies_the_page_at_the_top(tmp_path: Path) -> None:
    async with transcript(tmp_path) as (page, _screen):
        await page.press("home", "p")
        (path,) = (tmp_path / "transcripts").iterdir()
        assert path.stem.endswith("-0")
        assert page.app.clipboard == path.read_text(encoding="utf-8")
        assert page.app.clipboard.startswith("The July Days. 4 July 1917")


async def test_a_copy_whose_file_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with transcript(tmp_path) as (page, _screen):
        (tmp_path / "transcripts").write_text("in the way")
        await page.press("c")
        assert "No file could be written" in page.text()
        assert page.app.clipboard


async def test_x_writes_over_nothing(tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    async with transcript(tmp_path, size=(120, 30)) as (page, _screen):
        await page.press("x")
        page.app.screen.query_one(Input).value = str(target)
        await page.press("enter")
        assert "is there already" in page.text()
    assert target.read_text() == "mine"


async def test_a_name_that_ends_in_md_makes_it_markdown(tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    async with transcript(tmp_path, size=(120, 30)) as (page, _screen):
        await page.press("x")
        page.app.screen.query_one(Input).value = str(target)
        await page.press("enter")
    assert "\n## The July Days\n" in target.read_text(encoding="utf-8")


async def test_a_replay_has_one_as_far_as_it_is_shown(shelf: Path) -> None:
    async with looking(shelf) as at:
        at.app.replay(shelf / "a-quiet-july.yaml", 2)
        await at.press("T")
        assert isinstance(at.app.screen, TranscriptScreen)
        assert "a quiet July · 2 choices" in at.text()
        assert "The End" not in at.text()


async def test_from_the_ledger_it_opens_where_a_hinge_was_decided(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 12), *PARTED, resumed=True) as page:
        await page.press("l", "T")
        await page.pilot.pause()
        assert isinstance(page.app.screen, TranscriptScreen)
        assert "Plug it in" in top(page)


async def test_from_the_title_the_palette_opens_the_newest(shelf: Path) -> None:
    async with looking(shelf, "ctrl+p", *"transcript", "enter") as at:
        assert isinstance(at.app.screen, TranscriptScreen)
        await at.press("q")
        assert isinstance(at.app.screen, TitleScreen)


async def test_before_anything_was_read_it_says_what_will_be_there(tmp_path: Path) -> None:
    async with looking(tmp_path / "nowhere", "ctrl+p", *"transcript", "enter") as at:
        assert isinstance(at.app.screen, Sheet)
        assert "Nothing has been read yet." in at.text()


async def test_any_size_will_do(tmp_path: Path) -> None:
    for size in ((10, 4), (3, 2), (250, 80)):
        async with transcript(tmp_path, *RECORD, size=size) as (page, screen):
            await page.press("slash", "a", "enter", "n", "c", "home", "end", "s", "S", "h", "H", "p")
            assert page.app.screen is screen


async def test_another_calendar_is_heeded_at_once(tmp_path: Path) -> None:
    async with transcript(tmp_path, size=(100, 30)) as (page, _screen):
        await page.press("home")
        assert "4 July 1917 (17 July New Style)" in page.text()
        page.app.action_set("calendar", "new")
        await page.pilot.pause()
        assert "17 July 1917 (4 July Old Style)" in page.text()


async def test_a_click_on_a_link_opens_the_codex(tmp_path: Path) -> None:
    async with transcript(tmp_path) as (page, _screen):
        await page.press("home")
        rows = [pages(page).render_line(y).text for y in range(10)]
        y, row = next((y, row) for y, row in enumerate(rows) if "Osip" in row)
        await page.pilot.click(Pages, (row.index("Osip"), y))
        await page.pilot.pause()
        assert isinstance(page.app.screen, CodexSheet)


async def test_what_was_not_read_yet_is_not_in_it(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), *PARTED[:3]) as page:
        await page.press("1")
        assert "Continue" in page.text()
        await page.press("T")
        await page.pilot.pause()
        assert "You sleep in your coat." in page.text()
        assert "grey overall" not in page.text() and "The End" not in page.text()
        await page.press("c")
        assert "grey overall" not in page.app.clipboard


async def test_what_was_found_stays_in_sight_when_the_terminal_changes(tmp_path: Path) -> None:
    async with transcript(tmp_path, key="slash") as (page, _screen):
        await page.press(*"bridges")
        for size in ((40, 15), (120, 12), (60, 30)):
            await page.resize(*size)
            assert any("› " in line and "BRIDGES" in line for line in page.all_lines()), size
