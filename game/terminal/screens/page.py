"""The page: what is read and chosen, and what stands beside it.

It asks the run what can be done, and tells it what was.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from game.i18n import N_, _
from game.play.page import Option, Page, Turn
from game.play.run import ChoiceNotOpen, NothingToRedo, NothingToUndo, Run, StepFailed
from game.story.model import StoryNotInOrder
from game.terminal import blocks, lessons
from game.terminal.blocks import Block, Voice, block
from game.terminal.screens.spread import Spread
from game.terminal.settings import Settings
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.notice import Hint, Notice
from game.terminal.widgets.panel import Panel
from game.terminal.widgets.reading import Reading

if TYPE_CHECKING:
    from game.play.session import Session


class PageScreen(Spread):
    """A run as it is played."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", N_("Take the choice with this number"), show=False) for n in range(1, 10)),
        Binding("u", "undo", N_("Take back the last choice")),
        Binding("U,ctrl+r", "redo", N_("Take it again")),
        Binding("r", "record", N_("What happened: on the record, after a hinge")),
        Binding("w", "why", N_("Why a choice is locked, or it ended so")),
        Binding("t", "tree", N_("The tree: all your runs, from here")),
        Binding("escape", "enough", N_("No more hints")),
        Binding("q", "leave", N_("To the title, or out; every choice is kept")),
    ]

    def __init__(self, session: "Session", *, resumed: bool = False) -> None:
        super().__init__()
        self.session = session
        self._resumed = resumed
        self._shown = 1
        """How many pages of the newest turn are on the page."""
        self._record = self._beside = False
        """Whether the record is shown, and whether that is in the margin."""
        self._lesson = ""

    def on_mount(self) -> None:
        """Open the run where it stands."""
        run = self.session.run
        last = run.turns[-1]
        self._shown = len(last.pages) if self._resumed else 1
        before = blocks.so_far(run.ledger, self.session.told) if self._resumed else ()
        self.open_at(self.app.size.width)
        self.reading.open(run.turns, self._shown, before)
        self._stand()
        if not self._resumed:
            self._come()

    def on_unmount(self) -> None:
        """Nothing to ask: everything is kept already."""
        self.session.close()

    def on_resize(self, event: events.Resize) -> None:
        """The record may have room beside the text now, or have it no longer."""
        if self._record:
            self.call_after_refresh(self._place_record)

    # What the reader does

    def on_reading_taken(self, message: Reading.Taken) -> None:
        """A choice was taken."""
        self._move(lambda: self.session.choose(message.choice))

    def on_reading_go_on(self) -> None:
        """The next page of this turn."""
        turn = self.run.turns[-1]
        if self._shown < len(turn.pages):
            begins = self.reading.add_page(turn.pages[self._shown])
            self._shown += 1
            self._stand(begins)
            self._come(begins)

    def on_reading_moved(self) -> None:
        """Say whether there is more to come, or more below."""
        below = "" if self.reading.at_end else _("more ▾")
        self.query_one(Footer).note = _("any key: the rest") if self.reading.veiled else below

    def action_choose(self, number: int) -> None:
        """Take the open choice with this number."""
        self.reading.take_number(number)

    def action_undo(self) -> None:
        """Take back the last choice and all it caused; nothing is asked."""
        try:
            self.session.undo()
        except NothingToUndo:
            return
        self._record = False
        self.app.learn(lessons.CHOOSE, lessons.UNDO)
        turns = self.run.turns
        self._shown = len(turns[-1].pages)
        self.reading.drop_turns(len(turns))
        self._stand()

    def action_redo(self) -> None:
        """Take the choice again that was taken back last."""
        self._move(self.session.redo)

    def action_record(self) -> None:
        """Show or put away what the record says of the hinge just passed."""
        if self.run.last_fall is not None and not self._waiting:
            self._record = not self._record
            self.app.learn(lessons.RECORD)
            self._stand(self.reading.tail if self._record and not self._beside else None)

    def action_why(self) -> None:
        """Why a choice is locked, or the run ended as it did."""
        from game.terminal.screens.sheets import Sheet
        from game.terminal.why import reasons

        if found := list(reasons(self.run)):
            self.app.push_screen(Sheet(found, title=_("Why?")))

    def action_tree(self) -> None:
        """All runs of the story, from where this one stands."""
        self.app.show_tree()

    def action_enough(self) -> None:
        """No more hints."""
        if self._lesson:
            self.app.learn(*lessons.LESSONS)
            self._stand()

    def action_leave(self) -> None:
        """To the title, or out of the game where it was opened without one."""
        self.app.leave()

    def action_on(self) -> None:
        """As the space bar does."""
        self.reading.action_on()

    # What follows

    @property
    def run(self) -> Run:
        """The run that is played."""
        return self.session.run

    @property
    def called(self) -> tuple[str, str]:
        """The run's name and its file's."""
        path = self.session.path
        return self.session.name, path.stem if path is not None else self.run.story.id

    @property
    def page(self) -> Page:
        """The page that is being read."""
        pages = self.run.turns[-1].pages
        return pages[max(0, min(self._shown, len(pages)) - 1)] if pages else super().page

    @property
    def pages(self) -> Sequence[Page]:
        """What of the newest turn is on the page."""
        return self.run.turns[-1].pages[: self._shown]

    @property
    def _waiting(self) -> bool:
        return self._shown < len(self.run.turns[-1].pages)

    def _move(self, move: Callable[[], Turn]) -> None:
        """Make a move; what comes of it is a new turn, or a word about why not."""
        if self._waiting:
            return
        try:
            turn = move()
        except (ChoiceNotOpen, NothingToRedo):
            return
        except StepFailed as failure:
            self.app.tell(_("The story could not go on that way; nothing has changed."), [failure.problem])
            return
        except StoryNotInOrder as error:
            self.app.tell(_("The next scene has errors in it; nothing has changed."), error.problems)
            return
        self._record = self.app.settings.record == "always" and self.run.last_fall is not None
        self._shown = 1
        self.reading.add_turn(turn, turn.pages[:1])
        self._stand()
        self._come()

    def _come(self, begins: int | None = None) -> None:
        """Where the reader wants it so, and may be moved, let what is new come paragraph by paragraph."""
        if self.app.settings.reveal == "paragraphs" and self.app.moves:
            self.reading.come_slowly(begins)

    def heed(self, before: Settings) -> None:
        """Other words, another calendar, the record or not."""
        super().heed(before)
        now = self.app.settings
        if now.record != before.record and self.run.last_fall is not None:
            self._record = now.record == "always"
        self._say()

    def _stand(self, begins: int | None = None) -> None:
        """Show what can be done now, and what stands beside; from the newest turn's beginning, or `begins`."""
        self._say()
        self.reading.reveal(begins)

    def _say(self) -> None:
        """Say what can be done now, and what stands beside."""
        run = self.run
        waiting = self._waiting
        options: Sequence[Option] = () if waiting or run.over else run.options
        self.show_standing()
        self._beside = self._show_beside()
        self._teach()
        self.query_one(Hint).text = lessons.words_of(self._lesson, sum(option.open for option in options))
        self.reading.set_tail(self._tail(), options, waiting)
        self.query_one(Footer).keys = self._keys(options)
        self.query_one(Notice).text = self.session.trouble

    def _tail(self) -> Iterator[Block]:
        """What stands below the text, above the choices."""
        run = self.run
        if self._waiting:
            yield block(_("Continue"), Voice.CHOICE, 2, "↵  ")
            return
        if self._record and not self._beside:
            yield from self._record_blocks()
        if run.ending is not None:
            yield from blocks.ending(run.ending.title, run.ledger, run.story.decided)
        elif run.over:
            yield from blocks.scene_over(run.outcome)
        elif run.stuck:
            yield from blocks.stuck()

    # The record

    def _record_blocks(self) -> Iterator[Block]:
        from game.terminal.record import facts_of, on_the_record

        if self.run.last_fall is not None:
            yield from on_the_record(self.run.last_fall, facts_of(self.run.story))

    def _show_beside(self) -> bool:
        """Put the record into the margin if it is wanted and fits there; whether it does."""
        panel = self.query_one(Panel)
        wanted = self._record and not self._waiting and self.app.settings.record_at == "margin"
        record = tuple(self._record_blocks()) if wanted and self.has_class("-broad") else ()
        panel.record = record if record and panel.fits(record) else ()
        return bool(panel.record)

    def _place_record(self) -> None:
        """After a resize: beside the text or below it, as there is room."""
        if self._record and self._show_beside() != self._beside:
            self._stand()

    # Lessons

    def _teach(self) -> None:
        """Choose what a new reader is told here, and forget what she need not be told again."""
        run, settings = self.run, self.app.settings
        at_hinge = run.last_fall is not None and settings.record == "ask"
        now = "" if self._waiting or run.over else lessons.lesson_at(run.step, at_hinge, settings.learnt)
        self.app.learn(*lessons.past(self._lesson, now, run.step))
        self._lesson = now

    def _keys(self, options: Sequence[Option]) -> tuple[Key, ...]:
        run = self.run
        keys: list[Key] = []
        if self._waiting:
            keys.append(Key(_("Space"), _("continue"), "on"))
        elif count := sum(option.open for option in options):
            keys.append(Key(f"1–{min(9, count)}" if count > 1 else "1", _("choose")))
        if run.can_undo:
            keys.append(Key("u", _("undo"), "undo"))
        if run.last_fall is not None and not self._waiting and self.app.settings.record != "never":
            keys.append(Key("r", _("record"), "record"))
        if run.over:
            keys.append(Key("w", _("why"), "why"))
        if any(paragraph.links for paragraph in self.page.paragraphs):
            keys.append(Key("c", _("codex"), "codex"))
        if run.ledger:
            keys.append(Key("l", _("ledger"), "ledger"))
        keys.append(Key("t", _("tree"), "tree"))
        if self.app.desk.has_map:
            keys.append(Key("m", _("map"), "map"))
        if any(not option.open for option in options):
            keys.append(Key("w", _("why locked"), "why"))
        keys.append(Key("T", _("transcript"), "transcript"))
        keys.insert(min(4, len(keys)), Key("q", _("leave"), "leave"))
        return (*keys, Key("?", _("keys"), "app.keys"))
