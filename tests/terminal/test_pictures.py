"""The pictures of the documents: drawn from the running game, the same each time, and fetching nothing."""

import os
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.pages import STORY

NAMES = ("title", "page", "page-80", "page-40", "record", "codex", "whole-codex", "transcript", "map")
NAMESPACE = "http://www.w3.org/2000/svg"


@pytest.fixture(scope="module")
def tool(repo: Path) -> dict[str, Any]:
    return runpy.run_path(str(repo / "tools" / "pictures.py"))


def fetched(svg: str) -> list[str]:
    """All that whoever looks at it would be made to fetch or to run."""
    wanted = r"https?://[^\s\"'<>)]+|@import|@font-face|url\((?!#)[^)]*\)|<script|<image|<foreignObject|\bxlink:"
    return [found for found in re.findall(wanted, svg) if found != NAMESPACE]


@pytest.mark.parametrize("name", NAMES)
def test_they_are_there_and_fetch_nothing(repo: Path, name: str) -> None:
    svg = (repo / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg ")
    assert not fetched(svg)


def test_they_are_drawn_the_same_each_time(
    tool: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Path
) -> None:
    for name in ("LANG", "OCTOBER_CONFIG", "TERM"):
        monkeypatch.setenv(name, os.environ[name])
    first = tool["draw_all"](tmp_path / "1", STORY)
    second = tool["draw_all"](tmp_path / "2", STORY)
    assert {path.stem for path in first} == {*NAMES} - {"map"}, "the small story has none"
    for one, other in zip(first, second, strict=True):
        assert one.read_text() == other.read_text(), one.name
        assert not fetched(one.read_text())
    shown = {path.stem: re.sub(r"<[^>]*>|&#160;", " ", path.read_text()) for path in first}
    assert "ON THE RECORD" in " ".join(shown["record"].split())
    assert "Codex" in shown["codex"]


def test_fonts_that_would_be_fetched_are_taken_out(tool: dict[str, Any]) -> None:
    fonts = '@font-face { font-family: "F"; src: url("https://cdn.example/f.woff2"); } .t { font-family: F; }'
    assert not fetched(tool["clean"](f"<svg ><style>{fonts}</style></svg>", "page"))
