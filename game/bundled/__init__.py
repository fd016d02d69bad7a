"""Where the story and the recorded runs lie.

In a checkout they stand beside the package (`scenes/`, `saves/recorded/`); a wheel carries them in this one.
"""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
_ID = re.compile(r"[a-z][a-z0-9-]*")


def is_checkout() -> bool:
    """Is the game played from its own source folder?"""
    return not (HERE / "scenes").is_dir()


def scenes_root() -> Path:
    """The folder that holds the stories, one folder each."""
    return CHECKOUT / "scenes" if is_checkout() else HERE / "scenes"


def story_folder(name: str) -> Path | None:
    """The folder of the story of that name: one that ships, or else a path; None where there is no story."""
    places = (scenes_root() / name, Path(name)) if _ID.fullmatch(name) else (Path(name),)
    return next((place for place in places if (place / "story.yaml").is_file()), None)


def recorded_root() -> Path:
    """The folder of the runs that ship with the game: to look at, replay and fork, never to write to."""
    return CHECKOUT / "saves" / "recorded" if is_checkout() else HERE / "recorded"
