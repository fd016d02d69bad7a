"""A moment as a reader sees it: in both calendars, in her language.

The calendar that leads stands first, and alone in lists. What was not given is left out: a year alone is `1957`, a
month `December 1922`. Dates from 14 February 1918 on have one calendar, and so have those without a day.
"""

from datetime import date

from game.i18n import N_, _
from game.story.calendar import Moment
from game.terminal.leading import new_leads

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def long_date(moment: Moment) -> str:
    """`4 July 1917 (17 July New Style), 15:00`."""
    return _with_hour(moment, full_day(moment), ", ")


def full_day(moment: Moment) -> str:
    """`4 July 1917 (17 July New Style)`: the long date without its hour."""
    first, other = _both(moment)
    if not other:
        return first
    template = _("{date} ({other} Old Style)") if new_leads() else _("{date} ({other} New Style)")
    return template.format(date=first, other=other)


def header_date(moment: Moment) -> str:
    """`4 July 1917 · 17 July N.S. · 15:00`: what stands at the top of a wide page."""
    first, other = _both(moment)
    if other:
        first += " · " + (_("{date} O.S.") if new_leads() else _("{date} N.S.")).format(date=other)
    return _with_hour(moment, first, " · ")


def short_date(moment: Moment) -> str:
    """`4 July (17 July)`: what stands at the top of a narrow page; the year only where there is no day."""
    new = moment.new_style
    if new is None or moment.day is None or moment.month is None:
        return _month_or_year(moment)
    if not moment.old_style:
        return day_of(moment)
    old_day, new_day = _day(moment.day, moment.month), _day(new.day, new.month)
    return f"{new_day} ({old_day})" if new_leads() else f"{old_day} ({new_day})"


def day_of(moment: Moment) -> str:
    """`4 July`, in the calendar that leads: for lists; a month or a year where there is no day."""
    if moment.day is None or moment.month is None:
        return _month_or_year(moment)
    if new_leads() and (new := moment.new_style) is not None:
        return _day(new.day, new.month)
    return _day(moment.day, moment.month)


def month_of(moment: Moment) -> str:
    """`July`, in the calendar that leads; a year where there is no month."""
    new = moment.new_style if new_leads() else None
    month = new.month if new is not None else moment.month
    return _(_MONTHS[month - 1]) if month is not None else str(moment.year)


def hour_of(moment: Moment) -> str:
    """`15:00`, or nothing."""
    return "" if moment.hour is None else f"{moment.hour:02}:{moment.minute or 0:02}"


def _both(moment: Moment) -> tuple[str, str]:
    """The date that stands first, with its year, and the other calendar's, or nothing where there is one."""
    new = moment.new_style
    if new is None or moment.day is None or moment.month is None:
        return _month_or_year(moment), ""
    if not moment.old_style:
        return _dated(new), ""
    old = (moment.year, moment.month, moment.day)
    modern = (new.year, new.month, new.day)
    first, other = (modern, old) if new_leads() else (old, modern)
    full = _full(*first)
    return full, _day(other[2], other[1]) if other[0] == first[0] else _full(*other)


def _month_or_year(moment: Moment) -> str:
    if moment.month is None:
        return str(moment.year)
    return _("{month} {year}").format(month=_(_MONTHS[moment.month - 1]), year=moment.year)


def _dated(day: date) -> str:
    return _full(day.year, day.month, day.day)


def _full(year: int, month: int, day: int) -> str:
    return _("{day} {month} {year}").format(day=day, month=_(_MONTHS[month - 1]), year=year)


def _day(day: int, month: int) -> str:
    return _("{day} {month}").format(day=day, month=_(_MONTHS[month - 1]))


def _with_hour(moment: Moment, text: str, joint: str) -> str:
    hour = hour_of(moment)
    return f"{text}{joint}{hour}" if hour else text
