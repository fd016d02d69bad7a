"""From degrees to dots: the projection, the land, and the signs it is drawn with; at any size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.terminal.map import land
from game.terminal.map.drawing import ACROSS, DOWN, drawn
from game.terminal.map.land import Outlines, framed, land_in, outlines, shores_of
from game.terminal.map.projection import Frame, degrees_of, frame_of, project
from tests.terminal.maps import TOWNS

POINTS = [project(latitude, longitude) for _name, latitude, longitude in TOWNS.values()]
latitudes, longitudes = st.floats(40, 68), st.floats(20, 62)


def is_land(latitude: float, longitude: float) -> bool:
    frame = frame_of(POINTS, 300, 260)
    x, y = frame.dot(project(latitude, longitude))
    return bool(land_in(frame, outlines())[int(y)] >> int(x) & 1)


@given(latitude=latitudes, longitude=longitudes)
def test_north_is_up_and_east_is_right(latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert project(latitude + 0.5, longitude)[1] < y
    assert project(latitude, longitude + 0.5)[0] > x


@given(latitude=latitudes, longitude=longitudes)
def test_a_degree_along_a_meridian_is_as_long_everywhere(latitude: float, longitude: float) -> None:
    (x, y), (other_x, other_y) = project(latitude, longitude), project(latitude + 1, longitude)
    assert ((other_x - x) ** 2 + (other_y - y) ** 2) ** 0.5 == pytest.approx(111.19, abs=0.01)


@given(
    towns=st.lists(st.tuples(latitudes, longitudes), min_size=1, max_size=20),
    width=st.integers(1, 400),
    height=st.integers(1, 240),
)
def test_every_town_is_seen(towns: list[tuple[float, float]], width: int, height: int) -> None:
    points = [project(*town) for town in towns]
    frame = frame_of(points, width, height)
    assert frame.width <= width
    for x, y in map(frame.dot, points):
        assert -0.01 <= x <= frame.width + 0.01
        assert -0.01 <= y <= frame.height + 0.01


@settings(max_examples=40, deadline=None)
@given(width=st.integers(1, 200), height=st.integers(1, 60), dots=st.booleans())
def test_the_land_is_drawn_at_any_size(width: int, height: int, dots: bool) -> None:
    frame = frame_of(POINTS, width * ACROSS, height * DOWN)
    drawing = drawn(frame, dots)
    assert len(drawing.rows) == height
    assert {len(row) for row in (*drawing.rows, *drawing.shore)} == {-(-frame.width // ACROSS)}


@pytest.mark.parametrize(
    ("where", "latitude", "longitude", "expected"),
    [
        ("Moscow", 55.8, 37.6, True),
        ("the Ural hills", 60.0, 58.0, True),
        ("Gotland", 57.5, 18.5, True),
        ("the Crimea", 45.3, 34.4, True),
        ("the Baltic", 58.5, 20.0, False),
        ("the White Sea", 65.5, 38.5, False),
        ("the Black Sea", 43.5, 34.0, False),
        ("the Caspian", 42.0, 50.5, False),
        ("the Sea of Azov", 46.0, 36.8, False),
    ],
)
def test_land_is_land_and_water_is_water(where: str, latitude: float, longitude: float, expected: bool) -> None:
    assert is_land(latitude, longitude) is expected, where


def test_a_shore_is_land_that_has_water_beside_it() -> None:
    island = [0b00000, 0b01110, 0b01110, 0b01110, 0b00000]
    assert shores_of(island, 5) == [0b00000, 0b01110, 0b01010, 0b01110, 0b00000]
    assert shores_of([0b11111, 0b11111], 5) == [0, 0]


def test_plain_signs_are_plain() -> None:
    drawing = drawn(frame_of(POINTS, 120, 120), False)
    assert set("".join(drawing.rows)) <= set(" ~|/\\-_.'+")
    assert "~" in "".join(drawing.rows)


def test_of_the_land_around_the_towns_all_is_known_at_any_size() -> None:
    places = {id: (latitude, longitude) for id, (_name, latitude, longitude) in TOWNS.items()}
    for width, height in ((20, 6), (40, 10), (44, 17), (84, 32), (164, 52), (200, 20)):
        frame, _points = framed(places, width * ACROSS, height * DOWN)
        assert frame.known, (width, height)


def test_where_no_land_is_known_none_is_drawn_and_north_is_up_all_the_same() -> None:
    frame, points = framed({"mexico": (19.4, -99.1), "chicago": (41.9, -87.6), "juarez": (31.7, -106.4)}, 80, 80)
    assert not frame.known
    assert set(drawn(frame).rows) == {" " * (frame.width // ACROSS)}
    assert points["chicago"][1] < points["juarez"][1] < points["mexico"][1]
    assert points["juarez"][0] < points["mexico"][0] < points["chicago"][0]


@given(latitude=st.floats(-60, 85), longitude=st.floats(-100, 180))
def test_degrees_come_back_from_the_sheet(latitude: float, longitude: float) -> None:
    assert degrees_of(project(latitude, longitude)) == pytest.approx((latitude, longitude), abs=1e-6)


def test_without_its_file_no_land_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(land, "FILE", land.FILE.with_name("nowhere.txt"))
    known = outlines.__wrapped__()
    assert known == Outlines((0.0, 0.0, 0.0, 0.0), ())
    assert not known.cover(frame_of(POINTS, 100, 100))
    assert land_in(Frame(4, 2, 0.0, 0.0, 1.0), known) == [0, 0]
