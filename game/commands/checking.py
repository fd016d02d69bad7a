"""What `october check` does once its words are understood; and those it needs no parser of options to understand.

It is the command an author's editor runs at each save, so the plain call does not wait for click to load.
"""

import gc
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.bundled import story_folder

if TYPE_CHECKING:
    from game.author.facts import Ledger
    from game.story.diagnostics import Problem

_STORY = re.compile(r"([^-:][^:]*)(?::([a-z][a-z0-9-]*))?")


def check_at_once(words: Sequence[str]) -> int | None:
    """Check the one STORY or STORY:SCENE that the words are; None for any other words, which click must read."""
    written = _STORY.fullmatch(words[0]) if len(words) == 1 else None
    folder = story_folder(written[1]) if written is not None else None
    if written is None or folder is None:
        return None
    gc.disable()  # all that is loaded and read here is kept to the end: there is no garbage to look for
    try:
        from game.author.check import NoSuchScene, check_story

        try:
            problems = check_story(folder, written[2] or "")
        except NoSuchScene:
            return None
        return _tell(problems)
    finally:
        gc.enable()


def check_and_tell(folder: Path, scene: str, form: str = "text", *, facts: bool = False, strict: bool = False) -> int:
    """Check, and tell what was found in the form asked for; the exit code.

    Raises NoSuchScene.
    """
    from game.author.check import check_story

    problems = check_story(folder, scene)
    ledger = None
    if facts:
        from game.author.facts import ledger_of

        ledger = ledger_of(folder, scene)
        problems = sorted([*problems, *ledger.cautions], key=lambda one: one.place)
    return _tell(problems, ledger, form, scene, strict=strict)


def _tell(
    problems: "list[Problem]",
    ledger: "Ledger | None" = None,
    form: str = "text",
    scene: str = "",
    *,
    strict: bool = False,
) -> int:
    """Print the problems, and say how many there are; the exit code."""
    if problems or ledger is not None or form in ("json", "sarif"):
        print(_written(problems, ledger, form, scene), flush=True)
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    print(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", file=sys.stderr)
    return 1 if errors or (strict and warnings) else 0


def _written(problems: "list[Problem]", ledger: "Ledger | None", form: str, scene: str) -> str:
    """What was found; facts have no place in the forms of a forge."""
    from game.story import report
    from game.terminal.sanitise import escaped, sanitise

    if form == "sarif":
        from game.author.sarif import as_sarif

        return escaped(as_sarif(problems))
    if form == "github":
        return sanitise(report.as_github(problems))
    if ledger is None:
        return escaped(report.as_json(problems)) if form == "json" else sanitise(report.as_text(problems))
    from game.author import facts_report

    if form == "json":
        return escaped(facts_report.as_json(ledger, problems))
    text = facts_report.as_text(ledger, all_facts=not scene)
    return sanitise(f"{report.as_text(problems)}\n\n{text}" if problems else text)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
