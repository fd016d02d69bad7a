"""Every problem of a story, or of one scene of it: what its files say, and what only shows when they are together."""

from collections.abc import Mapping
from pathlib import Path

from game.author.cautions import cautions_about, cautions_about_story, uses_of
from game.author.lookup import FactIds, StoryHinges
from game.author.named import Named
from game.author.story_tests import test_nodes, tests_in
from game.author.together import check_calls, check_hinges_here, check_together, misnamed_outcomes
from game.bundled import recorded_root
from game.story.diagnostics import Problem, Problems, did_you_mean, problem
from game.story.loader import STORY_FILE, StoryFiles
from game.story.model import Scene
from game.story.reading import Reader
from game.story.scene_context import Surroundings
from game.story.scene_reader import read_scene
from game.story.sketch import hinges_in
from game.story.source import Node
from game.story.story_reader import StoryParts, read_story_parts


class NoSuchScene(Exception):
    """A scene to check that the story does not name."""

    def __init__(self, scene: str, hint: str) -> None:
        super().__init__(f'no scene "{scene}" in this story' + (f": {hint}" if hint else ""))


def check_story(folder: Path, scene: str = "") -> list[Problem]:
    """All problems of the story in `folder`, in order; or those of one scene, and what is wrong with story.yaml.

    Raises NoSuchScene.
    """
    return _check_scene(folder, scene) if scene else _check_all(folder)


def _check_all(folder: Path) -> list[Problem]:
    problems = Problems()
    files = StoryFiles(folder)
    node = files.node(STORY_FILE, problems)
    if node is None:
        return problems.in_order()
    parts = read_story_parts(Reader(Problems()), node)
    if parts is None:
        read_story_parts(Reader(problems), node)
        return problems.in_order()
    nodes = _scene_nodes(files, parts, problems)
    hinges = {hinge: choices for node in nodes.values() for hinge, choices in hinges_in(node).items()}
    read_story_parts(Reader(problems), node, hinges)
    facts = files.facts(problems)
    around = files.surroundings(parts, hinges, lambda: facts)
    scenes = _scenes(files, nodes, around, problems)
    files.codex(parts, problems, around.fact_ids)
    files.map(parts, problems, hinges)
    check_together(files, parts, scenes, problems)
    _add_cautions(files, parts, scenes, problems)
    named = Named(parts.variables, parts.endings, parts.routes, scenes.values())
    tests_in(test_nodes(files, problems), named, problems)
    if not problems.errors and any(recorded_root().glob("*.yaml")):
        from game.author.recorded import recorded_problems

        problems.extend(recorded_problems(files, parts))
    return problems.in_order()


def _check_scene(folder: Path, id: str) -> list[Problem]:
    """One scene, with no more of the story read than it asks for."""
    problems = Problems()
    files = StoryFiles(folder)
    node = files.node(STORY_FILE, problems)
    if node is None:
        return problems.in_order()
    hinges = StoryHinges(files, node)
    parts = read_story_parts(Reader(problems), node, hinges)
    if parts is None:
        return problems.in_order()
    if id not in parts.routes:
        raise NoSuchScene(id, did_you_mean(id, parts.routes))
    facts = FactIds(files)
    around = files.surroundings(parts, hinges, lambda: facts)
    nodes = _scene_nodes(files, parts, problems, (id,))
    hinges.add(nodes)
    scene = _scenes(files, nodes, around, problems).get(id)
    if scene is not None:
        check_hinges_here(scene, hinges, problems)
        called = _called_from(files, parts, scene, around)
        check_calls(called, problems, (id,))
        problems.extend(misnamed_outcomes(scene, called))
        _add_scene_cautions(files, parts, scene, problems)
    shown = files.shown(scene.file) if scene is not None else ""
    return [one for one in problems.in_order() if one.is_error or one.place.file == shown]


def _scene_nodes(
    files: StoryFiles, parts: StoryParts, problems: Problems, ids: tuple[str, ...] | None = None
) -> dict[str, Node]:
    nodes = {}
    for id in parts.routes if ids is None else ids:
        if not (files.folder / f"{id}.yaml").exists():
            place = parts.routes[id].spot.place
            problems.append(problem("scene-without-file", place, file=f"{id}.yaml", scene=id))
            continue
        node = files.node(f"{id}.yaml", problems)
        if node is not None:
            nodes[id] = node
    return nodes


def _scenes(files: StoryFiles, nodes: Mapping[str, Node], around: Surroundings, problems: Problems) -> dict[str, Scene]:
    read = {id: read_scene(Reader(problems), node, files.folder / f"{id}.yaml", around) for id, node in nodes.items()}
    return {id: scene for id, scene in read.items() if scene is not None}


def _called_from(files: StoryFiles, parts: StoryParts, scene: Scene, around: Surroundings) -> dict[str, Scene]:
    """The scene and all that it calls, and that those call; what is wrong in them is not told here."""
    found = {scene.id: scene}
    waiting = [scene]
    while waiting:
        for called in {state.call for state in waiting.pop().states.values() if state.call in parts.routes}:
            if called not in found:
                nodes = _scene_nodes(files, parts, Problems(), (called,))
                found |= (read := _scenes(files, nodes, around, Problems()))
                waiting += read.values()
    return found


def _add_cautions(files: StoryFiles, parts: StoryParts, scenes: Mapping[str, Scene], problems: Problems) -> None:
    """Warnings about what has no errors: beside errors they would only be their echo."""
    for scene in scenes.values():
        _add_scene_cautions(files, parts, scene, problems)
    if not problems.errors:
        problems.extend(cautions_about_story(parts, {id: uses_of(scene) for id, scene in scenes.items()}))


def _add_scene_cautions(files: StoryFiles, parts: StoryParts, scene: Scene, problems: Problems) -> None:
    shown = files.shown(scene.file)
    if not any(one.place.file == shown for one in problems.errors):
        problems.extend(cautions_about(scene, {**parts.variables, **scene.variables}))
