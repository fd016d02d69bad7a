"""Where a run stands: the light object that guards read, effects change and the scene machines move."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from game.play import chance
from game.story.calendar import Moment
from game.story.expressions import Deed
from game.story.model import Scene, State, Story
from game.story.types import Value

_REPLACED = 10
"""How many items of the journal a mark is."""
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


class Position:
    """The state of one run. `values` holds the story's variables and those of the current scene, by name.

    Whatever is changed in place is noted in a journal, so that any earlier position can be had back in time that
    grows with what changed since, and not with the story. The journal is flat, which spares the collector most of
    what a long run keeps: for each mark what is replaced whole, then for each change three items, a mapping, a key
    (or a tuple of keys) and what was there (None for nothing).
    """

    __slots__ = (
        "_journal", "alone", "at", "back", "callers", "counts", "dealt", "ending", "hands", "hinges", "open",
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
        """What is offered at rest, open or locked, in file order: the `Way`s of a room."""
        self.open: tuple[Any, ...] = ()
        """Those of them that can be taken."""
        self.dealt = ""
        self.counts: dict[str, int] = {}
        """How often chance was asked at each place, within this step."""
        self._journal: list[Any] = []

    @property
    def here(self) -> State:
        """The state it is in."""
        return self.scene.states[self.state]

    def copy(self) -> "Position":
        """A position to go on from by itself; what happened before it cannot be taken back there."""
        other: Position = object.__new__(Position)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        other.values, other.visits = dict(self.values), dict(self.visits)
        other.taken, other.hinges = dict(self.taken), dict(self.hinges)
        other.counts, other._journal = {}, []
        return other

    def mark(self) -> int:
        """Where the journal stands now, to be gone back to: at rest, with something to choose, and so not over."""
        journal = self._journal
        journal += (
            self.scene, self.state, self.at, self.place, self.hands, self.back, self.callers,
            self.ways, self.open, self.step,
        )  # fmt: skip
        return len(journal)

    def go_back(self, mark: int) -> None:
        """Take back all that happened since `mark`, which is the last that stands; then it stands no more."""
        for mapping, key, old in self._since(mark):
            if old is None:
                del mapping[key]
            else:
                mapping[key] = old
        journal = self._journal
        start = mark - _REPLACED
        (
            self.scene, self.state, self.at, self.place, self.hands, self.back, self.callers,
            self.ways, self.open, self.step,
        ) = journal[start:mark]  # fmt: skip
        self.ending = self.outcome = ""
        self.over = self.stuck = False
        del journal[start:]

    def place_at(self, mark: int) -> str:
        """The `scene.state` at `mark`."""
        scene, state = self._journal[mark - _REPLACED : mark - _REPLACED + 2]
        place: str = scene.states[state].key
        return place

    def values_at(self, mark: int, names: Iterable[str]) -> dict[str, Value]:
        """The values of variables as they were at `mark`, the last that stands."""
        then = {name: self.values[name] for name in names}
        for mapping, key, old in self._since(mark):
            if mapping is self.values and key in then and old is not None:
                then[key] = old
        return then

    def _since(self, mark: int) -> Iterator[tuple[dict[str, Any], str, Any]]:
        """What changed since the last mark, from last to first: a mapping, a key, and what was there."""
        journal = self._journal
        for end in range(len(journal), mark, -3):
            mapping, key, old = journal[end - 3 : end]
            if type(key) is tuple:
                yield from zip(repeat(mapping), key, old)
            else:
                yield mapping, key, old

    def put(self, mapping: dict[str, Any], key: str, value: Any) -> None:
        """Set a key of one of the position's own mappings, noting what was there."""
        self._journal.extend((mapping, key, mapping.get(key)))
        mapping[key] = value

    def replace_own(self, names: Sequence[str], values: Mapping[str, Value]) -> None:
        """Drop the variables of the scene that is left, and take up those of the one that is entered."""
        for name in names:
            self._journal.extend((self.values, name, self.values.pop(name)))
        for name, value in values.items():
            self.put(self.values, name, value)

    def count(self, mapping: dict[str, int], key: str, deed: Deed | None) -> None:
        """Count one more of `key`, and do what comes of it, noting what the variables it sets were before."""
        journal = self._journal
        count = mapping.get(key)
        if deed is None:
            journal += (mapping, key, count)
            mapping[key] = count + 1 if count else 1
        else:
            values = self.values
            writes, before, function = deed
            journal += (mapping, key, count, values, writes, before(values))
            mapping[key] = count + 1 if count else 1
            function(values, self)

    def number(self, place: str) -> int:
        """The next number of chance at `place`, in this step."""
        count = self.counts.get(place, 0)
        self.counts[place] = count + 1
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
