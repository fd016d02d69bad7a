"""Two runs side by side: where they part, what differs at the end, and then turn by turn."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from game.i18n import N_, _
from game.play.compare import compare
from game.terminal.blocks import Voice
from game.terminal.compared import parting, sections
from game.terminal.replaying import Replaying
from game.terminal.sanitise import one_line
from game.terminal.widgets.facing import Facing, FacingColumns
from game.terminal.widgets.footer import Footer, Key

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp


class CompareScreen(Screen[None]):
    """Two runs as the pages of an open book."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "replay(0)", N_("Replay the left one from where they part")),
        Binding("right", "replay(1)", N_("Replay the right one from where they part")),
        Binding("comma", "app.settings", N_("Settings")),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("escape,q", "back", N_("Back")),
    ]
    AUTO_FOCUS = "FacingColumns"
    DEFAULT_CSS = """
    CompareScreen { color: $foreground; }
    """

    app: "OctoberApp"

    def __init__(self, a: Replaying, b: Replaying) -> None:
        super().__init__()
        self._sides = (a, b)
        self.found = compare(a.run, b.run, a.name, b.name)

    def compose(self) -> ComposeResult:
        """Both, and the keys."""
        yield FacingColumns(self._levels())
        yield Footer()

    def on_mount(self) -> None:
        """The few keys that matter."""
        self.query_one(Footer).keys = (
            Key("↑↓", _("read")),
            Key("←→", _("replay that one"), "replay(0)"),
            Key("q", _("back"), "back"),
            Key("?", _("keys"), "app.keys"),
        )

    def action_replay(self, side: int) -> None:
        """One of the two, from where they part."""
        self.app.replay(self._sides[side].path, self.found.together)

    def action_back(self) -> None:
        """Back to what was there before."""
        self.dismiss()

    def _levels(self) -> Iterator[Facing]:
        a, b = self._sides
        yield Facing()
        yield Facing(one_line(a.name), one_line(b.name), voice=Voice.HEADING)
        yield Facing()
        yield Facing(across=f"── {parting(self.found, a.run, b.run)} ──", voice=Voice.DIM)
        for fault in (a.fault, b.fault):
            if fault:
                yield Facing(across=one_line(fault), voice=Voice.RED)
        for section in sections(self.found, a.run, b.run):
            yield Facing()
            yield Facing(across=section.title, voice=Voice.DIM)
            for entry in section.entries:
                label = "" if entry.label.isdigit() else entry.label
                yield Facing(str(entry.a), str(entry.b), label=label)
