"""`make test-web`: a visitor plays October in a real browser, loads the page again, and goes on.

    python -m tests.browser.play /path/to/chromium

Every step is printed when it holds; the first that does not ends it with exit code 1.
"""

import asyncio
import re
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from game.bundled import scenes_root
from game.play.run import Run
from game.story.loader import load_story
from tests.browser.chromium import Chromium, Tab, chromium, until
from tests.browser.serving import Served, choices_in, run_in, runs_in, serving

STORY = load_story(scenes_root() / "october")
TOLD = "document.body.classList.contains('told') && !document.querySelector('[data-when={}]').hidden"


class Visit:
    """A visitor's tab, and the run that is played in it."""

    def __init__(self, tab: Tab, saves: Path) -> None:
        self.tab = tab
        self.saves = saves
        self.path = Path()

    async def begin(self) -> None:
        """From the title to the first page."""
        await until("the title", lambda: "New" in self.tab.written)
        for key, words in (("n", "Cloak of Darkness"), ("Enter", STORY.note[:24]), ("Enter", "")):
            await self.tab.press(key)
            await until(words, lambda words=words: words in self.tab.written)
        (self.path,) = await until("a run's file", lambda: runs_in(self.saves))
        await self.stands()

    @property
    def run(self) -> Run:
        """The run as it stands in its file."""
        return run_in(STORY, self.path)

    async def stands(self) -> None:
        """The page that the run is at is on the screen: the beginning of its last paragraph or of a choice."""
        lines = [paragraph.plain for paragraph in self.run.turns[-1].pages[0].paragraphs]
        lines += [option.text.plain for option in self.run.options]
        words = [beginning for line in lines if (beginning := line.split("\n")[0][:24].strip())]
        await until(f"one of {words}", lambda: any(word in self.tab.written for word in words))

    async def choose(self) -> None:
        """Read on to the choices, and take the first that is open."""
        before = len(choices_in(self.path))
        await self.tab.press(*["Enter"] * (len(self.run.turns[-1].pages) - 1), "1")
        await until(f"choice {before + 1}", lambda: len(choices_in(self.path)) == before + 1)
        await self.stands()


def say(what: str) -> None:
    print(f"  {what}", flush=True)


async def plays_and_goes_on(visit: Visit) -> None:
    """Three choices, the page loaded anew, a fourth; and no other host was asked for anything."""
    tab = visit.tab
    await visit.begin()
    for _turn in range(3):
        await visit.choose()
    say("three choices are played and kept")
    await tab.ask("Page.reload")
    await until("a second socket", lambda: tab.sockets == 2)
    await visit.stands()
    await tab.press("1")
    await until("choice 4", lambda: len(choices_in(visit.path)) == 4)
    assert runs_in(visit.saves) == [visit.path], "one run, in one file"
    say("loaded anew, the page goes on where it was")


async def asks_nobody_else(tab: Tab, served: Served) -> None:
    """The page asks this server alone, and could not ask another if it would."""
    origin = served.url.split("://")[1]
    strangers = [url for url in tab.requests if not re.match(rf"(https?|ws)://{re.escape(origin)}|data:", url)]
    assert not strangers, strangers
    assert not tab.complaints, tab.complaints
    assert await tab.value("fetch('http://localhost:9/').then(() => 'sent', () => 'refused')") == "refused"
    assert any("Content Security Policy" in one for one in tab.complaints), tab.complaints
    font = "document.fonts.check('16px \"Roboto Mono\"') && [...document.fonts].some(one => one.status === 'loaded')"
    assert await tab.value(font), "the font came from this server"
    say("no request left for another host, and none can")


async def quits_and_comes_back(visit: Visit) -> None:
    """Quitting shows a page that leads back to the run."""
    tab, sockets = visit.tab, visit.tab.sockets
    await tab.press("q", control=True)
    await tab.shows(TOLD.format("quit"))
    await tab.press("Enter")
    await until("another socket", lambda: tab.sockets > sockets)
    await visit.stands()
    say("quit, the page says so, and leads back to the run")


