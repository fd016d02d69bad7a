"""Writes docs/licences.md: what ships with the game, what is installed beside it, and under which licence.

    tools/licences.py          write the page
    tools/licences.py --check  exit with 1 if the page is not what would be written

What is installed beside the game is followed through the requirements of what is installed here, on this Python.
"""

import importlib.metadata
import re
import sys
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).resolve().parent.parent / "docs" / "licences.md"
GAME = "october-or-otherwise"
TOOLS = {"dev", "fuzz"}
"""The extras that nobody who plays or writes installs."""

HEAD = """\
# Licences

Written by `tools/licences.py`, all but this first part.

| what ships | where | licence |
| --- | --- | --- |
| the program | `game/` | MIT (`LICENSE`) |
| the outlines on the map | `game/terminal/map/land.txt` | public domain: from Natural Earth, 1:50 million land, \
as the npm package `world-atlas` 2.0.2 has it (`tools/outlines.py`) |
| the stories, and their text elsewhere | `scenes/`, `saves/recorded/`, `docs/` | CC BY 4.0 (`LICENSE-STORY.md`) |

Nothing of anybody else's code is copied into the program. Installing it also installs these, each under its
own licence:

"""
NAMES = {"Apache 2": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "MIT License": "MIT"}
"""One spelling for a licence that metadata spells in several ways."""


def canonical(name: str) -> str:
    """A distribution's name as one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(name: str) -> str:
    """What the metadata of an installed distribution says its licence is. Raises SystemExit when it says nothing."""
    metadata = importlib.metadata.metadata(name)
    classifiers = [each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or [] if "License ::" in each]
    said = metadata.get("License-Expression") or metadata.get("License") or ", ".join(classifiers)
    if not said or "\n" in said:
        raise SystemExit(f"licences: {name} does not say its licence in one line of its metadata")
    return NAMES.get(said, said)


def beside(extras: frozenset[str]) -> dict[str, set[str]]:
    """All that the game needs with these extras, by name, with what wants it; marker by marker, as on this Python."""
    wanted: dict[str, set[str]] = {}
    todo = [(GAME, extras)]
    while todo:
        name, with_extras = todo.pop()
        for text in importlib.metadata.requires(name) or []:
            requirement = Requirement(text)
            marker = requirement.marker
            if marker and not any(marker.evaluate({"extra": extra}) for extra in with_extras or {""}):
                continue
            needed = canonical(requirement.name)
            if needed not in wanted:
                todo.append((needed, frozenset(requirement.extras)))
            wanted.setdefault(needed, set()).add(canonical(name))
    return wanted


def table(wanted: dict[str, set[str]], without: set[str]) -> str:
    """The lines of a table, by name."""
    lines = ["| package | licence | needed by |", "| --- | --- | --- |"]
    for name, users in sorted(wanted.items()):
        if name not in without:
            by = ", ".join("the game" if user == GAME else user for user in sorted(users))
            lines.append(f"| {name} | {licence(name)} | {by} |")
    return "\n".join([*lines, ""])


def page() -> str:
    """The page."""
    plain = beside(frozenset())
    parts = [HEAD, table(plain, set())]
    provided = importlib.metadata.metadata(GAME).get_all("Provides-Extra") or []
    for extra in sorted(set(provided) - TOOLS):
        more = table(beside(frozenset({extra})), set(plain))
        parts.append(f'\nand with `pip install "{GAME}[{extra}]"` these too:\n\n{more}')
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    written = page()
    if "--check" in arguments:
        same = PAGE.is_file() and PAGE.read_text("utf-8") == written
        if not same:
            print("docs/licences.md is not up to date: run .venv/bin/python tools/licences.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(written, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
