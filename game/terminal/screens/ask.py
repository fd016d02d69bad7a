"""A small sheet that asks for a line."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from game.i18n import N_, _
from game.terminal.sanitise import one_line


class AskSheet(ModalScreen[str | None]):
    """Asks for a line: Enter gives it, Esc nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "away", N_("Never mind"), show=False)]
    DEFAULT_CSS = """
    AskSheet {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 60;
            max-width: 100%;
            height: auto;
            background: $background;
            border: round $rule;
            border-title-color: $dim;
            border-subtitle-color: $dim;
            padding: 1 2;
        }
        & Static { height: auto; }
        & Input {
            height: 1;
            border: none;
            padding: 0;
            background: $rule;
            &:focus { border: none; background-tint: $background 0%; }
        }
    }
    """

    def __init__(self, question: str, answer: str = "") -> None:
        super().__init__()
        self._question = question
        self._answer = answer

    def compose(self) -> ComposeResult:
        """The question, and a line for the answer."""
        with Vertical() as frame:
            yield Static(Content(one_line(self._question)))
            yield Input(one_line(self._answer), select_on_focus=False)
        frame.border_subtitle = _("Enter: so be it · Esc: never mind")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """That is the answer."""
        message.stop()
        self.dismiss(message.value)

    def action_away(self) -> None:
        """No answer."""
        self.dismiss(None)
