"""One long sitting: ten thousand choices typed into the game in a pseudo-terminal, one at a time.

    python -m tests.soak.sitting [--choices 10000]

Prints, for every thousand, the memory of the process (resident) and the time from a key to the words on the terminal,
as medians and 95th percentiles. Memory is called flat if the growth from the first thousand on is under GROWTH bytes
a choice: the run itself, and what was read, stay in memory so that they can be undone and read again.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from game.play.run import Run
from tests.ptys import Terminal, terminal
from tests.soak.walk import begin, mark, write_walk

GROWTH = 4_000
"""Bytes a choice: its page as text, its line in the file, where the run stood before it."""
SLOWER = 1.5
EVERY = 1_000


def resident(process: int) -> int:
    """The bytes of memory that a process holds, as Linux counts them."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def thousand(game: Terminal, run: Run, chance: random.Random, count: int) -> list[float]:
    """The seconds from each of so many keys to its page."""
    taken = []
    for _ in range(count):
        way = chance.randint(1, 3)
        run.choose(f"way-{way}")
        start = perf_counter()
        game.send(str(way))
        game.seen(mark(run))
        taken.append(perf_counter() - start)
    return taken


def main() -> int:
    """Sit, and print the table."""
    parser = argparse.ArgumentParser(description="Play ten thousand choices in one sitting.")
    parser.add_argument("--choices", type=int, default=10_000)
    asked = parser.parse_args()
    chance = random.Random(1917)
    with tempfile.TemporaryDirectory(prefix="october-sitting-") as folder:
        story = write_walk(Path(folder))
        (saves := Path(folder) / "shelf" / "saves").mkdir(parents=True)
        run = begin(story)
        with terminal("play", story, "--name", "walk", saves=saves) as game:
            game.seen(mark(run))
            print(f"{'choices':>8}  {'memory':>9}  {'key to text':>11}  {'95 of 100':>9}")
            held, medians = [], []
            for done in range(EVERY, asked.choices + 1, EVERY):
                taken = thousand(game, run, chance, EVERY)
                game.forget()
                held.append(resident(game.process.pid))
                medians.append(median(taken))
                late = quantiles(taken, n=20)[-1]
                print(
                    f"{done:>8,}  {held[-1] / 2**20:>6.1f} MB  {medians[-1] * 1000:>8.1f} ms  {late * 1000:>6.1f} ms",
                    flush=True,
                )
            game.send("q")
            code = game.ended()
    growth = (held[-1] - held[0]) / max(1, asked.choices - EVERY)
    slower = medians[-1] / medians[0]
    print(f"{growth:,.0f} bytes a choice after the first thousand; the last thousand took {slower:.2f} of the first")
    return 0 if code == 0 and growth < GROWTH and slower < SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
