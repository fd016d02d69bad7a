"""What the record has of a hinge, beside what a run did there: as blocks, with the sources and what they dispute."""

from collections.abc import Iterable, Iterator, Mapping

from game.i18n import _
from game.play.page import Fall
from game.play.run import Run
from game.story.model import Fact, Story, StoryNotInOrder
from game.story.text import Paragraph, Span, plainly
from game.terminal.blocks import Block, Voice, block, first_close, signed, told
from game.terminal.dates import full_day
from game.terminal.marks import name_of, word_of
from game.terminal.sanitise import one_line
from game.terminal.standing import place_name
from game.terminal.wrap import safe


def facts_of(story: Story) -> Mapping[str, Fact]:
    """The story's facts; none where they cannot be read."""
    try:
        return story.facts
    except (StoryNotInOrder, OSError):
        return {}


def on_the_record(fall: Fall, facts: Mapping[str, Fact]) -> Iterator[Block]:
    """What did happen at this hinge, what you did, why it could be, and what that rests on."""
    yield block(_("ON THE RECORD"), Voice.LABEL, 2)
    if fall.record:
        yield from first_close(told(fall.record, Voice.PAST))
    else:
        yield block(_("This lies off the record: nothing like it is written down."), Voice.PAST, 0)
    did = fall.label if fall.label.spans else fall.text
    if did.spans:
        yield block(_("YOU"), Voice.LABEL)
        yield signed(did, fall)
    if fall.because:
        yield block(_("WHY IT COULD BE"), Voice.LABEL)
        yield from first_close(told(fall.because, Voice.PAST))
    if fall.facts:
        yield block(_("SOURCES"), Voice.LABEL)
        yield from sources(fall.facts, facts)


def sources(ids: Iterable[str], facts: Mapping[str, Fact]) -> Iterator[Block]:
    """What facts rest on, those of the same sources and the same dispute together; their ids behind."""
    together: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for id in ids:
        fact = facts.get(id)
        key = (fact.titles or fact.sources, dispute(fact)) if fact else ((), "")
        together.setdefault(key, []).append(id)
    for (titles, disputed), held in together.items():
        spans = [Span(one_line("; ".join(titles)) + " ")] if titles else []
        if disputed:
            spans.append(Span(f"{disputed} ", emphasis=True))
        spans.append(Span(f"({', '.join(map(one_line, held))})"))
        yield Block(safe(Paragraph(tuple(spans))), Voice.DIM, 0, "– ")


def dispute(fact: Fact) -> str:
    """`[disputed] How many died?`; nothing where all agree."""
    return " ".join([_("[disputed]"), one_line(fact.question)]).rstrip() if fact.contested else ""


def hinge_story(run: Run, fall: Fall) -> Iterator[Block]:
    """The whole story of one hinge of a run: when and where, the record, what was done, what followed."""
    yield Block(safe(plainly(name_of(fall.hinge))), Voice.HEADING)
    page = run.turns[fall.step - 1].pages[-1] if run.turns[fall.step - 1].pages else None
    when = full_day(fall.at) if fall.at else ""
    where = place_name(run.story, page.place) if page is not None and page.place else ""
    standing = ", ".join(part for part in (when, where) if part)
    parts = (standing, word_of(fall.mark), _("step {number}").format(number=fall.step))
    yield block(" · ".join(part for part in parts if part), Voice.DIM, 0)
    yield from on_the_record(fall, facts_of(run.story))
    followed = next((page.paragraphs for page in run.turns[fall.step].pages if page.paragraphs), ())
    if followed:
        yield block(_("WHAT FOLLOWED"), Voice.LABEL)
        yield from first_close(told(followed[:2], Voice.PAST))
