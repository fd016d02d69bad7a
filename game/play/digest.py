"""The digest of a state at rest: what two plays must agree on to be the same run."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from game.play.position import Position
from game.story.model import Scene, Story
from game.story.types import Value, Variable, written

_Plan = list[tuple[str, str, Value, str]]
"""Of each variable: how its line begins, its name, its initial value, and the whole line where only one can be.

That is a bool's, which differs from its initial value in one way. Sorted by the first.
"""


def digest_of(story: Story, position: Position) -> str:
    """The first 8 hex digits of the SHA-256 of the lines `name=value`, sorted, joined by newlines.

    The variables in being (the story's, the scene's, and those of scenes that wait for it) that differ from their
    initial value, each under its oldest name (a scene's as `scene.name`), bools as `true` or `false`.
    """
    # Sorted as the lines begin, they are sorted as lines: no name holds a "=", so none begins as another does.
    lines = _lines(_plan_of(story, position.scene), position.values)
    if position.callers:
        for caller in position.callers:
            lines += _lines(_plan(caller.scene.variables.values(), f"{caller.scene.origin}."), caller.values)
        lines.sort()
    digest: str = _sha256()("\n".join(lines).encode()).hexdigest()
    return digest[:8]


@cache
def _sha256() -> Any:
    from hashlib import sha256  # two milliseconds, which the first page need not wait for

    return sha256


def _plan_of(story: Story, scene: Scene) -> _Plan:
    """The plan of the story's variables and the scene's, kept with the scene for as long as they are the same."""
    kept: tuple[Mapping[str, Variable], _Plan] | None = scene.kept.get("digest")
    if kept is not None and kept[0] is story.variables:
        return kept[1]
    plan = _plan(story.variables.values(), "") + _plan(scene.variables.values(), f"{scene.origin}.")
    plan.sort()
    scene.kept["digest"] = (story.variables, plan)
    return plan


def _plan(variables: Iterable[Variable], prefix: str) -> _Plan:
    plan = []
    for variable in variables:
        start = f"{prefix}{variable.was[0] if variable.was else variable.name}="
        whole = f"{start}{written(not variable.initial)}" if variable.type == "bool" else ""
        plan.append((start, variable.name, variable.initial, whole))
    return plan


def _lines(plan: _Plan, values: Mapping[str, Value]) -> list[str]:
    lines = []
    for start, name, initial, whole in plan:
        value = values[name]
        if value != initial:
            lines.append(whole or f"{start}{value}")
    return lines
