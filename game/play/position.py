"""Where a run stands: the light object that guards read, effects change and the scene machines move."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from game.play import chance
from game.story.calendar import Moment
from game.story.model import Scene, State, Story
from game.story.types import Value

_ABSENT: Any = object()
Hand = tuple[tuple[str, ...], ...]
"""The storylets a state offers now: for each of its draws, their ids in file order."""


class Caller(NamedTuple):
    """A scene that waits for the one it called; its variables, clock, place, hands and `back` are given back."""

    scene: Scene
    state: str
    values: Mapping[str, Value]
    at: Moment | None
    place: str
    hands: Mapping[str, Hand]
    back: str


class Mark(NamedTuple):
    """A position that can be gone back to: what is replaced whole, and how long the journal was."""

    scene: Scene
    state: str
    at: Moment | None
    place: str
    hands: Mapping[str, Hand]
    back: str
    callers: tuple[Caller, ...]
    ending: str
    outcome: str
    over: bool
    stuck: bool
    ways: tuple[Any, ...]
    open: tuple[Any, ...]
    step: int
    journal: int


class Position:
    """The state of one run. `values` holds the story's variables and those of the current scene, by name.

    Whatever is changed in place is noted in a journal, so that any earlier position can be had back in time that
    grows with what changed since, and not with the story.
    """

    __slots__ = (
        "_counts", "_journal", "alone", "at", "back", "callers", "dealt", "ending", "hands", "hinges", "open",
        "outcome", "over", "place", "scene", "seed", "state", "step", "stuck", "taken", "values", "visits", "ways",
    )  # fmt: skip

    def __init__(self, story: Story, scene: Scene, seed: int, preset: Mapping[str, Value], *, alone: bool) -> None:
        initial = {name: variable.initial for name, variable in story.variables.items()}
        self.values: dict[str, Value] = {**initial, **preset}
        self.visits: dict[str, int] = {}
        self.taken: dict[str, int] = {}
        self.hinges: dict[str, str] = {}
        self.seed = seed
        self.alone = alone
        self.step = 0
        self.scene = scene
        self.state = scene.initial
        self.at: Moment | None = None
        self.place = ""
        self.hands: Mapping[str, Hand] = {}
        self.back = ""
        self.callers: tuple[Caller, ...] = ()
        self.ending = ""
        self.outcome = ""
        self.over = False
        self.stuck = False
        self.ways: tuple[Any, ...] = ()
        """What is offered at rest, open or not, in file order: the machine's `Way`s."""
        self.open: tuple[Any, ...] = ()
        """Those of them that can be taken."""
        self.dealt = ""
        self._counts: dict[str, int] = {}
        self._journal: list[tuple[dict[str, Any], str, Any]] = []

    @property
    def here(self) -> State:
        """The state it is in."""
        return self.scene.states[self.state]

    def begin_step(self, step: int) -> None:
        """Chance counts anew within each step."""
        self.step = step
        self._counts = {}

    def copy(self) -> "Position":
        """A position to go on from by itself; what happened before it cannot be taken back there."""
        other: Position = object.__new__(Position)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        other.values, other.visits = dict(self.values), dict(self.visits)
        other.taken, other.hinges = dict(self.taken), dict(self.hinges)
        other._counts, other._journal = {}, []
        return other

    def mark(self) -> Mark:
        """The position now, to be gone back to."""
        return Mark(
            self.scene, self.state, self.at, self.place, self.hands, self.back, self.callers,
            self.ending, self.outcome, self.over, self.stuck, self.ways, self.open, self.step, len(self._journal),
        )  # fmt: skip

    def go_back(self, mark: Mark) -> None:
        """Take back all that happened since `mark`."""
        journal = self._journal
        while len(journal) > mark.journal:
            mapping, key, old = journal.pop()
            if old is _ABSENT:
                del mapping[key]
            else:
                mapping[key] = old
        (
            self.scene, self.state, self.at, self.place, self.hands, self.back, self.callers,
            self.ending, self.outcome, self.over, self.stuck, self.ways, self.open, self.step, _,
        ) = mark  # fmt: skip

    def values_at(self, mark: Mark, names: Iterable[str]) -> dict[str, Value]:
        """The values of variables as they were at `mark`."""
        then = {name: self.values[name] for name in names}
        for mapping, key, old in reversed(self._journal[mark.journal :]):
            if mapping is self.values and key in then and old is not _ABSENT:
                then[key] = old
        return then

    def put(self, mapping: dict[str, Any], key: str, value: Any) -> None:
        """Set a key of one of the position's own mappings, noting what was there."""
        self._journal.append((mapping, key, mapping.get(key, _ABSENT)))
        mapping[key] = value

    def note(self, names: Sequence[str]) -> None:
        """Note the values of variables that are about to be set."""
        values = self.values
        for name in names:
            self._journal.append((values, name, values[name]))

    def replace_own(self, names: Sequence[str], values: Mapping[str, Value]) -> None:
        """Drop the variables of the scene that is left, and take up those of the one that is entered."""
        for name in names:
            self._journal.append((self.values, name, self.values.pop(name)))
        for name, value in values.items():
            self.put(self.values, name, value)

    def count(self, mapping: dict[str, int], key: str) -> None:
        """Count one more of `key`."""
        old = mapping.get(key)
        self._journal.append((mapping, key, _ABSENT if old is None else old))
        mapping[key] = (old or 0) + 1

    def number(self, place: str) -> int:
        """The next number of chance at `place`, in this step."""
        count = self._counts.get(place, 0)
        self._counts[place] = count + 1
        return chance.number(self.seed, self.step, place, count)

    def roll(self, place: str, sides: int) -> int:
        """A throw of a die with `sides` sides, from 1."""
        return self.number(place) % sides + 1

    def eligible(self, storylet: State) -> int:
        """The weight of a storylet that can be dealt now, else 0."""
        if storylet.once and self.visits.get(storylet.key):
            return 0
        if storylet.when is not None and not storylet.when.function(self.values, self):
            return 0
        if storylet.weight is None:
            return 1
        return max(0, int(storylet.weight.function(self.values, self)))

    def deal_one(self, tagged: Sequence[State], place: str, besides: Sequence[str] = ()) -> str:
        """A storylet of `tagged` that is not among `besides`, by weight and chance; empty when there is none."""
        weights = [(state.id, self.eligible(state)) for state in tagged if state.id not in besides]
        total = sum(weight for _, weight in weights)
        if not total:
            return ""
        rest = self.number(place) % total
        for id, weight in weights:
            rest -= weight
            if rest < 0:
                return id
        raise AssertionError("the weights add up to their total")
