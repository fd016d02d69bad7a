"""Hinges that expressions ask about: checked once the whole story is known."""

from collections.abc import Collection, Iterable, Mapping

from game.story.diagnostics.record import did_you_mean
from game.story.expressions.kinds import HingeUse
from game.story.expressions.scope import Report

UNDECIDED = "none"
"""The answer of a hinge that was not decided."""


def hinges_fit(uses: Iterable[HingeUse], hinges: Mapping[str, Collection[str]], report: Report) -> bool:
    """Whether each hinge is one of `hinges`, and compared to one of its choices; what is not is told."""
    fit = True
    for hinge in dict.fromkeys(use.hinge for use in uses):
        if hinge.text not in hinges:
            hint = did_you_mean(hinge.text, hinges)
            report("unknown-hinge", hinge.offset, hinge.length, hint=hint, hinge=hinge.text)
            fit = False
    for hinge, answer in uses:
        choices = hinges.get(hinge.text)
        if choices is not None and answer.text != UNDECIDED and answer.text not in choices:
            hint = did_you_mean(answer.text, (*choices, UNDECIDED)) or _listed(choices)
            where = f'the hinge "{hinge.text}"'
            report("unknown-choice", answer.offset, answer.length, hint=hint, choice=answer.text, where=where)
            fit = False
    return fit


def _listed(choices: Collection[str]) -> str:
    """What a hinge may be compared to."""
    return f"""There are {", ".join(f'"{choice}"' for choice in (*choices, UNDECIDED))}."""
