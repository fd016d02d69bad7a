"""Why: what a locked choice asks for, with today's values; and the decisions that led to an end."""

from collections.abc import Iterator

from game.i18n import _
from game.play.compare import Decision, decisions_of
from game.play.page import Fall, Option
from game.play.run import Run
from game.story.model import Choice
from game.story.telling import told as in_words
from game.story.text import Paragraph, Span, plainly
from game.terminal.blocks import Block, Voice, block, signed
from game.terminal.marks import name_of
from game.terminal.roads import road_words
from game.terminal.sanitise import one_line
from game.terminal.standing import gauges
from game.terminal.wrap import safe


def reasons(run: Run) -> Iterator[Block]:
    """Why each locked choice is locked; of a run that is over, why it ended so; nothing where nothing asks why."""
    if run.over:
        yield from why_it_ended(run)
        return
    for option in run.options:
        if not option.open:
            yield from why_locked(run, option)


def why_locked(run: Run, option: Option) -> Iterator[Block]:
    """A locked choice, its reason, and its conditions in words."""
    yield Block(safe(option.text), Voice.TEXT)
    if option.reason is not None and option.reason.spans:
        yield Block(safe(option.reason), Voice.PAST, 0)
    if asked := condition_of(run, option.id):
        yield block(_("It asks for: {what}.").format(what=asked), Voice.PAST, 0)


def condition_of(run: Run, choice: str) -> str:
    """What the choice `choice` at rest asks for, in words, with today's values; empty if it asks nothing that has
    any."""
    way = next((way for way in run.state.choices if isinstance(way, Choice) and way.id == choice), None)
    if way is None or way.when is None:
        return ""
    variables = {**run.story.variables, **run.scene.variables}
    return one_line(in_words(way.when, variables, run.values))


def why_it_ended(run: Run) -> Iterator[Block]:
    """The decisions that led here, scene by scene, those at hinges with their signs; where conditions chose the way,
    those; and how things stood.
    """
    title = run.ending.title if run.ending is not None else name_of(run.outcome)
    yield Block(safe(plainly(title)), Voice.HEADING)
    decisions = decisions_of(run)
    if not decisions:
        yield block(_("Nothing was decided: it ended as it began."), Voice.PAST)
        return
    yield block(_("The decisions that led here; those at hinges have a sign."), Voice.DIM, 0)
    roads = road_words(run)
    scene = ""
    for decision in decisions:
        here = decision.state.partition(".")[0]
        if here != scene:
            scene = here
            yield Block(safe(plainly(run.story.scene(scene).title.upper())), Voice.LABEL)
        yield _decided(decision)
        for words in roads.get(decision.step, ()):
            yield block(words, Voice.DIM, 0, "    ")
    if stood := ", ".join(f"{gauge.label} {gauge.value}" for gauge in gauges(run)):
        yield block(_("AT THE END"), Voice.LABEL)
        yield block(stood, Voice.PAST, 0)


def _decided(decision: Decision) -> Block:
    text = Paragraph((Span(one_line(decision.text) or name_of(decision.choice)),))
    if decision.fall is None:
        return Block(text, Voice.PAST, 0, "  ")
    return signed(_done(decision.fall, text), decision.fall)._replace(voice=Voice.TEXT)


def _done(fall: Fall, text: Paragraph) -> Paragraph:
    """What was done at a hinge: by its label if it has one."""
    did = fall.label if fall.label.spans else text
    return Paragraph((Span(f"{name_of(fall.hinge)}: "), *did.spans))
