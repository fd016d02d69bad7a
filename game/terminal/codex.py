"""An entry of the codex as blocks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from game.i18n import _, ngettext
from game.story.model import Story, StoryNotInOrder
from game.story.text import Paragraph, Span
from game.terminal.blocks import Block, Voice, block, told
from game.terminal.dates import full_day
from game.terminal.record import facts_of, sources
from game.terminal.sanitise import one_line
from game.terminal.wrap import safe

if TYPE_CHECKING:
    from game.play.run import Run
    from game.terminal.meetings import Meeting


MOST_STEPS = 12
"""How many steps of a scene are counted up."""


def entries_among(story: Story, ids: Iterable[str]) -> list[str]:
    """Those that the codex has, each once, in order; none where it cannot be read."""
    try:
        return [id for id in dict.fromkeys(ids) if id in story.codex]
    except (StoryNotInOrder, OSError):
        return []


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


def met_blocks(run: "Run", met: Sequence["Meeting"]) -> Iterator[Block]:
    """Where a run met it: the first time, and at which steps after that, scene by scene."""
    yield block(_("IN THIS RUN"), Voice.LABEL)
    if not met:
        yield block(_("Not met yet."), Voice.DIM, 0)
        return
    first = met[0]
    when = full_day(first.at) if first.at is not None else ""
    scene = one_line(run.story.scene(first.scene).title)
    step = _("step {number}").format(number=first.step) if first.step else _("at the beginning")
    where = ", ".join(part for part in (scene, when, step) if part)
    yield Block(safe(Paragraph((Span(_("First met: {where}.").format(where=where)),))), Voice.DIM, 0)
    scenes: dict[str, list[str]] = {}
    for again in met[1:]:
        scenes.setdefault(again.scene, []).append(str(again.step))
    for id, steps in scenes.items():
        template = ngettext("{scene}, again at step {steps}.", "{scene}, again at steps {steps}.", len(steps))
        title = one_line(run.story.scene(id).title)
        words = template.format(scene=title, steps=", ".join(steps[:MOST_STEPS]) + (" …" if steps[MOST_STEPS:] else ""))
        yield Block(safe(Paragraph((Span(words),))), Voice.DIM, 0)


def _kind(kind: str) -> str:
    return {"person": _("person"), "place": _("place"), "term": _("term")}.get(kind, kind)
