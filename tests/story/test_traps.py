"""The traps of YAML: an author who falls into one is told which, where, and what to write."""

import pytest

from game.story import traps
from game.story.diagnostics import Diagnostic, Problem, Problems, problem
from game.story.diagnostics.files import FILES
from game.story.diagnostics.table import TABLE
from game.story.source import Mapping, Node, Scalar, Sequence, read, uneven_line

NEXT_LINE = 'Put the text on the next line, after ">".'
HELP = {
    "colon-in-text": f'": " makes a key. {NEXT_LINE}',
    "quote-first": f"A text that starts with a quote ends at the next one. {NEXT_LINE}",
    "sign-first": f"Text can't start with this sign here. {NEXT_LINE}",
    "comment-in-text": 'All after " #" is lost. (A comment after text: two spaces before "#", one after.) ' + NEXT_LINE,
    "comma-in-braces": "In { } a comma ends the text. Quote it, or give each key a line. " + NEXT_LINE,
    "brace-in-braces": f"Quote it, or give each key a line. {NEXT_LINE}",
    "bare-text-in-list": f"Sentences in [ ] are quoted, or have a line each. {NEXT_LINE}",
    "comma-in-list": "A comma ends the item. Give each effect a line.",
    "yaml-in-expression": "Write x == \"a\", not x; else '…' around it all.",
    "space-after-colon": 'A key needs ": ".',
    "uneven-text": 'YAML keeps this break. Align it, or use "|".',
}
MESSAGES = {
    "colon-in-text": 'the ": " makes a key of "{}"',
    "quote-first": 'this text starts with a quote, and ends before "{}"',
    "sign-first": 'this text starts with "{}"',
    "comment-in-text": 'this is lost as a comment: "{}"',
    "comma-in-braces": 'the comma before "{}" ends the text',
    "brace-in-braces": 'a "{}" is inside braces',
    "bare-text-in-list": 'this sentence in [ ] has no quotes: "{}"',
    "comma-in-list": 'the comma after "{}" ends the item',
    "space-after-colon": 'no space follows the colon of "{}:"',
    "yaml-in-expression": "this part of the expression means something to YAML: {}",
    "uneven-text": "this line is indented more than the text it is in",
}
NEVER_CLOSED = "this text starts with a quote, which is never closed"
PROSE = ("text", "once", "locked", "title", "result", "because")
MAPPINGS = ("choices", "states", "variables")


def all_of(text: str) -> list[Problem]:
    """What is told of a file: by the reader, and by whoever looks at its values as the loader does."""
    problems = Problems()
    node = read(text.encode(), "a.yaml", problems)
    if node is not None:
        look(node, "text" if isinstance(node, Sequence) else "", problems)
    return problems.in_order()


def look(node: Node, key: str, problems: Problems) -> None:
    """Ask of each node what its key makes it: prose, an expression, or a mapping."""
    if key in traps.EXPRESSION_KEYS:
        look_at_effects(node, problems)
    elif key in PROSE:
        look_at_prose(node, key, problems)
    elif key in MAPPINGS and isinstance(node, Scalar | Sequence):
        items = node.items if isinstance(node, Sequence) else [node]
        problems.extend(trap for item in items if (trap := traps.mapping_problem(item)))
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            if key not in traps.EXPRESSION_KEYS and (trap := traps.key_problem(node, entry)):
                problems.append(trap)
            look(entry.value, name, problems)
    elif isinstance(node, Sequence):
        for item in node.items:
            look(item, key, problems)


def look_at_effects(node: Node, problems: Problems) -> None:
    items = node.items if isinstance(node, Sequence) else [node]
    problems.extend(trap for number in range(len(items)) if (trap := traps.effect_problem(node, number)))


def look_at_prose(node: Node, key: str, problems: Problems) -> None:
    found: list[Problem | None] = []
    if isinstance(node, Scalar):
        found = [traps.comment_problem(node.source, node), uneven_problem(node)]
    elif not isinstance(node, Mapping) or not {"text", "when", "scene", *traps.EXPRESSION_KEYS} & set(node.entries):
        found = [traps.text_problem(node, key)]
    if isinstance(node, Sequence) and node.flow:
        found.append(traps.flow_text_problem(node))
    problems.extend(one for one in found if one)


