"""`october map`: the graph of a story's scenes, or of one scene's states."""

from pathlib import Path

import click

from game.commands.common import story_place
from game.commands.saying import say


@click.command(name="map")
@click.argument("story", default="", metavar="[STORY[:SCENE]]")
@click.option(
    "--format", "form", type=click.Choice(["mermaid", "dot", "svg"]), default="mermaid", help="What to draw it in."
)
@click.option(
    "-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where to write it."
)
@click.option("--plays", type=click.IntRange(0), default=0, help="Grey what so many plays by chance never reach.")
def map_(story: str, form: str, output: Path | None, plays: int) -> int:
    """Draw the scenes of a story, or the states of one scene.

    The road of the record is drawn thick, hinges and endings have shapes of their own. The plays of a scene play it
    alone, with its `alone`. STORY is the one you stand in, or else october, unless told.
    """
    from game.author.chart import chart_of_scene, chart_of_story
    from game.author.chart_svg import as_svg
    from game.author.chart_text import as_dot, as_mermaid
    from game.author.playtest_report import scenes_from
    from game.play.run import NoSuchPlace
    from game.story.loader import load_story
    from game.terminal.sanitise import sanitise

    folder, place = story_place(story)
    loaded = load_story(folder)
    scene = place.partition(".")[0]
    if scene and scene not in loaded.routes:
        raise NoSuchPlace(scene)
    seen = _seen(folder, scene, plays)
    if scene:
        endings = {id: ending.title for id, ending in loaded.endings.items()}
        history = [id for id, ending in loaded.endings.items() if ending.history]
        chart = chart_of_scene(loaded.scene(scene), endings, seen, history)
    else:
        chart = chart_of_story(loaded, scenes_from(loaded, ""), seen)
    text = sanitise({"mermaid": as_mermaid, "dot": as_dot, "svg": as_svg}[form](chart))
    if output is None:
        say(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
    return 0


def _seen(folder: Path, scene: str, plays: int) -> frozenset[str] | None:
    if not plays:
        return None
    from game.author.playtest import playtest

    return frozenset(playtest(folder, scene, plays).covered.states)
