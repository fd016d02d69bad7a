"""Paper, ink and high contrast: each a ground, a voice, a dimmer voice, a rule, and one red for what matters.

And the terminal's own colours: its ground and its voice, whatever they are, and its red. Its greys are not to be
relied on: in some palettes they are as good as invisible.
"""

from collections.abc import Mapping

from textual.theme import Theme

PAPER, INK, CONTRAST, TERMINAL = "paper", "ink", "high-contrast", "terminal"
DEFAULT = INK


def _theme(name: str, *, ground: str, text: str, dim: str, rule: str, red: str, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=dim,
        secondary=dim,
        accent=red,
        warning=red,
        error=red,
        success=dim,
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        boost=ground,
        dark=dark,
        text_alpha=1.0,
        variables={
            "dim": dim,
            "rule": rule,
            "border": rule,
            "border-blurred": rule,
            "block-cursor-background": rule,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "bold",
            "block-hover-background": rule,
            "scrollbar": rule,
            "scrollbar-hover": dim,
            "scrollbar-active": dim,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
            "input-selection-background": rule,
        },
    )


_OWN = "ansi_default"
_LIT: Mapping[str, str] = {
    "ansi-background": _OWN,
    "ansi-foreground": _OWN,
    "block-cursor-background": _OWN,
    "block-cursor-foreground": _OWN,
    "block-cursor-text-style": "bold underline",
    "block-hover-background": _OWN,
    "input-cursor-background": _OWN,
    "input-cursor-foreground": _OWN,
    "input-cursor-text-style": "bold underline",
    "input-selection-background": "ansi_white",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_white",
    "screen-selection-foreground": "ansi_black",
}
"""What is lit in Textual's own widgets, in the terminal's colours: the same two, and a line under it."""


def _own_colours() -> Theme:
    theme = _theme(TERMINAL, ground=_OWN, text=_OWN, dim=_OWN, rule=_OWN, red="ansi_red", dark=True)
    theme.ansi = True
    theme.variables |= _LIT
    return theme


THEMES: dict[str, Theme] = {
    theme.name: theme
    for theme in (
        _theme(INK, ground="#171512", text="#d8d0c2", dim="#928a7d", rule="#3b362f", red="#e4573f", dark=True),
        _theme(PAPER, ground="#f5f0e6", text="#2a2620", dim="#6c6559", rule="#d3cab8", red="#b0251c", dark=False),
        _theme(
            CONTRAST,
            ground="#000000",
            text="#ffffff",
            dim="#c9c9c9",
            rule="#6f6f6f",
            red="#ff8a75",
            dark=True,
        ),
        _own_colours(),
    )
}
