"""A story all of whose words would do harm if they could, as if its reader had let them pass; and such runs of it."""

from pathlib import Path

import pytest

from game.play.session import Session
from game.story.loader import load_story
from tests.hostile import ALL, IN_A_FILES_NAME, MARKUP, quoted
from tests.making import HEAD, scene_of, write_files

WORDS = f"{ALL} {MARKUP}"
W = quoted(WORDS)
STORY = (
    HEAD.replace("title: Tiny", f"title: {W}")
    + f"""\
note: {W}
decided: {W}
initial: scene
variables:
  bread: {{type: int, initial: 3, min: 0, max: 9, label: {W}, gauge: true, about: {W}}}
scenes:
  scene: {{next: [{{to: after}}]}}
  after: {{}}
endings:
  over: {{title: {W}, history: true}}
  other: {{title: {W}}}
"""
)
STATES = f"""\
start:
  at: 1917-10-26
  place: square
  drawing: {W}
  text:
    - {W}
    - "See [[square]] and [[square|\\eanother]]."
  choices:
    - {{id: on, text: {W}, result: {W}, do: bread -= 1, to: the-vote}}
    - {{id: shut, text: {W}, when: bread > 8, locked: {W}, to: the-vote}}
the-vote:
  hinge: the-vote
  at: 1917-10-27
  place: nowhere-known
  record: {W}
  facts: [told]
  text: {W}
  choices:
    - {{id: kept, text: {W}, history: true, to: gone}}
    - {{id: parted, text: {W}, what-if: {W}, because: {W}, to: gone}}
gone: {{outcome: done}}
"""
AFTER = f"""\
scene: after
title: {W}
initial: last
states:
  last:
    text: {W}
    choices:
      - {{id: end-it, text: {W}, to: end}}
      - {{id: end-otherwise, text: {W}, to: otherwise}}
  end: {{text: {W}, ending: over}}
  otherwise: {{ending: other}}
"""
CODEX = f"- {{id: square, kind: place, name: {W}, text: {W}, names: {{xx: {W}}}, facts: [told]}}\n"
FACTS = f"""\
sources: [{{id: list, title: {W}}}]
contested: [{{id: who, question: {W}}}]
chapters: [{{id: one, title: {W}}}]
facts:
  - {{id: told, chapter: one, statement: {W}, places: [town], sources: [list], contested: who}}
places: [{{id: town, name: {W}, lat: 55.8, lon: 37.6}}]
"""
MAP = "- {place: town, at: 1917-10-26, shows: soviet, facts: [told]}\n"


def hostile_story(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the story; its reader refuses no sign any more."""
    monkeypatch.setattr("game.story.refusals.made_by_escapes", lambda scalar: iter(()))
    head = "outcomes: [done]\n"
    scene = scene_of(STATES, head).replace("title: A Scene", f"title: {W}")
    files = {"after__yaml": AFTER, "facts__yaml": FACTS, "map__yaml": MAP, "codex/places__yaml": CODEX}
    return write_files(folder, scene, STORY, **files)


def hostile_runs(saves: Path, story: Path) -> None:
    """Runs of it, in files with such names: two at an end, one under way whose name is not to be seen, one broken."""
    for number, choices in enumerate((("on", "kept", "end-it"), ("on", "parted", "end-otherwise"), ("on",))):
        session = Session.new(load_story(story), saves, seed=7, name="mine")
        for choice in choices:
            session.choose(choice)
        session.close()
        assert session.path is not None
        name = W if len(choices) > 1 else quoted("\x1b\u206a")
        text = session.path.read_text().replace("name: mine", f"name: {name}")
        path = session.path.rename(saves / f"{IN_A_FILES_NAME}{number}.yaml")
        path.write_text(f"{text}- {{note: {W}}}\n- [{W}]\n- {{name: {name}}}\n")
    (saves / f"{IN_A_FILES_NAME}3.yaml").write_text(f"format: {W}\n---\n")
