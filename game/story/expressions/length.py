"""How long an expression or an effect may be."""

from game.story.expressions.scope import Report

LONGEST = 400
"""How many characters it may have."""


def told_length(text: str, report: Report) -> bool:
    """Whether `text` is too long, which is then told."""
    if len(text) <= LONGEST:
        return False
    report("expression-too-long", LONGEST, len(text) - LONGEST, length=len(text), longest=LONGEST)
    return True
