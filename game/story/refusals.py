"""What the reader refuses as it goes, each told of where it stands."""

import re
from typing import TYPE_CHECKING, Any, NoReturn

from game.story.characters import MOST_TOLD, made_by_escapes
from game.story.diagnostics import Problem, Problems, problem
from game.story.lines import excerpt, key_before
from game.story.nodes import Entry, Mapping, Node, Scalar, Sequence, Source
from game.story.traps import (
    EXPRESSION_KEYS,
    bracket_problem,
    changed_problem,
    empty_problem,
    sign_problem,
)

if TYPE_CHECKING:
    from game.story.syntax import Fault

_PROPERTIES = re.compile(r"(?:[&!][^ \r\n]*[ \r\n]+){1,2}")


class RefusedError(Exception):
    """The rest of the file is not worth reading."""


class Refusals:
    """The refusals of one file, in the order they were met."""

    def __init__(self, source: Source) -> None:
        """Nothing refused yet."""
        self.source = source
        self.problems = Problems()
        self.broken = False
        """Whether the file is not YAML, or not what it seems: only its first problem counts."""
        self._anchors: list[tuple[str, int, Node]] = []
        self._aliases: list[tuple[str, Scalar]] = []
        self._asked = -1
        self._undashed: Mapping | None = None

    def duplicate(self, key: Scalar, first: Scalar, here: Mapping) -> None:
        """A key that its mapping has already: where it is the first of an item, the next item lacks its dash."""
        if not key.value or here is self._undashed:
            return
        more, hint = "", ""
        if first.start == here.start and self.source.text[: here.start].rstrip(" ").endswith("-"):
            self._undashed = here
            more, hint = ', so a "- " may be missing before it', 'Begin each item of a list with "- ".'
        line = first.place().line
        self._add(problem("duplicate-key", key.place(), hint=hint, key=excerpt(key.value), line=line, more=more))

    def empty(self, value: Scalar, here: Mapping | Sequence | None, entry: Entry | None) -> None:
        """A value with nothing written; but for the whole file's, which `settle` tells of."""
        key = entry.key if entry else None
        is_told = value.end > value.start or (key is not None and key.start == self._asked)
        if here is None or is_told:
            return
        if isinstance(here, Mapping) and key is not None:
            self._add(empty_problem(here, key))
        else:
            self._add(problem("empty-value", self.source.place(max(value.start - 1, 0)), what="this item"))

    def odd_key(self, key: Scalar) -> None:
        """A key that is empty, merges, or follows a "?"."""
        if key.value == "<<" and not key.style:
            self._add(problem("merge-key", key.place()))
        elif key.missing and key.start == key.end:
            self._add(problem("empty-key", key.place()))
        if (question := self._question_before(key.start)) is not None:
            self._asked = key.start
            self._add(sign_problem(self.source, question, "?"))

    def list_as_key(self, node: Mapping | Sequence) -> NoReturn:
        """A list or a mapping where a key should stand: most often prose that starts with a bracket."""
        question = self._question_before(node.start)
        if question is None:
            self._add(bracket_problem(self.source, node.start))
        else:
            self._add(sign_problem(self.source, question, "?"))
        self.broken = True
        raise RefusedError

    def too_deep(self, node: Mapping | Sequence, limit: int) -> NoReturn:
        """A list or a mapping inside too many others."""
        self._add(problem("too-deep", self.source.place(node.start), limit=limit))
        raise RefusedError

    def document(self, event: Any, is_second: bool) -> None:
        """The start of a document: it has no directives, and is the only one."""
        start = event.start_mark.index
        if is_second:
            self._add(problem("second-document", self.source.place(start)))
            raise RefusedError
        if event.version or event.tags:
            self._add(problem("directive", self.source.place(start)))

    def escapes(self, scalar: Scalar) -> None:
        """What escapes in double quotes must not make."""
        for one in made_by_escapes(scalar):
            self._add(one)

    def properties(self, event: Any, node: Node, entry: Entry | None) -> None:
        """An anchor, a tag or both, before `node`; a text then starts after them."""
        if event.tag is not None:
            self._add(self._tag_problem(node, entry))
        if event.anchor is not None:
            self._anchors.append((event.anchor, node.start, node))
            self._stop_at_many()
        written = _PROPERTIES.match(self.source.text, node.start)
        if written and isinstance(node, Scalar) and (node.value or node.style):
            node.start = min(written.end(), node.end)

    def alias(self, event: Any, node: Scalar) -> None:
        """A "*name"."""
        self._aliases.append((event.anchor, node))
        self._stop_at_many()

    def not_yaml(self, fault: "Fault") -> None:
        """What the parser could not read."""
        from game.story.syntax import syntax_problem

        self.broken = True
        self._add(syntax_problem(self.source, fault))
        self._settle_names()

    def settle(self, root: Node | None, *, whole: bool) -> Node | None:
        """The tree to hand on, once all was read; None when nothing was written, or not all could be read."""
        self._settle_names()
        if not whole:
            self._add(problem("too-large", self.source.place(0), limit="2,000,000 values"))
            return None
        if root is None or (isinstance(root, Scalar) and root.missing and root.start == root.end):
            self._add(problem("empty-file", self.source.place(0)))
            return None
        return root

    def _settle_names(self) -> None:
        """Tell anchors and aliases that belong together from prose that starts with their signs."""
        named = {name for name, _, _ in self._anchors}
        used = {name for name, _ in self._aliases}
        for name, start, node in self._anchors:
            if name in used or not isinstance(node, Scalar) or node.style:
                place = self.source.place(start, start + 1 + len(name))
                self._add(problem("anchor", place, name=excerpt(name)))
            else:
                self._add(sign_problem(self.source, start, "&"))
        for name, scalar in self._aliases:
            if name in named:
                self._add(problem("alias", scalar.place(), name=excerpt(name)))
            else:
                self._add(sign_problem(self.source, scalar.start, "*"))

    def _tag_problem(self, node: Node, entry: Entry | None) -> Problem:
        """A "!": an expression's "not", the start of a text, or a tag."""
        text = self.source.text
        start = node.start
        name = entry.key.value if entry else key_before(self.source, start)
        written = text[start : start + 80].split(maxsplit=1)[0]
        is_prose = isinstance(node, Scalar) and not node.style and not written.startswith("!!")
        if is_prose and name in EXPRESSION_KEYS:
            return changed_problem(self.source, start, start + len(written))
        if is_prose and written.startswith("!"):
            return sign_problem(self.source, start, "!")
        place = self.source.place(start, start + len(written))
        return problem("tag", place, tag=excerpt(written))

    def _question_before(self, start: int) -> int | None:
        """Where the "?" stands that makes a key of what starts at `start`."""
        text = self.source.text
        index = start - 1
        while index >= 0 and text[index] == " ":
            index -= 1
        asks = 0 <= index < start - 1 and text[index] == "?"
        return index if asks and (index == 0 or text[index - 1] in " \n[{,") else None

    def _stop_at_many(self) -> None:
        if len(self._anchors) + len(self._aliases) >= MOST_TOLD:
            self._settle_names()
            raise RefusedError

    def _add(self, one: Problem) -> None:
        self.problems.append(one)
        if len(self.problems) >= MOST_TOLD:
            raise RefusedError
