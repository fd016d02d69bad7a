"""What can be looked for in a story: a state, a choice, a hinge's fall, an ending, or an expression that holds."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from game.author.walk import choices_of
from game.play.position import Position
from game.story.diagnostics import did_you_mean, problem
from game.story.diagnostics.record import Place
from game.story.expressions import Scope, Use, read_expression
from game.story.model import Scene, Story

_PLACE = re.compile(r"([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)")


class BadGoal(ValueError):
    """A goal that cannot be understood, or names what the story does not have."""


@dataclass(frozen=True)
class Goal:
    """`reached` tells whether a play at rest has come to it; `states` are where it happens, if that is known.

    `asks` are the story variables that an expression asks for.
    """

    reached: Callable[[Position], bool]
    states: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def read_goal(written: str, story: Story, scenes: Iterable[Scene]) -> Goal:
    """The goal `SCENE.STATE`, `choice:SCENE.STATE.CHOICE`, `hinge:ID=CHOICE`, `ending:ID`, or an expression.

    Raises BadGoal.
    """
    scenes = list(scenes)
    kind, colon, rest = written.partition(":")
    if colon and kind in ("choice", "hinge", "ending"):
        read = {"choice": _choice, "hinge": _hinge, "ending": _ending}[kind]
        return read(rest.strip(), scenes)
    states = {state.key for scene in scenes for state in scene.states.values()}
    if _PLACE.fullmatch(written):
        if written not in states:
            raise BadGoal(_no("state", written, states))
        return Goal(lambda position: position.visits.get(written, 0) > 0, (written,))
    return _expression(written, story)


def _choice(key: str, scenes: list[Scene]) -> Goal:
    keys = {choice.key for scene in scenes for state in scene.states.values() for choice in choices_of(state)}
    keys |= {f"{scene.states[d].key}.{it.id}" for scene in scenes for d, tags in scene.dealt_by.items()
             for tag in tags for it in scene.storylets.get(tag, ())}  # fmt: skip
    if key not in keys:
        raise BadGoal(_no("choice", key, keys))
    return Goal(lambda position: position.taken.get(key, 0) > 0, (key.rpartition(".")[0],))


def _hinge(written: str, scenes: list[Scene]) -> Goal:
    hinge, _, choice = (part.strip() for part in written.partition("="))
    places = {id: state for scene in scenes for id, state in scene.hinges.items()}
    if hinge not in places:
        raise BadGoal(_no("hinge", hinge, places))
    ids = [way.id for way in choices_of(places[hinge]) if way.to]
    if choice not in ids:
        raise BadGoal(_no(f'choice of hinge "{hinge}"', choice, ids))
    return Goal(lambda position: position.hinges.get(hinge) == choice, (places[hinge].key,))


def _ending(id: str, scenes: list[Scene]) -> Goal:
    states = [state for scene in scenes for state in scene.states.values() if id in (state.ending, state.outcome)]
    if not id or not states:
        known = {state.ending or state.outcome for scene in scenes for state in scene.states.values()}
        raise BadGoal(_no("ending", id, known - {""}))
    return Goal(
        lambda position: position.over and id in (position.ending, position.outcome),
        tuple(state.key for state in states),
    )


def _expression(written: str, story: Story) -> Goal:
    told: list[str] = []

    def report(code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
        one = problem(code, Place("goal", 1, offset + 1, length), hint=hint, **blanks)
        told.append(one.message + (f" ({one.help})" if one.help else ""))

    expression = read_expression(written, Scope(story.variables), Use.CONDITION, report)
    if expression is None:
        raise BadGoal("; ".join(told) or f'"{written}" is no goal')
    function = expression.function
    return Goal(lambda position: bool(function(position.values, position)), asks=expression.reads)


def _no(what: str, written: str, known: Iterable[str]) -> str:
    hint = did_you_mean(written, known)
    return f'there is no {what} "{written}"' + (f": {hint}" if hint else "")
