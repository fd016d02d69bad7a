"""Names that a scene may ask a whole story for, looked up in its files without reading all of them.

To check one scene, a ledger of thousands of lines and a dozen other scenes are not read for the few ids it cites:
an id that is there is found by its letters, and only where it is not is a file read to its end.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from game.story.diagnostics import Problems
from game.story.folder import bytes_inside
from game.story.loader import StoryFiles
from game.story.sketch import hinges_in
from game.story.source import Mapping as MappingNode
from game.story.source import Node

_FACTS = re.compile(r"^facts:", re.MULTILINE)
_SECTION = re.compile(r"^[A-Za-z_]", re.MULTILINE)


class FactIds(Collection[str]):
    """The ids of a story's facts."""

    def __init__(self, files: StoryFiles) -> None:
        self._files = files

    def __contains__(self, id: object) -> bool:
        return f"- id: {id}\n" in self._written or id in self._read

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)

    @cached_property
    def _written(self) -> str:
        """The section of the facts, as it is written."""
        try:
            text = bytes_inside(self._files.folder, "facts.yaml").decode().replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            return ""
        start = _FACTS.search(text)
        if start is None:
            return ""
        end = _SECTION.search(text, start.end())
        return text[start.end() : end.start() if end else len(text)]

    @cached_property
    def _read(self) -> Collection[str]:
        return self._files.facts(Problems()).keys()


class StoryHinges(Mapping[str, tuple[str, ...]]):
    """The hinges of a story's scenes, each with its choices. A scene is read when it has the letters of one asked for.

    Where two scenes have a hinge of one name, it is the first's.
    """

    def __init__(self, files: StoryFiles, story: Node) -> None:
        """The hinges of the scenes that `story`, the tree of story.yaml, names."""
        self._files = files
        self._scenes = _names_in(story)
        self._texts: dict[str, bytes] = {}
        self._hinges: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def add(self, nodes: Mapping[str, Node]) -> None:
        """Scenes that have been read already."""
        self._hinges |= {id: hinges_in(node) for id, node in nodes.items()}

    def scene_of(self, hinge: str) -> str:
        """The first scene that has the hinge; empty for none."""
        return next((id for id in self._scenes if self._may_have(id, hinge) and hinge in self._in(id)), "")

    def __getitem__(self, hinge: str) -> tuple[str, ...]:
        scene = self.scene_of(hinge)
        if not scene:
            raise KeyError(hinge)
        return self._in(scene)[hinge]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(hinge for id in self._scenes for hinge in self._in(id)))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _may_have(self, id: str, hinge: str) -> bool:
        if id not in self._texts:
            try:
                self._texts[id] = bytes_inside(self._files.folder, f"{id}.yaml")
            except OSError:
                self._texts[id] = b""
        return hinge.encode() in self._texts[id]

    def _in(self, id: str) -> Mapping[str, tuple[str, ...]]:
        if id not in self._hinges:
            node = self._files.node(f"{id}.yaml", Problems())
            self._hinges[id] = hinges_in(node) if node is not None else {}
        return self._hinges[id]


def _names_in(story: Node) -> tuple[str, ...]:
    entry = story.entries.get("scenes") if isinstance(story, MappingNode) else None
    return tuple(entry.value.entries) if entry is not None and isinstance(entry.value, MappingNode) else ()
