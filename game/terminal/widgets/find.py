"""The line in which a reader types what she looks for, and how much of it there is."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from game.i18n import N_

LONGEST = 200


class FindLine(Horizontal):
    """Hidden until it is asked for: `/`, what is typed, and at the right a word about what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Never mind"), show=False),
        Binding("down", "step(1)", N_("The next one"), show=False),
        Binding("up", "step(-1)", N_("The one before"), show=False),
    ]
    DEFAULT_CSS = """
    FindLine {
        dock: bottom;
        display: none;
        height: 1;
        margin: 0 0 1 0;
        padding: 0 2;
        &.-open { display: block; }
        & > .sign { width: 2; color: $foreground; text-style: bold; }
        & > Input {
            width: 1fr;
            height: 1;
            border: none;
            padding: 0;
            background: $rule;
            color: $foreground;
            &:focus { border: none; background-tint: $background 0%; }
        }
        & > .found { width: auto; max-width: 50%; padding: 0 0 0 2; color: $foreground; }
    }
    """

    class Changed(Message):
        """Something else is looked for."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Step(Message):
        """The next place is asked for (1), or the one before (-1)."""

        def __init__(self, direction: int) -> None:
            self.direction = direction
            super().__init__()

    class Done(Message):
        """Enter: that is it."""

    class Left(Message):
        """Esc: never mind."""

    def compose(self) -> ComposeResult:
        """A sign, the words, and what was found."""
        yield Static("/", classes="sign")
        yield Input(select_on_focus=False, max_length=LONGEST)
        yield Static(classes="found")

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.query_one(Input).value

    def open(self) -> None:
        """Show it and take the keys; what was looked for last stays until something else is typed."""
        self.add_class("-open")
        line = self.query_one(Input)
        line.focus()
        line.select_all()

    def close(self) -> None:
        """Hide it."""
        self.remove_class("-open")

    def clear(self) -> None:
        """Look for nothing."""
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = ""

    def say(self, found: str) -> None:
        """How much was found."""
        self.query_one(".found", Static).update(Content(found))

    def on_input_changed(self, message: Input.Changed) -> None:
        """As it is typed."""
        message.stop()
        self.post_message(self.Changed(message.value))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter."""
        message.stop()
        self.post_message(self.Done())

    def action_leave(self) -> None:
        """Esc."""
        self.post_message(self.Left())

    def action_step(self, direction: int) -> None:
        """The next one, or the one before."""
        self.post_message(self.Step(direction))
