"""The synthetic story of the benchmarks, written twice: as our YAML, and as ink.

A scene of N states in a ring of ways. Each state has one paragraph of 60 words with one value in it, and three
choices; each choice has one guard that compares a number, and two effects. The guards decide: of the first two
choices at least one is open whatever the numbers are, and no guard holds always. Numbers stay from 0 to 100.
"""

import random
from pathlib import Path
from typing import NamedTuple

_WORDS = (
    "lamp stair coat wire street form stamp river tram bread ticket stove door desk paper sleeve train boot "
    "glove corridor kettle rope window bench pencil queue gate signal barge candle"
).split()
VARIABLES = 8
INITIAL, LOWEST, HIGHEST = 40, 0, 100


class Way(NamedTuple):
    """A choice: what it asks, what it does, where it leads."""

    guard: str
    effects: tuple[str, str]
    to: int


class Place(NamedTuple):
    """A state: its words before and after its value, the variable that is shown, its choices."""

    before: str
    shown: str
    after: str
    ways: tuple[Way, ...]


def places(count: int, seed: int = 1) -> list[Place]:
    """The states of the story, the same for each seed."""
    chance = random.Random(seed)
    names = [f"v{number}" for number in range(VARIABLES)]
    made = []
    for number in range(count):
        words = [chance.choice(_WORDS) for _ in range(59)]
        asked, other = chance.sample(names, 2)
        bound = chance.randrange(20, 60)
        guards = (f"{asked} < {bound + 20}", f"{asked} >= {bound}", f"{other} >= {chance.randrange(20, 60)}")
        targets = ((number + 1) % count, (number * 3 + 2) % count, chance.randrange(count))
        ways = []
        for guard, to in zip(guards, targets, strict=True):
            up, down = chance.sample(names, 2)
            ways.append(Way(guard, (f"{up} += {chance.randrange(1, 4)}", f"{down} -= {chance.randrange(1, 4)}"), to))
        shown = names[number % VARIABLES]
        made.append(Place(" ".join(words[:30]).capitalize(), shown, " ".join(words[30:]) + ".", tuple(ways)))
    return made


def write_story(folder: Path, count: int, scenes: int = 1) -> Path:
    """Our YAML: `scenes` scenes of `count` states each, the first called `scene-0`. The folder of the story."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = [f"scene-{number}" for number in range(scenes)]
    numbers = f"type: int, initial: {INITIAL}, min: {LOWEST}, max: {HIGHEST}"
    lines = [
        "format: october-story/1",
        "story: synthetic",
        "title: Synthetic",
        "version: 1.0.0",
        "language: en",
        f"initial: {ids[0]}",
        "variables:",
        *(f"  v{number}: {{{numbers}}}" for number in range(VARIABLES)),
        "scenes:",
        *(f"  {id}: {{}}" for id in ids),
    ]
    _write(folder / "story.yaml", lines)
    for seed, id in enumerate(ids, 1):
        _write(folder / f"{id}.yaml", _scene(id, places(count, seed)))
    return folder


def _scene(id: str, states: list[Place]) -> list[str]:
    lines = [f"scene: {id}", "title: Synthetic", "initial: s0", "states:"]
    for number, place in enumerate(states):
        lines += [f"  s{number}:", "    text: >", f"      {place.before} {{{place.shown}}} {place.after}"]
        lines.append("    choices:")
        for which, way in enumerate(place.ways):
            lines += [
                f"      - id: c{which}",
                f"        text: Take way {which}.",
                f"        when: {way.guard}",
                f"        do: [{', '.join(way.effects)}]",
                f"        to: s{way.to}",
            ]
    return lines


def write_ink(path: Path, count: int) -> Path:
    """The story of one scene as ink, in the forms that run fastest there."""
    lines = [f"VAR v{number} = {INITIAL}" for number in range(VARIABLES)]
    lines.append("-> s0")
    for number, place in enumerate(places(count)):
        lines += [f"=== s{number}", f"{place.before} {{{place.shown}}} {place.after}"]
        for which, way in enumerate(place.ways):
            lines.append(f"+ {{{way.guard}}} [Take way {which}.]")
            for effect in way.effects:
                name, sign, amount = effect.split()
                held = f"MIN({HIGHEST}, {name} + {amount})" if sign == "+=" else f"MAX({LOWEST}, {name} - {amount})"
                lines.append(f"    ~ {name} = {held}")
            lines.append(f"    -> s{way.to}")
    _write(path, lines)
    return path


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
