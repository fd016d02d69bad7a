"""The script that makes the outlines: it reads TopoJSON, cuts to a box, and leaves out points that say nothing."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terminal.map.land import FILE, outlines

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
TOOL = runpy.run_path(str(Path(__file__).parent.parent / "tools" / "outlines.py"))
points = st.tuples(st.floats(-30, 30), st.floats(-30, 30))


def topology(arcs: list[Any], *polygons: list[list[int]]) -> Any:
    shape = {"type": "MultiPolygon", "arcs": list(polygons)}
    transform = {"scale": [0.5, 0.25], "translate": [10, 20]}
    return {"arcs": arcs, "transform": transform, "objects": {"land": {"geometries": [shape]}}}


def test_arcs_are_steps_and_may_run_backwards() -> None:
    arcs = [[[0, 0], [4, 0], [0, 4]], [[0, 0], [0, 4], [4, 0]]]
    assert list(TOOL["rings_of"](topology(arcs, [[0, ~1]]))) == [
        [(10.0, 20.0), (12.0, 20.0), (12.0, 21.0), (10.0, 21.0)]
    ]


def test_a_ring_that_leaps_round_the_world_goes_on_instead() -> None:
    ring = TOOL["unwrapped"]([(170.0, 60.0), (179.0, 66.0), (-179.0, 66.0), (-170.0, 60.0)])
    assert [longitude for longitude, _latitude in ring] == [170.0, 179.0, 181.0, 190.0]


@given(st.lists(points, min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_box(ring: list[tuple[float, float]]) -> None:
    for x, y in TOOL["clipped"](ring, (-5.0, -5.0, 5.0, 5.0)):
        assert -5.001 <= x <= 5.001
        assert -5.001 <= y <= 5.001


def test_a_ring_in_the_box_stays_as_it_is() -> None:
    assert TOOL["clipped"](SQUARE, (-1.0, -1.0, 11.0, 11.0)) == SQUARE
    assert TOOL["area"](TOOL["clipped"](SQUARE, (5.0, 0.0, 11.0, 11.0))) == pytest.approx(50)


def test_points_on_a_straight_line_are_left_out() -> None:
    bent = TOOL["bent"](SQUARE)
    assert len(bent) == 20
    assert TOOL["simplified"](bent, bent, 0.1) == SQUARE


def test_the_file_that_ships_says_where_it_is_from_and_is_small() -> None:
    text = FILE.read_text(encoding="ascii")
    head = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert all(words in head for words in ("Natural Earth", "public domain", "world-atlas 2.0.2"))
    assert len(text) < 40_000
    assert len(outlines().rings) > 50
    assert outlines().box == TOOL["BOX"]
