"""The endings: those the player has reached, by which run; those she came near; and those without a name yet."""

import re
from pathlib import Path

from game.terminal.desk import Desk
from game.terminal.gallery import endings_of, own_runs
from game.terminal.screens.endings import EndingsScreen
from game.terminal.screens.replay import ReplayScreen
from game.terminal.screens.sheets import Sheet
from game.terminal.screens.title import TitleScreen
from game.terminal.screens.transcript import TranscriptScreen
from game.terminal.screens.tree import TreeScreen
from tests.terminal.shelves import PARTED, POWER, STORY, kept, looking


def found(saves: Path) -> list[tuple[str, str, list[str]]]:
    story = Desk(STORY, saves).story
    return [(one.id, one.title, [run.name for run in one.runs]) for one in endings_of(story, own_runs(story, saves))]


def test_names_are_hidden_until_one_comes_near(tmp_path: Path) -> None:
    assert [title for _id, title, _runs in found(tmp_path)] == ["", "", ""]
    kept(tmp_path, *PARTED, name="a quiet July")
    assert found(tmp_path) == [
        ("the-archive-shelf", "The Archive Shelf", ["a quiet July"]),
        ("the-empty-shelf", "", []),
        ("power-taken", "", []),
    ]


def test_a_run_in_the_scene_that_has_it_has_come_near(tmp_path: Path) -> None:
    path = kept(tmp_path, *PARTED)
    path.write_text(path.read_text() + "- {state: the-shelf.shelf, choose: wait, digest: 01234567}\n")
    assert found(tmp_path)[1] == ("the-empty-shelf", "The Empty Shelf", [])


def test_runs_that_were_put_away_count(tmp_path: Path) -> None:
    kept(tmp_path, *POWER, name="power")
    desk = Desk(STORY, tmp_path)
    desk.shelf.archive(tmp_path / "power.yaml")
    assert found(tmp_path)[2] == ("power-taken", "Power, Taken", ["power"])


async def test_runs_that_ship_do_not_count(tmp_path: Path, recorded: Path) -> None:
    kept(recorded, *POWER, name="shipped")
    async with looking(tmp_path / "saves", "e") as at:
        assert isinstance(at.app.screen, EndingsScreen)
        assert "0 of 3 reached" in at.text()
        assert at.text().count("not yet found") == 3
        assert "Power, Taken" not in at.text()
        await at.press("enter", "w")
        assert isinstance(at.app.screen, EndingsScreen)
        await at.press("e")
        assert isinstance(at.app.screen, TitleScreen)


async def test_enter_replays_the_run_that_reached_it_and_w_says_why(shelf: Path) -> None:
    async with looking(shelf, "e") as at:
        assert "1 of 3 reached" in at.text()
        assert "★ The Archive Shelf" in at.lit() and "a quiet July" in at.lit()
        assert "reached by 2 runs" in at.text()
        await at.press("w")
        assert isinstance(at.app.screen, Sheet)
        assert "The decisions that led here" in at.text()
        await at.press("escape", "enter")
        screen = at.app.screen
        assert isinstance(screen, ReplayScreen)
        assert screen.run.over


async def test_keys_are_shown_where_they_do_something(shelf: Path) -> None:
    async with looking(shelf, "e") as at:
        assert at.rows()[-1].split() == "Enter replay q back w why t tree T transcript ? keys".split()
        await at.press("up", "up", "down")
        assert "not yet" in next(row for row in at.rows() if "›" in row)
        assert at.rows()[-1].split() == "q back ? keys".split()


async def test_right_shows_the_next_run_that_reached_it(shelf: Path) -> None:
    async with looking(shelf, "e") as at:
        first = at.lit()
        assert "this is number 1" in at.text()
        await at.press("right")
        assert at.lit() != first and "this is number 2" in at.text()
        await at.press("right")
        assert at.lit() == first


async def test_t_shows_the_run_in_the_tree_and_shift_t_its_transcript(shelf: Path) -> None:
    async with looking(shelf, "e", "T") as at:
        assert isinstance(at.app.screen, TranscriptScreen)
        await at.press("q", "t")
        assert isinstance(at.app.screen, TreeScreen)
        assert "★ The Archive Shelf" in at.lit()


async def test_it_says_when_the_run_was_begun(shelf: Path) -> None:
    path = shelf / "a-quiet-july.yaml"
    path.write_text(re.sub(r"started: .*", "started: 2026-03-04T12:00:00Z", path.read_text()))
    async with looking(shelf, "e") as at:
        assert "a quiet July · begun 2026-03-04 · 4 steps" in at.text()
