"""A small story to play on the page, and what the tests ask of a page that is open."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.geometry import Offset
from textual.pilot import Pilot

from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.screens.page import PageScreen
from game.terminal.widgets.reading import Reading

STORY = Path(__file__).parent / "story"


class Page:
    """An open page: its keys, and what can be read on it."""

    def __init__(self, app: OctoberApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> PageScreen:
        assert isinstance(self.app.screen, PageScreen)
        return self.app.screen

    @property
    def reading(self) -> Reading:
        return self.app.screen_stack[1].query_one(Reading)

    @property
    def run(self):  # type: ignore[no-untyped-def]
        screen = self.app.screen_stack[1]
        assert isinstance(screen, PageScreen)
        return screen.session.run

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """The lines of the reading pane."""
        return [self.reading.render_line(y).text.rstrip() for y in range(self.reading.size.height)]

    def all_lines(self) -> list[str]:
        """All lines of the screen that is shown, sheets and all."""
        height = self.app.size.height
        rows = self.app.screen._compositor.render_strips()
        return [row.text.rstrip() for row in rows[:height]]

    def text(self) -> str:
        """What the screen shows, its lines run together."""
        return " ".join(" ".join(self.all_lines()).split())

    def where(self, words: str) -> Offset:
        """The point of the reading pane where these words stand."""
        for y, line in enumerate(self.lines()):
            if (x := line.find(words)) >= 0:
                return Offset(x, y)
        raise AssertionError(f"{words!r} is not on the page: {self.lines()}")


@asynccontextmanager
async def open_page(
    saves: Path,
    size: tuple[int, int] = (80, 24),
    *choices: str,
    story: Path = STORY,
    resumed: bool = False,
    before: Callable[[OctoberApp], None] = lambda app: None,
) -> AsyncIterator[Page]:
    """The page of a new run, some choices in."""
    desk = Desk(story, saves, seed=7)
    session = desk.begin()
    for choice in choices:
        session.choose(choice)
    app = OctoberApp(desk, session, resumed=resumed)
    before(app)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Page(app, pilot)
