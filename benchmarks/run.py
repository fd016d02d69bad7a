"""Measures rows and prints them as tables: `benchmarks/run.py [--write] [ROW ...]`.

Unless some are named, those that take minutes are left out. With `--write`, all are measured, and docs/benchmarks.md is
written anew.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from benchmarks import peers  # noqa: E402
from benchmarks.measuring import Growth, Row  # noqa: E402

ROWS = ("engine", "load", "memory", "start", "keys", "commands", "replay", "undo", "append", "workbench")
SLOW = ("playtest", "growth")
HEADINGS = ("what", "ours", "beside", "ratio", "target", "met")
REPORT = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Measure what was asked for; 0 even where a target is missed, as no table is a test."""
    parser = argparse.ArgumentParser(description="Measure the game beside floors and peers.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"one of {', '.join(ROWS + SLOW)}")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md too")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.rows if name not in ROWS + SLOW]:
        parser.error(f"no row {', '.join(unknown)}; there are {', '.join(ROWS + SLOW)}")
    if arguments.write and arguments.rows:
        parser.error("docs/benchmarks.md is written of all rows together")
    start = perf_counter()
    names = ROWS + SLOW if arguments.write else tuple(arguments.rows) or ROWS
    found = list(measured(names))
    rows = [one for one in found if isinstance(one, Row)]
    growth = [one for one in found if isinstance(one, Growth)]
    if rows:
        print_table([HEADINGS, *map(cells, rows)])
        print("".join(f"\n{row.what}: {row.note}." for row in rows if row.note))
    for table in growth:
        print(f"\n{table.what}: {table.note}.\n")
        print_table([table.headings, *table.lines])
    print(f"\n{machine()}\n{perf_counter() - start:.0f} s in all")
    if arguments.write:
        REPORT.write_text(document(rows, growth), encoding="utf-8")
    return 0


def measured(names: tuple[str, ...]) -> Iterator[Row | Growth]:
    """Each row's measurements, told of on the way."""
    with tempfile.TemporaryDirectory(prefix="october-bench-") as folder:
        for name in names:
            print(f"{name} ...", file=sys.stderr, flush=True)
            yield from import_module(f"benchmarks.{name}").rows(Path(folder))


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is shown."""
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else "-"
    met = {True: "yes", False: "NO", None: "-"}[row.met]
    return (row.what, row.ours, row.peer, ratio, row.target or "-", met)


def print_table(lines: Sequence[tuple[str, ...]]) -> None:
    """Lines as columns."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def markdown(headings: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> list[str]:
    """The same for a page of the documents."""
    ruled = ["---"] * len(headings)
    return [f"| {' | '.join(cells)} |" for cells in (headings, ruled, *lines)]


def document(rows: list[Row], growth: list[Growth]) -> str:
    """docs/benchmarks.md."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `benchmarks/run.py --write`. Each ratio is ours over what stands beside it, both measured in one",
        "run, taking turns; times and counts are medians of at least five rounds. Compare ratios, not seconds:",
        "another machine has other seconds. None of this is a test, and nothing fails when a target is missed.",
        "",
        *markdown(HEADINGS, map(cells, rows)),
        "",
        "What was counted:",
        "",
        *(f"- {row.what}: {row.note}." for row in rows if row.note),
        "",
        "## How it grows",
        "",
        *chain(*[[f"{one.what}: {one.note}.", "", *markdown(one.headings, one.lines), ""] for one in growth]),
        "The synthetic story (`benchmarks/synthetic.py`) has three choices a state, each with one guard over a number",
        "and two effects, and a paragraph of 60 words with one value in it; it is written as our YAML and as ink.",
        "",
        machine() + ".",
        "",
        "To measure again: `make bench`; one row: `.venv/bin/python benchmarks/run.py engine`; this page:",
        "`make bench ARGS=--write`, which also measures what takes minutes (`playtest`, `growth`). The row of inkjs",
        "needs node and npm, and says so where they are missing.",
    ]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """What it was measured on, and when."""
    today = datetime.now(UTC)
    packages = ", ".join(f"{name} {version(name)}" for name in ("textual", "transitions", "pyyaml"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    parts = [f"{processor()}, {os.cpu_count()} cores, {platform.system()}", python, packages, peers.versions()]
    return "; ".join(part for part in parts if part) + f"; {today.day} {today:%B %Y}"


def processor() -> str:
    """The processor's name, where the system tells."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
