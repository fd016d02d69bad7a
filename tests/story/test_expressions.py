"""Expressions: what may be written, what it is worth, and what is told of the rest."""

import sys
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.diagnostics.expressions import EXPRESSIONS
from game.story.expressions import NUMBER_WORDS, Expression, Scope, Use, hinges_fit, read_expression
from game.story.expressions.expression import quick_expression
from game.story.expressions.full import full_expression
from game.story.types import WORDS, Bool, Enum, Int, Variable, name_problem
from tests.story.expressing import (
    SCOPE,
    VARIABLES,
    Run,
    Sample,
    Told,
    bools,
    hostile,
    initial,
    ints,
    marked,
    read,
    runs,
    values,
)

FORMS: list[tuple[str, Any]] = [
    ("known", False),
    ("not known", True),
    ("true", True),
    ("soviet >= 4", True),
    ("soviet>=5", False),
    ("soviet > -3", True),
    ("0 < soviet <= 4", True),
    ("soviet == die", False),
    ('mood == "calm"', True),
    ("mood != 'calm'", False),
    ("mood == crowd", False),
    ('mood in ("calm", "angry")', True),
    ("soviet in (1, 2, -3)", False),
    ("known == false", True),
    ("known or soviet > 3 and armed", True),
    ("soviet // 3 == 1 and soviet % 3 == 1", True),
    ("debt // 3 == -1 and debt % 3 == 1", True),
    ("min(soviet, 2) + max(1, father) == 3", True),
    ("abs(debt) == 2", True),
    ("(2 if known else 3) == 3", True),
    ("  soviet\n  >= 4 ", True),
    ("visits() == 3", True),
    ('visits("the-chamber") == 1', True),
    ('visited("the-chamber")', True),
    ('chose("push")', True),
    ('chose("wait")', False),
    ('chose("the-chamber.speak")', False),
    ('hinge("fire") == "warn"', True),
    ('"none" == hinge("fire")', False),
    ('hinge("fire") != ("leave" if known else "none")', True),
    ('weather == "dark-rain"', False),
    ('mood == ("calm" if armed else "angry")', True),
]


@pytest.mark.parametrize(("text", "value"), FORMS, ids=[text for text, _ in FORMS])
def test_conditions(text: str, value: bool) -> None:
    run = Run(
        visits={"july.the-steps": 3, "july.the-chamber": 1},
        taken={"july.the-steps.push": 1},
        hinges={"fire": "warn"},
    )
    assert read(text).function(initial(soviet=4), run) is value


@pytest.mark.parametrize(
    ("text", "type", "value"),
    [
        ("soviet", Int(0, 10), 1),
        ("mood", Enum({"calm": "quite calm", "angry": "in a rage"}), "calm"),
        ("soviet * 2 - 1", Int(-1, 19), 1),
        ('"some" if soviet > 0 else "none"', WORDS, "some"),
        ("word(soviet)", WORDS, "one"),
        ("word(soviet + 20)", WORDS, "21"),
        ("word(die - 4)", WORDS, "-3"),
        ('word(soviet) if soviet > 0 else "no"', WORDS, "one"),
        ('"дом" if armed else "é"', WORDS, "дом"),
        (r'"say \"no\"" if armed else "yes"', WORDS, 'say "no"'),
    ],
)
def test_braces(text: str, type: Any, value: Any) -> None:
    expression = read(text, Use.BRACES)
    assert expression.type == type
    assert expression.function(initial(), Run()) == value


def test_words_that_may_be_shown_come_with_their_places() -> None:
    text = ' "*é*" if known else ("b" if mood == "calm" else word(soviet))'
    expression = read(text, Use.BRACES)
    assert [(words, text[at : at + len(words)]) for words, at in expression.literals] == [
        ("*é*",) * 2,
        ("b",) * 2,
    ]


