"""The forms of an expression: what each has to be made of, what it may be, and the source it becomes.

Nothing an author wrote is ever compiled: all source is put together here, and in `calls` and `comparing`.
"""

import ast
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.story.diagnostics.record import did_you_mean
from game.story.expressions import ranges
from game.story.expressions.calls import USAGE, called
from game.story.expressions.comparing import compared
from game.story.expressions.kinds import Kind, Literal, Quoted, Typed, described
from game.story.expressions.slips import in_quotes
from game.story.types import BOOLS, LIMIT, Bool, Enum, Int

if TYPE_CHECKING:
    from game.story.expressions.walk import Walk

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|' r"'(?:[^'\\]|\\.)*'")
_ARITHMETIC: Mapping[type[ast.operator], tuple[str, Callable[[Int, Int], Int]]] = {
    ast.Add: ("+", ranges.total),
    ast.Sub: ("-", ranges.difference),
    ast.Mult: ("*", ranges.product),
    ast.FloorDiv: ("//", ranges.quotient),
    ast.Mod: ("%", ranges.remainder),
}
_WRITTEN = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_HYPHENED = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
FOREIGN: Mapping[type[ast.AST], str] = {
    ast.Dict: "a dictionary",
    ast.DictComp: "a comprehension",
    ast.GeneratorExp: "a comprehension",
    ast.JoinedStr: "an f-string",
    ast.Lambda: "a lambda",
    ast.List: "a list",
    ast.ListComp: "a comprehension",
    ast.LShift: "the sign <<",
    ast.Pow: "a power (**)",
    ast.RShift: "the sign >>",
    ast.Set: "a set",
    ast.SetComp: "a comprehension",
    ast.Starred: "a star before a value",
    ast.Subscript: "an index (a value in brackets)",
    ast.Tuple: "a list of values",
    ast.UAdd: "a plus sign before a value",
}


def _constant(walk: "Walk", node: ast.Constant) -> Typed | None:
    value, said = node.value, walk.said(node)
    if isinstance(value, str):
        return _quoted(walk, node, value, said)
    if isinstance(value, int) and not isinstance(value, bool):
        if value > LIMIT:
            walk.forbidden(node, f"a number above {LIMIT:,}")
        else:
            return Typed(str(value), Int(value, value))
        return None
    if isinstance(value, float):
        walk.forbidden(node, "a number that is not whole", "Numbers are whole.")
    else:
        hint = 'The answer of a hinge not decided is "none".' if value is None else ""
        walk.forbidden(node, in_quotes(said), hint)
    return None


def _quoted(walk: "Walk", node: ast.Constant, value: str, said: str) -> Typed | None:
    if _STRING.fullmatch(said):
        return Typed(ascii(value), Quoted((Literal(value, *walk.span(node)),)))
    beside = said[0] in "\"'" and said[:3] not in ('"""', "'''")
    what = "quoted text beside quoted text" if beside else "text quoted like this"
    walk.forbidden(node, what, "Write it as one, in one pair of quotes.")
    return None


def _name(walk: "Walk", node: ast.Name) -> Typed | None:
    name = node.id
    if name in ("true", "false"):
        return Typed(name.capitalize(), BOOLS[name == "true"])
    variable = walk.scope.variables.get(name)
    if variable is not None:
        walk.reads[name] = None
        return Typed(f"v[{name!r}]", variable.kind)
    if name.startswith("__"):
        walk.forbidden(node, "a name that starts with two underscores")
    elif name in _WRITTEN:
        wanted = _WRITTEN[name]
        hint = f"Write {walk.rewritten(node, wanted)}."
        walk.problem("not-our-python", node, hint, found=in_quotes(name), wanted=in_quotes(wanted))
    elif not walk.told_bare(node):
        hint = f"{name} is a function: {USAGE[name]}." if name in USAGE else ""
        walk.problem("unknown-variable", node, hint or did_you_mean(name.lower(), walk.scope.variables), name=name)
    return None


def _unary(walk: "Walk", node: ast.UnaryOp) -> Typed | None:
    if isinstance(node.op, ast.Not):
        condition = walk.bool_at(node.operand)
        if condition is None:
            return None
        return Typed(f"(not {condition.source})", BOOLS[ranges.opposite(condition.kind.known)])
    if not isinstance(node.op, ast.USub):
        walk.forbidden(node, FOREIGN[type(node.op)])
        return None
    part = walk.int_at(node.operand)
    if part is None:
        return None
    source = f"-{part.source}" if isinstance(node.operand, ast.Constant) else f"(-{part.source})"
    return Typed(source, ranges.negative(part.kind))


def _arithmetic(walk: "Walk", node: ast.BinOp) -> Typed | None:
    if (walk.beside != () and walk.told_bare(node)) or _told_id(walk, node):
        return None
    if type(node.op) not in _ARITHMETIC:
        walk.forbidden(node, FOREIGN.get(type(node.op), "this sign"))
        return None
    sign, result = _ARITHMETIC[type(node.op)]
    left, right = walk.int_at(node.left), walk.int_at(node.right)
    if left is None or right is None:
        return None
    low, high = right.kind.low, right.kind.high
    if sign in "//%" and low <= 0 <= high:
        said = walk.said(node.right)
        hint = f"Write {sign} max(1, {said})." if high > 0 else ""
        walk.problem("division-by-zero", node.right, hint, source=said, low=low, high=high)
        return None
    return Typed(f"({left.source} {sign} {right.source})", result(left.kind, right.kind))


def _told_id(walk: "Walk", node: ast.BinOp) -> bool:
    """Whether what looks like a difference is an id without its quotes, which is then told."""
    id = walk.said(node)
    if not _HYPHENED.fullmatch(id) or id.split("-")[0] in walk.scope.variables:
        return False
    scope = walk.scope
    state = next((state for state in (scope.state, *scope.choices) if id in scope.choices.get(state, ())), "")
    asked = f'visited("{id}")'
    if id not in scope.states and state:
        asked = f'chose("{id}")' if state == scope.state else f'chose("{state}.{id}")'
    walk.problem("quote-the-id", node, f"Ids are quoted, and asked about: {asked}.", id=id)
    return True


def _both_or_either(walk: "Walk", node: ast.BoolOp) -> Typed | None:
    parts = []
    for number, value in enumerate(node.values):
        parts.append(walk.bool_at(value, _repeated(walk, node.values[number - 1], value) if number else ""))
    sound = [part for part in parts if part is not None]
    if len(sound) < len(parts):
        return None
    deciding = isinstance(node.op, ast.Or)
    known: bool | None = None
    if any(part.kind.known is deciding for part in sound):
        known = deciding
    elif all(part.kind.known is (not deciding) for part in sound):
        known = not deciding
    sign = " or " if deciding else " and "
    return Typed(f"({sign.join(part.source for part in sound)})", BOOLS[known])


def _repeated(walk: "Walk", before: ast.expr, value: ast.expr) -> str:
    """For `mood == "calm" or "angry"`: the comparison that was meant."""
    if isinstance(before, ast.Compare) and len(before.ops) == 1 and isinstance(before.ops[0], ast.Eq | ast.NotEq):
        sign = "==" if isinstance(before.ops[0], ast.Eq) else "!="
        return f"Each side is whole: {walk.said(before.left)} {sign} {walk.said(value)}."
    return ""


def _conditional(walk: "Walk", node: ast.IfExp) -> Typed | None:
    beside, walk.beside = walk.beside, ()
    test = walk.bool_at(node.test)
    walk.beside = beside
    left, right = walk.visit(node.body), walk.visit(node.orelse)
    if test is None or left is None or right is None:
        return None
    kind = _joined(walk, node, left.kind, right.kind, test.kind.known)
    return None if kind is None else Typed(f"({left.source} if {test.source} else {right.source})", kind)


def _joined(walk: "Walk", node: ast.IfExp, left: Kind, right: Kind, known: bool | None) -> Kind | None:
    """What a value is that is `left` if the condition holds, and else `right`."""
    match left, right:
        case (Int(), Int()):
            return ranges.either(left, right) if known is None else left if known else right
        case (Bool(), Bool()):
            decided = left.known if left.known is right.known else None
            return BOOLS[decided] if known is None else left if known else right
        case (Quoted(), Quoted()):
            return Quoted(left.literals + right.literals, left.counted or right.counted)
        case (Enum(), Enum()) if left.words == right.words:
            return left
        case (Enum() as enum, Quoted() as quoted) | (Quoted() as quoted, Enum() as enum):
            if not quoted.counted:
                return enum if walk.are_values(quoted, enum) else None
    wanted = f"{described(left)}, like the other side of if"
    if isinstance(left, Enum) and isinstance(right, Enum):
        wanted = "an enum of the same values and words, like the other side of if"
    walk.mismatch(node.orelse, described(right), wanted)
    return None


FORMS: Mapping[type[ast.AST], Callable[..., Typed | None]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.BoolOp: _both_or_either,
    ast.Compare: compared,
    ast.IfExp: _conditional,
    ast.Call: called,
}
