"""What the checker says of a broken story: the whole of it, as `october check` prints it from the story's folder."""

from contextlib import chdir
from pathlib import Path

from game.author.check import check_story
from game.author.facts import ledger_of
from game.author.recorded import recorded_problems
from game.story.diagnostics import Problem, Problems
from game.story.loader import StoryFiles
from game.story.report import as_text

HERE = Path(__file__).resolve().parent
EXPECTED = "expected.txt"


def folders() -> list[Path]:
    """Every broken story: its folder is called as its code."""
    return sorted(path.parent for path in HERE.glob(f"*/{EXPECTED}"))


def told(folder: Path) -> tuple[list[Problem], str]:
    """The problems of the story in `folder`, and how they are printed; places are told from that folder.

    With a ledger, what `--facts` adds is told too; runs in `recorded/` are played as those that ship are.
    """
    with chdir(folder):
        here = Path()
        problems = Problems(check_story(here))
        if Path("facts.yaml").exists():
            problems.extend(ledger_of(here).cautions)
        files = StoryFiles(here)
        if Path("recorded").is_dir() and (parts := files.parts(Problems())) is not None:
            problems.extend(recorded_problems(files, parts, Path("recorded")))
        found = problems.in_order()
        return found, as_text(found) + "\n"
