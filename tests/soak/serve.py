"""Visitors of `october serve`, all at once: what they cost, that nobody reads another's run, what is left of them.

    python -m tests.soak.serve [--visitors 10] [--choices 100]

Everybody plays a walk of her own through a websocket, as a browser does, names the run after herself, goes, and comes
back to her page. Any page that is not of her own walk is cross-talk. Then the visitors leave, or the server is ended
by SIGTERM, SIGINT and SIGKILL, and the processes that were started are looked for.
"""

import argparse
import asyncio
import random
import re
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import aiohttp

from game.play.run import Run
from game.play.runfile import read_run_file
from game.play.runlines import standing
from game.web.gate import COOKIE, new_token, visitor_of
from tests.browser.chromium import plain
from tests.browser.serving import Served, serving
from tests.soak.walk import begin, mark, write_walk

PATIENCE = 60.0
"""Seconds that a page may take before it counts as not coming."""
_MARK = re.compile(r"Mark \d+ and \d+ stands")


class CrossTalk(Exception):
    """A visitor saw what is not hers."""


class Visitor:
    """One of them: her walk, and her socket."""

    def __init__(self, number: int, story: Path, served: Served, saves: Path) -> None:
        self.name = f"visitor {number}"
        self.chance = random.Random(number)
        self.run: Run = begin(story)
        self.marks = {mark(self.run)}
        self.token = new_token()
        self.folder = saves / "visitors" / visitor_of(self.token)
        self.waits: list[float] = []
        self._served = served
        self._written = ""

    async def come(self, client: aiohttp.ClientSession) -> None:
        """Open a page."""
        headers = {"Origin": self._served.url.rstrip("/"), "Cookie": f"{COOKIE}={self.token}"}
        self._socket = await client.ws_connect(f"{self._served.url}ws?width=80&height=24", headers=headers)
        self._written = ""

    async def go(self) -> None:
        """Close it."""
        await self._socket.close()

    async def type(self, keys: str) -> None:
        """Press keys."""
        self._written = ""
        await self._socket.send_json(["stdin", keys])

    async def sees(self, words: str) -> None:
        """Wait for words. Raises CrossTalk for a page of another walk, TimeoutError, or EOFError when it is closed."""
        end = perf_counter() + PATIENCE
        while words not in (text := plain(self._written)):
            if strange := set(_MARK.findall(text)) - self.marks:
                raise CrossTalk(f"{self.name} sees {strange}")
            if perf_counter() > end:
                raise TimeoutError(f"{self.name} waits for {words!r} in {text!r}")
            with suppress(TimeoutError):
                message = await self._socket.receive(timeout=1)
                if message.type is not aiohttp.WSMsgType.BINARY:
                    raise EOFError(f"{self.name} waits for {words!r} and is closed: {message}")
                self._written += message.data.decode("utf-8", "replace")

    async def begin(self) -> None:
        """From the title to the first page, and a name for the run."""
        await self.sees("New")
        await self.type("n")
        await self.sees(mark(self.run))
        await self.type("q")
        await self.sees("Continue")
        await self.type("r")
        await self.sees("Rooms")
        await self.type("n")
        await self.sees("What is this run called?")
        await asyncio.sleep(0.5)  # nobody types before she has read the question, nor as fast as a socket could
        await self.type("\x15")
        await asyncio.sleep(0.5)
        await self.type(self.name)
        await self.sees(self.name)
        for words in (self.name, mark(self.run)):
            await self.type("\r")
            await self.sees(words)

    async def play(self, count: int) -> None:
        """Take so many choices, each when its page is there."""
        for _ in range(count):
            way = self.chance.randint(1, 3)
            self.run.choose(f"way-{way}")
            self.marks.add(mark(self.run))
            start = perf_counter()
            await self.type(str(way))
            await self.sees(mark(self.run))
            self.waits.append(perf_counter() - start)

    def kept(self) -> bool:
        """Whether her folder holds her one run, whole and by her name."""
        files = list((self.folder / "runs").glob("*.yaml"))
        if len(files) != 1:
            return False
        record = read_run_file(files[0])
        taken = [(one.state, one.choose) for one in standing(record.lines).choices]
        return record.name == self.name and taken == self.run.choices


