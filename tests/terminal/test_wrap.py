"""Setting text: no line wider than the measure, no word lost, no word lonely, verse as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from game.story.text import Paragraph, Span, plainly
from game.terminal.wrap import Row, safe, wrap

WORDS = st.text(st.sampled_from("abcdefgh -—–.,'éжЯщ漢字、。\u00a0e\u0301"), max_size=200)
ANY_TEXT = st.text(max_size=120)
SPANS = st.lists(
    st.builds(Span, WORDS | ANY_TEXT, st.booleans(), st.booleans(), st.sampled_from(["", "osip"])), max_size=5
)
PARAGRAPHS = st.builds(lambda spans, verse: safe(Paragraph(tuple(spans), verse)), SPANS, st.booleans())


def text_of(rows: list[Row]) -> str:
    return "".join(row.text for row in rows)


def without_blanks(text: str) -> str:
    return "".join(text.split(" ")).replace("\n", "")


@given(PARAGRAPHS, st.integers(2, 90), st.integers(0, 8))
def test_no_line_is_wider_than_the_measure(paragraph: Paragraph, width: int, hang: int) -> None:
    assert all(row.width <= width for row in wrap(paragraph, width, hang))


@given(PARAGRAPHS, st.integers(1, 90), st.integers(0, 8))
def test_no_letter_is_lost_and_none_moves(paragraph: Paragraph, width: int, hang: int) -> None:
    assert without_blanks(text_of(wrap(paragraph, width, hang))) == without_blanks(paragraph.plain)


@given(PARAGRAPHS, st.integers(1, 90))
def test_spans_keep_what_they_are(paragraph: Paragraph, width: int) -> None:
    def letters(spans: list[Span]) -> list[tuple[str, bool, bool, str]]:
        return [(sign, *span[1:]) for span in spans for sign in span.text if sign not in " \n"]

    rows = wrap(paragraph, width)
    assert letters([span for row in rows for span in row.spans]) == letters(list(paragraph.spans))


@given(PARAGRAPHS, st.integers(1, 90))
def test_a_row_knows_where_it_begins(paragraph: Paragraph, width: int) -> None:
    for row in wrap(paragraph, width):
        assert paragraph.plain[row.start :].startswith(row.text)


@given(st.text(st.sampled_from("abcdef ,."), max_size=300), st.integers(12, 80))
def test_words_that_fit_are_never_broken(text: str, width: int) -> None:
    rows = wrap(safe(plainly(text)), width)
    words = [word for row in rows for word in row.text.split()]
    if all(len(word) <= width for word in text.split()):
        assert words == text.split()


def lines(text: str, width: int) -> list[str]:
    return [row.text for row in wrap(safe(plainly(text)), width)]


def test_a_lonely_last_word_gets_company() -> None:
    text = "Everybody in the long room looked up at him. Then out"
    assert lines(text, 50) == ["Everybody in the long room looked up at him.", "Then out"]


def test_a_long_last_word_may_stand_alone() -> None:
    assert lines("one two three four five six commissar", 28) == ["one two three four five six", "commissar"]


def test_no_line_begins_with_a_dash() -> None:
    assert lines("The telegram said so — and so", 21) == ["The telegram said", "so — and so"]


def test_a_compound_may_part_after_its_hyphen() -> None:
    assert lines("all of the machine-gunners marched on", 22) == ["all of the machine-", "gunners marched on"]


def test_what_must_stay_together_stays() -> None:
    assert lines("on the 4\u00a0July they came", 10) == ["on the", "4\u00a0July", "they came"]


def test_wide_signs_count_double_and_part_anywhere() -> None:
    rows = lines("漢字とかな混じりの長い文章、です。", 12)
    assert all(cell_len(row) <= 12 for row in rows)
    assert rows[0] == "漢字とかな混"
    assert not any(row.startswith(("、", "。")) for row in rows)


def test_verse_keeps_its_breaks_and_turns_long_lines() -> None:
    verse = Paragraph((Span("ALL REGIMENTS STOP\n  THE BRIDGES ARE UP STOP\n\nSIGNED"),), verse=True)
    rows = wrap(safe(verse), 18)
    assert [" " * row.indent + row.text for row in rows] == [
        "ALL REGIMENTS STOP",
        "  THE BRIDGES ARE",
        "    UP STOP",
        "",
        "SIGNED",
    ]


@pytest.mark.parametrize("width", [-3, 0, 1])
def test_no_measure_is_too_small(width: int) -> None:
    assert "".join(lines("a bcd", width)) == "abcd"


def test_what_a_terminal_would_obey_is_gone() -> None:
    hostile = Paragraph((Span("a\x1b[2Jb\x9b31mc\u202ed\x07\x00e\nf"),))
    assert safe(hostile).plain == "a[2Jb31mcde f"
