"""What fuzzing begins with: whole files of the stories in the tests, and the words our files are made of."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from game.author.pack import pack
from game.story.loader import load_story

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
FERRY = TESTS / "stories" / "the-ferry" / "story"
PLACES = {
    "yaml": ["*.yaml"],
    "story": ["story.yaml"],
    "scene": ["[!s]*.yaml", "scene.yaml"],
    "codex": ["codex/*.yaml"],
    "facts": ["facts.yaml"],
    "map": ["map.yaml"],
    "test": ["tests/*.yaml"],
}


def seeds(target: str) -> Iterator[bytes]:
    """Whole inputs for a target."""
    folders = [HERE / "story", *sorted((TESTS / "stories").glob("*/story")), *sorted((TESTS / "broken").glob("*"))]
    for pattern in PLACES.get(target, []):
        for folder in folders:
            yield from (path.read_bytes() for path in sorted(folder.glob(pattern)))
    match target:
        case "expression":
            yield from _expressions(folders)
        case "run":
            yield from (path.read_bytes() for path in sorted((TESTS.parent / "saves" / "recorded").glob("*.yaml")))
            yield RUN
        case "settings":
            yield b"theme: ink\nrecord: always\nrecord_at: below\nlearnt: [choose, undo]\nwidth: 64\n"
        case "pack":
            with tempfile.TemporaryDirectory() as place:
                yield pack(load_story(FERRY), Path(place) / "ferry.october").read_bytes()


RUN = b"""\
format: october-run/1
story: the-ferry
version: 1.0.0
seed: 3
start: quay
set: {coins: 2}
name: "a run"
started: 2026-11-22T18:00:00Z
parent: {run: other, step: 1}
---
- {state: quay.steps, choose: toss, digest: 83b1f7b9}
- undo
- {state: quay.steps, choose: go-aboard, digest: "12345678"}
- {note: "over, # and out"}
- {name: another}
- {end: ashore, digest: 83b1f7b9}
"""


def _expressions(folders: list[Path]) -> Iterator[bytes]:
    """Every expression that the stories hold, as far as a line shows it."""
    lines = (
        line
        for folder in folders
        for path in folder.glob("*.yaml")
        for line in path.open(encoding="utf-8", errors="replace")
    )
    for line in lines:
        for found in re.findall(r"(?:when|do|weight): '?([^,}]+?)'?$|\{([^{}:]+)\}", line):
            yield next(part for part in found if part).strip().encode()


def words() -> list[str]:
    """What our files are made of, in libFuzzer's spelling."""
    text = (TESTS.parent / "docs" / "schema" / "scene.json").read_text("utf-8")
    keys = set(re.findall(r'"([a-z_]{2,14})": \{', text))
    signs = [
        "[[",
        "]]",
        "{",
        "}",
        "**",
        "&a",
        "*a",
        "<<: ",
        "- ",
        ": ",
        ">\\x0a  ",
        "|\\x0a  ",
        "\\x0a",
        "\\x0a  ",
        "!!",
    ]
    return [
        *(f"{key}: " for key in sorted(keys)),
        *signs,
        "visited(",
        "chose(",
        "hinge(",
        "roll(",
        "word(",
        " if ",
        " else ",
    ]
