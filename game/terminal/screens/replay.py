"""A run as it was read, page after page; at any of them it can be taken over."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from game.i18n import N_, _
from game.play.run import Run
from game.terminal import blocks
from game.terminal.blocks import Block
from game.terminal.replaying import FASTEST, SLOWEST, Replaying
from game.terminal.screens.spread import Spread
from game.terminal.settings import Settings
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.notice import Notice


class ReplayScreen(Spread):
    """A page that turns by itself, or by the arrows; nothing in it is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", N_("Play, or hold"), priority=True),
        Binding("right,n", "step(1)", N_("A step on"), priority=True),
        Binding("left,p", "step(-1)", N_("A step back"), priority=True),
        Binding("plus,equals_sign", "speed(2.0)", N_("Faster")),
        Binding("minus", "speed(0.5)", N_("Slower")),
        Binding("h", "hinge(1)", N_("To the next hinge")),
        Binding("H", "hinge(-1)", N_("To the hinge before")),
        Binding("s", "scene(1)", N_("To the next scene")),
        Binding("S", "scene(-1)", N_("To the scene before")),
        Binding("home,g", "go(0)", N_("To the beginning"), priority=True),
        Binding("end,G", "go(-1)", N_("To the end"), priority=True),
        Binding("down,j", "line(1)", N_("A line on"), show=False, priority=True),
        Binding("up,k", "line(-1)", N_("A line back"), show=False, priority=True),
        Binding("enter", "take_over", N_("Take over here: a new run (a fork)"), priority=True),
        Binding("escape,q", "leave", N_("Back")),
    ]

    def __init__(self, replaying: Replaying, step: int = 0, speed: float = 1.0, *, playing: bool = False) -> None:
        super().__init__()
        self.replaying = replaying
        self.speed = max(SLOWEST, min(speed, FASTEST))
        self.playing = False
        self._start = step
        self._play_at_once = playing
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Open at the step that was asked for."""
        self.replaying.go(self._start)
        self.open_at(self.app.size.width)
        self._open()
        self.query_one(Notice).text = self.replaying.fault
        if self._play_at_once:
            self.action_play()

    def heed(self, before: Settings) -> None:
        """Other words, or another calendar."""
        super().heed(before)
        self._show_keys()

    @property
    def run(self) -> Run:
        """The run, as far as it is shown."""
        return self.replaying.run

    @property
    def called(self) -> tuple[str, str]:
        """The run's name and its file's."""
        return self.replaying.name, self.replaying.path.stem

    # What the reader does

    def action_step(self, by: int) -> None:
        """On or back by a step."""
        self._hold()
        self._go(self.replaying.step + by)

    def action_go(self, step: int) -> None:
        """To the first step, or the last."""
        self._hold()
        self._go(step if step >= 0 else self.replaying.last)

    def action_hinge(self, direction: int) -> None:
        """To where the next hinge has just fallen, or the one before."""
        self._leap(self.replaying.falls, direction)

    def action_scene(self, direction: int) -> None:
        """To where the next scene begins, or the one before."""
        self._leap(self.replaying.doors, direction)

    def action_line(self, by: int) -> None:
        """Move the text."""
        self.reading.move_to(self.reading.window[0] + by)

    def action_play(self) -> None:
        """Go on by itself, or hold."""
        if self.playing:
            self._hold()
        elif self.replaying.step < self.replaying.last:
            self.playing = True
            self._await()
        self._show_keys()

    def action_speed(self, factor: float) -> None:
        """Faster or slower."""
        self.speed = max(SLOWEST, min(self.speed * factor, FASTEST))
        if self.playing:
            self._await()
        self._show_keys()

    def action_take_over(self) -> None:
        """Go on from here in a new run."""
        self._hold()
        self.app.fork(self.replaying.path, self.replaying.step)

    def action_leave(self) -> None:
        """Back to what was there before, or out."""
        self._hold()
        self.app.leave_replay()

    def on_reading_moved(self) -> None:
        """Say where in the run this is."""
        place = f"{self.replaying.step}/{self.replaying.last}"
        self.query_one(Footer).note = place if self.reading.at_end else f"{place} ▾"

    # What follows

    def _leap(self, steps: set[int], direction: int) -> None:
        self._hold()
        self._go(self.replaying.after(steps) if direction > 0 else self.replaying.before(steps))

    def _go(self, step: int) -> None:
        moved = self.replaying.go(step)
        if moved == 1:
            turn = self.run.turns[-1]
            self.reading.add_turn(turn, turn.pages)
        elif moved < 0:
            self.reading.drop_turns(len(self.run.turns))
        elif moved:
            self._open()
            return
        self._stand()

    def _open(self) -> None:
        """Set all that was read up to here."""
        turns = self.run.turns
        self.reading.open(turns, len(turns[-1].pages))
        self._stand()

    def _stand(self) -> None:
        """Show the page at rest as it was, with the choice that was taken next."""
        options = () if self.run.over else self.run.options
        self.show_standing()
        self.reading.set_tail(self._tail(), options)
        chosen = self.replaying.next_choice
        self.reading.choices.lit = next((n for n, option in enumerate(options) if option.id == chosen), None)
        self.reading.reveal()
        self._show_keys()

    def _tail(self) -> Iterator[Block]:
        if self.run.ending is not None:
            yield from blocks.ending(self.run.ending.title, self.run.ledger, self.run.story.decided)
        elif self.run.over:
            yield from blocks.scene_over(self.run.outcome)

    def _show_keys(self) -> None:
        speed = f"{self.speed:g}×"
        self.query_one(Footer).keys = (
            Key(_("Space"), (_("hold") if self.playing else _("play")) + f" {speed}", "play"),
            Key("←→", _("step"), "step(1)"),
            Key(_("Enter"), _("take over"), "take_over"),
            Key("q", _("back"), "leave"),
            Key("h", _("hinge"), "hinge(1)"),
            Key("s", _("scene"), "scene(1)"),
            Key("+-", _("speed"), "speed(2.0)"),
            Key("l", _("ledger"), "ledger"),
            Key("T", _("transcript"), "transcript"),
            Key("?", _("keys"), "app.keys"),
        )
        self.on_reading_moved()

    def _await(self) -> None:
        """Turn the page when it has stood long enough."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(self.replaying.pause(self.speed), self._turn_page)

    def _turn_page(self) -> None:
        if not self.playing or self.app.screen is not self:
            self._hold()
            return
        if not self.reading.at_end:
            self.reading.turn(1)
        else:
            self._go(self.replaying.step + 1)
        if self.replaying.step < self.replaying.last or not self.reading.at_end:
            self._await()
        else:
            self._hold()
            self._show_keys()

    def _hold(self) -> None:
        self.playing = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
