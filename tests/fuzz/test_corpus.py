"""What fuzzing once reached is tried again in every test run, without atheris; and bytes by chance, and files bent."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).resolve().parent / "corpus"


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_reached_once_is_borne(name: str) -> None:
    for data in [*seeds(name), *(path.read_bytes() for path in sorted(CORPUS.glob(f"{name}/*")))]:
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_a_whole_input_bent_anywhere_is_borne(name: str) -> None:
    whole = list(seeds(name))

    @settings(max_examples=40)
    @given(st.data())
    def bent(data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(whole))
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        TARGETS[name](text[:start] + data.draw(st.binary(max_size=12) | WRITTEN) + text[end:])

    bent()


WRITTEN = st.sampled_from(
    [
        b"\n",
        b"\n  ",
        b": ",
        b"- ",
        b"{",
        b"}",
        b"[[",
        b"]]",
        b"&a ",
        b"*a",
        b"'",
        b'"',
        b"|\n",
        b"99999999999999999999",
        b"-1",
    ]
)
