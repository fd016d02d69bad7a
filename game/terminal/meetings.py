"""Whom and what a run has met: the entries of the codex that its pages named, and where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from game.i18n import N_, _
from game.play.page import Turn
from game.story.calendar import Moment
from game.story.model import CodexEntry
from game.terminal.finding import folded, holds
from game.terminal.marks import name_of
from game.terminal.sanitise import one_line

MET, NOT_YET = "●", "○"
KINDS = {"person": N_("PEOPLE"), "place": N_("PLACES"), "term": N_("WORDS")}
"""The groups of the codex, in order."""


class Meeting(NamedTuple):
    """A step of a run that named an entry, and when and in which scene that was."""

    step: int
    scene: str
    at: Moment | None


class Row(NamedTuple):
    """A line of the codex: an entry, or the heading of a group; `rest` entries of it are not shown."""

    entry: CodexEntry | None
    heading: str = ""
    rest: int = 0


def meetings_of(turns: Iterable[Turn]) -> dict[str, list[Meeting]]:
    """The steps of a run that named each entry, in order, by its id."""
    met: dict[str, list[Meeting]] = {}
    for turn in turns:
        for page in turn.pages:
            scene = page.state.partition(".")[0]
            named = [link for paragraph in page.paragraphs for link in paragraph.links]
            for id in dict.fromkeys([*named, page.place]):
                steps = met.setdefault(id, [])
                if id and (not steps or steps[-1].step != turn.step):
                    steps.append(Meeting(turn.step, scene, page.at))
    met.pop("", None)
    return met


def rows_of(entries: Iterable[CodexEntry], met: Mapping[str, object], texts: Mapping[str, str], *, all: bool,
            words: str = "") -> list[Row]:  # fmt: skip
    """The codex in groups, by name: the entries that were met, or `all`; with `words`, those whose text has them."""
    groups: dict[str, list[CodexEntry]] = {kind: [] for kind in KINDS}
    for entry in entries:
        groups.setdefault(entry.kind, []).append(entry)
    rows: list[Row] = []
    for kind, group in groups.items():
        known = [entry for entry in group if all or entry.id in met]
        shown = sorted((one for one in known if not words or holds(texts[one.id], words)), key=_name)
        rest = 0 if words else len(group) - len(known)
        if shown or rest:
            rows.append(Row(None, _(KINDS[kind]) if kind in KINDS else name_of(kind).upper(), rest))
            rows += map(Row, shown)
    return rows


def text_of(entry: CodexEntry, paragraphs: Sequence[str]) -> str:
    """What of an entry is searched: its names in all languages, and its text."""
    return folded(" ".join([entry.name, *entry.names.values(), *paragraphs]))


def _name(entry: CodexEntry) -> str:
    return folded(one_line(entry.name))
