"""The runs on the screen: listed, sorted, found, taken up, put away and brought back; broken ones told of."""

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from game.play.runfile import read_run_file
from game.play.runlines import standing
from game.terminal.runlist import day
from game.terminal.screens.compare import CompareScreen
from game.terminal.screens.page import PageScreen
from game.terminal.screens.replay import ReplayScreen
from game.terminal.screens.runs import RunsScreen
from game.terminal.screens.title import TitleScreen
from game.terminal.screens.transcript import TranscriptScreen
from game.terminal.screens.tree import TreeScreen
from game.terminal.widgets.lines import Lines
from tests.terminal.pages import open_page
from tests.terminal.shelves import PARTED, Looking, kept, looking


def played(path: Path, day: int) -> None:
    """Let a run have been played last on that day of 2026."""
    when = 1_767_225_600 + day * 86_400
    os.utime(path, (when, when))


def names(at: Looking) -> list[str]:
    """The names in the list, top to bottom."""
    return [row.strip(" ›★▸✗").split("  ")[0] for row in at.rows() if row.lstrip(" ›")[:1] in ("★", "▸", "✗")]


async def test_each_says_where_it_stands_how_long_it_is_and_when_it_was_played(shelf: Path) -> None:
    played(shelf / "half-way.yaml", 40)
    async with looking(shelf, "r") as at:
        assert isinstance(at.app.screen, RunsScreen)
        await at.light("half way")
        assert "▸ half way" in at.lit() and "july days" in at.lit() and " 2 " in at.lit() and "2026-02-10" in at.lit()
        assert "open · begun " in at.text()
        await at.light("a quiet July")
        assert "★ a quiet July" in at.lit() and "The Archive Shelf" in at.lit()


async def test_the_last_played_stands_first_and_s_sorts_otherwise(shelf: Path) -> None:
    for number, name in enumerate(("a-quiet-july", "half-way", "the-record")):
        played(shelf / f"{name}.yaml", number)
    async with looking(shelf, "r") as at:
        assert names(at) == ["the record", "half way", "a quiet July"]
        await at.press("s", "s")
        assert "by name" in at.text()
        assert names(at) == ["a quiet July", "half way", "the record"]
        await at.press("s")
        assert names(at)[-1] == "half way"
        await at.press("s")
        assert names(at)[0] == "the record"


async def test_slash_finds_as_it_is_typed_and_esc_shows_all_again(shelf: Path) -> None:
    async with looking(shelf, "r", "slash", *"SHELF quiet") as at:
        assert names(at) == ["a quiet July"]
        assert "1 of 3 runs" in at.text()
        await at.press("enter", "escape")
        assert len(names(at)) == 3
        await at.press("slash", "z", "z")
        assert "not found" in at.text()
        await at.press("escape", "escape")
        assert isinstance(at.app.screen, TitleScreen)


