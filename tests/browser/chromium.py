"""A headless Chromium, spoken to over the DevTools protocol: just what the test in a browser needs of it."""

import asyncio
import base64
import json
import re
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

Found = TypeVar("Found")

PATIENCE = 60.0
"""Seconds that anything may take before it counts as not happening: machines are busy."""
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")
_CODES = {"Enter": 13, "Escape": 27, " ": 32}


async def until(what: str, found: Callable[[], Found], patience: float = PATIENCE) -> Found:
    """Wait until `found` finds something; fail, naming `what`, if it never does."""
    try:
        async with asyncio.timeout(patience):
            while not (it := found()):
                await asyncio.sleep(0.05)
            return it
    except TimeoutError:
        raise AssertionError(f"never came: {what}") from None


def plain(written: str) -> str:
    """What a game wrote, without what steers the terminal."""
    return _ESCAPES.sub("", written)


class Chromium:
    """The browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tabs: dict[str, Tab] = {}
        self._reading = asyncio.create_task(self._read())

    async def ask(self, method: str, session: str = "", **arguments: object) -> dict[str, Any]:
        """Call a method of the protocol; what it returns. Raises AssertionError for what it refuses."""
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        where = {"sessionId": session} if session else {}
        await self._socket.send_json({"id": number, "method": method, "params": arguments, **where})
        async with asyncio.timeout(PATIENCE):
            answer = await self._waiting[number]
        del self._waiting[number]
        assert "error" not in answer, f"{method}: {answer['error']}"
        result: dict[str, Any] = answer["result"]
        return result

    async def visitor(self) -> str:
        """Somebody else: a context with cookies of its own."""
        made = await self.ask("Target.createBrowserContext")
        return str(made["browserContextId"])

    async def tab(self, visitor: str, url: str) -> "Tab":
        """A tab of a visitor's, that opens `url`."""
        made = await self.ask("Target.createTarget", url="about:blank", browserContextId=visitor)
        attached = await self.ask("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        tab = self._tabs[attached["sessionId"]] = Tab(self, attached["sessionId"], made["targetId"])
        for domain in ("Network", "Page", "Runtime", "Log"):
            await tab.ask(f"{domain}.enable")
        await tab.ask("Page.bringToFront")
        await tab.ask("Page.navigate", url=url)
        return tab

    async def _read(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if (waiting := self._waiting.get(said.get("id", 0))) is not None:
                if not waiting.done():
                    waiting.set_result(said)
            elif (tab := self._tabs.get(said.get("sessionId", ""))) is not None:
                tab.heard(said["method"], said["params"])


class Tab:
    """A tab: what it asked the network for, what it complained of, and what the game wrote into it."""

    def __init__(self, browser: Chromium, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target
        self.requests: list[str] = []
        self.statuses: dict[str, int] = {}
        self.complaints: list[str] = []
        self.sockets = 0
        self._written = ""

    async def ask(self, method: str, **arguments: object) -> dict[str, Any]:
        """Call a method of the protocol in this tab."""
        return await self._browser.ask(method, self._session, **arguments)

    @property
    def written(self) -> str:
        """What the game wrote since the page was loaded."""
        return plain(self._written)

    async def value(self, script: str) -> Any:
        """What a script gives in the page; a promise is waited for."""
        found = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found["result"].get("value")

    async def shows(self, script: str) -> None:
        """Wait until a script gives something true in the page."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self.value(script):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"never came: {script}") from None

    async def press(self, *keys: str, control: bool = False) -> None:
        """Press keys, one after the other."""
        for key in keys:
            code = _CODES.get(key, ord(key[0].upper()))
            text = {} if control else {"text": "\r" if key == "Enter" else key}
            about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", **about, **text)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    async def tap(self, x: float, y: float) -> None:
        """Touch a point of the page."""
        await self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        await self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    async def picture(self) -> bytes:
        """What is seen, as a PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])

    async def close(self) -> None:
        """Close the tab."""
        await self._browser.ask("Target.closeTarget", targetId=self._target)

    def heard(self, event: str, about: dict[str, Any]) -> None:
        """Keep what the browser tells of this tab."""
        match event:
            case "Network.requestWillBeSent":
                self.requests.append(about["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(about["url"])
                self.sockets += 1
                self._written = ""
            case "Network.responseReceived":
                self.statuses[about["response"]["url"]] = about["response"]["status"]
            case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                self._written += base64.b64decode(about["response"]["payloadData"]).decode("utf-8", "replace")
            case "Runtime.exceptionThrown":
                self.complaints.append(str(about["exceptionDetails"]))
            case "Log.entryAdded" if about["entry"]["level"] == "error":
                self.complaints.append(f"{about['entry']['text']} {about['entry'].get('url', '')}")


@asynccontextmanager
async def chromium(program: str) -> AsyncIterator[Chromium]:
    """A browser of its own profile, that is gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-sync"
        options += " --disable-background-networking --disable-component-update --mute-audio --window-size=1000,700"
        process = subprocess.Popen(
            [program, *options.split(), "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            file = Path(profile) / "DevToolsActivePort"
            port, path = (await until("Chromium's port", lambda: file.exists() and file.read_text().split()[:2])) or []
            async with (
                aiohttp.ClientSession() as client,
                client.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0) as socket,
            ):
                browser = Chromium(socket)
                yield browser
                with suppress(Exception):
                    await asyncio.wait_for(browser.ask("Browser.close"), 5)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
