"""`october serve`: the game in a browser."""

import sys
from pathlib import Path

import click

from game.commands.common import load, saves_option, story_place
from game.commands.saying import say

PORT = 1917
VISITORS = "visitors"
"""The folder, among the saves, that holds a folder for each visitor."""


@click.command()
@click.argument("story", default="", metavar="[STORY]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port; 0 takes any.")
@click.option("--visitors", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at once.")
@click.option(
    "--idle", type=click.FloatRange(0.01), default=30, show_default=True, metavar="MINUTES", help="An idle game ends."
)
@click.option("--public", metavar="URL", default="", help="The address visitors see, where a proxy stands in front.")
@saves_option
def serve(story: str, host: str, port: int, visitors: int, idle: float, public: str, saves: Path | None) -> int:
    """Let people play in their browser.

    Everyone has a shelf of their own, and finds it again in the same browser. Prints the address.
    """
    import asyncio

    from game.play.shelf import saves_folder
    from game.terminal.sanitise import one_line
    from game.web.gate import Gate, is_loopback

    try:
        from game.web.server import Server
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise click.UsageError(
            "serve needs textual-serve, which is not installed: pip install 'october-or-otherwise[web]'"
        ) from None
    folder, place = story_place(story)
    if place:
        raise click.UsageError("serve takes a whole story")
    origin = _origin(public)
    title = one_line(load(folder).title)
    if not is_loopback(host):
        say("everybody who can reach this machine can play; what is sent is not encrypted", err=True)
    command = [sys.executable, "-m", "game.terminal.visitor", str(folder.resolve())]
    home = saves_folder(saves).resolve() / VISITORS
    asyncio.run(
        Server(command, home, Gate(host, origin), port=port, limit=visitors, idle=idle * 60, title=title).serve()
    )
    return 0


def _origin(public: str) -> str:
    """What `--public` names, as a browser names the origin of a page."""
    from urllib.parse import urlsplit

    if not public:
        return ""
    try:
        parts = urlsplit(public)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise click.UsageError(f'--public takes an address such as https://play.example.org, not "{public}"')
    return f"{parts.scheme}://{parts.netloc}"
