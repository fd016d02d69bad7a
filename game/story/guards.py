"""Conditions that stand by themselves: read, and told of where the declared ranges alone decide them."""

from game.story.expressions import Expression, Scope, Use, read_expression
from game.story.reading import Reader
from game.story.source import Scalar


def read_guard(reader: Reader, scalar: Scalar, scope: Scope, use: Use = Use.CONDITION) -> Expression | None:
    """The condition (or, by `use`, the number) that `scalar` is; None where something is wrong, which is told."""
    expression = read_expression(scalar.value, scope, use, reader.report_in(scalar))
    if expression is not None and expression.known is not None:
        code = "always-holds" if expression.known else "never-holds"
        reader.tell(code, scalar.place(), text=scalar.value)
    return expression
