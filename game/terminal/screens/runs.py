"""The player's own runs, newest first; Enter takes one up."""

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.i18n import N_, _, ngettext
from game.terminal.marks import name_of
from game.terminal.sanitise import one_line
from game.terminal.widgets.footer import Footer, Key

if TYPE_CHECKING:
    from game.play.shelf import Saved
    from game.terminal.app import OctoberApp


class RunsScreen(Screen[None]):
    """A line or two for each run: name, scene, steps, ending, when; broken ones say so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("q,escape", "back", N_("Back to the title")),
    ]
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = """
    RunsScreen {
        align: center top;
        color: $foreground;
        & > Static { width: 76; max-width: 100%; padding: 1 2; color: $dim; }
        & > OptionList {
            width: 76;
            max-width: 100%;
            height: 1fr;
            background: $background;
            border: none;
            padding: 0 2;
            scrollbar-size: 0 0;
            &:focus { border: none; background-tint: $background 0%; }
            & > .option-list--option-highlighted { background: $rule; color: $foreground; text-style: none; }
            &:nocolor > .option-list--option-highlighted { text-style: reverse; }
        }
    }
    """

    app: "OctoberApp"

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[Saved] = []

    def compose(self) -> ComposeResult:
        """The list, and the keys."""
        yield Static(Content(_("YOUR RUNS")))
        yield OptionList()
        yield Footer()

    def on_mount(self) -> None:
        """Read the shelf."""
        self.query_one(Footer).keys = (
            Key(_("Enter"), _("go on with it"), "resume"),
            Key("q", _("back"), "back"),
            Key("?", _("keys"), "app.keys"),
        )
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew."""
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take up a run, unless it cannot be."""
        if event.option_index < len(self._runs):
            saved = self._runs[event.option_index]
            if not saved.broken:
                self.app.resume(saved.path)

    def action_resume(self) -> None:
        """Take up the lit run."""
        self.query_one(OptionList).action_select()

    def action_back(self) -> None:
        """Back to the title."""
        self.app.to_title()

    def _fill(self) -> None:
        story = self.app.story_or_tell()
        self._runs = self.app.desk.runs() if story is not None else []
        listed = self.query_one(OptionList)
        lit = listed.highlighted
        width = max(12, min(76, self.size.width) - 6)
        endings = {id: ending.title for id, ending in story.endings.items()} if story is not None else {}
        listed.set_options(
            [Option(_line(saved, width, endings), disabled=bool(saved.broken)) for saved in self._runs]
            or [Option(Content.styled(_("No runs yet: n on the title begins one."), "$dim"), disabled=True)]
        )
        if self._runs and lit is not None:
            listed.highlighted = min(lit, len(self._runs) - 1)
        elif self._runs:
            listed.action_first()


def _line(saved: "Saved", width: int, endings: dict[str, str]) -> Content:
    """The name and when it began; under it how far it went, or what is wrong with it."""
    when = f"{saved.started:%Y-%m-%d}"
    name = one_line(saved.name) or saved.path.stem
    room = width - len(when) - 2
    if cell_len(name) > room:
        name = set_cell_size(name, max(1, room - 1)).rstrip() + "…"
    gap = max(1, width - cell_len(name) - len(when))
    if saved.broken:
        below = _("cannot be played: {why}").format(why=one_line(saved.broken))
    else:
        steps = ngettext("{count} step", "{count} steps", saved.step).format(count=saved.step)
        where = name_of(one_line(saved.scene))
        if saved.ending:
            where = "★ " + one_line(endings.get(saved.ending, name_of(saved.ending)))
        below = f"{where} · {steps}" if where else steps
    below = below if cell_len(below) <= width else set_cell_size(below, width - 1) + "…"
    return Content.assemble(
        (name, "bold" if not saved.broken else "$dim"), " " * gap, (when, "$dim"), "\n", (below, "$dim")
    )
