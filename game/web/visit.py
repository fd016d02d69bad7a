"""A visit: one process of the game, and the websocket it is seen through, which end together."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from enum import IntEnum

from aiohttp import WSMsgType
from aiohttp.web import WebSocketResponse
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

MESSAGE_LIMIT = 256 * 1024
"""Bytes of a message; a longer one ends the visit."""
TYPED_LIMIT = 8 * 1024
"""Characters that are handed on at once; a longer paste is left out."""
SIZES = {"width": (20, 500), "height": (5, 200)}
"""The fewest and the most columns and rows of a page."""
PATIENCE = 5.0
"""Seconds that a process has to leave by itself, and again when it was told to."""
_GREETING = b"__GANGLION__\n"


class Leaving(IntEnum):
    """Why a visit ended, as the close code of its websocket; assets/page.js has a word for each."""

    CLOSING = 1001
    """The server stops."""
    QUIT = 4000
    IDLE = 4001
    ELSEWHERE = 4002
    """The same visitor plays in another window now."""
    BROKEN = 4003
    """The process ended by itself."""


class Visit(AppService):
    """A process that speaks textual-serve's protocol, started without a shell and ended whatever happens."""

    def __init__(self, command: Sequence[str], downloads: DownloadManager, idle: float) -> None:
        """`idle` are the seconds without a key or a click after which it ends."""
        super().__init__(
            "", write_bytes=self._show, write_str=self._tell, close=_wait_for_it, download_manager=downloads
        )
        self.arguments = command
        self.idle = idle
        self.over = asyncio.Event()
        """Set by whoever opened the visit, when nothing of it is left."""
        self._socket: WebSocketResponse | None = None
        self._leaving: Leaving | None = None
        self._closing = asyncio.Lock()

    async def play(self, socket: WebSocketResponse, query: Mapping[str, str]) -> None:
        """Run the game on a socket that is open, until either ends; then there is neither."""
        self._socket = socket
        watching = None
        try:
            if self._leaving is None:
                await self.start(*(_side(query.get(side), side) for side in SIZES))
                watching = asyncio.create_task(self._watch(socket))
                await self._listen(socket)
        finally:
            await self._put_away(socket, watching)

    async def leave(self, why: Leaving) -> None:
        """End the visit, for a reason that its page will tell; returns when nothing is left of it."""
        self._leaving = self._leaving or why
        if self._socket is not None:
            await self._close(self._socket)
        await self.over.wait()

    # The process

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self.arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Hand on what the process says until it says no more."""
        assert self._process is not None and self._process.stdout is not None
        read = self._process.stdout
        kinds: dict[bytes, Callable[[bytes], Awaitable[None]]]
        kinds = {b"D": self.on_data, b"M": self.on_meta, b"P": self.on_packed}
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await read.readline() not in (_GREETING, b""):
                pass
            while True:
                kind = await read.readexactly(1)
                size = int.from_bytes(await read.readexactly(4), "big")
                await kinds[kind](await read.readexactly(size))

    async def stop(self) -> None:
        """End the process: SIGTERM, on which the game leaves in order; SIGKILL if it does not."""
        if self._process is None or self._task is None:
            return
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        for end in (self._process.terminate, self._process.kill):
            if self._process.returncode is None:
                with suppress(ProcessLookupError):
                    end()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), PATIENCE)
                break
        if self._stdin is not None:
            self._stdin.close()
        if not self._task.done():
            self._task.cancel()
        await asyncio.wait([self._task])

    async def _watch(self, socket: WebSocketResponse) -> None:
        """Once the process is gone, let the page know why."""
        assert self._process is not None and self._task is not None
        await asyncio.wait([self._task])
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        await self.stop()
        code = self._process.returncode
        self._leaving = self._leaving or (Leaving.BROKEN if code else Leaving.QUIT)
        await self._close(socket)

    async def _put_away(self, socket: WebSocketResponse, watching: asyncio.Task[None] | None) -> None:
        await self.stop()
        if watching is not None:
            await watching
        await self._close(socket)

    # The page

    async def _listen(self, socket: WebSocketResponse) -> None:
        """Hand on what the page says, until it says no more or nothing for too long."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self.idle) as clock:
                async for message in socket:
                    if message.type is WSMsgType.TEXT and await self._heard(message.data):
                        clock.reschedule(loop.time() + self.idle)
        except TimeoutError:
            self._leaving = self._leaving or Leaving.IDLE

    async def _heard(self, text: str) -> bool:
        """Do what a message of the page asks for; whether somebody typed or clicked. What makes no sense is left."""
        try:
            match json.loads(text):
                case ["stdin", str(typed)] if len(typed) <= TYPED_LIMIT:
                    await self.send_bytes(typed.encode("utf-8", "replace"))
                    return True
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await self.set_terminal_size(_clamped(width, "width"), _clamped(height, "height"))
                case ["focus", *_]:
                    await self.focus()
                case ["blur", *_]:
                    await self.blur()
        except (ValueError, RecursionError):
            pass
        return False

    async def _show(self, data: bytes) -> None:
        with suppress(ConnectionError, RuntimeError):
            if self._socket is not None and not self._socket.closed:
                await self._socket.send_bytes(data)

    async def _tell(self, text: str) -> None:
        with suppress(ConnectionError, RuntimeError):
            if self._socket is not None and not self._socket.closed:
                await self._socket.send_str(text)

    async def _close(self, socket: WebSocketResponse) -> None:
        async with self._closing:  # whoever comes second waits until the page has been told
            await socket.close(code=self._leaving or Leaving.CLOSING)


def _side(written: str | None, side: str) -> int:
    """A side of the page as an address says it, within bounds."""
    usual = {"width": 80, "height": 24}[side]
    return _clamped(int(written) if written and re.fullmatch("[0-9]{1,9}", written) else usual, side)


def _clamped(size: int, side: str) -> int:
    least, most = SIZES[side]
    return max(least, min(most, size))


async def _wait_for_it() -> None:
    """A process that says it leaves need not be told to: the visit ends when it has."""
