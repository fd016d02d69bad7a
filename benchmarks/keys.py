"""From a key to new text on the page, in a pseudo-terminal: after 200 paragraphs, and after 2,000."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.engine import picks
from benchmarks.measuring import ROUNDS, Row, at_most, every, milliseconds, percentile
from benchmarks.start import OCTOBER, TINY
from benchmarks.synthetic import places, write_story
from benchmarks.terminal import Terminal, terminal
from game.play.session import Session
from game.story.loader import load_story

STATES = 100
KEYS = 10
READ = (200, 2_000)
MEDIAN, LATE = 20, 35


def rows(folder: Path) -> Iterator[Row]:
    """Keys on the page of a run with few and with many paragraphs, beside keys of the least Textual app."""
    story = write_story(folder / "keys", STATES)
    with ExitStack() as stack:
        pages = []
        for read in READ:
            session = played(story, folder / f"keys-{read}", read)
            command = [*OCTOBER, "play", str(story), "--resume", str(session.path)]
            screen = stack.enter_context(terminal(command))
            screen.seen(words_of(session))
            pages.append(Page(screen, session))
        tiny = Tiny(stack.enter_context(terminal(TINY)))
        few, many, floor = every(pages[0].press, pages[1].press, tiny.press, rounds=ROUNDS * KEYS, warm=KEYS)
    floor_median = percentile(floor, 0.5)
    for read, taken in zip(READ, (few, many), strict=True):
        median, late = percentile(taken, 0.5), percentile(taken, 0.95)
        yield Row(
            f"key to new text, {read:,} paragraphs",
            f"{milliseconds(median)}, p95 {milliseconds(late)}",
            f"{milliseconds(floor_median)} tiny Static",
            median / floor_median,
            f"at most {MEDIAN} ms, p95 {LATE} ms",
            median <= MEDIAN / 1000 and late <= LATE / 1000,
            f"{ROUNDS * KEYS} keys, one at a time, until the words are written to the terminal"
            if read == READ[0]
            else "",
        )
    ratio = percentile(many, 0.5) / percentile(few, 0.5)
    what = f"the same, {READ[1]:,} beside {READ[0]}"
    yield at_most(what, milliseconds(percentile(many, 0.5)), milliseconds(percentile(few, 0.5)), ratio, 1.25)


def played(story: Path, saves: Path, choices: int) -> Session:
    """A run of so many choices, in its file; it is let go of, and only followed from here."""
    session = Session.new(load_story(story), saves, seed=1)
    pick = picks(1)
    for _ in range(choices):
        options = session.run.options
        session.choose(options[pick(len(options))].id)
    session.close()
    return session


def words_of(session: Session) -> str:
    """The first words of the newest paragraph, which no other is likely to begin with."""
    return " ".join(places(STATES)[int(session.run.state.id[1:])].before.split()[:6])


class Page:
    """The page of a run in a terminal, and the same run here, to know what will be read."""

    def __init__(self, screen: Terminal, session: Session) -> None:
        self._screen = screen
        self._run = session.run
        self._session = session

    def press(self) -> float:
        """Take the last open choice; the seconds until what follows is on the page."""
        self._screen.settle()
        number = len(self._run.options)
        self._run.choose(self._run.options[-1].id)
        return self._screen.pressed(str(number), words_of(self._session))


class Tiny:
    """The least Textual app, in a terminal."""

    def __init__(self, screen: Terminal) -> None:
        screen.seen("nothing was pressed")
        self._screen = screen
        self._pressed = 0

    def press(self) -> float:
        """Press a key; the seconds until it was counted on the screen."""
        self._screen.settle()
        self._pressed += 1
        return self._screen.pressed("x", f"pressed {self._pressed} times")
