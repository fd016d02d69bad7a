"""What a ledger of facts must keep: ids, references, fields and dates in both calendars."""

import calendar
import datetime
import re
from collections import Counter
from typing import Any

Ledger = dict[str, list[dict[str, Any]]]

SECTIONS = ["sources", "chapters", "facts", "people", "places", "terms", "contested"]
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PART = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
OFFSET = datetime.timedelta(days=13)
LAST_NEW_STYLE_WITH_OLD = datetime.date(1918, 2, 13)

REQUIRED = {
    "sources": {"id", "title", "language"},
    "chapters": {"id", "title", "span_os"},
    "facts": {"id", "chapter", "date_os", "date_ns", "statement", "actors", "places", "sources"},
    "people": {"id", "name", "name_ru", "role_1917", "aliases", "sources", "fictional"},
    "places": {"id", "name", "name_ru", "modern_name", "country", "lat", "lon", "note"},
    "terms": {"id", "term", "ru", "es", "tr", "definition"},
    "contested": {"id", "kind", "question", "positions", "facts", "confidence"},
}
OPTIONAL = {
    "facts": {"date_note", "contested", "confidence", "untold"},
    "contested": {"correction", "editor_view"},
}


def problems_of(ledger: Ledger) -> list[str]:
    """What is wrong with a ledger, each in a line; an empty list when it is in order."""
    if list(ledger) != SECTIONS:
        return [f"top-level keys are {list(ledger)}, expected {SECTIONS}"]
    return _shape(ledger) or [*_facts(ledger), *_chapters(ledger), *_contested(ledger)]


def _shape(ledger: Ledger) -> list[str]:
    problems = []
    for section in SECTIONS:
        seen = Counter(item.get("id") for item in ledger[section])
        problems += [f"{section}: id {id!r} occurs {times} times" for id, times in seen.items() if times > 1]
        problems += [f"{section}: id {id!r} is not kebab-case" for id in seen if not KEBAB.fullmatch(str(id))]
        for item in ledger[section]:
            missing = REQUIRED[section] - set(item)
            unknown = set(item) - REQUIRED[section] - OPTIONAL.get(section, set())
            if missing or unknown:
                problems.append(f"{section}/{item['id']}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    return problems


def _ids(ledger: Ledger, section: str) -> set[str]:
    return {item["id"] for item in ledger[section]}


def _unknown(ledger: Ledger, where: str, names: list[str], section: str) -> list[str]:
    known = _ids(ledger, section)
    return [f"{where}: no {section} id {name!r}" for name in names if name not in known]


def _facts(ledger: Ledger) -> list[str]:
    contested = {item["id"]: item for item in ledger["contested"]}
    places = {item["id"]: item for item in ledger["places"]}
    problems = []
    for fact in ledger["facts"]:
        where = f"facts/{fact['id']}"
        problems += _unknown(ledger, where, [fact["chapter"]], "chapters")
        problems += _unknown(ledger, where, fact["actors"], "people")
        problems += _unknown(ledger, where, fact["places"], "places")
        problems += _unknown(ledger, where, fact["sources"], "sources")
        if not fact["sources"] or not fact["statement"].strip():
            problems.append(f"{where}: no source or no statement")
        if "common" in fact["sources"] and fact.get("confidence") not in ("high", "medium"):
            problems.append(f"{where}: a common fact carries a confidence, high or medium")
        dispute = fact.get("contested")
        if dispute is not None and fact["id"] not in contested.get(dispute, {}).get("facts", []):
            problems.append(f"{where}: not listed in the facts of contested/{dispute}")
        if problem := date_problem(fact["date_os"], fact["date_ns"]):
            problems.append(f"{where}: {problem}")
        if fact["chapter"] == "spread":
            problems += [f"{where}: {name} is not on the map" for name in fact["places"] if places[name]["lat"] is None]
    return problems


def _chapters(ledger: Ledger) -> list[str]:
    told = {fact["chapter"] for fact in ledger["facts"]}
    for chapter in ledger["chapters"]:
        bounds(chapter["span_os"])
    return [f"chapters/{id}: has no facts" for id in sorted(_ids(ledger, "chapters") - told)]


def _contested(ledger: Ledger) -> list[str]:
    problems = []
    for item in ledger["contested"]:
        where = f"contested/{item['id']}"
        problems += _unknown(ledger, where, item["facts"], "facts")
        if not item["facts"] or not item["positions"]:
            problems.append(f"{where}: needs facts and positions")
        needed = {"error": "correction", "dispute": "editor_view"}.get(item["kind"], "")
        if not item.get(needed):
            problems.append(f"{where}: kind {item['kind']!r} needs {needed or 'to be error or dispute'}")
        if item["confidence"] not in ("high", "medium", "low"):
            problems.append(f"{where}: confidence {item['confidence']!r}")
    return problems


def precision(date: str) -> int:
    """1 for years, 2 for months, 3 for days; raises ValueError on anything else."""
    parts = date.split("/")
    if len(parts) > 2 or not all(PART.fullmatch(part) for part in parts):
        raise ValueError(f"not a date or a range: {date!r}")
    levels = {part.count("-") + 1 for part in parts}
    if len(levels) != 1:
        raise ValueError(f"range of mixed precision: {date!r}")
    return levels.pop()


def bounds(date: str) -> tuple[datetime.date, datetime.date]:
    """First and last day that a date or a range covers. Raises ValueError."""
    parts = date.split("/")
    year, month, day = [*map(int, parts[0].split("-")), 1, 1][:3]
    first = datetime.date(year, month, day)
    numbers = list(map(int, parts[-1].split("-")))
    year, month = [*numbers, 12][:2]
    day = numbers[2] if len(numbers) == 3 else calendar.monthrange(year, month)[1]
    last = datetime.date(year, month, day)
    if last < first:
        raise ValueError(f"range runs backwards: {date!r}")
    return first, last


def _shifted(date: str, offset: datetime.timedelta) -> str:
    cut = {2: 7, 3: 10}[precision(date)]
    first, last = ((day + offset).isoformat()[:cut] for day in bounds(date))
    return first if first == last else f"{first}/{last}"


def date_problem(old: str | None, new: str | None) -> str:
    """What is wrong with a pair of dates, or an empty string."""
    if old is None and new is None:
        return ""
    if new is None:
        return "date_os without date_ns"
    level, (first, _) = precision(new), bounds(new)
    if old is None:
        in_use = first.year <= 1917 if level == 1 else first <= LAST_NEW_STYLE_WITH_OLD
        return "date_ns without date_os" if in_use else ""
    if precision(old) != level:
        return "the two dates differ in precision"
    if level == 1:
        return "" if old == new else "years are not converted and must be equal"
    if _shifted(old, OFFSET) != new and _shifted(new, -OFFSET) != old:
        return f"{old} O.S. and {new} N.S. are not 13 days apart"
    return ""
