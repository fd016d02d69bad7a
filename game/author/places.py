"""Where a word is written that the model has kept without its place; and where it is now, if it has moved."""

import re
from collections.abc import Iterable

from game.story.diagnostics import Place, Problem
from game.story.model import Spot


def place_of(spot: Spot, key: str, value: str) -> Place:
    """Where `value` first stands as the value of `key` from `spot` on; the place of `spot` itself if nowhere."""
    found = re.compile(rf"\b{key} *:\s*[\"']?({re.escape(value)})").search(spot.source.text, spot.start)
    return spot.source.place(*found.span(1)) if found else spot.place


def lowered(problems: Iterable[Problem], lines: int) -> list[Problem]:
    """The same problems, so many lines further down."""
    if not lines:
        return list(problems)
    return [one._replace(place=one.place._replace(line=one.place.line + lines)) for one in problems]
