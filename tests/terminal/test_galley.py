"""The galley: only what is looked at is set, what is looked at stays where it is, and places survive a new measure."""

from hypothesis import given
from hypothesis import strategies as st

from game.terminal.blocks import Block, block
from game.terminal.galley import MOST, Galley, Place
from game.terminal.wrap import wrap

TEXTS = st.lists(st.text(st.sampled_from("ab c"), max_size=400), min_size=1, max_size=60)


def galley_of(texts: list[str], measure: int, *, now: bool = True) -> Galley:
    galley = Galley()
    galley.remeasure(measure)
    galley.append((block(text) for text in texts), now=now)
    return galley


def shown(galley: Galley, top: int, lines: int) -> list[str]:
    return [line.row.text if (line := galley.line_at(at)) else "" for at in range(top, top + lines)]


@given(TEXTS, st.integers(1, 80))
def test_what_is_set_at_once_and_what_is_set_late_are_the_same(texts: list[str], measure: int) -> None:
    now, late = galley_of(texts, measure), galley_of(texts, measure, now=False)
    late.set_near(0, 100_000)
    assert shown(late, 0, late.height) == shown(now, 0, now.height)
    assert late.height == now.height


@given(TEXTS, st.integers(1, 80), st.data())
def test_setting_what_is_near_moves_nothing_that_is_seen(texts: list[str], measure: int, data: st.DataObject) -> None:
    galley = galley_of(texts, measure, now=False)
    top = data.draw(st.integers(0, galley.height))
    top += galley.set_near(top, 10)
    for _turn in range(30):
        before = shown(galley, top, 10)
        top += galley.set_near(top, 10)
        assert shown(galley, top, 10) == before
        top = max(0, top - 5)
        moved = galley.set_near(top, 10)
        assert moved == 0 or top > 0
        top += moved


def test_far_away_nothing_is_set(monkeypatch: object) -> None:
    galley = galley_of(["a word or two"] * 2000, 40, now=False)
    galley.set_near(galley.height - 20, 20)
    assert sum(bool(galley.strips_of(number)) for number in range(2000)) < 80


def test_a_long_history_is_let_go_of_and_comes_back_as_it_was() -> None:
    texts = [f"{number} " + "a word or two " * (number % 7) for number in range(3 * MOST)]
    galley, height = galley_of([], 40), 0
    for text in texts:
        galley.append([block(text)])
        height = max(height, galley.height)
    assert sum(bool(galley.strips_of(number)) for number in range(len(texts))) <= MOST
    assert galley.set_near(0, 50) == 0
    assert galley.height == height
    assert shown(galley, 0, 50) == shown(galley_of(texts[:50], 40), 0, 50)


@given(TEXTS, st.integers(10, 80), st.integers(10, 80), st.data())
def test_a_place_survives_another_measure(texts: list[str], one: int, other: int, data: st.DataObject) -> None:
    galley = galley_of(texts, one)
    place = galley.place_at(data.draw(st.integers(0, max(0, galley.height - 1))))
    galley.remeasure(other)
    galley.set_near(galley.line_of(place), 20)
    again = galley.place_at(galley.line_of(place))
    assert again.block == place.block
    assert again.letter <= place.letter


@given(TEXTS, st.integers(0, 60))
def test_to_truncate_is_as_if_the_rest_had_never_been(texts: list[str], keep: int) -> None:
    galley, fewer = galley_of(texts, 30), galley_of(texts[:keep], 30)
    galley.truncate(keep)
    assert (len(galley), galley.height) == (len(fewer), fewer.height)
    galley.append([block("more")])
    assert shown(galley, galley.height - 1, 1) == ["more"]


def test_an_empty_galley_answers() -> None:
    galley = Galley()
    assert (galley.height, galley.line_at(0), galley.place_at(3), galley.line_of(Place(0))) == (
        0,
        None,
        Place(0),
        0,
    )
    assert galley.set_near(0, 10) == 0


def test_a_prefix_hangs() -> None:
    galley = Galley()
    galley.remeasure(20)
    galley.append([Block(block("Take down the garden, word for word.").paragraph, gap=0, prefix="1  ")])
    rows = [line.row for at in range(galley.height) if (line := galley.line_at(at))]
    assert [(row.indent, row.text) for row in rows] == [
        (3, row.text) for row in wrap(block("Take down the garden, word for word.").paragraph, 17)
    ]
