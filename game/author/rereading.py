"""A story read again after a save: what did not change, and asks for nothing that did, is not read a second time.

What comes of it is what `game.author.check` finds; but the scene that somebody looks at comes first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic

from game.author.beside import Beside, Hinges, Once
from game.author.cautions import cautions_about_story
from game.author.keeping import KeptFiles
from game.author.kept_scene import KeptScene, Now, around_scenes
from game.author.looking import Look, SceneSeen, scene_seen
from game.author.together import check_together
from game.bundled import recorded_root
from game.story.diagnostics import Problem, Problems, problem
from game.story.loader import STORY_FILE, StoryFiles
from game.story.model import Scene, Story, StoryNotInOrder
from game.story.reading import Reader
from game.story.sketch import hinges_in
from game.story.source import Node
from game.story.story_reader import StoryParts, read_story_parts

_NO_HINGES: Hinges = {}
TELL_EVERY = 0.5
"""Seconds between two looks at a story that is being read."""


class Rereading:
    """The story in a folder, to be read again and again."""

    def __init__(self, folder: Path) -> None:
        self.files = KeptFiles(folder)
        self.scenes_read: list[str] = []
        self.states_read: list[str] = []
        """The scenes that were read, in order, and their states: for whoever wants to know what a save costs."""
        self._scenes: dict[str, KeptScene] = {}
        self._away: dict[str, KeptScene] = {}
        """Scenes whose files cannot be made out at present, as they last could."""
        self._hinges: dict[str, tuple[Node, Hinges]] = {}
        self._seen: dict[str, tuple[Node | None, SceneSeen]] = {}
        self._beside = Beside(self.files)
        self._parts, self._together, self._whole = Once(), Once(), Once()
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
        names, facts = self._beside.names(), self._beside.facts(problems)
        now = Now(parts, self._playable(parts, alone), problems, names, facts, files.surroundings(parts))
        first = first if first in parts.routes else parts.initial
        if first not in self._scenes and first not in self._away:
            now.nodes[first] = files.node(f"{first}.yaml", Problems())
            self._read(first, now)
            yield self._told(now)
        yield from self._rest(node, first, now)

    def _rest(self, node: Node, first: str, now: Now) -> Iterator[Look | None]:
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
            self._away[id] = self._scenes.pop(id)
        yield self._told(now)
        whole = {id: kept.scene for id in now.parts.routes if (kept := self._scenes.get(id)) and kept.scene is not None}
        late = Problems()
        check_together(self.files, now.parts, whole, late)
        broken = _broken(Problems([*self._all_told(now), *late]))
        for id, scene in whole.items():
            if self.files.shown(scene.file) not in broken and self._scenes[id].caution(now.parts):
                yield None
        late.extend([] if broken else self._about_story(now.parts, whole))
        self._beside.tests(now.parts, whole, late)
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
        elif self._last_good is not None and around_scenes(self._last_good) != around_scenes(parts):
            return None
        return self._last_good

    def _node_of(self, id: str, now: Now) -> Node | None:
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

    def _read(self, id: str, now: Now) -> bool:
        """Read a scene, unless it would read as before; whether it was read."""
        node = now.nodes[id]
        if node is None:
            return False
        if id not in self._scenes:
            away = self._away.pop(id) if id in self._away else None
            self._scenes[id] = away or KeptScene(id, self.files.folder / f"{id}.yaml")
        kept = self._scenes[id]
        if not kept.read(node, now, self.files.told_of(f"{id}.yaml")):
            return False
        self.scenes_read.append(id)
        self.states_read += [f"{id}.{state}" for state in kept.states_read]
        return True

    def _about_story(self, parts: StoryParts, scenes: Mapping[str, Scene]) -> list[Problem]:
        uses = {id: self._scenes[id].uses for id in scenes}
        return self._whole.of([parts, *uses.values()], lambda: list(cautions_about_story(parts, uses)))

    # What is told

    def _all_told(self, now: Now) -> Problems:
        return Problems([*now.problems, *(one for scene in self._scenes.values() for one in scene.problems)])

    def _told(self, now: Now, *, settled: bool = False) -> Look:
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

    def _story(self, now: Now) -> Story:
        """The story as it is read now; a scene that is not yet, is read at its door, apart from what is kept."""
        assert now.playable is not None
        scenes = {id: (kept.scene, kept.in_order, kept.problems) for id, kept in self._scenes.items()}
        apart = StoryFiles(self.files.folder).story(now.playable)

        def scene(id: str) -> Scene:
            if id not in scenes:
                return apart.scene(id)
            read, in_order, told = scenes[id]
            if read is None or not in_order:
                raise StoryNotInOrder([one for one in told if one.is_error])
            return read

        codex, facts = now.codex, now.facts
        story = replace(apart, read_scene=scene, read_facts=lambda: facts)
        return story if codex is None else replace(story, read_codex=lambda: codex)


def _broken(problems: Problems) -> set[str]:
    """The files with errors in them."""
    return {one.place.file for one in problems.errors}
