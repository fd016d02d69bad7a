"""The digest of a state at rest: what two plays must agree on to be the same run."""

from collections.abc import Iterable, Mapping

from game.play.position import Position
from game.story.model import Scene, Story
from game.story.types import Value, Variable, written


def digest_of(story: Story, position: Position) -> str:
    """The first 8 hex digits of the SHA-256 of the lines `name=value`, sorted, joined by newlines.

    The variables in being (the story's, the scene's, and those of scenes that wait for it) that differ from their
    initial value, each under its oldest name (a scene's as `scene.name`), bools as `true` or `false`.
    """
    import hashlib  # two milliseconds, which the first page need not wait for

    lines = list(_lines(story.variables.values(), position.values, ""))
    lines += _scene_lines(position.scene, position.values)
    for caller in position.callers:
        lines += _scene_lines(caller.scene, caller.values)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:8]


def _scene_lines(scene: Scene, values: Mapping[str, Value]) -> Iterable[str]:
    return _lines(scene.variables.values(), values, f"{scene.origin}.")


def _lines(variables: Iterable[Variable], values: Mapping[str, Value], prefix: str) -> Iterable[str]:
    for variable in variables:
        value = values[variable.name]
        if value != variable.initial:
            name = variable.was[0] if variable.was else variable.name
            yield f"{prefix}{name}={written(value)}"
