"""On the record: in the margin or below the text, with its sources and what they dispute."""

from pathlib import Path

from game.terminal.app import OctoberApp
from game.terminal.settings import Settings
from game.terminal.widgets.panel import Panel, panel_width
from tests.terminal.pages import Page, open_page

TO_HINGE = ("open-window", "hand-it-on")


def in_margin(page: Page) -> bool:
    return "ON THE RECORD" in page.app.screen.query_one(Panel).render().plain


def in_text(page: Page) -> bool:
    return any("ON THE RECORD" in line for line in page.lines())


def below(app: OctoberApp) -> None:
    app.settings = Settings(record_at="below")


async def test_sources_have_titles_and_say_what_is_disputed(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), *TO_HINGE) as page:
        await page.press("2", "r")
        text = page.text()
        assert "SOURCES – Common to the standard histories of 1917 (july-casualties)" in text
        assert "– An encyclopedia [disputed] How many died in the July Days? (july-dead)" in text


async def test_it_stands_in_the_margin_where_there_is_room(tmp_path: Path) -> None:
    async with open_page(tmp_path, (160, 45), *TO_HINGE) as page:
        await page.press("2", "r")
        assert in_margin(page) and not in_text(page)
        assert "Leave the cord." in page.text() or "Go home along the canal." in page.text()
        await page.press("r")
        assert not in_margin(page)
        await page.press("r", "u")
        assert not in_margin(page)


async def test_it_stands_below_on_narrower_and_lower_pages(tmp_path: Path) -> None:
    for size in ((139, 45), (160, 20), (80, 24)):
        async with open_page(tmp_path, size, *TO_HINGE) as page:
            await page.press("2", "r")
            assert in_text(page) and not in_margin(page), size


async def test_or_below_by_setting(tmp_path: Path) -> None:
    async with open_page(tmp_path, (160, 45), *TO_HINGE, before=below) as page:
        await page.press("2", "r")
        assert in_text(page) and not in_margin(page)


async def test_it_moves_as_the_terminal_does(tmp_path: Path) -> None:
    async with open_page(tmp_path, (160, 45), *TO_HINGE) as page:
        await page.press("2", "r")
        await page.resize(120, 45)
        assert in_text(page) and not in_margin(page)
        await page.resize(160, 45)
        assert in_margin(page) and not in_text(page)


async def test_the_panel_holds_every_gauge_with_its_change(tmp_path: Path) -> None:
    for width in (100, 120, 140, 250):
        async with open_page(tmp_path, (width, 40)) as page:
            await page.press("2")
            panel = page.app.screen.query_one(Panel)
            assert panel.size.width + 5 == panel_width(width)
            lines = panel.render().plain.splitlines()
            assert "The record ███████░  9 +1" in lines
            assert max(map(len, lines)) <= panel.size.width


async def test_a_page_keeps_the_readers_place_when_the_margin_widens(tmp_path: Path) -> None:
    async with open_page(tmp_path, (139, 12), *TO_HINGE) as page:
        page.reading.move_to(page.reading.galley.text_top_of(3))
        top = next(line for line in page.lines() if line.strip())
        await page.resize(141, 12)
        await page.resize(139, 12)
        assert next(line for line in page.lines() if line.strip()) == top
