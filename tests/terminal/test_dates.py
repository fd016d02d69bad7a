"""Dates as a reader sees them, in both calendars."""

import pytest

from game.story.calendar import read_moment
from game.terminal.dates import day_of, full_day, header_date, hour_of, long_date, short_date
from game.terminal.leading import lead_with


@pytest.mark.parametrize(
    ("written", "long", "header", "short"),
    [
        (
            "1917-07-04 15:00",
            "4 July 1917 (17 July New Style), 15:00",
            "4 July 1917 · 17 July N.S. · 15:00",
            "4 July (17 July)",
        ),
        (
            "1917-12-25",
            "25 December 1917 (7 January 1918 New Style)",
            "25 December 1917 · 7 January 1918 N.S.",
            "25 December (7 January)",
        ),
        (
            "1905-01-09",
            "9 January 1905 (22 January New Style)",
            "9 January 1905 · 22 January N.S.",
            "9 January (22 January)",
        ),
        ("1918-02-14 01:05", "14 February 1918, 01:05", "14 February 1918 · 01:05", "14 February"),
        ("1922-12", "December 1922", "December 1922", "December 1922"),
        ("1957", "1957", "1957", "1957"),
    ],
)
def test_both_calendars_stand_until_one_is_left(written: str, long: str, header: str, short: str) -> None:
    moment = read_moment(written)
    assert (long_date(moment), header_date(moment), short_date(moment)) == (long, header, short)


def test_a_story_with_one_calendar_has_one_date() -> None:
    moment = read_moment("1912-04-14 23:40", gregorian=True)
    assert long_date(moment) == "14 April 1912, 23:40"
    assert header_date(moment) == "14 April 1912 · 23:40"
    assert short_date(moment) == day_of(moment) == "14 April"


def test_the_calendars_can_be_turned_round() -> None:
    moment = read_moment("1917-12-25 09:00")
    lead_with("new")
    assert long_date(moment) == "7 January 1918 (25 December 1917 Old Style), 09:00"
    assert header_date(moment) == "7 January 1918 · 25 December 1917 O.S. · 09:00"
    assert short_date(moment) == "7 January (25 December)"
    assert day_of(moment) == "7 January"
    assert (long_date(read_moment("1957")), short_date(read_moment("1917-07"))) == ("1957", "July 1917")
    lead_with("old")
    assert day_of(moment) == "25 December"


def test_parts_of_a_moment() -> None:
    moment = read_moment("1917-07-04 03:07")
    assert (full_day(moment), day_of(moment), hour_of(moment)) == (
        "4 July 1917 (17 July New Style)",
        "4 July",
        "03:07",
    )
    assert (day_of(read_moment("1917-07")), hour_of(read_moment("1917-07"))) == ("July 1917", "")
