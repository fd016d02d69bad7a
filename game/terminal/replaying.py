"""A run that is read again: it stands at any of its steps, and goes from one to another."""

from pathlib import Path

from game.i18n import _
from game.play.replay import replay
from game.play.run import Run
from game.play.runfile import read_run_file
from game.play.session import NotARun
from game.story.model import Story

WORDS_A_SECOND = 12
"""How fast a replay turns its pages at speed 1; nobody reads as fast, but everybody looks on."""
BREATH = 1.2
"""Seconds that any page stands at speed 1, however short."""
SLOWEST, FASTEST = 0.125, 64.0


class Replaying:
    """A recorded run as far as it holds, and the step it stands at."""

    def __init__(self, run: Run, path: Path, name: str = "", fault: str = "") -> None:
        """`run` is the whole of it; `fault` says where it stopped holding, if it did."""
        self.run = run
        self.path = path
        self.name = name or path.stem
        self.fault = fault
        self.last = run.step
        self.falls = {fall.step for fall in run.falls}
        """The steps at which a hinge fell."""
        self.doors = {turn.step for turn in run.turns if any(page.heading for page in turn.pages)}
        """The steps at which a scene began."""
        self.taken = [choice for _place, choice in run.choices]

    @classmethod
    def of(cls, story: Story, path: Path) -> "Replaying":
        """The run in a file. Raises NotARun, OSError, StoryNotInOrder or StepFailed."""
        record = read_run_file(path)
        if record.header is None:
            raise NotARun(record.problems[0].reason)
        replayed = replay(story, record)
        fault = ""
        if replayed.divergence is not None:
            fault = _("This run holds up to step {step} only: {reason}.").format(
                step=replayed.run.step, reason=replayed.divergence.reason
            )
        return cls(replayed.run, path, record.name, fault)

    @property
    def step(self) -> int:
        """The step it stands at."""
        return self.run.step

    @property
    def next_choice(self) -> str:
        """The choice that is taken next; empty at the end."""
        return self.taken[self.step] if self.step < self.last else ""

    def go(self, step: int) -> int:
        """Stand at `step`, or as near as there is one; returns how far that was."""
        before = self.step
        wanted = max(0, min(step, self.last))
        while self.run.step > wanted:
            self.run.undo()
        while self.run.step < wanted:
            self.run.redo()
        return self.step - before

    def after(self, steps: set[int]) -> int:
        """The first of `steps` behind the present one; else the last step of all."""
        return min((step for step in steps if step > self.step), default=self.last)

    def before(self, steps: set[int]) -> int:
        """The last of `steps` before the present one; else the first step of all."""
        return max((step for step in steps if step < self.step), default=0)

    def pause(self, speed: float) -> float:
        """How many seconds the newest turn stands at this speed."""
        words = sum(
            paragraph.plain.count(" ") + 1 for page in self.run.turns[-1].pages for paragraph in page.paragraphs
        )
        return (BREATH + words / WORDS_A_SECOND) / speed
