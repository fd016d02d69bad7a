"""A run: a story, a seed, and the choices that stand. Everything else is worked out from them."""

from collections.abc import Mapping, Sequence

from game.play.digest import digest_of
from game.play.engine import Engine, StepFailed
from game.play.page import Fall, Option, Turn
from game.play.position import Position
from game.play.room import offered
from game.story.calendar import Moment
from game.story.diagnostics import did_you_mean
from game.story.model import Ending, Scene, State, Story
from game.story.types import Value

DEFAULT_SEED = 1917

__all__ = [
    "DEFAULT_SEED",
    "ChoiceNotOpen",
    "NoSuchPlace",
    "NothingToRedo",
    "NothingToUndo",
    "Run",
    "RunError",
    "StepFailed",
]


class RunError(Exception):
    """Something was asked of a run that it cannot do."""


class NoSuchPlace(RunError):
    """A scene or state to start at that the story does not have."""

    def __init__(self, start: str, hint: str = "") -> None:
        self.start = start
        super().__init__(f'there is no place "{start}" in this story' + (f": {hint}" if hint else ""))


class ChoiceNotOpen(RunError):
    """A choice that cannot be taken at rest; `open_ids` can."""

    def __init__(self, choice: str, open_ids: tuple[str, ...]) -> None:
        self.choice = choice
        self.open_ids = open_ids
        can = ", ".join(open_ids) or "nothing"
        super().__init__(f'"{choice}" cannot be chosen here; {can} can')


class NothingToUndo(RunError):
    """No choice stands that could be taken back."""


class NothingToRedo(RunError):
    """No choice was taken back that could be taken again."""


_Taken = tuple[str, int, Fall | None]
"""A choice that stands: which, the mark before it, and how a hinge fell by it."""


