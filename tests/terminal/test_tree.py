"""The tree on the screen: walked, opened, forked, named, put away, exported."""

from pathlib import Path

import pytest

from game.play.runfile import read_run_file
from game.play.runlines import standing
from game.terminal.screens.page import PageScreen
from game.terminal.screens.replay import ReplayScreen
from game.terminal.screens.title import TitleScreen
from game.terminal.screens.transcript import TranscriptScreen
from game.terminal.screens.tree import TreeScreen
from game.terminal.widgets.lines import Lines
from tests.terminal.pages import open_page
from tests.terminal.shelves import PARTED, kept, looking


async def test_it_says_what_will_be_here(tmp_path: Path, recorded: Path) -> None:
    async with looking(tmp_path / "nowhere", "t") as at:
        assert isinstance(at.app.screen, TreeScreen)
        assert "No run has been begun yet." in at.text()
        assert "grow here as one tree" in at.text()
        await at.press("enter", "f", "c", "p", "n", "a", "d", "x", "left", "right", "down", "end")
        await at.press("t")
        assert isinstance(at.app.screen, TitleScreen)


async def test_arrows_walk_it(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        assert "july days" in at.lit()
        await at.press("right", "down")
        assert "warn the picket" in at.lit()
        assert "Go home along the canal. step 4, july days · 1 run" in at.text()
        assert "★ The Archive Shelf" in at.text()
        await at.press("left")
        assert "open window" in at.lit()
        await at.press("left", "left")
        assert "where it begins" in at.text()


async def test_enter_goes_on_at_the_end_of_ones_own_run(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("half way")
        await at.press("enter")
        assert isinstance(at.app.screen, PageScreen)
        assert at.app.screen.session.run.step == 2
        assert at.app.screen.session.path == shelf / "half-way.yaml"


async def test_enter_replays_to_anywhere_else(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("open window")
        await at.press("enter")
        assert isinstance(at.app.screen, ReplayScreen)
        assert at.app.screen.replaying.step == 2
        await at.press("q")
        assert isinstance(at.app.screen, TreeScreen)


async def test_a_run_that_ships_is_replayed_and_not_changed(shelf: Path, recorded: Path) -> None:
    kept(recorded, *PARTED[:3], name="shipped")
    async with looking(shelf, "t") as at:
        await at.light("shipped")
        assert "ships with the game" in at.text()
        await at.press("d")
        assert "f makes one of your own from it" in at.text()
        await at.press("enter")
        assert isinstance(at.app.screen, ReplayScreen)


@pytest.mark.parametrize(
    ("words", "found"),
    [("warn", "warn the picket"), ("canal home", "go home"), ("fire on the crowd", "the picket"), ("HALF", "half way")],
)
async def test_slash_finds_decisions_hinges_and_runs(shelf: Path, words: str, found: str) -> None:
    async with looking(shelf, "t", "slash") as at:
        await at.type(words)
        assert found in at.lit()
        assert "1 of " in at.text()


async def test_arrows_go_round_what_was_found_and_esc_goes_back(shelf: Path) -> None:
    async with looking(shelf, "t", "down", "slash", *"shelf") as at:
        lit = [at.lit()]
        for _step in range(2):
            await at.press("down")
            lit.append(at.lit())
        assert lit[0] == lit[2] != lit[1]
        await at.press("backspace", "z")
        assert "not found" in at.text()
        await at.press("escape")
        assert at.app.screen.query_one(Lines).lit == 1
        await at.press("slash", *"quiet", "enter", "enter")
        assert isinstance(at.app.screen, PageScreen)


async def test_shift_t_opens_the_transcript_there(shelf: Path) -> None:
    async with looking(shelf, "t", "home", "T") as at:
        assert isinstance(at.app.screen, TranscriptScreen)
        assert "0/" in at.rows()[-1]
        await at.press("T")
        assert isinstance(at.app.screen, TreeScreen)


async def test_f_forks_there_under_a_name(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("open window")
        await at.press("f")
        assert "It shares the first 2 choices." in " ".join(at.text().replace("│", " ").split())
        await at.type("a third July")
        await at.press("enter")
        screen = at.app.screen
        assert isinstance(screen, PageScreen)
        assert screen.session.name == "a third July"
        assert screen.session.run.step == 2
    forked = read_run_file(shelf / "a-third-july.yaml")
    assert forked.header is not None and forked.header.parent_step == 2


async def test_esc_forks_nothing(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.press("down", "f", "escape")
        assert isinstance(at.app.screen, TreeScreen)
    assert len(list(shelf.iterdir())) == 3


async def test_n_names(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("half way")
        await at.press("n", "ctrl+u")
        await at.type("two thirds")
        await at.press("enter")
        assert "two thirds" in at.lit()


async def test_a_archives_and_d_deletes_and_u_brings_back_the_last_first(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("half way")
        await at.press("d")
        assert (shelf / "trash" / "half-way.yaml").exists()
        assert "half way is deleted. u brings it back." in at.text()
        await at.light("a quiet July")
        await at.press("a")
        assert (shelf / "archive" / "a-quiet-july.yaml").exists()
        assert "a quiet July is in the archive now." in at.text()
        await at.press("u")
        assert "a quiet July" in at.lit()
        await at.press("u")
        assert "half way" in at.lit()
        await at.press("u")
        assert "Nothing was deleted or archived since the game was opened." in at.text()


async def test_o_writes_a_note(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("half way")
        await at.press("o")
        await at.type("where Father stood")
        await at.press("enter")
        assert "“where Father stood”" in at.text()
        await at.press("o", "ctrl+u", "enter")
        assert "where Father stood" not in at.text()


async def test_x_exports_over_nothing(shelf: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.yaml"
    for said in (f"Written to {target}", "is there already"):
        async with looking(shelf, "t", size=(200, 30)) as at:
            await at.light("half way")
            await at.press("x")
            await at.press("ctrl+u")
            await at.type(str(target))
            await at.press("enter")
            assert said in at.text()
    assert target.read_bytes() == (shelf / "half-way.yaml").read_bytes()


async def test_where_no_run_ends_nothing_can_be_done_to_one(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        for key in "nadx":
            await at.press("home", key)
            assert "No run ends here" in at.text()


async def test_from_a_page_it_opens_where_one_is(shelf: Path) -> None:
    async with open_page(shelf, (100, 30), "take-down") as page:
        await page.press("t")
        for _round in range(20):
            await page.pilot.pause()
        lit = next(row for row in page.all_lines() if row.lstrip().startswith("›"))
        assert lit.endswith("◀ you")
        await page.press("d")
        assert "This is the run you are playing." in page.text()
        await page.press("enter")
        assert isinstance(page.app.screen, PageScreen)
        assert page.run.step == 1
        await page.press("space", "1", "q")
    (path,) = (path for path in shelf.glob("*.yaml") if "july-days" in path.name)
    assert len(standing(read_run_file(path).lines).choices) == 2


async def test_a_broken_file_is_told_of(shelf: Path) -> None:
    (shelf / "torn.yaml").write_text("nonsense")
    async with looking(shelf, "t") as at:
        await at.light("✗")
        assert "broken: " in at.text()
        await at.press("f", "c", "p", "left", "enter")
        assert "torn.yaml cannot be played" in at.text()


async def test_a_click_lights_and_a_second_takes(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.pilot.click(Lines, (8, 4))
        await at.pilot.pause()
        assert "half way" in at.lit()
        await at.pilot.click(Lines, (8, 4))
        await at.pilot.pause()
        assert isinstance(at.app.screen, PageScreen)


async def test_any_size_will_do(shelf: Path) -> None:
    for size in ((10, 4), (3, 2), (250, 80)):
        async with looking(shelf, "t", size=size) as at:
            await at.press("down", "end", "left", "question_mark", "escape")
            assert isinstance(at.app.screen, TreeScreen)


async def test_deep_branches_keep_their_words_in_sight(tmp_path: Path, recorded: Path) -> None:
    from game.play.runfile import Chosen, Header, RunFile

    trunk = [Chosen(f"july-days.s{step}", "on", "0123abcd") for step in range(60)]
    for cut in range(60):
        lines = [*trunk[:cut], Chosen(f"july-days.s{cut}", f"leaves-at-{cut}", "0123abcd")]
        RunFile.create(tmp_path, Header("small", "1.0.0", 7, "july-days", name=f"run {cut}"), lines).close()
    async with looking(tmp_path, "t", size=(80, 24)) as at:
        await at.light("leaves at 58")
        assert "run 58" in at.lit()
