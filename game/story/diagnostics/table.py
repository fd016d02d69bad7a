"""The table of all diagnostics, by code. A story that is in order is played without it."""

from game.story.diagnostics.cautions import CAUTIONS
from game.story.diagnostics.expressions import EXPRESSIONS
from game.story.diagnostics.files import FILES
from game.story.diagnostics.prose import PROSE
from game.story.diagnostics.record import Diagnostic
from game.story.diagnostics.scenes import SCENES
from game.story.diagnostics.stories import STORIES

TABLE: dict[str, Diagnostic] = {row.code: row for row in (*FILES, *EXPRESSIONS, *PROSE, *SCENES, *STORIES, *CAUTIONS)}
