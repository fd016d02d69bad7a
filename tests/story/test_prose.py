"""Prose: what it says, as values stand."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.diagnostics import Problems
from game.story.expressions import Scope
from game.story.marks import Template
from game.story.prose import Words
from game.story.prose_reader import ProseReader
from game.story.reading import Reader
from game.story.source import Mapping, read
from game.story.text import Paragraph, Span
from game.story.types import Variable
from tests.making import codes_of, open_ids, problems_of, run_of, said

CODEX = "- {id: osip, kind: person, name: Osip Reznik, text: An editor.}\n"
HEAD = """\
variables:
  n: {type: int, initial: 3, min: 0, max: 30}
  mood: {type: enum, values: {calm: quite calm, angry: in a rage}, initial: calm}
  wet: {type: bool, initial: false}
"""


def shown(folder: Path, text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a state's `text`, given as YAML after the key."""
    run = run_of(folder, f"start:\n  text: {text}\n  ending: over\n", HEAD, **{"codex/c__yaml": CODEX})
    return run.turns[-1].pages[0].paragraphs


def plain(folder: Path, text: str) -> list[str]:
    return [paragraph.plain for paragraph in shown(folder, text)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (">\n    One line\n    folded.\n\n    Another.", ["One line folded.", "Another."]),
        ("|\n    The telegram\n    in two lines.\n\n    Signed.", ["The telegram\nin two lines.", "Signed."]),
        ("[One., Two.]", ["One.", "Two."]),
        ("\n  - One.\n  - Two.", ["One.", "Two."]),
        (">\n    {n} trains and {word(n)} trains.", ["3 trains and three trains."]),
        (">\n    He is {mood}.", ["He is quite calm."]),
        ('>\n    The {"rain" if wet else "sun"} of July.', ["The sun of July."]),
        ('>\n    He {"never " if wet else ""}came.', ["He came."]),
        ('>\n    He {"never" if wet else ""} came.', ["He came."]),
        (">\n    Braces {{n}} and a lone * asterisk, 2 * 3.", ["Braces {n} and a lone * asterisk, 2 * 3."]),
        ("\n    when: wet\n    text: Wet.\n    else: Dry.", ["Dry."]),
        ("\n  - when: wet\n    text: Wet.\n  - Always.", ["Always."]),
        (
            "\n    paragraph:\n      - One.\n      - when: wet\n        text: Wet.\n      - Two.",
            ["One. Two."],
        ),
        (
            "\n    first: 2\n    of:\n      - when: wet\n        text: Wet.\n      - One.\n      - Two.\n      - Three.",
            ["One.", "Two."],
        ),
    ],
)
def test_what_is_said(tmp_path: Path, text: str, paragraphs: list[str]) -> None:
    assert plain(tmp_path, text) == paragraphs


def test_sentences_in_brackets_are_told(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "start:\n  text: [One thing, and another.]\n  ending: over\n")
    assert codes_of(problems) == ["bare-text-in-list"]


def test_marks_are_styles_and_values_are_never_marks(tmp_path: Path) -> None:
    text = ">\n    *One* and **two *both* two**, [[osip]] or [[osip|the *editor*]]."
    assert shown(tmp_path, text)[0].spans == (
        Span("One", emphasis=True),
        Span(" and "),
        Span("two ", strong=True),
        Span("both", emphasis=True, strong=True),
        Span(" two", strong=True),
        Span(", "),
        Span("Osip Reznik", link="osip"),
        Span(" or "),
        Span("the ", link="osip"),
        Span("editor", emphasis=True, link="osip"),
        Span("."),
    )


def test_words_chosen_in_braces_may_hold_marks_and_links(tmp_path: Path) -> None:
    text = """>\n    {"rain" if wet else "a *dry* [[osip|man]]"} and *{mood}*"""
    assert shown(tmp_path, text)[0].spans == (
        Span("a "),
        Span("dry", emphasis=True),
        Span(" "),
        Span("man", link="osip"),
        Span(" and "),
        Span("quite calm", emphasis=True),
    )


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("He said {n and left.", "unbalanced-brace", 9),
        ("He said n} and left.", "unbalanced-brace", 10),
        ("Ask [[osip|the editor.", "unbalanced-link", 5),
        ("Ask osip]] again.", "unbalanced-link", 9),
        ("Ask [[ospi]] again.", "unknown-codex-entry", 7),
        ("There are {m} trains.", "unknown-variable", 12),
        ("It is {wet}.", "expression-type", 8),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, code: str, column: int) -> None:
    states = f"start:\n  text: >\n    {text}\n  ending: over\n"
    (problem,) = problems_of(tmp_path, states, HEAD, **{"codex/c__yaml": CODEX})
    line = (tmp_path / "scene.yaml").read_text().splitlines().index(f"      {text}") + 1
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column + 6)


