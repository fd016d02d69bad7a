"""The tree: all runs of the story, those that ship and the player's own, merged where they chose alike."""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from game.i18n import N_, _, ngettext
from game.play.tree import Node
from game.terminal.branches import Drawing, depth_of
from game.terminal.finding import holds
from game.terminal.forest import AT_ONCE, Branch, Forest, Kept, hinges_of, run_files, words_of
from game.terminal.marks import name_of
from game.terminal.sanitise import one_line
from game.terminal.screens.ask import AskSheet
from game.terminal.screens.shelving import Shelving
from game.terminal.treefind import text_of
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import CURSOR, Lines, Part


class TreeScreen(Shelving):
    """A line for each stretch of decisions between branches; the runs stand where they end."""

    FINDS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", N_("Find a decision, a hinge, an ending or a run")),
        Binding("enter", "take", N_("Go on from the end of your own run; else replay to there")),
        Binding("p", "replay", N_("Replay to there")),
        Binding("f", "fork", N_("A new run from there (a fork)")),
        Binding("c", "compare", N_("Compare: first one run, then another")),
        Binding("left", "parent", N_("To what it grows from")),
        Binding("right", "child", N_("To what grows from it")),
        Binding("T", "transcript", N_("The transcript from there")),
        Binding("t", "back", N_("Back"), show=False),
    ]

    DEFAULT_CSS = """
    TreeScreen > .about { height: 4; }
    """

    def __init__(self, current: Path | None = None, lit: Path | None = None) -> None:
        """`current` is the run that is being played; it opens at the end of `lit`, or of that."""
        super().__init__(current)
        self._picked: Path | None = None
        self._lit: Path | None = lit or current
        self._branches: list[Branch] = []
        self._shift = 0
        self._drawing = Drawing(Forest(""))
        self._texts: list[str] = []
        """What each line can be found by, once somebody looks."""
        self._matching: list[int] = []
        self._before = 0
        """The line that was lit when somebody began to look."""

    def on_mount(self) -> None:
        """Read the shelf."""
        self.head((_("TREE"), "bold $foreground"), "   " + _("all runs of this story, where they part"))
        self.lines.say(_("Reading the runs…"))
        self.query_one(Footer).keys = (
            Key(_("Enter"), _("open"), "take"),
            Key("q", _("back"), "back"),
            Key("/", _("find"), "find"),
            Key("f", _("fork"), "fork"),
            Key("c", _("compare"), "compare"),
            Key("p", _("replay"), "replay"),
            Key("n", _("name"), "name"),
            Key("?", _("keys"), "app.keys"),
        )
        self._read()

    # What there is

    @property
    def forest(self) -> Forest:
        """The runs."""
        return self._drawing.forest

    def shelf_changed(self, before: Path | None, now: Path | None) -> None:
        """Read the shelf anew: the tree may have grown otherwise."""
        self._lit = now
        self._read()

    def _read(self) -> None:
        """Read all files anew, some at a time."""
        from game.bundled import recorded_root

        desk = self.app.desk
        forest = Forest(desk.story.id)
        own, shipped = run_files(desk.saves), run_files(recorded_root())
        waiting = [(shipped[at : at + AT_ONCE], True) for at in range(0, len(shipped), AT_ONCE)]
        waiting += [(own[at : at + AT_ONCE], False) for at in range(0, len(own), AT_ONCE)]
        self.call_later(self._read_on, forest, waiting)

    def _read_on(self, forest: Forest, waiting: list[tuple[list[Path], bool]]) -> None:
        if waiting:
            paths, recorded = waiting[0]
            forest.read(paths, recorded=recorded)
            self.call_later(self._read_on, forest, waiting[1:])
            return
        story = self.app.desk.story
        hinges = hinges_of(story, forest.scenes)
        self._drawing = Drawing(forest, story.endings, hinges, self._current, self._picked)
        self._branches = forest.branches(hinges)
        self._texts = []
        self.lines.say(
            _("No run has been begun yet."),
            _(
                "Every run you play is kept, and all of them grow here as one tree: where two runs chose alike "
                "they are one line, and where they parted the line branches. Any of them can be taken up, "
                "forked, replayed and compared."
            ),
        )
        places = (n for n, b in enumerate(self._branches) if b.run is not None and self._kept(b).path == self._lit)
        self.lines.fill(len(self._branches), next(places, self.lines.lit))

    def _kept(self, branch: Branch) -> Kept:
        assert branch.run is not None
        return self.forest.kept(branch.run)

    @property
    def branch(self) -> Branch | None:
        """The lit line."""
        return self._branches[self.lines.lit] if self._branches else None

    @property
    def node(self) -> Node | None:
        """The decision at the end of the lit line."""
        if (branch := self.branch) is None:
            return None
        if branch.row is None and branch.run is not None:
            return self.forest.tree.tips[branch.run] if branch.run < len(self.forest.runs) else None
        return branch.row.node if branch.row is not None else None

    @property
    def run_here(self) -> Kept | None:
        """The run that ends at the lit line, be it broken."""
        branch = self.branch
        return self._kept(branch) if branch is not None and branch.run is not None else None

    @property
    def no_run_here(self) -> str:
        """Runs stand where they end."""
        return _("No run ends here: light the end of one.")

    # What is shown

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """One line of the tree."""
        return self._drawing.parts(self._branches[line], width, self._shift)

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """Say what the lit line is, and keep its words in sight."""
        branch = self.branch
        if branch is None:
            self.about()
            return
        width = max(1, self.lines.size.width - CURSOR)
        depth = depth_of(branch)
        self._shift = depth - width // 4 if depth > width // 2 else 0
        self.describe(*self._told(branch))

    def _told(self, branch: Branch) -> Iterator[str | tuple[str, str]]:
        node = self.node
        kept = self.run_here
        if node is not None and node.choice:
            words = one_line(words_of(self.app.desk.story, node))
            yield f"{words}\n", "$foreground"
            yield _("step {number}, {scene}").format(number=node.step, scene=name_of(node.place.partition(".")[0]))
            yield " · " + ngettext("{count} run", "{count} runs", node.runs).format(count=node.runs)
        elif node is not None:
            yield _("where it begins")
        if kept is not None:
            yield "\n" if node is not None else ""
            yield one_line(kept.path.name)
            if kept.recorded:
                yield " · " + _("ships with the game")
            if kept.broken:
                yield " · " + _("broken: {why}").format(why=one_line(kept.broken))
            elif ended := self._drawing.ending_of(kept):
                yield f" · ★ {ended}"
            if kept.note:
                yield f" · “{one_line(kept.note)}”"

    # Finding

    def action_find(self) -> None:
        """Ask for words; Esc leads back to here."""
        self._before = self.lines.lit
        super().action_find()

    def look_for(self, words: str) -> str:
        """Light the first line from here on that has these words."""
        if not self._texts:
            story = self.app.desk.story
            self._texts = [text_of(branch, self._drawing, story) for branch in self._branches]
        sought = bool(words.strip())
        self._matching = [line for line, text in enumerate(self._texts) if holds(text, words)] if sought else []
        first = next((line for line in self._matching if line >= self._before), None)
        self.lines.lit = first if first is not None else (self._matching or [self._before])[0]
        return self._place_found() if sought else ""

    def step_found(self, direction: int) -> None:
        """Light the next line that was found, or the one before, round and round."""
        if self._matching:
            at = bisect_left(self._matching, self.lines.lit)
            on_one = self._matching[at % len(self._matching)] == self.lines.lit
            at += direction if on_one or direction < 0 else 0
            self.lines.lit = self._matching[at % len(self._matching)]
            self._find_line.say(self._place_found())

    def _place_found(self) -> str:
        if not self._matching:
            return _("not found")
        number = bisect_left(self._matching, self.lines.lit) + 1
        return _("{number} of {count}").format(number=number, count=len(self._matching))

    def action_back(self) -> None:
        """Back to what was there before."""
        self.dismiss()

    # What can be done

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """As Enter does."""
        self.action_take()

    def action_take(self) -> None:
        """Go on where an own run ends; replay anything else."""
        kept = self.run_here
        if kept is not None and kept.path == self._current:
            self.dismiss()
        elif kept is not None and (kept.broken or not kept.recorded):
            self.app.resume(kept.path)
        else:
            self.action_replay()

    def action_replay(self) -> None:
        """Replay a run that comes through here, up to here."""
        if (node := self.node) is not None:
            kept = self.run_here or self.forest.runs[self.forest.through(node)]
            self.app.replay(kept.path, node.step)

    def action_transcript(self) -> None:
        """All that was read in a run that comes through here, from here on."""
        if (node := self.node) is not None:
            kept = self.run_here or self.forest.runs[self.forest.through(node)]
            self.show_transcript(kept.path, node.step)

    def action_fork(self) -> None:
        """A new run from here, under a name of its own."""
        if (node := self.node) is None:
            return
        path = (self.run_here or self.forest.runs[self.forest.through(node)]).path
        question = _("What is the new run called? It shares the first {count} choices.").format(count=node.step)
        self.app.push_screen(AskSheet(question), lambda name: self._fork(path, node.step, name))

    def _fork(self, path: Path, step: int, name: str | None) -> None:
        if name is not None:
            self.app.fork(path, step, name)

    def action_compare(self) -> None:
        """Pick this run, or compare it with the one that is picked."""
        node = self.node
        if node is None:
            return
        path = (self.run_here or self.forest.runs[self.forest.through(node)]).path
        if self._picked is None or self._picked == path:
            self._picked = None if self._picked == path else path
            self._drawing.picked = self._picked
            self.lines.refresh()
            if self._picked is not None:
                self.about(_("Compare this run with: light another, and press c again."))
        else:
            self.app.compare(self._picked, path)

    def action_parent(self) -> None:
        """Light what this line grows from."""
        if (branch := self.branch) is not None and branch.parent >= 0:
            self.lines.lit = branch.parent

    def action_child(self) -> None:
        """Light the first line that grows from this one."""
        here = self.lines.lit
        if here + 1 < len(self._branches) and self._branches[here + 1].parent == here:
            self.lines.lit = here + 1
