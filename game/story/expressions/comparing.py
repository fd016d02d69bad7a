"""Comparisons: `==` and its kin, chains of them, and `in`."""

import ast
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from game.story.expressions import ranges
from game.story.expressions.kinds import (
    Answer,
    HingeUse,
    Kind,
    Literal,
    Quoted,
    Typed,
    TypedInt,
    described,
    lone,
    unquoted,
)
from game.story.expressions.slips import in_quotes
from game.story.ids import is_id
from game.story.types import BOOLS, Bool, Enum, Int

if TYPE_CHECKING:
    from game.story.expressions.walk import Walk

_SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


_LITERALS = "A list after in holds literals only; compare with a variable by ==, joined by or."
_STEADY = {"0": "Write false.", "1": "Write true."}


class _AnyId:
    """Stands for the choices of a hinge whose choices are not known yet."""

    def __contains__(self, said: object) -> bool:
        return isinstance(said, str) and is_id(said)


def compared(walk: "Walk", node: ast.Compare) -> Typed | None:
    """Check a comparison: of two values of one type, of ints in a chain, or with a list of literals."""
    beside, walk.beside = walk.beside, _values_of(walk, node.left, *node.comparators)
    if any(isinstance(sign, ast.In | ast.NotIn) for sign in node.ops):
        typed = _membership(walk, node)
    elif len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq):
        typed = _equality(walk, node)
    else:
        typed = _chain(walk, node)
    walk.beside = beside
    return typed


def _values_of(walk: "Walk", *operands: ast.expr) -> Container[str]:
    """The values of the enum, or the answers to the hinge, that is among the operands."""
    for operand in operands:
        if isinstance(operand, ast.Name):
            variable = walk.scope.variables.get(operand.id)
            if variable is not None and isinstance(variable.kind, Enum):
                return variable.words
        elif isinstance(operand, ast.Call) and walk.said(operand.func) == "hinge":
            return _AnyId()
    return ()


def _chain(walk: "Walk", node: ast.Compare) -> Typed | None:
    parts = [walk.int_at(operand) for operand in (node.left, *node.comparators)]
    signs = [_SIGNS[type(sign)] for sign in node.ops]
    sound = [part for part in parts if part is not None]
    if len(sound) < len(parts):
        return None
    source = sound[0].source
    links: list[bool | None] = []
    for sign, left, right in zip(signs, sound, sound[1:], strict=False):
        source += f" {sign} {right.source}"
        links.append(ranges.comparison(sign, left.kind, right.kind))
    known = False if False in links else True if all(links) else None
    return Typed(f"({source})", BOOLS[known])


def _equality(walk: "Walk", node: ast.Compare) -> Typed | None:
    first, second = node.left, node.comparators[0]
    left, right = walk.visit(first), walk.visit(second)
    if left is None or right is None:
        return None
    sound, known = _equal(walk, node, left.kind, right.kind)
    if not sound:
        return None
    sign = _SIGNS[type(node.ops[0])]
    if sign == "!=":
        known = ranges.opposite(known)
    return Typed(f"({left.source} {sign} {right.source})", BOOLS[known])


def _equal(walk: "Walk", node: ast.Compare, left: Kind, right: Kind) -> tuple[bool, bool | None]:
    """Whether the two can be compared, and whether they are known to be equal, or not to be."""
    match left, right:
        case (Int(), Int()):
            return True, ranges.comparison("==", left, right)
        case (Bool(), Bool()):
            undecided = left.known is None or right.known is None
            return True, None if undecided else left.known is right.known
        case (Enum(), Enum()) if left.words.keys() == right.words.keys():
            return True, lone(left)
        case (Enum() as enum, Quoted() as quoted) | (Quoted() as quoted, Enum() as enum) if not quoted.counted:
            return walk.are_values(quoted, enum), lone(enum)
        case (Answer() as answer, Quoted() as quoted) | (Quoted() as quoted, Answer() as answer) if not quoted.counted:
            walk.hinges += [HingeUse(answer.hinge, literal) for literal in quoted.literals]
            return True, None
    _tell_difference(walk, node, left, right)
    return False, None


