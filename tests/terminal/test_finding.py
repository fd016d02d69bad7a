"""Words looked for in texts: what counts as alike, and where each of them stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.terminal.finding import Found, folded, holds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It isn’t over.", "isn't"),
        ("“Whose side?”", '"whose'),
        ("the machine–gunners", "machine-gunners"),
        ("4\u00a0July", "4 july"),
        ("Лёнька", "ленька"),
    ],
)
def test_what_looks_alike_is_found(text: str, words: str) -> None:
    assert len(Found([folded(text)], words)) == 1


@given(st.text())
def test_folding_moves_no_letter(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.lists(st.text("ab ", max_size=8)), st.text("ab", min_size=1, max_size=3))
def test_every_place_found_holds_the_words(texts: list[str], words: str) -> None:
    found = Found(texts, words)
    places = [found[number] for number in range(len(found))]
    assert places == sorted(set(places))
    assert all(texts[text].startswith(words, letter) for text, letter in places)
    assert len(places) == sum(text.count(words) for text in texts)


def test_the_first_from_here_is_behind_here_or_from_the_top_again() -> None:
    found = Found(["a", "", "a a", "b"], "a")
    assert [found.first_from(text) for text in range(4)] == [0, 1, 1, 0]


def test_nothing_looked_for_is_nowhere() -> None:
    assert not Found(["a"], "  ")


def test_words_of_a_filter_may_stand_in_any_order() -> None:
    assert holds(folded("A quiet July"), "july QUIET")
    assert not holds(folded("A quiet July"), "july loud")
