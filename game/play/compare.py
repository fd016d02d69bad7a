"""Two runs side by side: how far they go together, where they part, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.play.page import Fall, Turn
from game.play.run import Run
from game.story.types import Value


@dataclass(frozen=True)
class Decision:
    """A choice of a run: where, which, in what words, and how a hinge fell by it."""

    step: int
    state: str
    choice: str
    text: str
    fall: Fall | None


@dataclass(frozen=True)
class Side:
    """One of the two: what it chose after they parted, and where it stands."""

    name: str
    seed: int
    decisions: tuple[Decision, ...]
    turns: tuple[Turn, ...]
    here: str
    ending: str
    ending_title: str


@dataclass(frozen=True)
class Comparison:
    """`together` counts the steps in common; `hinges` and `variables` hold only what differs, None where absent."""

    together: int
    part_at: str
    a: Side
    b: Side
    hinges: Mapping[str, tuple[str | None, str | None]]
    variables: Mapping[str, tuple[Value | None, Value | None]]


def compare(a: Run, b: Run, name_a: str = "a", name_b: str = "b") -> Comparison:
    """Compare two runs of one story, each as it stands."""
    together = _together(a, b)
    mine, theirs = a.choices, b.choices
    part_at = mine[together][0] if together < len(mine) else theirs[together][0] if together < len(theirs) else ""
    falls_a = {fall.hinge: fall.choice for fall in a.ledger}
    falls_b = {fall.hinge: fall.choice for fall in b.ledger}
    hinges = {
        hinge: (falls_a.get(hinge), falls_b.get(hinge))
        for hinge in dict.fromkeys([*falls_a, *falls_b])
        if falls_a.get(hinge) != falls_b.get(hinge)
    }
    variables = {
        name: (a.values.get(name), b.values.get(name))
        for name in a.story.variables
        if a.values.get(name) != b.values.get(name)
    }
    return Comparison(together, part_at, _side(a, together, name_a), _side(b, together, name_b), hinges, variables)


def _together(a: Run, b: Run) -> int:
    if (a.start, a.preset, a.turns[0]) != (b.start, b.preset, b.turns[0]):
        return 0
    count = 0
    for mine, theirs in zip(a.choices, b.choices, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _side(run: Run, together: int, name: str) -> Side:
    ending = run.ending
    return Side(
        name,
        run.seed,
        tuple(decisions_of(run)[together:]),
        tuple(run.turns[together + 1 :]),
        run.here,
        ending.id if ending else run.outcome,
        ending.title if ending else "",
    )


def decisions_of(run: Run) -> list[Decision]:
    """Every choice that stands, in order."""
    falls = {fall.step: fall for fall in run.falls}
    return [
        Decision(step, state, choice, run.turns[step].chosen.plain, falls.get(step))
        for step, (state, choice) in enumerate(run.choices, 1)
    ]


def as_json(found: Comparison) -> dict[str, Any]:
    """The shape that scripts read."""
    return {
        "together": found.together,
        "part_at": found.part_at or None,
        "a": _side_json(found.a),
        "b": _side_json(found.b),
        "hinges": {hinge: {"a": fell[0], "b": fell[1]} for hinge, fell in found.hinges.items()},
        "variables": {name: {"a": value[0], "b": value[1]} for name, value in found.variables.items()},
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "seed": side.seed,
        "steps": [{"state": one.state, "choose": one.choice, "text": one.text} for one in side.decisions],
        "here": side.here,
        "ending": side.ending or None,
    }
