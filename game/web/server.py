"""The server: a page with a terminal in it, and behind it a process for each visitor, up to a limit."""

import asyncio
import logging
import mimetypes
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import textual_serve
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger
from textual_serve.download_manager import DownloadManager

from game.i18n import _, ngettext
from game.web import pages
from game.web.gate import COOKIE, COOKIE_AGE, HEADERS, Gate, new_token, visitor_of
from game.web.visit import MESSAGE_LIMIT, PATIENCE, Leaving, Visit

OURS = Path(__file__).parent / "assets"
THEIRS = Path(textual_serve.__file__).parent / "static"
ASSETS = {
    "page.css": OURS / "page.css",
    "page.js": OURS / "page.js",
    "xterm.css": THEIRS / "css" / "xterm.css",
    "textual.js": THEIRS / "js" / "textual.js",
    "mono.ttf": THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf",
    "mono-italic.ttf": THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf",
}
"""Everything a page loads, by the name it has there. Nothing else on the disk can be asked for."""
HEARTBEAT = 20.0
"""Seconds between two questions to a silent page whether it is still there."""
FAREWELL = 1.0
"""Seconds that a page has to answer when its socket is closed."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Serves a story: `command` and a visitor's folder behind it are what plays it."""

    def __init__(
        self, command: Sequence[str], folder: Path, gate: Gate, *, port: int, limit: int, idle: float, title: str
    ) -> None:
        """`folder` has a folder for each visitor; `limit` visitors at once, each for `idle` silent seconds."""
        self.command = command
        self.folder = folder
        self.gate = gate
        self.port = port
        self.limit = limit
        self.idle = idle
        self.title = title
        self.visits: dict[str, Visit] = {}
        """Who is here."""
        self._playing: set[asyncio.Task[None]] = set()
        self._downloads = DownloadManager()

    async def serve(self) -> None:
        """Serve until SIGINT, SIGTERM or SIGHUP; no process is left then. Raises OSError for an address in use."""
        server_logger.addFilter(_is_our_affair)
        stopped = asyncio.Event()
        told = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup has it ignored, to serve on
            told.append(signal.SIGHUP)
        for one in told:
            asyncio.get_running_loop().add_signal_handler(one, stopped.set)
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=PATIENCE)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self.gate.host, self.port)
            await site.start()
            self._say_where(runner)
            await stopped.wait()
            await site.stop()
        finally:
            await runner.cleanup()

    def application(self) -> web.Application:
        """What answers."""
        application = web.Application(middlewares=[self._only_by_our_name])
        application.add_routes(
            [
                web.get("/", self.page),
                web.get("/alive", self.alive),
                web.get("/ws", self.websocket),
                web.get("/download/{key:[0-9a-f]{32}}", self.download),
                web.get("/static/{name}", self.asset),
            ]
        )
        application.on_response_prepare.append(_with_headers)
        application.on_shutdown.append(self._end_all)
        return application

    # What can be asked for

    async def page(self, request: web.Request) -> web.Response:
        """The page with the terminal, and a cookie by which its reader is known; 503 where there is no room."""
        token = request.cookies.get(COOKIE)
        visitor = visitor_of(token)
        if not visitor and request.headers.get("Sec-Fetch-Site") == "cross-site":
            # A browser that comes by a link on another site keeps our cookie to itself; from our own page it does not.
            return _page(pages.threshold(self.title))
        if self._is_full_for(visitor):
            return _page(pages.full(self.title), 503)
        answer = _page(pages.play(self.title))
        answer.set_cookie(
            COOKIE,
            token if visitor and token else new_token(),
            max_age=COOKIE_AGE,
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self.gate.secure,
        )
        return answer

    async def alive(self, request: web.Request) -> web.Response:
        """Nothing, to say that the server is there again."""
        return web.Response(status=204)

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """A file that a page loads."""
        name = request.match_info["name"]
        if name not in ASSETS:
            raise web.HTTPNotFound
        kind = mimetypes.guess_type(name)[0] or "font/ttf"
        return web.FileResponse(ASSETS[name], headers={"Content-Type": kind})

    async def websocket(self, request: web.Request) -> web.StreamResponse:
        """The game of one visitor. It goes on in the window that opened it last."""
        visitor = visitor_of(request.cookies.get(COOKIE))
        if not visitor or not self.gate.is_own(request.headers.get("Origin"), request.host):
            raise web.HTTPForbidden
        if self._is_full_for(visitor):
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MESSAGE_LIMIT, timeout=FAREWELL)
        visit = Visit([*self.command, str(self.folder / visitor)], self._downloads, self.idle)
        before, self.visits[visitor] = self.visits.get(visitor), visit
        # In a task of its own: a request that is given up must not keep a process from being ended.
        playing = asyncio.create_task(self._play(request, socket, visitor, visit, before))
        self._playing.add(playing)
        playing.add_done_callback(self._playing.discard)
        await asyncio.shield(playing)
        return socket

    async def _play(
        self, request: web.Request, socket: web.WebSocketResponse, visitor: str, visit: Visit, before: Visit | None
    ) -> None:
        try:
            if before is not None:
                await before.leave(Leaving.ELSEWHERE)
            await socket.prepare(request)
            await visit.play(socket, request.query)
        finally:
            if self.visits.get(visitor) is visit:
                del self.visits[visitor]
            visit.over.set()

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that a visitor's own game hands over, once."""
        visit = self.visits.get(visitor_of(request.cookies.get(COOKIE)))
        key = request.match_info["key"]
        try:
            file = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        if visit is None or file.app_service is not visit:
            raise web.HTTPNotFound
        answer = web.StreamResponse()
        answer.content_type = "application/octet-stream"
        answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.file_name, safe='')}"
        await answer.prepare(request)
        async for piece in self._downloads.download(key):
            await answer.write(piece)
        return answer

    # Who is here

    def _is_full_for(self, visitor: str) -> bool:
        return visitor not in self.visits and len(self.visits) >= self.limit

    async def _end_all(self, application: web.Application) -> None:
        visits = list(self.visits.values())
        await asyncio.gather(*(visit.leave(Leaving.CLOSING) for visit in visits))

    @web.middleware
    async def _only_by_our_name(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not self.gate.knows(request.host):
            raise web.HTTPMisdirectedRequest(text="This server does not go by that name.\n")
        return await handler(request)

    def _say_where(self, runner: web.AppRunner) -> None:
        host, port = runner.addresses[0][:2]
        print(f"http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
        room = ngettext("room for {count} visitor", "room for {count} visitors", self.limit).format(count=self.limit)
        print(f"{room}; " + _("Ctrl+C ends it"), file=sys.stderr, flush=True)


def _is_our_affair(record: logging.LogRecord) -> bool:
    """Whether something went wrong here: of a stranger's words that are no request, the log need not tell."""
    return record.exc_info is None or not isinstance(record.exc_info[1], HttpProcessingError)


async def _with_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _page(text: str, status: int = 200) -> web.Response:
    headers = {"Retry-After": "60"} if status == 503 else {}
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
