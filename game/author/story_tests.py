"""A story's own tests, as authors write them: what is chosen, and what must then be so."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from game.author.named import Named
from game.story.diagnostics import Place, Problems
from game.story.loader import StoryFiles
from game.story.model import Scene, Story, StoryNotInOrder
from game.story.reading import Fields, Reader, kind_of
from game.story.shapes import Key, Kind, Shape
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence
from game.story.types import Value
from game.story.variables import read_value

EXPECT: Shape = {
    "state": Key(Kind.LABEL, "the scene.state at rest"),
    "ending": Key(Kind.ID, "the ending, or a scene's outcome, that was reached"),
    "text": Key(Kind.LABELS, "words that stand in the pages since the last choice"),
    "not_text": Key(Kind.LABELS, "words that do not stand there"),
    "variables": Key(Kind.VALUES, "variables with their values"),
    "open": Key(Kind.IDS, "choices that can be taken"),
    "locked": Key(Kind.IDS, "choices that are shown and cannot be taken"),
    "hidden": Key(Kind.IDS, "choices that are not shown"),
}
TEST: Shape = {
    "test": Key(Kind.LABEL, "what must be true", required=True),
    "from": Key(Kind.LABEL, "a scene, a scene.state, or a run file beside the story; its beginning unless told"),
    "seed": Key(Kind.NUMBER, "the seed of chance; 1917 unless told"),
    "set": Key(Kind.VALUES, "story variables, set before the first state is entered"),
    "choose": Key(Kind.IDS, "choices, one after another"),
    "expect": Key(Kind.MAPPING, "what must be so after the last choice", of=(EXPECT,)),
    "transcript": Key(Kind.LABEL, "a file in tests/ with all that was read, to the letter"),
}


@dataclass(frozen=True)
class Expected:
    """What must be so after the last choice; what is empty is not asked."""

    state: str = ""
    ending: str = ""
    text: tuple[str, ...] = ()
    not_text: tuple[str, ...] = ()
    variables: Mapping[str, Scalar] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryTest:
    """One test, and where it is written."""

    name: str
    place: Place
    start: str = ""
    seed: int = 1917
    preset: Mapping[str, Value] = field(default_factory=dict)
    choose: tuple[str, ...] = ()
    expected: Expected = field(default_factory=Expected)
    transcript: str = ""


def read_story_tests(folder: Path, story: Story, problems: Problems) -> list[StoryTest]:
    """All tests of `tests/*.yaml`, file by file; what is wrong with them is told."""
    files = StoryFiles(folder)
    named = Named(story.variables, story.endings, story.routes, _scenes_in_order(story))
    return tests_in(test_nodes(files, problems), named, problems)


def _scenes_in_order(story: Story) -> Iterator[Scene]:
    for id in story.routes:
        with suppress(StoryNotInOrder, OSError):
            yield story.scene(id)


def test_nodes(files: StoryFiles, problems: Problems) -> list[Node]:
    """The trees of the files of tests."""
    paths = sorted((files.folder / "tests").glob("*.yaml"))
    nodes = (files.node(f"tests/{path.name}", problems) for path in paths)
    return [node for node in nodes if node is not None]


def tests_in(nodes: Iterable[Node], named: Named, problems: Problems) -> list[StoryTest]:
    """The tests of some files, of a story whose names are `named`."""
    tests = []
    reader = Reader(problems)
    for node in nodes:
        if isinstance(node, Sequence):
            read = (_test(reader, item, named) for item in node.items)
            tests += [test for test in read if test is not None]
        else:
            reader.tell("wrong-type", node.place(), key="tests", expected="a list of tests", found=kind_of(node))
    return tests


def _test(reader: Reader, node: Node, named: Named) -> StoryTest | None:
    fields = reader.fields(node, TEST, "a test")
    if fields is None:
        return None
    preset = {}
    for key, value in reader.entries(fields.get("set"), "set", TEST):
        if reader.known(key, named.variables, "unknown-variable", name=key.value):
            read = read_value(reader, value, named.variables[key.value], f'"{key.value}"')
            if read is not None:
                preset[key.value] = read
    start = fields.get("from")
    if isinstance(start, Scalar) and not start.value.endswith(".yaml"):
        named.check_place(reader, start, scene_will_do=True)
    expect = fields.get("expect")
    expected = _expected(reader, expect, named) if expect is not None else Expected()
    return StoryTest(
        reader.label(fields.get("test"), "test", TEST),
        _first_place(node),
        reader.label(fields.get("from"), "from", TEST),
        reader.number(fields.get("seed"), "seed", TEST, 1917),
        preset,
        _choices(reader, fields, "choose", TEST, named),
        expected,
        reader.label(fields.get("transcript"), "transcript", TEST),
    )


def _first_place(node: Node) -> Place:
    if isinstance(node, MappingNode) and "test" in node.entries:
        return node.entries["test"].value.place()
    return node.place()


def _expected(reader: Reader, node: Node, named: Named) -> Expected:
    fields = reader.fields(node, EXPECT, "expect")
    if fields is None:
        return Expected()
    variables = {}
    for key, value in reader.entries(fields.get("variables"), "variables", EXPECT):
        named.check_variable(reader, key)
        if isinstance(value, Scalar):
            variables[key.value] = value
    state, ending = fields.get("state"), fields.get("ending")
    if isinstance(state, Scalar):
        named.check_place(reader, state)
    if isinstance(ending, Scalar):
        named.check_ending(reader, ending)
    at_rest = state.value if isinstance(state, Scalar) else ""
    return Expected(
        reader.label(fields.get("state"), "state", EXPECT),
        reader.label(fields.get("ending"), "ending", EXPECT),
        _words(reader, fields.get("text"), "text"),
        _words(reader, fields.get("not_text"), "not_text"),
        variables,
        _choices(reader, fields, "open", EXPECT, named, at_rest),
        _choices(reader, fields, "locked", EXPECT, named, at_rest),
        _choices(reader, fields, "hidden", EXPECT, named, at_rest),
    )


def _choices(
    reader: Reader, fields: Fields, name: str, shape: Shape, named: Named, at_rest: str = ""
) -> tuple[str, ...]:
    """The choices under a key, which are there: in the state `at_rest`, or, where that is not said, in any."""
    scalars = reader.id_scalars(fields.get(name), name, shape)
    named.check_choices(reader, scalars, at_rest)
    return tuple(scalar.value for scalar in scalars)


def _words(reader: Reader, node: Node | None, name: str) -> tuple[str, ...]:
    if node is None:
        return ()
    items = node.items if isinstance(node, Sequence) else [node]
    return tuple(reader.label(item, name, EXPECT) for item in items if isinstance(item, Scalar))
