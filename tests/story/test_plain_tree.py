"""The quick reader of plain YAML gives the parser's tree, or none."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from game.story import yaml_tree as yaml_tree_module
from game.story.characters import check_characters
from game.story.diagnostics import Problems
from game.story.nodes import Source
from game.story.plain_tree import MOST_CHARACTERS, plain_tree
from tests.story.trees import parsed, shape

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("scenes/**/*.yaml"), *ROOT.glob("saves/**/*.yaml"), *ROOT.glob("tests/**/*.yaml")])
PLAIN = {
    "keys": "a: b\nc-d: 12:30\n_e: it's x#y (z)\n",
    "mappings": "a:\n  b:\n    c: d\n  e: f\ng: h\n",
    "lists": "- a\n- b: c\n  d: e\n- f\n",
    "a list under a key": "a:\n  - b\n  - c:\n      - d\n    e: f\n",
    "comments": "# a\n\na: b  # c\n  # d\nb:  # e\n  c: d\n# f",
    "lines that go on": "a: b\n  c\n\n\n  d  # e\nf: g\n",
    "an item that goes on": "- a\n  b\n- c\n",
    "folded": "a: >\n  b c\n  d\n\n\n  e\n\n# f\ng: h\n",
    "folded, no line feed at its end": "a: >-\n  b\n  c\n",
    "literal": "- |\n   b\n     c\n\n    d\n\n- e\n",
    "quoted": """a: "b: c # d"\ne: 'f \\ g'\nh: ""\ni: "say \\"j\\""\n""",
    "quoted over lines": "a: \"b  \n    c\n\n    d \"\ne: '\n  f'\n",
    "in brackets": "a: [b, -1, c >= 2, \"d, e\", 'f']\ng: {h: i, j: {k: 12:30}, l: [], m: {}}\n",
    "in brackets over lines": "a: [b,\n  c,\n  ]\nd: {\n  e: f }\n",
    "no line feed at the end": "a:\n  - b: c",
}
OTHER = {
    "nothing": "",
    "a lone text": "a",
    "no value": "a:\nb: c\n",
    "no value at the end": "a:\n  b:\n",
    "no item": "- a\n-\n",
    "a key twice": "a: b\na: c\n",
    "a key twice in braces": "{a: b, a: c}\n",
    "two documents": "a: b\n---\nc: d\n",
    "a directive": "%YAML 1.2\n---\na: b\n",
    "an anchor": "a: &b c\n",
    "an alias": "a: *b\n",
    "a tag": "a: !b c\n",
    "a question": "? a\n: b\n",
    "a merge": "<<: {a: b}\n",
    "a colon in a text": "a: b: c\n",
    "a key that goes on": "a: b\n  c: d\n",
    "a text after a comment": "a: b # c\n  d\n",
    "a text after quotes": 'a: "b" c\n',
    "a quote that never ends": 'a: "b\n',
    "an escape": 'a: "\\x41"\n',
    "a doubled quote": "a: 'it''s'\n",
    "a quote that falls back": 'a: "b\nc"\n',
    "indents that part": "a:\n    b: c\n  d: e\n",
    "a list and a mapping": "a: b\n- c\n",
    "a list beside its key": "a:\n- b\n",
    "a root that is indented": "  a: b\n",
    "a folded line deeper than others": "a: >\n  b\n    c\n",
    "a deeper line that looks like a comment": "a: >\n b\n  # c\n",
    "a block that begins with nothing": "a: >\n\n  b\n",
    "spaces alone in a block": "a: |\n    b\n  \n    c\n",
    "a comment in brackets": "a: [b, # c\n  d]\n",
    "brackets that fall back": "a: [b,\nc]\n",
    "brackets that never end": "a: [b\n",
    "a key in a list": "a: [b: c]\n",
    "only a comma": "a: [,]\n",
    "returns": "a: b\r\n",
    "too deep": "[" * 40 + "a" + "]" * 40 + "\n",
    "too much": f"a: {'b' * MOST_CHARACTERS}\n",
}
BITS = [
    *"a: b|b:|  c: d|    e: f|  - x|- y|- z: 1|  w: 2|# c|  # c|   |      |g: [a, b]|h: {a: b, c: [d]}|  y]|l: [x,".split("|"),
    *(f"  {sign}" for sign in "&*!%@`?-:,[]{}#'\""),
    *("i: >", "j: |", "k: >-", "      more", "    text", " one", "  'q'", '  "q', '  r"', 's: "t u"', "v: it's", "a#b: c"),
]  # fmt: skip
lines = st.lists(st.sampled_from(BITS), max_size=8).map("\n".join)
files = st.one_of(
    lines.map(lambda text: f"{text}\n"),
    st.tuples(lines, st.integers(0, 60), st.sampled_from([*" \n:#,-[]{}\"'>|?\\", ": ", " #"])).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] :]
    ),
)


def as_read(text: str) -> Source | None:
    """The source as it is parsed, its hidden characters replaced."""
    return check_characters(Source("a.yaml", text), Problems())


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_what_is_plain_reads_as_the_parser_reads_it(text: str) -> None:
    source = Source("a.yaml", text)
    tree = plain_tree(source)
    assert tree is not None
    assert shape(tree) == parsed(source)


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_what_is_not_is_left_to_the_parser(text: str) -> None:
    assert plain_tree(Source("a.yaml", text)) is None


def test_a_yaml_that_was_built_without_libyaml_reads_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*PLAIN.values(), *(path.read_text("utf-8") for path in ROOT.glob("scenes/**/*.yaml"))]
    with_it = [parsed(Source("a.yaml", text)) for text in texts]
    monkeypatch.setattr(yaml_tree_module, "Parser", yaml.BaseLoader)
    assert [parsed(Source("a.yaml", text)) for text in texts] == with_it


def test_every_file_there_is_reads_alike() -> None:
    taken = 0
    for path in FILES:
        source = as_read(path.read_bytes().decode(errors="replace"))
        tree = plain_tree(source) if source is not None else None
        if source is not None and tree is not None:
            assert shape(tree) == parsed(source), path
            taken += 1
    assert taken > len(FILES) * 0.8


@given(files)
@example("a: >\n b\n  # c\n")
@example('a: "b\n   c" # d\ne: f\n')
def test_whatever_it_reads_the_parser_reads_alike(text: str) -> None:
    source = as_read(text)
    tree = plain_tree(source) if source is not None else None
    if source is not None and tree is not None:
        assert shape(tree) == parsed(source)


@pytest.mark.parametrize(
    "text",
    ["a: b\n" + "  c\n" * 300_000, f'a: "{" " * 600_000}\n  b"\n', "a: [" + "b, " * 100_000 + "]\n", "a" * 900_000],
    ids=["lines", "spaces", "items", "letters"],
)
def test_its_time_grows_with_the_file(text: str) -> None:
    """By hanging, if not: what grows with the square takes minutes here."""
    source = Source("a.yaml", text)
    tree = plain_tree(source)
    assert tree is None or shape(tree) == parsed(source)
