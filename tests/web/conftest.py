"""A server in this process, whose visitors play the stub."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from yarl import URL

from game.web.gate import COOKIE, Gate, new_token, visitor_of
from game.web.server import Server

STUB = Path(__file__).parent / "stub.py"


class House:
    """A server under test, and the folders of its visitors."""

    def __init__(self, server: Server, bound: TestServer, client: aiohttp.ClientSession) -> None:
        self.server = server
        self.bound = bound
        self.client = client
        self.url = str(bound.make_url("/"))

    async def get(self, path: str = "/", token: str = "", **headers: str) -> aiohttp.ClientResponse:
        """An answer; `path` is sent as it is written."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            headers["Cookie"] = f"{COOKIE}={token}"
        answer = await self.client.get(URL(self.url.rstrip("/") + path, encoded=True), headers=headers)
        await answer.read()
        return answer

    async def come_in(self, token: str = "", query: str = "", **headers: str) -> "Guest":
        """A visitor's socket. Raises aiohttp.WSServerHandshakeError where there is no way in."""
        token = token or new_token()
        origin = {"Origin": self.url.rstrip("/"), "Cookie": f"{COOKIE}={token}", **headers}
        sent = {name: value for name, value in origin.items() if value}
        socket = await self.client.ws_connect(f"{self.url}ws{query}", headers=sent)
        return Guest(token, socket, self.server.folder / visitor_of(token))


class Guest:
    """A visitor, through the eyes of her browser."""

    def __init__(self, token: str, socket: aiohttp.ClientWebSocketResponse, folder: Path) -> None:
        self.token = token
        self.socket = socket
        self.folder = folder

    async def type(self, words: str) -> None:
        """Type something."""
        await self.socket.send_json(["stdin", words])

    async def sees(self, words: str) -> None:
        """Wait until the game writes just that."""
        while (message := await self.socket.receive(timeout=30)).data != words.encode():
            assert message.type is aiohttp.WSMsgType.BINARY, message

    async def hears(self) -> object:
        """What the page is told next that is not for the terminal."""
        while (message := await self.socket.receive(timeout=30)).type is aiohttp.WSMsgType.BINARY:
            pass
        assert message.type is aiohttp.WSMsgType.TEXT, message
        return message.json()

    async def close_code(self) -> int:
        """Wait for the end, and say how it came."""
        while (message := await self.socket.receive(timeout=30)).type is not aiohttp.WSMsgType.CLOSE:
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
        code: int = message.data
        return code

    @property
    def notes(self) -> list[str]:
        """What the stub wrote down."""
        return re.sub(r" \d+", "", (self.folder / "notes").read_text()).split("\n")[:-1]

    @property
    def processes(self) -> list[int]:
        """The processes that were started for her and run still."""
        numbers = [int(number) for number in re.findall(r"started (\d+)", (self.folder / "notes").read_text())]
        return [number for number in numbers if is_running(number)]

    async def is_gone(self) -> None:
        """Wait until no process of hers runs."""
        async with asyncio.timeout(30):
            while self.processes:
                await asyncio.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Callable[..., object]]:
    """Makes servers; none is left behind."""
    made: list[House] = []

    async def make(*, limit: int = 3, idle: float = 60.0, public: str = "", host: str = "127.0.0.1") -> House:
        command = [sys.executable, "-S", "-E", str(STUB)]
        gate = Gate(host, public)
        server = Server(command, tmp_path / "visitors", gate, port=0, limit=limit, idle=idle, title="A <Title>")
        bound = TestServer(server.application())
        await bound.start_server()
        made.append(House(server, bound, aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())))
        return made[-1]

    yield make
    for one in made:
        await one.bound.close()
        await one.client.close()
