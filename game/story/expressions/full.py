"""Any expression and any effect, read by its syntax tree: for what the forms most often written do not cover.

Imported when there is one: much is told here of what may be wrong, and a play waits for what it needs alone.
"""

import ast
import re

from game.story.diagnostics.record import did_you_mean
from game.story.expressions.effects import Effect, assignment
from game.story.expressions.expression import Expression
from game.story.expressions.hinges import hinges_fit
from game.story.expressions.kinds import Quoted, Typed, TypedBool, TypedInt, described
from game.story.expressions.misshapen import tell_form, told_second
from game.story.expressions.scope import Report, Scope, Use
from game.story.expressions.syntax import cleaned, parsed, tell_depth
from game.story.expressions.walk import TooDeep, Walk
from game.story.types import WORDS, Bool, Enum, Int, Type

_HEAD = re.compile(r" *([A-Za-z_][A-Za-z0-9_]*) *([-+]?=)(?!=)")


def full_expression(text: str, scope: Scope, use: Use, report: Report) -> Expression | None:
    """Read any expression, by its syntax tree."""
    clean = cleaned(text)
    found = parsed(clean, 0, report)
    if found is None:
        return None
    tree, start = found
    walk = Walk(clean, start, scope, use, report)
    try:
        settled = _settled(walk, tree)
    except TooDeep:
        tell_depth(text, report)
        return None
    if settled is None or not (scope.hinges is None or hinges_fit(walk.hinges, scope.hinges, report)):
        return None
    source, type, literals = settled
    return Expression(
        text,
        source,
        type,
        tuple(walk.reads),
        tuple(walk.visits),
        tuple(walk.chose),
        tuple(walk.hinges),
        literals,
    )


def _settled(walk: Walk, tree: ast.expr) -> tuple[str, Type, tuple[tuple[str, int], ...]] | None:
    """The source, type and literals of the whole; None if it is not what its use needs, which is told."""
    if walk.use is not Use.BRACES:
        part = walk.bool_at(tree) if walk.use is Use.CONDITION else walk.int_at(tree)
        return None if part is None else (part.source, part.kind, ())
    shown = walk.visit(tree)
    if shown is None:
        return None
    source, kind = shown
    if isinstance(kind, Quoted):
        return source, WORDS, tuple((literal.text, literal.offset + 1) for literal in kind.literals)
    if isinstance(kind, Int | Enum):
        return source, kind, ()
    said = walk.said(tree)
    hint = f'Write "these words" if {said} else "those".' if isinstance(kind, Bool) else ""
    walk.mismatch(tree, described(kind), "something to show: an int, an enum or quoted words", hint)
    return None


def full_effect(text: str, scope: Scope, place: str, report: Report) -> Effect | None:
    """Read any effect, its right side by its syntax tree."""
    clean = cleaned(text)
    head = _HEAD.match(clean)
    if head is None:
        tell_form(clean, report)
        return None
    name, sign = head.groups()
    variable = scope.variables.get(name)
    if variable is None:
        near = did_you_mean(name.lower(), scope.variables)
        report("unknown-variable", head.start(1), len(name), hint=near, name=name)
    elif sign != "=" and not isinstance(variable.kind, Int):
        found = described(variable.kind)
        report(
            "expression-type",
            head.start(1),
            len(name),
            source=f'"{name}"',
            found=found,
            wanted=f"an int, for {sign}",
        )
        return None
    if told_second(clean, head.end(), report):
        return None
    read = parsed(clean, head.end(), report)
    if read is None:
        return None
    tree, start = read
    walk = Walk(clean, start, scope, Use.EFFECT, report, place)
    try:
        part = walk.visit(tree) if variable is None else _fitting(walk, tree, variable.kind)
    except TooDeep:
        tell_depth(text, report)
        return None
    hinges_sound = scope.hinges is None or hinges_fit(walk.hinges, scope.hinges, report)
    if variable is None or part is None or not hinges_sound:
        return None
    return Effect(
        name,
        assignment(variable, sign, part.source, part.kind),
        tuple(walk.reads),
        walk.rolls,
        tuple(walk.visits),
        tuple(walk.chose),
        tuple(walk.hinges),
    )


def _fitting(walk: Walk, tree: ast.expr, kind: Int | Bool | Enum) -> Typed | None:
    """The right side, which has to be of the type of the variable."""
    if isinstance(kind, Int):
        return _plain(walk.int_at(tree))
    if isinstance(kind, Bool):
        return _plain(walk.bool_at(tree))
    walk.beside = kind.words
    part = walk.visit(tree)
    if part is None:
        return None
    match part.kind:
        case Enum() as other if other.words.keys() == kind.words.keys():
            return part
        case Quoted(counted=False) as quoted:
            return part if walk.are_values(quoted, kind) else None
    walk.mismatch(tree, described(part.kind), "a quoted value of the enum, or an enum of the same values")
    return None


def _plain(part: TypedInt | TypedBool | None) -> Typed | None:
    return part and Typed(part.source, part.kind)