async def moves_to_another_window(browser: Chromium, visit: Visit, visitor: str, served: Served) -> None:
    """The game follows to the tab that was opened last."""
    old = visit.tab
    visit.tab = await browser.tab(visitor, served.url)
    await visit.stands()
    await old.shows(TOLD.format("elsewhere"))
    assert len(served.visitors()) == 1
    await old.close()
    say("the game follows into another window")


async def turns_away(browser: Chromium, served: Served) -> None:
    """There is no chair for a second visitor, and no process."""
    tab = await browser.tab(await browser.visitor(), served.url)
    await until("an answer", lambda: served.url in tab.statuses)
    assert tab.statuses[served.url] == 503
    await tab.shows("document.body.innerText.includes('Every chair is taken')")
    assert len(served.visitors()) == 1
    await tab.close()
    say("one visitor too many is turned away kindly")


async def is_tapped(browser: Chromium, served: Served, visit: Visit, visitor: str) -> None:
    """On a screen as wide as a telephone's, a choice is taken with a finger."""
    await visit.tab.close()
    visit.tab = tab = await browser.tab(visitor, "about:blank")
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    await tab.ask("Emulation.setDeviceMetricsOverride", **phone)
    await tab.ask("Emulation.setTouchEmulationEnabled", enabled=True)
    await tab.ask("Page.navigate", url=served.url)
    await visit.stands()
    await until("the size", lambda: "height=" in tab.requests[-1])
    columns, rows = (int(side) for side in re.findall(r"=(\d+)", tab.requests[-1]))
    assert columns >= 40, columns
    before = len(choices_in(visit.path))
    last = visit.run.options[-1].text.plain[:16]
    for _window in range(10):
        await tab.value("document.querySelector('[data-key=space]').click()")
        with suppress(AssertionError):
            await until("the last choice", lambda: last in tab.written, patience=1)
            break
    top, height = await tab.value(
        "(({top, height}) => [top, height])(document.querySelector('.xterm-screen').getBoundingClientRect())"
    )
    for row in range(rows - 3, 2, -1):  # from the line above the keys on upwards: somewhere there stands a choice
        await tab.tap(120, top + height * (row + 0.5) / rows)
        with suppress(AssertionError):
            await until("a choice", lambda: len(choices_in(visit.path)) > before, patience=0.5)
            break
    assert len(choices_in(visit.path)) == before + 1
    say(f"on a telephone ({columns} columns) a choice is taken with a finger")


async def comes_by_a_link(browser: Chromium, served: Served, visit: Visit, visitor: str) -> None:
    """A link on another site leads to the same visitor's run, though the browser keeps her cookie back at first."""
    await visit.tab.close()
    elsewhere = served.url.replace("127.0.0.1", "localhost")
    visit.tab = tab = await browser.tab(visitor, f"{elsewhere}static/page.css")
    await until("another site", lambda: tab.statuses)
    await tab.value(f"location.href = '{served.url}'")
    await visit.stands()
    assert tab.requests.count(served.url) == 2, "the step between"
    assert runs_in(visit.saves) == [visit.path]
    say("a link on another site leads to the same run")


async def comes_back(visit: Visit, served: Served) -> None:
    """A server that was away is found again, without a key being pressed."""
    tab = visit.tab
    served.process.terminate()
    assert served.process.wait(30) == 0
    await tab.shows(TOLD.format("lost"))
    sockets = tab.sockets
    with serving(visit.saves, "--visitors", 1, port=served.port):
        await until("another socket", lambda: tab.sockets > sockets)
        await visit.stands()
    say("the connection lost, the page finds its server again by itself")


async def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        saves = Path(folder)
        async with chromium(program) as browser:
            with serving(saves, "--visitors", 1) as served:
                visitor = await browser.visitor()
                visit = Visit(await browser.tab(visitor, served.url), saves)
                await plays_and_goes_on(visit)
                await asks_nobody_else(visit.tab, served)
                await quits_and_comes_back(visit)
                await moves_to_another_window(browser, visit, visitor, served)
                await turns_away(browser, served)
                await is_tapped(browser, served, visit, visitor)
                await comes_by_a_link(browser, served, visit, visitor)
                await comes_back(visit, served)


if __name__ == "__main__":
    print("In a browser:", flush=True)
    try:
        asyncio.run(main(sys.argv[1]))
    except AssertionError as failed:
        sys.exit(f"test-web: {failed}")
