"""`october find`: a shortest known way to a goal, as a run file."""

import sys
from pathlib import Path

import click

from game.commands.common import saves_option, story_place
from game.commands.saying import say


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[STORY[:SCENE]] GOAL")
@click.option("-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="RUN", help="The file to write.")
@click.option("--seed", type=int, default=1917, show_default=True, help="The seed of the run.")
@click.option("--seconds", type=click.FloatRange(0.1), default=60.0, show_default=True, help="How long to look.")
@saves_option
def find(words: tuple[str, ...], output: Path | None, seed: int, seconds: float, saves: Path | None) -> int:
    """Find a way to GOAL: a run file that replay --verify accepts.

    GOAL is SCENE.STATE, choice:SCENE.STATE.CHOICE, hinge:ID=CHOICE, ending:ID, or an expression such as
    "blood >= 9", which may ask for the story's variables and for those of STORY:SCENE. A scene is played alone,
    with its `alone`. Exits with 1 when no way was found, saying whether that is proven.
    """
    from game.author.find import find as search
    from game.author.goals import BadGoal, read_goal
    from game.author.playtest_report import scenes_from
    from game.play.shelf import saves_folder
    from game.story.loader import load_story

    if len(words) > 2:
        raise click.UsageError("expected a story and a goal; put quotes around a goal with spaces")
    folder, place = story_place(words[0] if len(words) == 2 else "")
    story = load_story(folder)
    try:
        goal = read_goal(words[-1], story, scenes_from(story, place), place.partition(".")[0])
    except BadGoal as bad:
        raise click.UsageError(str(bad)) from None
    found = search(story, goal, place, seed, most_seconds=seconds, progress=_progress)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if found.choices is None:
        proven = "proven impossible" if found.exhausted else "not found, which proves nothing"
        seeded = f", with seed {seed}" if found.exhausted and found.chance else ""
        say(f"{words[-1]}: {proven}{seeded} ({found.searched} game states searched)", err=True)
        return 1
    from game.author.failures import write_way

    path = write_way(story, place, seed, found.choices, f"to {words[-1]}", saves or saves_folder(), output)
    say(path)
    count = len(found.choices)
    say(f"{count} {'choice' if count == 1 else 'choices'} ({found.searched} game states searched)", err=True)
    return 0


def _progress(searched: int, waiting: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{searched} game states searched, {waiting} waiting", end="", file=sys.stderr, flush=True)
