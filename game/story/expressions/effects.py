"""Effects: what a `do` does to variables, as one function for all of its items."""

import ast
import re
from collections.abc import Iterable
from typing import NamedTuple

from game.story.diagnostics.record import did_you_mean
from game.story.expressions import ranges
from game.story.expressions.hinges import hinges_fit
from game.story.expressions.kinds import HingeUse, Kind, Quoted, Typed, TypedBool, TypedInt, described
from game.story.expressions.misshapen import tell_form, told_second
from game.story.expressions.running import Deed, EffectFunction, deed_of
from game.story.expressions.scope import Report, Scope, Use
from game.story.expressions.syntax import cleaned, parsed, tell_depth, told_length
from game.story.expressions.walk import TooDeep, Walk
from game.story.types import Bool, Enum, Int, Variable

_QUICK = re.compile(
    r"""([a-z][a-z0-9_]*)\ ?([-+]?=)\ ?
    (?:(-?(?:0|[1-9][0-9]{0,8}))|"([ !#-\[\]-~]*)"|(true|false))""",
    re.VERBOSE,
)
_HEAD = re.compile(r" *([A-Za-z_][A-Za-z0-9_]*) *([-+]?=)(?!=)")


class Effects:
    """The checked effects of one `do`. Immutable, but for `deed`, which is made when it is first used."""

    __slots__ = ("chose", "deed", "hinges", "reads", "rolls", "source", "texts", "visits", "writes")

    texts: tuple[str, ...]
    """What the author wrote, item by item."""
    source: str
    """The statements, as our own walk put them together: over the values `v` and the run `r`."""
    reads: tuple[str, ...]
    """The variables whose values it asks for; `x += 1` by itself does not ask for `x`."""
    writes: tuple[str, ...]
    """The variables it sets."""
    rolls: bool
    """Whether chance has a part in it."""
    visits: tuple[str, ...]
    """The states of its scene whose visits it asks for."""
    chose: tuple[str, ...]
    """The choices of its scene that it asks for, as `state.choice`."""
    hinges: tuple[tuple[HingeUse, ...], ...]
    """For each item, the hinges it compares, and to what: their offsets are in that item."""
    deed: Deed | None
    """What `ready` made."""

    def __init__(self, texts: tuple[str, ...], parts: "list[Effect]") -> None:
        """`parts` are the items as they were read; there is at least one."""
        variables, sources, reads, rolls, visits, chose, hinges = zip(*parts, strict=True)
        self.texts = texts
        self.source = "\n".join(sources)
        self.reads = _each(reads)
        self.writes = tuple(dict.fromkeys(variables))
        self.rolls = any(rolls)
        self.visits = _each(visits)
        self.chose = _each(chose)
        self.hinges = hinges if any(hinges) else ()
        self.deed = None

    @property
    def same_anywhere(self) -> bool:
        """Whether the same words do the same in every state of the scene."""
        return not (self.rolls or self.visits or self.chose or self.hinges)

    def ready(self) -> Deed:
        """Have them ready to be done."""
        self.deed = deed_of(self.writes, self.source)
        return self.deed

    @property
    def function(self) -> EffectFunction:
        """`function(v, r)` does it all, in order, to `v`."""
        return (self.deed or self.ready()).function

    def __repr__(self) -> str:
        return f"Effects({self.source!r})"


class Effect(NamedTuple):
    """One checked item of a `do`."""

    variable: str
    source: str
    reads: tuple[str, ...] = ()
    rolls: bool = False
    visits: tuple[str, ...] = ()
    chose: tuple[str, ...] = ()
    hinges: tuple[HingeUse, ...] = ()


def _each(groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Each name once. Mostly there is none at all, and that costs little."""
    return tuple(dict.fromkeys([one for group in groups for one in group])) if any(groups) else ()


def read_effects(items: Iterable[tuple[str, Report]], scope: Scope, place: str) -> Effects | None:
    """Read the items of a `do`, each with whom to tell; None if something is wrong, which is told.

    `place` is what chance is drawn by: the `scene.state` or `scene.state.choice`, under oldest names.
    Raises nothing.
    """
    items = tuple(items)
    sound = [part for text, report in items if (part := read_effect(text, scope, place, report)) is not None]
    return Effects(tuple(text for text, _ in items), sound) if len(sound) == len(items) else None


def read_effect(text: str, scope: Scope, place: str, report: Report) -> Effect | None:
    """Read one effect; None if something is wrong with it, which is told."""
    if told_length(text, report):
        return None
    return quick_effect(text, scope) or full_effect(text, scope, place, report)


def quick_effect(text: str, scope: Scope) -> Effect | None:
    """The same as `full_effect` for the forms most often written, if it is one, and nothing is wrong."""
    match = _QUICK.fullmatch(text)
    if match is None:
        return None
    name, sign, digits, quoted, word = match.groups()
    variable = scope.variables.get(name)
    if variable is None:
        return None
    kind = variable.kind
    if digits is not None:
        number = int(digits)
        fits, source, part = isinstance(kind, Int), str(number), Int(number, number)
        return Effect(name, _assignment(variable, sign, source, part)) if fits else None
    if quoted is not None:
        fits, source = isinstance(kind, Enum) and quoted in kind.words, ascii(quoted)
    else:
        fits, source = isinstance(kind, Bool), word.capitalize()
    return Effect(name, _assignment(variable, sign, source, kind)) if fits and sign == "=" else None


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
        _assignment(variable, sign, part.source, part.kind),
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


def _assignment(variable: Variable, sign: str, source: str, kind: Kind) -> str:
    """The statements that set `variable`, clamped where the value may leave its range."""
    target = f"v[{variable.name!r}]"
    if not isinstance(kind, Int):
        return f"{target} = {source}"
    if sign != "=":
        source = f"{target} {sign[0]} {source}"
        own = Int(variable.low, variable.high)
        kind = ranges.total(own, kind) if sign == "+=" else ranges.difference(own, kind)
    clamped = "t"
    if kind.high > variable.high:
        clamped = f"{variable.high} if t > {variable.high} else {clamped}"
    if kind.low < variable.low:
        clamped = f"{variable.low} if t < {variable.low} else {clamped}"
    return f"{target} = {source}" if clamped == "t" else f"t = {source}\n{target} = {clamped}"
