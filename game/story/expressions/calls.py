"""The functions an expression may call."""

import ast
from collections.abc import Callable, Mapping
from functools import reduce
from typing import TYPE_CHECKING

from game.story.diagnostics.record import did_you_mean
from game.story.expressions import ranges
from game.story.expressions.kinds import Answer, Literal, Quoted, Typed
from game.story.expressions.scope import Use
from game.story.types import BOOLS, LIMIT, Int

if TYPE_CHECKING:
    from game.story.expressions.walk import Walk

USAGE: Mapping[str, str] = {
    "abs": "abs(a)",
    "chose": 'chose("choice") or chose("state.choice")',
    "hinge": 'hinge("id") == "choice"',
    "max": "max(a, b)",
    "min": "min(a, b)",
    "roll": "roll(6)",
    "visited": 'visited("state")',
    "visits": 'visits() or visits("state")',
    "word": "word(a)",
}
"""How each function is written."""


def called(walk: "Walk", node: ast.Call) -> Typed | None:
    """Check a call: of a function there is, with what it takes."""
    if not isinstance(node.func, ast.Name):
        if walk.visit(node.func) is not None:
            walk.forbidden(node, "a call of anything but a function's name")
        return None
    name = node.func.id
    function = _FUNCTIONS.get(name)
    if function is None:
        _tell_unknown(walk, node.func)
        return None
    if node.keywords:
        _tell_arguments(walk, node, "an argument with a name")
        return None
    return function(walk, node)


def _tell_unknown(walk: "Walk", function: ast.Name) -> None:
    name = function.id
    if name.startswith("__"):
        walk.forbidden(function, "a name that starts with two underscores")
        return
    hint = did_you_mean(name.lower(), USAGE)
    if name in walk.scope.variables:
        hint = f'"{name}" is a variable: it stands without brackets.'
    walk.problem("unknown-function", function, hint, name=name)


def _tell_arguments(walk: "Walk", node: ast.Call, given: str = "") -> None:
    """Tell that a function was given what it does not take."""
    count = len(node.args)
    name = walk.said(node.func)
    given = given or ("nothing" if count == 0 else "1 thing" if count == 1 else f"{count} things")
    walk.problem("wrong-arguments", node, function=name, usage=USAGE[name], given=given)


def _id(walk: "Walk", node: ast.Call) -> Literal | None:
    """The one quoted id that the call is given; a problem if it is anything else."""
    if len(node.args) != 1:
        _tell_arguments(walk, node)
        return None
    literal = walk.literal(node.args[0])
    if literal is None:
        _tell_arguments(walk, node, walk.said(node.args[0]))
        return None
    return literal if walk.visit(node.args[0]) is not None else None


def _known_state(walk: "Walk", literal: Literal, state: str) -> bool:
    """Whether `state`, written in `literal`, is one of this scene; else that is told."""
    if state in walk.scope.states:
        return True
    scene, stop, own = state.partition(".")
    hint = did_you_mean(state, walk.scope.states)
    if stop and scene == walk.scope.scene and own in walk.scope.states:
        hint = f'A state of this scene is named without it: "{own}".'
    elif stop:
        hint = "A scene asks about its own states only: keep what happens elsewhere in a variable of story.yaml."
    walk.problem_in("unknown-state", literal, hint, state=state, where="this scene")
    return False


def _state(walk: "Walk", node: ast.Call) -> str | None:
    """The state that the call asks about, of this scene."""
    literal = _id(walk, node)
    if literal is None or not _known_state(walk, literal, literal.text):
        return None
    walk.visits[literal.text] = None
    return literal.text


def _visits(walk: "Walk", node: ast.Call) -> Typed | None:
    state: str | None = walk.scope.state
    if node.args:
        state = _state(walk, node)
    elif state:
        walk.visits[state] = None
    else:
        _tell_arguments(walk, node, "nothing, and no state is around it")
    if not state:
        return None
    key = f"{walk.scope.scene}.{state}"
    return Typed(f"r.visits.get({key!a}, 0)", Int(0, LIMIT))


