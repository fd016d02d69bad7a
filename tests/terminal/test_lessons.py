"""What a new reader is told: in play, once, and not at all after Esc."""

from pathlib import Path

import pytest

from game.terminal import lessons
from game.terminal.settings import read_settings
from game.terminal.widgets.notice import Hint
from tests.terminal.pages import Page, open_page

TO_HINGE = ("open-window", "hand-it-on")


@pytest.fixture
def new_reader(config: Path) -> Path:
    """One who has never played."""
    path = config / "settings.yaml"
    path.unlink()
    return path


def hint(page: Page) -> str:
    shown = page.app.screen.query_one(Hint)
    return shown.text if shown.display else ""


@pytest.mark.parametrize(
    ("step", "at_hinge", "learnt", "lesson"),
    [
        (0, False, (), "choose"),
        (0, False, ("choose",), ""),
        (1, False, ("choose",), "undo"),
        (3, False, (), "undo"),
        (4, False, (), ""),
        (3, True, (), "record"),
        (9, True, ("undo", "choose"), "record"),
        (9, True, lessons.LESSONS, ""),
    ],
)
def test_each_lesson_has_its_time(step: int, at_hinge: bool, learnt: tuple[str, ...], lesson: str) -> None:
    assert lessons.lesson_at(step, at_hinge, learnt) == lesson


def test_a_lesson_whose_time_is_over_is_not_told_again() -> None:
    assert lessons.past("", "", 0) == frozenset()
    assert lessons.past("choose", "undo", 1) == {"choose"}
    assert lessons.past("record", "", 4) == {"choose", "undo", "record"}


async def test_choosing_undo_and_the_record_are_taught_in_play(tmp_path: Path, new_reader: Path) -> None:
    async with open_page(tmp_path) as page:
        assert hint(page) == "1–3 takes a choice; u takes it back, as often as you like.  Esc: no hints"
        await page.press("1", "space")
        assert hint(page).startswith("u takes back what you chose")
        await page.press("u")
        assert hint(page) == ""
        await page.press("1", "space", "1", "1")
        assert hint(page).startswith("Here things could part: r shows")
        await page.press("r")
        assert hint(page) == ""
    assert read_settings(new_reader).learnt == lessons.LESSONS


async def test_esc_puts_all_of_it_away_for_good(tmp_path: Path, new_reader: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("escape")
        assert hint(page) == ""
        await page.press("1", "space")
        assert hint(page) == ""
    async with open_page(tmp_path) as page:
        assert hint(page) == ""


async def test_hints_are_no_part_of_the_text(tmp_path: Path, new_reader: Path) -> None:
    async with open_page(tmp_path, (40, 15)) as page:
        assert "takes a choice" in page.text()
        assert "takes a choice" not in " ".join(page.lines())


async def test_a_player_who_goes_on_is_left_alone(tmp_path: Path, new_reader: Path) -> None:
    async with open_page(tmp_path, (80, 40), *TO_HINGE) as page:
        await page.press("1")
        assert hint(page).startswith("Here things could part")
        await page.press("1")
        assert hint(page) == ""
    assert read_settings(new_reader).learnt == lessons.LESSONS


async def test_who_wants_no_record_is_not_told_of_it(tmp_path: Path, new_reader: Path) -> None:
    new_reader.write_text("record: never\nlearnt: [choose, undo]\n")
    async with open_page(tmp_path, (80, 40), *TO_HINGE) as page:
        await page.press("1")
        assert hint(page) == ""
