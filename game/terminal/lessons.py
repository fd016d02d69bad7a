"""What a page teaches in play: three lines, each told where it is of use and never again."""

from collections.abc import Collection

from game.i18n import _

CHOOSE, UNDO, RECORD = "choose", "undo", "record"
LESSONS = frozenset((CHOOSE, UNDO, RECORD))
PLAIN = "plain"
"""Learnt where somebody has been told, on the title, that there is a plain reader."""

FIRST_TURNS = 3
"""How many choices a new reader may have made and still be told about undo."""


def lesson_at(step: int, at_hinge: bool, learnt: Collection[str]) -> str:
    """The lesson for a rest after `step` choices, the last of them perhaps at a hinge; or none."""
    if at_hinge and RECORD not in learnt:
        return RECORD
    if not step and CHOOSE not in learnt:
        return CHOOSE
    return UNDO if 0 < step <= FIRST_TURNS and UNDO not in learnt else ""


def past(lesson: str, now: str, step: int) -> frozenset[str]:
    """The lessons whose time is over where `now` is told and `lesson` was before."""
    over = {CHOOSE} if step else set()
    if step > FIRST_TURNS:
        over.add(UNDO)
    if lesson == RECORD and now != RECORD:
        over.add(RECORD)
    return frozenset(over)


def words_of(lesson: str, choices: int) -> str:
    """A lesson in words, where so many choices are open."""
    if lesson == CHOOSE:
        keys = f"1–{min(9, choices)}" if choices > 1 else "1"
        taught = _("{keys} takes a choice; u takes it back, as often as you like.").format(keys=keys)
    elif lesson == UNDO:
        taught = _("u takes back what you chose, as often as you like.")
    elif lesson == RECORD:
        taught = _("Here things could part: r shows what the record has.")
    else:
        return ""
    return _("{lesson}  Esc: no hints").format(lesson=taught)
