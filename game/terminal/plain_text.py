"""Pages as plain lines: wrapped, without marks, links or drawings, and with nothing a terminal would obey."""

from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from game.i18n import _
from game.play.compare import decisions_of
from game.play.page import Fall, Option, Page, Turn
from game.play.run import Run
from game.story.model import Story
from game.story.text import Paragraph
from game.terminal.dates import full_day, hour_of, long_date
from game.terminal.marks import name_of, word_of
from game.terminal.record import dispute, facts_of
from game.terminal.roads import road_words
from game.terminal.sanitise import one_line, sanitise
from game.terminal.settings import MEASURE, WIDEST
from game.terminal.standing import place_name

BETWEEN_PAGES = "* * *"


class Typesetter:
    """Sets what a reader is given as lines of text; it knows when and where the last page stood."""

    def __init__(self, story: Story, width: int = MEASURE) -> None:
        """Lines are at most `width` wide, and never wider than can be read well."""
        self.width = max(10, min(width, WIDEST))
        self._story = story
        self._stood = ("", "", "")

    def turn(self, turn: Turn) -> str:
        """All pages of a step, parted by lines of stars."""
        return f"\n{BETWEEN_PAGES}\n\n".join(self.page(page) for page in turn.pages)

    def page(self, page: Page, heading: str = "") -> str:
        """A page. Where the scene, the day or the place is new, its header stands before the state's text, behind
        the result of the choice that led there, and where only the hour is new, that; a page shown again begins with
        its header, `heading`.
        """
        day, hour = (full_day(page.at), hour_of(page.at)) if page.at else ("", "")
        place = place_name(self._story, page.place)
        opening = 0 if heading else page.opening
        parts = list(map(self.paragraph, page.paragraphs[:opening]))
        heading = heading or page.heading
        if heading or (day, place) != (self._stood[0], self._stood[2]):
            parts.append(self.header(heading, long_date(page.at) if page.at else "", place))
        elif hour and hour != self._stood[1]:
            parts.append(self.header("", hour, ""))
        self._stood = (day, hour, place)
        parts += map(self.paragraph, page.paragraphs[opening:])
        return "\n".join(part for part in parts if part.strip())

    def header(self, title: str, when: str, place: str) -> str:
        """`The July Days. 4 July 1917 (17 July New Style), 15:00, Tauride Palace.`"""
        title, standing = one_line(title), ", ".join(part for part in (when, place) if part)
        sentences = [title if title.endswith((".", "!", "?")) else f"{title}."] if title else []
        return self.wrapped(" ".join([*sentences, f"{standing}."] if standing else sentences))

    def paragraph(self, paragraph: Paragraph) -> str:
        """The words of a paragraph; a verse keeps its lines."""
        text = sanitise(paragraph.plain)
        lines = text.split("\n") if paragraph.verse else [text]
        return "".join(self.wrapped(line) for line in lines)

    def options(self, options: Iterable[Option]) -> str:
        """The choices at rest: the open ones by their numbers, the locked ones with their reasons."""
        text, number = "", 0
        for option in options:
            words = one_line(option.text.plain)
            if option.open:
                number += 1
                text += self.wrapped(words, f"{number}. ")
            else:
                reason = f" ({one_line(option.reason.plain)})" if option.reason else ""
                text += self.wrapped(words + reason, "-  ")
        return text

    def wrapped(self, text: str, mark: str = "") -> str:
        """A line broken to the measure, set in behind `mark`, with its line feed."""
        wrapper = TextWrapper(
            self.width,
            initial_indent=mark,
            subsequent_indent=" " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return (wrapper.fill(text) or mark) + "\n"

    def fall(self, fall: Fall) -> str:
        """What the record says of a hinge, what this run did, and why it could have."""
        parts = []
        if fall.record:
            parts += [self.wrapped(_("On the record:"))[:-1], *map(self.paragraph, fall.record)]
        done = one_line(fall.label.plain or fall.text.plain)
        parts.append(self.wrapped(_("You ({word}): {done}").format(word=word_of(fall.mark), done=done)))
        if fall.because:
            parts += [self.wrapped(_("Why it could have been:"))[:-1], *map(self.paragraph, fall.because)]
        parts += self.facts(fall.facts)
        return "\n".join(parts)

    def ledger(self, falls: Iterable[Fall]) -> str:
        """Each hinge decided, on a line."""
        text = ""
        for fall in falls:
            when = f"{full_day(fall.at)}: " if fall.at else ""
            done = one_line(fall.label.plain or fall.text.plain)
            text += self.wrapped(f"{when}{name_of(fall.hinge)}. {word_of(fall.mark)}: {done}", "-  ")
        return text

    def tree(self, turns: Iterable[Turn]) -> str:
        """A run's own line of decisions."""
        return "".join(self.wrapped(one_line(turn.chosen.plain), f"{turn.step}. ") for turn in turns if turn.step)

    def ended(self, run: Run) -> str:
        """The decisions that led to the end, those at hinges with their words, and the conditions that chose a way."""
        text, roads = "", road_words(run)
        for decision in decisions_of(run):
            fall = decision.fall
            word = f" ({name_of(fall.hinge)}: {word_of(fall.mark)})" if fall is not None and fall.mark else ""
            text += self.wrapped(one_line(decision.text) + word, f"{decision.step}. ")
            text += "".join(self.wrapped(words, "   ") for words in roads.get(decision.step, ()))
        return text or self.wrapped(_("Nothing was decided: it ended as it began."))

    def facts(self, ids: Iterable[str]) -> Iterator[str]:
        """What facts say, and by what sources, each on a line."""
        facts = facts_of(self._story)
        for fact in (facts[id] for id in ids if id in facts):
            sources = f"({'; '.join(fact.titles or fact.sources)})" if fact.sources else ""
            said = " ".join(part for part in (fact.statement, sources, dispute(fact)) if part)
            yield self.wrapped(one_line(said), "-  ")


def played(run: Run, width: int = MEASURE) -> Iterator[str]:
    """A whole run as it was read: each choice behind a `>`, each page, and where it stands at last."""
    setter = Typesetter(run.story, width)
    yield from turned(run.turns, setter)
    if run.ending is not None:
        yield "\n" + setter.wrapped(one_line(run.ending.title))
    elif run.options:
        yield "\n" + setter.options(run.options)


def turned(turns: Iterable[Turn], setter: Typesetter) -> Iterator[str]:
    """Turns as they were read: each choice behind a `>`, each page."""
    for turn in turns:
        if turn.step:
            yield "\n" + setter.wrapped(one_line(turn.chosen.plain), "> ") + "\n"
        yield setter.turn(turn)
