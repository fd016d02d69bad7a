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


def _led_to(scene: Scene, state: State) -> Iterator[str]:
    for way in state.choices:
        if isinstance(way, Draw):
            yield from _tagged(scene, way.tag)
        elif isinstance(way, Choice):
            yield from _by_rules(scene, way.to)
    yield from _by_rules(scene, state.next)


def _by_rules(scene: Scene, rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        if rule.draw:
            yield from _tagged(scene, rule.draw)
        elif rule.to == BACK:
            yield from scene.dealt_by
        else:
            yield rule.to


def _tagged(scene: Scene, tag: str) -> Iterator[str]:
    yield from (state.id for state in scene.storylets.get(tag, ()))
