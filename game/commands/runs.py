"""`october runs`: the shelf, and what is done with the runs on it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.common import saves_option
from game.commands.saying import say, say_data

if TYPE_CHECKING:
    from game.play.shelf import Saved, Shelf


def _shelf(saves: Path | None) -> "Shelf":
    from game.play.shelf import Shelf, saves_folder

    return Shelf(saves_folder(saves))


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@saves_option
@click.pass_context
def runs(ctx: click.Context, as_json: bool, saves: Path | None) -> int:
    """List your runs, newest first, then those that ship."""
    ctx.obj = saves
    if ctx.invoked_subcommand is not None:
        return 0
    shelf = _shelf(saves)
    listed = [*shelf.runs(), *shelf.recorded()]
    if as_json:
        say_data([_shape(saved) for saved in listed])
    else:
        for row in _table(listed):
            say(row)
        if not listed:
            say(f"there are no runs in {shelf.saves}", err=True)
    return 0


@runs.command()
@click.argument("run")
@click.argument("name")
@saves_option
@click.pass_obj
def rename(above: Path | None, run: str, name: str, saves: Path | None) -> None:
    """Call a run NAME; its file keeps its own."""
    shelf = _shelf(saves or above)
    path = shelf.find(run)
    say(f"{path} is called {shelf.rename(path, name)}", err=True)


@runs.command()
@click.argument("run")
@click.argument("text")
@saves_option
@click.pass_obj
def note(above: Path | None, run: str, text: str, saves: Path | None) -> None:
    """Write a note about a run; an empty one takes it away."""
    shelf = _shelf(saves or above)
    path = shelf.find(run)
    written = shelf.note(path, text)
    say(f"{path} is noted: {written}" if written else f"{path} has no note now", err=True)


@runs.command()
@click.argument("run")
@saves_option
@click.pass_obj
def archive(above: Path | None, run: str, saves: Path | None) -> None:
    """Put a run away, into the folder "archive" of the shelf.

    Prints where it is then.
    """
    shelf = _shelf(saves or above)
    say(shelf.archive(shelf.find(run)))


@runs.command()
@click.argument("run")
@saves_option
@click.pass_obj
def delete(above: Path | None, run: str, saves: Path | None) -> None:
    """Delete a run for good, without asking."""
    shelf = _shelf(saves or above)
    path = shelf.find(run)
    shelf.delete(path)
    say(f"{path} is deleted", err=True)


def _shape(saved: "Saved") -> dict[str, object]:
    return {
        "path": str(saved.path),
        "name": saved.name,
        "story": saved.story,
        "scene": saved.scene,
        "steps": saved.step,
        "ending": saved.ending or None,
        "parent": saved.parent or None,
        "started": f"{saved.started:%Y-%m-%dT%H:%M:%SZ}",
        "recorded": saved.recorded,
        "broken": saved.broken or None,
        "note": saved.note or None,
    }


def _table(listed: "list[Saved]") -> list[str]:
    from game.terminal.sanitise import one_line

    rows = []
    for saved in listed:
        where = f"{saved.story}: {saved.ending or saved.scene}" if not saved.broken else f"broken: {saved.broken}"
        when = "ships with the game" if saved.recorded else f"{saved.started:%Y-%m-%d %H:%M}"
        cells = (one_line(saved.name), f"{saved.step:>4}", one_line(where), when, one_line(str(saved.path)))
        rows.append(cells)
    widths = [max(len(cells[column]) for cells in rows) for column in range(4)] if rows else []
    return [
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False)), cells[-1]])
        for cells in rows
    ]
