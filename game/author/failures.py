"""Run files that show what was found: the way to a goal, or to what went wrong in a playtest."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from game.author.playing import Failure
from game.play.run import RunError, StepFailed
from game.play.session import Session
from game.story.model import Story, StoryNotInOrder


def write_failures(
    failures: Mapping[tuple[str, str], Failure], story: Story, start: str, saves: Path
) -> dict[tuple[str, str], str]:
    """A run file for each failure, in `saves`; the path of each by its reason and place.

    The last choice of a step that fails cannot be taken, so the file ends before it.
    """
    return {
        kind: str(
            _write(story, start, failure.seed, failure.choices, f"playtest {failure.place.replace('.', ' ')}", saves)
        )
        for kind, failure in failures.items()
    }


def write_way(
    story: Story, start: str, seed: int, choices: Iterable[str], name: str, saves: Path, output: Path | None
) -> Path | None:
    """A run file of `choices`: in `saves`, or as the file `output`. Raises OSError."""
    if output is None:
        return _write(story, start, seed, choices, name, saves)
    with tempfile.TemporaryDirectory() as folder:
        written = _write(story, start, seed, choices, name, Path(folder))
        if written is not None:
            shutil.copyfile(written, output)
    return output


def _write(story: Story, start: str, seed: int, choices: Iterable[str], name: str, saves: Path) -> Path | None:
    session = Session.new(story, saves, start=start, seed=seed, name=name)
    try:
        for choice in choices:
            session.choose(choice)
    except (StepFailed, StoryNotInOrder, RunError):
        pass
    finally:
        session.close()
    return session.path
