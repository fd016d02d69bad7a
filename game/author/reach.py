"""Where a scene leads, by its graph alone: what can be come to, and from where there is a way out."""

from collections.abc import Iterable, Iterator, Mapping

from game.story.model import BACK, Choice, Draw, Rule, Scene, State

Graph = Mapping[str, frozenset[str]]
"""For each state, the states that a way leads to."""


def graph_of(scene: Scene) -> Graph:
    """The scene's states and where each can lead, conditions left out of account."""
    return {
        id: frozenset(led for led in _led_to(scene, state) if led in scene.states) for id, state in scene.states.items()
    }


def reached_from(graph: Graph, starts: Iterable[str]) -> set[str]:
    """The states that can be come to from `starts`, those included."""
    reached = {start for start in starts if start in graph}
    waiting = list(reached)
    while waiting:
        for id in graph[waiting.pop()]:
            if id not in reached:
                reached.add(id)
                waiting.append(id)
    return reached


def turned_round(graph: Graph) -> Graph:
    """The same graph, with every way led back."""
    back: dict[str, set[str]] = {id: set() for id in graph}
    for id, led in graph.items():
        for other in led:
            back[other].add(id)
    return {id: frozenset(led) for id, led in back.items()}


def ends_of(scene: Scene) -> list[str]:
    """The states where the scene, or the story, is over."""
    return [state.id for state in scene.states.values() if state.outcome or state.ending]


def traps_of(graph: Graph, shut: Iterable[str]) -> Iterator[str]:
    """Of states without a way out, the first of each round that a play is caught in."""
    back = turned_round(graph)
    order = {id: number for number, id in enumerate(graph)}
    told: set[str] = set()
    for id in shut:
        if id in told:
            continue
        at, caught = id, reached_from(graph, [id])
        while onward := caught - reached_from(back, [at]):
            at = min(onward, key=order.__getitem__)
            caught = reached_from(graph, [at])
        told |= reached_from(back, caught)
        yield min(caught, key=order.__getitem__)


def endless_of(scene: Scene) -> Iterator[tuple[str, Rule]]:
    """States that lead round to themselves by their last rule with nothing changed on the way: one a round."""
    onward = {id: rule for id, state in scene.states.items() if (rule := _unchanging(state)) is not None}
    seen: set[str] = set()
    for start in onward:
        path: dict[str, None] = {}
        id = start
        while id in onward and id not in seen:
            seen.add(id)
            path[id] = None
            id = onward[id].to
        if id in path:
            yield id, onward[id]


def _unchanging(state: State) -> Rule | None:
    """The rule that a state follows when no other holds, if it does nothing, and what it asks stays as it is."""
    if not state.next or state.effects is not None or state.call or state.next[-1].draw:
        return None
    asked = [rule.when for rule in state.next]
    for way in state.choices:
        if isinstance(way, Draw) or (way.when is None and not way.once):
            return None
        asked.append(way.when)
    if any(rule.draw for rule in state.next) or any(one is not None and one.visits for one in asked):
        return None
    return state.next[-1]


def _led_to(scene: Scene, state: State) -> Iterator[str]:
    for way in state.choices:
        if isinstance(way, Draw):
            yield from _tagged(scene, way.tag)
        elif isinstance(way, Choice):
            yield from targets_of(scene, way.to)
    yield from targets_of(scene, state.next)


def targets_of(scene: Scene, rules: Iterable[Rule]) -> Iterator[str]:
    """The states that rules name, or deal, or go back to; one that does not exist too."""
    for rule in rules:
        if rule.draw:
            yield from _tagged(scene, rule.draw)
        elif rule.to == BACK:
            yield from scene.dealt_by
        else:
            yield rule.to


def _tagged(scene: Scene, tag: str) -> Iterator[str]:
    yield from (state.id for state in scene.storylets.get(tag, ()))
