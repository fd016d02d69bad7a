"""Words looked for as a reader types them: capitals, dashes, quotation marks and odd blanks make no difference."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚ʼ`", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\n\t\u00a0\u2009\u202f", " "),
        "ё": "е",
        "Ё": "е",
    }
)


def folded(text: str) -> str:
    """The text as it is searched: what is alike made the same, letter for letter, so that places in it hold."""
    alike = text.translate(_ALIKE)
    low = alike.lower()
    return low if len(low) == len(alike) else "".join(sign.lower()[:1] for sign in alike)


def holds(text: str, words: str) -> bool:
    """Whether a `folded` text has all of the words, in any order."""
    return all(word in text for word in folded(words).split())


class Found:
    """Where some words stand in `folded` texts: how often in all, and each place by its number."""

    def __init__(self, texts: Sequence[str] = (), words: str = "") -> None:
        self._texts = texts
        self._words = folded(words).strip()
        counts = [text.count(self._words) for text in texts] if self._words else []
        self._in = [number for number, count in enumerate(counts) if count]
        self._ends = list(accumulate(counts[number] for number in self._in))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @property
    def width(self) -> int:
        """How many letters each of the places takes."""
        return len(self._words)

    def __getitem__(self, number: int) -> tuple[int, int]:
        """The text and the letter at which the place with this number begins."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        at = bisect_right(self._ends, number)
        before = self._ends[at - 1] if at else 0
        return self._in[at], self.within(self._in[at])[number - before]

    def first_from(self, text: int) -> int:
        """The number of the first place in a text or behind it; 0, from the top again, where there is none."""
        at = bisect_left(self._in, text)
        return self._ends[at - 1] if 0 < at < len(self._in) else 0

    def within(self, text: int) -> list[int]:
        """The letters of a text at which places begin."""
        places: list[int] = []
        at = self._texts[text].find(self._words) if self._words else -1
        while at >= 0:
            places.append(at)
            at = self._texts[text].find(self._words, at + self.width)
        return places
