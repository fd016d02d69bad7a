"""What hostile files cost: for each shape, the processor's time and the memory that reading a megabyte of it takes.

    python -m tests.fuzz.bounds [SHAPE ...]

Each is read in a process of its own, as a scene of a story that is checked; memory is what the process grew by, at its
most, beside what checking the same story without the file takes. Prints a table, and exits with 1 if one of them takes
more than TIMES its size, or longer than SECONDS.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from tests.fuzz.targets import FERRY

SIZE = 1024 * 1024
TIMES, SECONDS = 150, 20
HEAD = "scene: quay\ntitle: Quay\ninitial: steps\noutcomes: [aboard, left]\nstates:\n"
STATE = "  steps:\n    text: "


def repeated(text: str, before: str = "", after: str = "") -> bytes:
    """A text as often as there is room for it."""
    return f"{before}{text * (SIZE // len(text))}{after}".encode()


def numbered(text: str, before: str = "") -> bytes:
    """A text with a number in it, again and again, each time with another."""
    count = SIZE // (len(text) + 4)
    return (before + "".join(text.replace("N", str(number)) for number in range(count))).encode()


SHAPES = {
    "brackets in brackets": repeated("["),
    "braces in braces": repeated("{a: "),
    "lists in lists": repeated("- "),
    "deeper and deeper": "".join(f"{' ' * depth}a:\n" for depth in range(1_400)).encode(),
    "one long word": repeated("a"),
    "one long line of words": repeated("word ", HEAD + STATE),
    "lines without an end": repeated("\n"),
    "comments": repeated("# nothing\n"),
    "keys": numbered("kN: v\n"),
    "the same key": repeated("key: value\n"),
    "states": numbered("  sN:\n    text: A word.\n", HEAD),
    "states that say nothing right": numbered("  sN: {texxt: A, choises: [], next: {to: nowhere}}\n", HEAD),
    "choices": numbered("      - {id: cN, text: Go., to: steps}\n", HEAD + STATE + "Here.\n    choices:\n"),
    "guards": numbered("      - {id: cN, text: Go., to: steps, when: coins > N}\n", f"{HEAD}{STATE}A\n    choices:\n"),
    "aliases": numbered("aN: &bN [*b0, *b0, *b0, *b0]\n"),
    "a bomb of aliases": ("a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30_000))).encode(),
    "links": repeated("[[ferryman]] ", HEAD + STATE + ">\n      "),
    "links that never close": repeated("[[", HEAD + STATE),
    "braces in prose": repeated("{coins} ", HEAD + STATE + ">\n      "),
    "braces that never close": repeated("{", HEAD + STATE + '"', '"'),
    "stars": repeated("*", HEAD + STATE + '"', '"'),
    "brackets in a guard": repeated(
        "(", HEAD + STATE + "A\n    choices: [{id: a, text: B, to: steps, when: '", "'}]\n"
    ),
    "powers in a guard": repeated(
        "9**", HEAD + STATE + "A\n    choices: [{id: a, text: B, to: steps, when: '", "9'}]\n"
    ),
    "sums in a guard": repeated("1+", HEAD + STATE + "A\n    choices: [{id: a, text: B, to: steps, when: '", "1'}]\n"),
    "a number of a million digits": repeated("9", HEAD + STATE + "A\n    do: 'coins = ", "'\n"),
    "escapes": repeated("\\x41", HEAD + STATE + '"', '"'),
    "signs no terminal should see": repeated("\\e[31m", HEAD + STATE + '"', '"'),
    "bytes that are no text": b"\xff" * SIZE,
    "zero bytes": b"\0" * SIZE,
}


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="What reading hostile files costs.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read is not None:
        return read(asked.read)
    with tempfile.TemporaryDirectory(prefix="october-bounds-") as folder:
        floor, _, _ = measured(Path(folder) / "floor", (FERRY / "quay.yaml").read_bytes())
        over = 0
        print(f"{'a megabyte of':<32} {'memory':>8} {'seconds':>8} {'problems':>9}")
        for name in asked.shapes or SHAPES:
            data = SHAPES[name]
            memory, seconds, problems = measured(Path(folder) / name.replace(" ", "-"), data)
            times = (memory - floor) / len(data)
            too_much = times > TIMES or seconds > SECONDS
            over += too_much
            print(f"{name:<32} {times:>6.1f} x {seconds:>8.2f} {problems:>9,}{'  TOO MUCH' * too_much}", flush=True)
    return 1 if over else 0


def measured(folder: Path, data: bytes) -> tuple[int, float, int]:
    """Bytes of memory at the most, seconds, and problems told, of checking a story with such a scene."""
    shutil.copytree(FERRY, folder)
    (folder / "quay.yaml").write_bytes(data)
    command = [sys.executable, "-m", "tests.fuzz.bounds", "--read", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    memory, seconds, problems = done.stdout.split()
    return int(memory), float(seconds), int(problems)


def read(folder: Path) -> int:
    """Check a story, and print what that took."""
    from game.author.check import check_story

    start = process_time()
    problems = check_story(folder)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, process_time() - start, len(problems))
    return 0


if __name__ == "__main__":
    sys.exit(main())
