"""Everything of a scene that has words or expressions in it, one after another."""

from collections.abc import Iterator

from game.story.expressions import Effects, Expression
from game.story.marks import Shown, Template
from game.story.model import Choice, Rule, Scene, State
from game.story.prose import Blocks, ByVisit, Constant, FirstOf, Joined, Line, Prose, Shuffle, When, Words
from game.story.text import Paragraph


def prose_of(state: State) -> Iterator[Prose]:
    """All prose of a state and of its choices."""
    yield from (prose for prose in (state.text, state.record) if prose is not None)
    for choice in choices_of(state):
        yield from (prose for prose in (choice.result, choice.because) if prose is not None)


def lines_of(state: State) -> Iterator[Line]:
    """All lines of a state and of its choices."""
    if state.title is not None:
        yield state.title
    for choice in choices_of(state):
        yield from (line for line in (choice.text, choice.locked, choice.label) if line is not None)


def choices_of(state: State) -> Iterator[Choice]:
    """A state's own choices."""
    yield from (way for way in state.choices if isinstance(way, Choice))


def rules_of(state: State) -> Iterator[Rule]:
    """All rules by which a state leads on."""
    yield from state.next
    for choice in choices_of(state):
        yield from choice.to


def paragraphs_in(prose: Prose) -> Iterator[Paragraph | Template]:
    """All paragraphs that a piece of prose could write."""
    if isinstance(prose, Constant | Words):
        yield from prose.paragraphs
    for part in parts_of(prose):
        yield from paragraphs_in(part)


def parts_of(prose: Prose) -> tuple[Prose, ...]:
    """What a form of prose is made of."""
    if isinstance(prose, Blocks | FirstOf | ByVisit | Shuffle):
        return prose.blocks
    if isinstance(prose, Joined):
        return prose.parts
    if isinstance(prose, When):
        return (prose.text, prose.otherwise) if prose.otherwise is not None else (prose.text,)
    return ()


def conditions_in(prose: Prose) -> Iterator[Expression]:
    """All conditions of a piece of prose."""
    if isinstance(prose, When):
        yield prose.when
    for part in parts_of(prose):
        yield from conditions_in(part)


def expressions_of(state: State) -> Iterator[Expression]:
    """All expressions of a state, but for its effects."""
    for rule in rules_of(state):
        if rule.when is not None:
            yield rule.when
    for choice in choices_of(state):
        if choice.when is not None:
            yield choice.when
    yield from (one for one in (state.when, state.weight) if one is not None)
    if state.at is not None and state.at.amount is not None:
        yield state.at.amount
    for prose in prose_of(state):
        yield from conditions_in(prose)
        yield from (shown for paragraph in paragraphs_in(prose) for shown in _shown(paragraph))
    for line in lines_of(state):
        yield from _shown(line.paragraph)


def effects_of(state: State) -> Iterator[Effects]:
    """All effects of a state."""
    if state.effects is not None:
        yield state.effects
    for choice in choices_of(state):
        if choice.effects is not None:
            yield choice.effects


def reads_of(scene: Scene) -> set[str]:
    """The variables that a scene asks for."""
    states = scene.states.values()
    reads = {name for state in states for one in expressions_of(state) for name in one.reads}
    return reads | {name for state in states for one in effects_of(state) for name in one.reads}


def writes_of(scene: Scene) -> set[str]:
    """The variables that a scene sets."""
    return {name for state in scene.states.values() for one in effects_of(state) for name in one.writes}


def _shown(paragraph: Paragraph | Template) -> Iterator[Expression]:
    if isinstance(paragraph, Template):
        yield from (piece.expression for piece in paragraph.pieces if isinstance(piece, Shown))
