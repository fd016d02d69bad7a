"""Where the story and the recorded runs lie.

In a checkout they stand beside the package (`scenes/`, `saves/recorded/`); a wheel carries them in this one.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent


def is_checkout() -> bool:
    """Is the game played from its own source folder?"""
    return not (HERE / "scenes").is_dir()


def scenes_root() -> Path:
    """The folder that holds the stories, one folder each."""
    return CHECKOUT / "scenes" if is_checkout() else HERE / "scenes"


def recorded_root() -> Path:
    """The folder of the runs that ship with the game: to look at, replay and fork, never to write to."""
    return CHECKOUT / "saves" / "recorded" if is_checkout() else HERE / "recorded"
