"""Signs and names of hinges, as every screen shows them."""

from typing import TYPE_CHECKING

from game.i18n import _

if TYPE_CHECKING:
    from game.story.model import Mark

KEPT, PARTED, TRIED, OPEN = "●", "◆", "◇", "○"


def sign_of(mark: "Mark | None", decided: bool = True) -> str:
    """● kept, ◆ parted, ◇ tried, ○ not yet (or of no weight)."""
    if not decided or mark is None:
        return OPEN
    return {"history": KEPT, "what-if": PARTED, "tried": TRIED}[mark]


def word_of(mark: "Mark | None", decided: bool = True) -> str:
    """The same in a word, since no sign carries meaning alone."""
    if not decided or mark is None:
        return _("not yet")
    return {"history": _("kept"), "what-if": _("parted"), "tried": _("tried")}[mark]


def name_of(id: str) -> str:
    """An id as words: `fire-on-the-crowd` is "fire on the crowd"."""
    return id.replace("-", " ")
