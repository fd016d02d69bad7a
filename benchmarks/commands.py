"""What commands cost that show nothing to play: `--version`, and `check` of one scene of the story that ships."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.measuring import ROOT, Row, at_most, environment, interleaved, milliseconds, seconds
from benchmarks.start import OCTOBER

CHECK = ("check", "october:july-days")
LOADED = "import sys; from game.cli import run; run(sys.argv[1:]); print(any(m == 'textual' for m in sys.modules))"


def rows(folder: Path) -> Iterator[Row]:
    """Both commands beside Python itself."""
    version, check, nothing = interleaved(
        _running([*OCTOBER, "--version"]),
        _running([*OCTOBER, *CHECK]),
        _running([sys.executable, "-c", "pass"]),
        rounds=21,
    )
    for words, taken, limit in ((("--version",), version, 5), (CHECK, check, 10)):
        heavy = _loads_textual(words)
        row = at_most(
            f"october {' '.join(words)}",
            milliseconds(taken),
            f"{milliseconds(nothing)} python -c pass",
            taken / nothing,
            limit,
            "it loads Textual, which it must not" if heavy else "it does not load Textual",
        )
        yield Row(row.what, row.ours, row.peer, row.ratio, row.target, bool(row.met) and not heavy, row.note)


def _running(command: Sequence[str]) -> Callable[[], float]:
    kept = environment()
    return lambda: seconds(lambda: subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, check=True))


def _loads_textual(words: Sequence[str]) -> bool:
    command = [sys.executable, "-c", LOADED, *words]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return said.split()[-1] == "True"
