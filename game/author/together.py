"""What only shows when the scenes of a story are seen together: shared hinges, routes, calls and old names."""

from collections.abc import Iterable, Iterator, Mapping

from game.author.lookup import StoryHinges
from game.author.places import place_of
from game.story.diagnostics import Problem, Problems, did_you_mean, problem
from game.story.loader import StoryFiles
from game.story.model import Rule, Scene, State
from game.story.story_reader import StoryParts

_BESIDE = {"story", "facts", "map"}
"""Files of a story's folder that are no scenes."""


def check_together(files: StoryFiles, parts: StoryParts, scenes: Mapping[str, Scene], problems: Problems) -> None:
    """All of it."""
    _check_hinges(scenes, problems)
    _check_old_scene_names(parts, scenes, problems)
    _check_routes(parts, scenes, problems)
    check_calls(scenes, problems, scenes)
    for scene in scenes.values():
        problems.extend(misnamed_outcomes(scene, scenes))
    _check_unlisted(files, parts, problems)


def check_hinges_here(scene: Scene, hinges: StoryHinges, problems: Problems) -> None:
    """One scene's hinges: each belongs to it alone, or to the scene that has it first."""
    for hinge, state in scene.hinges.items():
        first = hinges.scene_of(hinge)
        if first != scene.id:
            problems.append(_elsewhere(state, first))


def check_calls(scenes: Mapping[str, Scene], problems: Problems, ids: Iterable[str]) -> None:
    """The calls of the scenes `ids`: none may lead back to its scene."""
    for id in ids:
        path = _way_back(scenes, id)
        if path:
            state = next(state for state in scenes[id].states.values() if state.call == path[1])
            shown = " calls ".join(path)
            place = place_of(state.spot, "call", state.call)
            problems.append(problem("scene-calls-itself", place, scene=id, path=shown))


def misnamed_outcomes(scene: Scene, scenes: Mapping[str, Scene]) -> Iterator[Problem]:
    """Rules after a call that ask for an outcome the called scene does not have."""
    for state in scene.states.values():
        if state.call in scenes:
            yield from _misnamed(state.next, scenes[state.call])


def _check_hinges(scenes: Mapping[str, Scene], problems: Problems) -> None:
    where: dict[str, str] = {}
    for scene in scenes.values():
        for hinge, state in scene.hinges.items():
            if hinge in where:
                problems.append(_elsewhere(state, where[hinge]))
            where.setdefault(hinge, scene.id)


def _elsewhere(state: State, scene: str) -> Problem:
    return problem("hinge-elsewhere", place_of(state.spot, "hinge", state.hinge), hinge=state.hinge, scene=scene)


def _check_old_scene_names(parts: StoryParts, scenes: Mapping[str, Scene], problems: Problems) -> None:
    claimed: dict[str, str] = {}
    for scene in scenes.values():
        for old in scene.was:
            place = parts.routes[scene.id].spot.place
            if old in parts.routes:
                problems.append(problem("old-name-in-use", place, id=old, other="a scene of today"))
            elif old in claimed:
                other = f'an old name of "{claimed[old]}"'
                problems.append(problem("old-name-in-use", place, id=old, other=other))
            claimed.setdefault(old, scene.id)


def _check_routes(parts: StoryParts, scenes: Mapping[str, Scene], problems: Problems) -> None:
    entered = {parts.initial} | {rule.to for route in parts.routes.values() for rule in route.next}
    for id, scene in scenes.items():
        route = parts.routes[id]
        problems.extend(_misnamed(route.next, scene))
        if id in entered and not route.next:
            problems.extend(
                problem("outcome-not-routed", route.spot.place, scene=id, outcome=outcome) for outcome in scene.outcomes
            )


def _misnamed(rules: Iterable[Rule], scene: Scene) -> Iterator[Problem]:
    for rule in rules:
        if rule.outcome and rule.outcome not in scene.outcomes:
            hint = did_you_mean(rule.outcome, scene.outcomes)
            yield problem(
                "unknown-outcome",
                place_of(rule.spot, "outcome", rule.outcome),
                hint=hint,
                scene=scene.id,
                outcome=rule.outcome,
            )


def _way_back(scenes: Mapping[str, Scene], start: str) -> list[str]:
    """The calls that lead from a scene to itself, or none."""
    came: dict[str, str] = {}
    waiting = [start]
    while waiting:
        id = waiting.pop()
        scene = scenes.get(id)
        for called in {state.call for state in scene.states.values() if state.call} if scene else ():
            if called == start:
                path = [start, id]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return [*reversed(path), start] if id != start else [start, start]
            if called not in came:
                came[called] = id
                waiting.append(called)
    return []


def _check_unlisted(files: StoryFiles, parts: StoryParts, problems: Problems) -> None:
    for path in sorted(files.folder.glob("*.yaml")):
        if path.stem not in _BESIDE and path.stem not in parts.routes:
            node = files.node(path.name, Problems())
            if node is not None:
                problems.append(problem("unlisted-scene", node.place(), scene=path.stem))
