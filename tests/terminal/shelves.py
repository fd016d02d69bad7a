"""Runs on a shelf, for the screens that look back on them; and what such a screen shows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.widgets.lines import Lines
from tests.terminal.pages import STORY

RECORD = ("open-window", "hand-it-on", "leave-the-cord", "stay")
PARTED = ("open-window", "hand-it-on", "warn-the-picket", "go-home")
POWER = ("take-down", "hand-it-on", "warn-the-picket", "go-home")


def kept(saves: Path, *choices: str, name: str = "", story: Path = STORY) -> Path:
    """A run on the shelf."""
    session = Desk(story, saves, seed=7, name=name).begin()
    for choice in choices:
        session.choose(choice)
    session.close()
    assert session.path is not None
    return session.path


class Looking:
    """An app that is open at a screen."""

    def __init__(self, app: OctoberApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Keys, and what comes of them."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Words into a line."""
        await self.press(*("space" if sign == " " else sign for sign in words))

    def rows(self) -> list[str]:
        """The lines of the screen that is shown."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """The same, run together."""
        return " ".join(" ".join(self.rows()).split())

    def lit(self) -> str:
        """The line that is lit."""
        return next(row for row in self.rows() if row.lstrip().startswith("›"))

    async def light(self, words: str) -> None:
        """Light the first line with these words."""
        lines = self.app.screen.query_one(Lines)
        for line in range(lines.count):
            lines.lit = line
            await self.pilot.pause()
            if words in self.lit():
                return
        raise AssertionError(f"{words!r} is in no line: {self.rows()}")


@asynccontextmanager
async def looking(
    saves: Path, *keys: str, size: tuple[int, int] = (100, 30), story: Path = STORY
) -> AsyncIterator[Looking]:
    """The title of a shelf's story, some keys on."""
    app = OctoberApp(Desk(story, saves))
    async with app.run_test(size=size) as pilot:
        at = Looking(app, pilot)
        await pilot.pause(0.05)
        await at.press(*keys)
        for _round in range(20):
            await pilot.pause()
        yield at