def uneven_problem(node: Scalar) -> Problem | None:
    place = uneven_line(node)
    return problem("uneven-text", place) if place else None


def only(text: str) -> Problem:
    """The one thing wrong with a file."""
    found = all_of(text)
    assert len(found) == 1, found
    return found[0]


TOLD = [
    # written, code, the words its message quotes, and line, column and length
    ("text: He said: no\n", "colon-in-text", "He said", (1, 7, 8)),
    ("- He said: no\n", "colon-in-text", "He said", (1, 3, 8)),
    ("- He said: no: never\n", "colon-in-text", "He said", (1, 3, 8)),
    ("- note: keep it\n", "colon-in-text", "note", (1, 3, 5)),
    ("- {text: He said: no}\n", "colon-in-text", "He said", (1, 10, 8)),
    ("once: [He said: no, a]\n", "colon-in-text", "He said", (1, 8, 8)),
    ("text: He came in and\n  said aloud: no\n", "colon-in-text", "said aloud", (2, 3, 11)),
    ('text: "No," he said.\n', "quote-first", "he said.", (1, 7, 5)),
    ('- "No," he said.\n- b\n', "quote-first", "he said.", (1, 3, 5)),
    ('text: "No," he said: go.\n', "quote-first", "he said: go.", (1, 7, 5)),
    ('- {text: "No," he said}\n', "quote-first", "he said}", (1, 10, 5)),
    ('once: ["No," he said, b]\n', "quote-first", "he said, b]", (1, 8, 5)),
    ('text: "No,\n  no," he said.\n', "quote-first", "he said.", (1, 7, 4)),
    ("text: 'Tis snow\n", "quote-first", "", (1, 7, 1)),
    ("text: 'Tis snow\nid: don't\n", "quote-first", "t", (1, 7, 9)),
    ('"No," he said.\n', "quote-first", "he said.", (1, 1, 5)),
    ("text: {name} went out.\n", "sign-first", "{", (1, 7, 1)),
    ("text: {name}\n", "sign-first", "{", (1, 7, 1)),
    ("text: {name}: hi\n", "sign-first", "{", (1, 7, 1)),
    ("- {name} went: out\n", "sign-first", "{", (1, 3, 1)),
    ('text: {"A" if b else "C"} went.\n', "sign-first", "{", (1, 7, 1)),
    ("text: {{x}} is a brace\n", "sign-first", "{{", (1, 7, 2)),
    ("text: [[osip]] waits.\n", "sign-first", "[[", (1, 7, 2)),
    ("text: [[osip]]\n", "sign-first", "[[", (1, 7, 2)),
    ("- [[osip|the editor]] waits.\n", "sign-first", "[[", (1, 3, 2)),
    ("text: [sic] he wrote\n", "sign-first", "[", (1, 7, 1)),
    ("text: *no*\n", "sign-first", "*", (1, 7, 1)),
    ("text: *no one\n", "sign-first", "*", (1, 7, 1)),
    ("text: **no**\n", "sign-first", "**", (1, 7, 2)),
    ("text: &c and so on\n", "sign-first", "&", (1, 7, 1)),
    ("text: &c. and so on\n", "sign-first", "&", (1, 7, 1)),
    ("text: !Halt or I fire\n", "sign-first", "!", (1, 7, 1)),
    ("text: ! he cried\n", "sign-first", "!", (1, 7, 1)),
    ("text: !Halt!\n", "sign-first", "!", (1, 7, 1)),
    ("text: %5 of them\n", "sign-first", "%", (1, 7, 1)),
    ("text: @osip\n", "sign-first", "@", (1, 7, 1)),
    ("text: `ls`\n", "sign-first", "`", (1, 7, 1)),
    ("text: - a dash\n", "sign-first", "-", (1, 7, 1)),
    ("text: ? a question\n", "sign-first", "?", (1, 7, 1)),
    ("- ? a question\n", "sign-first", "?", (1, 3, 1)),
    ("text: > on this line\n", "sign-first", ">", (1, 7, 1)),
    ("text: | on this line\n", "sign-first", "|", (1, 7, 1)),
    ("text: , he said\n", "sign-first", ",", (1, 7, 1)),
    ("text: ] he said\n", "sign-first", "]", (1, 7, 1)),
    ("text: : he said\n", "sign-first", ":", (1, 7, 1)),
    ("text: Room #5\n", "comment-in-text", "#5", (1, 12, 2)),
    ("text: Room #5\n  is empty\n", "comment-in-text", "#5", (1, 12, 2)),
    ("text: Room # 5\n", "comment-in-text", "# 5", (1, 12, 3)),
    ("text: Room  #5\n", "comment-in-text", "#5", (1, 13, 2)),
    ("text: #5 is empty\n", "comment-in-text", "#5 is empty", (1, 7, 11)),
    ("once: [Room #5, b]\n", "comment-in-text", "#5, b]", (1, 13, 6)),
    ("- {id: a, text: Well, go}\n", "comma-in-braces", "go", (1, 23, 2)),
    ("- {text: Well, go, id: a}\n", "comma-in-braces", "go", (1, 16, 2)),
    ("- {text: Well, he said: go}\n", "comma-in-braces", "he said", (1, 16, 7)),
    ('- {when: x in ("a", "b"), to: c}\n', "comma-in-braces", '"b")', (1, 19, 1)),
    ("- {when: max(a, b) > 3, to: c}\n", "comma-in-braces", "b) > 3", (1, 17, 6)),
    ("- {text: Pay {n}}\n", "brace-in-braces", "{", (1, 14, 1)),
    ("- {text: Pay {n} roubles, id: a}\n", "brace-in-braces", "{", (1, 14, 1)),
    ("- {text: {n} roubles}\n", "brace-in-braces", "{", (1, 10, 1)),
    ("- {text: {n}}\n", "brace-in-braces", "{", (1, 10, 1)),
    ("- {text: See [[osip]]}\n", "brace-in-braces", "[", (1, 14, 1)),
    ("once: [First, and last]\n", "bare-text-in-list", "and last", (1, 15, 8)),
    ("once: [Pay {n} now]\n", "bare-text-in-list", "Pay {n} now", (1, 8, 5)),
    ("do: [x = min(a, b)]\n", "comma-in-list", "x = min(a", (1, 6, 9)),
    ("do: [y = 1, x = min(a, b, c)]\n", "comma-in-list", "x = min(a", (1, 13, 9)),
    ('do: [x = y in ("a", "b")]\n', "comma-in-list", 'x = y in ("a"', (1, 19, 1)),
    ('when: "a" == x\n', "yaml-in-expression", '"a" == x', (1, 7, 8)),
    ("when: 'a' == x\n", "yaml-in-expression", "'a' == x", (1, 7, 8)),
    ('- {when: "a" == x, to: b}\n', "yaml-in-expression", '"a" == x', (1, 10, 8)),
    ("when: !x\n", "yaml-in-expression", "!x", (1, 7, 2)),
    ('when: !visited("a")\n', "yaml-in-expression", "!visited(", (1, 7, 9)),
    ("when: !x and y\n", "yaml-in-expression", "!x", (1, 7, 2)),
    ('do: x = "a: b"\n', "yaml-in-expression", 'x = "a:', (1, 5, 7)),
    ('do: [x = "a: b"]\n', "yaml-in-expression", 'x = "a', (1, 6, 6)),
    ('do:\n  - x = "a: b"\n', "yaml-in-expression", 'x = "a', (2, 5, 6)),
    ('do:\n  - "a" == b\n', "yaml-in-expression", '"a" == b', (2, 5, 8)),
    ("choices:\n  - text:x\n", "space-after-colon", "text", (2, 5, 5)),
    ("- text:x\n  id: a\n", "space-after-colon", "text", (1, 3, 5)),
    ("id: a\ntext:x\nto: b\n", "space-after-colon", "text", (2, 1, 5)),
    ("- {id: a, text:x}\n", "space-after-colon", "text", (1, 11, 5)),
    ("text: >\n  Snow\n    fell.\n", "uneven-text", "", (3, 5, 5)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "words", "place"), TOLD, ids=[row[0] for row in TOLD])
