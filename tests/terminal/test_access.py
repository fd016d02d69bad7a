"""Access: keys alone reach and leave every screen, what is lit shows, and nothing is told by colour alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

from game.bundled import scenes_root
from game.terminal.app import OctoberApp
from game.terminal.screens.title import TitleScreen
from game.terminal.settings import FILE
from game.terminal.widgets.footer import Footer
from tests.terminal.pages import STORY, open_page
from tests.terminal.shelves import Looking, looking

SCREENS = {
    "title": (),
    "note": ("n",),
    "runs": ("r",),
    "tree": ("t",),
    "map": ("m",),
    "endings": ("e",),
    "codex": ("o",),
    "settings": ("s",),
    "page": ("c",),
    "a page's codex": ("c", "c"),
    "record": ("c", "2", "r"),
    "ledger": ("c", "l"),
    "transcript": ("c", "T"),
    "replay": ("t", "down", "p"),
    "compare": ("t", "down", "c", "down", "down", "c"),
    "a question": ("t", "down", "f"),
    "keys": ("question_mark",),
    "palette": ("ctrl+p",),
}
"""Each screen, and the keys that lead there from the title of a shelf with three runs."""
LISTS = ("title", "runs", "tree", "endings", "codex", "settings")
SIGNS = "●◆◇○★✗▲▼›━╭╌╮─+-−"
"""What red may begin with: it is told by the sign, and by the red only once more."""
WAYS = ("bold", "reverse", "underline")
MARK_WORDS = ("parted",)
"""Words that may be red, beside the sign that they say."""


def story_of(screen: str) -> Path:
    """The story whose screen it is: only October has a map."""
    return scenes_root() / "october" if screen == "map" else STORY


def looks(strips: list[Strip]) -> list[list[tuple[str | bool, ...]]]:
    """What is left of a screen on paper: its text, and what is bold, reversed or underlined; neither colour nor dim."""
    plain = Style()
    return [
        [(part.text, *(bool(getattr(part.style or plain, way)) for way in WAYS)) for part in strip] for strip in strips
    ]


def seen(at: Looking) -> list[Strip]:
    return at.app.screen._compositor.render_strips()


def in_red(app: OctoberApp, strips: list[Strip]) -> Iterator[str]:
    """All words that are red."""
    red = app.theme_variables["accent"].lower()
    for strip in strips:
        for part in strip:
            colour = part.style.color if part.style is not None else None
            if colour is not None and colour.triplet is not None and colour.triplet.hex.lower() == red:
                yield part.text.strip()


@pytest.mark.parametrize("screen", LISTS)
async def test_the_lit_line_shows_without_colours(shelf: Path, monkeypatch: pytest.MonkeyPatch, screen: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with looking(shelf, *SCREENS[screen], story=story_of(screen)) as at:
        before = looks(seen(at))
        await at.press("down")
        assert looks(seen(at)) != before


@pytest.mark.parametrize("pale", ["no colours", "the terminal's own"])
async def test_the_lit_command_shows_without_colours(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, config: Path, pale: str
) -> None:
    if pale == "no colours":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        (config / FILE).write_text("theme: terminal\nlearnt: [plain]\n")
    async with looking(shelf, "ctrl+p") as at:
        found = at.app.screen.query_one(OptionList)
        for _round in range(500):
            if found.option_count > 1:
                break
            await at.pilot.pause(0.01)
        ways = []
        for lit in (0, 1):
            found.highlighted = lit
            await at.pilot.pause()
            ways.append(looks(seen(at)))
        assert ways[0] != ways[1]


@pytest.mark.parametrize("pale", ["no colours", "the terminal's own"])
async def test_where_a_line_is_typed_shows_without_colours(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, config: Path, pale: str
) -> None:
    theme = "ink" if pale == "no colours" else "terminal"
    (config / FILE).write_text(f"theme: {theme}\nmotion: reduced\nlearnt: [plain]\n")
    if pale == "no colours":
        monkeypatch.setenv("NO_COLOR", "1")
    async with looking(shelf, *SCREENS["a question"], "a", "b", "left") as at:
        cursor = [way for row in looks(seen(at)) for way in row if way[0] == "b" and way[3]]
        assert cursor


async def test_the_lit_choice_shows_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_page(tmp_path, (80, 40)) as page:
        await page.press("down")
        assert any(line.lstrip().startswith("› 1") for line in page.lines())


@pytest.mark.parametrize("screen", SCREENS)
async def test_what_is_red_has_a_sign_too(shelf: Path, screen: str) -> None:
    async with looking(shelf, *SCREENS[screen], size=(120, 40), story=story_of(screen)) as at:
        for words in in_red(at.app, seen(at)):
            assert not words or words[0] in SIGNS or words in MARK_WORDS


@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen not in ("title", "palette")])
async def test_keys_alone_lead_back_to_the_title(shelf: Path, screen: str) -> None:
    async with looking(shelf, *SCREENS[screen], story=story_of(screen)) as at:
        for _sheet in range(5):
            if not isinstance(at.app.screen, TitleScreen):
                await at.press("escape" if at.app.focused is None or screen == "a question" else "q")
        assert isinstance(at.app.screen, TitleScreen)


@pytest.mark.parametrize("screen", SCREENS)
async def test_what_the_bottom_line_offers_to_the_mouse_a_key_does(shelf: Path, screen: str) -> None:
    async with looking(shelf, *SCREENS[screen], story=story_of(screen)) as at:
        shown = at.app.screen
        holders = [holder for holder in (shown.focused, shown) if holder is not None]
        bound = {
            binding.action
            for holder in holders
            for bindings in holder._bindings.key_to_bindings.values()
            for binding in bindings
        }
        for footer in shown.query(Footer):
            for key in footer.keys:
                assert not key.action or key.action in bound
