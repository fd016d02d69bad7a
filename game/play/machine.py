"""Moves between the states of a scene, decided by one `transitions.Machine` a scene.

The machine is made once, when the scene is first played, and shared by all runs: it is driven with a light
position that it never registers (binding triggers to models costs hundreds of attributes each). It is given
compiled guards only: a name would be looked up on the model and then imported, which is code execution by YAML.
"""

from collections.abc import Callable
from sys import intern
from typing import Any

from transitions import Event, EventData, Machine, Transition

from game.play.position import Position
from game.play.room import Room
from game.story.model import BACK, Draw, Rule, Scene, State

Guard = Callable[[Position], bool]
_NONE: list[Any] = []
NEXT = "(next)"
"""The trigger of a state's `next`; no choice can be called so."""


class GuardedTransition(Transition):
    """A transition whose guards can also be asked without an event."""

    __slots__ = ("dest", "guard")  # what a move looks at, in the object itself and not in its dict

    def __init__(self, source: str, dest: str, *_: None, guards: tuple[Guard, ...] = ()) -> None:
        conditions: Any = [_as_condition(guard) for guard in guards]
        super().__init__(source, dest, conditions)
        self.guard = _all_of(guards)
        # A scene has thousands of transitions, and callbacks on none: they can share an empty list.
        self.prepare = self.before = self.after = _NONE
        if not guards:
            self.conditions = _NONE


def _as_condition(guard: Guard) -> Callable[[EventData], bool]:
    def condition(event: EventData) -> bool:
        position: Any = event.model
        return guard(position)

    return condition


def _all_of(guards: tuple[Guard, ...]) -> Guard | None:
    if len(guards) < 2:
        return guards[0] if guards else None
    return lambda position: all(guard(position) for guard in guards)


class ShortEvent(Event):
    """An event that takes the short way, in which nothing but guards has a say.

    The stock way costs about 20 microseconds, nearly all in its chain of callbacks, of which our machines have
    none. A test holds both to the same moves.
    """

    def trigger(self, model: Any) -> bool:
        """Move `model` by the first transition whose guards hold; whether one did.

        It takes no event data, which nothing here reads: to gather none of it is a fifth of a move.
        """
        transitions: Any = self.transitions[model.state]
        for transition in transitions:
            guard = transition.guard
            if guard is None or guard(model):
                model.state = transition.dest
                return True
        return False

    def trigger_in_full(self, model: Any) -> bool:
        """The same in the stock way."""
        return bool(super().trigger(model))


class Rooms(dict[str, Room]):
    """The states of a scene that were played, by id; one that was not is made ready as it is asked for."""

    def __init__(self, ready: Callable[[str], Room]) -> None:
        super().__init__()
        self._ready = ready

    def __missing__(self, id: str) -> Room:
        room = self[id] = self._ready(id)
        return room


class _Machine(Machine):
    event_cls = ShortEvent
    transition_cls = GuardedTransition


class SceneMachine:
    """The state machine of one scene; a state's transitions are added when a play first rests there.

    It has its `transitions.Machine`, and is not one: each look at an attribute of one of those is a search. A machine
    whose `short` is False takes the stock way.
    """

    __slots__ = ("_events", "machine", "rooms", "scene", "short")

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.machine = _Machine(
            model=None,
            states=list(scene.states),
            initial=None,
            auto_transitions=False,
            send_event=True,
        )
        self._events: Any = self.machine.events
        self.rooms = Rooms(self._ready)
        self.short = True

    def move(self, position: Position, trigger: str) -> Room:
        """Move `position` from its state, which is one of `rooms`, by a choice, a storylet or `NEXT`; where to."""
        left = position.state
        event: ShortEvent = self._events[trigger]
        if self.short:
            event.trigger(position)
        else:
            event.trigger_in_full(position)
        if position.dealt:
            position.back, position.dealt = left, ""
        return self.rooms[position.state]

    def _ready(self, id: str) -> Room:
        """The state `id` with its transitions, ready to be played."""
        state = self.scene.states[id]
        self._add_transitions(state)
        return Room(state)

    def _add_transitions(self, state: State) -> None:
        for way in state.choices:
            if isinstance(way, Draw):
                for storylet in self.scene.storylets.get(way.tag, ()):
                    self._lead(storylet.id, state, storylet.id, ())
            else:
                self._lead_by_rules(way.id, state, way.to, way.origin)
        self._lead_by_rules(NEXT, state, state.next, state.origin)

    def _lead(self, trigger: str, state: State, dest: str, guards: tuple[Guard, ...]) -> None:
        # The id as the states have it, and no other string of the same letters: it is found at a glance.
        self.machine.add_transition(intern(trigger), state.id, self.scene.states[dest].id, guards=guards)

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
