"""The map: what is shown on which day, and how a reader moves through the days."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.story.pins import Shows
from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.doors import show_map
from game.terminal.map.signs import FINE, PLAIN, signs_for
from game.terminal.screens.map import MapScreen
from game.terminal.screens.page import PageScreen
from game.terminal.screens.sheets import Sheet
from game.terminal.screens.title import TitleScreen
from game.terminal.widgets.lines import Lines
from game.terminal.widgets.map_view import MapView
from game.terminal.widgets.slider import Slider
from tests.terminal.maps import MAP, TOWNS, mapped
from tests.terminal.pages import open_page

DAYS = 105
"""From the day before 23 October to 17 February."""
AT_ONCE = 0.001


class Map:
    """An open map: its keys, and what can be read on it."""

    def __init__(self, app: OctoberApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> MapScreen:
        assert isinstance(self.app.screen, MapScreen)
        return self.app.screen

    @property
    def day(self) -> int:
        return self.screen.query_one(MapView).day

    def rows(self) -> list[str]:
        """The lines of the whole screen."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """The same run together, without frames."""
        return " ".join(" ".join(self.rows()).replace("│", " ").split())

    def land(self) -> list[str]:
        """The lines of the map alone."""
        view = self.screen.query_one(MapView)
        return [view.render_line(y).text for y in range(view.size.height)]

    def where(self, words: str) -> tuple[int, int]:
        """The column and the row of the map at which these words begin."""
        return next((line.index(words), y) for y, line in enumerate(self.land()) if words in line)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()


@asynccontextmanager
async def open_map(folder: Path, size: tuple[int, int] = (120, 40), pins: str = MAP) -> AsyncIterator[Map]:
    """The map of a small story, as the record has it."""
    app = OctoberApp(Desk(mapped(folder / "story", pins), folder / "saves"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        yield Map(app, pilot)


# What is shown


async def test_the_title_leads_to_the_map_and_back(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        assert "MAP as the record has it" in map.text()
        await map.press("q")
        assert isinstance(map.app.screen, TitleScreen)


@pytest.mark.parametrize("size", [(120, 40), (200, 60), (80, 24), (40, 15)])
async def test_every_town_is_on_the_map(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_map(tmp_path, size) as map:
        await map.press("end")
        assert "".join(map.land()).count("●") == len(TOWNS)
        assert "".join(map.land()).count("·") == 0
        assert "".join(map.land()).count("○") == 0


async def test_a_town_shows_what_it_showed_on_the_day(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        signs = {}
        for day in (0, 4, 5, DAYS):
            map.screen._go(day)
            await map.pilot.pause()
            x, y = map.where("Kiev")
            signs[day] = map.land()[y][x - 2]
        assert signs == {0: "·", 4: "×", 5: "×", DAYS: "●"}


async def test_what_is_new_on_a_day_is_said_with_its_word_and_what_each_sign_means(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        map.screen._go(4)
        await map.pilot.pause()
        assert "● soviet power: Kazan, Yekaterinburg × failed: Kiev" in map.text()
        assert "● soviet power 5 ○ contested 0 × failed 1 · not yet 6" in map.text()
        assert "26 October 1917 · 8 November N.S." in map.text()


async def test_the_list_has_every_entry_with_its_day(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("end")
        text = map.text()
        assert "23 October ● Tallinn" in text
        assert "26 October ● Kazan" in text
        assert "× Kiev, failed" in text
        assert "17 February ● Arkhangelsk" in text


async def test_what_has_not_come_yet_has_its_sign_in_the_list_too(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("right")
        assert "23 October ● Tallinn" in map.text()
        assert "25 October · Petrograd" in map.text()


async def test_the_other_calendar_may_lead(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        map.app.action_set("calendar", "new")
        await map.press("right", "right", "right")
        assert "7 November 1917 · 25 October O.S." in map.text()
        assert "5 November ● Tallinn" in map.text()
        assert map.screen.query_one(Slider).marks[0] == (27, "December")


async def test_without_colours_shores_still_stand_out_from_water(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_map(tmp_path) as map:
        view = map.screen.query_one(MapView)
        faint = {segment.style.dim or False for y in range(20) for segment in view.render_line(y) if segment.style}
        assert faint == {True, False}


async def test_on_a_narrow_terminal_a_key_changes_map_and_list(tmp_path: Path) -> None:
    async with open_map(tmp_path, (40, 15)) as map:
        assert not map.screen.query_one(Lines).display
        await map.press("v", "right")
        assert not map.screen.query_one(MapView).display
        assert "23 October ● Tallinn" in map.text()
        await map.press("tab")
        assert map.screen.query_one(MapView).display


async def test_plain_signs_on_request(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("end", "a")
        assert "".join(map.land()).isascii()
        assert "".join(map.land()).count("*") == len(TOWNS)


@pytest.mark.parametrize(
    ("terminal", "encoding", "signs"),
    [("xterm-256color", "utf-8", FINE), ("", "UTF-8", FINE), ("linux", "utf-8", PLAIN), ("xterm", "iso-8859-1", PLAIN)],
)
def test_plain_signs_where_there_are_no_others(terminal: str, encoding: str, signs: object) -> None:
    assert signs_for({"TERM": terminal}, encoding) is signs


@pytest.mark.parametrize("signs", [FINE, PLAIN])
def test_no_two_signs_are_alike(signs: type[FINE]) -> None:
    assert len({signs.towns[shows] for shows in Shows}) == len(Shows)


async def test_an_odd_map_is_drawn_all_the_same(tmp_path: Path) -> None:
    async with open_map(tmp_path, (20, 5), "- {place: baku, at: 1917-11-02, shows: none}\n") as map:
        await map.press("space", "right", "end", "down", "v", "home")
        await map.pilot.resize_terminal(3, 2)
        await map.pilot.resize_terminal(90, 30)
        await map.pilot.pause()
        assert "Baku" in map.text()


# Moving through the days


async def test_days_weeks_and_ends(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        seen = []
        for key in ("left", "right", "shift+right", "shift+left", "end", "right", "home"):
            await map.press(key)
            seen.append(map.day)
        assert seen == [0, 1, 8, 1, DAYS, DAYS, 0]


async def test_the_arrows_walk_from_entry_to_entry_and_the_map_follows(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("home", "down", "down", "down", "down")
        assert (map.day, map.screen.query_one(MapView).picked) == (4, "kiev")
        await map.press("end")
        assert map.screen.query_one(Lines).lit == len(MAP.splitlines()) - 2


async def test_enter_tells_what_happened_in_a_town_and_by_what_source(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("end", "up", "enter")
        assert isinstance(map.app.screen, Sheet)
        text = map.text()
        for words in (
            "26 October 1917 (8 November New Style): failed", "In Kiev the attempt failed.",
            "26 January 1918 (8 February New Style): soviet power", "Kiev was taken at last.",
            "A list of towns", "[disputed] Whose was Kiev?",
        ):  # fmt: skip
            assert words in text, text
        await map.press("escape")
        assert map.screen.query_one(MapView).picked == "kiev"


async def test_a_click_on_a_town_or_its_name_tells_of_it(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        for across in (-2, 1):
            x, y = map.where("Tallinn") if across > 0 else map.where("Kiev")
            await map.pilot.click(MapView, offset=(x + across, y))
            await map.pilot.pause()
            assert ("Tallinn opens the list." if across > 0 else "In Kiev the attempt failed.") in map.text()
            await map.press("escape")


async def test_the_slider_can_be_clicked_and_dragged(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        width = map.screen.query_one(Slider).content_size.width
        await map.pilot.click(Slider, offset=(2 + width - 1, 0))
        assert map.day == DAYS
        await map.pilot.mouse_down(Slider, offset=(2, 0))
        assert map.day == 0
        await map.pilot.hover(Slider, offset=(2 + width // 2, 0))
        await map.pilot.mouse_up(Slider, offset=(2 + width // 2, 0))
        await map.pilot.pause()
        assert abs(map.day - DAYS // 2) <= 1
        await map.pilot.hover(Slider, offset=(2, 0))
        assert map.day != 0


async def test_a_click_on_an_entry_goes_to_its_day(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.pilot.click(Lines, offset=(10, 8))
        await map.pilot.pause()
        assert map.day == 11


# Days that pass


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TICK", "STAY", "STEP"):
        monkeypatch.setattr(f"game.terminal.screens.map.{name}", AT_ONCE)


async def played(map: Map, *keys: str) -> list[int]:
    """The days that were seen after some keys, until nothing moved any more."""
    seen: list[int] = []

    def see(day: int) -> None:
        seen.append(day)

    map.screen.watch(map.screen.query_one(MapView), "day", see, init=False)
    await map.press(*keys)
    while map.screen._timer is not None:
        await map.pilot.pause(AT_ONCE)
    return seen


async def test_playing_lets_every_day_pass_and_holds_at_the_last(tmp_path: Path, quick: None) -> None:
    async with open_map(tmp_path) as map:
        map.screen._go(DAYS - 14)
        assert await played(map, "space") == list(range(DAYS - 13, DAYS + 1))


async def test_played_from_the_last_day_it_begins_again(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("end", "space")
        assert map.day < DAYS
        assert map.screen._timer is not None


async def test_without_motion_it_goes_from_what_happened_to_what_happened_next(tmp_path: Path, quick: None) -> None:
    async with open_map(tmp_path) as map:
        map.app.action_set("motion", "reduced")
        assert await played(map, "space") == sorted({*map.screen._timeline.days})


async def test_space_holds_and_so_does_any_move(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        for key in ("space", "right", "down", "home", "q"):
            await map.press("space")
            screen = map.screen
            assert screen._timer is not None
            await map.press(key)
            assert screen._timer is None, key


# The map of a run, and stories without one


async def test_from_the_page_it_opens_on_the_day_the_run_has_reached_as_the_run_has_it(tmp_path: Path) -> None:
    story = mapped(tmp_path / "story")
    async with open_page(tmp_path / "saves", (120, 40), "make", story=story) as page:
        await page.press("m")
        map = Map(page.app, page.pilot)
        assert "MAP as your year has it" in map.text()
        assert "2 November 1917" in map.text()
        x, y = map.where("Moscow")
        assert map.land()[y][x - 2] == "·"
        assert "▲" not in map.text()
        await map.press("end")
        assert "▲" in map.text()
        await map.press("m")
        assert isinstance(page.app.screen, PageScreen)


async def test_before_anything_is_decided_it_is_as_the_record_has_it(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        await map.press("end")
        x, y = map.where("Moscow")
        assert map.land()[y][x - 2] == "●"


async def test_a_story_without_a_map_says_so(tmp_path: Path) -> None:
    async with open_page(tmp_path / "saves", story=mapped(tmp_path / "story", "")) as page:
        assert "m map" not in page.text()
        await page.press("m")
        assert "This story has no map." in page.text()


async def test_an_empty_map_says_so(tmp_path: Path) -> None:
    async with open_map(tmp_path, pins="[]\n") as map:
        assert "Nothing is set on this story's map." in map.text()


async def test_the_palette_reaches_it_once(tmp_path: Path) -> None:
    async with open_map(tmp_path) as map:
        show_map(map.app)
        await map.pilot.pause()
        assert [type(screen) for screen in map.app.screen_stack].count(MapScreen) == 1
        commands = [command.title for command in map.app.get_system_commands(map.screen)]
        assert "Map" in commands


async def test_a_map_that_cannot_be_worked_out_is_told_of(tmp_path: Path) -> None:
    folder = mapped(tmp_path / "story")
    (folder / "scene.yaml").write_text("nonsense")
    app = OctoberApp(Desk(folder, tmp_path / "saves"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert "The map cannot be drawn." in Map(app, pilot).text()
