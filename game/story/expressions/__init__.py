"""The expression language of scenes: read, checked by types and ranges, compiled when used.

A small part of Python, but never Python as an author wrote it: what runs is put together from the checked
tree. So a story from a stranger can run no code, loop for ever or fill memory.
"""

from game.story.expressions.effects import Effects, read_effects
from game.story.expressions.expression import Expression, read_expression
from game.story.expressions.hinges import hinges_fit
from game.story.expressions.kinds import HingeUse
from game.story.expressions.running import NUMBER_WORDS, Deed
from game.story.expressions.scope import Report, RunView, Scope, Use, Values

__all__ = [
    "NUMBER_WORDS",
    "Deed",
    "Effects",
    "Expression",
    "HingeUse",
    "Report",
    "RunView",
    "Scope",
    "Use",
    "Values",
    "hinges_fit",
    "read_effects",
    "read_expression",
]