def test_a_language_counts_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    spanish = Scope(VARIABLES, language="es")
    expression = read("word(die)", Use.BRACES, spanish)
    assert expression.function(initial(), Run()) == "1"
    monkeypatch.setitem(NUMBER_WORDS, "es", ["cero", "uno"].__getitem__)
    assert expression.function(initial(), Run()) == "uno"


def test_what_an_expression_asks_for() -> None:
    expression = read('soviet > 1 and visited("the-chamber") and chose("push") and hinge("fire") == "warn"')
    assert expression.reads == ("soviet",)
    assert expression.visits == ("the-chamber",)
    assert expression.chose == ("the-steps.push",)
    assert [(hinge.text, answer.text) for hinge, answer in expression.hinges] == [("fire", "warn")]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("soviet >= 0", True),
        ("soviet > 10", False),
        ("soviet > 9", None),
        ("die // 7 == 0", True),
        ("not soviet > 10", True),
        ("known and soviet > 10", False),
        ("known or soviet <= 10", True),
        ("soviet in (11, 12)", False),
        ('mood in ("calm", "angry")', True),
        ("father < die < 7", None),
        ("debt < die < 7", True),
        ("(3 if soviet >= 0 else 30) < 5", True),
    ],
)
def test_what_the_ranges_decide(text: str, known: bool | None) -> None:
    assert read(text).known is known


