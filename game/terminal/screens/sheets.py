"""Sheets that lie over a screen: the keys, a codex entry, the note before a run, what is wrong with a story."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen

from game.i18n import N_, _
from game.story.diagnostics import Problem
from game.terminal.blocks import Block, Voice, block
from game.terminal.sanitise import one_line
from game.terminal.widgets.column import Column

if TYPE_CHECKING:
    from game.terminal.commands import KeyRow


ROOMY, SHORT = 60, 5
"""Columns from which all that keys do stands in one column; the longest row of keys that makes room below that."""


class Leaf(Column):
    """A column that is as high as what it holds."""

    DEFAULT_CSS = """
    Leaf { height: auto; }
    """

    class Moved(Message):
        """There may be more or less below than before."""

    def moved(self) -> None:
        """Tell the sheet."""
        self.post_message(self.Moved())

    def on_resize(self, event: events.Resize) -> None:
        """Tell the sheet."""
        self.post_message(self.Moved())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of all blocks at this width."""
        self.measure_to(width)
        self.galley.set_near(0, 100_000)
        return self.galley.height


class Sheet(ModalScreen[bool]):
    """Some text in a frame; any key that is not for reading puts it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "away", N_("Put this away"), show=False),
        Binding("down,j", "line(1)", N_("A line on"), show=False),
        Binding("up,k", "line(-1)", N_("A line back"), show=False),
        Binding("space,pagedown", "turn(1)", N_("Read on"), show=False),
        Binding("pageup,b", "turn(-1)", N_("Read back"), show=False),
    ]
    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 68;
            max-width: 100%;
            height: auto;
            max-height: 90%;
            background: $background;
            border: round $rule;
            border-title-color: $dim;
            border-subtitle-color: $dim;
            padding: 0 0 1 0;
        }
        & > Vertical > Leaf { max-height: 100%; }
    }
    """

    def __init__(self, blocks: Iterable[Block], *, title: str = "", hint: str = "") -> None:
        super().__init__()
        self._blocks = list(blocks)
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """A frame and the text in it."""
        with Vertical() as frame:
            yield Leaf(self._blocks)
        frame.border_title = _plain(self._title)
        self._hint = self._hint or _("Esc: back to the page")

    def on_leaf_moved(self) -> None:
        """The hint, and whether there is more below."""
        more = "" if self.query_one(Leaf).at_end else _("↓: more · ")
        self.query_one(Vertical).border_subtitle = _plain(more + self._hint)

    def on_click(self, event: events.Click) -> None:
        """A click beside the sheet puts it away."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.dismiss(False)

    def action_away(self) -> None:
        """Put it away."""
        self.dismiss(False)

    def action_line(self, by: int) -> None:
        """Move a line."""
        leaf = self.query_one(Leaf)
        leaf.move_to(leaf.window[0] + by)

    def action_turn(self, direction: int) -> None:
        """Move a window."""
        self.query_one(Leaf).turn(direction)

    def replace(self, blocks: Iterable[Block], *, title: str, hint: str) -> None:
        """Show something else in the same frame."""
        leaf = self.query_one(Leaf)
        leaf.truncate(0)
        leaf.append(blocks)
        leaf.move_to(0)
        self.query_one(Vertical).border_title = _plain(title)
        self._hint = hint
        leaf.refresh(layout=True)
        self.call_after_refresh(self.on_leaf_moved)


class NoteSheet(Sheet):
    """What a story says before a run begins: Enter (or any other key) begins, q goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "away", N_("Back"), show=False, priority=True),
        Binding("enter,space", "begin", N_("Begin"), show=False, priority=True),
    ]

    def __init__(self, note: str) -> None:
        super().__init__(_note(note), title=_("Before you begin"), hint=_("any key: begin · q: back"))

    def on_key(self, event: events.Key) -> None:
        """Any key that shows a sign begins."""
        if event.is_printable:
            event.stop()
            self.action_begin()

    def action_begin(self) -> None:
        """Begin."""
        self.dismiss(True)


