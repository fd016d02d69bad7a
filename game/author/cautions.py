"""What is allowed in a story and most often not meant: found from its declarations and its graph."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from game.author.closing import can_all_fail, can_all_hold
from game.author.places import place_of
from game.author.reach import endless_of, ends_of, graph_of, reached_from, traps_of, turned_round
from game.author.walk import choices_of, paragraphs_in, prose_of, reads_of, writes_of
from game.author.words import longest
from game.story.diagnostics import Place, Problem, problem
from game.story.marks import Template
from game.story.model import Choice, Draw, Scene, State
from game.story.prose import Prose
from game.story.story_reader import StoryParts
from game.story.text import Paragraph, Span
from game.story.types import Variable

MOST_WORDS = 250
NEAR = 20
"""With how many choices of the same text before it one is compared: thousands against thousands take for ever."""
_NO_PROSE = re.compile(r"\b(?:at|do|when|weight|id|count|first): |[<>=+*-] *$|#")
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?!\w)")


class Uses(NamedTuple):
    """Of its story, the variables that a scene asks for, sets, and is given when it is played alone; what it calls,
    and the endings it has."""

    reads: frozenset[str]
    writes: frozenset[str]
    given: frozenset[str]
    calls: frozenset[str]
    endings: frozenset[str]


def uses_of(scene: Scene) -> Uses:
    """What a scene uses of its story."""
    return Uses(
        frozenset(reads_of(scene)),
        frozenset(writes_of(scene)),
        frozenset(scene.alone),
        frozenset(state.call for state in scene.states.values() if state.call),
        frozenset(state.ending for state in scene.states.values() if state.ending),
    )


def cautions_about(scene: Scene, variables: Mapping[str, Variable]) -> Iterator[Problem]:
    """What to look at in a scene that has no errors; `variables` are the story's and the scene's."""
    yield from about_whole(scene)
    yield from about_variables(scene.variables.values(), [uses_of(scene)], set())
    for state in scene.states.values():
        yield from about_state(scene, state, variables)


def about_whole(scene: Scene) -> Iterator[Problem]:
    """What only shows when all states are seen together."""
    yield from _about_ways(scene)
    yield from _about_dates(scene)
    yield from _about_long_pages(scene)


def about_state(scene: Scene, state: State, variables: Mapping[str, Variable]) -> Iterator[Problem]:
    """What shows in one state; of its scene only the facts and `what-if` are asked."""
    yield from _about_closing(state, variables)
    yield from _about_choices_alike(state, variables)
    yield from _about_facts(scene, state)


def about_variables(declared: Iterable[Variable], uses: Iterable[Uses], also_read: set[str]) -> Iterator[Problem]:
    """Variables that nothing reads, or nothing sets, of the scenes there are; what the player is shown is read."""
    uses = list(uses)
    reads = also_read.union(*(one.reads for one in uses))
    set_or_given: set[str] = set().union(*(one.writes | one.given for one in uses))
    for variable in declared:
        if variable.place is None:
            continue
        if variable.name not in set_or_given:
            if variable.name in reads:
                yield problem("never-set", variable.place, name=variable.name)
        elif variable.name not in reads and not variable.gauge:
            yield problem("never-read", variable.place, name=variable.name)


def cautions_about_story(parts: StoryParts, uses: Mapping[str, Uses]) -> Iterator[Problem]:
    """What to look at in a story whose scenes have no errors; `uses` are what each of them uses of it."""
    rules = [rule for route in parts.routes.values() for rule in route.next]
    asked = {name for rule in rules if rule.when is not None for name in rule.when.reads}
    yield from about_variables(parts.variables.values(), uses.values(), asked)
    entered = _scenes_entered(parts, uses)
    for id, route in parts.routes.items():
        if id not in entered:
            yield problem("unreachable-scene", route.spot.place, scene=id)
    used = {ending for one in uses.values() for ending in one.endings}
    for ending in parts.endings.values():
        if ending.id not in used and ending.spot is not None:
            yield problem("unused-ending", ending.spot.place, ending=ending.id)


def _scenes_entered(parts: StoryParts, uses: Mapping[str, Uses]) -> set[str]:
    """The scenes that a play of the whole story may come to, conditions left out of account."""
    waiting = [parts.initial]
    entered: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id not in entered:
            entered.add(id)
            waiting += [rule.to for rule in parts.routes[id].next]
            waiting += uses[id].calls
    return entered


def _about_long_pages(scene: Scene) -> Iterator[Problem]:
    """A page is a state's text, and before it the result of the choice that led there."""
    before: dict[str, int] = {}
    for state in scene.states.values():
        for choice in choices_of(state):
            words = longest(choice.result) if choice.result is not None else 0
            for rule in choice.to:
                before[rule.to] = max(before.get(rule.to, 0), words)
    for state in scene.states.values():
        words = longest(state.text) if state.text is not None else 0
        if words > MOST_WORDS:
            yield problem("long-page", state.spot.place, state=state.id, words=words, opened="")
        elif words and words + before.get(state.id, 0) > MOST_WORDS:
            opened = ", the result before it counted in,"
            yield problem("long-page", state.spot.place, state=state.id, words=words + before[state.id], opened=opened)