def test_told(text: str, code: str, words: str, place: tuple[int, int, int]) -> None:
    found = only(text)
    message = MESSAGES[code].format(words) if words or code == "uneven-text" else NEVER_CLOSED
    assert (found.code, found.message.replace(" on line 2", "")) == (code, message)
    assert (found.place.line, found.place.column, found.place.length) == place
    assert found.help == HELP[code]


@pytest.mark.parametrize(
    "text",
    [
        "text: >\n  He said: no\n",
        'text: >\n  "No," he said.\n',
        "text: >\n  'Tis snow, {name}, *no*, [[osip]], #5, - a: b\n",
        "text: >\n  {name} went.\n",
        "text: Room  # 5\n",
        "text: Room  #\n",
        "text: Room#5\n",
        "text: He came at 12:30.\n",
        'text: He said "no", and didn\'t.\n',
        'text: "No."\n',
        "text: See [[osip]] and {n}.\n",
        "text: -a\n",
        "- {id: a, text: 'Well, go {n}: now'}\n",
        "once: [First, Last]\n",
        'once: ["First, and last", b]\n',
        "once:\n  - First, and last\n",
        "do: [x = 1, y += min(2)]\n",
        "do:\n  - x = min(a, b)\n  - y = 1\n",
        "do: x = max(a, b)\n",
        'when: x == "a"\n',
        "when: not x\n",
        "when: '\"a\" == x'\n",
        'when: x in ("a", "b")\n',
        "text: |\n  Snow\n    fell.\n",
        "choices:\n  - text: x\n",
    ],
)
def test_not_told(text: str) -> None:
    assert all_of(text) == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("states:\n  a:\n    text: b\n   c: d\n", "misaligned", 4),
        ("text: He came.\n  id: a\n", "misaligned", 2),
        ("- a\nb: c\n", "misaligned", 2),
        ("a: b\n- c\n", "misaligned", 2),
        (" a: b\nc: d\n", "misaligned", 2),
        ("a: b  # fine\n c: d\n", "misaligned", 2),
        ("text: >\nSnow fell.\nid: b\n", "missing-colon", 2),
        ("- {id: a, to: b\n- {id: c}\n", "unclosed-bracket", 1),
        ("a: [b, c\nd: e\n", "unclosed-bracket", 1),
        ("a: [b, c", "unclosed-bracket", 1),
        ('text: "C:\\docs"\n', "bad-escape", 1),
        ('text: "\\xZZ"\n', "bad-escape", 1),
        ("a: [b, , c]\n", "not-yaml", 1),
    ],
)
def test_other_mistakes(text: str, code: str, line: int) -> None:
    found = only(text)
    assert (found.code, found.place.line) == (code, line)


