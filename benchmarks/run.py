"""Measures every row and prints the table: `benchmarks/run.py [--write] [ROW ...]`; all rows unless some are named.

With `--write`, docs/benchmarks.md is written anew too.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from benchmarks import peers  # noqa: E402
from benchmarks.measuring import Row  # noqa: E402

ROWS = ("engine", "load", "memory", "start", "keys", "commands", "replay", "undo", "append", "workbench")
HEADINGS = ("what", "ours", "beside", "ratio", "target", "met")
REPORT = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Measure what was asked for; 0 even where a target is missed, as no table is a test."""
    parser = argparse.ArgumentParser(description="Measure the game beside floors and peers.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"one of {', '.join(ROWS)}")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md too")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.rows if name not in ROWS]:
        parser.error(f"no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    if arguments.write and arguments.rows:
        parser.error("docs/benchmarks.md is written of all rows together")
    start = perf_counter()
    found = list(measured(tuple(arguments.rows) or ROWS))
    print_table(found)
    print(f"\n{machine()}\n{perf_counter() - start:.0f} s in all")
    if arguments.write:
        REPORT.write_text(document(found), encoding="utf-8")
    return 0


def measured(names: tuple[str, ...]) -> Iterator[Row]:
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


def print_table(rows: list[Row]) -> None:
    """The table as columns, then the notes."""
    lines = [HEADINGS, *map(cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    print()
    for row in rows:
        if row.note:
            print(f"{row.what}: {row.note}.")


def document(rows: list[Row]) -> str:
    """docs/benchmarks.md."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `benchmarks/run.py --write`. Each ratio is ours over what stands beside it, both measured in one",
        "run, taking turns; times and counts are medians of at least five rounds. Compare ratios, not seconds:",
        "another machine has other seconds. None of this is a test, and nothing fails when a target is missed.",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "| " + " | ".join("---" for _ in HEADINGS) + " |",
        *("| " + " | ".join(cells(row)) + " |" for row in rows),
        "",
        "What was counted:",
        "",
        *(f"- {row.what}: {row.note}." for row in rows if row.note),
        "",
        "The synthetic story (`benchmarks/synthetic.py`) has three choices a state, each with one guard over a number",
        "and two effects, and a paragraph of 60 words with one value in it; it is written as our YAML and as ink.",
        "",
        machine() + ".",
        "",
        "To measure again: `make bench`; one row: `.venv/bin/python benchmarks/run.py engine`; this page:",
        "`make bench ARGS=--write`. The row of inkjs needs node and npm, and says so where they are missing.",
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
