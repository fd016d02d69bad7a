"""From a folder to a playable story: story.yaml at once, each scene at its door, the codex and facts when asked."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from game.story.diagnostics import Place, Problems, problem
from game.story.expressions import Scope
from game.story.folder import OutsideTheFolder, bytes_inside
from game.story.library import codex_names, read_codex, read_facts
from game.story.model import CodexEntry, Fact, Scene, Story, StoryNotInOrder
from game.story.reading import Reader
from game.story.scene_context import Surroundings
from game.story.scene_reader import read_scene
from game.story.sketch import old_names_in
from game.story.source import Node, collector_paused, read
from game.story.story_reader import StoryParts, read_story_parts

if TYPE_CHECKING:
    from game.story.pins import StoryMap

STORY_FILE = "story.yaml"
MAP_FILE = "map.yaml"


def load_story(folder: Path) -> Story:
    """The story in `folder`, its scenes to be read at their door. Raises StoryNotInOrder."""
    problems = Problems()
    files = StoryFiles(folder)
    parts = files.parts(problems)
    if parts is None or problems.errors:
        raise StoryNotInOrder(problems.in_order())
    return files.story(parts)


class StoryFiles:
    """The files of one story, as they are on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def node(self, name: str, problems: Problems) -> Node | None:
        """The tree of the file `name` of the folder; a file that is not there, or cannot be read, is a problem."""
        path = self.folder / name
        shown = self.shown(path)
        try:
            data = bytes_inside(self.folder, name)
        except OutsideTheFolder:
            problems.append(problem("outside-the-folder", Place(shown), file=name))
            return None
        except FileNotFoundError:
            problems.append(problem("not-found", Place(shown), file=name, folder=self.folder))
            return None
        except OSError as error:
            problems.append(problem("unreadable", Place(shown), why=error.strerror or str(error)))
            return None
        return read(data, shown, problems)

    def shown(self, path: Path) -> str:
        """A path as messages print it: from here, where it is below here."""
        try:
            return str(path.absolute().relative_to(Path.cwd()))
        except (ValueError, OSError):
            return str(path)

    def parts(self, problems: Problems) -> StoryParts | None:
        """What story.yaml says."""
        node = self.node(STORY_FILE, problems)
        return read_story_parts(Reader(problems), node) if node is not None else None

    def story(self, parts: StoryParts) -> Story:
        """The story, reading the rest when it is asked for."""
        around = self.surroundings(parts)

        def scene(id: str) -> Scene:
            problems = Problems()
            read = self.scene(id, around, problems)
            if read is None or problems.stopping:
                raise StoryNotInOrder(problems.in_order())
            return read

        return Story(
            parts.id,
            parts.title,
            parts.version,
            parts.language,
            parts.initial,
            self.folder,
            parts.variables,
            parts.routes,
            parts.endings,
            scene,
            lambda: self._codex(parts),
            lambda: self.facts(Problems()),
            lambda: self._old_scenes(parts),
            lambda: self.map(parts, Problems()),
            parts.note,
            decided=parts.decided,
        )

    def surroundings(
        self,
        parts: StoryParts,
        hinges: Mapping[str, tuple[str, ...]] | None = None,
        fact_ids: Callable[[], Collection[str]] | None = None,
    ) -> Surroundings:
        """What scenes may name. Facts are only the checker's concern: a play does not wait for the ledger."""
        names = _Once(lambda: codex_names(self.codex_nodes(Problems())))
        return Surroundings(
            parts.variables,
            parts.endings,
            parts.routes,
            hinges,
            parts.language,
            parts.gregorian,
            names.get,
            lambda: tuple(names.value),
            fact_ids,
        )

    def scene(self, id: str, around: Surroundings, problems: Problems) -> Scene | None:
        """A scene by its id."""
        if id not in around.scenes:
            raise KeyError(id)
        file = f"{id}.yaml"
        with collector_paused():
            node = self.node(file, problems)
            return read_scene(Reader(problems), node, self.folder / file, around) if node is not None else None

    def codex(
        self, parts: StoryParts, problems: Problems, fact_ids: Callable[[], Collection[str]] | None = None
    ) -> Mapping[str, CodexEntry]:
        """All entries of the codex folder, if there is one."""
        return read_codex(Reader(problems), self.codex_nodes(problems), parts.variables, fact_ids)

    def codex_nodes(self, problems: Problems) -> list[Node]:
        """The trees of the codex folder's files."""
        paths = sorted((self.folder / "codex").glob("*.yaml"))
        nodes = (self.node(f"codex/{path.name}", problems) for path in paths)
        return [node for node in nodes if node is not None]

    def _old_scenes(self, parts: StoryParts) -> dict[str, str]:
        nodes = ((id, self.node(f"{id}.yaml", Problems())) for id in parts.routes)
        return {old: id for id, node in nodes for old in old_names_in(node)}

    def _codex(self, parts: StoryParts) -> Mapping[str, CodexEntry]:
        return self.codex(parts, Problems())

    def facts(self, problems: Problems) -> Mapping[str, Fact]:
        """The ledger, if there is one."""
        if not (self.folder / "facts.yaml").exists():
            return {}
        return read_facts(Reader(problems), self.node("facts.yaml", problems))

    def map(
        self, parts: StoryParts, problems: Problems, hinges: Mapping[str, tuple[str, ...]] | None = None
    ) -> "StoryMap":
        """The pins of map.yaml and the towns they are set on, if there is a map."""
        from game.story.map_reader import read_map

        if not (self.folder / MAP_FILE).exists():
            return read_map(Reader(problems), None, None, Scope({}))
        pins = self.node(MAP_FILE, problems)
        ledger = self.node("facts.yaml", problems)
        return read_map(
            Reader(problems), pins, ledger, Scope(parts.variables, hinges=hinges), gregorian=parts.gregorian
        )


class _Once:
    """A value worked out when it is first asked for."""

    def __init__(self, make: Callable[[], Mapping[str, str]]) -> None:
        self._make = make

    @cached_property
    def value(self) -> Mapping[str, str]:
        return self._make()

    def get(self, key: str) -> str | None:
        return self.value.get(key)
