"""The story that one stands in: what the commands mean where no STORY is named."""

import re
from pathlib import Path

_STORY_ID = r"""(?m)^story: *["']?([a-z0-9-]+)"""


def story_here() -> Path | None:
    """The folder one is in, or the nearest above it, that has a story; None where there is none."""
    try:
        here = Path.cwd()
    except OSError:
        return None
    return next((folder for folder in (here, *here.parents) if id_written_in(folder)), None)


def id_written_in(folder: Path) -> str:
    """The id of a story, as it stands in its story.yaml, whatever else is wrong there; empty for none.

    A file of tests may be called story.yaml too, and has no id.
    """
    from game.story.folder import bytes_of

    try:
        found = re.search(_STORY_ID, bytes_of(folder / "story.yaml").decode(errors="replace"))
    except OSError:
        return ""
    return found[1] if found else ""
