"""The player's runs, and apart from them those that ship: to take up, look at again, sort, find and put away."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from game.i18n import N_, _, ngettext
from game.terminal.blocks import Voice
from game.terminal.runlist import Order, RunWords, day, in_order, name
from game.terminal.sanitise import one_line
from game.terminal.screens.ask import AskSheet
from game.terminal.screens.shelving import Shelving
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import Lines, Part, clipped, fitted

if TYPE_CHECKING:
    from game.play.shelf import Saved

PICKED, HERE = "⇄", "◀"
A_WHILE = 0.03
"""Seconds for which files are read before the screen may answer a key again."""
WIDE, MIDDLING = 76, 56
"""Cells from which a line has the steps, and the day."""
DAY, STEPS = 12, 7


class RunsScreen(Shelving):
    """A line for each run, as its file is read; those that cannot be played say why."""

    FINDS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Go on with it; a run that ships is replayed")),
        Binding("p", "replay", N_("Replay it from the beginning")),
        Binding("f", "fork", N_("A new run from where it stands (a fork)")),
        Binding("c", "compare", N_("Compare: first one run, then another")),
        Binding("t", "tree", N_("The tree, at this run")),
        Binding("s", "sort", N_("Sort otherwise")),
        Binding("slash", "find", N_("Find runs by their words")),
        Binding("r", "back", N_("Back"), show=False),
    ]
    DEFAULT_CSS = """
    RunsScreen > .about { height: 4; }
    """

    def __init__(self, current: Path | None = None) -> None:
        super().__init__(current)
        self._own_runs: list[Saved] = []
        self._shipped: list[Saved] = []
        self._shown: list[Saved | None] = []
        """The lines: None is the heading over the runs that ship."""
        self._unread: Iterator[Saved] | None = None
        self._order = Order.PLAYED
        self._sought = ""
        self._picked: Path | None = None

    def on_mount(self) -> None:
        """Begin to read the shelf."""
        self._words = RunWords(self.app.desk.story)
        self.lines.say(_("Reading the runs…"))
        self.query_one(Footer).keys = (
            Key(_("Enter"), _("go on"), "take"),
            Key("/", _("find"), "find"),
            Key("q", _("back"), "back"),
            Key("s", _("sort"), "sort"),
            Key("n", _("name"), "name"),
            Key("d", _("delete"), "delete"),
            Key("p", _("replay"), "replay"),
            Key("f", _("fork"), "fork"),
            Key("c", _("compare"), "compare"),
            Key("?", _("keys"), "app.keys"),
        )
        self._unread = self.app.desk.shelf.last_played()
        self._read_on()

    def _read_on(self) -> None:
        """Read files for a while, and show them; then let the screen answer, and go on."""
        until = perf_counter() + A_WHILE
        while self._unread is not None:
            saved = next(self._unread, None)
            if saved is None:
                self._unread = None
                self._shipped = self.app.desk.shelf.recorded()
                self.lines.say(_("No runs yet: n on the title begins one."), _(
                    "Every run you play is kept here by itself, with its name, where it stands and when you last "
                    "played it. It can be taken up, replayed, forked, compared, renamed and put away."
                ))  # fmt: skip
            else:
                self._own_runs.append(saved)
                if perf_counter() > until:
                    self.call_later(self._read_on)
                    break
        self._arrange()

    # What is shown

    def _arrange(self, lit: Path | None = None) -> None:
        """Put the runs in order, those that are sought; the lit one stays lit."""
        here = self.run_here
        lit = lit or (here.path if here is not None else None)
        own = [saved for saved in self._own_runs if self._words.has(saved, self._sought)]
        shipped = [saved for saved in self._shipped if self._words.has(saved, self._sought)]
        self._shown = [*in_order(own, self._order), *((None, *shipped) if shipped else ())]
        places = (line for line, saved in enumerate(self._shown) if saved is not None and saved.path == lit)
        self.lines.fill(len(self._shown), next(places, self.lines.lit))
        self._head(len(own))

    def _head(self, count: int) -> None:
        many = ngettext("{count} run", "{count} runs", len(self._own_runs)).format(count=len(self._own_runs))
        if self._sought:
            many = _("{count} of {all}").format(count=count, all=many)
        said = [many, self._order.words] if self._own_runs else []
        if self._unread is not None:
            said.append(_("reading…"))
        self.head((_("RUNS"), "bold $foreground"), "   " + " · ".join(said) if said else "")

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """Sign, name, where it stands, steps, day; as much of it as there is room for."""
        saved = self._shown[line]
        if saved is None:
            yield _("SHIPPED WITH THE GAME"), Voice.LABEL
            return
        mark = f" {PICKED}" if saved.path == self._picked else ""
        mark += f" {HERE} " + _("you") if saved.path == self._current else ""
        rest = width - 2 - (DAY if width >= MIDDLING else 0) - (STEPS if width >= WIDE else 0)
        first = rest * 9 // 20 if width >= MIDDLING else rest * 11 // 20
        called = clipped(name(saved), first - 1 - cell_len(mark))
        yield f"{self._words.sign(saved)} ", Voice.DIM if saved.broken else Voice.TEXT
        yield called, Voice.DIM if saved.broken else Voice.TEXT
        yield fitted(mark, first - cell_len(called)), Voice.RED
        yield fitted(self._words.where(saved), rest - first), Voice.DIM
        if width >= WIDE:
            yield f"{saved.step:>{STEPS - 1}} ", Voice.DIM
        if width >= MIDDLING:
            when = saved.started if self._order is Order.BEGUN else saved.played
            yield f"{'' if saved.recorded else day(when):>{DAY}}", Voice.DIM

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """All there is to say of the lit run."""
        saved = self.run_here
        if saved is not None:
            more = _("damaged: {why}").format(why=one_line(saved.damaged)) if saved.damaged else ""
            note = f"“{one_line(saved.note)}”" if saved.note else ""
            said = f"{name(saved)}: {self._words.where(saved)}"
            self.describe(
                (clipped(said, self.size.width - 4) + "\n", "$foreground"),
                f"{self._words.about(saved)}\n",
                " · ".join(part for part in (more, note) if part),
            )
        else:
            self.describe(self.no_run_here if self._shown else "")

    @property
    def run_here(self) -> "Saved | None":
        """The run that is lit."""
        return self._shown[self.lines.lit] if self._shown else None

    @property
    def no_run_here(self) -> str:
        """What the heading over the runs that ship says."""
        return _("These ship with the game: to look at, to replay, to fork.") if self._shown else _("No run is here.")

    def look_for(self, words: str) -> str:
        """Show the runs with these words alone."""
        self._sought = words.strip()
        self._arrange()
        count = sum(saved is not None for saved in self._shown)
        return str(count) if count or not self._sought else _("not found")

    def action_sort(self) -> None:
        """Sort by the next order."""
        self._order = self._order.after
        self._arrange()

    # What can be done

    def shelf_changed(self, before: Path | None, now: Path | None) -> None:
        """Look at the file that changed, and at no other."""
        self._own_runs = [saved for saved in self._own_runs if saved.path not in (before, now)]
        if now is not None:
            self._own_runs.append(self.app.desk.shelf.look(now))
        self._arrange(now)

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """As Enter does."""
        self.action_take()

    def action_take(self) -> None:
        """Go on with a run of the player's; replay another."""
        saved = self.run_here
        if saved is not None and saved.path == self._current:
            from game.terminal.doors import back_to_page

            back_to_page(self.app)
        elif saved is not None and saved.recorded:
            self.action_replay()
        elif saved is not None:
            self.app.resume(saved.path)

    def action_replay(self) -> None:
        """Replay the run from its beginning."""
        if (saved := self.run_here) is not None:
            self.app.replay(saved.path)

    def action_fork(self) -> None:
        """A new run from where this one stands, under a name of its own."""
        if (saved := self.run_here) is not None:
            question = _("What is the new run called? It shares all {count} choices.").format(count=saved.step)
            self.app.push_screen(
                AskSheet(question),
                lambda name: self.app.fork(saved.path, saved.step, name) if name is not None else None,
            )

    def action_compare(self) -> None:
        """Pick this run, or compare it with the one that is picked."""
        if (saved := self.run_here) is None:
            return
        if self._picked is None or self._picked == saved.path:
            self._picked = None if self._picked == saved.path else saved.path
            self.lines.refresh()
            if self._picked is not None:
                self.about(_("Compare this run with: light another, and press c again."))
        else:
            self.app.compare(self._picked, saved.path)
