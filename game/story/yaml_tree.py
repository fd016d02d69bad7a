"""Reads any YAML: libyaml's events to a tree, or to what is refused.

One pass over the events of libyaml's parser builds the tree and refuses what a story has no use for: whatever
shares, retypes or runs (anchors, aliases, tags, merge keys), duplicate keys, values left empty, and depth or
size that would harm. Nothing is resolved: `no`, `1917` and `~` are text, and their key says what they mean.

Composing would be simpler, but is slower, and libyaml's composer dies of 200,000 nested brackets.
"""

from collections.abc import Iterator
from itertools import islice
from sys import intern
from typing import TYPE_CHECKING, Any

from yaml import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

try:
    from yaml import CBaseLoader as Parser
except ImportError:  # a PyYAML that was built where libyaml was not: the same events, ten times as slowly
    from yaml import BaseLoader as Parser  # type: ignore[assignment]

from game.story.nodes import Entry, Mapping, Node, Scalar, Sequence, Source
from game.story.refusals import Refusals, RefusedError

if TYPE_CHECKING:
    from game.story.syntax import Fault

MOST_DEPTH = 40
MOST_EVENTS = 2_000_000

_OPENED: dict[type, type[Mapping] | type[Sequence]] = {
    MappingStartEvent: Mapping,
    SequenceStartEvent: Sequence,
}
_ODD_KEYS = frozenset(("", "<<"))
_QUESTION_KEYS = ("\n? ", " ? ", "[? ", "{? ", ",? ")


def yaml_tree(source: Source, refusals: Refusals) -> Node | None:
    """The tree of any file; None where something was refused that stops the reading."""
    try:
        return _tree(source, refusals)
    except RefusedError:
        return None


def _tree(source: Source, refusals: Refusals) -> Node | None:
    """Build the tree of one document from the parser's events, in one pass.

    One long loop over local names: each call it made would be paid for some fifty thousand times a file.
    """
    top: list[Node] = []
    open_nodes: list[Any] = []
    here: Any = None
    entries: dict[str, Entry] | None = None
    items = top
    entry: Any = None
    node: Any = None
    event: Any = None
    escapes = "\\" in source.text
    questions = source.text.startswith("? ") or any(sign in source.text for sign in _QUESTION_KEYS)
    events: Iterator[Any] = iter(Parser(source.text).get_event, None)
    try:
        for event in islice(events, MOST_EVENTS):
            kind = type(event)
            if kind is ScalarEvent:
                text, style = event.value, event.style or ""
                start, end = event.start_mark.index, event.end_mark.index
                if entries is not None and entry is None:
                    text = intern(text)
                    entry = Entry(source, text, style, start, end)
                    if questions or text in _ODD_KEYS:
                        refusals.odd_key(entry.key)
                    if text in entries:
                        refusals.duplicate(entry.key, entries[text].key, here)
                    entries[text] = entry
                    if event.tag is not None or event.anchor is not None:
                        refusals.properties(event, entry.key, None)
                    if escapes and style == '"':
                        refusals.escapes(entry.key)
                    continue
                node = Scalar(source, text, style, start, end)
                if event.tag is not None or event.anchor is not None:
                    refusals.properties(event, node, entry)
                if escapes and style == '"':
                    refusals.escapes(node)
                if not text and not style:
                    refusals.empty(node, here, entry)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = open_nodes.pop()
                if node.flow:
                    node.end = event.end_mark.index
                here = open_nodes[-1] if open_nodes else None
                if type(here) is Mapping:
                    entries = here.entries
                else:
                    entries, items = None, here.items if here else top
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                node = _OPENED[kind](source, event.start_mark.index, bool(event.flow_style))
                if event.tag is not None or event.anchor is not None:
                    refusals.properties(event, node, entry)
                if entries is not None and entry is None:
                    refusals.list_as_key(node)
                open_nodes.append(node)
                if len(open_nodes) > MOST_DEPTH:
                    refusals.too_deep(node, MOST_DEPTH)
            elif kind is AliasEvent:
                start, end = event.start_mark.index, event.end_mark.index
                node = Scalar(source, "", "", start, end)
                refusals.alias(event, node)
                if entries is not None and entry is None:
                    entries[""] = entry = Entry(source, "", "", start, end)
                    continue
            else:
                if kind is DocumentStartEvent:
                    refusals.document(event, bool(top))
                continue
            if entry is not None:
                entry.value = node
                entry = None
            else:
                items.append(node)
            if kind is MappingStartEvent:
                here, entries = node, node.entries
            elif kind is SequenceStartEvent:
                here, entries, items = node, None, node.items
    except YAMLError as error:
        refusals.not_yaml(_fault(error, event, node))
        return None
    return refusals.settle(top[0] if top else None, whole=not open_nodes)


def _fault(error: YAMLError, event: Any, node: Any) -> "Fault":
    """Where the parser gave up, and the last whole value before that."""
    from game.story.syntax import Fault

    last: tuple[int, int] | None = None
    if type(event) in (ScalarEvent, AliasEvent):
        last = event.start_mark.index, event.end_mark.index
    elif type(event) in (MappingEndEvent, SequenceEndEvent):
        whole = node if node.flow else _last_scalar(node)
        last = (whole.start, whole.end) if whole is not None else None
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Fault("", 0, None, last)
    opened = error.context_mark.index if error.context_mark else None
    return Fault(error.problem or "", error.problem_mark.index, opened, last)


def _last_scalar(node: Node) -> Scalar | None:
    """The text that a list or a mapping ends with, if it is quoted: it may have swallowed what follows."""
    while not isinstance(node, Scalar):
        parts = node.items if isinstance(node, Sequence) else [entry.value for entry in node.entries.values()]
        if not parts:
            return None
        node = parts[-1]
    return node if node.style in ("'", '"') else None
