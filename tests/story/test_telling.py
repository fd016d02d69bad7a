"""Conditions in words."""

import pytest

from game.story.expressions import Scope, Use, read_expression
from game.story.telling import told
from game.story.types import Variable

VARIABLES = {
    "soviet": Variable("soviet", "int", 4, 0, 10, label="The Soviet"),
    "osip": Variable("osip", "int", 1, -3, 3),
    "rain": Variable("rain", "bool", False),
    "mood": Variable("mood", "enum", "calm", words={"calm": "quite calm", "angry": "in a rage"}),
}
VALUES = {"soviet": 4, "osip": 1, "rain": True, "mood": "angry"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("soviet >= 6", "The Soviet at least 6 (now 4)"),
        ("soviet >= 6 and osip >= 1", "The Soviet at least 6 (now 4), and osip at least 1 (now 1)"),
        ("osip > -1 or rain", "osip more than -1 (now 1), or rain (now yes)"),
        ("not rain", "not: rain (now yes)"),
        ('mood == "calm"', "mood quite calm (now in a rage)"),
        ('mood != "calm"', "mood not quite calm (now in a rage)"),
        ("soviet + osip > 5", ""),
        ("1 < soviet <= 5", ""),
        ('visited("the-square")', ""),
        ('not visited("the-square") and soviet >= 6', "The Soviet at least 6 (now 4), and something besides"),
        ('visited("the-square") or soviet >= 6', ""),
    ],
)
def test_what_a_condition_asks(condition: str, words: str) -> None:
    def report(*args: object, **blanks: object) -> None:
        raise AssertionError(args)

    expression = read_expression(condition, Scope(VARIABLES, states=("the-square",)), Use.CONDITION, report)
    assert expression is not None
    assert told(expression, VARIABLES, VALUES) == words


def test_what_a_condition_asked_is_told_with_the_values_of_then() -> None:
    def report(*args: object, **blanks: object) -> None:
        raise AssertionError(args)

    expression = read_expression("soviet >= 6 and not rain", Scope(VARIABLES), Use.CONDITION, report)
    assert expression is not None
    assert told(expression, VARIABLES, VALUES, past=True) == "The Soviet at least 6 (then 4), and not: rain (then yes)"
