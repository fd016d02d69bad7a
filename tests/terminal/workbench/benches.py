"""The workbench on a story of its own, and what the tests ask of it."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from game.author.bench import Bench
from game.play.run import Run
from game.terminal.workbench.app import AuthorApp
from game.terminal.workbench.lists import Faults, Scenes, Values
from game.terminal.workbench.paper import Paper
from game.terminal.workbench.screen import Workbench

FERRY = Path(__file__).resolve().parent.parent.parent / "stories/the-ferry/story"


def ferry(folder: Path) -> Path:
    """A copy of the ferry, to be written in."""
    return Path(shutil.copytree(FERRY, folder / "the-ferry"))


class Table:
    """An open workbench: its keys, and what can be read on it."""

    def __init__(self, app: AuthorApp, bench: Bench, pilot: Pilot[None]) -> None:
        self.app = app
        self.bench = bench
        self.pilot = pilot

    @property
    def folder(self) -> Path:
        return self.bench.folder

    @property
    def screen(self) -> Workbench:
        return self.app.workbench

    @property
    def paper(self) -> Paper:
        return self.screen.query_one(Paper)

    @property
    def scenes(self) -> Scenes:
        return self.screen.query_one(Scenes)

    @property
    def values(self) -> Values:
        return self.screen.query_one(Values)

    @property
    def faults(self) -> Faults:
        return self.screen.query_one(Faults)

    @property
    def run(self) -> Run:
        assert self.bench.preview.run is not None
        return self.bench.preview.run

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        await self.press(*({" ": "space", "-": "minus", ".": "full_stop", "_": "underscore"}.get(c, c) for c in words))

    async def write(self, file: str, old: str, new: str) -> None:
        """Save a file, and wait until all of it was looked at."""
        path = self.folder / file
        text = path.read_text()
        assert old in text
        last = self.bench.last
        path.write_text(text.replace(old, new, 1))
        await self.until(lambda: self.bench.last is not last and self.settled)

    @property
    def settled(self) -> bool:
        return self.bench.last is not None and self.bench.last.settled

    async def until(self, true: Callable[[], Any], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, self.text()
            await asyncio.sleep(0.01)
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """All lines of the screen that is shown."""
        rows = self.app.screen._compositor.render_strips()
        return [row.text.rstrip() for row in rows[: self.app.size.height]]

    def text(self) -> str:
        return " ".join(" ".join(self.lines()).split())

    def page(self) -> str:
        """The page's text."""
        lines = [self.paper.render_line(y).text for y in range(self.paper.size.height)]
        return " ".join(" ".join(lines).split())

    def line_with(self, words: str) -> str:
        return next(line for line in self.lines() if words in line)


@asynccontextmanager
async def open_bench(folder: Path, size: tuple[int, int] = (120, 40), place: str = "") -> AsyncIterator[Table]:
    """The workbench on the story in `folder`, once all of that was looked at."""
    bench = Bench(folder, folder.parent / "saves", place)
    app = AuthorApp(bench)
    async with app.run_test(size=size) as pilot:
        table = Table(app, bench, pilot)
        await table.until(lambda: table.settled)
        yield table
