"""What the tests of expressions share: a small scene, someone to tell, a run, and expressions without end."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from game.story.diagnostics import Place, Problem, problem
from game.story.expressions import Expression, Scope, Use, read_expression
from game.story.types import Int, Variable

VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("soviet", "int", 1, low=0, high=10),
        Variable("father", "int", 0, low=-3, high=3),
        Variable("die", "int", 1, low=1, high=6),
        Variable("debt", "int", -2, low=-9, high=-2),
        Variable("blood", "int", 0),
        Variable("known", "bool", False),
        Variable("armed", "bool", True),
        Variable("mood", "enum", "calm", words={"calm": "quite calm", "angry": "in a rage"}),
        Variable("crowd", "enum", "angry", words={"calm": "quite calm", "angry": "in a rage"}),
        Variable("weather", "enum", "snow", words={"snow": "snow", "dark-rain": "a dark rain"}),
    )
}
SCOPE = Scope(
    variables=VARIABLES,
    scene="july",
    state="the-steps",
    states=("the-steps", "the-chamber"),
    choices={"the-steps": ("push", "wait"), "the-chamber": ("speak",)},
    hinges={"fire": ("warn", "leave")},
)


@dataclass
class Run:
    """A run as expressions see it; each roll gives the next of `dice`."""

    visits: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    hinges: dict[str, str] = field(default_factory=dict)
    dice: list[int] = field(default_factory=list)
    rolled: list[tuple[str, int]] = field(default_factory=list)

    def roll(self, place: str, sides: int) -> int:
        self.rolled.append((place, sides))
        return self.dice.pop(0)


class Told(list[Problem]):
    """What is told of `text`, held to the contract: its code, its blanks, and a place in the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
        assert offset >= 0 and length >= 1 and offset + length <= max(1, len(self.text)), (offset, length)
        self.append(problem(code, Place("here", 1, offset + 1, length), hint=hint, **blanks))

    @property
    def places(self) -> list[tuple[str, str]]:
        """Each code, with the words it is told of."""
        return [(one.code, self.text[one.place.column - 1 : one.place.column - 1 + one.place.length]) for one in self]


def read(text: str, use: Use = Use.CONDITION, scope: Scope = SCOPE) -> Expression:
    """The expression `text`, which has to be sound."""
    told = Told(text)
    expression = read_expression(text, scope, use, told)
    assert expression is not None, told
    assert not told
    return expression


def initial(**values: Any) -> dict[str, Any]:
    """The variables as they begin, but for `values`."""
    return {name: variable.initial for name, variable in VARIABLES.items()} | values


def marked(text: str) -> tuple[str, str]:
    """A text with a ‹mark› in it, bare, and the words that are marked."""
    before, _, rest = text.partition("‹")
    inside, _, after = rest.partition("›")
    return before + inside + after, inside


Reference = Callable[[Mapping[str, Any], Run], Any]


@dataclass(frozen=True)
class Sample:
    """An expression that is sound by the way it was made, and what it is worth, worked out naively."""

    text: str
    value: Reference


def _joined(one: Sample, sign: str, other: Sample, value: Callable[[Any, Any], Any]) -> Sample:
    return Sample(f"({one.text} {sign} {other.text})", lambda v, r: value(one.value(v, r), other.value(v, r)))


def _named(name: str) -> Sample:
    return Sample(name, lambda v, r: v[name])


def _number(number: int) -> Sample:
    return Sample(str(number), lambda v, r: number)


def _function(name: str, value: Callable[..., int], *parts: Sample) -> Sample:
    text = f"{name}({', '.join(part.text for part in parts)})"
    return Sample(text, lambda v, r: value(*(part.value(v, r) for part in parts)))


def _chosen(test: Sample, one: Sample, other: Sample) -> Sample:
    text = f"({one.text} if {test.text} else {other.text})"
    return Sample(text, lambda v, r: (one if test.value(v, r) else other).value(v, r))