def _about_ways(scene: Scene) -> Iterator[Problem]:
    graph = graph_of(scene)
    reached = reached_from(graph, [scene.initial])
    out = reached_from(turned_round(graph), ends_of(scene))
    shut = [id for id in scene.states if id in reached and id not in out]
    for id in traps_of(graph, shut):
        yield problem("no-way-to-an-end", scene.states[id].spot.place, state=id)
    for id, rule in endless_of(scene):
        if id in reached and id in out:
            yield problem("endless-next", rule.spot.place, state=id)
    for id, state in scene.states.items():
        if id not in reached:
            yield problem("unreachable-state", state.spot.place, state=id)
        elif state.hinge and id in reached_from(graph, graph[id]):
            yield problem("hinge-in-a-loop", place_of(state.spot, "hinge", state.hinge), hinge=state.hinge)


def _about_dates(scene: Scene) -> Iterator[Problem]:
    initial = scene.states[scene.initial]
    if initial.at is None and any(state.at is not None for state in scene.states.values()):
        yield problem("initial-without-date", initial.spot.place, state=initial.id)


def _about_closing(state: State, variables: Mapping[str, Variable]) -> Iterator[Problem]:
    if not state.choices or state.next:
        return
    conditions = []
    for way in state.choices:
        if isinstance(way, Draw) or way.once:
            continue
        if way.when is None:
            return
        conditions.append(way.when)
    if can_all_fail(conditions, variables):
        yield problem("may-all-be-closed", state.spot.place, state=state.id)


def _about_choices_alike(state: State, variables: Mapping[str, Variable]) -> Iterator[Problem]:
    by_text: dict[str, list[Choice]] = {}
    for choice in choices_of(state):
        if isinstance(choice.text.paragraph, Paragraph):
            by_text.setdefault(choice.text.paragraph.plain, []).append(choice)
    for text, alike in by_text.items():
        for number, other in enumerate(alike[1:], 1):
            if any(_may_both_be_open(one, other, variables) for one in alike[max(0, number - NEAR) : number]):
                yield problem("choices-alike", place_of(other.spot, "id", other.id), text=text)


def _may_both_be_open(one: Choice, other: Choice, variables: Mapping[str, Variable]) -> bool:
    return can_all_hold([choice.when for choice in (one, other) if choice.when is not None], variables)


def _about_facts(scene: Scene, state: State) -> Iterator[Problem]:
    cited = state.facts or scene.facts or any(choice.facts for choice in choices_of(state))
    if state.hinge and not cited and not scene.what_if:
        yield problem("hinge-without-fact", place_of(state.spot, "hinge", state.hinge), hinge=state.hinge)
    figure = None if cited else next(_figures(prose_of(state)), None)
    if figure is not None:
        yield problem("figure-without-fact", _place_of(figure, state), figure=figure, state=state.id)


def _place_of(figure: str, state: State) -> Place:
    """Where a figure is first written after its state's name, but for dates and ids."""
    source, _start, end = state.spot
    for found in re.finditer(rf"(?<![\w.,-]){re.escape(figure)}(?![\w-])", source.text[end:]):
        line = source.text[source.text.rfind("\n", 0, end + found.start()) + 1 : end + found.start()]
        if not _NO_PROSE.search(line):
            return source.place(end + found.start(), end + found.end())
    return state.spot.place


def _figures(pieces: Iterable[Prose]) -> Iterator[str]:
    for prose in pieces:
        for paragraph in paragraphs_in(prose):
            spans = paragraph.pieces if isinstance(paragraph, Template) else paragraph.spans
            for span in spans:
                if isinstance(span, Span):
                    yield from _FIGURE.findall(span.text)
