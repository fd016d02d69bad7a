"""Draws the pictures of the documents from the running game: `make pictures`, or `python tools/pictures.py FOLDER`.

Each is what a terminal of its size shows after some keys, as SVG. They hold no address of any other place: fonts
are those of whoever looks, and nothing is fetched. The same game draws the same pictures, to the letter.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent.parent
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FAMILY = re.compile(r"font-family:\s*[^;]*;")
_ID = re.compile(r"terminal-\d+")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)


class Picture(NamedTuple):
    """A picture: its name, the terminal's size, the choices taken before, and the keys after that."""

    name: str
    size: tuple[int, int]
    choices: Sequence[str] | None = None
    keys: Sequence[str] = ()


def pictures(story: Path) -> list[Picture]:
    """What there is to show of a story."""
    hinge = to_first_hinge(story)
    weeks = ("m", *["shift+right"] * 5)
    return [
        Picture("title", (120, 36)),
        Picture("page", (120, 36), hinge[:-1]),
        Picture("page-80", (80, 24), hinge[:-1]),
        Picture("page-40", (40, 15), hinge[:-1]),
        Picture("record", (120, 36), hinge, ("end", "r")),
        Picture("codex", (120, 36), hinge[:-1], ("c",)),
        Picture("whole-codex", (120, 36), hinge, ("C", "down")),
        Picture("transcript", (120, 36), hinge, ("slash", *"father", "enter")),
        *([Picture("map", (120, 40), keys=weeks)] if (story / "map.yaml").is_file() else []),
    ]


def to_first_hinge(story: Path) -> list[str]:
    """The first open choice again and again, up to the first that decides a hinge."""
    from game.play.run import Run
    from game.story.loader import load_story

    run = Run.begin(load_story(story), seed=1917)
    while not run.over and not run.falls and run.step < 100:
        untaken = [option.id for option in run.options if option.open and (run.here, option.id) not in run.choices]
        run.choose(untaken[0])
    return [choice for _place, choice in run.choices]


async def draw(picture: Picture, story: Path, saves: Path) -> str:
    """The SVG of a picture."""
    from game.play.session import Session
    from game.terminal.app import OctoberApp
    from game.terminal.desk import Desk

    desk = Desk(story, saves, seed=1917)
    session = None
    if picture.choices is not None:
        session = Session.new(desk.story, saves, seed=1917)
        for choice in picture.choices:
            session.choose(choice)
    app = OctoberApp(desk, session, resumed=False)
    async with app.run_test(size=picture.size) as pilot:
        await _still(pilot)
        if session is not None:
            while session.run.turns[-1].pages and _waits(app):
                await pilot.press("space")
                await _still(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _still(pilot)
        return clean(app.export_screenshot(title=app.title), picture.name)


def clean(svg: str, name: str) -> str:
    """Without anything that would be fetched, and with the same names each time."""
    svg = _FONT_FACE.sub("", _COMMENT.sub("", svg))
    svg = _FAMILY.sub(f"font-family: {FONTS};", svg)
    svg = _ID.sub(f"october-{name}", svg)
    if "xml:space" not in svg:
        svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def _still(pilot: object) -> None:
    """Wait until nothing moves any more."""
    for _round in range(12):
        await pilot.pause(0.02)  # type: ignore[attr-defined]


def _waits(app: object) -> bool:
    from game.terminal.screens.page import PageScreen

    screen = app.screen  # type: ignore[attr-defined]
    return isinstance(screen, PageScreen) and len(screen.pages) < len(screen.run.turns[-1].pages)


def draw_all(folder: Path, story: Path) -> list[Path]:
    """All pictures, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    with tempfile.TemporaryDirectory() as config:
        os.environ["OCTOBER_CONFIG"] = config
        for name in ("NO_COLOR", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            os.environ.pop(name, None)
        os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
        (Path(config) / "settings.yaml").write_text("learnt: [choose, plain, record, undo]\n")
        for picture in pictures(story):
            with tempfile.TemporaryDirectory() as saves:
                path = folder / f"{picture.name}.svg"
                path.write_text(asyncio.run(draw(picture, story, Path(saves))), encoding="utf-8")
                drawn.append(path)
    return drawn


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "docs" / "pictures"
    for one in draw_all(where, HERE / "scenes" / "october"):
        print(one)
