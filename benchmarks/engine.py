"""Choices a second: the whole engine on one core, beside inkjs, stock `transitions`, and a scene ten times as large.

A choice here is: ask what is offered and take its text, choose, take the text of what follows. Guards, effects,
history and undo are all at work. Both engines are shown to read the same text before they are timed.
"""

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from transitions import Event, Machine

from benchmarks.measuring import Row, at_least, interleaved, seconds, thousands
from benchmarks.peers import NoPeer, ink
from benchmarks.synthetic import HIGHEST, INITIAL, LOWEST, VARIABLES, places, write_ink, write_story
from game.play.page import Turn
from game.play.run import Run
from game.story.loader import load_story
from game.story.model import Story

CHOICES = 10_000
SEED = 1917


def rows(folder: Path) -> Iterator[Row]:
    """The engine beside inkjs, beside stock moves, and at ten times the size."""
    story = load_story(write_story(folder / "story-1000", 1000))
    yield _beside_ink(story, folder)
    yield _beside_stock(story)
    large = load_story(write_story(folder / "story-10000", 10_000))
    ours, theirs = interleaved(lambda: timed(large), lambda: timed(story))
    rate, peer = CHOICES / ours, CHOICES / theirs
    yield at_least("choices a second, 10,000 states", thousands(rate), f"{thousands(peer)} at 1,000", rate / peer, 0.7)


def _beside_ink(story: Story, folder: Path) -> Row:
    what = "choices a second, 1,000 states"
    note = (
        "the same text, of pages and of choices, taken as strings on both sides; ours can undo; "
        "its collector as the game sets it"
    )
    try:
        with ink(write_ink(folder / "story.ink", 1000)) as peer:
            if peer.read(SEED, 1000) != read(story, SEED, 1000):
                raise NoPeer("the two stories differ")
            ours, theirs = interleaved(lambda: timed(story), lambda: peer.seconds(SEED, CHOICES), warm=3)
    except NoPeer as error:
        (ours,) = interleaved(lambda: timed(story))
        return Row(what, thousands(CHOICES / ours), f"inkjs: {error}", None, "at least 10 x", None, note)
    rate, peer_rate = CHOICES / ours, CHOICES / theirs
    return at_least(what, thousands(rate), f"{thousands(peer_rate)} inkjs", rate / peer_rate, 10, note)


def _beside_stock(story: Story) -> Row:
    stock = _Stock(1000)
    ours, theirs = interleaved(lambda: timed(story), lambda: seconds(lambda: stock.play(SEED, CHOICES)))
    rate, peer = CHOICES / ours, CHOICES / theirs
    beside = f"{thousands(peer)} stock transitions"
    note = (
        "one Machine driven by its events, guards and effects as callbacks, closed choices tried too; no text, no undo"
    )
    return Row("the same beside bare moves", thousands(rate), beside, rate / peer, note=note)


def picks(seed: int) -> Callable[[int], int]:
    """A pick among so many, by numbers of chance that any language can work out."""
    number = seed

    def pick(count: int) -> int:
        nonlocal number
        number = (number * 1103515245 + 12345) & 0x7FFFFFFF
        return (number >> 16) % count

    return pick


def play(run: Run, seed: int, choices: int) -> int:
    """Play as a reader does who takes any open choice; how much was read."""
    pick = picks(seed)
    length = len(_text(run.turns[-1]))
    for _ in range(choices):
        options = run.options
        for option in options:
            length += len(option.text.plain)
        length += len(_text(run.choose(options[pick(len(options))].id)))
    return length


def timed(story: Story, choices: int = CHOICES) -> float:
    """The seconds that a new run of so many choices takes."""
    run = Run.begin(story)
    return seconds(lambda: play(run, SEED, choices))


def read(story: Story, seed: int, choices: int) -> str:
    """A hash of all that is read on the way, as ink.js makes it."""
    pick, run, found = picks(seed), Run.begin(story), sha256()
    for step in range(choices + 1):
        for text in (_text(run.turns[-1]), *(option.text.plain for option in run.options)):
            found.update(f"{text}\n".encode())
        if step < choices:
            run.choose(run.options[pick(len(run.options))].id)
    return found.hexdigest()


def _text(turn: Turn) -> str:
    return "\n".join([paragraph.plain for page in turn.pages for paragraph in page.paragraphs])


class _Values:
    """What a stock machine moves: its state, and the numbers by name."""

    def __init__(self) -> None:
        self.state = "s0"
        for number in range(VARIABLES):
            setattr(self, f"v{number}", INITIAL)


class _Stock:
    """The same states, guards and effects as `transitions` would have them."""

    def __init__(self, count: int) -> None:
        states = [f"s{number}" for number in range(count)]
        self._machine = Machine(model=None, states=states, initial=None, auto_transitions=False, send_event=True)
        for number, place in enumerate(places(count)):
            for which, way in enumerate(place.ways):
                self._machine.add_transition(
                    f"c{which}",
                    f"s{number}",
                    f"s{way.to}",
                    conditions=_guard(way.guard),
                    after=[_effect(effect) for effect in way.effects],
                )

    def play(self, seed: int, choices: int) -> None:
        """Take any choice that is open: tried by its trigger, as stock machines are."""
        model: Any = _Values()
        events: list[Event] = [self._machine.events[f"c{which}"] for which in range(3)]
        pick = picks(seed)
        taken = 0
        while taken < choices:
            taken += events[pick(3)].trigger(model)


def _guard(written: str) -> Callable[[Any], bool]:
    name, sign, number = written.split()
    bound = int(number)
    if sign == "<":
        return lambda event: bool(getattr(event.model, name) < bound)
    return lambda event: bool(getattr(event.model, name) >= bound)


def _effect(written: str) -> Callable[[Any], None]:
    name, sign, number = written.split()
    return partial(_change, name, int(number) if sign == "+=" else -int(number))


def _change(name: str, by: int, event: Any) -> None:
    setattr(event.model, name, max(LOWEST, min(HIGHEST, getattr(event.model, name) + by)))
