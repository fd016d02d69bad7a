"""Every problem an author can be told of: one table of diagnostics, by code.

Code that finds a problem only names its code and fills in the blanks of its message; what is said, why it
matters and how it is cured are written here, once, where each can be read as a sentence.
"""

from game.story.diagnostics.record import Diagnostic, Place, Problem, Problems, Severity, did_you_mean, nearest

__all__ = ["Diagnostic", "Place", "Problem", "Problems", "Severity", "did_you_mean", "nearest", "problem"]


def problem(code: str, place: Place, *, hint: str = "", **blanks: object) -> Problem:
    """The problem `code` at `place`, its message's blanks filled; `hint` replaces the usual cure.

    Raises KeyError for a code that is not in the table, or a blank that its message needs and was not given.
    """
    from game.story.diagnostics.table import TABLE

    row = TABLE[code]
    return Problem(
        place=place,
        code=code,
        severity=row.severity,
        message=row.message.format(**blanks),
        help=hint or row.cure,
    )
