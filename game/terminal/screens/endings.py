"""The endings, found and not yet; those that ship with the game count for nothing here."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from game.i18n import N_, _, ngettext
from game.terminal.blocks import Voice
from game.terminal.gallery import Found, endings_of, own_runs
from game.terminal.sanitise import one_line
from game.terminal.screens.listing import Listing
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import Lines, Part, fitted

REACHED, NOT_YET = "★", "·"


class EndingsScreen(Listing):
    """A line for each ending; Enter replays the run that reached it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", N_("Why: the decisions that led there")),
        Binding("e", "back", N_("Back"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []

    def on_mount(self) -> None:
        """Look through the shelf."""
        desk = self.app.desk
        self._found = endings_of(desk.story, own_runs(desk.story, desk.saves))
        reached = sum(one.reached for one in self._found)
        count = _("{reached} of {all} reached").format(reached=reached, all=len(self._found))
        self.head((_("ENDINGS"), "bold $foreground"), f"   {count}")
        self.lines.say(_("This story has no endings."))
        self.lines.fill(len(self._found), next((n for n, one in enumerate(self._found) if one.reached), 0))
        self.query_one(Footer).keys = (
            Key(_("Enter"), _("replay"), "take"),
            Key("w", _("why"), "why"),
            Key("q", _("back"), "back"),
            Key("?", _("keys"), "app.keys"),
        )

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """The title, and the run that reached it."""
        found = self._found[line]
        if found.reached:
            name, first = one_line(found.runs[0].name), width * 3 // 5 - 3
            yield f"{REACHED} ", Voice.TEXT
            yield fitted(one_line(found.title), first) + " ", Voice.TEXT
            yield fitted(name, width - first - 3), Voice.DIM
        else:
            said = _("{title}, not yet").format(title=one_line(found.title)) if found.title else _("not yet found")
            yield f"{NOT_YET} {said}", Voice.DIM

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """Say what is known of the lit one."""
        if not self._found:
            return
        found = self._found[message.line]
        if found.reached:
            told = ngettext("reached by {count} run", "reached by {count} runs", len(found.runs))
            self.about(told.format(count=len(found.runs)))
        elif found.title:
            self.about(_("One of your runs has been in the scene that can end so."))
        else:
            self.about(_("It has a name once one of your runs comes near it."))

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """Read the run that reached it again, at its end."""
        if (found := self._found[message.line]).reached:
            kept = found.runs[0]
            self.app.replay(kept.path, kept.steps)

    def action_take(self) -> None:
        """The lit ending."""
        self.lines.action_take()

    def action_why(self) -> None:
        """The decisions that led to the lit ending."""
        from game.terminal.screens.sheets import Sheet
        from game.terminal.why import why_it_ended

        found = self._found[self.lines.lit] if self._found else None
        if found is not None and found.reached and (replaying := self.app.replayed(found.runs[0].path)):
            self.app.push_screen(Sheet(why_it_ended(replaying.run), title=_("Why?"), hint=_("Esc: back")))
