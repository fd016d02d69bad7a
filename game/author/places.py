"""Where a word is written that the model has kept without its place."""

import re

from game.story.diagnostics import Place
from game.story.model import Spot


def place_of(spot: Spot, key: str, value: str) -> Place:
    """Where `value` first stands as the value of `key` from `spot` on; the place of `spot` itself if nowhere."""
    found = re.compile(rf"\b{key} *:\s*[\"']?({re.escape(value)})").search(spot.source.text, spot.start)
    return spot.source.place(*found.span(1)) if found else spot.place
