"""A story's scenes, or a scene's states, as a chart: boxes of a kind, and the ways between them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.author.reach import targets_of
from game.author.record_road import record_road
from game.story.model import Choice, Draw, Scene, State, Story


class Shape(StrEnum):
    """What a box stands for."""

    SCENE = "scene"
    WHAT_IF = "what-if scene"
    STATE = "state"
    HINGE = "hinge"
    STORYLET = "storylet"
    OUTCOME = "outcome"
    ENDING = "ending"


@dataclass(frozen=True)
class Box:
    """One box; `group` is a storylet's tag; `seen` is False where a playtest never came."""

    id: str
    label: str
    shape: Shape
    group: str = ""
    record: bool = False
    seen: bool = True


@dataclass(frozen=True)
class Way:
    """An arrow; on the `record`'s road, and `kept` or not by what the label says."""

    start: str
    end: str
    label: str = ""
    record: bool = False


@dataclass(frozen=True)
class Chart:
    """Boxes in the order of the file, the first of them where it begins, and the ways between them."""

    title: str
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def chart_of_scene(
    scene: Scene, endings: Mapping[str, str], seen: frozenset[str] | None = None, history: Collection[str] = ()
) -> Chart:
    """The states of a scene. `endings` are their titles, and `history` those of the record; `seen` the keys of the
    states a playtest reached.
    """
    road = record_road(scene, history)
    boxes: list[Box] = []
    ways: list[Way] = []
    ends: dict[str, Box] = {}
    for state in scene.states.values():
        shape = Shape.HINGE if state.hinge else Shape.STORYLET if state.tags else Shape.STATE
        label = _words(state.id)
        was_seen = seen is None or state.key in seen
        boxes.append(Box(state.id, label, shape, state.tags[0] if state.tags else "", state.id in road, was_seen))
        for target, label in _ways_of(scene, state):
            ways.append(Way(state.id, target, label, state.id in road and road[state.id] == target))
        end = state.ending or state.outcome
        if end:
            shape = Shape.ENDING if state.ending else Shape.OUTCOME
            id = f"{shape.value}:{end}"
            title = endings.get(end, _words(end)) if state.ending else _words(end)
            old = ends.get(id)
            kept = state.id in road or (old is not None and old.record)
            ends[id] = Box(id, title, shape, record=kept, seen=was_seen or (old is not None and old.seen))
            ways.append(Way(state.id, id, "", state.id in road))
    return Chart(scene.title, (*boxes, *ends.values()), tuple(dict.fromkeys(ways)))


def chart_of_story(story: Story, scenes: list[Scene], seen: frozenset[str] | None = None) -> Chart:
    """The scenes of a story, with its endings."""
    boxes: list[Box] = []
    ways: list[Way] = []
    ends: dict[str, Box] = {}
    on_record = _record_scenes(story, scenes)
    for scene in scenes:
        was_seen = seen is None or any(state.key in seen for state in scene.states.values())
        shape = Shape.WHAT_IF if scene.what_if else Shape.SCENE
        boxes.append(Box(scene.id, scene.title, shape, record=scene.id in on_record, seen=was_seen))
        for rule in story.routes[scene.id].next:
            both = scene.id in on_record and rule.to in on_record
            ways.append(Way(scene.id, rule.to, _words(rule.outcome), both))
        for state in scene.states.values():
            if state.call:
                ways.append(Way(scene.id, state.call, "calls"))
            if state.ending:
                ending = story.endings[state.ending]
                id = f"ending:{ending.id}"
                ends[id] = Box(id, ending.title, Shape.ENDING, record=ending.history, seen=was_seen)
                ways.append(Way(scene.id, id, "", ending.history and scene.id in on_record))
    return Chart(story.title, (*boxes, *ends.values()), tuple(dict.fromkeys(ways)))


def _record_scenes(story: Story, scenes: list[Scene]) -> set[str]:
    """The scenes off no record, that the story's routes join from its first."""
    by_id = {scene.id: scene for scene in scenes if not scene.what_if}
    found: set[str] = set()
    waiting = [story.initial]
    while waiting:
        id = waiting.pop()
        if id in by_id and id not in found:
            found.add(id)
            waiting += [rule.to for rule in story.routes[id].next]
    return found


def _ways_of(scene: Scene, state: State) -> Iterator[tuple[str, str]]:
    for way in state.choices:
        if isinstance(way, Draw):
            yield from ((storylet.id, "") for storylet in scene.storylets.get(way.tag, ()))
        elif isinstance(way, Choice):
            yield from ((target, _words(way.id)) for target in targets_of(scene, way.to))
    yield from ((target, "") for target in targets_of(scene, state.next))


def _words(id: str) -> str:
    return id.replace("-", " ")
