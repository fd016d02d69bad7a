"""Many plays by chance: in batches that any number of workers may play, merged in order, so that the report is one.

The first plays choose evenly, for the shares of endings and hinges. Those after them lean towards what was seen
least, for coverage alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from game.author.playing import Begin, Failure, Seen, evenly, play, rarest_first, seed_of, shrunk
from game.author.walk import effects_of
from game.story.expressions.running import watched_deed
from game.story.loader import load_story
from game.story.model import Scene, Story

BATCH = 250
MOST_FAILURES = 20
"""Failures kept, each of another kind or at another place."""


@dataclass
class Report:
    """What a playtest found; `seen` is of the even plays, `covered` of all."""

    seed: int
    seen: Seen = field(default_factory=Seen)
    covered: Seen = field(default_factory=Seen)
    failures: dict[tuple[str, str], Failure] = field(default_factory=dict)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether no play got stuck or failed."""
        return not self.failures

    @property
    def choices_per_second(self) -> float:
        """Choices of all plays, in a second of all workers together."""
        return self.covered.choices / self.seconds if self.seconds else 0.0


@dataclass(frozen=True)
class _Batch:
    first: int
    plays: int
    seed: int
    taken: Mapping[str, int] | None
    """What was taken before, where this batch leans to what was not; None where it chooses evenly."""


@dataclass
class _Played:
    seen: Seen
    failures: list[Failure]


class _Worker:
    """A process's own copy of the story, loaded once."""

    begin: Begin
    clamped: Counter[str]


def playtest(
    folder: Path,
    start: str = "",
    plays: int = 1_000,
    seed: int = 1917,
    workers: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """Play the story in `folder`, from `start`, `plays` times evenly and a quarter as often again for coverage.

    `progress` is told how many plays are done, of how many. The same report comes of any number of workers, but
    for its `seconds`. Raises what loading the story does.
    """
    report = Report(seed)
    began = perf_counter()
    leaning = (plays + 3) // 4
    with _Pool(folder, start, workers) as play_batches:
        for played in play_batches(_batches(0, plays, seed, None)):
            report.seen.add(played.seen)
            _merge(report, played)
            progress(report.covered.plays, plays + leaning)
        taken = Counter(report.covered.taken)
        for played in play_batches(_batches(plays, leaning, seed, taken)):
            _merge(report, played)
            progress(report.covered.plays, plays + leaning)
    report.seconds = perf_counter() - began
    begin = Begin(load_story(folder), start)
    report.failures = {kind: shrunk(begin, failure) for kind, failure in report.failures.items()}
    return report


def _merge(report: Report, played: _Played) -> None:
    report.covered.add(played.seen)
    for failure in played.failures:
        kind = (failure.reason, failure.place)
        report.failed[kind] += 1
        if kind not in report.failures and len(report.failures) < MOST_FAILURES:
            report.failures[kind] = failure


def _batches(first: int, plays: int, seed: int, taken: Mapping[str, int] | None) -> Iterator[_Batch]:
    for number in range(first, first + plays, BATCH):
        yield _Batch(number, min(BATCH, first + plays - number), seed, taken)


class _Pool:
    """Gives a function that plays batches, in order, here or in worker processes."""

    def __init__(self, folder: Path, start: str, workers: int) -> None:
        self._folder, self._start, self._workers = folder, start, workers
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Callable[[Iterator[_Batch]], Iterator[_Played]]:
        if self._workers <= 1:
            _prepare(self._folder, self._start)
            return lambda batches: map(_play_batch, batches)
        self._executor = ProcessPoolExecutor(
            self._workers, get_context("spawn"), initializer=_prepare, initargs=(self._folder, self._start)
        )
        executor = self._executor
        return lambda batches: executor.map(_play_batch, batches)

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


def _prepare(folder: Path, start: str) -> None:
    story = load_story(folder)
    _Worker.begin = Begin(story, start)
    _Worker.clamped = Counter()
    _watch_clamping(story)


def _watch_clamping(story: Story) -> None:
    """Have each scene's effects say when a value was held at the end of its range."""
    read = story.read_scene

    def told(name: str) -> None:
        _Worker.clamped[name] += 1

    def watched(id: str) -> Scene:
        scene = read(id)
        for state in scene.states.values():
            for effects in effects_of(state):
                effects.deed = watched_deed(effects.writes, effects.source, told)
        return scene

    object.__setattr__(story, "read_scene", watched)


def _play_batch(batch: _Batch) -> _Played:
    seen = Seen()
    pick = evenly if batch.taken is None else rarest_first(batch.taken)
    failures = []
    _Worker.clamped.clear()
    for number in range(batch.first, batch.first + batch.plays):
        failure = play(_Worker.begin, seed_of(batch.seed, number), pick, seen)
        if failure is not None:
            failures.append(failure)
    seen.clamped.update(_Worker.clamped)
    return _Played(seen, failures)
