"""The workbench as it is used: what its keys do."""

import re
from typing import ClassVar

from textual.binding import Binding, BindingType

from game.i18n import N_, _
from game.play.run import NoSuchPlace
from game.story.diagnostics import Problem
from game.story.types import written
from game.terminal.screens.ask import AskSheet
from game.terminal.widgets.reading import Reading
from game.terminal.workbench.bench import Row
from game.terminal.workbench.lists import Faults, Scenes, Stuck, Values
from game.terminal.workbench.long_work import LongWork
from game.terminal.workbench.paper import Paper
from game.terminal.workbench.shown import about

_MEANT = re.compile(r'did you mean "([^"]*)"')


class Workbench(LongWork):
    """The story of a bench, as it is written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", N_("Follow the choice with this number"), show=False) for n in range(1, 10)),
        Binding("u", "back", N_("Back: before the last choice, or where the page was")),
        Binding("g", "go_to", N_("Go to a state by its name")),
        Binding("n", "neighbour(1)", N_("To the next state of the file")),
        Binding("N", "neighbour(-1)", N_("To the state before it")),
        Binding("e", "edit", N_("Open your editor at the lit problem, or at this state")),
        Binding("w", "way", N_("How do I get here? The shortest way from the story's beginning")),
        Binding("p", "playtest", N_("Playtest: play by chance, in the background")),
        Binding("z", "alone", N_("The page alone, or all of the workbench")),
        Binding("tab", "app.focus_next", N_("To the next part")),
        Binding("shift+tab", "app.focus_previous", N_("To the part before"), show=False),
        Binding("escape", "enough", N_("End the search or the playtest")),
        Binding("ctrl+s", "save", show=False),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("q", "leave", N_("Leave; your files are as you saved them")),
    ]

    def on_scenes_entered(self, message: Scenes.Entered) -> None:
        """Show a state."""
        self.enter(message.place)

    def enter(self, place: str) -> None:
        """Show a state, begun directly."""
        self.said = ""
        self.bench.preview.enter(place)
        self.show_page()

    def on_reading_taken(self, message: Reading.Taken) -> None:
        """Follow a choice."""
        self.said = self.bench.preview.choose(message.choice)
        self.show_page()

    def on_reading_asked(self, message: Reading.Asked) -> None:
        """A link was followed: its entry, over the workbench."""
        from game.story.model import StoryNotInOrder
        from game.terminal.codex import entry_blocks
        from game.terminal.screens.sheets import CodexSheet

        run = self.bench.preview.run
        try:
            if run is not None and message.entry in run.story.codex:
                self.app.push_screen(CodexSheet([message.entry], lambda id: list(entry_blocks(run, id))))
        except (StoryNotInOrder, OSError):
            self.say(_("The codex has errors."))

    def action_choose(self, number: int) -> None:
        """Follow the open choice with this number."""
        self.query_one(Paper).take_number(number)

    def action_back(self) -> None:
        """Before the last choice, or where the page was."""
        self.said = "" if self.bench.preview.back() else _("There is nothing to go back to.")
        self.show_page()

    def action_neighbour(self, by: int) -> None:
        """To the next state of the file, or the one before."""
        look = self.bench.last
        keys = [f"{scene.id}.{state}" for scene in look.scenes for state in scene.states] if look is not None else []
        here = self.bench.preview.here
        if keys:
            self.enter(keys[(keys.index(here) + by) % len(keys)] if here in keys else keys[0])

    def action_go_to(self, written: str = "", why: str = "") -> None:
        """Ask for a state by its name."""
        question = " ".join(filter(None, [why, _("Go to which state? (its name, or scene.state)")]))
        self.app.push_screen(AskSheet(question, written), self._go_to)

    def _go_to(self, written: str | None) -> None:
        if not written or not written.strip():
            return
        try:
            self.enter(self.bench.place_called(written))
        except NoSuchPlace as error:
            told = str(error)
            meant = _MEANT.search(told)
            self.action_go_to(
                meant[1] if meant else written.strip(),
                f"{told[:1].upper()}{told[1:]}" + ("" if told.endswith("?") else "."),
            )

    def on_values_asked(self, message: Values.Asked) -> None:
        """Ask for a value."""
        self._ask_value(message.row, written(self.bench.preview.door(message.row.variable.name)))

    def _ask_value(self, row: Row, answer: str, why: str = "") -> None:
        def given(value: str | None) -> None:
            if value is None:
                return
            wrong = self.bench.preview.set(row.variable.name, value)
            self._changed()
            if wrong:
                self._ask_value(row, value, wrong)

        self.app.push_screen(AskSheet(" ".join(filter(None, [why, about(row)])), answer), given)

    def on_values_moved(self, message: Values.Moved) -> None:
        """The next value, or the one before, or what it has by itself."""
        if message.by:
            self.bench.preview.step(message.name, message.by)
        else:
            self.bench.preview.unset(message.name)
        self._changed()

    def _changed(self) -> None:
        self.said = ""
        self.show_page(stays=True)

    def action_edit(self) -> None:
        """Open the editor at the lit problem, or at the state of the page."""
        fault = self.query_one(Faults).lit_fault if isinstance(self.focused, Faults) else None
        lit = self.query_one(Scenes).lit_key if isinstance(self.focused, Scenes) else ""
        if isinstance(fault, Problem):
            self.app.open_editor(fault.place.file, fault.place.line, fault.place.column)
        else:
            self._edit_state(fault.failure.place if fault is not None else lit or self.bench.preview.here)

    def _edit_state(self, place: str) -> None:
        scene, _dot, state = place.partition(".")
        look = self.bench.last
        seen = next((one for one in look.scenes if one.id == scene), None) if look is not None else None
        if seen is not None:
            self.app.open_editor(seen.file, seen.line_of(state))

    def on_faults_opened(self, message: Faults.Opened) -> None:
        """The editor at a problem; the page at a play that got stuck."""
        if isinstance(message.fault, Stuck):
            failure = message.fault.failure
            self.bench.preview.stand_at(failure.choices, failure.seed)
            self.show_page()
        else:
            self.action_edit()

    def action_alone(self) -> None:
        """The page alone, or all of the workbench."""
        self.toggle_class("-alone")
        self.query_one(Paper).focus()

    def action_save(self) -> None:
        """There is nothing to save here."""
        self.say(_("Nothing to save here: you save in your editor, and the page follows."))

    def action_leave(self) -> None:
        """Out."""
        self.app.exit()
