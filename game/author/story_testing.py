"""Runs a story's own tests, and says of each that fails how it does."""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.author.named import choice_ids
from game.author.story_tests import Expected, StoryTest
from game.play.replay import replay
from game.play.run import ChoiceNotOpen, NoSuchPlace, Run, RunError, StepFailed
from game.play.runfile import read_run_file
from game.story.diagnostics import did_you_mean
from game.story.folder import bytes_of, inside
from game.story.model import Story, StoryNotInOrder
from game.story.types import Value, written

Transcribe = Callable[[Run], str]
"""All of a run as it was read, as the plain reader prints it."""


@dataclass(frozen=True)
class Verdict:
    """One test and what is wrong, a line or more each; nothing when it passed."""

    test: StoryTest
    faults: tuple[str, ...]
    blessed: bool = False

    @property
    def passed(self) -> bool:
        """Whether all that was expected is so."""
        return not self.faults


def run_story_test(story: Story, test: StoryTest, transcribe: Transcribe, *, bless: bool = False) -> Verdict:
    """Play one test. With `bless`, a transcript that differs is written anew."""
    try:
        run = _begin(story, test)
    except (NoSuchPlace, OSError, StepFailed, StoryNotInOrder, _NotAStart) as error:
        return Verdict(test, (f"cannot begin: {error}",))
    for number, choice in enumerate(test.choose, 1):
        try:
            run.choose(choice)
        except ChoiceNotOpen as closed:
            can = ", ".join(closed.open_ids) or "nothing"
            return Verdict(test, (f'choice {number}, "{choice}", is not open at {run.here}; open are: {can}',))
        except (RunError, StepFailed, StoryNotInOrder) as error:
            return Verdict(test, (f'choice {number}, "{choice}", fails at {run.here}: {error}',))
    faults = list(_faults(run, test))
    if test.transcript:
        try:
            path = inside(inside(story.folder, "tests"), test.transcript)
        except OSError as error:
            return Verdict(test, (*faults, f'the transcript "{test.transcript}" cannot be: {error.strerror}'))
        written = transcribe(run)
        if bless and written != _read(path):
            path.write_text(written, encoding="utf-8")
            return Verdict(test, tuple(faults), blessed=True)
        faults += _transcript_faults(path, written)
    return Verdict(test, tuple(faults))


class _NotAStart(Exception):
    """A run file that today's story does not tell."""


def _begin(story: Story, test: StoryTest) -> Run:
    if test.start.endswith(".yaml"):
        record = read_run_file(inside(story.folder, test.start))
        if record.header is None:
            raise _NotAStart(f"{test.start} is no run file")
        replayed = replay(story, record)
        if replayed.divergence is not None:
            raise _NotAStart(f"{test.start}, step {replayed.divergence.step}: {replayed.divergence.reason}")
        return replayed.run
    preset = _preset(story, test)
    return Run.begin(story, test.start, test.seed, preset)


def _preset(story: Story, test: StoryTest) -> dict[str, Value] | None:
    """The scene's `alone`, with what the test sets; None where it sets nothing."""
    if not test.preset:
        return None
    scene = story.scene(test.start.partition(".")[0] or story.initial)
    preset = {**scene.alone, **test.preset}
    return {name: value for name, value in preset.items() if value != story.variables[name].initial}


def _faults(run: Run, test: StoryTest) -> Iterator[str]:
    expected = test.expected
    if expected.state and run.here != expected.state:
        yield f"expected the state {expected.state}, found {run.here}"
    ending = run.ending.id if run.ending else run.outcome
    if expected.ending and ending != expected.ending:
        yield f"expected the ending {expected.ending}, found {ending or f'none, at {run.here}'}"
    said = " ".join(" ".join(p.plain.split()) for page in run.turns[-1].pages for p in page.paragraphs)
    for words in expected.text:
        if words not in said:
            yield f'expected the text "{words}", found:\n{said}'
    for words in expected.not_text:
        if words in said:
            yield f'expected no text "{words}", found:\n{said}'
    for name, scalar in expected.variables.items():
        found = written(run.values[name]) if name in run.values else "no such variable in being"
        if found != scalar.value:
            yield f"expected {name} to be {scalar.value}, found {found}"
    yield from _choice_faults(run, expected)


def _choice_faults(run: Run, expected: Expected) -> Iterator[str]:
    kinds = dict.fromkeys(choice_ids(run.scene, run.state.id), "hidden")
    kinds |= {option.id: "open" if option.open else "locked" for option in run.options}
    for kind, ids in (("open", expected.open), ("locked", expected.locked), ("hidden", expected.hidden)):
        for id in ids:
            if id not in kinds:
                hint = did_you_mean(id, kinds)
                yield f'expected the choice "{id}" to be {kind}, and {run.here} has none of that id' + (
                    f"; {hint}" if hint else ""
                )
            elif kinds[id] != kind:
                yield f'expected the choice "{id}" to be {kind}, found it {kinds[id]}'


def _transcript_faults(path: Path, written: str) -> Iterator[str]:
    kept = _read(path)
    if kept is None:
        yield f"there is no transcript {path.name}; --bless writes it"
    elif kept != written:
        lines = difflib.unified_diff(kept.splitlines(), written.splitlines(), path.name, "played now", lineterm="")
        yield "\n".join(lines)


def _read(path: Path) -> str | None:
    try:
        return bytes_of(path).decode(errors="replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