async def test_enter_goes_on_with_a_run(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        await at.light("half way")
        await at.press("enter")
        assert isinstance(at.app.screen, PageScreen)
        assert at.app.screen.session.path == shelf / "half-way.yaml"


async def test_a_run_that_ships_stands_apart_and_is_replayed(shelf: Path, recorded: Path) -> None:
    kept(recorded, *PARTED, name="shipped")
    async with looking(shelf, "r") as at:
        await at.light("SHIPPED WITH THE GAME")
        assert "to replay, to fork" in at.text()
        await at.press("d", "enter", "down")
        assert "shipped" in at.lit()
        await at.press("d")
        assert "f makes one of your own from it" in at.text()
        await at.press("enter")
        assert isinstance(at.app.screen, ReplayScreen)


async def test_a_file_that_cannot_be_played_says_why_and_can_be_put_away(shelf: Path) -> None:
    (shelf / "torn.yaml").write_text("format: october-run/1\nnonsense \x1b[31m")
    async with looking(shelf, "r", size=(120, 30)) as at:
        await at.light("✗ torn")
        assert "cannot be played: " in at.lit()
        await at.press("enter")
        assert "torn.yaml cannot be played" in at.text()
        await at.press("escape", "d")
        assert names(at) and "torn" not in names(at)
    assert (shelf / "trash" / "torn.yaml").exists()


async def test_d_deletes_and_u_brings_back(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        await at.light("half way")
        await at.press("d")
        assert "half way is deleted. u brings it back." in at.text()
        assert "half way" not in names(at)
        await at.press("u")
        assert "half way" in at.lit()
    assert (shelf / "half-way.yaml").exists()


async def test_what_was_deleted_can_be_brought_back_from_the_tree_too(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        await at.light("half way")
        await at.press("d", "escape", "t", "u")
        assert isinstance(at.app.screen, TreeScreen)
        assert "half way" in at.lit()


async def test_n_names_the_run(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        await at.light("half way")
        await at.press("n", "ctrl+u")
        await at.type("two thirds")
        await at.press("enter")
        assert "two thirds" in at.lit()
    assert read_run_file(shelf / "half-way.yaml").name == "two thirds"


async def test_f_forks_and_c_compares(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        await at.light("half way")
        await at.press("c")
        assert "⇄" in at.lit()
        await at.light("a quiet July")
        await at.press("c")
        assert isinstance(at.app.screen, CompareScreen)
        await at.press("q", "f", *"again", "enter")
        assert isinstance(at.app.screen, PageScreen)
        assert at.app.screen.session.name == "again"


async def test_t_shows_it_in_the_tree_and_shift_t_its_transcript(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        await at.light("a quiet July")
        await at.press("T")
        assert isinstance(at.app.screen, TranscriptScreen)
        await at.press("q", "t")
        assert isinstance(at.app.screen, TreeScreen)
        assert "a quiet July" in at.lit()


async def test_over_a_page_the_run_that_is_played_leads_back_to_it(shelf: Path) -> None:
    async with open_page(shelf, (100, 30), "take-down") as page:
        page.app.show_runs()
        await page.press("d")
        assert "This is the run you are playing." in page.text()
        assert any("◀ you" in line for line in page.all_lines())
        await page.press("enter")
        assert isinstance(page.app.screen, PageScreen)
        assert page.run.step == 1


async def test_the_run_that_is_played_is_named_and_noted_while_it_is(shelf: Path) -> None:
    async with open_page(shelf, (100, 30), "take-down") as page:
        path = page.screen.session.path
        assert path is not None
        page.app.show_runs()
        await page.pilot.pause()
        await page.press("n", "ctrl+u", *"mine", "enter", "o", *"rain", "enter")
        assert "mine" in page.text() and "“rain”" in page.text()
        await page.press("escape", "space", "1")
        assert page.screen.session.name == "mine"
        assert not page.screen.session.trouble
    assert read_run_file(path).name == "mine"
    assert len(standing(read_run_file(path).lines).choices) == 2


async def test_no_runs_is_no_error(tmp_path: Path, recorded: Path) -> None:
    async with looking(tmp_path / "nowhere", "r") as at:
        assert "No runs yet" in at.text()
        await at.press("enter", "n", "d", "u", "x", "f", "c", "p", "t", "T", "s", "down", "end")
        assert isinstance(at.app.screen, RunsScreen)
        await at.press("escape")
        assert isinstance(at.app.screen, TitleScreen)


async def test_the_palette_does_what_its_keys_do(shelf: Path) -> None:
    async with looking(shelf, "r", "ctrl+p", *"sort otherwise") as at:
        await at.press("enter")
        assert "last begun first" in at.text()


async def test_the_mouse_lights_and_takes(shelf: Path) -> None:
    async with looking(shelf, "r") as at:
        lit = at.lit()
        for _click in range(2):
            await at.pilot.click(Lines, (8, 2))
            await at.pilot.pause()
            if isinstance(at.app.screen, RunsScreen):
                assert at.lit() != lit
        assert isinstance(at.app.screen, PageScreen)


async def test_any_size_will_do(shelf: Path) -> None:
    for size in ((10, 4), (3, 2), (250, 80)):
        async with looking(shelf, "r", size=size) as at:
            await at.press("down", "slash", "a", "enter", "s", "escape", "question_mark", "escape")
            assert isinstance(at.app.screen, RunsScreen)


def test_a_day_at_the_edge_of_all_years_is_told_as_it_stands() -> None:
    assert day(datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))).endswith("1-01-01")
