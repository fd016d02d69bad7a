"""A scene read again after a save: a state that would read as before is not, nor is it cautioned about anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from game.author.beside import Hinges
from game.author.cautions import Uses, about_state, about_variables, about_whole, uses_of
from game.author.keeping import Asked, AskedWhether
from game.author.places import lowered
from game.story.diagnostics import Problem, Problems
from game.story.model import CodexEntry, Fact, Scene, State
from game.story.reading import Reader
from game.story.scene_context import SceneContext, Surroundings
from game.story.scene_reader import read_scene, read_state
from game.story.sketch import Outline, Sketch
from game.story.source import Node
from game.story.story_reader import StoryParts


@dataclass(eq=False)
class Now:
    """What is known in the course of one look. `hinges` is None until all scenes' files were read."""

    parts: StoryParts
    playable: StoryParts | None
    problems: Problems
    names: Mapping[str, str]
    facts: Mapping[str, Fact]
    surroundings: Surroundings
    hinges: Hinges | None = None
    codex: Mapping[str, CodexEntry] | None = None
    nodes: dict[str, Node | None] = field(default_factory=dict)
    around: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        """Take from story.yaml what the reading of a scene hangs on."""
        self.around = around_scenes(self.parts)


class _Beside(NamedTuple):
    """What a scene asked of the story around it; `hinges` is None where it was read alone."""

    around: tuple[object, ...]
    hinges: Asked[tuple[str, ...]] | None
    names: Asked[str]
    facts: Asked[Fact]

    def holds(self, now: Now) -> bool:
        """Whether it would be answered alike now."""
        return (
            self.around == now.around
            and self.hinges is not None
            and (now.hinges is None or self.hinges.holds_for(now.hinges))
            and self.names.holds_for(now.names)
            and self.facts.holds_for(now.facts)
        )


class _Within(NamedTuple):
    """What a state asked of its scene's outline."""

    sketches: AskedWhether[Sketch]
    storylets: Asked[tuple[str, ...]]
    choices: Asked[tuple[str, ...]]

    def holds(self, outline: Outline) -> bool:
        """Whether it would be answered alike now."""
        return (
            self.sketches.holds_for(outline.sketches)
            and self.storylets.holds_for(outline.storylets)
            and self.choices.holds_for(outline.choices)
        )


@dataclass(eq=False, slots=True)
class _KeptState:
    """A state as it was read, and what was told of it when its first line was `line`."""

    node: Node
    was: tuple[str, ...]
    within: _Within
    state: State | None
    line: int
    problems: tuple[Problem, ...]
    cautions: tuple[Problem, ...] | None = None
    cautioned_at: int = 0


class KeptScene:
    """One scene, as it was last read."""

    def __init__(self, id: str, file: Path) -> None:
        self.id = id
        self.file = file
        self.scene: Scene | None = None
        self.problems: tuple[Problem, ...] = ()
        self.in_order = False
        """Whether it can be played."""
        self.cautions: tuple[Problem, ...] | None = None
        """None until they were worked out."""
        self.states_read: list[str] = []
        """The states that were read at the last reading, in order; the others were as before."""
        self._node: Node | None = None
        self._beside: _Beside | None = None
        self._states: dict[str, _KeptState] = {}
        self._under: tuple[object, ...] = ()
        self._context: SceneContext | None = None
        self._cautions_under: tuple[object, ...] = ()
        self._uses: tuple[Scene, Uses] | None = None

    def read(self, node: Node, now: Now, told: tuple[Problem, ...]) -> bool:
        """Read it, unless it would read as before; whether it was read. `told` is what is wrong with its file."""
        before = self._beside if self._beside is not None and self._beside.holds(now) else None
        if self._node is node and before is not None:
            return False
        if before is None:
            self._states = {}
        hinges = Asked(now.hinges, before.hinges if before else None) if now.hinges is not None else None
        names = Asked(now.names, before.names if before else None)
        facts = Asked(now.facts, before.facts if before else None)
        around = now.surroundings._replace(
            hinges=hinges, fact_ids=lambda: facts, codex_name=names.get, codex_ids=lambda: tuple(names)
        )
        problems = Problems()
        self.states_read, states = [], (self._under, self._states)
        self.scene = read_scene(Reader(problems), node, self.file, around, self._read_state)
        if Problems(told).errors:
            self._under, self._states = (
                states  # the file was parsed as a whole for its mistakes; mended, it is as it was before
            )
        self._node, self._beside, self._context = node, _Beside(now.around, hinges, names, facts), None
        self.problems = tuple(Problems([*told, *problems]))
        self.in_order = self.scene is not None and not Problems(self.problems).stopping
        self.cautions = None
        return True

    def _read_state(self, context: SceneContext, id: str, sketch: Sketch, was: tuple[str, ...]) -> State | None:
        """A state as it was read before, if all it asked for is as it was; else read."""
        if self._context is not context:
            self._begin(context)
        problems = context.reader.problems
        kept = self._states.get(id)
        if kept is not None and kept.node is sketch.node and kept.was == was and kept.within.holds(context.outline):
            if kept.problems:
                problems.extend(lowered(kept.problems, sketch.key.place().line - kept.line))
            return kept.state
        outline = context.outline
        within = _Within(AskedWhether(outline.sketches), Asked(outline.storylets), Asked(outline.choices))
        told = len(problems)
        asking = context._replace(outline=Outline(*within, dealers=outline.dealers))
        state = read_state(asking, id, sketch, was)
        self.states_read.append(id)
        line = sketch.key.place().line
        self._states[id] = _KeptState(sketch.node, was, within, state, line, tuple(problems[told:]))
        return state

    def _begin(self, context: SceneContext) -> None:
        """Forget states that were read in another scene than this is now, and those that are no more."""
        self._context = context
        names = context.id, context.origin, context.outcomes
        under = (*names, context.what_if, context.variables, context.outline.dealers)
        if under != self._under:
            self._under, self._states = under, {}
        self._states = {id: kept for id, kept in self._states.items() if id in context.outline.sketches}

    def caution(self, parts: StoryParts) -> bool:
        """Work out the cautions about a scene without errors; whether that was to be done."""
        scene = self.scene
        if scene is None or self.cautions is not None:
            return False
        variables = {**parts.variables, **scene.variables}
        under = (variables, scene.facts, scene.what_if)
        if under != self._cautions_under:
            self._cautions_under = under
            for kept in self._states.values():
                kept.cautions = None
        found = [*about_whole(scene), *about_variables(scene.variables.values(), [self.uses], set())]
        for kept in self._states.values():
            if kept.state is not None:
                line = kept.state.spot.place.line
                if kept.cautions is None:
                    kept.cautions, kept.cautioned_at = tuple(about_state(scene, kept.state, variables)), line
                found += lowered(kept.cautions, line - kept.cautioned_at)
        self.cautions = tuple(found)
        return True

    @property
    def uses(self) -> Uses:
        """The variables that it asks for and sets."""
        assert self.scene is not None
        if self._uses is None or self._uses[0] is not self.scene:
            self._uses = self.scene, uses_of(self.scene)
        return self._uses[1]


def around_scenes(parts: StoryParts) -> tuple[object, ...]:
    """All of story.yaml that the reading of a scene may hang on."""
    return dict(parts.variables), tuple(parts.endings), tuple(parts.routes), parts.language, parts.gregorian
