"""The walk over a syntax tree: where its parts are written, what they have to be, what the whole asks for."""

import ast
from collections.abc import Container

from game.story.diagnostics.record import did_you_mean
from game.story.expressions.forms import FOREIGN, FORMS
from game.story.expressions.kinds import (
    Answer,
    HingeUse,
    Kind,
    Literal,
    Quoted,
    Typed,
    TypedBool,
    TypedInt,
    described,
    unquoted,
)
from game.story.expressions.scope import Report, Scope, Use
from game.story.expressions.slips import in_quotes
from game.story.expressions.syntax import DEEPEST
from game.story.types import Bool, Enum, Int

_PLAIN_BOOLS = {"0": "false", "1": "true"}


class TooDeep(Exception):
    """An expression is nested deeper than is read."""


class Walk:
    """The check of one expression: what it found, and what the expression asks for.

    `text` is all that was written; the tree's columns count from `start`.
    """

    def __init__(self, text: str, start: int, scope: Scope, use: Use, report: Report, place: str = "") -> None:
        self.scope = scope
        self.use = use
        self.place = place
        self.reads: dict[str, None] = {}
        self.visits: dict[str, None] = {}
        self.chose: dict[str, None] = {}
        self.hinges: list[HingeUse] = []
        self.rolls = False
        self.beside: Container[str] = ()
        """The values that a quoted text here would be checked against: a bare one is told to be quoted."""
        self._text = text
        self._start = start
        self._bytes = None if text.isascii() else text[start:].encode()
        self._report = report
        self._depth = 0

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Where `node` is written: its offset and length, in characters."""
        first, last = node.col_offset, node.end_col_offset or node.col_offset
        if self._bytes is not None:
            first, last = (len(self._bytes[:column].decode()) for column in (first, last))
        return self._start + first, last - first

    def said(self, node: ast.expr) -> str:
        """What is written there."""
        offset, length = self.span(node)
        return self._text[offset : offset + length]

    def rewritten(self, node: ast.expr, anew: str) -> str:
        """The whole text with `anew` for `node`."""
        offset, length = self.span(node)
        return (self._text[:offset] + anew + self._text[offset + length :]).strip()

    def problem(self, code: str, node: ast.expr, hint: str = "", **blanks: object) -> None:
        """Tell of a problem at `node`."""
        self._report(code, *self.span(node), hint=hint, **blanks)

    def problem_in(self, code: str, literal: Literal, hint: str = "", **blanks: object) -> None:
        """Tell of a problem with a quoted text."""
        self._report(code, literal.offset, literal.length, hint=hint, **blanks)

    def forbidden(self, node: ast.expr, what: str = "", hint: str = "") -> None:
        """Tell that what stands at `node` is not in the language."""
        if isinstance(node, ast.Attribute):
            what = f"an attribute (.{node.attr})"
        self.problem(
            "forbidden-expression",
            node,
            hint,
            what=what or FOREIGN.get(type(node), in_quotes(self.said(node))),
        )

    def mismatch(self, node: ast.expr, found: str, wanted: str, hint: str = "") -> None:
        """Tell that `node` is of another type than it has to be."""
        said = self.said(node)
        source = said if said[:1] in ("'", '"') else f'"{said}"'
        self.problem("expression-type", node, hint, source=source, found=found, wanted=wanted)

    def visit(self, node: ast.expr) -> Typed | None:
        """Check `node` and all in it; None if something was wrong, which was told.

        Raises TooDeep.
        """
        form = FORMS.get(type(node))
        if form is None:
            self.forbidden(node)
            return None
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        typed = form(self, node)
        self._depth -= 1
        return typed

    def int_at(self, node: ast.expr) -> TypedInt | None:
        """Check `node`, which has to be an int."""
        part = self.visit(node)
        if part is None:
            return None
        source, kind = part
        if isinstance(kind, Int):
            return TypedInt(source, kind)
        hint = f"Write (1 if {self.said(node)} else 0)." if isinstance(kind, Bool) else ""
        if digits := unquoted(kind, digits=True):
            hint = f"Write {digits}, without quotes."
        self.mismatch(node, described(kind), "an int", hint)
        return None

    def bool_at(self, node: ast.expr, hint: str = "") -> TypedBool | None:
        """Check `node`, which has to be a bool; `hint` if it turns out to be quoted text."""
        part = self.visit(node)
        if part is None:
            return None
        source, kind = part
        if isinstance(kind, Bool):
            return TypedBool(source, kind)
        said = f"({self.said(node)})" if isinstance(node, ast.IfExp) else self.said(node)
        self.mismatch(node, described(kind), "a bool", _as_bool(kind, said) or hint)
        return None

    def literal(self, node: ast.expr) -> Literal | None:
        """The quoted text at `node`, if it is one."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return Literal(node.value, *self.span(node))
        return None

    def are_values(self, quoted: Quoted, enum: Enum) -> bool:
        """Whether all of `quoted` are values of `enum`; those that are not are told."""
        wrong = [literal for literal in quoted.literals if literal.text not in enum.words]
        for literal in wrong:
            known = ", ".join(f'"{value}"' for value in enum.words)
            hint = did_you_mean(literal.text, enum.words) or f"The values are {known}."
            self.problem_in("unknown-value", literal, hint, value=literal.text)
        return not wrong and not quoted.counted

    def told_bare(self, node: ast.expr) -> bool:
        """Whether `node` is a value that lacks its quotes, which is then told."""
        said = self.said(node)
        if said in self.scope.variables or said not in self.beside:
            return False
        hint = f'Without quotes a word is a variable. Write "{said}".'
        self.problem("unknown-variable", node, hint, name=said)
        return True


def _as_bool(kind: Kind, said: str) -> str:
    """How a value of `kind` is made a condition."""
    if isinstance(kind, Int):
        return f"Write {_PLAIN_BOOLS.get(said, said + ' > 0')}."
    if isinstance(kind, Enum):
        return f'Write {said} == "{next(iter(kind.words), "")}".'
    if isinstance(kind, Answer):
        return f'Compare it to a choice, or to "none": {said} != "none".'
    word = unquoted(kind, digits=False)
    return f"Write {word}, without quotes." if word else ""
