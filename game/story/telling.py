"""An expression in words: what a condition asks, with today's values, for players who want to know why."""

import ast
from collections.abc import Mapping

from game.i18n import _
from game.story.expressions import Expression
from game.story.types import Value, Variable

_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Gt: "more than",
    ast.GtE: "at least",
    ast.Lt: "less than",
    ast.LtE: "at most",
    ast.Eq: "",
    ast.NotEq: "not",
}


def told(
    expression: Expression, variables: Mapping[str, Variable], values: Mapping[str, Value], *, past: bool = False
) -> str:
    """`The Soviet at least 6 (now 4), and Osip at least 1 (now 1)`; in the `past`, `(then 4)`.

    What has no plain words, such as what was chosen, goes unsaid: empty where nothing has any, and where only one of
    several ways is sayable, since that one alone would mislead.
    """
    tree = ast.parse(expression.text.strip(), mode="eval").body
    return _Telling(variables, values, past).of(tree)


class _Telling:
    def __init__(self, variables: Mapping[str, Variable], values: Mapping[str, Value], past: bool) -> None:
        self._past = past
        self._variables = variables
        self._values = values

    def of(self, node: ast.expr) -> str:
        """The words for a condition, or for what of it has any."""
        if isinstance(node, ast.BoolOp):
            return self._joined(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            what = self.of(node.operand)
            return _("not: {what}").format(what=what) if what else ""
        if isinstance(node, ast.Name):
            return self._flag(node.id)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._comparison(node)
        return ""

    def _joined(self, node: ast.BoolOp) -> str:
        parts = [self.of(part) for part in node.values]
        said = [part for part in parts if part]
        if isinstance(node.op, ast.Or):
            return _(", or ").join(said) if len(said) == len(parts) else ""
        if said and len(said) < len(parts):
            said.append(_("something besides"))
        return _(", and ").join(said)

    def _flag(self, name: str) -> str:
        now = _("yes") if self._values.get(name) else _("no")
        return self._asked(self._name(name), now)

    def _comparison(self, node: ast.Compare) -> str:
        left, right, sign = node.left, node.comparators[0], node.ops[0]
        variable = self._variables.get(left.id) if isinstance(left, ast.Name) else None
        if variable is None or not isinstance(right, ast.Constant | ast.UnaryOp) or type(sign) not in _COMPARISONS:
            return ""
        words = _COMPARISONS[type(sign)]
        value = variable.words.get(str(getattr(right, "value", "")), "") or ast.unparse(right)
        now = self._values.get(variable.name, variable.initial)
        shown = variable.words.get(str(now), str(now))
        asked = " ".join(part for part in (self._name(variable.name), words, value) if part)
        return self._asked(asked, shown)

    def _asked(self, what: str, value: str) -> str:
        if self._past:
            return _("{what} (then {then})").format(what=what, then=value)
        return _("{what} (now {now})").format(what=what, now=value)

    def _name(self, name: str) -> str:
        variable = self._variables.get(name)
        return (variable.label if variable else "") or name.replace("_", " ")
