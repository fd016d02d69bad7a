"""A run's file, written to another place as it is."""

from pathlib import Path

from game.i18n import _


def exported(path: Path, to: Path) -> str:
    """Write the run at `path` to `to`, a file or a folder, over nothing; what came of it, in a sentence."""
    to = to.expanduser()
    try:
        target = to / path.name if to.is_dir() else to
        data = path.read_bytes()
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return _("{path} is there already, and stays as it is.").format(path=target)
    except (OSError, ValueError) as error:
        return _("That could not be written: {why}.").format(why=getattr(error, "strerror", None) or error)
    return _("Written to {path}.").format(path=target)
