"""Why a run went where it did: the conditions that decided between roads, step by step.

Nothing of this is kept while a run is played. It is worked out by playing the choices once more and following the
rules with the values that stood after each; where that does not lead through the pages that were read (something
changed on the way), nothing is said of the step.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from game.play.page import Turn
from game.play.run import Run
from game.story.expressions import Expression
from game.story.model import BACK, Choice, Rule, Scene, State
from game.story.types import Value, Variable

MOST_STATES = 100
"""As many states as are followed from one choice."""


class Road(NamedTuple):
    """A fork in the road: what the way that was taken asked for, if anything, and what the ways before it did."""

    step: int
    held: Expression | None
    failed: tuple[Expression, ...]
    variables: Mapping[str, Variable]
    values: Mapping[str, Value]


def roads_of(run: Run) -> list[Road]:
    """The forks where a condition decided, in order. Raises what playing the run did."""
    again = Run.begin(run.story, run.start, run.seed, run.preset, alone=run.alone)
    roads: list[Road] = []
    for place, choice in run.choices:
        scene, before = again.scene, dict(again.values)
        turn = again.choose(choice)
        roads += _Way(again, {**before, **again.values}).roads(scene, place.partition(".")[2], choice, turn)
    return roads


class _Lost(Exception):
    """The rules lead elsewhere than the run went."""


class _Way:
    """The way from one choice to where the run came to rest."""

    def __init__(self, run: Run, values: Mapping[str, Value]) -> None:
        self._run = run
        self._values = values
        self._roads: list[Road] = []

    def roads(self, scene: Scene, state: str, choice: str, turn: Turn) -> Sequence[Road]:
        """The forks on it; none where the rules lead through other pages than those of `turn`."""
        taken = next((way for way in scene.states[state].choices if isinstance(way, Choice) and way.id == choice), None)
        try:
            read = [each.key for each in self._followed(scene, taken) if each.text is not None or each.drawing]
        except _Lost:
            return ()
        pages = [page.state for page in turn.pages]
        return self._roads if read == pages[-len(read) :] and len(pages) - len(read) <= 1 else ()

    def _followed(self, scene: Scene, taken: Choice | None) -> Iterator[State]:
        if taken is None:
            raise _Lost
        state = self._state(scene, self._decided(taken.to, scene))
        for _count in range(MOST_STATES):
            yield state
            if state.call:
                raise _Lost
            if state.choices or state.ending or (self._run.alone and not state.next):
                return
            if state.next:
                state = self._state(scene, self._decided(state.next, scene))
            else:
                route = self._decided(self._run.story.routes[scene.id].next, scene, state.outcome)
                scene = self._run.story.scene(route.to)
                state = scene.states[scene.initial]
        raise _Lost

    def _state(self, scene: Scene, rule: Rule) -> State:
        if rule.draw or rule.to == BACK or rule.to not in scene.states:
            raise _Lost
        return scene.states[rule.to]

    def _decided(self, rules: Sequence[Rule], scene: Scene, outcome: str = "") -> Rule:
        """The first rule that holds; where there was more to it than that, a fork."""
        failed: list[Expression] = []
        for rule in rules:
            if rule.outcome and rule.outcome != outcome:
                continue
            if rule.when is None or self._holds(rule.when):
                if rule.when is not None or failed:
                    variables = {**self._run.story.variables, **scene.variables}
                    self._roads.append(Road(self._run.step, rule.when, tuple(failed), variables, self._values))
                return rule
            failed.append(rule.when)
        raise _Lost

    def _holds(self, when: Expression) -> bool:
        try:
            return bool(when.function(dict(self._values), self._run.position))
        except KeyError:
            raise _Lost from None
