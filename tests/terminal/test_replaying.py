"""Replay: the page as it was, on and back, by itself or by hand, and taken over."""

from pathlib import Path

import pytest

from game.commands import run_command
from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.replaying import FASTEST, Replaying
from game.terminal.screens.page import PageScreen
from game.terminal.screens.replay import ReplayScreen
from game.terminal.screens.title import TitleScreen
from tests.terminal.shelves import PARTED, STORY, Looking, kept, looking


def replaying(path: Path) -> Replaying:
    return Desk(STORY, path.parent).replay(path)


async def opened(at: Looking, path: Path, step: int = 0) -> ReplayScreen:
    at.app.replay(path, step)
    await at.pilot.pause()
    screen = at.app.screen
    assert isinstance(screen, ReplayScreen)
    return screen


def test_it_goes_to_any_step_and_back(shelf: Path) -> None:
    again = replaying(shelf / "a-quiet-july.yaml")
    digests = []
    for step in range(again.last + 1):
        again.go(step)
        digests.append(again.run.digest())
    for step in (3, 0, 4, 1, 2, 99, -5):
        again.go(step)
        assert again.run.digest() == digests[max(0, min(step, 4))]
    assert [again.go(step) and again.next_choice for step in (1, 2, 3)] == list(PARTED[1:])


def test_hinges_and_scenes_are_places_to_go_to(shelf: Path) -> None:
    again = replaying(shelf / "a-quiet-july.yaml")
    again.go(0)
    assert (again.after(again.falls), again.after(again.doors)) == (3, 4)
    again.go(3)
    assert (again.after(again.falls), again.before(again.doors)) == (4, 0)


def test_longer_pages_stand_longer(shelf: Path) -> None:
    again = replaying(shelf / "a-quiet-july.yaml")
    again.go(0)
    long = again.pause(1.0)
    again.go(3)
    assert again.pause(1.0) < long
    assert again.pause(2.0) == again.pause(1.0) / 2


async def test_arrows_step_and_the_page_is_as_it_was(shelf: Path) -> None:
    async with looking(shelf) as at:
        screen = await opened(at, shelf / "a-quiet-july.yaml")
        assert "By noon the cloakroom" in at.text()
        assert "› 1 Open a window." in at.text()
        before = at.rows()
        await at.press("right", "right")
        assert screen.replaying.step == 2
        assert "› 2 Plug it in" in at.text()
        assert "2/4" in at.text()
        await at.press("left", "left")
        assert at.rows() == before
        await at.press("left", "1", "u")
        assert screen.replaying.step == 0


async def test_jumps_to_hinges_scenes_and_ends(shelf: Path) -> None:
    async with looking(shelf) as at:
        screen = await opened(at, shelf / "a-quiet-july.yaml")
        for key, step in (("h", 3), ("H", 0), ("s", 4), ("S", 0), ("end", 4), ("home", 0), ("h", 3), ("h", 4)):
            await at.press(key)
            assert screen.replaying.step == step, key
        assert "The End" in at.text()


async def test_space_plays_and_holds_and_speed_changes(shelf: Path) -> None:
    async with looking(shelf, size=(100, 60)) as at:
        screen = await opened(at, shelf / "a-quiet-july.yaml")
        await at.press(*["plus"] * 9)
        assert screen.speed == FASTEST
        await at.press("space")
        assert screen.playing
        for _round in range(100):
            await at.pilot.pause(0.02)
            if not screen.playing:
                break
        assert screen.replaying.step == screen.replaying.last
        await at.press("minus", "minus", "home", "space", "space")
        assert not screen.playing
        assert "play 16×" in at.text()


async def test_a_step_by_hand_holds(shelf: Path) -> None:
    async with looking(shelf) as at:
        screen = await opened(at, shelf / "a-quiet-july.yaml")
        await at.press("space", "right")
        assert not screen.playing
        assert screen.replaying.step == 1


async def test_enter_takes_over_in_a_new_run(shelf: Path) -> None:
    old = (shelf / "a-quiet-july.yaml").read_bytes()
    async with looking(shelf) as at:
        await opened(at, shelf / "a-quiet-july.yaml", 2)
        await at.press("enter")
        screen = at.app.screen
        assert isinstance(screen, PageScreen)
        assert screen.session.run.step == 2
        assert screen.session.name == "a quiet July, from step 2"
        await at.press("1")
        assert screen.session.run.choices[-1][1] == "leave-the-cord"
    assert (shelf / "a-quiet-july.yaml").read_bytes() == old


async def test_nothing_is_written_by_looking(shelf: Path) -> None:
    before = {path: path.read_bytes() for path in shelf.iterdir()}
    async with looking(shelf) as at:
        await opened(at, shelf / "a-quiet-july.yaml")
        await at.press("end", "home", "l", "escape", "c", "escape", "q")
        assert isinstance(at.app.screen, TitleScreen)
    assert {path: path.read_bytes() for path in shelf.iterdir()} == before


async def test_a_run_that_holds_no_longer_is_shown_as_far_as_it_does(shelf: Path) -> None:
    path = shelf / "a-quiet-july.yaml"
    path.write_text(path.read_text().replace("choose: warn-the-picket", "choose: warn-nobody"))
    async with looking(shelf) as at:
        screen = await opened(at, path)
        assert "This run holds up to step 2 only" in at.text()
        assert screen.replaying.last == 2


async def test_by_itself_it_is_left_for_good(shelf: Path) -> None:
    screen = ReplayScreen(replaying(shelf / "a-quiet-july.yaml"), 3)
    app = OctoberApp(Desk(STORY, shelf), replay=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen is screen
        assert screen.replaying.step == 3
        await pilot.press("q")
    assert app.return_code == 0


async def test_any_size_will_do(shelf: Path) -> None:
    for size in ((10, 4), (40, 15), (250, 80)):
        async with looking(shelf, size=size) as at:
            await opened(at, shelf / "a-quiet-july.yaml")
            await at.press("right", "down", "up", "end", "question_mark", "escape")
            assert isinstance(at.app.screen, ReplayScreen)


def test_a_run_of_another_story_is_none(tmp_path: Path) -> None:
    path = kept(tmp_path, *PARTED)
    path.write_text(path.read_text().replace("story: small", "story: other"))
    again = replaying(path)
    assert again.last == 0 and 'a run of the story "other"' in again.fault


@pytest.mark.parametrize(
    ("options", "step", "playing"),
    [([], 0, True), (["--to", "3"], 3, False), (["--to", "3", "--speed", "2"], 3, True)],
)
def test_the_command_opens_it_on_a_terminal(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], step: int, playing: bool
) -> None:
    opened: list[ReplayScreen] = []

    def run_app(folder: Path, saves: Path, *, replay: ReplayScreen) -> int:
        opened.append(replay)
        return 0

    monkeypatch.setattr("game.commands.opening.has_screen", lambda: True)
    monkeypatch.setattr("game.terminal.app.run_app", run_app)
    assert run_command(["replay", "a quiet July", "--saves", str(shelf), "--story", str(STORY), *options]) == 0
    (screen,) = opened
    assert (screen._start, screen._play_at_once) == (step, playing)
    assert screen.speed == (2.0 if "--speed" in options else 1.0)


def test_plainly_it_is_printed(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.commands.opening.has_screen", lambda: True)
    arguments = ["replay", "a quiet July", "--plain", "--to", "1", "--saves", str(shelf), "--story", str(STORY)]
    assert run_command(arguments) == 0
    assert "\n> Open a window.\n" in capsys.readouterr().out