WRONG = [
    ("‹soviet›", "expression-type", "Write soviet > 0."),
    ("known and ‹mood›", "expression-type", 'Write mood == "calm".'),
    ('mood == "calm" or ‹"angry"›', "expression-type", 'mood == "angry"'),
    ("soviet == ‹known›", "expression-type", ""),
    ('soviet == ‹"3"›', "expression-type", "Write 3, without quotes."),
    ("known == ‹1›", "expression-type", "Write true."),
    ("mood == ‹weather›", "expression-type", ""),
    ('‹"a"› == "b"', "expression-type", ""),
    ("soviet + ‹known› > 1", "expression-type", "(1 if known else 0)"),
    ("(1 if known else ‹mood›) > 1", "expression-type", ""),
    ("known in ‹soviet›", "expression-type", ""),
    ("soviet in (1, ‹die›)", "expression-type", "=="),
    ('‹hinge("fire")›', "expression-type", 'hinge("fire") != "none"'),
    ('hinge("fire") == ‹mood›', "expression-type", ""),
    ("known ‹&&› !armed", "not-our-python", "Write known and not armed."),
    ("known‹||›armed", "not-our-python", "Write known or armed."),
    ("‹!›known", "not-our-python", "Write not known."),
    ("soviet ‹/› 2 > 1", "not-our-python", "Write soviet // 2 > 1."),
    ("soviet ‹=› 3", "not-our-python", "Write soviet == 3."),
    ("soviet ‹=>› 3", "not-our-python", "Write soviet >= 3."),
    ("‹True›", "not-our-python", "Write true."),
    ("known ‹AND› armed", "not-our-python", "Write known and armed."),
    ("soviet ‹is› not 3", "not-our-python", "Write soviet != 3."),
    ("mood == ‹“›calm”", "not-our-python", 'Write mood == "calm".'),
    (
        'known and ‹mood not in ("calm", "angry")›',
        "not-our-python",
        'known and not mood in ("calm", "angry").',
    ),
    ('mood in ‹["calm"]›', "not-our-python", 'mood in ("calm",).'),
    ('‹mood in ("calm")›', "not-our-python", 'Write mood == "calm".'),
    ("‹$soviet› > 3", "not-our-python", "soviet"),
    ("visited(‹the-chamber›)", "quote-the-id", 'Ids are quoted: visited("the-chamber").'),
    ("known and chose( ‹for-bread.in› )", "quote-the-id", 'Ids are quoted: chose("for-bread.in").'),
    ("‹sovjet› > 3", "unknown-variable", 'did you mean "soviet"?'),
    ("‹Soviet› > 3", "unknown-variable", 'did you mean "soviet"?'),
    ("mood == ‹calm›", "unknown-variable", 'Write "calm".'),
    ("weather == ‹dark-rain›", "unknown-variable", 'Write "dark-rain".'),
    ("mood in (‹calm›, 'angry')", "unknown-variable", 'Write "calm".'),
    ('hinge("fire") == ‹the-warn›', "unknown-variable", 'Write "the-warn".'),
    ("‹visits› > 3", "unknown-variable", "visits()"),
    ('mood == ‹"zz"›', "unknown-value", '"calm", "angry"'),
    ('chose(‹"the-chambre›.speak")', "unknown-state", 'did you mean "the-chamber"?'),
    ('mood == ‹"calmer"›', "unknown-value", 'did you mean "calm"?'),
    ("‹rolls›(6) > 1", "unknown-function", 'did you mean "roll"?'),
    ("‹soviet›(6) > 1", "unknown-function", "variable"),
    ("‹min(soviet)› > 1", "wrong-arguments", ""),
    ("‹visited()›", "wrong-arguments", ""),
    ("‹visited(soviet + 1)›", "wrong-arguments", ""),
    ('visited(‹"the-chambre"›)', "unknown-state", 'did you mean "the-chamber"?'),
    ('visited(‹"the-square.gate"›)', "unknown-state", "keep what happens elsewhere in a variable of story.yaml"),
    ('chose(‹"psh"›)', "unknown-choice", 'did you mean "push"?'),
    ('chose(‹"the-chamber.speek"›)', "unknown-choice", 'did you mean "the-chamber.speak"?'),
    ('hinge(‹"fires"›) == "warn"', "unknown-hinge", 'did you mean "fire"?'),
    ('hinge("fire") == ‹"warm"›', "unknown-choice", 'did you mean "warn"?'),
    ("‹roll(6)› > 3", "chance-outside-do", ""),
    ('‹word(3)› == "x"', "word-outside-braces", ""),
    ("soviet // ‹father› > 1", "division-by-zero", "max(1, father)"),
    ("soviet % ‹0› > 1", "division-by-zero", ""),
    ("‹(›soviet > 3", "expression-syntax", ""),
    ("soviet > 3‹)›", "expression-syntax", ""),
    ('mood == ‹"›calm', "expression-syntax", ""),
    ("soviet ‹>›", "expression-syntax", ""),
    ("soviet ‹power› > 3", "expression-syntax", ""),
    ("‹if› soviet > 3", "expression-syntax", "without if"),
    ("3 ‹if› known", "expression-syntax", "else"),
    ("‹ ›", "expression-syntax", ""),
    ('‹__import__›("os")', "forbidden-expression", ""),
    ("‹().__class__›", "forbidden-expression", ""),
    ("‹mood.upper›()", "forbidden-expression", ""),
    ("‹soviet[0]› > 1", "forbidden-expression", ""),
    ("‹lambda: 0›", "forbidden-expression", ""),
    ("‹(0)(1)›", "forbidden-expression", ""),
    ("‹[x for x in (1,)]›", "forbidden-expression", ""),
    ('mood == ‹f"calm"›', "forbidden-expression", ""),
    ('mood == ‹"cal" "m"›', "forbidden-expression", ""),
    ('mood == ‹r"calm"›', "forbidden-expression", ""),
    (r'mood == "cal‹\x›6d"', "forbidden-expression", ""),
    ("(soviet ‹:=› 3)", "forbidden-expression", ""),
    ("mood == ‹None›", "forbidden-expression", '"none"'),
    ("soviet > ‹1.5›", "forbidden-expression", "whole"),
    ("‹1if› known else 2", "forbidden-expression", "space"),
    ("soviet > ‹1_000›", "forbidden-expression", "Write 1000."),
    ("soviet > ‹0x10›", "forbidden-expression", "Write 16."),
    ("soviet > ‹1000000001›", "forbidden-expression", ""),
    ("‹10**10**10› > 1", "forbidden-expression", ""),
    ("‹+soviet› > 1", "forbidden-expression", ""),
    ("soviet > 3 ‹#› really", "forbidden-expression", ""),
    ("‹...›", "forbidden-expression", ""),
    ("s‹о›viet > 3", "forbidden-expression", ""),
    ("‹ｓ›oviet > 3", "forbidden-expression", ""),
    ("soviet > 3‹\x00›", "forbidden-expression", ""),
    ("‹" + "-" * 60 + "soviet > 1›", "expression-too-deep", ""),
    ("9" * 400 + "‹" + "9" * 4600 + "›", "expression-too-long", ""),
]


