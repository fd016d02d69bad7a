"""Beginnings for authors: a story, or a scene more, that checks clean, plays, and has a test."""

from pathlib import Path

from game.author.editor_files import editor_files, first_line, first_line_of, lay_editor_files
from game.play.runlines import tidy_name
from game.story.diagnostics import Problems
from game.story.folder import inside
from game.story.ids import PLAIN_READER_WORDS, RESERVED, is_id
from game.story.loader import StoryFiles


class CannotScaffold(Exception):
    """A scaffold that cannot be laid; the message says why, without a full stop."""


STORY = """\
format: october-story/1
story: {id}
title: {title}
version: 0.1.0
language: en
calendar: gregorian
initial: opening

variables:
  courage: {{type: int, initial: 1, min: 0, max: 5, label: Courage, gauge: true, about: how far you dare}}

scenes:
  opening: {{}}

endings:
  home-again: {{title: Home Again}}
  over-the-wall: {{title: Over the Wall}}
"""

SCENE = """\
scene: {id}
title: {title}
initial: the-gate

variables:
  knocked: {{type: bool, initial: false}}

states:
  the-gate:
    text:
      - >
        The gate is shut. Behind it somebody is playing the same four notes on a piano, and getting the third
        wrong.
      - when: knocked
        text: >
          The notes have stopped.
    choices:
      - id: knock
        text: >
          Knock.
        once: true
        do: [knocked = true, courage += 1]
        result: >
          A dog considers it, two gardens away.
      - id: climb-over
        text: >
          Climb over.
        when: courage >= 2
        locked: >
          You would have to be sure that somebody has heard you.
        to: the-garden
      - id: go-home
        text: >
          Go home.
        to: the-road

  the-garden:
    text: >
      There is a window, a lamp, and a girl with one finger on a key. "You came over the wall," she says. "It has a
      bell, you know."
    {over_the_wall}

  the-road:
    text: >
      Halfway home you have the third note. It is a flat.
    {home_again}
"""

TESTS = """\
- test: knocking gives the courage to climb
  from: {scene}
  choose: [knock, climb-over]
  expect:
    text: [one finger on a key]
    variables: {{courage: 2}}

- test: nobody climbs before they have knocked
  from: {scene}
  expect: {{locked: [climb-over], open: [knock, go-home]}}
"""


def new_story(folder: Path, title: str) -> list[Path]:
    """Lay a story in `folder`, which is not there yet or is empty; the files. Raises CannotScaffold or OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotScaffold(f"{folder} is already there")
    id = _id(folder.name)
    scene = _scene("opening", "The Gate", ("ending: over-the-wall", "ending: home-again"))
    files = {
        "story.yaml": first_line("story") + STORY.format(id=id, title=_quoted(title)),
        "opening.yaml": first_line("scene") + scene,
        "tests/opening.yaml": first_line("tests", "tests") + TESTS.format(scene="opening"),
        **editor_files(),
    }
    return [_write(folder / name, text) for name, text in files.items()]


def new_scene(folder: Path, name: str, title: str) -> list[Path]:
    """Add a scene to the story in `folder`, with its place in story.yaml; the files written.

    Raises CannotScaffold or OSError.
    """
    id = _id(name)
    parts = StoryFiles(folder).parts(Problems())
    if parts is None:
        raise CannotScaffold(f"the story.yaml in {folder} has errors; october check shows them")
    if id in parts.routes or (folder / f"{id}.yaml").exists():
        raise CannotScaffold(f'there is already a scene "{id}"')
    path = folder / "story.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((number for number, line in enumerate(lines) if line.split("#")[0].rstrip() == "scenes:"), None)
    if at is None:
        raise CannotScaffold(
            f'add the line "  {id}: {{}}" under scenes in {path}: it is not in a form that can be added to'
        )
    indent = next((len(line) - len(line.lstrip()) for line in lines[at + 1 :] if line.strip()), 2)
    lines.insert(_after_block(lines, at), f"{' ' * indent}{id}: {{}}")
    scene = _scene(id, title, ("outcome: over-the-wall", "outcome: home-again"), outcomes=True)
    if "courage" not in parts.variables:
        scene = scene.replace("courage += 1", "courage = 2").replace(
            "  knocked: {", "  courage: {type: int, initial: 1, min: 0, max: 5}\n  knocked: {"
        )
    above_scene, above_tests = _first_lines(folder, parts.initial)
    for_scene, for_tests = inside(folder, f"{id}.yaml"), inside(folder, f"tests/{id}.yaml")
    written = [
        _write(for_scene, above_scene + scene),
        _write(for_tests, above_tests + _tests_of(id)),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [*written, path, *(lay_editor_files(folder) if above_scene == first_line("scene") else ())]


def _after_block(lines: list[str], at: int) -> int:
    """The number of the line after the last that belongs to the mapping whose key is in line `at`."""
    after = at + 1
    for number in range(at + 1, len(lines)):
        if lines[number].startswith(" ") and lines[number].strip():
            after = number + 1
        elif lines[number].strip() and not lines[number].startswith("#"):
            break
    return after


def _first_lines(folder: Path, initial: str) -> tuple[str, str]:
    """What stands above a new scene and its tests: a story that has its schemas elsewhere keeps to that."""
    first = folder / f"{initial}.yaml"
    above = (first_line_of(first) if first.exists() else "") or first_line("scene")
    tests = first_line("tests", "tests") if above == first_line("scene") else ""
    return above, tests


def _tests_of(id: str) -> str:
    return TESTS.format(scene=id).replace("    variables: {courage: 2}\n", "")


def _scene(id: str, title: str, ends: tuple[str, str], *, outcomes: bool = False) -> str:
    text = SCENE.format(id=id, title=_quoted(title), over_the_wall=ends[0], home_again=ends[1])
    if outcomes:
        text = text.replace("\nstates:", "\noutcomes: [over-the-wall, home-again]\n\nstates:")
    return text


def _id(name: str) -> str:
    if not is_id(name) or name in RESERVED | PLAIN_READER_WORDS:
        raise CannotScaffold(f'"{name}" is not an id: write lower-case words joined by hyphens')
    return name


def _quoted(title: str) -> str:
    return '"' + tidy_name(title).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path
