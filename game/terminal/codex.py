"""An entry of the codex as blocks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.i18n import _
from game.story.text import Paragraph, Span
from game.terminal.blocks import Block, Voice, block, told
from game.terminal.record import facts_of, sources
from game.terminal.wrap import safe

if TYPE_CHECKING:
    from game.play.run import Run


def entry_blocks(run: "Run", id: str) -> Iterator[Block]:
    """Its name, its Russian name, its text, and what that rests on."""
    entry = run.story.codex.get(id)
    if entry is None:
        yield Block(safe(Paragraph((Span(_("There is no entry of that name.")),))))
        return
    yield Block(safe(Paragraph((Span(entry.name),))), Voice.HEADING)
    others = " · ".join(name for name in (entry.names.get("ru", ""), _kind(entry.kind)) if name)
    if others:
        yield Block(safe(Paragraph((Span(others),))), Voice.DIM, 0)
    yield from told(entry.text.write(run.values, run.position))
    if entry.facts:
        yield block(_("SOURCES"), Voice.LABEL)
        yield from sources(entry.facts, facts_of(run.story))


def _kind(kind: str) -> str:
    return {"person": _("person"), "place": _("place"), "term": _("term")}.get(kind, kind)