@pytest.mark.parametrize(("written", "code", "help"), WRONG, ids=[case[0][:40] for case in WRONG])
def test_what_is_told_and_where(written: str, code: str, help: str) -> None:
    text, words = marked(written)
    told = Told(text)
    assert read_expression(text, SCOPE, Use.CONDITION, told) is None
    assert told.places == [(code, words)]
    assert help in told[0].help


def test_every_diagnostic_has_a_case() -> None:
    told_of_effects_alone = {"roll-sides"}
    assert {code for _, code, _ in WRONG} | told_of_effects_alone == {row.code for row in EXPRESSIONS}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("‹known›", "expression-type"),
        ('mood if known else ‹"unclear"›', "unknown-value"),
        ('"é" if ‹soviet› else "b"', "expression-type"),
        ('"a" if armed else ‹soviet›', "expression-type"),
        ("mood if known else ‹weather›", "expression-type"),
        ("‹roll(6)›", "chance-outside-do"),
    ],
)
def test_what_braces_do_not_take(written: str, code: str) -> None:
    text, words = marked(written)
    told = Told(text)
    assert read_expression(text, SCOPE, Use.BRACES, told) is None
    assert told.places == [(code, words)]


def test_all_problems_are_told_at_once() -> None:
    told = Told("sovjet > 1 and visited('x') or mood > 3 and hinge('f') == 'warn'")
    assert read_expression(told.text, SCOPE, Use.CONDITION, told) is None
    assert [code for code, _ in told.places] == ["unknown-variable", "unknown-state", "expression-type"]


def test_a_scene_read_by_itself_leaves_hinges_for_later() -> None:
    alone = Scope(VARIABLES)
    expression = read('hinge("storm") in ("go", "none")', scope=alone)
    told = Told(expression.text)
    assert hinges_fit(expression.hinges, {"storm": ("go", "stay")}, told) and not told
    assert not hinges_fit(expression.hinges, {"storm": ("stay",)}, told)
    assert told.places == [("unknown-choice", '"go"')]
    assert not hinges_fit(expression.hinges, {"fire": ()}, told)
    assert told.places[1:] == [("unknown-hinge", '"storm"')]


def test_where_no_state_is_around_nothing_can_be_asked_of_it() -> None:
    told = Told("visits() > 1")
    assert read_expression(told.text, Scope(VARIABLES), Use.CONDITION, told) is None
    assert told.places == [("wrong-arguments", "visits()")]


def test_nothing_is_compiled_before_it_is_used() -> None:
    expression = read("soviet >= 3")
    with pytest.raises(AttributeError):
        object.__getattribute__(expression, "function")
    function = expression.function
    assert object.__getattribute__(expression, "function") is function


def test_compiled_code_sees_no_builtins() -> None:
    function: Any = read("soviet >= 3").function
    assert function.__globals__["__builtins__"] == {}


