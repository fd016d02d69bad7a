"""Where a page stands: a real run, begun in any state with any values, some choices on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game.play.engine import Engine
from game.play.run import DEFAULT_SEED, ChoiceNotOpen, NoSuchPlace, Run, StepFailed
from game.story.diagnostics import did_you_mean
from game.story.model import Scene, Story, StoryNotInOrder
from game.story.types import Value, Variable


@dataclass(frozen=True)
class Stand:
    """Where a page is: begun at `place` (the story's beginning if empty) with `values`, some choices on."""

    place: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    seed: int = DEFAULT_SEED


def begun(story: Story, stand: Stand) -> tuple[Run, tuple[str, ...]]:
    """A run at `stand`, and the choices that can no longer be followed.

    Old names of states still lead to them; values that their variable can no longer have are left out. Raises
    NoSuchPlace, StoryNotInOrder, StepFailed.
    """
    scene_id, _dot, state = (stand.place or story.initial).partition(".")
    scene = _scene(story, scene_id)
    if state and state not in scene.states:
        state = next((one.id for one in scene.states.values() if state in one.was), state)
    values = {
        name: value
        for name, value in stand.values.items()
        if (variable := scene.variables.get(name) or story.variables.get(name)) is not None and _fits(variable, value)
    }
    if own := {name: value for name, value in values.items() if name in scene.variables}:
        story = _with(story, replace(scene, variables=_begun_with(scene.variables, own)))
    base = base_values(story, scene)
    preset = {name: value for name, value in {**base, **values}.items() if name in story.variables}
    preset = {name: value for name, value in preset.items() if value != story.variables[name].initial}
    start = f"{scene_id}.{state}" if state else scene_id if stand.place else ""
    run = Run.begin(story, start, stand.seed, preset, alone=False)
    for number, choice in enumerate(stand.choices):
        try:
            run.choose(choice)
        except (ChoiceNotOpen, StepFailed):
            return run, stand.choices[number:]
    return run, ()


def on_entering(run: Run) -> dict[str, Value]:
    """The values at the door of the state at rest, before it did anything to them."""
    state = run.state
    if state.effects is None or not run.can_undo:
        return dict(run.values)
    choice = run.choices[-1][1]
    idle = state._replace(effects=None)
    scene = replace(run.scene, states={**run.scene.states, state.id: idle})
    story = _with(run.story, scene)
    run.undo()
    try:
        position = run.position.copy()
        if position.scene.id == scene.id:
            position.scene = scene
        way = next((way for way in position.open if way.id == choice), None)
        if way is not None:
            Engine(story, position).choose(way)
        return dict(position.values)
    finally:
        run.redo()


def base_values(story: Story, scene: Scene | None) -> dict[str, Value]:
    """The values that a play has which starts at a scene."""
    alone = scene.alone if scene is not None else {}
    return {**{name: one.initial for name, one in story.variables.items()}, **alone}


def _begun_with(variables: Mapping[str, Variable], values: Mapping[str, Value]) -> dict[str, Variable]:
    return {name: one._replace(initial=values.get(name, one.initial)) for name, one in variables.items()}


def _with(story: Story, scene: Scene) -> Story:
    """The same story with another scene in the place of one."""
    return replace(story, read_scene=lambda id: scene if id == scene.id else story.scene(id))


def _scene(story: Story, id: str) -> Scene:
    try:
        return story.scene(id)
    except KeyError:
        raise NoSuchPlace(id, did_you_mean(id, story.routes)) from None


def scene_or_none(story: Story, id: str) -> Scene | None:
    try:
        return story.scene(id)
    except (KeyError, StoryNotInOrder, OSError):
        return None


def _fits(variable: Variable, value: Value) -> bool:
    if variable.type == "int":
        return type(value) is int and variable.low <= value <= variable.high
    return type(value) is bool if variable.type == "bool" else value in variable.words


def ids_of(run: Run) -> tuple[str, ...]:
    return tuple(choice for _place, choice in run.choices)
