"""A story read again after a save: what did not change, and asks for nothing that did, is not read a second time.

What comes of it is what `game.author.check` finds; but the scene that somebody looks at comes first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from game.author.beside import Beside, Hinges, Once
from game.author.cautions import cautions_about, cautions_about_variables
from game.author.keeping import Asked, KeptFiles
from game.author.looking import Look, SceneSeen, scene_seen
from game.author.together import check_together
from game.bundled import recorded_root
from game.story.diagnostics import Problem, Problems, problem
from game.story.loader import STORY_FILE, StoryFiles
from game.story.model import CodexEntry, Fact, Scene, Story, StoryNotInOrder
from game.story.reading import Reader
from game.story.scene_reader import read_scene
from game.story.sketch import hinges_in
from game.story.source import Node
from game.story.story_reader import StoryParts, read_story_parts

_NO_HINGES: Hinges = {}
TELL_EVERY = 0.5
"""Seconds between two looks at a story that is being read."""


@dataclass(eq=False)
class _SceneRead:
    """A scene as it was read, and what it asked of the story around it; `hinges` is None where it was read alone."""

    node: Node
    around: tuple[object, ...]
    hinges: Asked[tuple[str, ...]] | None
    names: Asked[str]
    facts: Asked[Fact]
    scene: Scene | None
    problems: tuple[Problem, ...]
    in_order: bool
    cautions: tuple[Problem, ...] | None = None

    def holds(self, node: Node, now: "_Now") -> bool:
        """Whether reading it now would give the same."""
        return (
            self.node is node
            and self.around == now.around
            and self.hinges is not None
            and (now.hinges is None or self.hinges.holds_for(now.hinges))
            and self.names.holds_for(now.names)
            and self.facts.holds_for(now.facts)
        )


@dataclass(eq=False)
class _Now:
    """What is known in the course of one look. `hinges` is None until all scenes' files were read."""

    parts: StoryParts
    playable: StoryParts | None
    problems: Problems
    names: Mapping[str, str]
    facts: Mapping[str, Fact]
    hinges: Hinges | None = None
    codex: Mapping[str, CodexEntry] | None = None
    nodes: dict[str, Node | None] = field(default_factory=dict)
    around: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        """Take from story.yaml what the reading of a scene hangs on."""
        self.around = _around(self.parts)


