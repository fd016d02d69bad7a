"""A state as it is played: what a step asks of it, gathered once, when a play first comes there.

A step touches one `Room`, its `Way`s and the functions they name, and little else of the story: that keeps a scene
of ten thousand states nearly as quick as one of ten.
"""

from collections.abc import Callable
from sys import intern
from typing import Any

from game.play.page import Option
from game.play.position import Position
from game.story.expressions import Deed, Effects
from game.story.model import Choice, State
from game.story.prose import Line
from game.story.text import Paragraph

Gate = Callable[[Any, Any], Any]
"""Whether a choice is open, as values and the play stand."""


class Way:
    """A choice at rest: one of the state's own, or a storylet dealt to it; one of `choice` and `storylet` is there.

    `gate` is None where it is always open, as what was dealt is; `option` is how it is offered, where its words
    never change. `deed` is what taking it does, `leads` whether it leads to another state, `hinge` what it decides.
    """

    __slots__ = ("choice", "deed", "gate", "hinge", "id", "key", "leads", "option", "result", "storylet", "words")

    def __init__(
        self, id: str, key: str, words: Line, choice: Choice | None, storylet: State | None = None, hinge: str = ""
    ) -> None:
        self.id = intern(id)  # Events are looked up by it: one string is found sooner than another that is equal.
        self.key = key
        self.words = words
        self.choice = choice
        self.storylet = storylet
        self.gate = _gate_of(choice) if choice is not None else None
        self.deed = _deed_of(choice.effects) if choice is not None else None
        self.result = choice.result if choice is not None else None
        self.leads = choice is not None and bool(choice.to)
        self.hinge = hinge if self.leads else ""
        self.option = Option(id, words.paragraph) if isinstance(words.paragraph, Paragraph) else None


def _gate_of(choice: Choice) -> Gate | None:
    guard: Gate | None = choice.when.function if choice.when is not None else None
    if not choice.once:
        return guard
    key = choice.key
    if guard is None:
        return lambda v, r: key not in r.taken
    return lambda v, r: key not in r.taken and guard(v, r)


def _deed_of(effects: Effects | None) -> Deed | None:
    return None if effects is None else effects.deed or effects.ready()


class Room:
    """A state, ready to be played: what it does and says on entering, and what can be chosen there.

    `still` tells that neither clock nor place changes on entering it; `deals` that some of its choices are storylets,
    to be drawn; `locks` that some can be shown though they are closed.
    """

    __slots__ = ("deals", "deed", "drawing", "key", "locks", "rests", "state", "still", "ways", "write")

    def __init__(self, state: State) -> None:
        self.state = state
        self.key = state.key
        self.deed = _deed_of(state.effects)
        self.write = state.text.write if state.text is not None else None
        self.drawing = state.drawing
        self.still = not (state.at or state.place)
        self.rests = bool(state.choices)
        choices = [way for way in state.choices if isinstance(way, Choice)]
        self.locks = any(choice.locked is not None for choice in choices)
        self.ways = tuple([Way(choice.id, choice.key, choice.text, choice, hinge=state.hinge) for choice in choices])
        self.deals = len(self.ways) < len(state.choices)

    def ways_for(self, position: Position) -> tuple[Way, ...]:
        """What is offered to `position`: the state's choices, and what was dealt where its draws stand."""
        if not self.deals:
            return self.ways
        ways: list[Way] = []
        own = iter(self.ways)
        hand = iter(position.hands.get(self.state.id, ()))
        for way in self.state.choices:
            if isinstance(way, Choice):
                ways.append(next(own))
            else:
                ways += [self._dealt(position.scene.states[id]) for id in next(hand, ())]
        return tuple(ways)

    def _dealt(self, storylet: State) -> Way:
        assert storylet.title is not None
        return Way(storylet.id, f"{self.key}.{storylet.id}", storylet.title, None, storylet)


def offered(position: Position) -> tuple[Option, ...]:
    """What is offered at rest, open or locked, in file order; what is closed without a reason is not."""
    values = position.values
    open = position.open
    all_open = position.ways is open
    options = []
    for way in position.ways:
        if all_open or way in open:
            options.append(way.option or Option(way.id, way.words.at(values, position)))
        elif (choice := way.choice) and choice.locked and not (choice.once and choice.key in position.taken):
            reason = choice.locked.at(values, position)
            options.append(Option(way.id, way.words.at(values, position), False, reason))
    return tuple(options)
