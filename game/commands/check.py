"""`october check`: every problem in a story, with its file, its line and its cure."""

import click

from game.commands.common import story_place


@click.command()
@click.argument("story", default="", metavar="[STORY[:SCENE]]")
@click.option("--facts", is_flag=True, help="Which facts of the ledger are told where, and which are not.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="For people, for programs, or for the reviews of a forge.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for a warning too.")
@click.option("--explain", metavar="CODE", help="What a code means, an example, the cure.")
def check(story: str, facts: bool, form: str, strict: bool, explain: str | None) -> int:
    """Find every problem in a story, or in one of its scenes.

    STORY is the one you stand in, or else october, unless told. Exits with 1 when there is an error.
    """
    if explain is not None:
        click.echo(_explained(explain))  # our own words, a tab among them
        return 0
    from game.author.check import NoSuchScene
    from game.commands.checking import check_and_tell

    folder, place = story_place(story)
    try:
        return check_and_tell(folder, place.partition(".")[0], form, facts=facts, strict=strict)
    except NoSuchScene as error:
        raise click.UsageError(str(error)) from None


def _explained(code: str) -> str:
    from game.story.diagnostics import did_you_mean
    from game.story.diagnostics.table import TABLE
    from game.story.report import explained

    if code not in TABLE:
        hint = did_you_mean(code, TABLE)
        raise click.UsageError(f'there is no code "{code}"' + (f"; {hint}" if hint else ""))
    return explained(code)
