"""The page of a state as players will see it: a real run that begins there, with the values the author sets.

It follows the story as that is saved. Where the story cannot be played as it is now, the last good page stays, and
`stale` says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from game.author.stands import Stand, base_values, begun, ids_of, on_entering, scene_or_none
from game.i18n import _
from game.play.run import DEFAULT_SEED, ChoiceNotOpen, NoSuchPlace, Run, StepFailed
from game.story.diagnostics import did_you_mean
from game.story.model import Scene, Story, StoryNotInOrder
from game.story.types import Value, Variable

LIKE_TRUE, LIKE_FALSE = ("true", "yes", "1"), ("false", "no", "0")


class BadValue(ValueError):
    """A value that a variable cannot have; the message says why, as a sentence."""


class Row(NamedTuple):
    """A variable beside the page: its value where the page began, and now; `set` by hand to what it is."""

    variable: Variable
    began: Value
    now: Value
    set: bool


class Preview:
    """The page, and the ways on and back from it. Nothing here raises for what a story has wrong with it."""

    def __init__(self, place: str = "") -> None:
        """The page is at `place` first."""
        self.story: Story | None = None
        """The story as it was last read, when it could be."""
        self.run: Run | None = None
        self.lost: tuple[str, ...] = ()
        """The choices that were followed and can no longer be."""
        self._story_broken = ""
        self._page_broken = ""
        self._on: Story | None = None
        self._good: dict[str, Story] = {}
        self._stand = self._wanted = Stand(place)
        self._before: list[Stand] = []
        self._used: dict[str, Scene] = {}
        self._known: Mapping[str, Variable] = {}

    # Following the story

    @property
    def stale(self) -> str:
        """Why the page is not of the story as it is now; empty while it is."""
        return self._story_broken or self._page_broken

    def take(self, story: Story | None) -> bool:
        """The story has been read again; whether the page may look otherwise now."""
        was, self._story_broken = self._story_broken, _("story.yaml has errors.") if story is None else ""
        if story is None:
            return not was
        self.story = story
        if self.run is not None and not self.stale and not self.lost and self._same(story):
            return bool(was)
        return self._show(self._wanted) or bool(was)

    def _same(self, story: Story) -> bool:
        """Whether all that the page is made of is what it was."""
        if story.variables is not self._known:
            return False
        return all(scene_or_none(story, id) is scene for id, scene in self._used.items())

    def _show(self, stand: Stand) -> bool:
        """Begin at `stand` on the story as it is now, or as it last was in order; whether anything changed."""
        assert self.story is not None
        was = self.run, self.stale, self.lost
        try:
            run, lost = begun(self.story, stand)
        except (NoSuchPlace, StoryNotInOrder, StepFailed) as error:
            self._page_broken = _why(error)
            if self._stand != stand:
                self._show_last_good(stand)
            self._wanted = stand
        else:
            self._page_broken = ""
            self._now(self.story, run, stand, lost)
            self._good |= dict.fromkeys(self._used, self.story)
        return was != (self.run, self.stale, self.lost)

    def _show_last_good(self, stand: Stand) -> None:
        """The page at `stand` as it was when its scene was last in order."""
        assert self.story is not None
        story = self._good.get((stand.place or self.story.initial).partition(".")[0])
        if story is not None:
            try:
                run, lost = begun(story, stand)
            except (NoSuchPlace, StoryNotInOrder, StepFailed):
                return
            self._now(story, run, stand, lost)

    def _now(self, story: Story, run: Run, stand: Stand, lost: tuple[str, ...] = ()) -> None:
        """The page is that of `run`, on `story`."""
        self.run, self._on, self._stand, self.lost = run, story, stand, lost
        self._wanted = stand
        self._known = story.variables
        seen = {run.scene.id, *(page.state.partition(".")[0] for turn in run.turns for page in turn.pages)}
        self._used = {id: scene for id in seen if (scene := scene_or_none(story, id)) is not None}

    # Where it is

    @property
    def here(self) -> str:
        """The state the page is at: where it begins, or where choices led; empty before there is a page."""
        if self.run is None:
            return ""
        if self.run.step:
            return self.run.here
        scene, _dot, state = self.run.start.partition(".")
        return f"{scene}.{state or self.run.story.scene(scene).initial}"

    @property
    def scene(self) -> str:
        """The scene the page is in, or will be once it can be; empty for the story's first."""
        there = self.here if self._wanted is self._stand and self.run is not None else self._wanted.place
        return there.partition(".")[0]

    @property
    def followed(self) -> int:
        """How many choices were followed to here."""
        return self.run.step if self.run is not None else 0

    # What an author does

    def enter(self, place: str) -> None:
        """Go to a state, with the values a play that starts there has, or those set by hand. Raises NoSuchPlace."""
        if self.story is None:
            return
        self._to(Stand(place, self._by_hand()))

    def stand_at(self, choices: Sequence[str], seed: int = DEFAULT_SEED) -> None:
        """Go where these choices lead from the story's beginning, with all that happened on the way."""
        if self.story is not None:
            self._to(Stand("", {}, tuple(choices), seed))

    def choose(self, choice: str) -> str:
        """Follow a choice; why that cannot be done, or nothing."""
        if self.run is None:
            return ""
        try:
            self.run.choose(choice)
        except (ChoiceNotOpen, StepFailed, StoryNotInOrder) as error:
            return _why(error)
        self._moved()
        return ""

    def back(self) -> bool:
        """Take back the last choice, or go to where the page was before; whether there was anything to go back to."""
        if self.run is not None and self.run.step:
            self.run.undo()
            self._moved()
            return True
        if not self._before or self.story is None:
            return False
        self._show(self._before.pop())
        return True

    def _moved(self) -> None:
        assert self.run is not None and self._on is not None
        self._now(self._on, self.run, replace(self._stand, choices=ids_of(self.run)))

    def rows(self) -> list[Row]:
        """The story's variables and the scene's, as they stand."""
        if self.run is None:
            return []
        run, values = self.run, self._stand.values
        here = scene_or_none(self._on, run.scene.id) if self._on is not None else None
        began = base_values(run.story, self._first_scene())
        rows = []
        for variable in (*run.story.variables.values(), *(here or run.scene).variables.values()):
            name = variable.name
            usual = began.get(name, variable.initial)
            start = values.get(name, usual)
            rows.append(Row(variable, start, run.values[name], start != usual))
        return rows

    def set(self, name: str, written: str) -> str:
        """Give a variable the value that is written; why it cannot have that, or nothing.

        It is the value on entering the state: what the state does is done to it. After choices were followed, the
        page begins anew in the state where it is, all other values as they were there.
        """
        variable = next((row.variable for row in self.rows() if row.variable.name == name), None)
        if self.run is None or variable is None:
            return ""
        try:
            value = value_of(variable, written)
        except BadValue as bad:
            return str(bad)
        if self.run.step or variable.scene not in ("", self.run.start.partition(".")[0]):
            values = {**on_entering(self.run), name: value}
            self._to(Stand(self.run.here, values, (), self._stand.seed))
        else:
            self._show(replace(self._stand, values={**self._stand.values, name: value}, choices=()))
        return ""

    def door(self, name: str) -> Value:
        """The value a variable has on entering the state, which `set` sets."""
        if self.run is not None and self.run.step:
            return on_entering(self.run).get(name, self.run.values[name])
        return next(row.began for row in self.rows() if row.variable.name == name)

    def step(self, name: str, by: int) -> None:
        """Give a variable the next value, or the one before: a number one more, true for false, words in a round."""
        variable = next(row.variable for row in self.rows() if row.variable.name == name)
        value = self.door(name)
        if variable.type == "int":
            value = max(variable.low, min(variable.high, int(value) + by))
        elif variable.type == "bool":
            value = not value
        else:
            words = list(variable.words)
            value = words[(words.index(str(value)) + by) % len(words)]
        self.set(name, str(value))

    def unset(self, name: str) -> None:
        """Let a variable have the value again that it has when a play starts here."""
        if name in self._stand.values and self.story is not None:
            values = {other: value for other, value in self._stand.values.items() if other != name}
            self._show(replace(self._stand, values=values))

    def _to(self, stand: Stand) -> None:
        if self.story is None:
            return
        if self.run is not None:
            self._before.append(self._stand)
        self._show(stand)

    def _by_hand(self) -> dict[str, Value]:
        """The story's variables that were set by hand: they stay set from state to state."""
        if self.run is None or self.run.step:
            return {}
        return {row.variable.name: row.began for row in self.rows() if row.set and not row.variable.scene}

    def _first_scene(self) -> Scene | None:
        """The scene the page began in."""
        assert self.run is not None
        return scene_or_none(self.run.story, self.run.start.partition(".")[0])


