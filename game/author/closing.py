"""Whether choices can be closed, or open, together: their conditions tried for all values they ask about."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from game.story.expressions import Expression
from game.story.types import Value, Variable

MOST_TRIED = 20_000
"""How many combinations of values are tried at the most; beyond that nothing is proved."""


def can_all_fail(conditions: list[Expression], variables: Mapping[str, Variable]) -> bool:
    """Whether there may be values for which none of `conditions` holds."""
    return _some_values(conditions, variables, lambda held: not any(held))


def can_all_hold(conditions: list[Expression], variables: Mapping[str, Variable]) -> bool:
    """Whether there may be values for which all of `conditions` hold."""
    return _some_values(conditions, variables, all)


def _some_values(conditions: list[Expression], variables: Mapping[str, Variable], wanted: Any) -> bool:
    if any(one.visits or one.chose or one.hinges for one in conditions):
        return True
    names = sorted({name for one in conditions for name in one.reads})
    domains = [_interesting(variables[name], conditions) for name in names]
    tried = 1
    for domain in domains:
        tried *= len(domain)
    if tried > MOST_TRIED:
        return True
    for values in product(*domains):
        v: dict[str, Any] = dict(zip(names, values, strict=True))
        if wanted(one.function(v, _NOBODY) for one in conditions):
            return True
    return False


def _interesting(variable: Variable, conditions: Iterable[Expression]) -> list[Value]:
    """All values of a small variable; of a large one, those beside every number its conditions name."""
    if variable.type == "bool":
        return [False, True]
    if variable.type == "enum":
        return list(variable.words)
    if variable.high - variable.low <= 40:
        return list(range(variable.low, variable.high + 1))
    near = {variable.low, variable.high, variable.initial}
    for number in _numbers(conditions):
        near |= {number - 1, number, number + 1}
    return [value for value in sorted(map(int, near)) if variable.low <= value <= variable.high]


def _numbers(conditions: Iterable[Expression]) -> Iterator[int]:
    for one in conditions:
        digits = ""
        for sign in one.text + " ":
            if sign.isdecimal() and sign.isascii():
                digits += sign
            elif digits:
                yield from (int(digits), -int(digits))
                digits = ""


class _Nobody:
    """The run that conditions without visits, choices and hinges never ask."""


_NOBODY: Any = _Nobody()