def test_an_expression_read_deep_in_the_stack_is_read_or_told() -> None:
    def descend(left: int) -> None:
        if left:
            descend(left - 1)
            return
        for text in ("not " * 38 + "known", "(" * 90 + "known" + ")" * 90, "-" * 395 + "1 > 0"):
            told = Told(text)
            expression = read_expression(text, SCOPE, Use.CONDITION, told)
            assert (expression is None) == bool(told)

    descend(sys.getrecursionlimit() // 2)


def test_the_deepest_expression_can_be_compiled() -> None:
    deepest = "not " * 38 + "known"
    assert read(deepest).function(initial(known=True), Run()) is True
    nested = "max(1, " * 38 + "soviet" + ")" * 38
    assert read(nested, Use.INT).function(initial(soviet=7), Run()) == 7


@given(bools, values, runs)
def test_conditions_are_worth_what_they_say(sample: Sample, v: dict[str, Any], run: Run) -> None:
    expression = read(sample.text)
    value = expression.function(v, run)
    assert value is sample.value(v, run)
    assert expression.known in (None, value)


@given(ints, values, runs)
def test_ints_are_worth_what_they_say_and_lie_in_their_range(sample: Sample, v: dict[str, Any], run: Run) -> None:
    expression = read(sample.text, Use.INT)
    value = expression.function(v, run)
    assert value == sample.value(v, run)
    assert isinstance(value, int) and isinstance(expression.type, Int)
    assert expression.type.low <= value <= expression.type.high


@given(hostile, st.sampled_from([Use.CONDITION, Use.INT, Use.BRACES]))
def test_any_text_is_read_or_told(text: str, use: Use) -> None:
    told = Told(text)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        expression = read_expression(text, SCOPE, use, told)
        if expression is not None:
            expression.function(initial(), Run())
    assert (expression is None) == bool(told)
    assert not warned


QUICK = [
    ("known", Use.CONDITION),
    ("not known", Use.CONDITION),
    ("soviet >= 3", Use.CONDITION),
    ("soviet>-3", Use.CONDITION),
    ('mood == "calm"', Use.CONDITION),
    ("soviet", Use.INT),
    ("mood", Use.BRACES),
]


@pytest.mark.parametrize(("text", "use"), QUICK)
def test_common_forms_are_quick(text: str, use: Use) -> None:
    assert quick_expression(text, SCOPE, use) is not None


_operands = (
    "3",
    "-3",
    "03",
    "0",
    "1000000000",
    "9999999999",
    '"calm"',
    '"snow"',
    "'calm'",
    "true",
    "die",
    '"a\\"',
)


@given(
    st.sampled_from(["", "not ", " ", "not  "]),
    st.sampled_from(["soviet", "known", "mood", "weather", "true", "not", "visits", "nobody", "sovİet"]),
    st.sampled_from(["", " ", "  "]),
    st.sampled_from(["", "==", "!=", "<", "<=", ">", ">=", "=", "in"]),
    st.sampled_from(["", " ", "\n"]),
    st.sampled_from(("", *_operands)),
    st.sampled_from([Use.CONDITION, Use.INT, Use.BRACES]),
)
def test_the_quick_way_says_what_the_full_way_says(
    denied: str, name: str, gap: str, sign: str, space: str, operand: str, use: Use
) -> None:
    text = denied + name + gap + sign + space + operand
    quick = quick_expression(text, SCOPE, use)
    told = Told(text)
    full = full_expression(text, SCOPE, use, told)
    if quick is not None:
        assert full is not None and not told
        assert _filled(quick) == _filled(full)


def _filled(expression: Expression) -> dict[str, Any]:
    """What an expression holds, but for its function, which asking would make."""
    slots = [slot for slot in Expression.__slots__ if slot != "function"]
    return {slot: getattr(expression, slot) for slot in slots}


@pytest.mark.parametrize("name", ["soviet", "july_names", "year_2", "a"])
def test_names_that_a_variable_may_have(name: str) -> None:
    assert name_problem(name) == ""


@pytest.mark.parametrize(
    "name",
    ["Soviet", "_soviet", "soviet_", "a__b", "2nd", "the-shots", "сила", "", "class", "and", "true", "roll"],
)
def test_names_that_none_may_have(name: str) -> None:
    assert name_problem(name)


def test_the_type_of_a_variable() -> None:
    assert Variable("a", "int", 1, low=0, high=3).kind == Int(0, 3)
    assert Variable("b", "bool", False).kind == Bool()
    assert Variable("c", "enum", "x", words={"x": "an x"}).kind == Enum({"x": "an x"})
