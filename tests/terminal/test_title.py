"""The title and the runs: where each key leads, and what is said when something cannot be opened."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.bundled import scenes_root
from game.play.runfile import read_run_file
from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.screens.page import PageScreen
from game.terminal.screens.runs import RunsScreen
from game.terminal.screens.sheets import NoteSheet, Sheet
from game.terminal.screens.stories import StoriesSheet
from game.terminal.screens.title import Masthead, TitleScreen
from game.terminal.settings import read_settings
from game.terminal.settled import WANTS_PLAIN
from game.terminal.widgets.menu import Menu
from tests.terminal.pages import STORY
from tests.terminal.shelves import looking


def saved(saves: Path, *choices: str, name: str = "") -> Path:
    session = Desk(STORY, saves, seed=7, name=name).begin()
    for choice in choices:
        session.choose(choice)
    session.close()
    assert session.path is not None
    return session.path


def shown(app: OctoberApp) -> str:
    strips = app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in strips).split())


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the title has read what it reads once it is seen."""
    for _round in range(50):
        await pilot.pause(0.02)
        if pilot.app.screen.query(Masthead) and pilot.app.screen.query_one(Masthead).story_title:
            return


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (20, 5)])
async def test_the_title_opens_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TitleScreen)
        if size[1] > 10:
            assert "A S M A L L J U L Y" in shown(app)
            assert "or Otherwise" in shown(app)
            assert "n New" in shown(app)
            assert "Continue" not in shown(app)


async def test_new_begins_after_a_word_about_the_year(tmp_path: Path) -> None:
    app = OctoberApp(Desk(STORY, tmp_path, name="my July"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        assert isinstance(app.screen, NoteSheet)
        assert "executions" in shown(app)
        await pilot.press("q")
        assert isinstance(app.screen, TitleScreen)
        assert not list(tmp_path.iterdir())
        await pilot.press("n", "x")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        assert app.screen.session.name == "my July"
        assert app.screen.session.run.step == 0


async def test_new_asks_which_story_where_there_are_several(tmp_path: Path) -> None:
    app = OctoberApp(Desk(scenes_root() / "october", tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, StoriesSheet)
        assert "October, or Otherwise" in shown(app)
        await pilot.press("q", "n", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        assert app.screen.session.run.story.id == "cloak-of-darkness"
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("n", "3")
        await pilot.pause()
        assert isinstance(app.screen, NoteSheet)


async def test_continue_takes_up_the_newest_run(tmp_path: Path) -> None:
    saved(tmp_path, "open-window", "hand-it-on", name="a quiet July")
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "› c Continue a quiet July" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        assert app.screen.session.run.step == 2
        await pilot.press("1", "q")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
    assert len(read_run_file(next(tmp_path.glob("*.yaml"))).lines) == 3


async def test_arrows_and_clicks_do_as_the_keys_do(tmp_path: Path) -> None:
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, RunsScreen)
        await pilot.press("q")
        await settle(pilot)
        await pilot.click(Menu, (6, 1))
        await pilot.pause()
        assert isinstance(app.screen, NoteSheet)


async def test_the_plain_reader_is_offered_once(tmp_path: Path, config: Path) -> None:
    (config / "settings.yaml").unlink()
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "for screen readers and Braille displays: press p" in shown(app)
        await pilot.press("q")
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Braille" not in shown(app)


async def test_the_offer_leaves_the_menu_its_room(tmp_path: Path, config: Path) -> None:
    (config / "settings.yaml").unlink()
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(40, 15)) as pilot:
        await settle(pilot)
        assert "Braille" in shown(app)
        assert "q Quit" in shown(app)


async def test_p_opens_the_plain_reader_now_and_from_now_on(tmp_path: Path, config: Path) -> None:
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p")
    assert app.return_code == WANTS_PLAIN
    assert read_settings(config / "settings.yaml").opens == "plain"


async def test_q_leaves_the_game(tmp_path: Path) -> None:
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_story_in_disorder_is_told_of_once_and_calmly(tmp_path: Path) -> None:
    story = tmp_path / "story"
    story.mkdir()
    (story / "story.yaml").write_text("format: october-story/1\ntitle: [broken\n")
    app = OctoberApp(Desk(story, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        assert isinstance(app.screen, Sheet)
        assert "The story cannot be opened." in shown(app)
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("n")
        await pilot.pause(0.1)
        assert isinstance(app.screen, Sheet)


async def test_a_file_that_is_no_run_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "torn.yaml").write_text("nonsense")
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.resume(tmp_path / "torn.yaml")
        await pilot.pause()
        assert "torn.yaml cannot be played" in shown(app)
        await pilot.press("escape")
        app.resume(tmp_path / "gone.yaml")
        await pilot.pause()
        assert "gone.yaml cannot be read" in shown(app)


async def test_the_title_screen_loads_no_scene(tmp_path: Path) -> None:
    desk = Desk(STORY, tmp_path)
    app = OctoberApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not desk.story._scenes


async def test_it_says_how_to_learn_its_keys(shelf: Path) -> None:
    async with looking(shelf) as at:
        assert at.rows()[-1].split() == ["?", "keys"]


async def test_where_there_are_few_rows_they_are_the_menus(tmp_path: Path) -> None:
    async with looking(tmp_path, size=(40, 15)) as at:
        assert not any("keys" in row for row in at.rows())
        assert any("q   Quit" in row for row in at.rows())
