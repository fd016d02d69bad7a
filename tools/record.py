"""Writes the runs that ship: each story test with a transcript, played into saves/recorded.

Usage: .venv/bin/python tools/record.py [STORY-FOLDER]
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from game.author.story_tests import read_story_tests
from game.play.run import Run
from game.play.runfile import RunFile
from game.play.runlines import Chosen, Ended, Header, slug
from game.story.diagnostics import Problems
from game.story.loader import load_story

ROOT = Path(__file__).resolve().parent.parent
STARTED = datetime(2026, 11, 22, 12, tzinfo=UTC)


def main() -> None:
    """Play and write them all, in place of what was there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "scenes/october"
    story = load_story(folder)
    recorded = ROOT / "saves/recorded"
    for test in read_story_tests(folder, story, Problems()):
        if not test.transcript:
            continue
        run = Run.begin(story, test.start, test.seed)
        lines: list[Chosen | Ended] = []
        for choice in test.choose:
            lines.append(Chosen(run.here, choice, run.digest()))
            run.choose(choice)
        if run.over:
            lines.append(Ended(run.ending.id if run.ending else run.outcome, run.digest()))
        (recorded / f"{slug(test.name)}.yaml").unlink(missing_ok=True)
        header = Header(story.id, story.version, test.seed, run.start, run.preset, test.name, STARTED, alone=run.alone)
        file = RunFile.create(recorded, header, lines)
        file.close()
        print(file.path.relative_to(ROOT), f"({len(test.choose)} choices)")


if __name__ == "__main__":
    main()
