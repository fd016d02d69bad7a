"""How a step happens: from a choice to the next rest, page by page.

The order is fixed: the choice is counted; its effects; its result is written; where it leads is settled; each
state on the way is counted, does its effects, takes its date and place and writes its text; until a state with an
open choice, or the end. All of it happens on a `Position`, which the caller takes back if it fails.
"""

from game.play.hands import drop_ineligible, fill_hand, take
from game.play.machine import NEXT, machine_of
from game.play.page import Fall, Page, Turn
from game.play.position import Caller, Position
from game.play.room import Room, Way
from game.story.calendar import Moment, later
from game.story.diagnostics import Problem, problem
from game.story.model import Choice, Clock, Scene, State, Story
from game.story.text import NOTHING, Paragraph

MOST_STATES = 1_000
MOST_CALLS = 8
_made = tuple.__new__  # A named tuple in half the time that its own constructor takes.


class StepFailed(Exception):
    """A step that cannot be taken, through a mistake of the story's; the run is as it was."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class Engine:
    """Takes the steps of one position, one at a time; `fall` is how a hinge fell by the last, if one did."""

    __slots__ = ("_heading", "_machine", "_position", "_story", "fall")

    def __init__(self, story: Story, position: Position) -> None:
        self._story = story
        self._position = position
        self._machine = machine_of(position.scene)
        self._heading = ""
        self.fall: Fall | None = None

    def start(self, state: str) -> Turn:
        """Step 0: the run begins in its scene; `state` is where, or empty for the scene's initial state."""
        position = self._position
        self._enter_scene(position.scene)
        if state:
            position.state = state
            if position.here.is_storylet:
                position.back = position.scene.dealer_of(state)
        return self._go_on(self._machine.rooms[position.state], NOTHING, ())

    def choose(self, way: Way) -> Turn:
        """Take a choice that is open."""
        position = self._position
        values = position.values
        if self._machine.scene is not position.scene:
            self._machine = machine_of(position.scene)
        room = self._machine.rooms[position.state]
        position.step += 1
        if position.counts:
            position.counts = {}
        self._heading = ""
        self.fall = None
        chosen = way.option.text if way.option is not None else way.words.at(values, position)
        if way.storylet is not None:
            return self._go_on(self._take_storylet(room.state, way), chosen, ())
        if way.hinge:
            position.put(position.hinges, way.hinge, way.id)
        position.count(position.taken, way.key, way.deed)
        result = way.result.write(values, position) if way.result is not None else ()
        if way.hinge and way.choice is not None:
            self.fall = self._fallen(room.state, way.choice, chosen)
        following = self._machine.move(position, way.id) if way.leads else self._offer(room)
        return self._go_on(following, chosen, result)

    def _fallen(self, state: State, choice: Choice, chosen: Paragraph) -> Fall:
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
            chosen,
            choice.label.at(values, position) if choice.label else NOTHING,
            state.record.write(values, position) if state.record else (),
            choice.because.write(values, position) if choice.because else (),
            tuple(dict.fromkeys(state.facts + choice.facts)),
        )

    def _take_storylet(self, state: State, way: Way) -> Room:
        position = self._position
        position.count(position.taken, way.key, None)
        take(position, state, way.id)
        room = self._machine.move(position, way.id)
        position.back = state.id
        return room

    def _go_on(self, room: Room | None, chosen: Paragraph, result: tuple[Paragraph, ...]) -> Turn:
        """Enter a state, if there is one to enter, and all that follow, until there is something to choose.

        `result` is what `chosen` led to at once: it is read on the next page, before the text of a state.
        """
        position = self._position
        values = position.values
        pages: tuple[Page, ...] = ()
        entered = 0
        while room is not None:
            entered += 1
            if entered > MOST_STATES:
                raise StepFailed(problem("too-many-in-one-step", room.state.spot.place, limit=MOST_STATES))
            position.stuck = False
            position.count(position.visits, room.key, room.deed)
            if not room.still:
                self._dress(room.state)
            write = room.write
            said = write(values, position) if write is not None else ()
            if said or room.drawing:
                said = result + said if result else said
                page = (room.key, self._heading, position.at, position.place, said, room.drawing, len(result))
                pages += (_made(Page, page),)
                result = ()
                self._heading = ""
            if not room.rests:
                room = self._lead_on(room.state)
            else:
                if room.deals:
                    fill_hand(position, room.state)
                room = self._offer(room)
        if position.over:
            position.ways = position.open = ()
        if result:
            pages += (Page(position.here.key, "", position.at, position.place, result, opening=len(result)),)
        return _made(Turn, (position.step, chosen, pages))

    def _offer(self, room: Room) -> Room | None:
        """Offer what can be chosen; where that is nothing, the state that `next` leads to."""
        position = self._position
        if position.hands:
            drop_ineligible(position, room.state)
        ways = room.ways_for(position) if room.deals else room.ways
        values = position.values
        open = []
        for way in ways:
            gate = way.gate
            if gate is None or gate(values, position):
                open.append(way)
        position.open = tuple(open)
        position.ways = ways if room.locks else position.open
        if not open:
            if room.state.next:
                return self._machine.move(position, NEXT)
            position.stuck = True
        return None

    def _dress(self, state: State) -> None:
        """Take on the time and the place of a state."""
        if state.at is not None:
            self._position.at = self._time(state.at)
        if state.place:
            self._position.place = state.place

    def _time(self, clock: Clock) -> Moment:
        if clock.amount is None:
            return clock.base
        amount = clock.amount.function(self._position.values, self._position)
        return later(clock.base, int(amount), clock.unit)

    def _lead_on(self, state: State) -> Room | None:
        position = self._position
        if state.call:
            return self._call(state)
        if state.next:
            return self._machine.move(position, NEXT)
        if state.ending:
            position.ending, position.over = state.ending, True
            return None
        return self._end_scene(state.outcome)

    def _call(self, state: State) -> Room:
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
        return self._enter_scene(called)

    def _end_scene(self, outcome: str) -> Room | None:
        """The scene is over: back to its caller, or on by the story's route, or the end of one played alone."""
        position = self._position
        if position.callers:
            return self._give_back(position.callers[-1], outcome)
        following = "" if position.alone else self._route(outcome)
        if not following:
            position.outcome, position.over = outcome, True
            return None
        return self._enter_scene(self._story.scene(following))

    def _give_back(self, caller: Caller, outcome: str) -> Room:
        position = self._position
        position.callers = position.callers[:-1]
        position.replace_own(tuple(position.scene.variables), caller.values)
        position.scene, position.state = caller.scene, caller.state
        position.at, position.place = caller.at, caller.place
        position.hands, position.back = caller.hands, caller.back
        self._machine = machine_of(caller.scene)
        self._heading = caller.scene.title
        position.outcome = outcome
        room = self._machine.move(position, NEXT)
        position.outcome = ""
        return room

    def _route(self, outcome: str) -> str:
        position = self._position
        for rule in self._story.routes[position.scene.id].next:
            if rule.outcome and rule.outcome != outcome:
                continue
            if rule.when is None or rule.when.function(position.values, position):
                return rule.to
        return ""

    def _enter_scene(self, scene: Scene) -> Room:
        position = self._position
        left = [name for name in position.scene.variables if name in position.values]
        initial = {name: variable.initial for name, variable in scene.variables.items()}
        position.replace_own(left, initial)
        position.scene, position.state = scene, scene.initial
        position.hands, position.back = {}, ""
        self._machine = machine_of(scene)
        self._heading = scene.title
        return self._machine.rooms[scene.initial]
