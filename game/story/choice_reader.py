"""From a state's `choices` to choices and draws."""

from collections.abc import Mapping
from typing import Any

from game.story.diagnostics import Place
from game.story.ids import PLAIN_READER_WORDS, RESERVED
from game.story.model import Choice, Draw, Mark, spot_of
from game.story.prose import Line
from game.story.prose_reader import ProseReader
from game.story.reading import Fields, kind_of, old_names
from game.story.scene_context import SceneContext
from game.story.shapes import CHOICE, DRAW, STATE
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence

_MARKS = tuple(Mark)
_USUAL = frozenset(("id", "text", "when", "do", "to", "was"))
_NO_CHOICE_IDS = RESERVED | PLAIN_READER_WORDS


def read_choices(context: SceneContext, node: Node | None, prose: ProseReader, state: str) -> tuple[Choice | Draw, ...]:
    """All ways that a state offers, in file order."""
    if node is None:
        return ()
    reader = context.reader
    if not isinstance(node, Sequence):
        reader.wrong("choices", STATE["choices"], node)
        return ()
    if not node.items:
        reader.tell("empty-list", node.place(), what='"choices"')
    was = _old_choice_names(context, node, state)
    taken: set[str] = set()
    choices: set[str] = set()
    ways: list[Choice | Draw] = []
    for item in node.items:
        way: Choice | Draw | None
        if isinstance(item, MappingNode) and "draw" in item.entries:
            way = _read_draw(context, item)
            ids = context.outline.storylets.get(way.tag, ()) if way is not None else ()
        else:
            way = _read_choice(context, item, prose, was)
            ids = (way.id,) if way is not None else ()
        for id in ids:
            if id in taken and (id in choices or isinstance(way, Choice)):
                reader.tell("duplicate-id", _named_at(item), kind="a choice or storylet", id=id)
            taken.add(id)
        if isinstance(way, Choice):
            choices.add(way.id)
        if way is not None:
            ways.append(way)
    return tuple(ways)


def _named_at(item: Node) -> Place:
    """Where a choice has its id, or a draw its tag."""
    for key in ("id", "draw"):
        if isinstance(item, MappingNode) and key in item.entries:
            return item.entries[key].value.place()
    return item.place()


def _old_choice_names(context: SceneContext, node: Sequence, state: str) -> dict[str, tuple[str, ...]]:
    named: list[tuple[str, Node | None]] = []
    for item in node.items:
        if isinstance(item, MappingNode) and "was" in item.entries:
            id = item.entries["id"].value if "id" in item.entries else None
            named.append((id.value if isinstance(id, Scalar) else "", item.entries["was"].value))
    if not named:
        return {}
    return old_names(context.reader, named, CHOICE, context.outline.choices[state].__contains__)


def _read_draw(context: SceneContext, node: MappingNode) -> Draw | None:
    fields = context.reader.fields(node, DRAW, "a draw")
    tag = context.tag(fields.get("draw"), DRAW) if fields is not None else ""
    if fields is None or not tag:
        return None
    count = context.reader.number(fields.get("count"), "count", DRAW, 1)
    return Draw(tag, count, spot_of(node))


def _read_choice(
    context: SceneContext, node: Node, prose: ProseReader, was: Mapping[str, tuple[str, ...]]
) -> Choice | None:
    reader = context.reader
    fields = reader.fields(node, CHOICE, "a choice")
    if fields is None:
        return None
    get = fields.get
    id = reader.id(get("id"), "id", CHOICE, _NO_CHOICE_IDS)
    text = prose.line(get("text"), "text", CHOICE)
    old = was.get(id, ())
    origin = f"{prose.origin}.{old[0] if old else id}"
    when = prose.condition(get("when"))
    effects = context.effects(get("do"), prose.scope, origin)
    to = context.rules(get("to"), "to", CHOICE, prose)
    seldom = None if fields.keys() <= _USUAL else _read_seldom(context, fields, id, prose)
    if "locked" in fields and "when" not in fields:
        reader.tell("locked-without-when", fields["locked"].place())
    if "to" not in fields and "result" not in fields:
        reader.tell("choice-goes-nowhere", _named_at(node), choice=id)
    if not id or text is None:
        return None
    spot = spot_of(node)
    choice = Choice(id, f"{prose.key}.{id}", origin, spot, text, when, effects=effects, to=to, was=old)
    return choice if seldom is None else choice._replace(**seldom)


def _read_seldom(context: SceneContext, fields: Fields, id: str, prose: ProseReader) -> dict[str, Any]:
    """What few choices have, by the names it has in a `Choice`."""
    get = fields.get
    mark, label = _read_mark(context, fields, id, prose)
    return {
        "mark": mark,
        "label": label,
        "locked": prose.line(get("locked"), "locked", CHOICE),
        "result": prose.prose(get("result"), "result"),
        "because": prose.prose(get("because"), "because"),
        "once": context.reader.flag(get("once"), "once", CHOICE),
        "facts": context.facts(get("facts"), CHOICE),
    }


def _read_mark(context: SceneContext, fields: Fields, id: str, prose: ProseReader) -> tuple[Mark | None, Line | None]:
    if fields.keys().isdisjoint(_MARKS):
        return None, None
    written = [mark for mark in _MARKS if mark in fields]
    if len(written) > 1:
        found = " and ".join(mark.value for mark in written)
        context.reader.tell("two-marks", fields[written[1].value].place(), choice=id, found=found)
    mark = written[0]
    node = fields[mark.value]
    if mark is not Mark.HISTORY:
        return mark, prose.line(node, mark.value, CHOICE)
    if not isinstance(node, Scalar) or node.value != "true":
        found = node.value if isinstance(node, Scalar) else kind_of(node)
        context.reader.tell("history-is-a-flag", node.place(), found=found)
    return mark, None
