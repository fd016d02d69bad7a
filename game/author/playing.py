"""One play by chance, to its end or to what is wrong with it, and what of the story it saw."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from game.play import chance
from game.play.run import Run, StepFailed
from game.story.model import Story, StoryNotInOrder
from game.story.types import Value

MOST_CHOICES = 2_000
"""A play that is not over by then goes round for ever."""

Pick = Callable[[list[str], random.Random], str]
"""Which of the open choices, given by their keys (`scene.state.choice`), is taken."""


@dataclass
class Seen:
    """What plays saw and came to: counts, which add up in any number."""

    plays: int = 0
    choices: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    hinges: dict[str, Counter[str]] = field(default_factory=dict)
    values: dict[str, Counter[Value]] = field(default_factory=dict)
    clamped: Counter[str] = field(default_factory=Counter)
    words: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Seen") -> None:
        """Add what other plays saw."""
        self.plays += other.plays
        self.choices += other.choices
        for mine, theirs in (
            (self.endings, other.endings),
            (self.states, other.states),
            (self.taken, other.taken),
            (self.clamped, other.clamped),
            (self.words, other.words),
        ):
            mine.update(theirs)  # type: ignore[arg-type]
        for counters, others in ((self.hinges, other.hinges), (self.values, other.values)):
            for name, counter in others.items():
                counters.setdefault(name, Counter()).update(counter)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Failure:
    """A play that got stuck, failed or never ended: why, and the choices that lead there from `start`."""

    reason: str
    place: str
    seed: int
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Begin:
    """How plays of a test begin."""

    story: Story
    start: str = ""

    def run(self, seed: int) -> Run:
        """A new run."""
        return Run.begin(self.story, self.start, seed)


def seed_of(seed: int, number: int) -> int:
    """The seed of the play with this number, in a test with this seed."""
    return chance.number(seed, number, "playtest", 0) % 1_000_000_000


def play(begin: Begin, seed: int, pick: Pick, seen: Seen) -> Failure | None:
    """Play once, adding to `seen`; what went wrong, if anything did."""
    dice = random.Random(seed)
    try:
        run = begin.run(seed)
    except StepFailed as failed:
        return Failure(failed.problem.message, failed.problem.place.file, seed, ())
    failure = None
    while not run.over and failure is None:
        failure = _step(run, seed, pick, dice)
    _note(run, seen)
    return failure


def _step(run: Run, seed: int, pick: Pick, dice: random.Random) -> Failure | None:
    ids = [option.id for option in run.options if option.open]
    if not ids or run.stuck:
        return _failure("no choice is open, and nothing is next", run, seed)
    if run.step >= MOST_CHOICES:
        return _failure(f"no end after {MOST_CHOICES} choices", run, seed)
    here = run.here
    keys = [f"{here}.{id}" for id in ids]
    id = ids[keys.index(pick(keys, dice))] if len(ids) > 1 else ids[0]
    try:
        run.choose(id)
    except StepFailed as failed:
        return _failure(failed.problem.message, run, seed, id)
    except StoryNotInOrder as broken:
        return _failure(broken.problems[0].message, run, seed, id)
    return None


def _failure(reason: str, run: Run, seed: int, *last: str) -> Failure:
    return Failure(reason, run.here, seed, (*(choice for _, choice in run.choices), *last))


def _note(run: Run, seen: Seen) -> None:
    position = run.position
    seen.plays += 1
    seen.choices += run.step
    if run.over:
        seen.endings[run.ending.id if run.ending else run.outcome] += 1
    seen.states.update(position.visits)
    seen.taken.update(position.taken)
    for hinge, choice in position.hinges.items():
        seen.hinges.setdefault(hinge, Counter())[choice] += 1
    for name in run.story.variables:
        seen.values.setdefault(name, Counter())[position.values[name]] += 1
    seen.words[words_read(run)] += 1


def words_read(run: Run) -> int:
    """The words that a run has been given to read."""
    return sum(_count(paragraph.plain) for turn in run.turns for page in turn.pages for paragraph in page.paragraphs)


@lru_cache(8_192)
def _count(text: str) -> int:
    """Its words; most paragraphs are met again and again, and those that vary are soon forgotten."""
    return len(text.split())


def evenly(keys: list[str], dice: random.Random) -> str:
    """Any open choice, each as likely."""
    return dice.choice(keys)


def rarest_first(taken: Mapping[str, int]) -> Pick:
    """A choice the likelier, the less it was taken before."""

    def pick(keys: list[str], dice: random.Random) -> str:
        weights = [1 / (1 + taken.get(key, 0)) ** 2 for key in keys]
        return dice.choices(keys, weights)[0]

    return pick


def shrunk(begin: Begin, failure: Failure) -> Failure:
    """The failure by fewer choices, as few as leaving out stretches of them finds."""
    choices = list(failure.choices)
    size = len(choices) // 2
    while size:
        at = 0
        while at < len(choices):
            fewer = choices[:at] + choices[at + size :]
            if _fails_alike(begin, failure, fewer):
                choices = fewer
            else:
                at += size
        size //= 2
    return Failure(failure.reason, failure.place, failure.seed, tuple(choices))


def _fails_alike(begin: Begin, failure: Failure, choices: Iterable[str]) -> bool:
    run = begin.run(failure.seed)
    ids = list(choices)
    for number, id in enumerate(ids):
        if not any(option.id == id and option.open for option in run.options):
            return False
        try:
            run.choose(id)
        except (StepFailed, StoryNotInOrder) as failed:
            message = failed.problem.message if isinstance(failed, StepFailed) else failed.problems[0].message
            return number == len(ids) - 1 and (message, run.here) == (failure.reason, failure.place)
    return run.stuck and run.here == failure.place and failure.reason.startswith("no choice")
