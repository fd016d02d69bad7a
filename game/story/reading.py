"""Reading one file's tree into values: each by the kind its key has, each mistake told with its place."""

import re
from collections.abc import Callable, Collection, Iterable

from game.story.diagnostics import Place, Problem, Problems, did_you_mean, nearest, problem
from game.story.expressions import Report
from game.story.ids import RESERVED, is_id
from game.story.shapes import Key, Kind, Shape, required_keys
from game.story.source import Entry, Node, Scalar, Sequence
from game.story.source import Mapping as MappingNode
from game.story.types import name_problem

_MARK = re.compile(r"\{[^{}]*\}|\[\[[^\[\]]*\]\]|(\*+)\w[^*]*\1")
"""What would be a value, a link or emphasis, if it stood in prose."""
_NUMBER = re.compile(r"-?\d{1,10}")
_ITEMS = 'Write each item on a line of its own, after "- ".'
_ENTRIES = 'Write each entry on a line of its own, as "key: value".'
_WRITTEN_AS = {
    Kind.LIST: _ITEMS,
    Kind.BLOCKS: _ITEMS,
    Kind.MAPPING: _ENTRIES,
    Kind.VALUES: _ENTRIES,
    Kind.RULES: "Write the id alone, or a list of rules such as {when: soviet >= 3, to: the-chamber}.",
}
_OTHER_WORDS = {
    "if": "when",
    "condition": "when",
    "unless": "when",
    "goto": "to",
    "target": "to",
    "effect": "do",
    "effects": "do",
    "set": "do",
    "options": "choices",
    "description": "text",
    "date": "at",
    "start": "initial",
    "default": "initial",
    "otherwise": "else",
}
"""What other languages call a key of ours."""
Fields = dict[str, Node]


def kind_of(node: Node) -> str:
    """What a node looks like, in an author's words."""
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _meant(written: str, shape: Shape) -> str:
    """The key that was most likely meant by a word that is none; empty for words of a sentence."""
    if len(written.split()) != 1:
        return ""
    other = _OTHER_WORDS.get(written.lower(), "")
    return other if other in shape else nearest(written, shape)


def _key_trap(mapping: MappingNode, entry: Entry) -> Problem | None:
    """What made a key of words that are none, if that is one of the traps."""
    from game.story.traps import key_problem

    return key_problem(mapping, entry)


