"""Paper, ink and high contrast: each a ground, a voice, a dimmer voice, a rule, and one red for what matters."""

from textual.theme import Theme

PAPER, INK, CONTRAST = "paper", "ink", "high-contrast"
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
    )
}
