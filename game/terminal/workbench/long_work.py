"""What takes long on the workbench, and is done beside it: the search for a way, the playtest."""

import threading
from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from game.i18n import N_, _, ngettext
from game.terminal.blocks import Block, Voice, block
from game.terminal.sanitise import one_line
from game.terminal.screens.sheets import Sheet
from game.terminal.workbench.bench import Findings, Way
from game.terminal.workbench.shown import Shown
from game.terminal.workbench.telling import way_blocks


class WaySheet(Sheet):
    """The shortest way to a state; Enter goes there by it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Go there by this way"), show=False, priority=True),
    ]

    def action_go(self) -> None:
        """Go there."""
        self.dismiss(True)


class LongWork(Shown):
    """The workbench, as far as it waits for such work: it is told what comes of it by messages, from other threads."""

    class Going(Message):
        """How far a work is, in a sentence."""

        def __init__(self, sentence: str) -> None:
            self.sentence = sentence
            super().__init__()

    class Found(Message):
        """What a search came to: a way, or why there is none."""

        def __init__(self, way: "Way | str") -> None:
            self.way = way
            super().__init__()

    class Played(Message):
        """What a playtest has found so far."""

        def __init__(self, findings: Findings) -> None:
            self.findings = findings
            super().__init__()

    def action_way(self) -> None:
        """Look for the shortest way to the page's state."""
        if place := self.bench.preview.here:
            self.say(_("Looking for a way to {place} … Esc ends it.").format(place=place))
            threading.Thread(target=self._find, args=(place,), daemon=True).start()

    def action_playtest(self) -> None:
        """Play by chance."""
        self.say(_("Playing by chance … Esc ends it."))
        threading.Thread(target=self._playtest, daemon=True).start()

    def action_enough(self) -> None:
        """End what is being done."""
        ended = [work for work in ("find", "playtest") if self.bench.end(work)]
        self.say(_("Ended.") if ended else "")

    def _find(self, place: str) -> None:
        def progress(searched: int) -> None:
            sentence = _("Looking for a way to {place}: {count} game states searched … Esc ends it.")
            self.tell(self.Going(sentence.format(place=place, count=searched)))

        self.tell(self.Found(self.bench.find_way(place, progress)))

    def _playtest(self) -> None:
        def progress(done: int, of: int) -> None:
            sentence = _("Playing by chance: {done} of {of} plays … Esc ends it.")
            self.tell(self.Going(sentence.format(done=done, of=of)))

        wrong = self.bench.playtest(progress, lambda found: self.tell(self.Played(found)))
        if wrong:
            self.tell(self.Going(_("The playtest could not be played: {why}").format(why=wrong)))

    def on_long_work_going(self, message: Going) -> None:
        """Say how far it is."""
        self.say(message.sentence)

    def on_long_work_played(self, message: Played) -> None:
        """Show what was found beside the states."""
        self.findings = message.findings
        self.say(_in_words(message.findings))
        self.show_page(stays=True)

    def on_long_work_found(self, message: Found) -> None:
        """Show the way, or say that there is none."""
        way = message.way
        if isinstance(way, str):
            self.say(_("No way could be looked for: {why}").format(why=way) if way else "")
        elif way.choices is None:
            told = _("{place} cannot be reached: {count} game states were searched, and there are no more.")
            if not way.proven:
                told = _("No way to {place} was found in {count} game states, which proves nothing.")
            self.say(told.format(place=way.place, count=way.searched))
        else:
            self._show_way(way, way.choices)

    def _show_way(self, way: Way, choices: tuple[str, ...]) -> None:
        self.say("")
        count = len(choices)
        title = ngettext("{place}: {count} choice", "{place}: {count} choices", count)

        def gone(go: bool | None) -> None:
            if go:
                self.bench.preview.stand_at(choices)
                self.show_page()

        self.app.push_screen(
            WaySheet(
                self._blocks_of(way, choices),
                title=title.format(place=way.place, count=count),
                hint=_("Enter: go there by this way · Esc: back"),
            ),
            gone,
        )

    def _blocks_of(self, way: Way, choices: tuple[str, ...]) -> Iterator[Block]:
        if not choices:
            yield block(_("The story begins here."))
        story = self.bench.preview.story
        if story is not None:
            yield from way_blocks(story, choices)
        if way.file is not None:
            yield block(_("Written to {file}").format(file=one_line(str(way.file))), Voice.DIM)


def _in_words(found: Findings) -> str:
    """What a playtest found, in a sentence."""
    counts = len(found.never), sum(map(len, found.untaken.values())), sum(map(len, found.idle.values()))
    parts = [
        ngettext("{count} state never reached", "{count} states never reached", counts[0]),
        ngettext("{count} choice never taken", "{count} choices never taken", counts[1]),
        ngettext("{count} choice without consequence", "{count} choices without consequence", counts[2]),
        ngettext("{count} way to get stuck", "{count} ways to get stuck", len(found.failures)),
    ]
    counted = zip(parts, (*counts, len(found.failures)), strict=True)
    told = [part.format(count=count) for part, count in counted if count] or [_("nothing is amiss")]
    return _("{plays} plays: {found}.").format(plays=found.plays, found=", ".join(told))