class Run:
    """One play of a story."""

    def __init__(
        self, story: Story, scene: Scene, state: str, seed: int, preset: Mapping[str, Value], *, alone: bool
    ) -> None:
        self.story = story
        self.seed = seed
        self.alone = alone
        self.start = f"{scene.id}.{state}" if state else scene.id
        self.preset = dict(preset)
        self._position = Position(story, scene, seed, preset, alone=alone)
        self._engine = Engine(story, self._position)
        self._turns: list[Turn] = []
        self._taken: list[_Taken] = []
        self._undone: list[str] = []
        self._options: tuple[Option, ...] | None = None
        self._turns.append(self._engine.start(state))

    @classmethod
    def begin(
        cls,
        story: Story,
        start: str = "",
        seed: int = DEFAULT_SEED,
        preset: Mapping[str, Value] | None = None,
        *,
        alone: bool | None = None,
    ) -> "Run":
        """A new run from `start`: a `scene`, a `scene.state`, or the story's own beginning.

        `preset` are story variables that differ from their initial value; None takes the scene's `alone`. A run
        that is `alone` is over when its scene is; None: it is when a start was named. Raises NoSuchPlace,
        StoryNotInOrder, StepFailed.
        """
        named = bool(start)
        scene, state = _place(story, start or story.initial)
        if preset is None:
            preset = {name: value for name, value in scene.alone.items() if value != story.variables[name].initial}
        return cls(story, scene, state, seed, preset, alone=named if alone is None else alone)

    @property
    def turns(self) -> Sequence[Turn]:
        """All that was written and stands; the first is step 0."""
        return self._turns

    @property
    def step(self) -> int:
        """How many choices stand."""
        return len(self._taken)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The choices that stand: where each was taken (`scene.state`), and its id."""
        return [(self._position.place_at(before), choice) for choice, before, _ in self._taken]

    @property
    def options(self) -> tuple[Option, ...]:
        """What is offered at rest, open or locked, in file order; nothing when the run is over."""
        if self._options is None:
            self._options = offered(self._position)
        return self._options

    def choose(self, choice: str) -> Turn:
        """Take an open choice. Raises ChoiceNotOpen, or StepFailed and StoryNotInOrder with the run as it was."""
        position = self._position
        for way in position.open:
            if way.id == choice:
                break
        else:
            raise ChoiceNotOpen(choice, tuple(option.id for option in self.options if option.open))
        before = position.mark()
        try:
            turn = self._engine.choose(way)
        except BaseException:
            position.go_back(before)
            raise
        self._taken.append((choice, before, self._engine.fall))
        self._turns.append(turn)
        self._options = None
        if self._undone:
            self._undone.clear()
        return turn

    @property
    def can_undo(self) -> bool:
        """Whether a choice stands that can be taken back."""
        return bool(self._taken)

    @property
    def can_redo(self) -> bool:
        """Whether a choice was taken back and nothing else chosen since."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take back the last choice and all it caused. Raises NothingToUndo."""
        if not self._taken:
            raise NothingToUndo("no choice stands")
        choice, before, _ = self._taken.pop()
        self._position.go_back(before)
        self._turns.pop()
        self._undone.append(choice)
        self._options = None

    def redo(self) -> Turn:
        """Take again the choice last taken back. Raises NothingToRedo, or as `choose` does."""
        if not self._undone:
            raise NothingToRedo("no choice was taken back")
        undone, self._undone = self._undone, []
        try:
            turn = self.choose(undone[-1])
        finally:
            self._undone = undone
        undone.pop()
        return turn

    @property
    def here(self) -> str:
        """The place at rest: `scene.state`."""
        return self._position.here.key

    @property
    def scene(self) -> Scene:
        """The scene being played."""
        return self._position.scene

    @property
    def state(self) -> State:
        """The state at rest."""
        return self._position.here

    @property
    def at(self) -> Moment | None:
        """When it is in the story."""
        return self._position.at

    @property
    def place(self) -> str:
        """Where it is: a codex entry's id, or empty."""
        return self._position.place

    @property
    def position(self) -> Position:
        """What expressions and prose read: to look, never to change."""
        return self._position

    @property
    def values(self) -> Mapping[str, Value]:
        """The story's variables and the scene's, by name."""
        return self._position.values

    @property
    def changes(self) -> Mapping[str, int]:
        """How far the last choice that stands moved each int of the story that it moved."""
        if not self._taken:
            return {}
        before = self._position.values_at(self._taken[-1][1], self.story.variables)
        moved = {}
        for name, old in before.items():
            new = self._position.values[name]
            if type(old) is int and type(new) is int and new != old:
                moved[name] = new - old
        return moved

    @property
    def ending(self) -> Ending | None:
        """The ending that was reached."""
        return self.story.endings[self._position.ending] if self._position.ending else None

    @property
    def outcome(self) -> str:
        """How a scene played alone ended, or empty."""
        return self._position.outcome if self._position.over else ""

    @property
    def over(self) -> bool:
        """Whether there is nothing more to come."""
        return self._position.over

    @property
    def stuck(self) -> bool:
        """Whether nothing can be chosen, though the run is not over: a mistake of the story's."""
        return self._position.stuck

    @property
    def ledger(self) -> tuple[Fall, ...]:
        """Every hinge decided, in order; decided twice, the last decision stands."""
        falls: dict[str, Fall] = {}
        for fall in self.falls:
            falls.pop(fall.hinge, None)
            falls[fall.hinge] = fall
        return tuple(falls.values())

    @property
    def falls(self) -> tuple[Fall, ...]:
        """Every decision of a hinge that stands, in order, with those that were decided again later."""
        return tuple(fall for _, _, fall in self._taken if fall is not None)

    @property
    def last_fall(self) -> Fall | None:
        """How a hinge fell by the last choice, if it was at one."""
        return self._taken[-1][2] if self._taken else None

    def digest(self) -> str:
        """8 hex digits that two plays at the same point share."""
        return digest_of(self.story, self._position)


def _place(story: Story, start: str) -> tuple[Scene, str]:
    scene_id, _, state = start.partition(".")
    try:
        scene = story.scene(scene_id)
    except KeyError:
        raise NoSuchPlace(start, did_you_mean(scene_id, story.routes)) from None
    if state and state not in scene.states:
        raise NoSuchPlace(start, did_you_mean(state, scene.states))
    return scene, state
