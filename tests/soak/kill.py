"""Kills the game with SIGKILL at random moments of play, takes the run up again, and counts what was lost.

    python -m tests.soak.kill [--tries 1000] [--seed 1917] [--workers 2]

The real command is played in a pseudo-terminal: three tries of four on the page, one in the plain reader. A move is
lost if the page that came of it was drawn and the run file does not have it. Each try takes up the run that the one
before was killed in; the file has to be in order, to hold what was typed and nothing else, and to lie alone in its
folder. Prints a table, and exits with 1 if anything was lost.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from time import monotonic

from game.play.run import Run
from game.play.runfile import Chosen, Undone, read_run_file
from tests.ptys import NeverShown, Terminal, terminal
from tests.soak.walk import begin, mark, write_walk

IN_START, START = 0.15, 0.6
"""The share of tries that are killed while the game starts, and the seconds in which that may fall."""
PLAY = 0.8
"""The seconds of play in which a kill may fall."""
TRIES_A_RUN = 40
UNDO = "undo"


class Lost(Exception):
    """What a file should hold, and does not."""


class Walk:
    """A run in its file, killed again and again, beside what is known of it."""

    def __init__(self, story: Path, saves: Path, chance: random.Random) -> None:
        self._story = story
        self._saves = saves
        self._chance = chance
        self._kept: list[str] = []
        """The moves that were found in the file."""
        self._file = saves / "walk.yaml"
        self.kept = 0
        self.torn = 0

    def kill(self) -> str:
        """Play on, be killed, and look; what kind of try it was. Raises Lost."""
        plain = self._chance.random() < 0.25
        starting = self._chance.random() < IN_START
        moves = list(self._kept)
        run = self._run(moves)
        begun = self._file.exists()
        arguments = ["play", self._story, *(["--resume", "walk"] if begun else ["--name", "walk", "--seed", "1"])]
        with terminal(*arguments, *(["--plain"] if plain else []), saves=self._saves) as game:
            drawn = len(moves)
            if starting:
                last = monotonic() + self._chance.uniform(0, START)
                while (left := last - monotonic()) > 0:
                    game.read(left)
            else:
                game.seen(mark(run))
                drawn = self._play(game, run, moves, plain)
            game.process.kill()
            game.process.wait()
        if begun or not starting or self._file.exists():
            self._look(moves, drawn)
        return ("starting, " if starting else "playing, ") + ("plain" if plain else "on the page")

    def _play(self, game: Terminal, run: Run, moves: list[str], plain: bool) -> int:
        """Type moves until the kill is due; how many of them had been drawn by then."""
        pending: list[tuple[int, str]] = []
        drawn = len(moves)
        last = monotonic() + self._chance.uniform(0, PLAY)
        while monotonic() < last:
            undo = run.can_undo and not pending and self._chance.random() < 0.2
            if undo:
                run.undo()
                moves.append(UNDO)
            else:
                way = self._chance.randint(1, 3)
                run.choose(f"way-{way}")
                moves.append(f"way-{way}")
            key = ("undo" if undo else moves[-1][-1]) if plain else ("u" if undo else moves[-1][-1])
            game.send(f"{key}\n" if plain else key)
            pending.append((len(moves), mark(run)))
            if undo or len(pending) > 3 or self._chance.random() < 0.7:
                with suppress(NeverShown):
                    game.seen(pending[-1][1], last - monotonic())
                    drawn = pending[-1][0]
                    pending.clear()
        game.process.kill()
        while game.read(0.01):
            pass
        return max([drawn, *(count for count, words in pending if game.shows(words))])

    def _look(self, moves: list[str], drawn: int) -> None:
        """Compare the file with what was typed and drawn."""
        if others := sorted(path.name for path in self._saves.iterdir() if path != self._file):
            raise Lost(f"beside the run's file lie {others}")
        record = read_run_file(self._file)
        if record.header is None or record.problems:
            raise Lost(f"the file is not in order: {record.problems}")
        kept = [
            line.choose if isinstance(line, Chosen) else UNDO
            for line in record.lines
            if isinstance(line, Chosen | Undone)
        ]
        if kept != moves[: len(kept)]:
            raise Lost(f"the file holds {kept[-5:]}, and typed was {moves[-5:]}")
        if len(kept) < drawn:
            raise Lost(f"{drawn} moves were drawn, and the file holds {len(kept)}")
        self.torn += record.torn
        self.kept += len(kept) - len(self._kept)
        self._kept = kept

    def _run(self, moves: list[str]) -> Run:
        run = begin(self._story)
        for move in moves:
            if move == UNDO:
                run.undo()
            else:
                run.choose(move)
        return run


def tries(count: int, seed: int) -> Counter[str]:
    """So many tries, a new run now and then; how many there were of each kind, and what came of them."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="october-kill-") as folder:
        story = write_walk(Path(folder))
        for number in range(0, count, TRIES_A_RUN):
            (saves := Path(folder) / f"saves-{number}" / "saves").mkdir(parents=True)
            walk = Walk(story, saves, chance)
            for _ in range(min(TRIES_A_RUN, count - number)):
                try:
                    counts[walk.kill()] += 1
                except (Lost, NeverShown) as lost:
                    counts["LOST"] += 1
                    print(f"seed {seed}, run {number // TRIES_A_RUN}: {lost}", file=sys.stderr)
                    break
            counts["moves kept"] += walk.kept
            counts["torn lines"] += walk.torn
    return counts


def main() -> int:
    """Try, and print what came of it."""
    parser = argparse.ArgumentParser(description="Kill the game at random moments, and look for what was lost.")
    parser.add_argument("--tries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1917)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    share = -(-asked.tries // asked.workers)
    with multiprocessing.Pool(asked.workers) as pool:
        parts = pool.starmap(tries, [(share, asked.seed + worker) for worker in range(asked.workers)])
    counts = sum(parts, Counter())
    for what, count in sorted(counts.items()):
        print(f"{count:>7,}  {what}")
    print(f"{counts['LOST']:>7,}  losses (seed {asked.seed})")
    return 1 if counts["LOST"] else 0


if __name__ == "__main__":
    sys.exit(main())