def test_a_list_that_starts_on_its_key_line() -> None:
    found = only("choices: - id: a\n    text: b\n")
    assert found.code == "sign-first"
    assert found.help == "Start the list on the next line."


def test_only_the_first_problem_of_a_file_that_is_not_yaml() -> None:
    assert [one.code for one in all_of('a: b\ntext: He said: no\nwhen: "a" == b\na: c\n')] == ["colon-in-text"]


def test_no_word_of_the_parser_is_shown() -> None:
    for text, *_ in TOLD:
        for found in all_of(text):
            shown = f"{found.message} {found.help}".lower()
            assert not any(word in shown for word in ("block mapping", "token", "scalar", "flow", "node", "simple key"))


def test_a_long_text_is_cut_short() -> None:
    found = only(f"text: {'snow ' * 500}: no\n")
    assert len(found.message) < 100


@pytest.mark.parametrize("row", FILES, ids=[row.code for row in FILES])
def test_table(row: Diagnostic) -> None:
    assert TABLE[row.code] is row
    assert row.message[0].islower() or row.message[0] in '{"'
    assert not row.message.endswith(".")
    assert row.explanation.endswith(".")
    assert row.cure.endswith(".")


NOT_OF_TEXT = ("not-found", "unreadable", "not-utf-8", "too-large")


@pytest.mark.parametrize("code", [row.code for row in FILES if row.code not in NOT_OF_TEXT])
def test_examples(code: str) -> None:
    """Each example has what it is an example of, and mended it has nothing."""
    row = TABLE[code]
    assert code in [one.code for one in all_of(row.example)]
    assert all_of(row.cured) == []
