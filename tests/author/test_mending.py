"""A tree that is mended is the tree that the whole file would give, with each value in the same place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.author.mending import Mending
from game.story.diagnostics import Problems
from game.story.source import Entry, Mapping, Node, Scalar, read

SCENE = """\
# A scene with all that YAML can do here.
scene: hall
title: The Hall
initial: door
states:
  # The first.
  door:
    text: >
      You stand before it,
      and it is shut.

    choices:
      - {id: knock, text: "Knock: \\"twice\\".", to: hall}
      - id: wait
        text: 'It''s raining,
          and it rains.'
        result: |+
          Drip.

          Drop.


  hall:
    text:
      - Lamps
        along the wall.
      - when: coins > 3  # never
        text: Gold.
# At the margin.
    next: [{to: yard}]

  yard: {text: Stones., ending: out}

  cellar:
    text: |
      Deep.
    next: door
outcomes: [out]
"""
PIECES = (
    "\n", " ", "  ", "x", ":", ": ", "- ", "#", " # word", '"', "'", "[", "]", "{", "}", ",", ">", "|", "|+\n", "? ",
    "---\n", "&a", "*a", "!", "é", "\\", "\t", "\r", "\n\n", "      deeper\n", "    text: More.\n", "outcomes: [in]\n",
    "  attic:\n    text: Dust.\n    next: door\n", "  yard:\n    text: Twice.\n", "  loft: {text: Hay, next: hall}\n",
)  # fmt: skip


def parsed(text: str) -> tuple[Node | None, Problems]:
    problems = Problems()
    return read(text.encode(), "hall.yaml", problems), problems


def laid_out(node: Node) -> Any:
    """All of a tree, with the places of it."""
    if isinstance(node, Scalar):
        return node.value, node.style, node.place()
    if isinstance(node, Mapping):
        entries = [(key, _key(entry), laid_out(entry.value)) for key, entry in node.entries.items()]
        return "mapping", node.flow, node.place(), entries
    return "list", node.flow, node.place(), [laid_out(item) for item in node.items]


def _key(entry: Entry) -> Any:
    return entry.key.value, entry.key.style, entry.key.place()


def mending_of(text: str) -> Mending:
    root, problems = parsed(text)
    assert not problems
    mending = Mending.of(root)
    assert mending is not None
    return mending


edits = st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(("", *PIECES)))


@settings(max_examples=400, deadline=None)
@given(st.lists(edits, min_size=1, max_size=8))
def test_what_is_mended_is_the_whole(steps: list[tuple[float, int, str]]) -> None:
    text, mending = SCENE, mending_of(SCENE)
    for where, length, piece in steps:
        start = int(where * len(text))
        changed = text[:start] + piece + text[start + (length if length < 30 else 0) :]
        whole, problems = parsed(changed)
        mended = mending.mended(changed)
        if mended is not None:
            assert not problems
            assert whole is not None
            assert laid_out(mended) == laid_out(whole)
        if not problems and Mending.of(whole) is not None:
            text = changed
            mending = mending if mended is not None else mending_of(changed)
        elif mended is not None:
            mending = mending_of(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("along the wall.", "along no wall at all."),
        ("to: hall}", "to: yard}"),
        ("  yard:", "  attic:\n    text: Dust.\n    next: door\n\n  yard:"),
        ("  cellar:\n    text: |\n      Deep.\n    next: door\n", ""),
        ("  door:", "  gate:"),
        ("Drop.\n\n\n", "Drop.\n"),
    ],
)
def test_states_that_were_not_touched_are_the_very_same(old: str, new: str) -> None:
    before, _problems = parsed(SCENE)
    mending = Mending.of(before)
    changed = SCENE.replace(old, new)
    after = mending.mended(changed) if mending is not None else None
    assert isinstance(before, Mapping) and isinstance(after, Mapping)
    states, again = before.entries["states"].value, after.entries["states"].value
    assert isinstance(states, Mapping) and isinstance(again, Mapping)
    assert sum(again.entries.get(id) is entry for id, entry in states.entries.items()) >= 2
    whole, _problems = parsed(changed)
    assert whole is not None
    assert laid_out(after) == laid_out(whole)


@pytest.mark.parametrize(
    "changed",
    [
        SCENE.replace("title: The Hall", "title: Hall"),
        SCENE.replace("outcomes: [out]", "outcomes: [in]"),
        SCENE.replace("  cellar:", "  hall:"),
        SCENE.replace("    next: door\noutcomes", "    next: door\nwhat-if: true\noutcomes"),
        SCENE.replace('twice\\"."', 'twice\\".'),
        SCENE.replace("next: [{to: yard}]", "next: [{to: yard}"),
    ],
)
def test_what_may_be_otherwise_in_the_whole_is_not_mended(changed: str) -> None:
    assert mending_of(SCENE).mended(changed) is None
