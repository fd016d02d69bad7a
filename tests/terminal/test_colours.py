"""What of colours and motion the environment allows, whatever is set."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.style import Style

from game.terminal.colours import has_colours
from game.terminal.settings import FILE
from game.terminal.themes import THEMES
from tests.terminal.pages import open_page


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, True),
        ({}, True),
    ],
    ids=str,
)
def test_what_the_environment_says(environ: dict[str, str], colours: bool) -> None:
    assert has_colours(environ) is colours


@pytest.mark.parametrize(
    ("term", "colours"),
    [("vt100", False), ("vt220", False), ("xterm-mono", False), ("linux", True), ("xterm", True), ("unheard-of", True)],
)
def test_what_is_known_of_a_terminal(term: str, colours: bool) -> None:
    code = f"from game.terminal.colours import has_colours; print(int(has_colours({{'TERM': {term!r}}})))"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert bool(int(said)) is colours


def test_a_terminal_that_nobody_knows_is_judged_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "curses", None)
    assert [has_colours({"TERM": term}) for term in ("vt52", "hp-mono", "putty")] == [False, False, True]


async def test_on_a_terminal_without_colours_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.terminal.settled.has_colours", lambda _environ: False)
    async with open_page(tmp_path, (120, 40)) as page:
        await page.press("comma")
        for strip in page.app.screen._compositor.render_strips():
            for part in strip:
                style = part.style or Style()
                assert (style.color is None or style.color.is_default) and (
                    style.bgcolor is None or style.bgcolor.is_default
                )
        await page.press("home")
        assert "This terminal has none" in page.text()


async def test_the_terminals_own_theme_uses_its_palette_alone(tmp_path: Path) -> None:
    async with open_page(tmp_path, (120, 40), "open-window", "hand-it-on", "warn-the-picket") as page:
        page.app.action_set("theme", "terminal")
        for key in ("r", "l", "escape", "comma", "escape", "question_mark"):
            await page.press(key)
            for strip in page.app.screen._compositor.render_strips():
                for part in strip:
                    for colour in (part.style.color, part.style.bgcolor) if part.style is not None else ():
                        assert colour is None or colour.is_default or colour.number == 1


@pytest.mark.parametrize("level", ["none", "basic", "full"])
def test_the_environment_may_still_everything(level: str) -> None:
    code = """if True:
        import json
        from pathlib import Path
        from game.terminal.app import OctoberApp
        from game.terminal.desk import Desk
        app = OctoberApp(Desk(Path("."), Path(".")))
        at_first = app.moves
        app.action_set("motion", "reduced")
        reduced = app.moves
        app.action_set("motion", "full")
        print(json.dumps([at_first, reduced, app.moves]))
    """
    environ = {**os.environ, "TEXTUAL_ANIMATIONS": level}
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environ).stdout
    moves = level != "none"
    assert json.loads(said) == [moves, False, moves]


@pytest.mark.parametrize("name", THEMES)
async def test_the_theme_that_is_set_is_shown_from_the_first_frame(tmp_path: Path, config: Path, name: str) -> None:
    (config / FILE).write_text(f"theme: {name}\nlearnt: [plain]\n")
    async with open_page(tmp_path) as page:
        theme = THEMES[name]
        style = page.app.screen._compositor.render_strips()[8]._segments[0].style
        assert style is not None and style.bgcolor is not None
        if theme.ansi:
            assert style.bgcolor.is_default
        else:
            assert style.bgcolor.triplet is not None and style.bgcolor.triplet.hex == theme.background
        assert page.app.has_class("-dark-mode") is theme.dark
