"""Boils inputs down to the few that reach, together, every line that all of them reach."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.fuzz.targets import Target

GAME = str(Path(__file__).resolve().parents[2] / "game")


def boiled(target: Target, inputs: Iterable[bytes], reached: Iterable[bytes] = ()) -> Iterator[bytes]:
    """Those of `inputs`, the smallest first, that reach lines which neither `reached` nor one before them does."""
    known = {line for data in reached for line in lines_of(target, data)}
    for data in sorted(set(inputs), key=lambda data: (len(data), data)):
        lines = lines_of(target, data)
        if not lines <= known:
            known |= lines
            yield data


def lines_of(target: Target, data: bytes) -> set[tuple[CodeType, int]]:
    """The lines of the game that a target runs for an input."""
    lines: set[tuple[CodeType, int]] = set()

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            lines.add((frame.f_code, frame.f_lineno))
        return trace if frame.f_code.co_filename.startswith(GAME) else None

    sys.settrace(trace)
    try:
        target(data)
    finally:
        sys.settrace(None)
    return lines
