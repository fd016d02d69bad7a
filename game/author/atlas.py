"""All scenes of a story as one graph: how far it is to a goal, and what can still be asked on the way."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from game.author.reach import Graph, targets_of
from game.author.walk import choices_of, effects_of, rules_of
from game.story.expressions import Effects, Expression
from game.story.model import Draw, Rule, Scene, State, Story


@dataclass(frozen=True)
class Asked:
    """What guards and effects ask for: variables by `name` or `scene.name`, states, choices and hinges by key."""

    variables: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    hinges: frozenset[str] = frozenset()
    chance: bool = False

    def __or__(self, other: "Asked") -> "Asked":
        return Asked(
            self.variables | other.variables,
            self.visits | other.visits,
            self.taken | other.taken,
            self.hinges | other.hinges,
            self.chance or other.chance,
        )


@dataclass(frozen=True)
class Atlas:
    """`ways` are the choices from each state, `leads` what follows by itself; `asked` what a state itself asks."""

    ways: Mapping[str, frozenset[str]]
    leads: Mapping[str, frozenset[str]]
    asked: Mapping[str, Asked]
    ahead: Mapping[str, Asked] = field(default_factory=dict)
    """What can still be asked from each state on."""

    def distances(self, goals: Iterable[str]) -> dict[str, int]:
        """The least number of choices from each state to one of `goals`, conditions left out of account."""
        back_ways, back_leads = _turned(self.ways), _turned(self.leads)
        distance = {goal: 0 for goal in goals if goal in self.ways}
        waiting = deque(distance)
        while waiting:
            key = waiting.popleft()
            for other in back_leads.get(key, ()):
                if other not in distance or distance[other] > distance[key]:
                    distance[other] = distance[key]
                    waiting.appendleft(other)
            for other in back_ways.get(key, ()):
                if other not in distance or distance[other] > distance[key] + 1:
                    distance[other] = distance[key] + 1
                    waiting.append(other)
        return distance


def atlas_of(story: Story, scenes: Iterable[Scene], *, alone: bool) -> Atlas:
    """The graph of `scenes`; of a scene played `alone`, outcomes lead nowhere."""
    by_id = {scene.id: scene for scene in scenes}
    ways: dict[str, frozenset[str]] = {}
    leads: dict[str, frozenset[str]] = {}
    asked: dict[str, Asked] = {}
    returns = _returns(by_id)
    for scene in by_id.values():
        for state in scene.states.values():
            ways[state.key] = frozenset(_chosen(scene, state)) & _keys(by_id)
            leads[state.key] = frozenset(_led(story, by_id, scene, state, returns, alone=alone)) & _keys(by_id)
            asked[state.key] = _asked_by(scene, state)
            if state.outcome and not alone:
                for rule in story.routes[scene.id].next:
                    if rule.when is not None:
                        asked[state.key] |= _by_expression(scene, rule.when)
    return Atlas(ways, leads, asked, _ahead(ways, leads, asked))


def _keys(scenes: Mapping[str, Scene]) -> frozenset[str]:
    return frozenset(state.key for scene in scenes.values() for state in scene.states.values())


def _chosen(scene: Scene, state: State) -> Iterator[str]:
    for way in state.choices:
        if isinstance(way, Draw):
            yield from (storylet.key for storylet in scene.storylets.get(way.tag, ()))
        else:
            yield from _targets(scene, way.to)
            if not way.to:
                yield state.key


def _led(
    story: Story,
    scenes: Mapping[str, Scene],
    scene: Scene,
    state: State,
    returns: Mapping[str, set[str]],
    *,
    alone: bool,
) -> Iterator[str]:
    if state.call:
        called = scenes.get(state.call)
        if called is not None:
            yield f"{called.id}.{called.initial}"
        return
    yield from _targets(scene, state.next)
    if state.outcome:
        yield from returns.get(scene.id, ())
        if not alone:
            for rule in story.routes[scene.id].next:
                if rule.to in scenes:
                    yield f"{rule.to}.{scenes[rule.to].initial}"


def _returns(scenes: Mapping[str, Scene]) -> dict[str, set[str]]:
    """For each scene that is called, where its callers go on."""
    returns: dict[str, set[str]] = {}
    for scene in scenes.values():
        for state in scene.states.values():
            if state.call:
                returns.setdefault(state.call, set()).update(_targets(scene, state.next))
    return returns


def _targets(scene: Scene, rules: Iterable[Rule]) -> Iterator[str]:
    yield from (scene.states[id].key for id in targets_of(scene, rules) if id in scene.states)


def _asked_by(scene: Scene, state: State) -> Asked:
    asked = Asked(chance=_draws(state))
    for expression in _guards(scene, state):
        asked |= _by_expression(scene, expression)
    for effects in effects_of(state):
        asked |= _by_expression(scene, effects)
        asked |= Asked(
            chance=effects.rolls, hinges=frozenset(use.hinge.text for uses in effects.hinges for use in uses)
        )
    once = frozenset(choice.key for choice in choices_of(state) if choice.once)
    return asked | Asked(taken=once, visits=frozenset({state.key} if state.once else ()))


def _guards(scene: Scene, state: State) -> Iterator[Expression]:
    yield from (rule.when for rule in rules_of(state) if rule.when is not None)
    yield from (choice.when for choice in choices_of(state) if choice.when is not None)
    tags = [way.tag for way in state.choices if isinstance(way, Draw)] + [rule.draw for rule in rules_of(state)]
    for storylet in (it for tag in tags for it in scene.storylets.get(tag, ())):
        yield from (one for one in (storylet.when, storylet.weight) if one is not None)


def _by_expression(scene: Scene, one: Expression | Effects) -> Asked:
    hinges = frozenset(use.hinge.text for use in one.hinges) if isinstance(one, Expression) else frozenset()
    return Asked(
        frozenset(f"{scene.id}.{name}" if name in scene.variables else name for name in one.reads),
        frozenset(f"{scene.id}.{name}" for name in one.visits),
        frozenset(f"{scene.id}.{name}" for name in one.chose),
        hinges,
    )


def _draws(state: State) -> bool:
    dealt = any(isinstance(way, Draw) for way in state.choices)
    return dealt or any(rule.draw for rule in rules_of(state))


def _ahead(ways: Graph, leads: Graph, asked: Mapping[str, Asked]) -> dict[str, Asked]:
    """For each state, what it and all that can follow it ask: worked backwards until nothing is added."""
    back = _turned({key: ways[key] | leads[key] for key in ways})
    ahead = dict(asked)
    waiting = deque(ahead)
    while waiting:
        key = waiting.popleft()
        for other in back.get(key, ()):
            joined = ahead[other] | ahead[key]
            if joined != ahead[other]:
                ahead[other] = joined
                waiting.append(other)
    return ahead


def _turned(graph: Graph) -> dict[str, set[str]]:
    back: dict[str, set[str]] = {}
    for key, led in graph.items():
        for other in led:
            back.setdefault(other, set()).add(key)
    return back