def _visited(walk: "Walk", node: ast.Call) -> Typed | None:
    state = _state(walk, node)
    if state is None:
        return None
    key = f"{walk.scope.scene}.{state}"
    return Typed(f"(r.visits.get({key!a}, 0) > 0)", BOOLS[None])


def _chose(walk: "Walk", node: ast.Call) -> Typed | None:
    literal = _id(walk, node)
    if literal is None:
        return None
    state, stop, choice = literal.text.rpartition(".")
    state = state if stop else walk.scope.state
    if not state:
        _tell_arguments(walk, node, "a choice without its state")
        return None
    choices = walk.scope.choices.get(state, ())
    if state not in walk.scope.states:
        shorter = literal._replace(text=state, length=len(state) + 1) if stop else literal
        _known_state(walk, shorter, state)
        return None
    if choice not in choices:
        near = did_you_mean(choice, choices)
        if stop:
            near = near.replace('"', f'"{state}.', 1)
        walk.problem_in("unknown-choice", literal, near, choice=choice, where=f'the state "{state}"')
        return None
    key = f"{state}.{choice}"
    walk.chose[key] = None
    return Typed(f"(r.taken.get({f'{walk.scope.scene}.{key}'!a}, 0) > 0)", BOOLS[None])


def _hinge(walk: "Walk", node: ast.Call) -> Typed | None:
    literal = _id(walk, node)
    if literal is None:
        return None
    return Typed(f"r.hinges.get({literal.text!a}, 'none')", Answer(literal))


def _roll(walk: "Walk", node: ast.Call) -> Typed | None:
    if walk.use is not Use.EFFECT:
        walk.problem("chance-outside-do", node)
        return None
    if len(node.args) != 1:
        _tell_arguments(walk, node)
        return None
    sides = walk.int_at(node.args[0])
    if sides is None:
        return None
    if sides.kind.low < 1:
        said = walk.said(node.args[0])
        hint = f"Write roll(max(1, {said}))." if sides.kind.high > 0 else ""
        walk.problem("roll-sides", node.args[0], hint, source=said, low=sides.kind.low)
        return None
    walk.rolls = True
    return Typed(f"r.roll({walk.place!a}, {sides.source})", Int(1, sides.kind.high))


def _word(walk: "Walk", node: ast.Call) -> Typed | None:
    if walk.use is not Use.BRACES:
        walk.problem("word-outside-braces", node)
        return None
    if len(node.args) != 1:
        _tell_arguments(walk, node)
        return None
    number = walk.int_at(node.args[0])
    if number is None:
        return None
    return Typed(f"word({walk.scope.language!a}, {number.source})", Quoted((), counted=True))


def _abs(walk: "Walk", node: ast.Call) -> Typed | None:
    if len(node.args) != 1:
        _tell_arguments(walk, node)
        return None
    part = walk.int_at(node.args[0])
    return part and Typed(f"abs({part.source})", ranges.distance(part.kind))


def _pick(name: str, result: Callable[[Int, Int], Int]) -> Callable[["Walk", ast.Call], Typed | None]:
    """The check of the function `name` of several ints; `result` is the range of two."""

    def picked(walk: "Walk", node: ast.Call) -> Typed | None:
        if len(node.args) < 2:
            _tell_arguments(walk, node)
            return None
        parts = [walk.int_at(argument) for argument in node.args]
        sound = [part for part in parts if part is not None]
        if len(sound) < len(parts):
            return None
        sources = ", ".join(part.source for part in sound)
        kind = reduce(result, [part.kind for part in sound])
        return Typed(f"{name}({sources})", kind)

    return picked


_FUNCTIONS: Mapping[str, Callable[["Walk", ast.Call], Typed | None]] = {
    "abs": _abs,
    "chose": _chose,
    "hinge": _hinge,
    "max": _pick("max", ranges.greater),
    "min": _pick("min", ranges.lesser),
    "roll": _roll,
    "visited": _visited,
    "visits": _visits,
    "word": _word,
}