_CALCULATE: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}
_DIVIDE: dict[str, Callable[[Any, Any], Any]] = {"//": lambda a, b: a // b, "%": lambda a, b: a % b}
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_EQUAL = ("==", "!=")

_int_leaves = st.one_of(
    st.sampled_from([_named(name) for name in ("soviet", "father", "die", "debt", "blood")]),
    st.integers(-20, 20).map(_number),
    st.sampled_from(
        [
            Sample("visits()", lambda v, r: r.visits.get("july.the-steps", 0)),
            Sample('visits("the-chamber")', lambda v, r: r.visits.get("july.the-chamber", 0)),
        ]
    ),
)
_enums = st.sampled_from([_named("mood"), _named("crowd")])
_value = st.sampled_from(["calm", "angry"])
_enum_tests = st.one_of(
    st.builds(
        lambda e, s, t: _joined(e, s, Sample(f'"{t}"', lambda v, r: t), _COMPARE[s]),
        _enums,
        st.sampled_from(_EQUAL),
        _value,
    ),
    st.builds(lambda e, o, s: _joined(e, s, o, _COMPARE[s]), _enums, _enums, st.sampled_from(_EQUAL)),
    st.builds(
        lambda e, t: Sample(f'({e.text} in ("{t}",))', lambda v, r: e.value(v, r) == t),
        _enums,
        _value,
    ),
)
_bool_leaves = st.one_of(
    st.sampled_from(
        [
            _named("known"),
            _named("armed"),
            Sample("true", lambda v, r: True),
            Sample("false", lambda v, r: False),
            Sample('visited("the-chamber")', lambda v, r: r.visits.get("july.the-chamber", 0) > 0),
            Sample('chose("push")', lambda v, r: r.taken.get("july.the-steps.push", 0) > 0),
            Sample('chose("the-chamber.speak")', lambda v, r: r.taken.get("july.the-chamber.speak", 0) > 0),
            Sample('(hinge("fire") == "warn")', lambda v, r: r.hinges.get("fire", "none") == "warn"),
            Sample('(hinge("fire") in ("none",))', lambda v, r: r.hinges.get("fire", "none") == "none"),
        ]
    ),
    _enum_tests,
)


def _ints(depth: int) -> st.SearchStrategy[Sample]:
    if depth == 0:
        return _int_leaves
    inner, tests = _ints(depth - 1), _bools(depth - 1)
    nonzero = st.one_of(
        st.integers(1, 12).map(_number),
        st.integers(-12, -1).map(_number),
        st.sampled_from([_named("die"), _named("debt")]),
        inner.map(lambda one: _function("max", max, _number(1), one)),
        inner.map(lambda one: _function("min", min, one, _number(-1))),
    )
    return st.one_of(
        _int_leaves,
        st.builds(lambda a, s, b: _joined(a, s, b, _CALCULATE[s]), inner, st.sampled_from(sorted(_CALCULATE)), inner),
        st.builds(lambda a, s, b: _joined(a, s, b, _DIVIDE[s]), inner, st.sampled_from(sorted(_DIVIDE)), nonzero),
        inner.map(lambda a: Sample(f"-({a.text})", lambda v, r: -a.value(v, r))),
        inner.map(lambda a: _function("abs", abs, a)),
        st.builds(lambda a, b: _function("min", min, a, b), inner, inner),
        st.builds(lambda a, b, c: _function("max", max, a, b, c), inner, inner, inner),
        st.builds(_chosen, tests, inner, inner),
    )


def _bools(depth: int) -> st.SearchStrategy[Sample]:
    if depth == 0:
        return _bool_leaves
    inner, numbers = _bools(depth - 1), _ints(depth - 1)
    order = st.sampled_from(sorted(_COMPARE))
    return st.one_of(
        _bool_leaves,
        st.builds(lambda a, s, b: _joined(a, s, b, _COMPARE[s]), numbers, order, numbers),
        st.builds(
            lambda a, b, c: Sample(
                f"{a.text} < {b.text} <= {c.text}",
                lambda v, r: a.value(v, r) < b.value(v, r) <= c.value(v, r),
            ),
            numbers,
            numbers,
            numbers,
        ).map(lambda one: Sample(f"({one.text})", one.value)),
        numbers.map(lambda a: Sample(f"({a.text} in (-1, 3, 4))", lambda v, r: a.value(v, r) in (-1, 3, 4))),
        inner.map(lambda a: Sample(f"(not {a.text})", lambda v, r: not a.value(v, r))),
        st.builds(lambda a, b: _joined(a, "and", b, lambda x, y: x and y), inner, inner),
        st.builds(lambda a, b: _joined(a, "or", b, lambda x, y: x or y), inner, inner),
        st.builds(lambda a, s, b: _joined(a, s, b, _COMPARE[s]), inner, st.sampled_from(_EQUAL), inner).map(
            lambda one: Sample(f"({one.text})", one.value)
        ),
        st.builds(_chosen, inner, inner, inner),
    )


def _short(one: Sample) -> bool:
    return len(one.text) <= 350


ints = _ints(3).filter(_short)
bools = _bools(3).filter(_short)

values = st.fixed_dictionaries(
    {
        name: st.integers(variable.kind.low, variable.kind.high)
        if isinstance(variable.kind, Int)
        else st.booleans()
        if variable.type == "bool"
        else st.sampled_from(sorted(variable.words))
        for name, variable in VARIABLES.items()
    }
)
runs = st.builds(
    Run,
    visits=st.dictionaries(st.sampled_from(["july.the-steps", "july.the-chamber"]), st.integers(1, 5)),
    taken=st.dictionaries(st.sampled_from(["july.the-steps.push", "july.the-chamber.speak"]), st.integers(1, 5)),
    hinges=st.dictionaries(st.just("fire"), st.sampled_from(["warn", "leave"])),
)

_BITS = [
    "\n",
    "\t",
    "\x00",
    " ",
    *re.findall(
        r"\S+",
        r"""soviet father known mood debt true false and or not if else in is True && || ! = == != <= =>
    < + - * ** / // % += -= ++ ( ) [ ] { } , . : ; " ' " ' "calm" 'angry' 0 1 7 12 0x1f 1.5 1e9 visits visited
    chose hinge roll word min max abs the-steps "the-steps" "push" "fire" lambda None __import__ #
    \ \n $ ? @ ~ “ ” о""",
    ),
]
hostile = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_BITS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_BITS), max_size=14).map("".join),
    st.builds(
        lambda one, at, bit: one.text[: at % (len(one.text) + 1)] + bit + one.text[at % (len(one.text) + 1) :],
        st.one_of(ints, bools),
        st.integers(0, 400),
        st.sampled_from(_BITS),
    ),
)