class Reader:
    """Reads nodes of one file, noting problems as it goes; what cannot be read is None, or left out."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def tell(self, code: str, place: Place, hint: str = "", **blanks: object) -> None:
        """Note the problem `code` at `place`."""
        self.problems.append(problem(code, place, hint=hint, **blanks))

    def report_in(self, scalar: Scalar) -> Report:
        """A reporter of problems at offsets of `scalar`'s value."""

        def report(code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
            self.tell(code, scalar.place(offset, length), hint, **blanks)

        return report

    def fields(self, node: Node, shape: Shape, what: str) -> Fields | None:
        """The values of a mapping by key, if it is one; unknown and missing keys are told.

        What stands under a key that was only misspelt is read as if it were not, so that one slip is told once.
        """
        if not isinstance(node, MappingNode):
            self.not_a_mapping(node, what, "a mapping of keys and values")
            return None
        fields: dict[str, Node] = {}
        meant: dict[str, Node] = {}
        for name, entry in node.entries.items():
            value = entry.value
            is_missing = type(value) is Scalar and not value.value and value.missing
            if name in shape:
                if not is_missing:
                    fields[name] = value
            elif is_missing or (name == "<<" and not entry.key.style):
                continue
            elif not (near := _meant(name, shape)) and (trap := _key_trap(node, entry)) is not None:
                self.problems.append(trap)
            else:
                hint = f'did you mean "{near}"?' if near else f"Known here: {', '.join(shape)}."
                self.tell("unknown-key", entry.key.place(), hint, what=what, key=name)
                meant.setdefault(near, entry.value)
        if meant:
            fields = {**{name: value for name, value in meant.items() if name not in node.entries and name}, **fields}
        for name in required_keys(shape):
            if name not in node.entries and name not in meant:
                self.tell("missing-key", node.place(), what=what, key=name, about=shape[name].about)
        return fields

    def not_a_mapping(self, node: Node, what: str, expected: str) -> None:
        """Tell that a mapping was expected where `node` is."""
        if isinstance(node, Scalar) and node.missing:
            return
        from game.story.traps import mapping_problem

        trap = mapping_problem(node)
        if trap is not None:
            self.problems.append(trap)
        else:
            self.tell("wrong-type", node.place(), key=what, expected=expected, found=kind_of(node))

    def wrong(self, name: str, key: Key, node: Node) -> None:
        """Tell that `node` is not of the kind of `key`."""
        hint = _WRITTEN_AS.get(key.kind, "")
        self.tell("wrong-type", node.place(), hint, key=name, expected=key.kind.value, found=kind_of(node))

    def scalar(self, node: Node | None, name: str, shape: Shape) -> Scalar | None:
        """The node as one value, if it is there and is one."""
        if node is None or isinstance(node, Scalar):
            return node
        self.wrong(name, shape[name], node)
        return None

    def id(self, node: Node | None, name: str, shape: Shape, reserved: Iterable[str] = RESERVED) -> str:
        """An id, or an empty string."""
        if type(node) is Scalar and is_id(node.value) and node.value not in reserved:
            return node.value
        scalar = self.scalar(node, name, shape)
        return self.id_of(scalar, reserved) if scalar is not None else ""

    def id_of(self, scalar: Scalar, reserved: Iterable[str] = RESERVED) -> str:
        """The value of `scalar` if it is an id and none that is taken; else an empty string."""
        value = scalar.value
        if not is_id(value):
            self.tell("bad-id", scalar.place(), id=value)
            return ""
        if value in reserved:
            self.tell("reserved-id", scalar.place(), id=value)
            return ""
        return value

    def reference(self, node: Node | None, name: str, shape: Shape) -> str:
        """What names something elsewhere: whether it is there is the caller's question."""
        return self.id(node, name, shape, reserved=())

    def id_scalars(self, node: Node | None, name: str, shape: Shape, *, variables: bool = False) -> list[Scalar]:
        """A list of ids (or of names of variables), or a lone one, each as written."""
        if node is None:
            return []
        items = node.items if isinstance(node, Sequence) else [node]
        scalars = []
        for item in items:
            if not isinstance(item, Scalar):
                self.wrong(name, shape[name], item)
            elif variables and (why := name_problem(item.value)):
                self.tell("bad-name", item.place(), why=why, name=item.value)
            elif variables or self.id_of(item, ()):
                scalars.append(item)
        return scalars

    def ids(self, node: Node | None, name: str, shape: Shape) -> tuple[str, ...]:
        """A list of ids, or a lone one."""
        if node is None:
            return ()
        return tuple(scalar.value for scalar in self.id_scalars(node, name, shape))

    def facts(self, node: Node | None, shape: Shape, fact_ids: Callable[[], Collection[str]] | None) -> tuple[str, ...]:
        """Ids of the ledger, looked for there where `fact_ids` is given."""
        if node is None:
            return ()
        scalars = self.id_scalars(node, "facts", shape)
        if scalars and fact_ids is not None:
            known = fact_ids()
            for scalar in scalars:
                self.known(scalar, known, "unknown-fact", fact=scalar.value)
        return tuple(scalar.value for scalar in scalars)

    def flag(self, node: Node | None, name: str, shape: Shape) -> bool:
        """True or false; false when it is not there."""
        if node is None:
            return False
        scalar = self.scalar(node, name, shape)
        if scalar is None or scalar.value == "false":
            return False
        if scalar.value != "true":
            self.tell("bad-value", scalar.place(), what=f'"{name}"', expected="true or false", found=scalar.value)
        return scalar.value == "true"

    def number(self, node: Node | None, name: str, shape: Shape, default: int) -> int:
        """A whole number within the bounds of its key."""
        low, high = shape[name].low, shape[name].high
        scalar = self.scalar(node, name, shape)
        if scalar is None:
            return default
        if not _NUMBER.fullmatch(scalar.value) or not low <= int(scalar.value) <= high:
            bounds = f" from {low} to {high}"
            self.tell("bad-number", scalar.place(), key=name, bounds=bounds, found=scalar.value)
            return default
        return int(scalar.value)

    def label(self, node: Node | None, name: str, shape: Shape) -> str:
        """Words without marks, whitespace folded."""
        scalar = self.scalar(node, name, shape)
        if scalar is None:
            return ""
        self.check_comment(scalar)
        words = " ".join(scalar.value.split())
        if not words:
            self.tell("empty-text", scalar.place(), what=f'"{name}"')
        return words

    def title(self, node: Node | None, name: str, shape: Shape) -> str:
        """A label that players see and that has no marks; what looks like one is told."""
        words = self.label(node, name, shape)
        if isinstance(node, Scalar) and (found := _MARK.search(node.value)):
            self.tell("mark-in-title", node.place(found.start(), len(found[0])), key=name, found=found[0])
        return words

    def verbatim(self, node: Node | None, name: str, shape: Shape) -> str:
        """Lines as they stand."""
        scalar = self.scalar(node, name, shape)
        return scalar.value.rstrip() if scalar is not None else ""

    def check_comment(self, scalar: Scalar) -> None:
        """Tell of text that a comment may have cut short."""
        if scalar.style or not scalar.source.text.startswith(" ", scalar.end):
            return
        from game.story.traps import comment_problem

        trap = comment_problem(scalar.source, scalar)
        if trap is not None:
            self.problems.append(trap)

    def entries(self, node: Node | None, name: str, shape: Shape) -> list[tuple[Scalar, Node]]:
        """The keys and values of a mapping whose keys the author names."""
        if node is None:
            return []
        if not isinstance(node, MappingNode):
            self.wrong(name, shape[name], node)
            return []
        return [(entry.key, entry.value) for entry in node.entries.values()]

    def known(self, scalar: Scalar, known: Collection[str], code: str, **blanks: object) -> bool:
        """Whether what `scalar` names is known; if not, told as `code`, with the nearest name."""
        if scalar.value in known:
            return True
        self.tell(code, scalar.place(), did_you_mean(scalar.value, known), **blanks)
        return False


def old_names(
    reader: Reader,
    named: Iterable[tuple[str, Node | None]],
    shape: Shape,
    current: Callable[[str], bool],
    *,
    names: bool = False,
) -> dict[str, tuple[str, ...]]:
    """All old names of things of one kind, by their id: no two claim one, and none is in use.

    `names` when they are names of variables rather than ids.
    """
    claimed: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for id, node in named:
        kept = []
        for scalar in reader.id_scalars(node, "was", shape, variables=names):
            old = scalar.value
            if current(old):
                reader.tell("old-name-in-use", scalar.place(), id=old, other="in use")
            elif old in claimed:
                reader.tell("old-name-in-use", scalar.place(), id=old, other=f'an old name of "{claimed[old]}"')
            else:
                claimed[old] = id
                kept.append(old)
        found[id] = tuple(kept)
    return found