VISITS = """\
start:
  text:
    {form}:
      - First.
      - Second.
      - Third.
  choices:
    - {{id: again, text: Again., to: start}}
    - {{id: look, text: Look., result: Nothing.}}
"""


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("sequence", ["First.", "Second.", "Third.", "Third.", "Third."]),
        ("once", ["First.", "Second.", "Third."]),
        ("cycle", ["First.", "Second.", "Third.", "First.", "Second."]),
    ],
)
def test_blocks_by_visit(tmp_path: Path, form: str, words: list[str]) -> None:
    run = run_of(tmp_path, VISITS.format(form=form))
    read = said(run)
    for _ in range(4):
        run.choose("look")
        assert said(run) == ["Nothing."]
        run.choose("again")
        read += said(run)
    assert read == words


def test_a_shuffle_says_each_once_a_round_in_the_order_of_its_hash(tmp_path: Path) -> None:
    run = run_of(tmp_path, VISITS.format(form="shuffle"), seed=7)
    read = said(run)
    for _ in range(5):
        run.choose("again")
        read += said(run)
    words = ["First.", "Second.", "Third."]

    def order(turn: int) -> list[str]:
        keys = [hashlib.sha256(f"7/shuffle/scene.start/0/{turn}/{item}".encode()).digest() for item in range(3)]
        return [words[item] for item in sorted(range(3), key=keys.__getitem__)]

    assert read == order(0) + order(1)


@given(text=st.text(st.sampled_from("ab *{}[]|n1\"'\n"), max_size=40))
def test_any_text_is_prose_or_a_problem(text: str) -> None:
    problems = Problems()
    node = read(("text: |\n" + "".join(f"  {line}\n" for line in text.split("\n"))).encode(), "t", problems)
    if not isinstance(node, Mapping):
        return
    prose = ProseReader(Reader(problems), Scope({}), lambda id: id, lambda id: "").prose(node.entries["text"].value)
    if prose is not None and not problems:
        assert all(paragraph.spans for paragraph in prose.write({}, None))


WRITTEN = st.sampled_from(
    [
        "a ",
        " b",
        " ",
        "*",
        "**",
        ".",
        "\n\n",
        "{n}",
        "*{n}*",
        "{word(n)}",
        "{mood}",
        "**{mood}**",
        "{silent}",
        "[[osip]]",
        "[[osip|{n}]]",
        '{"x" if wet else "y"}',
        '{"*x* z" if wet else ""}',
        '{"" if wet else "x"}',
        "{max(1, n)}",
    ]
)


@given(parts=st.lists(WRITTEN, max_size=8), n=st.integers(0, 30), wet=st.booleans(), mood=st.sampled_from("cd"))
def test_words_with_values_are_woven_as_their_pieces_say(parts: list[str], n: int, wet: bool, mood: str) -> None:
    variables = [
        Variable("n", "int", 3, low=0, high=30),
        Variable("wet", "bool", False),
        Variable("mood", "enum", "c", words={"c": "quite calm", "d": "dull"}),
        Variable("silent", "enum", "c", words={"c": "", "d": "said"}),
    ]
    scope = Scope({variable.name: variable for variable in variables}, scene="s", state="t", states=("t",))
    problems = Problems()
    lines = "".join(parts).split("\n")
    node = read(("text: >\n" + "".join(f"  {line}\n" for line in lines)).encode(), "story.yaml", problems)
    if not isinstance(node, Mapping):
        return
    prose = ProseReader(Reader(problems), scope, {"osip": "Osip"}.get, lambda id: "").prose(node.entries["text"].value)
    if not isinstance(prose, Words):
        return
    values = {"n": n, "wet": wet, "mood": mood, "silent": mood}
    pieces = [one.at(values, None) if isinstance(one, Template) else one for one in prose.paragraphs]
    assert prose.write(values, None) == tuple(paragraph for paragraph in pieces if paragraph.spans)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    run = run_of(tmp_path, VISITS.format(form="shuffle"), seed=3)
    before = run.digest()
    assert [run.options for _ in range(3)] == [run.options] * 3
    assert open_ids(run) == ["again", "look"]
    assert run.digest() == before
