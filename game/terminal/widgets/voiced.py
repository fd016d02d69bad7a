"""What draws its own lines: the base of columns and lists, with the voices of the theme in use."""

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.scroll_view import ScrollView

from game.terminal.blocks import Voice

EMPHASIS, STRONG, LINK, FAINT = Style(italic=True), Style(bold=True), Style(underline=True), Style(dim=True)
VOICES: dict[Voice, tuple[str, Style]] = {
    Voice.TEXT: ("foreground", Style()),
    Voice.PAST: ("dim", Style()),
    Voice.CHOSEN: ("dim", Style()),
    Voice.HEADING: ("foreground", STRONG),
    Voice.LABEL: ("dim", Style()),
    Voice.DIM: ("dim", Style()),
    Voice.CHOICE: ("foreground", Style()),
    Voice.LIT: ("foreground", STRONG),
    Voice.LOCKED: ("dim", Style()),
    Voice.RED: ("accent", Style()),
}
"""The theme's colour that a voice speaks in, and how. (Component classes would cost each start some milliseconds.)"""


class Voiced(ScrollView, can_focus=True):
    """A window on lines that are drawn one by one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Voiced {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size: 0 0;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._voices: dict[Voice, Style] = {}

    @property
    def window(self) -> tuple[int, int]:
        """The first line shown, and the one after the last."""
        top = self.scroll_offset.y
        return top, top + self.size.height

    def move_to(self, line: int) -> None:
        """Show `line` at the top, or as near to it as there is text."""
        last = self.virtual_size.height - self.size.height
        self.scroll_to(y=max(0, min(line, last)), animate=False, force=True, immediate=True)

    def turn(self, direction: int) -> None:
        """Turn a window on or back, with two lines in common."""
        self.move_to(self.window[0] + direction * max(1, self.size.height - 2))

    def notify_style_update(self) -> None:
        """Other colours: every voice anew."""
        super().notify_style_update()
        self._voices.clear()

    def voice(self, voice: Voice) -> Style:
        """How a voice looks in the theme in use."""
        if voice not in self._voices:
            colour, manner = VOICES[voice]
            style = Style(color=self._colour(colour), bgcolor=self._colour("background")) + manner
            self._voices[voice] = style + FAINT if self._pale and colour == "dim" else style
        return self._voices[voice]

    def lit_style(self) -> Style:
        """What is laid over the voices of a lit line. On its ground only full voice can be read well."""
        if self._pale:
            return Style(reverse=True, bold=True, dim=False)
        return Style(color=self._colour("foreground"), bgcolor=self._colour("rule"), bold=True)

    @property
    def _pale(self) -> bool:
        """Whether there are no colours between the ground's and the voice's."""
        return self.app.no_color or self.app.current_theme.ansi

    def _colour(self, variable: str) -> RichColor:
        return Color.parse(self.app.theme_variables[variable]).rich_color
