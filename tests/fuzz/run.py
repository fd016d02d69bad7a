"""Feeds one target, or each in turn, with bytes that are led by what they reach (atheris, libFuzzer).

    python -m tests.fuzz.run [--seconds 60] [--keep] [TARGET ...]

Starts from the seeds of tests/fuzz/seeds.py and what is kept in tests/fuzz/corpus/TARGET. What a target raises ends it
with 1 and leaves the bytes in tests/fuzz/found; an input that takes over TIMEOUT seconds or MEGABYTES of memory does
too. With --keep, what reached something new is kept in the corpus, to be tried by every test run.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS, FOUND = HERE / "corpus", HERE / "found"
NEWS = re.compile(r"^(?:#\d|stat::|INFO).*\n", re.MULTILINE)
"""What libFuzzer says of its progress."""
STATISTICS = ("number_of_executed_units", "slowest_unit_time_sec", "peak_rss_mb")
TIMEOUT, MEGABYTES, LONGEST = 10, 1_024, 4_096


def feed(target: str, arguments: list[str]) -> None:
    """Hand a target to libFuzzer, in this process, which ends with it.

    Nothing of the game may have been imported before: what was is not followed.
    """
    import atheris

    if early := [name for name in sys.modules if name.partition(".")[0] == "game"]:
        raise SystemExit(f"fuzz: {early[0]} was imported too early to be followed")
    with atheris.instrument_imports(include=["game"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


def fuzz(target: str, seconds: int, *, keep: bool) -> int:
    """Feed a target for so long; 0 if it bore everything."""
    from tests.fuzz.seeds import seeds, words

    FOUND.mkdir(exist_ok=True)
    (kept := CORPUS / target).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="october-fuzz-") as folder:
        (fresh := Path(folder) / "new").mkdir()
        (first := Path(folder) / "seeds").mkdir()
        for number, data in enumerate(seeds(target)):
            (first / str(number)).write_bytes(data)
        (said := Path(folder) / "words").write_text("".join(f'"{word}"\n' for word in words()), "utf-8")
        limits = [f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}", "-print_final_stats=1"]
        found = f"-artifact_prefix={FOUND / target}-"
        bounded = [f"-max_total_time={seconds}", f"-dict={said}", *limits, found]
        code = _libfuzzer(target, [*bounded, str(fresh), str(kept), str(first)])
        if keep and code == 0:
            keep_what_is_new(target, kept, fresh)
    if not any(FOUND.iterdir()):
        FOUND.rmdir()
    return code


def keep_what_is_new(target: str, kept: Path, fresh: Path) -> None:
    """Put into `kept` what of `fresh` reaches lines that nothing kept before does."""
    from tests.fuzz.boiling import boiled
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS

    before = [*seeds(target), *(path.read_bytes() for path in kept.iterdir())]
    for data in boiled(TARGETS[target], (path.read_bytes() for path in fresh.iterdir()), before):
        (kept / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def _libfuzzer(target: str, arguments: list[str]) -> int:
    """libFuzzer in a process of its own, and what it says of itself at its end."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--feed", target, "--", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode:
        print(done.stdout, *NEWS.sub("", done.stderr).splitlines()[-25:], sep="\n", file=sys.stderr)
    counts = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    if counts:
        tried, slowest, memory = (int(counts[name]) for name in STATISTICS)
        print(f"{target:<11} {tried:>9,} inputs, the slowest {slowest} s, at most {memory} MB", flush=True)
    return done.returncode


def main() -> int:
    """Feed what was asked for."""
    if sys.argv[1:2] == ["--feed"]:
        feed(sys.argv[2], sys.argv[4:])
        return 0
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description="Feed the readers with bytes nobody would write.")
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all unless some are named"
    )
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", action="store_true", help="keep what reached something new")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target {', '.join(sorted(unknown))}")
    codes = [fuzz(target, asked.seconds, keep=asked.keep) for target in asked.targets or TARGETS]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
