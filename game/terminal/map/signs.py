"""The signs of the map, and where a terminal has none but plain ones."""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

from game.story.pins import Shows


class Signs(NamedTuple):
    """The sign of a town by what it shows, of the slider's line, and whether the land is drawn by dots."""

    towns: Mapping[Shows, str]
    line: str
    month: str
    left: str
    right: str
    thumb: str
    here: str
    dots: bool


FINE = Signs(
    {Shows.SOVIET: "●", Shows.CONTESTED: "○", Shows.FAILED: "×", Shows.NONE: "·"}, "─", "┼", "├", "┤", "●", "▲", True
)
PLAIN = Signs(
    {Shows.SOVIET: "*", Shows.CONTESTED: "o", Shows.FAILED: "x", Shows.NONE: "."}, "-", "+", "|", "|", "O", "^", False
)


def signs_for(environment: Mapping[str, str], encoding: str) -> Signs:
    """Plain signs where the encoding has no others, or on the consoles whose fonts lack Braille."""
    console = environment.get("TERM", "").partition("-")[0] in ("linux", "dumb", "vt100", "vt102", "vt220", "cons25")
    return PLAIN if console or not encoding.casefold().replace("-", "").startswith("utf") else FINE


def signs_here(*, web: bool) -> Signs:
    """The signs for this terminal; a browser has all of them."""
    return FINE if web else signs_for(os.environ, getattr(sys.__stdout__, "encoding", None) or "utf-8")
