"""What the tests of a story may name: its scenes and states, choices, endings and variables."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from game.author.walk import choices_of
from game.story.diagnostics import did_you_mean
from game.story.model import Draw, Ending, Scene
from game.story.reading import Reader
from game.story.source import Scalar
from game.story.types import Variable


def choice_ids(scene: Scene, state: str) -> list[str]:
    """All that may be chosen in a state: its own choices, and the storylets that may be dealt there."""
    ways = scene.states[state].choices
    dealt = [it.id for way in ways if isinstance(way, Draw) for it in scene.storylets.get(way.tag, ())]
    return [*(choice.id for choice in choices_of(scene.states[state])), *dealt]


class Named:
    """The names of one story. What stands in a scene that could not be read is taken for right."""

    def __init__(
        self,
        variables: Mapping[str, Variable],
        endings: Mapping[str, Ending],
        ids: Collection[str],
        scenes: Iterable[Scene],
    ) -> None:
        """The names of a story with the scenes `ids`, of which `scenes` could be read."""
        self.variables = variables
        self._endings = endings
        self._ids = ids
        self._scenes = {scene.id: scene for scene in scenes}
        self._whole = len(self._scenes) == len(ids)

    @cached_property
    def _choices(self) -> frozenset[str]:
        return frozenset(id for scene in self._scenes.values() for one in scene.states for id in choice_ids(scene, one))

    @cached_property
    def _outcomes(self) -> frozenset[str]:
        return frozenset(outcome for scene in self._scenes.values() for outcome in scene.outcomes)

    @cached_property
    def _own_variables(self) -> frozenset[str]:
        return frozenset(name for scene in self._scenes.values() for name in scene.variables)

    def check_place(self, reader: Reader, written: Scalar, *, scene_will_do: bool = False) -> None:
        """A `scene.state`, or, where that will do, a scene."""
        id, dot, state = written.value.partition(".")
        if id not in self._ids:
            hint = did_you_mean(id, self._ids) if dot or scene_will_do else self._with_its_scene(id)
            reader.tell("unknown-scene", written.place(), hint, scene=id)
        elif not dot and not scene_will_do:
            hint = f"Name a state of it: {id}.STATE."
            reader.tell("unknown-state", written.place(), hint, state="", where=f'"{written.value}"')
        elif dot and id in self._scenes and state not in self._scenes[id].states:
            near = did_you_mean(state, self._scenes[id].states).replace('"', f'"{id}.', 1)
            reader.tell("unknown-state", written.place(), near, state=state, where=f'the scene "{id}"')

    def _with_its_scene(self, state: str) -> str:
        """Where a bare word is the id of a state: that its scene stands before it."""
        scene = next((scene.id for scene in self._scenes.values() if state in scene.states), "")
        return f'did you mean "{scene}.{state}"?' if scene else "A state is written SCENE.STATE."

    def check_choices(self, reader: Reader, written: Iterable[Scalar], place: str = "") -> None:
        """Choices of the state `place`; where that is not known, of any."""
        id, _dot, state = place.partition(".")
        scene = self._scenes.get(id)
        known: Collection[str] = self._choices
        where = "this story"
        if scene is not None and state in scene.states:
            known, where = choice_ids(scene, state), f'the state "{place}"'
        elif not self._whole:
            return
        for scalar in written:
            if scalar.value not in known:
                hint = did_you_mean(scalar.value, known) or "Name a choice that is there, by its id."
                reader.tell("unknown-choice", scalar.place(), hint, choice=scalar.value, where=where)

    def check_ending(self, reader: Reader, written: Scalar) -> None:
        """An ending of the story, or an outcome of a scene."""
        known = {*self._endings, *self._outcomes}
        if self._whole and written.value not in known:
            hint = did_you_mean(written.value, known)
            reader.tell("unknown-ending", written.place(), hint, ending=written.value)

    def check_variable(self, reader: Reader, written: Scalar) -> None:
        """A variable of the story, or of a scene."""
        if self._whole:
            known = {*self.variables, *self._own_variables}
            reader.known(written, known, "unknown-variable", name=written.value)
