"""Appending a choice to the run file, beside a write and a flush of the same bytes; and whether that grows."""

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
    lines = [
        Chosen(f"scene-0.s{number}", f"c{number % 3}", f"{number * 2654435761 % 2**32:08x}") for number in range(LINES)
    ]
    written = [f"{line_text(line)}\n".encode() for line in lines]
    short, long = RunFile.create(folder / "append", HEADER), RunFile.create(folder / "append", HEADER)
    for number in range(LONG):
        long.append(lines[number % LINES])
    plain = os.open(folder / "append" / "plain", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    buffered = (folder / "append" / "buffered").open("ab")

    def append(file: RunFile) -> None:
        for line in lines:
            file.append(line)

    def ask_and_append() -> None:
        for line in lines:
            assert not short.gone
            short.append(line)

    def write() -> None:
        for data in written:
            os.write(plain, data)

    def write_and_flush() -> None:
        for data in written:
            buffered.write(data)
            buffered.flush()

    try:
        ours, floor, flushed, asked, grown = interleaved(
            lambda: seconds(lambda: append(short)) / LINES,
            lambda: seconds(write) / LINES,
            lambda: seconds(write_and_flush) / LINES,
            lambda: seconds(ask_and_append) / LINES,
            lambda: seconds(lambda: append(long)) / LINES,
            rounds=15,
        )
    finally:
        os.close(plain)
        buffered.close()
        short.close()
        long.close()
    yield at_most(
        "append a choice to the run file",
        microseconds(ours),
        f"{microseconds(flushed)} write and flush",
        ours / flushed,
        2,
        "formatted, a whole line in one write; without the digest",
    )
    yield Row("the same beside os.write alone", microseconds(ours), f"{microseconds(floor)} os.write", ours / floor)
    yield Row(
        "the same, if the file is still there",
        microseconds(asked),
        f"{microseconds(flushed)} write and flush",
        asked / flushed,
        note="as a game does it: before each choice the file is asked whether it was deleted",
    )
    yield at_most(
        f"the same behind {LONG:,} lines", microseconds(grown), microseconds(ours), grown / ours, 1.25,
    )  # fmt: skip
