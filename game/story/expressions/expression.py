"""One expression: read, checked, and compiled when it is first asked for its value."""

import re

from game.story.expressions import ranges
from game.story.expressions.kinds import HingeUse, lone
from game.story.expressions.length import told_length
from game.story.expressions.running import ValueFunction, value_function
from game.story.expressions.scope import Report, Scope, Use
from game.story.types import BOOLS, Bool, Enum, Int, Type, Variable

_QUICK = re.compile(
    r"""(not\ )?([a-z][a-z0-9_]*)
    (?:\ ?([=!<>]=|[<>])\ ?(?:(-?(?:0|[1-9][0-9]{0,8}))|"([ !#-\[\]-~]*)"))?""",
    re.VERBOSE,
)


class Expression:
    """A checked expression. Immutable, but for `function`, which is made when it is first used."""

    __slots__ = ("chose", "function", "hinges", "literals", "reads", "source", "text", "type", "visits")

    text: str
    """What the author wrote."""
    source: str
    """The same in Python, as our own walk put it together: over the values `v` and the run `r`."""
    type: Type
    """What its value may be."""
    reads: tuple[str, ...]
    """The variables it names."""
    visits: tuple[str, ...]
    """The states of its scene whose visits it asks for."""
    chose: tuple[str, ...]
    """The choices of its scene that it asks for, as `state.choice`."""
    hinges: tuple[HingeUse, ...]
    """The hinges it compares, and to what."""
    literals: tuple[tuple[str, int], ...]
    """In braces: the quoted words that may be its value, each with its offset in `text`."""
    function: ValueFunction
    """`function(v, r)` is its value now."""

    def __init__(
        self,
        text: str,
        source: str,
        type: Type,
        reads: tuple[str, ...] = (),
        visits: tuple[str, ...] = (),
        chose: tuple[str, ...] = (),
        hinges: tuple[HingeUse, ...] = (),
        literals: tuple[tuple[str, int], ...] = (),
    ) -> None:
        self.text = text
        self.source = source
        self.type = type
        self.reads = reads
        self.visits = visits
        self.chose = chose
        self.hinges = hinges
        self.literals = literals

    def __getattr__(self, name: str) -> ValueFunction:
        # Only called while the slot is empty: from the second time on, `function` costs no more than a slot.
        if name != "function":
            raise AttributeError(name)
        self.function = value_function(self.source)
        return self.function

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    @property
    def same_anywhere(self) -> bool:
        """Whether the same words ask for the same in every state of the scene, and were not warned of."""
        return self.known is None and not (self.visits or self.chose or self.hinges or self.literals)

    @property
    def known(self) -> bool | None:
        """Whether a condition holds always (True), never (False), or as the play goes."""
        return self.type.known if isinstance(self.type, Bool) else None


def read_expression(text: str, scope: Scope, use: Use, report: Report) -> Expression | None:
    """Read the expression `text`; None if something is wrong with it, which is told. Raises nothing."""
    if told_length(text, report):
        return None
    if (quick := quick_expression(text, scope, use)) is not None:
        return quick
    from game.story.expressions.full import full_expression

    return full_expression(text, scope, use, report)


def quick_expression(text: str, scope: Scope, use: Use) -> Expression | None:
    """The same as `full_expression` for the forms most often written, if it is one, and nothing is wrong."""
    match = _QUICK.fullmatch(text)
    if match is None:
        return None
    negated, name, sign, digits, quoted = match.groups()
    variable = scope.variables.get(name)
    if variable is None:
        return None
    if sign is None:
        return _quick_name(text, variable, use, negated is not None)
    if negated is not None or use is not Use.CONDITION:
        return None
    kind = variable.kind
    if digits is not None:
        if not isinstance(kind, Int):
            return None
        number = int(digits)
        known = ranges.comparison(sign, kind, Int(number, number))
        return Expression(text, f"(v[{name!r}] {sign} {number})", BOOLS[known], (name,))
    if not isinstance(kind, Enum) or quoted not in kind.words or sign not in ("==", "!="):
        return None
    known = lone(kind) if sign == "==" else ranges.opposite(lone(kind))
    return Expression(text, f"(v[{name!r}] {sign} {quoted!a})", BOOLS[known], (name,))


def _quick_name(text: str, variable: Variable, use: Use, negated: bool) -> Expression | None:
    """A variable alone, or with `not` before it, where it is of the type that is needed."""
    kind, name = variable.kind, variable.name
    source = f"v[{name!r}]"
    if use is Use.CONDITION:
        if not isinstance(kind, Bool):
            return None
        return Expression(text, f"(not {source})" if negated else source, kind, (name,))
    if negated or isinstance(kind, Bool) or (use is Use.INT and not isinstance(kind, Int)):
        return None
    return Expression(text, source, kind, (name,))
