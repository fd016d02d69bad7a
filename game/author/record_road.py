"""The road of the record through a scene: the states that one comes to who does at every hinge what was done."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from game.author.reach import targets_of
from game.author.walk import choices_of
from game.story.model import Choice, Draw, Mark, Rule, Scene, State


def record_road(scene: Scene, history: Collection[str] = ()) -> dict[str, str]:
    """Each state on the road, with the state that follows; none for a scene without hinges, or off the record.

    It leads to one of the endings `history`, by a shortest way, where the scene has one. Else, where the record does
    not say, it follows the first choice that leads on, and the last rule that can hold.
    """
    if scene.what_if or not scene.hinges:
        return {}
    road = _way_to(scene, {state.id for state in scene.states.values() if state.ending in history})
    if road:
        return road
    done = _done(scene)
    id = scene.initial
    while id in scene.states and id not in road:
        targets = [target for rules in _leading(scene.states[id]) for target in list(_targets(scene, rules, done))[-1:]]
        road[id] = targets[0] if targets else ""
        id = road[id]
    return road


def _way_to(scene: Scene, goals: Collection[str]) -> dict[str, str]:
    """A shortest way from the first state to one of `goals`, by what was done; empty where there is none."""
    done = _done(scene)
    came = {scene.initial: ""}
    waiting = [scene.initial]
    for id in waiting:
        if id in goals:
            return _back_from(id, came)
        state = scene.states[id]
        followed = [target for rules in _leading(state) for target in _targets(scene, rules, done)]
        for way in () if _history_of(state) else state.choices:
            if isinstance(way, Draw):
                followed += [storylet.id for storylet in scene.storylets.get(way.tag, ())]
        for target in followed:
            if target in scene.states and target not in came:
                came[target] = id
                waiting.append(target)
    return {}


def _back_from(id: str, came: Mapping[str, str]) -> dict[str, str]:
    road = {id: ""}
    while before := came[id]:
        road[before] = id
        id = before
    return dict(reversed(road.items()))


def _done(scene: Scene) -> dict[str, str]:
    """What was done at each hinge of the scene."""
    return {hinge: choice.id for hinge, state in scene.hinges.items() for choice in _history_of(state)}


def _history_of(state: State) -> list[Choice]:
    return [choice for choice in choices_of(state) if choice.mark is Mark.HISTORY]


def _leading(state: State) -> list[tuple[Rule, ...]]:
    """The rules by which a state leads on, where one does what was done: its choices' first, then its own."""
    choices = _history_of(state) or [choice for choice in choices_of(state) if choice.to]
    return [*(choice.to for choice in choices), *([state.next] if state.next and not _history_of(state) else [])]


def _targets(scene: Scene, rules: tuple[Rule, ...], done: Mapping[str, str]) -> Iterator[str]:
    """Where rules can lead, up to the first that surely holds."""
    for rule in rules:
        held = _held(rule, done)
        if held is False:
            continue
        yield from targets_of(scene, (rule,))
        if held:
            return


def _held(rule: Rule, done: Mapping[str, str]) -> bool | None:
    """Whether a rule holds, where it asks for nothing but hinges of this scene; None where it asks for more."""
    when = rule.when
    if when is None or not when.hinges or when.reads or when.visits or when.chose:
        return None
    if any(use.hinge.text not in done for use in when.hinges):
        return None
    run: Any = _Decided(done)
    return bool(when.function({}, run))


class _Decided:
    """A run of which only the hinges are known."""

    def __init__(self, hinges: Mapping[str, str]) -> None:
        self.hinges = hinges
