"""What stands beside a story's scenes, read again only when its files are others: facts, codex, map, tests."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from game.author.keeping import KeptFiles
from game.author.named import Named
from game.author.story_tests import test_nodes, tests_in
from game.story.diagnostics import Problems
from game.story.library import codex_names
from game.story.loader import MAP_FILE
from game.story.model import CodexEntry, Fact, Scene
from game.story.story_reader import StoryParts

Made = TypeVar("Made")
Hinges = Mapping[str, tuple[str, ...]]


class Once:
    """What was made last from some things, as long as they are the very same."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] | None = None
        self._made: object = None

    def of(self, things: Iterable[object], make: Callable[[], Made]) -> Made:
        """What `make` gives, asked anew only when one of `things` is another."""
        of = tuple(things)
        if self._of is None or len(of) != len(self._of) or any(a is not b for a, b in zip(of, self._of, strict=True)):
            self._made, self._of = make(), of
        return self._made  # type: ignore[return-value]


class Beside:
    """Facts, codex, map and tests of one story. What is wrong with them is told at each asking."""

    def __init__(self, files: KeptFiles) -> None:
        self._files = files
        self._names, self._facts, self._codex, self._map, self._tests = Once(), Once(), Once(), Once(), Once()

    def names(self) -> Mapping[str, str]:
        """The names of the codex, by id."""
        nodes = self._files.codex_nodes(Problems())
        return self._names.of(nodes, lambda: codex_names(nodes))

    def facts(self, problems: Problems) -> Mapping[str, Fact]:
        """The ledger."""

        def read() -> tuple[Mapping[str, Fact], Problems]:
            return self._files.facts(found := Problems()), found

        facts, found = self._facts.of([self._node("facts.yaml")], read)
        problems.extend(found)
        return facts

    def codex(self, parts: StoryParts, facts: Mapping[str, Fact], problems: Problems) -> Mapping[str, CodexEntry]:
        """The codex."""

        def read() -> tuple[Mapping[str, CodexEntry], Problems]:
            return self._files.codex(parts, found := Problems(), lambda: facts), found

        nodes = self._files.codex_nodes(problems)
        codex, found = self._codex.of([parts, facts, *nodes], read)
        problems.extend(found)
        return codex

    def map(self, parts: StoryParts, hinges: Hinges, problems: Problems) -> None:
        """What is wrong with the map."""

        def read() -> Problems:
            self._files.map(parts, found := Problems(), hinges)
            return found

        problems.extend(self._map.of([parts, hinges, self._node(MAP_FILE), self._node("facts.yaml")], read))

    def tests(self, parts: StoryParts, scenes: Mapping[str, Scene], problems: Problems) -> None:
        """What is wrong with the tests, of a story of which `scenes` could be read."""
        nodes = test_nodes(self._files, problems)

        def read() -> Problems:
            named = Named(parts.variables, parts.endings, parts.routes, scenes.values())
            tests_in(nodes, named, found := Problems())
            return found

        problems.extend(self._tests.of([parts, *scenes.values(), *nodes], read))

    def _node(self, name: str) -> object:
        """What a file is read as; where there is none or it cannot be read, what is wrong with it."""
        if not (self._files.folder / name).exists():
            return None
        return self._files.node(name, Problems()) or self._files.told_of(name)
