"""Small stories made on the spot: the text of their files in, a folder or a story out."""

from pathlib import Path
from textwrap import dedent

from game.author.check import check_story
from game.play.run import Run
from game.story.diagnostics import Problem
from game.story.loader import load_story
from game.story.model import Story

HEAD = """\
format: october-story/1
story: tiny
title: Tiny
version: 1.0.0
language: en
"""


def write_files(folder: Path, scene: str, story: str = "", **others: str) -> Path:
    """A story of one scene, `scene`, ending in `over`; others by file name (`two__yaml`). The folder."""
    if not story:
        story = HEAD + "initial: scene\nscenes:\n  scene: {}\nendings:\n  over: {title: Over}\n"
    files = {"story.yaml": story, "scene.yaml": scene}
    files |= {name.replace("__", ".").replace("_", "-"): text for name, text in others.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def scene_of(states: str, head: str = "") -> str:
    """A scene's file: its states from `start` on, indented by two."""
    body = dedent(states).strip("\n")
    lines = "\n".join(f"  {line}" if line else "" for line in body.splitlines())
    return f"scene: scene\ntitle: A Scene\ninitial: start\n{dedent(head)}states:\n{lines}\n"


def story_of(folder: Path, states: str, head: str = "", story: str = "", **others: str) -> Story:
    """A playable story."""
    return load_story(write_files(folder, scene_of(states, head), story, **others))


def run_of(folder: Path, states: str, head: str = "", story: str = "", seed: int = 1, **others: str) -> Run:
    """A run of such a story, at its start."""
    return Run.begin(story_of(folder, states, head, story, **others), seed=seed)


def problems_of(folder: Path, states: str, head: str = "", story: str = "", **others: str) -> list[Problem]:
    """What the checker says of such a story."""
    return check_story(write_files(folder, scene_of(states, head), story, **others))


def codes_of(problems: list[Problem]) -> list[str]:
    """Their codes, in order."""
    return [one.code for one in problems]


def said(run: Run) -> list[str]:
    """All that the last turn wrote, paragraph by paragraph."""
    return [paragraph.plain for page in run.turns[-1].pages for paragraph in page.paragraphs]


def open_ids(run: Run) -> list[str]:
    """What can be chosen."""
    return [option.id for option in run.options if option.open]
