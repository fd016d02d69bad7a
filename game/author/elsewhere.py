"""Long work in a process of its own, so that the screen never waits for it and it can be ended at once.

The process writes lines of JSON: how far it is, at last what it found. It is this module, run with the work, the folder
of the story, and what else the work asks for. It ends when its input does, and so with whoever began it, even if that
one is killed.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Said = dict[str, Any]
ROUNDS = (100, 1_000)
"""How many plays a playtest plays before it tells what it found, and how many before it tells again."""


class Elsewhere:
    """Work that was begun; `end` ends it wherever it is."""

    def __init__(self, work: str, folder: Path, *words: str) -> None:
        """Begin `work` on the story in `folder`."""
        import game

        above = str(Path(game.__file__).parent.parent)
        paths = [above, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._ended = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "game.author.elsewhere", work, str(folder.resolve()), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            encoding="utf-8",
        )

    def listen(self) -> Iterator[Said]:
        """What the process says, until it has nothing more to say."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._process.stdin, self._process.stdout as lines:
            for line in lines:
                if not self._ended.is_set():
                    yield json.loads(line)
        if self._process.wait() and not self._ended.is_set():
            yield {"failed": f"exit code {self._process.returncode}"}

    def end(self) -> None:
        """No more of it."""
        self._ended.set()
        self._process.kill()


def main(work: str, folder: str, *words: str) -> None:
    """Do `work` and say what came of it. Whatever goes wrong is said too."""
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        if work == "find":
            _find(Path(folder), *words)
        else:
            _playtest(Path(folder))
    except Exception as error:
        _say(failed=_why(error))


def _end_with_the_input() -> None:
    """Wait for the end of the input, which nobody writes; then leave off at once.

    Past the buffer of `sys.stdin`, whose lock a thread must not hold when the process ends of itself.
    """
    os.read(0, 1)
    os._exit(1)


def _say(**said: Any) -> None:
    print(json.dumps(said), flush=True)


def _why(error: Exception) -> str:
    problems = getattr(error, "problems", None)
    if problems:
        return f"{problems[0].place.file}:{problems[0].place.line}: {problems[0].message}"
    return str(error) or type(error).__name__


def _find(folder: Path, goal: str, seconds: str) -> None:
    from game.author.find import find
    from game.author.goals import read_goal
    from game.author.playtest_report import scenes_from
    from game.story.loader import load_story

    story = load_story(folder)
    scenes = scenes_from(story, "")
    if goal.partition(".")[0] not in {scene.id for scene in scenes}:
        _say(way=None, searched=0, exhausted=True)
        return
    read = read_goal(goal, story, scenes)
    found = find(story, read, most_seconds=float(seconds), progress=lambda done, _waiting: _say(searched=done))
    _say(
        way=None if found.choices is None else list(found.choices),
        searched=found.searched,
        exhausted=found.exhausted,
    )


def _playtest(folder: Path) -> None:
    from game.author.playtest import playtest
    from game.author.playtest_report import findings
    from game.story.loader import load_story

    def progress(plays: int) -> Callable[[int, int], None]:
        return lambda done, of: _say(done=done, of=of, plays=plays)

    story = load_story(folder)
    for plays in ROUNDS:
        report = playtest(folder, plays=plays, progress=progress(plays))
        found = findings(report, story, "", {})
        _say(
            found={
                "plays": report.covered.plays,
                "never_states": found.never_states,
                "never_choices": found.never_choices,
                "idle": found.idle,
                "failures": [
                    {
                        "place": failure.place,
                        "why": failure.reason,
                        "choices": failure.choices,
                        "seed": failure.seed,
                        "plays": report.failed[kind],
                    }
                    for kind, failure in report.failures.items()
                ],
            },
            last=plays == ROUNDS[-1],
        )


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    main(*sys.argv[1:])
