"""A story as data: frozen, checked, and the same for everybody who plays it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from game.story.calendar import Moment, Unit
from game.story.diagnostics import Place, Problem
from game.story.expressions import Effects, Expression
from game.story.nodes import Mapping as MappingNode
from game.story.nodes import Node, Source
from game.story.prose import Line, Prose
from game.story.types import Value, Variable

if TYPE_CHECKING:
    from game.story.pins import StoryMap

BACK = "back"


class Mark(StrEnum):
    """What a choice at a hinge is to the record."""

    HISTORY = "history"
    WHAT_IF = "what-if"
    TRIED = "tried"


class Spot(NamedTuple):
    """Where something is written, to be worked out when it is asked for."""

    source: Source
    start: int
    end: int

    @property
    def place(self) -> Place:
        """The file, line and column."""
        return self.source.place(self.start, self.end)


def spot_of(node: Node) -> Spot:
    """Where a node is written; a mapping is where its first key is."""
    if isinstance(node, MappingNode) and not node.flow:
        for entry in node.entries.values():
            return Spot(node.source, entry.start, entry.end)
    return Spot(node.source, node.start, node.end)


class Rule(NamedTuple):
    """One way on: it holds when its conditions do, and leads to a state (or a scene), or deals a storylet."""

    spot: Spot
    when: Expression | None = None
    outcome: str = ""
    to: str = ""
    draw: str = ""


class Clock(NamedTuple):
    """When a state stands: a date, moved by an amount that is counted as it is entered."""

    base: Moment
    amount: Expression | None = None
    unit: Unit = Unit.MINUTES


class Choice(NamedTuple):
    """A transition that a player can take. `key` is `scene.state.choice`; `origin` the same under oldest names."""

    id: str
    key: str
    origin: str
    spot: Spot
    text: Line
    when: Expression | None = None
    locked: Line | None = None
    once: bool = False
    effects: Effects | None = None
    result: Prose | None = None
    to: tuple[Rule, ...] = ()
    mark: Mark | None = None
    label: Line | None = None
    because: Prose | None = None
    facts: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


class Draw(NamedTuple):
    """A place for storylets among a state's choices: up to `most` of those tagged `tag`."""

    tag: str
    most: int
    spot: Spot


class State(NamedTuple):
    """One state of a scene. `key` is `scene.state`; `origin` the same under oldest names."""

    id: str
    key: str
    origin: str
    spot: Spot
    text: Prose | None = None
    at: Clock | None = None
    place: str = ""
    effects: Effects | None = None
    choices: tuple["Choice | Draw", ...] = ()
    next: tuple[Rule, ...] = ()
    outcome: str = ""
    ending: str = ""
    call: str = ""
    hinge: str = ""
    record: Prose | None = None
    facts: tuple[str, ...] = ()
    drawing: str = ""
    title: Line | None = None
    tags: tuple[str, ...] = ()
    weight: Expression | None = None
    when: Expression | None = None
    once: bool = False
    was: tuple[str, ...] = ()

    @property
    def is_storylet(self) -> bool:
        """Whether it can be dealt."""
        return bool(self.tags)