def value_of(variable: Variable, written: str) -> Value:
    """What is written, as a value of a variable. Raises BadValue."""
    text = written.strip()
    if variable.type == "bool":
        if text.lower() in LIKE_TRUE + LIKE_FALSE:
            return text.lower() in LIKE_TRUE
        raise BadValue(_("{name} is true or false.").format(name=variable.name))
    if variable.type == "enum":
        if text in variable.words:
            return text
        hint = did_you_mean(text, variable.words)
        told = _("{name} is one of {values}.").format(name=variable.name, values=", ".join(variable.words))
        raise BadValue(f"{told} {hint[0].upper()}{hint[1:]}" if hint else told)
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not (digits.isdecimal() and digits.isascii() and len(digits) <= 12):
        raise BadValue(_("{name} is a whole number.").format(name=variable.name))
    if not variable.low <= int(text) <= variable.high:
        raise BadValue(
            _("{name} is a number from {low} to {high}.").format(
                name=variable.name, low=variable.low, high=variable.high
            )
        )
    return int(text)


def _why(error: Exception) -> str:
    """Why there is no page, as a sentence."""
    if isinstance(error, StepFailed):
        problem = error.problem
        return _("{file}, line {line}: {why}.").format(
            file=Path(problem.place.file).name, line=problem.place.line, why=problem.message
        )
    if isinstance(error, StoryNotInOrder) and error.problems:
        place = error.problems[0].place
        return _("{file} has errors, the first in line {line}.").format(file=Path(place.file).name, line=place.line)
    return f"{str(error)[:1].upper()}{str(error)[1:]}."