class Rereading:
    """The story in a folder, to be read again and again."""

    def __init__(self, folder: Path) -> None:
        self.files = KeptFiles(folder)
        self.scenes_read: list[str] = []
        """The scenes that were read, in order: for whoever wants to know what a save costs."""
        self._scenes: dict[str, _SceneRead] = {}
        self._hinges: dict[str, tuple[Node, Hinges]] = {}
        self._seen: dict[str, tuple[Node | None, SceneSeen]] = {}
        self._beside = Beside(self.files)
        self._parts, self._together, self._variables = Once(), Once(), Once()
        self._last_good: StoryParts | None = None
        self._late: tuple[Problem, ...] = ()

    def look(self, first: str = "") -> Iterator[Look | None]:
        """What there is now: the scene `first` at once, then with ever more of the rest; None for a breath between.

        Whoever is told of another save may leave off anywhere and look anew.
        """
        files, problems = self.files, Problems()
        node = files.node(STORY_FILE, problems)
        parts = self._parts.of([node], lambda: read_story_parts(Reader(Problems()), node)) if node else None
        if node is None or parts is None:
            if node is not None:
                read_story_parts(Reader(problems), node)
            yield Look(
                None, tuple(problems.in_order()), tuple(seen for _node, seen in self._seen.values()), settled=True
            )
            return
        read_story_parts(Reader(alone := Problems(problems)), node)
        now = _Now(parts, self._playable(parts, alone), problems, self._beside.names(), self._beside.facts(problems))
        first = first if first in parts.routes else parts.initial
        if first not in self._scenes:
            now.nodes[first] = files.node(f"{first}.yaml", Problems())
            self._read(first, now)
            yield self._told(now)
        yield from self._rest(node, first, now)

    def _rest(self, node: Node, first: str, now: _Now) -> Iterator[Look | None]:
        told = monotonic()
        for id in now.parts.routes:
            now.nodes[id] = self._node_of(id, now)
            yield None
        by_scene = [self._hinges_in(id, now.nodes[id]) for id in now.parts.routes]
        now.hinges = self._together.of(by_scene, lambda: {hinge: ids for one in by_scene for hinge, ids in one.items()})
        read_story_parts(Reader(now.problems), node, now.hinges)
        for id in sorted(now.parts.routes, key=lambda id: id != first):
            if self._read(id, now):
                if id == first or monotonic() - told > TELL_EVERY:
                    yield self._told(now)
                    told = monotonic()
                yield None
        now.codex = self._beside.codex(now.parts, now.facts, now.problems)
        self._beside.map(now.parts, now.hinges, now.problems)
        for id in [id for id in self._scenes if now.nodes.get(id) is None]:
            del self._scenes[id]
        yield self._told(now)
        whole = {id: kept.scene for id in now.parts.routes if (kept := self._scenes.get(id)) and kept.scene is not None}
        late = Problems()
        check_together(self.files, now.parts, whole, late)
        broken = _broken(Problems([*self._all_told(now), *late]))
        for id, scene in whole.items():
            if self._caution(id, scene, now.parts, broken):
                yield None
        late.extend([] if broken else self._about_variables(now.parts, whole))
        self._late = tuple(late)
        yield self._told(now, settled=True)

    def with_recorded(self, look: Look) -> Look:
        """A settled look, with what no longer holds of the runs that ship: only asked of a story without errors."""
        node = self.files.node(STORY_FILE, Problems())
        if look.story is None or node is None or any(one.is_error for one in look.problems):
            return look
        if not any(recorded_root().glob("*.yaml")):
            return look
        from game.author.recorded import recorded_problems

        parts = read_story_parts(Reader(Problems()), node)
        found = list(recorded_problems(self.files, parts)) if parts is not None else []
        return replace(look, problems=tuple(Problems([*look.problems, *found]).in_order())) if found else look

    # What is kept

    def _playable(self, parts: StoryParts, problems: Problems) -> StoryParts | None:
        """What is played: story.yaml as it is now, or as it last was in order, if scenes read alike by both."""
        if not problems.errors:
            self._last_good = parts
        elif self._last_good is not None and _around(self._last_good) != _around(parts):
            return None
        return self._last_good

    def _node_of(self, id: str, now: _Now) -> Node | None:
        if (self.files.folder / f"{id}.yaml").exists():
            return self.files.node(f"{id}.yaml", now.problems)
        place = now.parts.routes[id].spot.place
        now.problems.append(problem("scene-without-file", place, file=f"{id}.yaml", scene=id))
        return None

    def _hinges_in(self, id: str, node: Node | None) -> Hinges:
        if node is None:
            return _NO_HINGES
        kept = self._hinges.get(id)
        if kept is None or kept[0] is not node:
            kept = self._hinges[id] = node, hinges_in(node)
        return kept[1]

    def _read(self, id: str, now: _Now) -> bool:
        """Read a scene, unless it would read as before; whether it was read."""
        node = now.nodes[id]
        kept = self._scenes.get(id)
        if node is None or (kept is not None and kept.holds(node, now)):
            return False
        hinges = Asked(now.hinges) if now.hinges is not None else None
        names, facts = Asked(now.names), Asked(now.facts)
        around = self.files.surroundings(now.parts, hinges, lambda: facts)
        around = around._replace(codex_name=names.get, codex_ids=lambda: tuple(names))
        problems = Problems()
        scene = read_scene(Reader(problems), node, self.files.folder / f"{id}.yaml", around)
        self.scenes_read.append(id)
        found = Problems([*self.files.told_of(f"{id}.yaml"), *problems])
        self._scenes[id] = _SceneRead(
            node, now.around, hinges, names, facts, scene, tuple(found), scene is not None and not found.errors
        )
        return True

    def _caution(self, id: str, scene: Scene, parts: StoryParts, broken: set[str]) -> bool:
        """Work out the cautions about a scene, if it has no errors; whether that was to be done."""
        kept = self._scenes[id]
        if kept.cautions is not None or self.files.shown(scene.file) in broken:
            return False
        about = cautions_about(scene, {**parts.variables, **scene.variables})
        kept.cautions = (*about, *cautions_about_variables(scene.variables.values(), [scene], set()))
        return True

    def _about_variables(self, parts: StoryParts, scenes: Mapping[str, Scene]) -> list[Problem]:
        rules = [rule for route in parts.routes.values() for rule in route.next]
        asked = {name for rule in rules if rule.when is not None for name in rule.when.reads}
        declared = parts.variables.values()
        return self._variables.of(
            [parts, *scenes.values()], lambda: list(cautions_about_variables(declared, scenes.values(), asked))
        )

    # What is told

    def _all_told(self, now: _Now) -> Problems:
        return Problems([*now.problems, *(one for scene in self._scenes.values() for one in scene.problems)])

    def _told(self, now: _Now, *, settled: bool = False) -> Look:
        told = Problems([*self._all_told(now), *self._late])
        broken = _broken(told)
        for kept in self._scenes.values():
            if kept.cautions and kept.scene is not None and self.files.shown(kept.scene.file) not in broken:
                told.extend(kept.cautions)
        for id, node in now.nodes.items():
            if id not in self._seen or self._seen[id][0] is not node:
                self._seen[id] = node, self._scene_seen(id, node)
        routes = now.parts.routes
        seen = tuple(self._seen[id][1] if id in self._seen else self._scene_seen(id, None) for id in routes)
        story = self._story(now) if now.playable is not None else None
        read = sum(id in self._scenes for id in routes)
        return Look(story, tuple(told.in_order()), seen, read, len(routes), settled)

    def _scene_seen(self, id: str, node: Node | None) -> SceneSeen:
        return scene_seen(id, self.files.shown(self.files.folder / f"{id}.yaml"), node)

    def _story(self, now: _Now) -> Story:
        """The story as it is read now; a scene that is not yet, is read at its door, apart from what is kept."""
        assert now.playable is not None
        scenes = dict(self._scenes)
        apart = StoryFiles(self.files.folder).story(now.playable)

        def scene(id: str) -> Scene:
            kept = scenes.get(id)
            if kept is None:
                return apart.scene(id)
            if kept.scene is None or not kept.in_order:
                raise StoryNotInOrder([one for one in kept.problems if one.is_error])
            return kept.scene

        codex, facts = now.codex, now.facts
        story = replace(apart, read_scene=scene, read_facts=lambda: facts)
        return story if codex is None else replace(story, read_codex=lambda: codex)


def _around(parts: StoryParts) -> tuple[object, ...]:
    """All of story.yaml that the reading of a scene may hang on."""
    return dict(parts.variables), tuple(parts.endings), tuple(parts.routes), parts.language


def _broken(problems: Problems) -> set[str]:
    """The files with errors in them."""
    return {one.place.file for one in problems.errors}
