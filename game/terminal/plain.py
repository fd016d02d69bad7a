"""The plain reader: a story as lines of text, for pipes, screen readers and terminals that can do no more.

It prints a state's text and the choices, then `> `; each line it reads is one choice or one word. It never
waits otherwise. What it has to say of itself, not of the story, goes to `talk`.
"""

from collections.abc import Callable
from typing import TextIO

from game.i18n import _, ngettext, use_language
from game.play.page import Turn
from game.play.run import RunError, StepFailed
from game.play.session import Session
from game.story.model import StoryNotInOrder
from game.terminal.leading import lead_with
from game.terminal.marks import name_of
from game.terminal.plain_codex import codex_answer, told
from game.terminal.plain_shelf import endings, other_runs
from game.terminal.plain_standing import gauges_moved, where, why_locked
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line
from game.terminal.settings import MEASURE, Settings, keep_changes, settings_path

LONGEST_LINE = 4096
PROMPT = "> "


class PlainReader:
    """Plays one session on streams of text."""

    def __init__(
        self,
        session: Session,
        answers: TextIO | None,
        out: TextIO,
        talk: TextIO,
        *,
        width: int = MEASURE,
        settings: Settings | None = None,
    ) -> None:
        """Read `answers` (None: there are none); the story goes to `out`, what is said of it to `talk`.

        Lines are at most `width` wide, and no wider than the settings have it.
        """
        self.session = session
        self.run = session.run
        self.settings = settings or Settings()
        self.setter = Typesetter(self.run.story, min(width, self.settings.width))
        self._columns = width
        self._answers = answers
        self._typed = answers is not None and answers.isatty()
        self._out = out
        self._talk = talk
        self._trouble = ""
        self._words: dict[str, Callable[[], None]] = {
            "undo": self._undo,
            "redo": self._redo,
            "where": self._where,
            "record": self._record,
            "why": self._why,
            "tree": self._tree,
            "endings": self._endings,
            "help": self._help,
        }
        self._words_with_name: dict[str, Callable[[str], None]] = {
            "ledger": self._ledger,
            "codex": self._codex,
            "settings": self._set,
            "map": self._map,
            "save": self._save,
        }

    def play(self) -> bool:
        """Read and ask until the story ends, or the answers do; whether all of the run is in its file."""
        for sentence in self.session.told:
            self._say(sentence)
        taken_up_at_its_end = self.run.over
        self._show_page()
        self._offer()
        while taken_up_at_its_end or not self.run.over:
            answer = self._ask()
            if answer is None or answer.lower() == "quit":
                break
            self._answer(answer)
            taken_up_at_its_end = taken_up_at_its_end and self.run.over
        return self.leave()

    def leave(self) -> bool:
        """Close the run and say where it is kept; whether all of it is."""
        self.session.close()
        if self.session.path is None:
            self._print("\n" + self.setter.wrapped(_("This run could not be kept.")))
        else:
            self._print("\n" + _("Your run is kept in {path}").format(path=one_line(str(self.session.path))) + "\n")
        if left := self.session.unwritten:
            self._say(ngettext("{count} move is not in it.", "{count} moves are not in it.", left).format(count=left))
        self._tell_trouble()
        return self.session.path is not None and not self.session.unwritten

    def _ask(self) -> str | None:
        """The next line that was typed; None when there are no more."""
        self._tell_trouble()
        self._print(PROMPT)
        line = self._answers.readline(LONGEST_LINE) if self._answers is not None else ""
        rest = line
        while self._answers is not None and len(rest) == LONGEST_LINE and not rest.endswith("\n"):
            rest = self._answers.readline(LONGEST_LINE)
        if not self._typed or not line:
            self._print("\n")
        return line.strip() if line else None

    def _answer(self, answer: str) -> None:
        word, _space, rest = answer.partition(" ")
        word, rest = word.lower(), rest.strip()
        if word in self._words and not rest:
            self._words[word]()
        elif word in self._words_with_name:
            self._words_with_name[word](rest)
        else:
            self._choose(answer)

    def _choose(self, answer: str) -> None:
        """Take the choice that is meant, by its number or its id."""
        open_ones = [option.id for option in self.run.options if option.open]
        digits = answer.rstrip(".)")
        if digits.isascii() and digits.isdigit() and len(digits) < 5 and 0 < int(digits) <= len(open_ones):
            self._turn(lambda: self.session.choose(open_ones[int(digits) - 1]))
        elif answer in open_ones:
            self._turn(lambda: self.session.choose(answer))
        else:
            locked = next((option for option in self.run.options if option.id == answer), None)
            if locked is not None and locked.reason is not None:
                self._line(one_line(locked.reason.plain))
            self._expected(len(open_ones))

    def _expected(self, count: int) -> None:
        if count > 1:
            self._line(_("Type a number from 1 to {count}, or help.").format(count=count))
        else:
            self._line(_("Type 1, or help.") if count else _("Type undo, or help."))

    def _turn(self, take: Callable[[], Turn]) -> None:
        """Take a step and show it; where it fails the run stays as it was."""
        try:
            turn = take()
        except StepFailed as failed:
            self._line(_("That step cannot be taken: the story has a mistake. {problem}").format(
                problem=told(failed.problem)))  # fmt: skip
        except StoryNotInOrder as broken:
            self._line(_("What follows cannot be played: the story has a mistake. {problem}").format(
                problem=told(broken.problems[0])))  # fmt: skip
        except RunError as error:
            self._line(str(error))
        else:
            self._print("\n" + self.setter.turn(turn))
            if moved := gauges_moved(self.run):
                self._print("\n" + self.setter.wrapped(moved))
            if self.settings.record == "always" and self.run.last_fall is not None:
                self._print("\n" + self.setter.fall(self.run.last_fall))
            self._offer()

    def _show_page(self) -> None:
        """The page at rest; at the very start all that led to it."""
        turn = self.run.turns[-1]
        if not turn.step:
            self._print(self.setter.turn(turn))
        elif turn.pages:
            self._print("\n" + self.setter.page(turn.pages[-1], heading=self.run.scene.title))

    def _offer(self) -> None:
        """The choices at rest; or the ending; or that there is no way on."""
        if self.run.ending is not None:
            self._print("\n" + self.setter.wrapped(one_line(self.run.ending.title)))
        elif self.run.over:
            outcome = one_line(self.run.outcome)
            self._print("\n" + self.setter.wrapped(_("The scene is over: {outcome}").format(outcome=outcome)))
        else:
            if self.run.options:
                self._print("\n" + self.setter.options(self.run.options))
            if self.run.stuck:
                self._line(_("There is no way on from here. That is a mistake in the story; undo takes you back."))

    def _undo(self) -> None:
        if not self.run.can_undo:
            self._line(_("There is nothing to take back."))
            return
        self.session.undo()
        self._show_page()
        self._offer()

    def _redo(self) -> None:
        if self.run.can_redo:
            self._turn(self.session.redo)
        else:
            self._line(_("There is nothing to take again."))

    def _where(self) -> None:
        self._print(where(self.run, self.session.name, self.setter))

    def _record(self) -> None:
        fall = self.run.last_fall or (self.run.ledger[-1] if self.run.ledger else None)
        if fall is None:
            self._line(_("Nothing has been decided yet that the record could be asked about."))
        else:
            self._print(self.setter.fall(fall))

    def _ledger(self, name: str) -> None:
        """Every hinge; or all of the one that is named."""
        wanted = name.casefold().replace("-", " ")
        found = next((fall for fall in self.run.ledger if wanted and wanted in name_of(fall.hinge)), None)
        if found is not None:
            self._print(self.setter.wrapped(f"{name_of(found.hinge)}.") + "\n" + self.setter.fall(found))
        elif name:
            self._line(_('You have not passed a hinge called "{name}".').format(name=one_line(name)[:60]))
        else:
            self._print(self.setter.ledger(self.run.ledger) or _("No hinge has been decided yet.") + "\n")

    def _why(self) -> None:
        """Why choices are locked, or the run ended as it did."""
        if self.run.over:
            self._print(self.setter.ended(self.run))
        else:
            self._print(why_locked(self.run, self.setter) or self.setter.wrapped(_("Nothing is locked here.")))

    def _map(self, name: str) -> None:
        """The map as a list of days; or all of the town that is named."""
        from game.terminal.plain_map import map_answer

        self._print(map_answer(self.run, self.setter, name))

    def _tree(self) -> None:
        """What was chosen in this run, and where all others leave it."""
        self._print(self.setter.tree(self.run.turns) or _("Nothing has been chosen yet.") + "\n")
        self._print(other_runs(self.session, self.setter))

    def _endings(self) -> None:
        """The endings that were reached, and by which run; and those not yet."""
        self._print(endings(self.session, self.setter))

    def _codex(self, name: str) -> None:
        self._print(codex_answer(self.run, self.setter, name))

    def _set(self, words: str) -> None:
        """What is set; or something else from now on."""
        from game.terminal.plain_settings import settings_changed, settings_told

        if not words:
            self._print(settings_told(self.settings, self.setter))
            return
        before = self.settings
        self.settings, said = settings_changed(before, words, self.setter)
        if self.settings == before:
            self._print(said)
            return
        lead_with(self.settings.calendar)
        if self.settings.language != before.language:
            use_language(self.settings.language or None)
        self.setter.width = min(self._columns, self.settings.width)
        self._print(said)
        try:
            keep_changes(settings_path(), before, self.settings)
        except OSError as error:
            why = f"{settings_path()}: {error.strerror or error}"
            self._say(_("This holds until you leave, but cannot be remembered: {why}.").format(why=why))

    def _save(self, name: str) -> None:
        self.session.rename(name)
        if name and self.session.name:
            self._line(_("This run is called {name}.").format(name=one_line(self.session.name)))
        else:
            self._line(_("Type save and a name. The run itself is always kept."))

    def _help(self) -> None:
        self._expected(sum(option.open for option in self.run.options))
        for words, what in (
            ("undo, redo", _("take the last choice back, take it again")),
            ("where", _("the day, the hour, the place, the gauges, how far you are")),
            ("record", _("what is known to have happened at the last hinge")),
            ("ledger, ledger NAME", _("every hinge so far, all about one of them")),
            ("why", _("what a locked choice asks for; at the end, what led there")),
            ("codex, codex NAME", _("whom and what you have met, one of them")),
            ("map, map TOWN", _("how the year spread from today on, town by town; all about one of them")),
            ("tree", _("what you chose so far, and where your other runs parted from it")),
            ("endings", _("those you have reached, and those not yet")),
            ("settings", _("the calendar, the language, the record, how wide lines are, plain lines or screens")),
            ("save NAME", _("give this run a name; it is always kept")),
            ("quit", _("leave; you can go on later")),
        ):
            self._print(self.setter.wrapped(f"{words}: {what}", "-  "))

    def _line(self, text: str) -> None:
        self._print(self.setter.wrapped(text))

    def _print(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    def _say(self, sentence: str) -> None:
        self._talk.write(one_line(sentence) + "\n")
        self._talk.flush()

    def _tell_trouble(self) -> None:
        """Say that the run is not being kept, or that it is again, once."""
        if self.session.trouble != self._trouble:
            self._say(
                self.session.trouble or _("This run is being kept again in {path}").format(path=self.session.path)
            )
            self._trouble = self.session.trouble