def _tell_difference(walk: "Walk", node: ast.Compare, left: Kind, right: Kind) -> None:
    first, second = node.left, node.comparators[0]
    if isinstance(left, Quoted) and isinstance(right, Quoted):
        walk.mismatch(first, described(left), "a variable, as the other side is quoted too")
        return
    if isinstance(right, Answer) or isinstance(left, Quoted):
        first, second, left, right = second, first, right, left
    wanted = f"{described(left)}, like the other side"
    if isinstance(left, Enum):
        wanted = "a quoted value of the enum, or an enum of the same values"
    elif isinstance(left, Answer):
        wanted = 'a quoted choice, or "none", as the other side is a hinge'
    plain = unquoted(right, digits=isinstance(left, Int)) if isinstance(left, Int | Bool) else ""
    hint = f"Write {plain}, without quotes." if plain else ""
    if isinstance(left, Bool) and isinstance(right, Int):
        hint = _STEADY.get(walk.said(second), "")
    walk.mismatch(second, described(right), wanted, hint)


def _membership(walk: "Walk", node: ast.Compare) -> Typed | None:
    if len(node.ops) > 1:
        walk.forbidden(node, "a chain with in")
        return None
    listed = node.comparators[0]
    if isinstance(node.ops[0], ast.NotIn):
        anew = f"not {walk.said(node.left)} in {walk.said(listed)}"
        _tell_rewrite(walk, node, "not in", "not … in", anew, node)
        return None
    if isinstance(listed, ast.List | ast.Set):
        inside = walk.said(listed)[1:-1]
        anew = f"({inside})" if len(listed.elts) > 1 else f"({inside},)"
        _tell_rewrite(walk, listed, walk.said(listed), anew, anew, listed)
        return None
    if isinstance(listed, ast.Constant):
        anew = f"{walk.said(node.left)} == {walk.said(listed)}"
        _tell_rewrite(walk, node, walk.said(node), anew, anew, node)
        return None
    if not isinstance(listed, ast.Tuple) or not listed.elts:
        walk.mismatch(listed, "no list", 'a list of literals, such as ("a", "b")')
        return None
    left = walk.visit(node.left)
    return None if left is None else _among(walk, node.left, left, listed.elts)


def _tell_rewrite(walk: "Walk", at: ast.expr, found: str, wanted: str, anew: str, node: ast.expr) -> None:
    hint = f"Write {walk.rewritten(node, anew)}."
    walk.problem("not-our-python", at, hint, found=in_quotes(found), wanted=in_quotes(wanted))


def _among(walk: "Walk", node: ast.expr, left: Typed, items: list[ast.expr]) -> Typed | None:
    """Check `left in (items)`."""
    match left.kind:
        case Int():
            numbers = [_number(walk, item) for item in items]
            sound = [number for number in numbers if number is not None]
            known = _among_numbers(left.kind, sound)
            return _listed(left, [number.source for number in sound], known) if all(numbers) else None
        case Enum() | Answer():
            texts = [_text(walk, item) for item in items]
            literals = tuple(text for text in texts if text is not None)
            if len(literals) < len(texts) or not _fit(walk, left.kind, literals):
                return None
            covered = isinstance(left.kind, Enum) and left.kind.words.keys() <= {one.text for one in literals}
            return _listed(left, [ascii(one.text) for one in literals], True if covered else None)
    walk.mismatch(node, described(left.kind), "an int, an enum or a hinge, to be in a list")
    return None


def _fit(walk: "Walk", kind: Enum | Answer, literals: tuple[Literal, ...]) -> bool:
    if isinstance(kind, Enum):
        return walk.are_values(Quoted(literals), kind)
    walk.hinges += [HingeUse(kind.hinge, literal) for literal in literals]
    return True


def _number(walk: "Walk", item: ast.expr) -> TypedInt | None:
    bare = item.operand if isinstance(item, ast.UnaryOp) else item
    if isinstance(bare, ast.Constant):
        return walk.int_at(item)
    walk.mismatch(item, "not written out", "a number", _LITERALS)
    return None


def _text(walk: "Walk", item: ast.expr) -> Literal | None:
    if isinstance(item, ast.Constant):
        part = walk.visit(item)
        if part is None:
            return None
        if isinstance(part.kind, Quoted):
            return part.kind.literals[0]
        walk.mismatch(item, described(part.kind), "a quoted value")
    elif not walk.told_bare(item):
        walk.mismatch(item, "not written out", "a quoted value", _LITERALS)
    return None


def _among_numbers(left: Int, numbers: list[TypedInt]) -> bool | None:
    equal = [ranges.comparison("==", left, number.kind) for number in numbers]
    if True in equal:
        return True
    return None if None in equal else False


def _listed(left: Typed, sources: list[str], known: bool | None) -> Typed:
    return Typed(f"({left.source} in ({', '.join(sources)},))", BOOLS[known])
