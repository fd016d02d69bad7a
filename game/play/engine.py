"""How a step happens: from a choice to the next rest, page by page.

The order is fixed: the choice is counted; its effects; its result is written; where it leads is settled; each
state on the way is counted, does its effects, takes its date and place and writes its text; until a state with an
open choice, or the end. All of it happens on a `Position`, which the caller takes back if it fails.
"""

from game.play.hands import drop_ineligible, fill_hand, take
from game.play.machine import NEXT, Way, machine_of
from game.play.page import Fall, Page, Turn
from game.play.position import Caller, Position
from game.story.calendar import Moment, later
from game.story.diagnostics import Problem, problem
from game.story.model import Choice, Clock, Scene, State, Story
from game.story.text import NOTHING, Paragraph

MOST_STATES = 1_000
MOST_CALLS = 8


class StepFailed(Exception):
    """A step that cannot be taken, through a mistake of the story's; the run is as it was."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class Step:
    """One step as it is being taken; `fall` is how a hinge fell by it, if one did."""

    __slots__ = (
        "_chosen",
        "_heading",
        "_machine",
        "_pages",
        "_position",
        "_result",
        "_states",
        "_story",
        "fall",
    )

    def __init__(self, story: Story, position: Position, number: int) -> None:
        self._story = story
        self._position = position
        self._machine = machine_of(position.scene)
        self._pages: list[Page] = []
        self._result: tuple[Paragraph, ...] = ()
        self._heading = ""
        self._states = 0
        self._chosen = NOTHING
        self.fall: Fall | None = None
        position.begin_step(number)

    def start(self, state: str) -> Turn:
        """Step 0: the run begins in its scene; `state` is where, or empty for the scene's initial state."""
        position = self._position
        self._enter_scene(position.scene)
        if state:
            position.state = state
            if position.here.is_storylet:
                position.back = position.scene.dealer_of(state)
        return self._go_on()

    def choose(self, way: Way) -> Turn:
        """Take a choice that is open."""
        position = self._position
        state = position.here
        choice = way.choice
        if choice is None:
            return self._take_storylet(state, way)
        values = position.values
        self._chosen = choice.text.at(values, position)
        position.count(position.taken, choice.key)
        if state.hinge and choice.to:
            position.put(position.hinges, state.hinge, choice.id)
        if choice.effects is not None:
            position.note(choice.effects.writes)
            choice.effects.function(values, position)
        if choice.result is not None:
            self._result = choice.result.write(values, position)
        if not choice.to:
            return self._rest_or_next()
        if state.hinge:
            self.fall = self._fallen(state, choice)
        self._move(choice.id)
        return self._go_on()

    def _fallen(self, state: State, choice: Choice) -> Fall:
        position = self._position
        values = position.values
        return Fall(
            state.hinge,
            position.scene.id,
            state.key,
            choice.id,
            position.step,
            position.at,
            choice.mark,
            self._chosen,
            choice.label.at(values, position) if choice.label else NOTHING,
            state.record.write(values, position) if state.record else (),
            choice.because.write(values, position) if choice.because else (),
            tuple(dict.fromkeys(state.facts + choice.facts)),
        )

    def _take_storylet(self, state: State, way: Way) -> Turn:
        position = self._position
        assert way.storylet is not None and way.storylet.title is not None
        self._chosen = way.storylet.title.at(position.values, position)
        position.count(position.taken, f"{state.key}.{way.id}")
        take(position, state, way.id)
        self._machine.move(position, way.id)
        position.back = state.id
        return self._go_on()

    def _go_on(self) -> Turn:
        """Enter the state that was moved to, and all that follow, until there is something to choose."""
        while self._enter():
            pass
        return self._rest_or_next()

    def _rest_or_next(self) -> Turn:
        position = self._position
        while not position.over:
            state = position.here
            if position.hands:
                drop_ineligible(position, state)
            position.ways = self._machine.room(state.id).ways_for(position)
            position.open = tuple([way for way in position.ways if is_open(position, way)])
            if position.open:
                break
            if not state.next:
                position.stuck = True
                break
            self._move(NEXT)
            while self._enter():
                pass
        return self._read()

    def _enter(self) -> bool:
        """Enter the state that the position is in; whether another is to be entered at once."""
        position = self._position
        state = position.here
        self._states += 1
        if self._states > MOST_STATES:
            raise StepFailed(problem("too-many-in-one-step", state.spot.place, limit=MOST_STATES))
        position.stuck = False
        position.count(position.visits, state.key)
        values = position.values
        if state.effects is not None:
            position.note(state.effects.writes)
            state.effects.function(values, position)
        if state.at is not None:
            position.at = self._time(state.at)
        if state.place:
            position.place = state.place
        if state.text is not None or state.drawing:
            self._write(state, state.text.write(values, position) if state.text is not None else ())
        if state.choices:
            if self._machine.room(state.id).deals:
                fill_hand(position, state)
            return False
        return self._lead_on(state)

    def _time(self, clock: Clock) -> Moment:
        if clock.amount is None:
            return clock.base
        amount = clock.amount.function(self._position.values, self._position)
        return later(clock.base, int(amount), clock.unit)

    def _lead_on(self, state: State) -> bool:
        position = self._position
        if state.call:
            self._call(state)
            return True
        if state.next:
            self._move(NEXT)
            return True
        if state.ending:
            position.ending, position.over = state.ending, True
            return False
        return self._end_scene(state.outcome)

    def _call(self, state: State) -> None:
        position = self._position
        if len(position.callers) >= MOST_CALLS:
            raise StepFailed(problem("calls-too-deep", state.spot.place, limit=MOST_CALLS))
        caller = position.scene
        called = self._story.scene(state.call)
        if called is caller or any(called is waiting.scene for waiting in position.callers):
            path = f"{caller.id} calls {called.id}"
            raise StepFailed(problem("scene-calls-itself", state.spot.place, scene=called.id, path=path))
        own = {name: position.values[name] for name in caller.variables}
        waiting = Caller(caller, state.id, own, position.at, position.place, position.hands, position.back)
        position.callers = (*position.callers, waiting)
        self._enter_scene(called)

    def _end_scene(self, outcome: str) -> bool:
        """The scene is over: back to its caller, or on by the story's route, or the end of one played alone."""
        position = self._position
        if position.callers:
            self._give_back(position.callers[-1], outcome)
            return True
        following = "" if position.alone else self._route(outcome)
        if not following:
            position.outcome, position.over = outcome, True
            return False
        self._enter_scene(self._story.scene(following))
        return True

    def _give_back(self, caller: Caller, outcome: str) -> None:
        position = self._position
        position.callers = position.callers[:-1]
        position.replace_own(tuple(position.scene.variables), caller.values)
        position.scene, position.state = caller.scene, caller.state
        position.at, position.place = caller.at, caller.place
        position.hands, position.back = caller.hands, caller.back
        self._machine = machine_of(caller.scene)
        self._heading = caller.scene.title
        position.outcome = outcome
        self._move(NEXT)
        position.outcome = ""

    def _route(self, outcome: str) -> str:
        position = self._position
        for rule in self._story.routes[position.scene.id].next:
            if rule.outcome and rule.outcome != outcome:
                continue
            if rule.when is None or rule.when.function(position.values, position):
                return rule.to
        return ""

    def _enter_scene(self, scene: Scene) -> None:
        position = self._position
        left = [name for name in position.scene.variables if name in position.values]
        initial = {name: variable.initial for name, variable in scene.variables.items()}
        position.replace_own(left, initial)
        position.scene, position.state = scene, scene.initial
        position.hands, position.back = {}, ""
        self._machine = machine_of(scene)
        self._heading = scene.title

    def _move(self, trigger: str) -> None:
        position = self._position
        left = position.state
        self._machine.move(position, trigger)
        if position.dealt:
            position.back, position.dealt = left, ""

    def _write(self, state: State, paragraphs: tuple[Paragraph, ...]) -> None:
        if not paragraphs and not state.drawing:
            return
        position = self._position
        said = self._result + paragraphs if self._result else paragraphs
        opening = len(self._result)
        self._pages.append(Page(state.key, self._heading, position.at, position.place, said, state.drawing, opening))
        self._result = ()
        self._heading = ""

    def _read(self) -> Turn:
        position = self._position
        if position.over:
            position.ways = position.open = ()
        if self._result:
            said = self._result
            self._pages.append(Page(position.here.key, "", position.at, position.place, said, opening=len(said)))
        return Turn(position.step, self._chosen, tuple(self._pages))


def is_open(position: Position, way: Way) -> bool:
    """Whether a way of the state at rest can be taken; a storylet that was dealt always can."""
    choice = way.choice
    if choice is not None and choice.once and choice.key in position.taken:
        return False
    return way.guard is None or bool(way.guard(position.values, position))
