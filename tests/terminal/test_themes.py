"""Every voice can be read on its ground: WCAG AA, and AAA in high contrast; on terminals with 16 colours too."""

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from game.terminal.themes import CONTRAST, DEFAULT, TERMINAL, THEMES

OURS = [theme for theme in THEMES.values() if theme.name != TERMINAL]


def luminance(color: Color) -> float:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b)


def contrast(one: str | None, other: str | None) -> float:
    assert one is not None and other is not None
    darker, lighter = sorted(luminance(Color.parse(each)) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_text_dim_and_red_can_be_read_on_the_ground(theme: Theme) -> None:
    least = 7.0 if theme.name == CONTRAST else 4.5
    for voice in (theme.foreground, theme.variables["dim"], theme.accent):
        assert contrast(voice, theme.background) >= least


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_text_can_be_read_where_the_cursor_is(theme: Theme) -> None:
    assert contrast(theme.foreground, theme.variables["rule"]) >= (4.5 if theme.name != CONTRAST else 3.0)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT])
def test_with_few_colours_every_voice_still_differs_from_the_ground(theme: Theme, system: ColorSystem) -> None:
    def shown(colour: str | None) -> int | None:
        assert colour is not None
        return Color.parse(colour).rich_color.downgrade(system).number

    for voice in (theme.foreground, theme.variables["dim"], theme.accent):
        assert shown(voice) != shown(theme.background)
    assert shown(theme.foreground) != shown(theme.variables["rule"])


def test_the_terminals_own_colours_are_its_own() -> None:
    theme = THEMES[TERMINAL]
    assert theme.ansi
    assert {theme.foreground, theme.background, *theme.variables.values()} <= {
        "ansi_default",
        "ansi_white",
        "ansi_black",
        "bold underline",
    }
    assert theme.accent == "ansi_red"


def test_the_default_is_dark() -> None:
    assert THEMES[DEFAULT].dark
