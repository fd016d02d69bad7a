"""Effects: what they do, that they keep variables in their ranges, and what is told of the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.expressions import Effects, Scope, read_effects
from game.story.expressions.effects import quick_effect
from game.story.expressions.full import full_effect
from game.story.types import Variable
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
    runs,
    values,
)

PLACE = "july.the-steps.push"


def effects(*items: str, scope: Scope = SCOPE) -> Effects:
    """The effects `items`, which have to be sound."""
    told = [(item, Told(item)) for item in items]
    made = read_effects(told, scope, PLACE)
    assert made is not None, told
    assert not any(problems for _, problems in told)
    return made


def after(*items: str, run: Run | None = None, **before: Any) -> dict[str, Any]:
    """What the effects change, from the initial values but for `before`."""
    v = initial(**before)
    was = dict(v)
    effects(*items).function(v, run or Run())
    return {name: value for name, value in v.items() if value != was[name]}


@pytest.mark.parametrize(
    ("items", "changes"),
    [
        (["soviet = 3"], {"soviet": 3}),
        (["soviet+=2"], {"soviet": 3}),
        (["soviet -= 5"], {"soviet": 0}),
        (["soviet += 99"], {"soviet": 10}),
        (["soviet = die * 99"], {"soviet": 10}),
        (["father = -die * 4"], {"father": -3}),
        (["die = 0"], {}),
        (["blood = 1000000000", "blood += blood"], {"blood": 1_000_000_000}),
        (["blood = -1000000000", "blood -= 1"], {"blood": -1_000_000_000}),
        (["soviet = soviet + 20 - 18"], {"soviet": 3}),
        (["soviet += 1 if armed else 0"], {"soviet": 2}),
        (["known = true"], {"known": True}),
        (["known = soviet > 0 and not known"], {"known": True}),
        (['mood = "angry"'], {"mood": "angry"}),
        (["mood = crowd"], {"mood": "angry"}),
        (['weather = "dark-rain" if armed else "snow"'], {"weather": "dark-rain"}),
        (["soviet = 4", "father = soviet - 2", "soviet -= father"], {"soviet": 2, "father": 2}),
        (["soviet +=\n  2"], {"soviet": 3}),
    ],
)
def test_what_effects_do(items: list[str], changes: dict[str, Any]) -> None:
    assert after(*items) == changes


def test_dice_are_rolled_where_they_are_written_and_in_order() -> None:
    run = Run(dice=[5, 2, 3])
    assert after("die = roll(6)", "soviet = roll(die) + roll(max(1, father))", run=run) == {
        "die": 5,
        "soviet": 5,
    }
    assert run.rolled == [(PLACE, 6), (PLACE, 5), (PLACE, 1)]


def test_a_branch_not_taken_rolls_nothing() -> None:
    run = Run(dice=[4])
    after("die = roll(6) if known else 2", run=run)
    assert run.rolled == []


def test_what_effects_ask_for() -> None:
    made = effects("soviet += 1", "soviet -= father", 'known = hinge("fire") == "warn" and visited("the-chamber")')
    assert made.reads == ("father",)
    assert made.writes == ("soviet", "known")
    assert not made.rolls
    assert made.visits == ("the-chamber",)
    assert [len(uses) for uses in made.hinges] == [0, 0, 1]
    assert effects("die = roll(6)").rolls
    assert effects("soviet = soviet").reads == ("soviet",)


def test_no_clamping_where_the_range_holds_anyway() -> None:
    assert "if" not in effects("father = soviet // 4", "die = roll(6)", "soviet = min(10, abs(father))").source
    assert effects("soviet += 1").source == "t = v['soviet'] + 1\nv['soviet'] = 10 if t > 10 else t"


WRONG = [
    ("‹sovjet› += 1", "unknown-variable", 'did you mean "soviet"?'),
    ("soviet += ‹sovjet›", "unknown-variable", 'did you mean "soviet"?'),
    ("mood = ‹calm›", "unknown-variable", 'Write "calm".'),
    ('mood = "calm" if known else ‹angry›', "unknown-variable", 'Write "angry".'),
    ('mood = ‹"wild"›', "unknown-value", '"calm", "angry"'),
    ("mood = ‹soviet›", "expression-type", ""),
    ("mood = ‹weather›", "expression-type", ""),
    ("known = ‹1›", "expression-type", "Write true."),
    ("soviet = ‹known›", "expression-type", "(1 if known else 0)"),
    ("soviet = ‹soviet > 3›", "expression-type", "(1 if soviet > 3 else 0)"),
    ('soviet += ‹"1"›', "expression-type", "Write 1, without quotes."),
    ("‹known› += 1", "expression-type", ""),
    ("‹mood› += 1", "expression-type", ""),
    ("soviet ‹==› 3", "not-our-python", "Write soviet = 3."),
    ("soviet‹++›", "not-our-python", "Write soviet += 1."),
    ("soviet ‹*=› 2", "not-our-python", "Write soviet = soviet * 2."),
    ("soviet ‹/=› die + 1", "not-our-python", "Write soviet = soviet // (die + 1)."),
    ("soviet ‹:=› 2", "not-our-python", "Write soviet = 2."),
    ("‹set soviet to 3›", "not-our-python", "Write soviet = 3."),
    ("known = soviet ‹=› die", "not-our-python", "Write known = soviet == die."),
    ("known = ‹True›", "not-our-python", "Write known = true."),
    ("soviet = 7 ‹/› 2", "not-our-python", "Write soviet = 7 // 2."),
    ("soviet = 1, ‹die› = 2", "expression-syntax", "Give each effect an item of its own."),
    ("soviet = 1; ‹die› += 2", "expression-syntax", "Give each effect an item of its own."),
    ("soviet = 1\n‹die› = 2", "expression-syntax", "Give each effect an item of its own."),
    ("soviet ‹=›", "expression-syntax", ""),
    ("‹soviet›", "expression-syntax", "soviet += 1"),
    ("‹roll(6)›", "expression-syntax", ""),
    ("‹v.x = 3›", "expression-syntax", ""),
    ("‹ ›", "expression-syntax", ""),
    ("die = roll(‹soviet›)", "roll-sides", "Write roll(max(1, soviet))."),
    ("die = roll(‹debt›)", "roll-sides", ""),
    ("die = ‹roll()›", "wrong-arguments", ""),
    ("soviet = die // ‹father›", "division-by-zero", "max(1, father)"),
    ("soviet = ‹word(3)›", "word-outside-braces", ""),
    ('known = ‹__import__›("os")', "forbidden-expression", ""),
    ("‹soviet = " + "-" * 50 + "die›", "expression-too-deep", ""),
]


@pytest.mark.parametrize(("written", "code", "help"), WRONG, ids=[case[0][:40] for case in WRONG])
def test_what_is_told_and_where(written: str, code: str, help: str) -> None:
    text, words = marked(written)
    told = Told(text)
    assert read_effects([(text, told)], SCOPE, PLACE) is None
    assert told.places == [(code, words)]
    assert help in told[0].help


def test_each_item_is_told_of_to_its_own() -> None:
    first, second, third = Told("sovjet = 1"), Told("soviet = 1"), Told("soviet = x")
    assert read_effects([(told.text, told) for told in (first, second, third)], SCOPE, PLACE) is None
    assert [len(told) for told in (first, second, third)] == [1, 0, 1]


def test_nothing_is_compiled_before_it_is_used() -> None:
    made = effects("soviet += 1")
    assert made.deed is None
    function = made.function
    assert made.deed is not None
    assert made.deed.function is function


@st.composite
def ranges(draw: st.DrawFn) -> tuple[int, int]:
    low, high = sorted((draw(st.integers(-50, 50)), draw(st.integers(-50, 50))))
    return low, high


@given(ranges(), ints, st.sampled_from(["=", "+=", "-="]), values, runs, st.data())
def test_ints_are_clamped_and_exact_between(
    bounds: tuple[int, int], sample: Sample, sign: str, v: dict[str, Any], run: Run, data: st.DataObject
) -> None:
    low, high = bounds
    scope = Scope(
        VARIABLES | {"x": Variable("x", "int", low, low=low, high=high)},
        scene=SCOPE.scene,
        state=SCOPE.state,
        states=SCOPE.states,
        choices=SCOPE.choices,
    )
    v["x"] = data.draw(st.integers(low, high))
    worth = sample.value(v, run)
    exact = {"=": worth, "+=": v["x"] + worth, "-=": v["x"] - worth}[sign]
    effects(f"x {sign} {sample.text}", scope=scope).function(v, run)
    assert v["x"] == max(low, min(high, exact))


@given(
    st.lists(st.one_of(st.tuples(st.just("soviet"), ints), st.tuples(st.just("known"), bools)), max_size=4),
    values,
    runs,
)
def test_effects_run_in_order_each_seeing_the_last(
    items: list[tuple[str, Sample]], v: dict[str, Any], run: Run
) -> None:
    expected = dict(v)
    for name, sample in items:
        worth = sample.value(expected, run)
        expected[name] = max(0, min(10, worth)) if name == "soviet" else worth
    if items:
        effects(*(f"{name} = {sample.text}" for name, sample in items)).function(v, run)
    assert v == expected


@given(st.one_of(hostile, hostile.map(lambda text: "soviet = " + text), hostile.map(lambda text: "soviet" + text)))
def test_any_text_is_read_or_told(text: str) -> None:
    told = Told(text)
    made = read_effects([(text, told)], SCOPE, PLACE)
    assert (made is None) == bool(told)
    if made is not None:
        made.function(initial(), Run(dice=[1] * 50))


@pytest.mark.parametrize("text", ["soviet += 1", "soviet=-3", 'mood = "calm"', "known = true"])
def test_common_forms_are_quick(text: str) -> None:
    assert quick_effect(text, SCOPE) is not None


@given(
    st.sampled_from(["soviet", "die", "debt", "blood", "known", "mood", "weather", "nobody", "true", "roll"]),
    st.sampled_from(["", " ", "  "]),
    st.sampled_from(["=", "+=", "-=", "==", ""]),
    st.sampled_from(["", " ", "\n"]),
    st.sampled_from(["3", "-3", "0", "03", "999999999", "1000000000", '"calm"', '"snow"', '"é"', "true", "false", ""]),
)
def test_the_quick_way_says_what_the_full_way_says(name: str, gap: str, sign: str, space: str, value: str) -> None:
    text = name + gap + sign + space + value
    quick = quick_effect(text, SCOPE)
    if quick is not None:
        told = Told(text)
        assert quick == full_effect(text, SCOPE, PLACE, told)
        assert not told