class CodexSheet(Sheet):
    """Entries of the codex, one at a time; links lead from one to another."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,n,c,tab", "leaf(1)", N_("Next entry"), show=False),
        Binding("left,p,shift+tab", "leaf(-1)", N_("Entry before"), show=False),
        Binding("C", "whole", N_("The whole codex, at this entry"), show=False),
    ]

    def __init__(
        self,
        ids: Sequence[str],
        read: Callable[[str], Sequence[Block]],
        whole: Callable[[str], None] | None = None,
    ) -> None:
        """`read` gives an entry's blocks, `whole` opens the whole codex at an entry, where there is one."""
        self._ids = list(ids)
        self._read = read
        self._whole = whole
        self._at = 0
        super().__init__(read(self._ids[0]), title=_("Codex"), hint=self._hint_now())

    def action_leaf(self, by: int) -> None:
        """To the next entry, round and round."""
        self._at = (self._at + by) % len(self._ids)
        self._show()

    def action_whole(self) -> None:
        """To the whole codex."""
        if self._whole is not None:
            self.dismiss(False)
            self._whole(self._ids[self._at])

    def on_click(self, event: events.Click) -> None:
        """A click on a link opens it; any other is the sheet's, which hears it too."""
        leaf = self.query_one(Leaf)
        region = leaf.region
        spot = leaf.spot_at(event.screen_x - region.x, event.screen_y - region.y)
        if spot is None or spot.span is None or not spot.span.link:
            return
        if spot.span.link not in self._ids:
            self._ids.append(spot.span.link)
        self._at = self._ids.index(spot.span.link)
        self._show()

    def _show(self) -> None:
        self.replace(self._read(self._ids[self._at]), title=_("Codex"), hint=self._hint_now())

    def _hint_now(self) -> str:
        if len(self._ids) == 1:
            return _("Esc: back to the page")
        return _("{number} of {count} · →: next · Esc: back to the page").format(
            number=self._at + 1, count=len(self._ids)
        )


class KeysSheet(Sheet):
    """The keys of a screen, each with what it does; a click on a line does it."""

    def __init__(self, rows: Sequence["KeyRow"], columns: int) -> None:
        """`columns`: how wide the terminal is. On a narrow one, what a long row of keys does only follows it."""
        roomy = columns >= ROOMY
        wide = max((len(row.keys) for row in rows if roomy or len(row.keys) <= SHORT), default=0) + 3
        keys = [f"{row.keys}   ".ljust(wide) for row in rows]
        blocks = [block(row.what, gap=0 if n else 1, prefix=keys[n]) for n, row in enumerate(rows)]
        super().__init__(blocks, title=_("Keys"), hint=_("a click does it · Esc: back") if roomy else _("Esc: back"))
        self._rows = rows

    def on_click(self, event: events.Click) -> None:
        """Do what the line says; any other click is the sheet's, which hears it too."""
        leaf = self.query_one(Leaf)
        region = leaf.region
        spot = leaf.spot_at(event.screen_x - region.x, event.screen_y - region.y)
        if spot is not None and region.contains(event.screen_x, event.screen_y):
            self.dismiss(False)
            self.app.call_later(self._rows[spot.block].do)


def trouble_sheet(sentence: str, problems: Sequence[Problem] = ()) -> Sheet:
    """Why something could not be done: a sentence, and the first problems of a story."""
    return Sheet(_trouble(sentence, problems), title=_("That did not work"), hint=_("Esc: back"))


def _trouble(sentence: str, problems: Sequence[Problem]) -> Iterator[Block]:
    yield block(one_line(sentence))
    for problem in problems[:5]:
        where = f"{problem.place.file}:{problem.place.line}"
        yield block(one_line(f"{where}: {problem.message}"), Voice.DIM)


def _note(note: str) -> Iterator[Block]:
    yield block(one_line(note))
    yield block(
        _("Nothing has to be saved: every choice is kept as you make it, and u takes one back, as often as you like.")
    )


def _plain(text: str) -> str:
    """Words for a frame's edge, where square brackets would be read as markup."""
    return one_line(text).replace("[", r"\[")
