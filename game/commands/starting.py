"""How a play starts once its words are understood; and those it needs no parser of options to understand.

It is what players do all the time, so on a terminal the plain call does not wait for click to load.
"""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.bundled import story_folder
from game.commands.here import story_here
from game.commands.opening import Opening, has_screen, opening, play_plain

if TYPE_CHECKING:
    from game.play.session import Session

DEFAULT_STORY = "october"
SEEDS = 2**31
LOOKED_THROUGH = 50
"""How many runs are looked at for one that can go on."""


def start_at_once(arguments: Sequence[str]) -> int | None:
    """Do what `october [play [STORY]] [--saves DIR]` says; None for any other words, which click must read."""
    words = list(arguments)
    saves = Path(words.pop()) if words[-2:-1] == ["--saves"] and words[-1][:1] not in ("", "-") else None
    if saves is not None:
        words.pop()
    plays = words[:1] == ["play"]
    named = words[plays:]
    if len(named) > plays or any(word[:1] in ("", "-") for word in named) or not has_screen():
        return None
    here = story_here() if plays and not named else None
    folder = here or story_folder(named[0] if named else DEFAULT_STORY)
    if folder is None:
        return None
    return start(folder, saves) if plays else open_game(folder, plain=None, saves=saves)


def let_collector_rest() -> None:
    """Look for no garbage until the game is open: what is loaded by then stays, and to walk it takes time."""
    gc.disable()


def open_game(folder: Path, *, plain: bool | None, saves: Path | None) -> int:
    """What `october` does without a command: the title of the story in `folder`."""
    let_collector_rest()
    opens = opening(plain, remember=True)
    if not opens.plain:
        from game.play.shelf import saves_folder
        from game.terminal.app import run_app
        from game.terminal.settled import WANTS_PLAIN

        code = run_app(folder, saves_folder(saves))
        if code != WANTS_PLAIN:
            return code
        opens = opening(plain=True)
    if has_screen():
        _offer_last(saves)
    return play_plain(begun(folder, saves), opens.settings)


def _offer_last(saves: Path | None) -> None:
    """Say how the run goes on that was last played, if there is one that does: the plain reader has no title."""
    from itertools import islice

    from game.commands.saying import say
    from game.play.shelf import Shelf, saves_folder

    newest = islice(Shelf(saves_folder(saves), DEFAULT_STORY).last_played(), LOOKED_THROUGH)
    if last := next((saved for saved in newest if saved.step and not saved.ending and not saved.broken), None):
        say(f"Your last run goes on with: october play --resume {last.path.stem}", err=True)


def start(folder: Path, saves: Path | None) -> int:
    """Play a new run of the story in `folder`."""
    let_collector_rest()
    opens = opening(None)
    return play_session(begun(folder, saves), saves, opens)


def play_session(session: "Session", saves: Path | None, opens: Opening, *, resumed: bool = False) -> int:
    """Play on the page, or as plain lines; the exit code."""
    if opens.plain:
        return play_plain(session, opens.settings)
    from game.play.shelf import saves_folder
    from game.terminal.app import run_app

    try:
        return run_app(session.run.story.folder, saves_folder(saves), session, resumed=resumed)
    finally:
        session.close()


def begun(folder: Path, saves: Path | None, start: str = "", seed: int | None = None, name: str = "") -> "Session":
    """A new run of the story in `folder`."""
    from random import SystemRandom

    from game.play.session import Session
    from game.play.shelf import saves_folder
    from game.story.loader import load_story

    return Session.new(
        load_story(folder),
        saves_folder(saves),
        start=start,
        seed=SystemRandom().randrange(SEEDS) if seed is None else seed,
        name=name,
    )
