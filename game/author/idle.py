"""Choices without consequence: they move on, nothing they set is read later, and the roads rejoin at once."""

from collections.abc import Iterable

from game.author.walk import choices_of, effects_of, expressions_of, reads_of
from game.story.model import Choice, Scene, State


def idle_choices(scenes: Iterable[Scene]) -> list[str]:
    """The keys of such choices, in file order.

    Two choices are idle together: they lead to the same rest, and nothing that either sets (or that it was taken)
    is asked for anywhere, so that it does not matter which is taken. The text of a result does not count: it is
    read and gone. One such choice beside others that do something is the way to leave it undone, and not idle.
    """
    scenes = list(scenes)
    read: set[str] = set().union(*(reads_of(scene) for scene in scenes))
    return [choice.key for scene in scenes for choice in _idle_in(scene, read)]


def _idle_in(scene: Scene, read: set[str]) -> list[Choice]:
    asked = _asked(scene)
    idle = []
    for state in scene.states.values():
        by_rest: dict[str, list[Choice]] = {}
        for choice in choices_of(state) if not state.hinge else ():
            sets = set(choice.effects.writes) & read if choice.effects else set()
            rest = _rest(scene, state, choice)
            if choice.to and rest is not None and not sets and choice.key not in asked:
                by_rest.setdefault(rest, []).append(choice)
        idle += [choice for alike in by_rest.values() if len(alike) > 1 for choice in alike]
    return idle


def _asked(scene: Scene) -> set[str]:
    """The choices that an expression asks for by `chose`, by key."""
    asked = set()
    for state in scene.states.values():
        for expressions in (expressions_of(state), effects_of(state)):
            for one in expressions:
                asked |= {f"{scene.id}.{name}" for name in one.chose}
    return asked


def _rest(scene: Scene, state: State, choice: Choice) -> str | None:
    """The state a choice surely comes to rest in, through states that only lead on; None where that depends."""
    if len(choice.to) != 1 or choice.to[0].when is not None or not choice.to[0].to:
        return None
    id = choice.to[0].to
    passed: set[str] = set()
    while id in scene.states and id not in passed:
        passed.add(id)
        next_state = scene.states[id]
        if next_state.text or next_state.effects or next_state.choices or len(next_state.next) != 1:
            break
        id = next_state.next[0].to
    return id if id != state.id else None
