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

_WORD = re.compile(r"[a-z][a-z0-9-]*")
_PLACE = re.compile(r"([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)")


class BadGoal(ValueError):
    """A goal that cannot be understood, or names what the story does not have."""


@dataclass(frozen=True)
class Goal:
    """`reached` tells whether a play at rest has come to it; `states` are where it happens, if that is known.

    `asks` are the variables that an expression asks for: `name`, or `scene.name`.
    """

    reached: Callable[[Position], bool]
    states: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


def read_goal(written: str, story: Story, scenes: Iterable[Scene], own: str = "") -> Goal:
    """The goal `SCENE.STATE`, `choice:SCENE.STATE.CHOICE`, `hinge:ID=CHOICE`, `ending:ID`, or an expression.

    An expression may ask for the story's variables, and for those of the scene `own`. Raises BadGoal.
    """
    scenes = list(scenes)
    kind, colon, rest = written.partition(":")
    if colon and kind in ("choice", "hinge", "ending"):
        if kind == "ending":
            return _ending(rest.strip(), story, scenes)
        return {"choice": _choice, "hinge": _hinge}[kind](rest.strip(), scenes)
    states = {state.key for scene in scenes for state in scene.states.values()}
    if _PLACE.fullmatch(written):
        if written not in states:
            raise BadGoal(_no("state", written, states))
        return Goal(lambda position: position.visits.get(written, 0) > 0, (written,))
    if _WORD.fullmatch(written) and written not in story.variables and (meant := _meant(written, story, scenes)):
        raise BadGoal(f'"{written}" is no goal: did you mean {meant}?')
    return _expression(written, story, scenes, own)


def _meant(word: str, story: Story, scenes: Iterable[Scene]) -> str:
    """What is meant by the bare id of an ending or a state."""
    if word in story.endings:
        return f'"ending:{word}"'
    return next((f'"{scene.states[word].key}"' for scene in scenes if word in scene.states), "")


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
        hint = did_you_mean(choice, ids) or f"it is decided by {', '.join(ids)}"
        raise BadGoal(f'hinge "{hinge}" is not decided by a choice "{choice}": {hint}')
    return Goal(lambda position: position.hinges.get(hinge) == choice, (places[hinge].key,))


def _ending(id: str, story: Story, scenes: list[Scene]) -> Goal:
    states = [state for scene in scenes for state in scene.states.values() if id in (state.ending, state.outcome)]
    if not id or not states:
        if id in story.endings:
            raise BadGoal(f'no state of {_these(story, scenes)} has the ending "{id}", which story.yaml declares')
        known = {state.ending or state.outcome for scene in scenes for state in scene.states.values()}
        raise BadGoal(_no("ending", id, known - {""}))
    return Goal(
        lambda position: position.over and id in (position.ending, position.outcome),
        tuple(state.key for state in states),
    )


def _these(story: Story, scenes: list[Scene]) -> str:
    """The scenes that are searched, in words."""
    return "the story" if len(scenes) == len(story.routes) else ", ".join(scene.id for scene in scenes)


def _expression(written: str, story: Story, scenes: list[Scene], own: str) -> Goal:
    by_scene = {scene.id: scene for scene in scenes}
    owned = by_scene[own].variables if own in by_scene else {}
    told: list[str] = []

    def report(code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
        if code == "unknown-variable":
            hint = _whose(str(blanks["name"]), scenes) or hint
        one = problem(code, Place("goal", 1, offset + 1, length), hint=hint, **blanks)
        told.append(one.message + (f" ({one.help})" if one.help else ""))

    scope = Scope({**story.variables, **owned})
    expression = read_expression(written, scope, Use.CONDITION, report)
    if expression is None:
        raise BadGoal("; ".join(told) or f'"{written}" is no goal')
    function = expression.function
    asks = tuple(f"{own}.{name}" if name in owned else name for name in expression.reads)
    if owned.keys().isdisjoint(expression.reads):
        return Goal(lambda position: bool(function(position.values, position)), asks=asks)
    return Goal(lambda position: position.scene.id == own and bool(function(position.values, position)), asks=asks)


def _whose(name: str, scenes: Iterable[Scene]) -> str:
    """Where a variable that the story does not have is one of a scene: how to ask for it."""
    scene = next((scene.id for scene in scenes if name in scene.variables), "")
    return f'It is a variable of the scene "{scene}": look in STORY:{scene}.' if scene else ""


def _no(what: str, written: str, known: Iterable[str]) -> str:
    hint = did_you_mean(written, known)
    return f'there is no {what} "{written}"' + (f": {hint}" if hint else "")
