"""The ledger of facts as it is printed: by chapter, what is told where, and what is not."""

import json
from collections.abc import Iterable

from game.author.facts import Ledger
from game.story.diagnostics import Problem
from game.story.model import Fact
from game.story.report import rows


def as_text(ledger: Ledger, *, all_facts: bool) -> str:
    """The ledger for people: a heading for each chapter, then a line for each fact; untold ones if `all_facts`."""
    lines: list[str] = []
    for chapter, facts in _by_chapter(ledger):
        told = [fact for fact in facts if fact.id in ledger.tellings]
        if not told and not all_facts:
            continue
        title = ledger.chapters.get(chapter, "")
        lines += ["", f"{chapter or 'no chapter'}: {title} ({len(told)} of {len(facts)} told)".replace(": (", " (")]
        lines += [_line(ledger, fact) for fact in facts if all_facts or fact.id in ledger.tellings]
    return "\n".join([*lines[1:], "", _sum(ledger)]) if lines else _sum(ledger)


def as_json(ledger: Ledger, problems: Iterable[Problem]) -> str:
    """The ledger for programs: an object for each fact, in the ledger's order, beside the problems as ever."""
    facts = [
        {
            "id": fact.id,
            "chapter": fact.chapter,
            "contested": fact.contested,
            "untold": fact.untold,
            "told": [telling.where for telling in ledger.tellings.get(fact.id, ())],
        }
        for fact in ledger.facts.values()
    ]
    return json.dumps({"facts": facts, "problems": rows(problems)}, ensure_ascii=False, indent=2)


def _by_chapter(ledger: Ledger) -> Iterable[tuple[str, list[Fact]]]:
    chapters: dict[str, list[Fact]] = {chapter: [] for chapter in ledger.chapters}
    for fact in ledger.facts.values():
        chapters.setdefault(fact.chapter, []).append(fact)
    return ((chapter, facts) for chapter, facts in chapters.items() if facts)


def _line(ledger: Ledger, fact: Fact) -> str:
    places = [telling.where for telling in ledger.tellings.get(fact.id, ())]
    contested = " (contested)" if fact.contested else ""
    if places:
        return f"  {fact.id}{contested}: {', '.join(places)}"
    return f"  {fact.id}{contested}: not told" + (f", as {fact.untold}" if fact.untold else "")


def _sum(ledger: Ledger) -> str:
    told = sum(fact in ledger.tellings for fact in ledger.facts)
    excused = sum(bool(fact.untold) and fact.id not in ledger.tellings for fact in ledger.facts.values())
    silent = len(ledger.facts) - told - excused
    return f"{len(ledger.facts)} facts: {told} told, {excused} untold with a reason, {silent} not told"
