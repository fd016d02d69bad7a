"""In words: the conditions that decided which way a run went, by the step they decided at."""

from collections.abc import Iterator

from game.i18n import _
from game.play.roads import Road, roads_of
from game.play.run import Run, RunError, StepFailed
from game.story.expressions import Expression
from game.story.model import StoryNotInOrder
from game.story.telling import told
from game.terminal.sanitise import one_line

MOST_OTHERS = 4
"""How many of the ways not taken are told of."""


def road_words(run: Run) -> dict[int, list[str]]:
    """What other ways asked for, and the one that was taken; nothing where the run cannot be played once more."""
    words: dict[int, list[str]] = {}
    try:
        for road in roads_of(run):
            words.setdefault(road.step, []).extend(_words(road))
    except (RunError, StepFailed, StoryNotInOrder, OSError):
        return {}
    return words


def _words(road: Road) -> Iterator[str]:
    """What asks for states, choices and hinges goes unsaid: it has no plain words, and they stand above."""
    others = (_told(failed, road) for failed in road.failed)
    for what in [words for words in others if words][:MOST_OTHERS]:
        yield _("Another way asked for: {what}.").format(what=what)
    if road.held is not None and (what := _told(road.held, road)):
        yield _("The way from here asked for: {what}.").format(what=what)


def _told(condition: Expression, road: Road) -> str:
    return one_line(told(condition, road.variables, road.values, past=True))
