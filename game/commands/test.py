"""`october test`: a story's own tests."""

from pathlib import Path

import click

from game.commands.common import story_place
from game.commands.saying import say


@click.command()
@click.argument("story", default="", metavar="[STORY]")
@click.option("--bless", is_flag=True, help="Write transcripts anew as they are played now.")
def test(story: str, bless: bool) -> int:
    """Run the story's own tests, STORY/tests/*.yaml. Exits with 1 when one fails.

    STORY is the one you stand in, or else october, unless told.
    """
    from game.author.story_testing import run_story_test
    from game.author.story_tests import read_story_tests
    from game.story.diagnostics import Problems
    from game.story.loader import load_story
    from game.story.report import as_text
    from game.terminal.plain_text import played

    folder, place = story_place(story)
    if place:
        raise click.UsageError("a story's tests are run together: name the story alone")
    loaded = load_story(folder)
    problems = Problems()
    tests = read_story_tests(folder, loaded, problems)
    if problems.errors:
        say(as_text(problems.in_order()), err=True)
        return 1
    if not tests:
        why = "a pack holds no tests" if Path(story).is_file() else f"there are no tests in {folder / 'tests'}"
        say(why, err=True)
        return 0
    failed = 0
    for one in tests:
        verdict = run_story_test(loaded, one, lambda run: "".join(played(run)), bless=bless)
        if verdict.blessed:
            say(f"blessed: {one.transcript} ({one.name})")
        if not verdict.passed:
            failed += 1
            say(f"{one.place.file}:{one.place.line}:{one.place.column}: failed: {one.name}")
            for fault in verdict.faults:
                say("\n".join(f"    {line}" for line in fault.splitlines()))
    say(f"{len(tests) - failed} passed, {failed} failed", err=True)
    return 1 if failed else 0
