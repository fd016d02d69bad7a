"""What the workbench shows: scenes at the left, the page in the middle, variables at the right, problems below.

On a narrow screen the variables stand under the scenes, so that the page has room.

It asks the bench what there is; the bench tells of every save.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from game.i18n import _
from game.story.diagnostics import Problem
from game.terminal.sanitise import one_line
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import Lines
from game.terminal.widgets.notice import Hint, Notice
from game.terminal.workbench.bench import Bench, Findings, Row
from game.terminal.workbench.lists import Faults, Scenes, Values
from game.terminal.workbench.paper import Paper
from game.terminal.workbench.telling import counted, found_at, guess, marks, notes
from game.terminal.workbench.titles import page_title

if TYPE_CHECKING:
    from game.terminal.workbench.app import AuthorApp

NARROW, WIDE, BROAD = 60, 112, 150
"""Columns below which the page is alone at first; from which there are lists at both sides, and broad ones."""
HIGH = 32
"""Rows from which the list below is high."""


class Pane(Vertical):
    """A part of the workbench, under its title; the rule above it is heavy where the keys go."""

    DEFAULT_CSS = """
    Pane {
        height: 1fr;
        border-top: solid $rule;
        border-title-color: $dim;
        border-subtitle-color: $dim;
        &:focus-within { border-top: heavy $dim; border-title-color: $foreground; border-title-style: bold; }
    }
    """

    def __init__(self, title: str, *inside: Widget, id: str) -> None:
        super().__init__(*inside, id=id)
        self.border_title = title

    def name_it(self, title: str) -> None:
        """Give it another title; square brackets in it are letters."""
        self.border_title = one_line(title).replace("[", r"\[")


class Shown(Screen[None]):
    """The story of a bench, as it is on the disk."""

    AUTO_FOCUS = "Scenes"
    DEFAULT_CSS = """
    Shown {
        color: $foreground;
        & > #desk { height: 1fr; layout: grid; grid-size: 2 2; grid-columns: 24 1fr; grid-rows: 1fr 1fr; }
        & #scenes, & #variables { border-right: solid $rule; }
        & #page { row-span: 2; }
        & #problems { height: 5; }
        &.-wide > #desk { grid-size: 3 1; grid-columns: 25 1fr 27; grid-rows: 1fr; }
        &.-wide #page { row-span: 1; }
        &.-wide #variables { border-right: none; border-left: solid $rule; }
        &.-broad > #desk { grid-columns: 32 1fr 32; }
        &.-alone > #desk { grid-size: 1 1; grid-columns: 1fr; grid-rows: 1fr; }
        &.-alone #page { row-span: 1; }
        &.-high #problems { height: 8; }
        &.-high > Hint { height: 3; max-height: 3; }
        &.-alone #scenes, &.-alone #variables, &.-alone #problems { display: none; }
        & > Hint { display: block; height: 2; max-height: 2; }
    }
    """

    app: "AuthorApp"

    class Saved(Message):
        """The story was read again, as far as the bench has come."""

    class Failed(Message):
        """Something went wrong that nobody foresaw."""

        def __init__(self, why: str) -> None:
            self.why = why
            super().__init__()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.findings: Findings | None = None
        self.said = ""
        """What was said last, until there is something else to say."""
        self._lit: tuple[str | None, int] | None = None

    def compose(self) -> ComposeResult:
        """All four parts, a line for what there is to say, and the keys."""
        self._fit(self.app.size)
        self.set_class(self.app.size.width < NARROW, "-alone")
        with Container(id="desk"):
            yield Pane(_("scenes"), Scenes(), id="scenes")
            yield Pane(_("page"), Notice(), Paper(), id="page")
            yield Pane(_("variables"), Values(), id="variables")
        yield Pane(_("problems"), Faults(self.bench.folder), id="problems")
        yield Hint()
        footer = Footer()
        footer.keys = _keys()
        yield footer

    def on_mount(self) -> None:
        """Begin to follow the story."""
        if self.has_class("-alone"):
            self.query_one(Paper).focus()
        self.bench.start(lambda: self.tell(self.Saved()), lambda why: self.tell(self.Failed(why)))

    def on_unmount(self) -> None:
        """Let go of it."""
        self.bench.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Broad lists where there is room."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.width >= BROAD, "-broad")
        self.set_class(size.height >= HIGH, "-high")

    def tell(self, message: Message) -> None:
        """Give the screen a message, from whatever thread, while there is a screen."""
        if self.is_running:
            self.post_message(message)

    # What the bench tells

    def on_shown_saved(self) -> None:
        """Show the story as it is now; the page stays where it is."""
        if self.bench.take():
            self.show_page(stays=True)
        else:
            self.show_lists()

    def on_shown_failed(self, message: Failed) -> None:
        """Say so; the next save may mend it."""
        self.say(_("The workbench could not read that: {why}").format(why=message.why))

    # What it shows

    def show_page(self, *, stays: bool = False) -> None:
        """The page, and all that stands beside it."""
        preview = self.bench.preview
        run = preview.run
        below = notes(run, preview.here, self.findings) if run is not None else ()
        self.query_one(Paper).lay(run, below, stays=stays)
        self.query_one("#page", Pane).name_it(page_title(run, preview.here) if run is not None else _("page"))
        self.query_one(Values).show(preview.rows())
        self.show_lists()

    def show_lists(self) -> None:
        """Scenes and problems, and whether the page is of today."""
        preview, look = self.bench.preview, self.bench.last
        self.query_one(Scenes).show(look, self.findings, preview.here)
        problems = look.problems if look is not None else ()
        self.query_one(Faults).show(problems, self.findings)
        self.query_one("#problems", Pane).name_it(self._summary(problems))
        self.query_one("#page Notice", Notice).text = self._stale()
        self._hint()

    def _summary(self, problems: Sequence[Problem]) -> str:
        look = self.bench.last
        errors = sum(problem.is_error for problem in problems)
        said = counted(errors, len(problems) - errors) or (_("none") if look is not None and look.settled else "")
        if look is None or not look.settled:
            reading = _("reading {read} of {of} scenes").format(read=look.read, of=look.of) if look is not None else ""
            said = " · ".join(filter(None, [said, reading if look is not None and look.read < look.of else "…"]))
        return _("problems: {count}").format(count=said)

    def _stale(self) -> str:
        preview = self.bench.preview
        if preview.stale and preview.run is not None:
            return _("The last good page. {why}").format(why=preview.stale)
        if preview.stale:
            return preview.stale
        if preview.lost:
            lost = ", ".join(preview.lost)
            return _("These choices can no longer be followed: {choices}.").format(choices=lost)
        return ""

    def say(self, sentence: str) -> None:
        """Something to say until there is something else; nothing to fall silent."""
        self.said = sentence
        self._hint()

    def _hint(self) -> None:
        self.query_one(Hint).text = self.said or self._about_lit()

    def _about_lit(self) -> str:
        """What the lit line of the part in use has too little room for; else what would mend the lit error."""
        focused = self.focused
        if isinstance(focused, Faults) and isinstance(fault := focused.lit_fault, Problem):
            cure = guess(fault) or (f". {fault.help}" if fault.help else "")
            return fault.message + cure
        if isinstance(focused, Values) and (row := focused.lit_row) is not None:
            return about(row)
        if isinstance(focused, Scenes) and (key := focused.lit_key):
            look = self.bench.last
            counts = look.counts.get(key) if look is not None else None
            said = [counted(counts.errors, counts.warnings)] if counts is not None and marks(counts) else []
            said += found_at(self.findings, key)
            if said:
                return f"{key}: {'; '.join(said)}"
        fault = self.query_one(Faults).lit_fault
        return fault.help if isinstance(fault, Problem) and fault.is_error else ""

    def on_lines_lit(self) -> None:
        """Another line is lit: what was said is read by now, and what stands there may be told of."""
        focused = self.focused
        lit = (focused.id, focused.lit) if isinstance(focused, Lines) else None
        if lit != self._lit:
            self._lit, self.said = lit, ""
        self._hint()

    def on_descendant_focus(self) -> None:
        """Another part is in use."""
        self._hint()


def about(row: Row) -> str:
    """A variable and what values it can have."""
    variable = row.variable
    kinds = {
        "int": _("from {low} to {high}").format(low=variable.low, high=variable.high),
        "bool": _("true or false"),
        "enum": _("one of {values}").format(values=", ".join(variable.words)),
    }
    about = f" · {variable.about}" if variable.about else ""
    return one_line(f"{variable.name}: {kinds[variable.type]}{about}")


def _keys() -> tuple[Key, ...]:
    return (
        Key("e", _("edit"), "edit"),
        Key("g", _("go to state"), "go_to"),
        Key("w", _("how do I get here?"), "way"),
        Key("p", _("playtest"), "playtest"),
        Key("u", _("back"), "back"),
        Key("z", _("page alone"), "alone"),
        Key("q", _("leave"), "leave"),
        Key("?", _("keys"), "app.keys"),
    )