@dataclass(frozen=True, eq=False, repr=False)
class Scene:
    """A state machine. `alone` are story variables for a play that starts here."""

    id: str
    origin: str
    file: Path
    title: str
    initial: str
    states: Mapping[str, State]
    variables: Mapping[str, Variable] = field(default_factory=dict)
    alone: Mapping[str, Value] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    what_if: bool = False
    facts: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict, init=False)
    """What those who play it keep with it, such as its machine, and let go of with it; a changed copy has its own."""

    @cached_property
    def hinges(self) -> Mapping[str, State]:
        """The states that are hinges, by the hinge's id, in file order."""
        return {state.hinge: state for state in self.states.values() if state.hinge}

    @cached_property
    def storylets(self) -> Mapping[str, tuple[State, ...]]:
        """The states of each tag, in file order."""
        by_tag: dict[str, tuple[State, ...]] = {}
        for state in self.states.values():
            for tag in state.tags:
                by_tag[tag] = (*by_tag.get(tag, ()), state)
        return by_tag

    @cached_property
    def dealt_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each state that deals storylets, the tags it deals, in file order."""
        dealt: dict[str, tuple[str, ...]] = {}
        for state in self.states.values():
            tags: list[str] = []
            for way in state.choices:
                tags += [way.tag] if isinstance(way, Draw) else [rule.draw for rule in way.to if rule.draw]
            tags += [rule.draw for rule in state.next if rule.draw]
            if tags:
                dealt[state.id] = tuple(tags)
        return dealt

    def dealer_of(self, storylet: str) -> str:
        """The first state that deals a storylet, or the first that deals any: where `back` leads by itself."""
        tags = set(self.states[storylet].tags)
        for dealer, dealt in self.dealt_by.items():
            if tags.intersection(dealt):
                return dealer
        return next(iter(self.dealt_by), "")


class Route(NamedTuple):
    """Where a scene's outcomes lead: its `next` in story.yaml, and where that is written."""

    scene: str
    next: tuple[Rule, ...]
    spot: Spot


class Ending(NamedTuple):
    """The end of a whole story."""

    id: str
    title: str
    history: bool = False
    was: tuple[str, ...] = ()
    spot: Spot | None = None


class CodexEntry(NamedTuple):
    """A person, place or term that text can link."""

    id: str
    kind: str
    name: str
    text: Prose
    names: Mapping[str, str] = MappingProxyType({})
    facts: tuple[str, ...] = ()


class Fact(NamedTuple):
    """One entry of the ledger of sourced facts.

    `contested` is what the dispute or the error is about, `untold` why no scene tells it; both may be empty. `titles`
    are what its sources are called, `question` is what the dispute asks, in the ledger's words.
    """

    id: str
    statement: str
    chapter: str = ""
    sources: tuple[str, ...] = ()
    contested: str = ""
    untold: str = ""
    titles: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Story:
    """The state machine of scenes, whose scenes, codex and facts are read when they are first asked for."""

    id: str
    title: str
    version: str
    language: str
    initial: str
    folder: Path
    variables: Mapping[str, Variable]
    routes: Mapping[str, Route]
    endings: Mapping[str, Ending]
    read_scene: Callable[[str], Scene]
    read_codex: Callable[[], Mapping[str, CodexEntry]]
    read_facts: Callable[[], Mapping[str, Fact]]
    read_old_scenes: Callable[[], Mapping[str, str]]
    read_map: "Callable[[], StoryMap]"
    note: str = ""
    """What a reader should know before a new run."""
    decided: str = ""
    """What stands above the hinges at the end, where the story has its own words for it."""

    @cached_property
    def _scenes(self) -> dict[str, Scene]:
        return {}

    def scene(self, id: str) -> Scene:
        """The scene, read at its door and kept. Raises StoryNotInOrder, or KeyError for no such scene."""
        known = self._scenes.get(id)
        if known is None:
            known = self._scenes[id] = self.read_scene(id)
        return known

    @cached_property
    def _old_scenes(self) -> Mapping[str, str]:
        return self.read_old_scenes()

    def scene_called(self, name: str) -> str:
        """The id of the scene that `name` is, or once was; empty for no such scene."""
        return name if name in self.routes else self._old_scenes.get(name, "")

    @cached_property
    def codex(self) -> Mapping[str, CodexEntry]:
        """All entries by id; empty where the story has none."""
        return self.read_codex()

    @cached_property
    def map(self) -> "StoryMap":
        """The map's pins and towns; empty where the story has none."""
        return self.read_map()

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """All facts by id; empty where the story has none."""
        return self.read_facts()


class StoryNotInOrder(Exception):
    """A story or a scene with errors cannot be played; `problems` says which."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s)")
