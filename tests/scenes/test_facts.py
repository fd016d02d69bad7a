"""The ledger of facts is in order, and its checker sees what is not."""

import copy
from pathlib import Path

import pytest
import yaml

from tests.scenes.ledger import Ledger, date_problem, problems_of


@pytest.fixture(scope="module")
def ledger(repo: Path) -> Ledger:
    loaded: Ledger = yaml.load((repo / "scenes/october/facts.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded


def test_the_ledger_is_in_order(ledger: Ledger) -> None:
    assert problems_of(ledger) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chapter", "nowhere"),
        ("actors", ["nobody"]),
        ("places", ["atlantis"]),
        ("sources", []),
        ("date_ns", "1917-07-20"),
        ("contested", "nothing"),
        ("colour", "red"),
    ],
)
def test_a_broken_fact_is_seen(ledger: Ledger, key: str, value: object) -> None:
    broken = copy.copy(ledger)
    fact = next(one for one in ledger["facts"] if one["id"] == "july-days-casualties")
    broken["facts"] = [{**one, key: value} if one is fact else one for one in ledger["facts"]]
    assert problems_of(broken)


@pytest.mark.parametrize(
    ("old", "new", "sound"),
    [
        ("1917-10-25", "1917-11-07", True),
        ("1917-10-25", "1917-11-08", False),
        ("1917-10", "1917-10/1917-11", True),
        ("1917", "1917", True),
        (None, "1922-12-30", True),
        (None, "1917-12-30", False),
    ],
)
def test_dates_in_both_calendars(old: str | None, new: str, sound: bool) -> None:
    assert (date_problem(old, new) == "") is sound
