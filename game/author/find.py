"""A shortest known way to a goal: real game states, searched nearest first, equal ones merged.

Two states are equal when they are at one place and agree in all that can still be asked from there on: variables
that nothing ahead reads are left out. The search is guided by the graph, whose distances never overrate, so the
first way found is a shortest one. That there is none is proven only when all was searched.
"""

import heapq
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic

from game.author.atlas import Asked, Atlas, atlas_of
from game.author.goals import Goal
from game.author.playtest_report import scenes_from
from game.play.engine import Engine, StepFailed
from game.play.position import Position
from game.play.run import Run
from game.story.model import Story, StoryNotInOrder

MOST_STATES = 200_000
MOST_SECONDS = 60.0
_TELL_EVERY = 500


@dataclass(frozen=True)
class Found:
    """A way to the goal, or None; `exhausted` when every game state was searched. `searched` counts them."""

    choices: tuple[str, ...] | None
    searched: int
    exhausted: bool
    chance: bool
    """Whether dice or draws had a say: what is proven then holds for this seed alone."""


@dataclass(frozen=True)
class _Node:
    position: Position
    parent: "_Node | None"
    choice: str

    def way(self) -> tuple[str, ...]:
        choices = []
        node: _Node | None = self
        while node is not None and node.parent is not None:
            choices.append(node.choice)
            node = node.parent
        return tuple(reversed(choices))


def find(
    story: Story,
    goal: Goal,
    start: str = "",
    seed: int = 1917,
    *,
    most_states: int = MOST_STATES,
    most_seconds: float = MOST_SECONDS,
    progress: Callable[[int, int], None] = lambda searched, waiting: None,
) -> Found:
    """Look for `goal` from `start` (the story's beginning unless told), within bounds of states and time."""
    run = Run.begin(story, start, seed)
    atlas = atlas_of(story, scenes_from(story, start), alone=bool(start))
    far = _Distance(atlas, goal)
    chance = atlas.ahead[run.here].chance
    if goal.reached(run.position):
        return Found((), 1, False, chance)
    first = run.position.copy()
    if far.of(first) is None:
        return Found(None, 1, True, chance)
    seen = {_key(first, atlas, goal)}
    heap: list[tuple[int, int, int, _Node]] = [(far.of(first) or 0, 0, 0, _Node(first, None, ""))]
    deadline = monotonic() + most_seconds
    count = 0
    pushed = 1
    while heap:
        count += 1
        if count % _TELL_EVERY == 0:
            progress(count, len(heap))
            if count >= most_states or monotonic() > deadline:
                return Found(None, count, False, chance)
        _, _, _, node = heapq.heappop(heap)
        for id, position in _followers(story, node.position):
            child = _Node(position, node, id)
            if goal.reached(position):
                return Found(child.way(), count, False, chance)
            distance = far.of(position)
            if position.over or distance is None:
                continue
            key = _key(position, atlas, goal)
            if key not in seen:
                seen.add(key)
                heapq.heappush(heap, (position.step + distance, -position.step, pushed, child))
                pushed += 1
    return Found(None, count, True, chance)


class _Distance:
    """How many choices it takes at the least; None where no way leads to the goal."""

    def __init__(self, atlas: Atlas, goal: Goal) -> None:
        self._anywhere = not goal.states
        self._by_state = atlas.distances(goal.states)

    def of(self, position: Position) -> int | None:
        """From here, or from where a scene that waits would go on."""
        if self._anywhere:
            return 0
        here = [position.here.key, *(f"{caller.scene.id}.{caller.state}" for caller in position.callers)]
        known = [self._by_state[key] for key in here if key in self._by_state]
        return min(known, default=None)


def _followers(story: Story, position: Position) -> list[tuple[str, Position]]:
    followers = []
    for way in position.open:
        after = position.copy()
        try:
            Engine(story, after).choose(way)
        except (StepFailed, StoryNotInOrder):
            continue
        followers.append((way.id, after))
    return followers


def _key(position: Position, atlas: Atlas, goal: Goal) -> Hashable:
    here = position.here.key
    asked: Asked = atlas.ahead[here]
    for caller in position.callers:
        asked |= atlas.ahead[f"{caller.scene.id}.{caller.state}"]
    own = position.scene.variables
    values = {f"{position.scene.id}.{n}" if n in own else n: value for n, value in position.values.items()}
    for caller in position.callers:
        values |= {f"{caller.scene.id}.{name}": value for name, value in caller.values.items()}
    variables = asked.variables | frozenset(goal.asks)
    return (
        here,
        tuple(sorted((name, value) for name, value in values.items() if name in variables)),
        tuple(sorted((key, count) for key, count in position.visits.items() if key in asked.visits)),
        tuple(sorted((key, count) for key, count in position.taken.items() if key in asked.taken)),
        tuple(sorted((hinge, choice) for hinge, choice in position.hinges.items() if hinge in asked.hinges)),
        tuple(sorted(position.hands.items())),
        position.back,
        tuple((caller.scene.id, caller.state, caller.back) for caller in position.callers),
        position.step if asked.chance else 0,
    )
