"""Effects: what a `do` does to variables, as one function for all of its items."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from game.story.expressions import ranges
from game.story.expressions.kinds import HingeUse, Kind
from game.story.expressions.length import told_length
from game.story.expressions.running import Deed, EffectFunction, deed_of
from game.story.expressions.scope import Report, Scope
from game.story.types import Bool, Enum, Int, Variable

_QUICK = re.compile(
    r"""([a-z][a-z0-9_]*)\ ?([-+]?=)\ ?
    (?:(-?(?:0|[1-9][0-9]{0,8}))|"([ !#-\[\]-~]*)"|(true|false))""",
    re.VERBOSE,
)


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
    if (quick := quick_effect(text, scope)) is not None:
        return quick
    from game.story.expressions.full import full_effect

    return full_effect(text, scope, place, report)


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
        return Effect(name, assignment(variable, sign, source, part)) if fits else None
    if quoted is not None:
        fits, source = isinstance(kind, Enum) and quoted in kind.words, ascii(quoted)
    else:
        fits, source = isinstance(kind, Bool), word.capitalize()
    return Effect(name, assignment(variable, sign, source, kind)) if fits and sign == "=" else None


def assignment(variable: Variable, sign: str, source: str, kind: Kind) -> str:
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
