"""What every part of a scene is read with: the file, the story around it, and what its states may name."""

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from game.story.diagnostics import Problem, did_you_mean
from game.story.expressions import Effects, Expression, Report, Scope, Use, read_effects
from game.story.model import BACK, Rule
from game.story.prose_reader import ProseReader
from game.story.reading import Reader, kind_of
from game.story.rules import RuleReader, lone_rule
from game.story.shapes import Kind, Shape
from game.story.sketch import Outline
from game.story.source import Node, Scalar, Sequence
from game.story.types import Variable

_BRACKETED = re.compile(r"""[(\[{"')\]}]""")
"""Only an item with brackets or quotes can be a part of an effect that a comma parted."""


def _no_names(id: str) -> str | None:
    return None


def _trap(node: Node, number: int) -> Problem | None:
    """What YAML made of an effect, if that is one of the traps."""
    from game.story.traps import effect_problem

    return effect_problem(node, number)


class Surroundings(NamedTuple):
    """What of the story a scene may name. What `hinges` others have is None while a scene is read by itself."""

    variables: Mapping[str, Variable] = MappingProxyType({})
    endings: Mapping[str, object] = MappingProxyType({})
    scenes: Mapping[str, object] = MappingProxyType({})
    hinges: Mapping[str, tuple[str, ...]] | None = None
    language: str = "en"
    gregorian: bool = False
    codex_name: Callable[[str], str | None] = _no_names
    codex_ids: Callable[[], tuple[str, ...]] = tuple
    fact_ids: Callable[[], Collection[str]] | None = None


class SceneContext(NamedTuple):
    """One scene as it is being read. `origin` is its oldest name."""

    reader: Reader
    around: Surroundings
    id: str
    origin: str
    outcomes: tuple[str, ...]
    what_if: bool
    variables: Mapping[str, Variable]
    outline: Outline
    known_expressions: dict[tuple[str, Use], Expression]
    known_effects: dict[tuple[str, ...], Effects]
    """What was read already, by its items: scenes say the same few things over and over."""

    def prose_reader(self, state: str, key: str, origin: str) -> ProseReader:
        """A reader of the prose and expressions of one state."""
        scope = Scope(
            self.variables,
            self.id,
            state,
            self.outline.sketches,
            self.outline.choices,
            self.around.hinges,
            self.around.language,
        )
        return ProseReader(
            self.reader, scope, self.around.codex_name, self.suggest_entry, key, origin, self.known_expressions
        )

    def suggest_entry(self, id: str) -> str:
        """The nearest codex entry, as a question."""
        return did_you_mean(id, self.around.codex_ids())

    def codex_place(self, node: Node | None, shape: Shape) -> str:
        """A place, which is a codex entry."""
        scalar = self.reader.scalar(node, "place", shape)
        if scalar is None or not self.reader.id_of(scalar, ()):
            return ""
        if self.around.codex_name(scalar.value) is None:
            hint = self.suggest_entry(scalar.value)
            self.reader.tell("unknown-codex-entry", scalar.place(), hint, name=scalar.value)
        return scalar.value

    def facts(self, node: Node | None, shape: Shape) -> tuple[str, ...]:
        """Ids of the ledger."""
        return self.reader.facts(node, shape, self.around.fact_ids)

    def effects(self, node: Node | None, scope: Scope, origin: str) -> Effects | None:
        """One effect, or a list; `origin` is where their dice are thrown."""
        if node is None:
            return None
        items = node.items if isinstance(node, Sequence) else [node]
        if not items:
            self.reader.tell("empty-list", node.place(), what='"do"')
        texts = tuple([item.value for item in items if type(item) is Scalar])
        if len(texts) == len(items) and (known := self.known_effects.get(texts)) is not None:
            return known
        told = len(self.reader.problems)
        written: list[tuple[str, Report]] = []
        for number, item in enumerate(items):
            plain = isinstance(item, Scalar) and not _BRACKETED.search(item.value)
            trap = None if plain else _trap(node, number)
            if trap is not None:
                self.reader.problems.append(trap)
            elif not isinstance(item, Scalar):
                self.reader.tell("wrong-type", item.place(), key="do", expected=Kind.EFFECTS.value, found=kind_of(item))
            elif not item.missing:
                written.append((item.value, self.reader.report_in(item)))
        effects = read_effects(written, scope, origin) if written else None
        if effects is not None and effects.same_anywhere and len(self.reader.problems) == told:
            self.known_effects[texts] = effects
        return effects

    def rules(
        self, node: Node | None, name: str, shape: Shape, prose: ProseReader, *, outcomes: bool = False
    ) -> tuple[Rule, ...]:
        """Ways on within the scene; `outcomes` where a rule may ask how a called scene ended."""
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return lone_rule(node, self._target)
        asked = self._any_outcome if outcomes else None
        return RuleReader(self.reader, prose.condition, self._target, self.tag, asked).read(node, name, shape)

    def tag(self, node: Node | None, shape: Shape) -> str:
        """A tag that some state has."""
        scalar = self.reader.scalar(node, "draw", shape)
        if scalar is None:
            return ""
        self.reader.known(scalar, self.outline.storylets, "unknown-tag", tag=scalar.value)
        return scalar.value

    def _any_outcome(self, scalar: Scalar) -> str:
        return self.reader.id_of(scalar, ())

    def _target(self, scalar: Scalar) -> str:
        if scalar.value == BACK:
            if not self.outline.dealers:
                self.reader.tell("back-without-dealer", scalar.place())
        elif scalar.value not in self.outline.sketches:
            hint = self._meant_target(scalar.value)
            self.reader.tell("unknown-state", scalar.place(), hint, state=scalar.value, where="this scene")
        return scalar.value

    def _meant_target(self, written: str) -> str:
        """What was most likely meant by a state that is none: what would be said of a scene, or the nearest name."""
        if written in self.around.scenes:
            return "That is a scene: end this one with an `outcome`, and let story.yaml say what follows; or `call` it."
        return did_you_mean(written, [*self.outline.sketches, *([BACK] if self.outline.dealers else [])])