def memory(pid: int, what: str) -> float:
    """MiB of a process: Rss, all that is resident, or Pss, with what is shared divided among those who share it."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return int(re.findall(rf"^{what}: +(\d+) kB", rollup, re.MULTILINE)[0]) / 1024


async def gone(pids: list[int]) -> float:
    """Wait until these processes are no more; the seconds it took. Raises TimeoutError."""
    start = perf_counter()
    async with asyncio.timeout(PATIENCE):
        while any(_is_there(pid) for pid in pids):
            await asyncio.sleep(0.02)
    return perf_counter() - start


def _is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


async def all_of(visitors: list[Visitor], what: Callable[[Visitor], Awaitable[None]]) -> float:
    """Have all do something at once; the seconds it took."""
    start = perf_counter()
    await asyncio.gather(*(what(visitor) for visitor in visitors))
    return perf_counter() - start


async def sitting(folder: Path, count: int, choices: int, end: signal.Signals | None) -> list[tuple[str, str]]:
    """Serve so many visitors, and end the server by a signal, or let them leave; rows of the table."""
    story, saves = write_walk(folder), folder / "saves"
    rows = []
    with serving(saves, "--visitors", count, story=str(story)) as served:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as client:
            visitors = [Visitor(number, story, served, saves) for number in range(1, count + 1)]

            async def come(visitor: Visitor) -> None:
                await visitor.come(client)
                await visitor.begin()

            async def come_back(visitor: Visitor) -> None:
                await visitor.go()
                await visitor.come(client)
                await visitor.sees(mark(visitor.run))

            begun = await all_of(visitors, come)
            await all_of(visitors, lambda visitor: visitor.play(choices))
            pids = served.visitors()
            rows.append(("processes", f"{len(pids)}"))
            for what, kind in (("resident", "Rss"), ("with a share of what is shared", "Pss")):
                sizes = [memory(pid, kind) for pid in pids]
                rows.append((f"memory a visitor, {what}", f"{median(sizes):.1f} MiB, most {max(sizes):.1f}"))
            rows.append(("the server, resident", f"{memory(served.process.pid, 'Rss'):.1f} MiB"))
            waits = [wait * 1000 for visitor in visitors for wait in visitor.waits]
            rows.append(("key to page, all playing", f"{median(waits):.0f} ms, p95 {quantiles(waits, n=20)[-1]:.0f}"))
            rows.append(("all at once from nothing to a named run", f"{begun:.1f} s"))
            rows.append(("all at once away and back to the page", f"{await all_of(visitors, come_back):.1f} s"))
            pids = served.visitors()
            if end is None:
                await all_of(visitors, Visitor.go)
                rows.append(("processes left, all have gone", f"0 after {await gone(pids):.1f} s"))
            else:
                served.process.send_signal(end)
                took = await gone([*pids, served.process.pid])
                rows.append((f"processes left, server ended by {end.name}", f"0 after {took:.1f} s"))
            lost = [visitor.name for visitor in visitors if not visitor.kept()]
            rows.append(("runs lost, broken or mixed up", ", ".join(lost) or "none"))
    return rows


def main() -> int:
    """Serve, and print the table; 1 if anything was not as it should be."""
    parser = argparse.ArgumentParser(description="Ten visitors at once.")
    parser.add_argument("--visitors", type=int, default=10)
    parser.add_argument("--choices", type=int, default=100)
    asked = parser.parse_args()
    failed = False
    for end in (None, signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        print(
            f"{asked.visitors} visitors, {asked.choices} choices each; {end.name if end else 'they leave'}", flush=True
        )
        with tempfile.TemporaryDirectory(prefix="october-serve-") as folder:
            try:
                rows = asyncio.run(sitting(Path(folder), asked.visitors, asked.choices, end))
            except (CrossTalk, EOFError, TimeoutError, aiohttp.ClientError) as error:
                print(f"  FAILED: {type(error).__name__} {error}", flush=True)
                failed = True
                continue
        for what, value in rows:
            print(f"  {what:<46}  {value}", flush=True)
        failed |= dict(rows)["runs lost, broken or mixed up"] != "none"
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
