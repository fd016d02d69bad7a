"""Dates of the story in both calendars, and the clocks that move them.

Russia used the Julian calendar (Old Style) up to 31 January 1918, which was followed by 14 February, New Style.
Authors write Old Style until then; a `Moment` keeps the date as it was written and converts when asked. In a story that
reckons by the Gregorian calendar alone, it is that calendar at all times.
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

LAST_OLD_STYLE = (1918, 1, 31)
FIRST_NEW_STYLE = date(1918, 2, 14)
_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?: (\d\d):(\d\d))?)?)?", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("January February March April May June July August September October November December").split()


class Unit(StrEnum):
    """What a clock counts in."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"


class BadMoment(ValueError):
    """A date that is not in any calendar, or not written as `1917-07-04 15:00`."""


class Moment(NamedTuple):
    """A year, month, day or minute as the story's people reckon it; what was not given is None.

    `gregorian` in a story that knows no other calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    gregorian: bool = False

    @property
    def old_style(self) -> bool:
        """Whether it is a date of the Julian calendar."""
        return not self.gregorian and (self.year, self.month or 1, self.day or 1) <= LAST_OLD_STYLE

    @property
    def new_style(self) -> date | None:
        """The day in the calendar of today, or None where no day is given."""
        if self.month is None or self.day is None:
            return None
        if not self.old_style:
            return date(self.year, self.month, self.day)
        return _julian(self.year, self.month, self.day)

    def __str__(self) -> str:
        """As an author writes it."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.hour is not None:
            text += f" {self.hour:02}:{self.minute:02}"
        return text


def read_moment(written: str, *, gregorian: bool = False) -> Moment:
    """The moment written as `1917`, `1917-07`, `1917-07-04` or `1917-07-04 15:00`.

    Raises BadMoment, saying what was expected, for anything else and for days that no calendar has.
    """
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise BadMoment(f'expected a date such as 1917-07-04 15:00, found "{written}"')
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is not None and not 1 <= month <= 12:
        raise BadMoment(f"there is no month {month}")
    if hour is not None and minute is not None and not (hour < 24 and minute < 60):
        raise BadMoment(f"there is no hour {hour:02}:{minute:02}")
    moment = Moment(year, month, day, hour, minute, gregorian)
    if year < 1:
        raise BadMoment("years begin with 0001")
    if month is not None and day is not None:
        if not 1 <= day <= _days_in(year, month, moment.old_style):
            raise BadMoment(f"there is no {day} {_MONTHS[month - 1]} {year}")
        if not gregorian and (1918, 1, 31) < (year, month, day) < (1918, 2, 14):
            raise BadMoment("31 January 1918 was followed by 14 February")
    return moment


def later(moment: Moment, amount: int, unit: Unit) -> Moment:
    """`amount` units after `moment`, across the change of calendar; a month keeps to its last day.

    A moment without a day moves by months alone; other units leave it where it is. Held within years 1 to 9999.
    """
    if unit is Unit.MONTHS:
        return _months_later(moment, amount)
    day = moment.new_style
    if day is None:
        return moment
    start = datetime(day.year, day.month, day.day, moment.hour or 0, moment.minute or 0)
    try:
        then = start + timedelta(**{unit.value: amount})
    except OverflowError:
        return moment
    keeps_hour = moment.hour is not None or unit is not Unit.DAYS
    year, month, of_month = _as_reckoned(then.date(), gregorian=moment.gregorian)
    hour, minute = (then.hour, then.minute) if keeps_hour else (None, None)
    return Moment(year, month, of_month, hour, minute, moment.gregorian)


def _months_later(moment: Moment, amount: int) -> Moment:
    if moment.month is None:
        return moment
    months = moment.year * 12 + moment.month - 1 + amount
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        return moment
    if moment.day is None:
        return Moment(year, month, gregorian=moment.gregorian)
    old = not moment.gregorian and (year, month) <= LAST_OLD_STYLE[:2]
    day = min(moment.day, _days_in(year, month, old))
    if (year, month) == (1918, 2) and not moment.gregorian:
        day = max(day, FIRST_NEW_STYLE.day)
    return moment._replace(year=year, month=month, day=day)


def _as_reckoned(day: date, *, gregorian: bool) -> tuple[int, int, int]:
    """The day as Russia wrote it: Old Style before 14 February 1918; or as it is everywhere now."""
    if gregorian or day >= FIRST_NEW_STYLE:
        return day.year, day.month, day.day
    return _to_julian(day)


def _days_in(year: int, month: int, old_style: bool) -> int:
    is_leap = year % 4 == 0 and (old_style or year % 100 != 0 or year % 400 == 0)
    return 29 if is_leap and month == 2 else _DAYS[month - 1]


def _julian_number(year: int, month: int, day: int) -> int:
    """The day's number since the Julian 1 March of year 0, counted from March so that leap days come last."""
    shifted = year if month > 2 else year - 1
    return 365 * shifted + shifted // 4 + (153 * ((month - 3) % 12) + 2) // 5 + day - 1


_OFFSET = date(1918, 2, 14).toordinal() - (_julian_number(1918, 1, 31) + 1)


def _julian(year: int, month: int, day: int) -> date:
    return date.fromordinal(max(1, _julian_number(year, month, day) + _OFFSET))


def _to_julian(day: date) -> tuple[int, int, int]:
    """The Julian year, month and day; the inverse of `_julian`."""
    number = day.toordinal() - _OFFSET
    year = (4 * number + 3) // 1461
    rest = number - (365 * year + year // 4)
    month_from_march = (5 * rest + 2) // 153
    of_month = rest - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + 3
    return (year, month, of_month) if month <= 12 else (year + 1, month - 12, of_month)
