"""Moves between the states of a scene, decided by one `transitions.Machine` a scene.

The machine is made once, when the scene is first played, and shared by all runs: it is driven with a light
position that it never registers (binding triggers to models costs hundreds of attributes each). It is given
compiled guards only: a name would be looked up on the model and then imported, which is code execution by YAML.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from transitions import Event, EventData, Machine, Transition

from game.play.page import Option
from game.play.position import Position
from game.story.model import BACK, Choice, Draw, Rule, Scene, State
from game.story.text import Paragraph

Guard = Callable[[Position], bool]
NEXT = "(next)"
"""The trigger of a state's `next`; no choice can be called so."""


class GuardedTransition(Transition):
    """A transition whose guards can also be asked without an event."""

    def __init__(self, source: str, dest: str, *_: None, guards: tuple[Guard, ...] = ()) -> None:
        conditions: Any = [_as_condition(guard) for guard in guards]
        super().__init__(source, dest, conditions)
        self.guards = guards


def _as_condition(guard: Guard) -> Callable[[EventData], bool]:
    def condition(event: EventData) -> bool:
        position: Any = event.model
        return guard(position)

    return condition


class ShortEvent(Event):
    """An event that takes the short way, in which nothing but guards has a say.

    The stock way costs about 20 microseconds, nearly all in its chain of callbacks, of which our machines have
    none. A machine whose `short` is False takes the stock way; a test holds both to the same moves.
    """

    def trigger(self, model: Any, *args: Any, **kwargs: Any) -> bool:
        """Move `model` by the first transition whose guards hold; whether one did."""
        machine = self.machine
        if args or kwargs or not machine.short:
            return bool(super().trigger(model, *args, **kwargs))
        transitions: Any = self.transitions[model.state]
        for transition in transitions:
            for guard in transition.guards:
                if not guard(model):
                    break
            else:
                model.state = transition.dest
                return True
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A choice at rest: one of the state's own, or a storylet dealt to it.

    `guard` is the choice's `when`, compiled; `option` is how the choice is offered, where its words never change.
    """

    id: str
    choice: Choice | None
    storylet: State | None = None
    guard: Callable[[Any, Any], Any] | None = None
    option: Option | None = None


def _way_of(choice: Choice) -> Way:
    words = choice.text.paragraph
    return Way(
        choice.id,
        choice,
        None,
        choice.when.function if choice.when is not None else None,
        Option(choice.id, words) if isinstance(words, Paragraph) else None,
    )


class Room:
    """A state as it is played: what can be chosen there, made ready once."""

    __slots__ = ("deals", "state", "ways")

    def __init__(self, state: State) -> None:
        self.state = state
        self.ways = tuple(_way_of(way) for way in state.choices if isinstance(way, Choice))
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
                ways += [Way(id, None, position.scene.states[id]) for id in next(hand, ())]
        return tuple(ways)


class SceneMachine(Machine):
    """The state machine of one scene; a state's transitions are added when a play first rests there."""

    event_cls = ShortEvent
    transition_cls = GuardedTransition
    short = True

    def __init__(self, scene: Scene) -> None:
        super().__init__(
            model=None,
            states=list(scene.states),
            initial=None,
            auto_transitions=False,
            send_event=True,
        )
        self.scene = scene
        self._rooms: dict[str, Room] = {}

    def move(self, position: Position, trigger: str) -> bool:
        """Move `position` from its state by a choice, a storylet or `NEXT`; whether a rule held."""
        if position.state not in self._rooms:
            self.room(position.state)
        event: Event = self.events[trigger]
        return bool(event.trigger(position))

    def room(self, id: str) -> Room:
        """The state `id`, ready to be played."""
        room = self._rooms.get(id)
        if room is None:
            state = self.scene.states[id]
            self._add_transitions(state)
            room = self._rooms[id] = Room(state)
        return room

    def _add_transitions(self, state: State) -> None:
        for way in state.choices:
            if isinstance(way, Draw):
                for storylet in self.scene.storylets.get(way.tag, ()):
                    self._lead(storylet.id, state, storylet.id, ())
            else:
                self._lead_by_rules(way.id, state, way.to, way.origin)
        self._lead_by_rules(NEXT, state, state.next, state.origin)

    def _lead(self, trigger: str, state: State, dest: str, guards: tuple[Guard, ...]) -> None:
        self.add_transition(trigger, state.id, dest, guards=guards)

    def _lead_by_rules(self, trigger: str, state: State, rules: tuple[Rule, ...], origin: str) -> None:
        for rule in rules:
            guards = _conditions(rule)
            if rule.draw:
                tagged = self.scene.storylets.get(rule.draw, ())
                dealing = _dealing(tagged, origin)
                for number, storylet in enumerate(tagged):
                    first = (*guards, dealing) if number == 0 else guards
                    self._lead(trigger, state, storylet.id, (*first, _was_dealt(storylet.id)))
            elif rule.to == BACK:
                for dealer in self.scene.dealt_by:
                    self._lead(trigger, state, dealer, (*guards, _goes_back_to(dealer)))
            else:
                self._lead(trigger, state, rule.to, guards)


def _conditions(rule: Rule) -> tuple[Guard, ...]:
    guards: tuple[Guard, ...] = ()
    if rule.outcome:
        guards += (_came_by(rule.outcome),)
    if rule.when is not None:
        guards += (_holds(rule.when.function),)
    return guards


def _came_by(outcome: str) -> Guard:
    return lambda position: position.outcome == outcome


def _holds(function: Callable[[Any, Any], Any]) -> Guard:
    return lambda position: bool(function(position.values, position))


def _dealing(tagged: tuple[State, ...], origin: str) -> Guard:
    """Deals one of `tagged` as it is asked: it stands before the first of its rule's transitions."""

    def deal(position: Position) -> bool:
        position.dealt = position.deal_one(tagged, origin)
        return True

    return deal


def _was_dealt(storylet: str) -> Guard:
    return lambda position: position.dealt == storylet


def _goes_back_to(dealer: str) -> Guard:
    return lambda position: (position.back or position.scene.dealer_of(position.state)) == dealer


def machine_of(scene: Scene) -> SceneMachine:
    """The one machine of a scene."""
    machine: SceneMachine | None = scene.kept.get("machine")
    if machine is None:
        machine = scene.kept["machine"] = SceneMachine(scene)
    return machine
