"""The reading pane: everything read so far, the newest turn in full voice, and below it what can be done now."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from game.i18n import N_
from game.play.page import Option, Page, Turn
from game.story.text import Span
from game.terminal.blocks import Block, Voice, chosen, page
from game.terminal.widgets.choices import LIT, Choices
from game.terminal.widgets.veiled import Veiled

_GROWS_DIM = {
    Voice.TEXT: Voice.PAST,
    Voice.HEADING: Voice.PAST,
    Voice.RED: Voice.PAST,
}


class Reading(Veiled):
    """Turns of pages under each other, then a tail: choices, "Continue", an ending, a record."""

    DEFAULT_CSS = """
    Reading { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", N_("Next choice, or a line on"), show=False),
        Binding("up,k", "step(-1)", N_("Choice before, or a line back"), show=False),
        Binding("enter", "take", N_("Take the lit choice, or go on"), show=False),
        Binding("space,pagedown", "on", N_("Read on"), show=False),
        Binding("pageup,b", "turn(-1)", N_("Read back"), show=False),
        Binding("home,g", "top", N_("To the beginning"), show=False),
        Binding("end,G", "bottom", N_("To the newest"), show=False),
    ]

    class Taken(Message):
        """The reader took a choice."""

        def __init__(self, choice: str) -> None:
            self.choice = choice
            super().__init__()

    class GoOn(Message):
        """All there is has been read, and the reader wants the next page."""

    class Asked(Message):
        """The reader asked about something that the text links."""

        def __init__(self, entry: str) -> None:
            self.entry = entry
            super().__init__()

    class Moved(Message):
        """There may be more or less below the window than before."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = Choices()
        self._turns: list[int] = []
        """The block at which each turn begins."""
        self._tail = 0
        self._first_choice = 0
        self._waiting = False
        self._aim: int | None = 0
        """The block that was last revealed, until the reader moves from there."""
        self._over: int | None = None
        self._link: Span | None = None

    # What is read

    def open(self, turns: Sequence[Turn], pages: int, before_last: Iterable[Block] = ()) -> None:
        """Begin with these turns, `pages` of the last in full voice, and something to be said before it."""
        self.galley.truncate(0)
        self._turns = []
        for turn in turns[:-1]:
            self._turns.append(len(self.galley))
            self.galley.append(_blocks_of(turn, turn.pages), now=False)
        self._tail = len(self.galley)
        if turns:
            self.add_turn(turns[-1], turns[-1].pages[:pages], before_last)

    def add_turn(self, turn: Turn, pages: Sequence[Page], before: Iterable[Block] = ()) -> None:
        """A new turn, as far as `pages`, under a history that grows dim; `before` it, what else there is to say."""
        self._drop_tail()
        dimmed = self._turns[-1] if self._turns else 0
        self._turns.append(len(self.galley))
        self.galley.unpaint(dimmed, len(self.galley))
        self.append([*before, *_blocks_of(turn, pages)])
        self._tail = len(self.galley)

    def add_page(self, page_: Page) -> int:
        """One more page of the newest turn; returns the block at which it begins."""
        self._drop_tail()
        begins = len(self.galley)
        self.append(page(page_))
        self._tail = len(self.galley)
        return begins

    def drop_turns(self, keep: int) -> None:
        """Keep the first `keep` turns; the last of them speaks up again."""
        self._drop_tail()
        if keep < len(self._turns):
            self.truncate(self._turns[keep])
            del self._turns[keep:]
        self._tail = len(self.galley)
        self.repaint(self._turns[-1] if self._turns else 0)

    def set_tail(self, blocks: Iterable[Block], options: Sequence[Option] = (), waiting: bool = False) -> None:
        """What stands below the newest text: blocks, then the choices; `waiting` for the reader to go on."""
        self._drop_tail()
        self.append(blocks)
        self._first_choice = len(self.galley)
        self.choices = Choices(options)
        self.append(self.choices.blocks())
        self._waiting = waiting
        self._over = None
        self.post_message(self.Moved())

    def reveal(self, block: int | None = None) -> None:
        """Show the newest turn (or what begins at `block`) from its beginning, or with all that follows it."""
        if block is None:
            block = self._turns[-1] if self._turns else 0
        self._aim = block
        self._placing = True
        self.move_to(max(0, self.galley.text_top_of(block) - 1))
        self._placing = False

    def come_slowly(self, block: int | None = None) -> None:
        """Let the newest turn, or what begins at `block`, come paragraph by paragraph, and then the choices."""
        if block is None:
            block = self._turns[-1] if self._turns else 0
        self.veil(block, self._tail)
        self.post_message(self.Moved())

    def unveil(self) -> bool:
        """Show all there is; and tell the footer."""
        if was := super().unveil():
            self.post_message(self.Moved())
        return was

    @property
    def tail(self) -> int:
        """The block at which the tail begins."""
        return self._tail

    def settle(self) -> None:
        """After a resize: the newest turn as `reveal` shows it, unless the reader had gone elsewhere."""
        if self._aim is None:
            super().settle()
        else:
            self.galley.set_near(self.galley.top_of(self._aim), self.size.height)
            self._grown()
            self.reveal(self._aim)

    def moved(self) -> None:
        """Tell the footer; and from now on the reader stands where she went."""
        if not self._placing:
            self._aim = None
            self.unveil()
        self.post_message(self.Moved())

    def _drop_tail(self) -> None:
        self.unveil()
        if len(self.galley) > self._tail:
            self.truncate(self._tail)
        self._waiting = False
        self.choices = Choices()
        self._over = self._link = None

    # What the reader does

    def action_step(self, direction: int) -> None:
        """Light the next choice, if the reader can see the choices; else move a line."""
        lit, target = self.choices.lit, self.choices.step(direction)
        seen = self.shows(self._first_choice + (lit or 0)) if len(self.choices) else False
        if target is None or not seen or (lit is None and direction < 0):
            self.move_to(self.window[0] + direction)
        else:
            self._light(target)
            self.show(self._first_choice + target)

    def action_take(self) -> None:
        """Take the lit choice if it can be seen; else do as space does."""
        lit = self.choices.lit
        if lit is not None and lit in self.choices.open:
            if self.shows(self._first_choice + lit):
                self.post_message(self.Taken(self.choices.options[lit].id))
            else:
                self.show(self._first_choice + lit)
        else:
            self.action_on()

    def action_on(self) -> None:
        """Read on to the end of what there is, then ask for more."""
        if not self.at_end:
            self.turn(1)
        elif self._waiting:
            self.post_message(self.GoOn())

    def action_turn(self, direction: int) -> None:
        """A window on or back."""
        self.turn(direction)

    def action_top(self) -> None:
        """To the first line of all."""
        self.move_to(0)

    def action_bottom(self) -> None:
        """To the newest turn."""
        self.reveal()

    def take_number(self, number: int) -> None:
        """Take the open choice with this number, if there is one."""
        if (option := self.choices.numbered(number)) is not None:
            self.post_message(self.Taken(option.id))

    def on_click(self, event: events.Click) -> None:
        """A click takes a choice, opens a link, or goes on; on a page that is still coming, it brings the rest."""
        if self.unveil():
            return
        spot = self.spot_at(event.x, event.y)
        if spot is None:
            return
        if spot.span is not None and spot.span.link:
            self.post_message(self.Asked(spot.span.link))
            return
        place = spot.block - self._first_choice
        if place in self.choices.open:
            self.post_message(self.Taken(self.choices.options[place].id))
        elif self._waiting and self._tail <= spot.block:
            self.post_message(self.GoOn())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What can be clicked shows it."""
        spot = self.spot_at(event.x, event.y)
        place = spot.block - self._first_choice if spot is not None else -1
        self._hover(place if place in self.choices.open else None, spot.span if spot else None)

    def on_leave(self, event: events.Leave) -> None:
        """The mouse has gone."""
        self._hover(None, None)

    def _hover(self, place: int | None, span: Span | None) -> None:
        link = span if span is not None and span.link else None
        if place != self._over:
            changed = {self._over, place} - {None}
            self._over = place
            for each in changed:
                assert each is not None
                self.repaint(self._first_choice + each, self._first_choice + each + 1)
        if link is not self._link:
            self._link = link
            self.repaint()

    def _light(self, place: int | None) -> None:
        before, self.choices.lit = self.choices.lit, place
        for each in (before, place):
            if each is not None:
                self.repaint(self._first_choice + each, self._first_choice + each + 1)

    # How it is drawn

    def look_of(self, block: int) -> Voice:
        """The newest turn in full voice, what came before it dim, the lit choice bold."""
        voice = super().look_of(block)
        place = block - self._first_choice
        if voice is Voice.CHOICE and place in (self.choices.lit, self._over):
            return Voice.LIT
        if self._turns and block < self._turns[-1]:
            return _GROWS_DIM.get(voice, voice)
        return voice

    def mark_of(self, block: int) -> str:
        """A sign beside the lit choice."""
        lit = self.choices.lit
        return LIT if lit is not None and block == self._first_choice + lit else ""

    def dress(self, block: int, span: Span, style: Style) -> Style:
        """A link under the mouse stands out."""
        dressed = super().dress(block, span, style)
        if span.link and self._link is not None and span.link == self._link.link:
            dressed += Style(color=self.voice(Voice.RED).color)
        return dressed


def _blocks_of(turn: Turn, pages: Sequence[Page]) -> Iterator[Block]:
    """A turn as blocks: what was chosen, then its pages."""
    yield from chosen(turn)
    for each in pages:
        yield from page(each)
