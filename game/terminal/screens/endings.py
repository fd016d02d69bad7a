"""The endings, found and not yet; those that ship with the game count for nothing here."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from game.i18n import N_, _, ngettext
from game.terminal.blocks import Voice
from game.terminal.forest import AT_ONCE, Forest, Kept
from game.terminal.gallery import Found, endings_of, own_files
from game.terminal.runlist import day
from game.terminal.sanitise import one_line
from game.terminal.screens.shelving import RunListing
from game.terminal.standing import Gauge, bar
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import CURSOR, Lines, Part, clipped, fitted

REACHED, NOT_YET = "★", "·"
WIDE, BAR = 60, 20
"""Columns from which there is a bar of so many cells."""


class EndingsScreen(RunListing):
    """A line for each ending; Enter replays the run that reached it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Replay the run that reached it, at its end")),
        Binding("right", "other(1)", N_("Another run that reached it")),
        Binding("left", "other(-1)", N_("The run before that"), show=False),
        Binding("w", "why", N_("Why: the decisions that led there")),
        Binding("t", "tree", N_("That run in the tree")),
        Binding("e", "back", N_("Back"), show=False),
    ]
    DEFAULT_CSS = """
    EndingsScreen > .about { height: 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []
        self._which: dict[str, int] = {}
        """Which of the runs that reached an ending is shown, where that is not the first."""

    def on_mount(self) -> None:
        """Look through the shelf."""
        self.lines.say(_("Reading the runs…"))
        self._show_keys(reached=False)
        desk = self.app.desk
        self._head()
        self.call_later(self._read_on, Forest(desk.story.id), own_files(desk.saves))

    def _read_on(self, forest: Forest, waiting: list[Path]) -> None:
        """Read some files; then let the screen answer, and go on."""
        forest.read(waiting[:AT_ONCE])
        if len(waiting) > AT_ONCE:
            self.call_later(self._read_on, forest, waiting[AT_ONCE:])
            return
        self._found = endings_of(self.app.desk.story, forest)
        self.lines.say(_("This story has no endings."))
        self.lines.fill(len(self._found), next((n for n, one in enumerate(self._found) if one.reached), 0))
        self._head()

    def on_resize(self, event: events.Resize) -> None:
        """The heading, as much of it as there is room for."""
        super().on_resize(event)
        self._head()

    def _head(self) -> None:
        reached, all = sum(one.reached for one in self._found), len(self._found)
        count = "   " + _("{reached} of {all} reached").format(reached=reached, all=all) if self._found else ""
        full, left = bar(Gauge("", reached, 0, all), BAR) if count and self.app.size.width >= WIDE else (0, 0)
        gap = "   " if full or left else ""
        self.head((_("ENDINGS"), "bold $foreground"), count, gap, ("█" * full, "$foreground"), "░" * left)

    # What is shown

    def run_of(self, found: Found) -> Kept:
        """The run that is shown of those that reached an ending."""
        return found.runs[self._which.get(found.id, 0)]

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """The title, and the run that reached it."""
        found = self._found[line]
        if found.reached:
            name, first = one_line(self.run_of(found).name), width * 3 // 5 - 3
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
        self._show_keys(reached=found.reached)
        if found.reached:
            self.about(*self._told(found))
        elif found.title:
            self.about(_("One of your runs has been in the scene that can end so."))
        else:
            self.about(_("It has a name once one of your runs comes near it."))

    def _show_keys(self, reached: bool) -> None:
        """The keys that do something where an ending is lit that was reached, or was not."""
        replay = (Key(_("Enter"), _("replay"), "take"),) if reached else ()
        others = (Key("w", _("why"), "why"), Key("t", _("tree"), "tree"), Key("T", _("transcript"), "transcript"))
        back, keys = Key("q", _("back"), "back"), Key("?", _("keys"), "app.keys")
        self.query_one(Footer).keys = (*replay, back, *(others if reached else ()), keys)

    def _told(self, found: Found) -> Iterator[str | tuple[str, str]]:
        """By how many runs it was reached, and what there is to say of the one that is shown."""
        kept, count = self.run_of(found), len(found.runs)
        yield ngettext("reached by {count} run", "reached by {count} runs", count).format(count=count)
        if count > 1:
            number = self._which.get(found.id, 0) + 1
            yield " · " + _("this is number {number}, → shows the next").format(number=number)
        steps = ngettext("{count} step", "{count} steps", kept.steps).format(count=kept.steps)
        begun = _("begun {day}").format(day=day(kept.started)) if kept.started is not None else ""
        said = " · ".join(part for part in (one_line(kept.name), begun, steps) if part)
        yield f"\n{clipped(said, self.app.size.width - 2 - CURSOR)}", "$foreground"

    # What can be done

    @property
    def run_here(self) -> Kept | None:
        """The run that is shown beside the lit ending; None for one not reached."""
        found = self._found[self.lines.lit] if self._found else None
        return self.run_of(found) if found is not None and found.reached else None

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """As Enter does."""
        self.action_take()

    def action_take(self) -> None:
        """Read the run that reached it again, at its end."""
        if (kept := self.run_here) is not None:
            self.app.replay(kept.path, kept.steps)

    def action_other(self, direction: int) -> None:
        """Show another of the runs that reached it."""
        found = self._found[self.lines.lit] if self._found else None
        if found is not None and found.reached:
            self._which[found.id] = (self._which.get(found.id, 0) + direction) % len(found.runs)
            self.lines.refresh()
            self.about(*self._told(found))

    def action_why(self) -> None:
        """The decisions that led to the lit ending."""
        from game.terminal.screens.sheets import Sheet
        from game.terminal.why import why_it_ended

        if (kept := self.run_here) is not None and (replaying := self.app.replayed(kept.path)) is not None:
            self.app.push_screen(Sheet(why_it_ended(replaying.run), title=_("Why?"), hint=_("Esc: back")))
