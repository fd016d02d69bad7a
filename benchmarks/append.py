"""Appending a choice to the run file, beside `os.write` of the same bytes; and whether that grows with the run."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Row, at_most, interleaved, microseconds, seconds
from game.play.runfile import RunFile
from game.play.runlines import Chosen, Header, line_text

LINES = 5_000
LONG = 100_000
HEADER = Header(story="synthetic", name="A run", started=datetime(2017, 11, 7, tzinfo=UTC))


def rows(folder: Path) -> Iterator[Row]:
    """A short file beside plain writes, and a long file beside a short one."""
    lines = [Chosen(f"scene-0.s{number}", f"c{number % 3}", f"{number:08x}") for number in range(LINES)]
    written = [f"{line_text(line)}\n".encode() for line in lines]
    short, long = RunFile.create(folder / "append", HEADER), RunFile.create(folder / "append", HEADER)
    for number in range(LONG):
        long.append(lines[number % LINES])
    plain = os.open(folder / "append" / "plain", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def append(file: RunFile) -> None:
        for line in lines:
            assert not file.gone
            file.append(line)

    def write() -> None:
        for data in written:
            os.write(plain, data)

    try:
        ours, floor, grown = interleaved(
            lambda: seconds(lambda: append(short)) / LINES,
            lambda: seconds(write) / LINES,
            lambda: seconds(lambda: append(long)) / LINES,
            rounds=15,
        )
    finally:
        os.close(plain)
        short.close()
        long.close()
    yield at_most(
        "append a choice to the run file",
        microseconds(ours),
        f"{microseconds(floor)} os.write",
        ours / floor,
        2,
        "formatted, and the file asked whether it is still there; without the digest",
    )
    yield at_most(
        f"the same behind {LONG:,} lines", microseconds(grown), microseconds(ours), grown / ours, 1.25,
    )  # fmt: skip
