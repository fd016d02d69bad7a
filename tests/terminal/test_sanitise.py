"""Nothing that is shown can drive the terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from game.terminal.sanitise import one_line, sanitise

anything = st.text(st.characters(), max_size=200)


def test_what_a_terminal_would_obey_is_left_out() -> None:
    assert sanitise("\x1b[2J\x1b]0;title\x07bell") == "[2J]0;titlebell"
    assert sanitise("a\tb\rc\u2028d\x85e\x0bf\nline") == "a b c d e f\nline"
    assert sanitise("\u202eright\u202c \u2066to\u2069 left\ufeff") == "right to left"
    assert sanitise("half \ud83d a pair") == "half \ufffd a pair"


def test_what_people_write_stays() -> None:
    for text in ("«Тихий июль» — 1917", "نقطة", "ক্ষ", "👩\u200d👩\u200d👧", "a\xa0b", "e\u0301"):
        assert sanitise(text) == text


@given(anything)
def test_any_text(text: str) -> None:
    shown = sanitise(text)
    assert all(sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs") for sign in shown)
    assert sanitise(shown) == shown
    assert "\n" not in one_line(text)
    shown.encode()
