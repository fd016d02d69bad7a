"""What stands beside a story's scenes: the codex that text links, and the ledger of facts it rests on."""

from collections.abc import Callable, Collection, Iterable, Mapping

from game.story.diagnostics import Place, did_you_mean
from game.story.expressions import Scope
from game.story.model import CodexEntry, Fact
from game.story.prose_reader import ProseReader
from game.story.reading import Reader
from game.story.shapes import CODEX_ENTRY
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence
from game.story.types import Variable


def read_codex(
    reader: Reader,
    files: Iterable[Node],
    variables: Mapping[str, Variable],
    fact_ids: Callable[[], Collection[str]] | None = None,
) -> dict[str, CodexEntry]:
    """The entries of all codex files, by id."""
    names = codex_names(files)
    scope = Scope(variables)
    prose = ProseReader(reader, scope, names.get, lambda id: did_you_mean(id, names))
    entries: dict[str, CodexEntry] = {}
    for node in files:
        if not isinstance(node, Sequence):
            reader.tell("wrong-type", node.place(), key="codex", expected="a list of entries", found="this")
            continue
        for item in node.items:
            entry = _entry(reader, item, prose, fact_ids)
            if entry is None:
                continue
            if entry.id in entries:
                reader.tell("duplicate-id", _id_place(item), kind="a codex entry", id=entry.id)
            entries[entry.id] = entry
    return entries


def codex_names(files: Iterable[Node]) -> dict[str, str]:
    """Each entry's name by its id: all that a link asks for."""
    named: dict[str, str] = {}
    for node in files:
        for item in node.items if isinstance(node, Sequence) else []:
            if isinstance(item, MappingNode):
                id, name = (item.entries[key].value if key in item.entries else None for key in ("id", "name"))
                if isinstance(id, Scalar) and isinstance(name, Scalar):
                    named[id.value] = " ".join(name.value.split())
    return named


def _id_place(item: Node) -> Place:
    """Where an item's id is written."""
    entry = item.entries.get("id") if isinstance(item, MappingNode) else None
    return entry.value.place() if entry is not None else item.place()


def _entry(
    reader: Reader, node: Node, prose: ProseReader, fact_ids: Callable[[], Collection[str]] | None
) -> CodexEntry | None:
    fields = reader.fields(node, CODEX_ENTRY, "a codex entry")
    if fields is None:
        return None
    id = reader.id(fields.get("id"), "id", CODEX_ENTRY)
    text = prose.prose(fields.get("text"))
    kind = reader.reference(fields.get("kind"), "kind", CODEX_ENTRY)
    name = reader.title(fields.get("name"), "name", CODEX_ENTRY)
    names = {
        key.value: reader.label(value, "name", CODEX_ENTRY)
        for key, value in reader.entries(fields.get("names"), "names", CODEX_ENTRY)
    }
    facts = reader.facts(fields.get("facts"), CODEX_ENTRY, fact_ids)
    if not id or text is None:
        return None
    return CodexEntry(id, kind, name, text, names, facts)


def read_facts(reader: Reader, node: Node | None) -> dict[str, Fact]:
    """The facts of a ledger, by id; its other sections are the historian's own."""
    if not isinstance(node, MappingNode) or "facts" not in node.entries:
        return {}
    facts: dict[str, Fact] = {}
    titles, questions = _named(node, "sources", "title"), _named(node, "contested", "question")
    listed = node.entries["facts"].value
    for item in listed.items if isinstance(listed, Sequence) else []:
        if not isinstance(item, MappingNode):
            continue
        text = _texts(item)
        id = item.entries.get("id")
        if id is None or not isinstance(id.value, Scalar):
            reader.tell("missing-key", item.place(), what="a fact", key="id", about="what scenes cite")
            continue
        if id.value.value in facts:
            reader.tell("duplicate-id", id.value.place(), kind="a fact", id=id.value.value)
        sources = item.entries.get("sources")
        items = sources.value.items if sources and isinstance(sources.value, Sequence) else []
        cited = tuple(one.value for one in items if isinstance(one, Scalar))
        facts[id.value.value] = Fact(
            id.value.value,
            text("statement"),
            text("chapter"),
            cited,
            text("contested"),
            text("untold"),
            tuple(titles.get(one) or one for one in cited),
            questions.get(text("contested"), ""),
        )
    return facts


def _texts(node: MappingNode) -> Callable[[str], str]:
    def text(key: str) -> str:
        entry = node.entries.get(key)
        return entry.value.value.strip() if entry and isinstance(entry.value, Scalar) else ""

    return text


def read_chapters(node: Node | None) -> dict[str, str]:
    """The titles of a ledger's chapters, by id, in its order."""
    return _named(node, "chapters", "title")


def _named(node: Node | None, section: str, key: str) -> dict[str, str]:
    """What each entry of a ledger's section says under `key`, by its id."""
    listed = node.entries.get(section) if isinstance(node, MappingNode) else None
    items = listed.value.items if listed is not None and isinstance(listed.value, Sequence) else []
    texts = (_texts(item) for item in items if isinstance(item, MappingNode))
    return {text("id"): text(key) for text in texts}
