"""`october schema`: JSON Schema of the files of a story, for editors."""

import click

from game.commands.saying import say

NAMES = ("scene", "story", "run", "codex", "facts", "map", "tests")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> int:
    """Print the JSON Schema (draft-07) of a kind of file.

    Editors with a YAML language server take it from a file's first line:

    # yaml-language-server: $schema=PATH
    """
    from game.author.schema import schema_text

    say(schema_text(name), nl=False)
    return 0
