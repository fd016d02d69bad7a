"""Every problem an author can be told of: one table of diagnostics, by code.

Code that finds a problem only names its code and fills in the blanks of its message; what is said, why it
matters and how it is cured are written here, once, where each can be read as a sentence.
"""

from game.story.diagnostics.cautions import CAUTIONS
from game.story.diagnostics.expressions import EXPRESSIONS
from game.story.diagnostics.files import FILES
from game.story.diagnostics.prose import PROSE
from game.story.diagnostics.record import Diagnostic, Place, Problem, Problems, Severity, did_you_mean, nearest
from game.story.diagnostics.scenes import SCENES
from game.story.diagnostics.stories import STORIES

__all__ = ["TABLE", "Diagnostic", "Place", "Problem", "Problems", "Severity", "did_you_mean", "nearest", "problem"]

TABLE: dict[str, Diagnostic] = {row.code: row for row in (*FILES, *EXPRESSIONS, *PROSE, *SCENES, *STORIES, *CAUTIONS)}


def problem(code: str, place: Place, *, hint: str = "", **blanks: object) -> Problem:
    """The problem `code` at `place`, its message's blanks filled; `hint` replaces the usual cure.

    Raises KeyError for a code that is not in the table, or a blank that its message needs and was not given.
    """
    row = TABLE[code]
    return Problem(
        place=place,
        code=code,
        severity=row.severity,
        message=row.message.format(**blanks),
        help=hint or row.cure,
    )
