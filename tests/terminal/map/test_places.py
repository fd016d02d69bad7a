"""Where towns stand on the map, and which of their names find room."""

from hypothesis import given
from hypothesis import strategies as st

from game.terminal.map.places import Cell, labels_of, stands_of
from game.terminal.map.projection import frame_of

WIDTH, HEIGHT = 40, 12
cells = st.builds(Cell, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))
towns = st.dictionaries(st.text("abcdef", min_size=1, max_size=8), cells, max_size=25)
SHORE = [bytes(WIDTH)] * HEIGHT


def test_towns_that_would_stand_on_one_cell_stand_side_by_side() -> None:
    points = {"sevastopol": (0.0, 0.0), "simferopol": (0.1, 0.1), "far": (900.0, 900.0)}
    stands = stands_of(frame_of(points.values(), 60, 60), points)
    (row, column), other = stands["sevastopol"], stands["simferopol"]
    assert other != (row, column)
    assert abs(other.row - row) <= 1 and abs(other.column - column) <= 1


@given(towns)
def test_names_stand_on_the_map_and_hide_neither_towns_nor_each_other(stands: dict[str, Cell]) -> None:
    labels = labels_of(stands, {town: town for town in stands}, stands, WIDTH, SHORE)
    covered = [Cell(label.row, label.column + number) for label in labels for number in range(len(label.name))]
    assert len(covered) == len(set(covered))
    assert not set(covered) & set(stands.values())
    assert all(0 <= cell.row < HEIGHT and 0 <= cell.column < WIDTH for cell in covered)


@given(towns.filter(bool))
def test_the_first_name_is_the_first_to_find_room(stands: dict[str, Cell]) -> None:
    first = next(iter(stands))
    alone = labels_of({first: stands[first]}, {first: first}, [first], WIDTH, SHORE)
    others = {town: cell for town, cell in stands.items() if abs(cell.row - stands[first].row) > 1}
    labels = labels_of(
        {**others, first: stands[first]}, {town: town for town in stands}, [first, *others], WIDTH, SHORE
    )
    assert [label for label in labels if label.town == first] == alone


def test_a_name_stands_behind_its_sign_where_there_is_room() -> None:
    stands = {"kiev": Cell(3, 5)}
    assert labels_of(stands, {"kiev": "Kiev"}, stands, WIDTH, SHORE) == [("kiev", 3, 7, "Kiev")]
    assert labels_of(stands, {"kiev": "Kiev"}, stands, 8, SHORE) == [("kiev", 3, 0, "Kiev")]


def test_a_name_would_rather_cover_land_than_shore() -> None:
    shore = [*SHORE[:3], bytes([0] * 7 + [1] * 4 + [0] * 29), *SHORE[4:]]
    assert labels_of({"kiev": Cell(3, 5)}, {"kiev": "Kiev"}, ["kiev"], WIDTH, shore) == [("kiev", 3, 0, "Kiev")]


def test_a_wide_name_takes_the_cells_it_is_shown_in() -> None:
    stands = {"kiev": Cell(0, 0), "next": Cell(0, 6)}
    labels = labels_of(stands, {"kiev": "キエフ", "next": "n"}, ["kiev"], WIDTH, [bytes(WIDTH)])
    assert labels == []
