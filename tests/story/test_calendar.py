"""Dates in both calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.calendar import BadMoment, Moment, Unit, later, read_moment


@pytest.mark.parametrize(
    ("written", "new_style"),
    [
        ("1917-10-25", date(1917, 11, 7)),
        ("1917-02-23", date(1917, 3, 8)),
        ("1905-01-09", date(1905, 1, 22)),
        ("1900-02-29", date(1900, 3, 13)),
        ("1918-01-31", date(1918, 2, 13)),
        ("1918-02-14", date(1918, 2, 14)),
        ("1957-10-04", date(1957, 10, 4)),
        ("1917-10", None),
        ("1917", None),
    ],
)
def test_the_day_in_the_calendar_of_today(written: str, new_style: date | None) -> None:
    assert read_moment(written).new_style == new_style


@pytest.mark.parametrize(
    "written", ["1917", "1922-12", "1917-07-04", "1917-07-04 15:00", "1917-07-04 00:05", "1916-02-29"]
)
def test_a_moment_is_written_as_it_was_read(written: str) -> None:
    assert str(read_moment(written)) == written


@pytest.mark.parametrize(
    "written",
    ["", "4 July 1917", "1917-13", "1917-00-01", "1917-02-29", "1917-07-32", "1917-07-04 24:00", "1918-02-01",
     "1918-02-13", "1917-7-4", "0000-01-01", "1917-07-04T15:00", "१९१७"],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(BadMoment):
        read_moment(written)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("1917-08-27 21:00", 30 * 7, Unit.MINUTES, "1917-08-28 00:30"),
        ("1917-08-31", 1, Unit.DAYS, "1917-09-01"),
        ("1918-01-31", 1, Unit.DAYS, "1918-02-14"),
        ("1918-02-14", -1, Unit.DAYS, "1918-01-31"),
        ("1917-12-31 23:00", 2, Unit.HOURS, "1918-01-01 01:00"),
        ("1917-08-31", 1, Unit.MONTHS, "1917-09-30"),
        ("1918-01-31", 1, Unit.MONTHS, "1918-02-28"),
        ("1918-01-05", 1, Unit.MONTHS, "1918-02-14"),
        ("1917-11", 3, Unit.MONTHS, "1918-02"),
        ("1917-11", 3, Unit.DAYS, "1917-11"),
        ("1916-02-28", 1, Unit.DAYS, "1916-02-29"),
    ],
)
def test_clocks(start: str, amount: int, unit: Unit, end: str) -> None:
    assert str(later(read_moment(start), amount, unit)) == end


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("1917-10-25 21:40", 3, Unit.HOURS, "1917-10-26 00:40"),
        ("1918-01-31", 1, Unit.DAYS, "1918-02-01"),
        ("1918-02-05", 1, Unit.MONTHS, "1918-03-05"),
        ("1918-01-05", 1, Unit.MONTHS, "1918-02-05"),
        ("1900-02-28", 1, Unit.DAYS, "1900-03-01"),
        ("1917-11", 3, Unit.MONTHS, "1918-02"),
    ],
)
def test_clocks_where_there_is_one_calendar(start: str, amount: int, unit: Unit, end: str) -> None:
    then = later(read_moment(start, gregorian=True), amount, unit)
    assert str(then) == end
    assert not then.old_style


def test_where_there_is_one_calendar_a_day_is_itself() -> None:
    assert read_moment("1912-04-14", gregorian=True).new_style == date(1912, 4, 14)
    with pytest.raises(BadMoment):
        read_moment("1900-02-29", gregorian=True)


@given(st.dates(date(1901, 1, 1), date(2099, 1, 1)), st.integers(-20_000, 20_000))
def test_days_later_are_days_later_in_the_calendar_of_today(day: date, amount: int) -> None:
    start = later(Moment(1917, 1, 1), (day - date(1917, 1, 14)).days, Unit.DAYS)
    assert start.new_style == day
    assert later(start, amount, Unit.DAYS).new_style == day + timedelta(days=amount)


@given(st.integers(-(10**9), 10**9), st.sampled_from(list(Unit)))
def test_no_clock_runs_off_the_calendar(amount: int, unit: Unit) -> None:
    assert 1 <= later(read_moment("1917-10-25 21:40"), amount, unit).year <= 9999
