"""The schemas for editors give the reader's verdict of shape, on every story here, good and broken."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from game.author.check import check_story
from game.author.schema import FILES, schema_of, schema_text
from game.play.runlines import Chosen, Ended, Header, Named, Undone, header_text, line_text
from game.story.diagnostics import Problems
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, read

REPO = Path(__file__).resolve().parents[2]
STORIES = sorted(
    path.parent
    for place in ("scenes/*", "tests/stories/*/story", "tests/broken/*", "tests/terminal/story")
    for path in REPO.glob(f"{place}/story.yaml")
)
SHAPE = {
    "unknown-key", "missing-key", "wrong-type", "bad-id", "bad-name", "bad-number", "unknown-type", "unknown-format",
    "unknown-prose-form", "empty-text", "empty-list", "colon-in-text", "comma-in-braces",
}  # fmt: skip
"""Codes that are about shape alone: where the reader tells one, the schema refuses the file."""


@cache
def validator(name: str) -> Draft7Validator:
    schema = schema_of(name)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def kind_of(path: Path) -> str:
    if path.parent.name in ("codex", "tests"):
        return path.parent.name
    return path.stem if path.stem in ("story", "facts", "map") else "scene"


def files_of(folder: Path) -> list[Path]:
    return [path for place in ("", "codex/", "tests/") for path in folder.glob(f"{place}*.yaml")]


def as_written(node: Node) -> Any:
    """A tree as the reader has it: all text."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, MappingNode):
        return {key: as_written(entry.value) for key, entry in node.entries.items()}
    return [as_written(item) for item in node.items]


class Core(yaml.CSafeLoader):
    """Plain text resolved as an editor's YAML 1.2 does it: numbers, bools and nulls only."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: str(folder.relative_to(REPO)))
def test_the_schema_and_the_reader_agree(folder: Path) -> None:
    told = check_story(folder)
    for path in files_of(folder):
        problems = Problems()
        node = read(path.read_bytes(), str(path), problems)
        if node is None or problems.errors:
            continue
        of_file = [one for one in told if Path(one.place.file).resolve() == path and one.is_error]
        for value in (as_written(node), yaml.load(path.read_text(encoding="utf-8-sig"), Core)):
            refused = [error.message for error in validator(kind_of(path)).iter_errors(value)]
            if {one.code for one in of_file} & SHAPE:
                assert refused, path
            elif not of_file:
                assert not refused, path


@pytest.mark.parametrize("header", [True, False])
def test_run_files_fit_their_schema(header: bool) -> None:
    lines = (Chosen("a.b", "go", "12345678"), Undone(), Named("1917"), Ended("over", "e3b0c442"))
    text = header_text(Header("october", "1.0.0", 7, "a.b", {"n": 3, "wet": True}, "a walk", None, "b", 3))
    text = text.removesuffix("---\n") if header else "\n".join(map(line_text, lines))
    for value in (yaml.load(text, Core), yaml.load(text, yaml.BaseLoader)):
        assert list(validator("run").iter_errors(value)) == []
    assert list(validator("run").iter_errors([{"state": "a.b", "choose": "go"}]))


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_described(name: str) -> None:
    def look(part: Any) -> None:
        if isinstance(part, dict):
            for key, value in part.get("properties", {}).items():
                if name != "facts" or key != "facts":
                    assert value["description"].endswith("."), key
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for item in part:
                look(item)

    look(schema_of(name))


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_that_are_kept_are_fresh(name: str) -> None:
    """After a change of the keys: `make schema`."""
    assert (REPO / f"docs/schema/{name}.json").read_text(encoding="utf-8") == schema_text(name)
    assert json.loads(schema_text(name))["$schema"].endswith("draft-07/schema#")
