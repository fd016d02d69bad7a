"""The runs that ship with the game, played again on the story as it is now: each first step that no longer holds."""

from collections.abc import Iterator
from pathlib import Path

from game.bundled import recorded_root
from game.play.replay import place_today, replay
from game.play.run import StepFailed
from game.play.runlines import Chosen, Ended, Undone
from game.play.runread import item_of, read_record
from game.story.diagnostics import Place, Problem, did_you_mean, problem
from game.story.loader import StoryFiles
from game.story.model import Choice, Story, StoryNotInOrder
from game.story.story_reader import StoryParts


def recorded_problems(files: StoryFiles, parts: StoryParts, folder: Path | None = None) -> Iterator[Problem]:
    """What no longer holds of the runs of this story in `folder` (those that ship unless told)."""
    story = files.story(parts)
    for path in sorted((folder or recorded_root()).glob("*.yaml")):
        shown = files.shown(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            yield problem("unreadable", Place(shown), why=error.strerror or str(error))
        else:
            yield from _of_run(story, shown, data)


def _of_run(story: Story, shown: str, data: bytes) -> Iterator[Problem]:
    record = read_record(data)
    if record.header is not None and record.header.story != story.id:
        return
    lines = data.decode("utf-8", "replace").split("\n")
    if record.problems:
        unreadable = record.problems[0]
        yield _told(shown, lines, unreadable.line, f"line {unreadable.line}", unreadable.reason)
        return
    try:
        replayed = replay(story, record)
    except (StoryNotInOrder, StepFailed) as error:
        broken = error.problem if isinstance(error, StepFailed) else error.problems[0]
        yield _told(shown, lines, 1, "the start", broken.message)
        return
    divergence = replayed.divergence
    if divergence is None:
        return
    steps = _standing(lines)
    at_end = bool(divergence.step) and replayed.run.step == divergence.step
    number, line = steps[divergence.step - 1 + at_end] if divergence.step else (1, None)
    hint = _how_to_mend(story, line, replayed.run.here) if isinstance(line, Chosen) else ""
    where = "the end" if at_end else f"step {divergence.step} (at {divergence.state})"
    yield _told(shown, lines, number, where, divergence.reason, hint)


def _told(shown: str, lines: list[str], number: int, where: str, why: str, hint: str = "") -> Problem:
    written = lines[number - 1].rstrip("\r")
    place = Place(shown, number, 1, max(1, len(written)))
    return problem("recorded-run", place, hint=hint, where=where, why=why)


def _standing(lines: list[str]) -> list[tuple[int, Chosen | Ended]]:
    """The choices that stand, and the end after them if there is one, each with the number of its line."""
    chosen: list[tuple[int, Chosen | Ended]] = []
    ended: list[tuple[int, Chosen | Ended]] = []
    for number, text in enumerate(lines, 1):
        if not text.startswith("- "):
            continue
        try:
            line = item_of(text)
        except ValueError:
            continue
        if isinstance(line, Chosen):
            chosen.append((number, line))
            ended = []
        elif isinstance(line, Undone):
            chosen, ended = chosen[:-1], []
        elif isinstance(line, Ended):
            ended = [(number, line)]
    return chosen + ended


def _how_to_mend(story: Story, line: Chosen, here: str) -> str:
    """Where a name is gone: what to write if it was only renamed."""
    scene, state = here.split(".")
    old_scene, old_state = line.state.split(".")
    if not story.scene_called(old_scene):
        return _renamed("scene", scene, old_scene)
    if not place_today(story, line.state):
        return _renamed("state", state, old_state)
    ids = [way.id for way in story.scene(scene).states[state].choices if isinstance(way, Choice)]
    near = did_you_mean(line.choose, ids) if line.choose not in ids else ""
    return _renamed("choice", near.split('"')[1], line.choose) if near else ""


def _renamed(kind: str, now: str, old: str) -> str:
    return f'If the {kind} "{now}" is what was "{old}", give it "was: [{old}]".'
