"""Ways to the screens that are about one run: the run that is shown, else the newest on the shelf (or the record)."""

from pathlib import Path
from typing import TYPE_CHECKING

from game.i18n import _
from game.terminal.blocks import block
from game.terminal.screens.spread import Spread

if TYPE_CHECKING:
    from game.play.session import Session
    from game.terminal.app import OctoberApp
    from game.terminal.replaying import Replaying


def spread_of(app: "OctoberApp") -> Spread | None:
    """The run that is being played or replayed, however many screens lie over it."""
    return next((screen for screen in reversed(app.screen_stack) if isinstance(screen, Spread)), None)


def played(app: "OctoberApp") -> "Session | None":
    """The run that is being played, if one is, whatever lies over it."""
    from game.terminal.screens.page import PageScreen

    return next((screen.session for screen in app.screen_stack if isinstance(screen, PageScreen)), None)


def played_path(app: "OctoberApp") -> Path | None:
    """Where it is kept."""
    session = played(app)
    return session.path if session is not None else None


def back_to_page(app: "OctoberApp") -> None:
    """Put away all that lies over the run that is shown."""
    while len(app.screen_stack) > 1 and not isinstance(app.screen, Spread):
        app.pop_screen()


def newest(app: "OctoberApp") -> "Replaying | None":
    """The newest run that can be read; None where there is none, or, having said so, where it cannot be read."""
    saved = app.desk.newest()
    return app.replayed(saved.path) if saved is not None else None


def show_transcript(app: "OctoberApp") -> None:
    """All that was read of the run that is shown, or of the newest."""
    from game.terminal.screens.sheets import Sheet
    from game.terminal.screens.transcript import TranscriptScreen
    from game.terminal.transcript import read_of

    if isinstance(app.screen, TranscriptScreen):
        return
    if (spread := spread_of(app)) is not None:
        spread.action_transcript()
    elif app.story_or_tell(again=True) is not None:
        if (replaying := newest(app)) is not None:
            app.push_screen(TranscriptScreen(read_of(replaying.run), replaying.name, replaying.path.stem))
        else:
            words = _("Nothing has been read yet. What you read and choose will all stand here, to be found again.")
            app.push_screen(Sheet([block(words)], title=_("Transcript"), hint=_("Esc: back")))


def show_codex(app: "OctoberApp", id: str = "") -> None:
    """The codex of the run that is shown, else of the newest, else of none; at entry `id`."""
    from game.play.run import Run, StepFailed
    from game.story.model import StoryNotInOrder
    from game.terminal.screens.codex import CodexScreen
    from game.terminal.transcript import read_of

    if isinstance(app.screen, CodexScreen) or (story := app.story_or_tell(again=True)) is None:
        return
    try:
        if (spread := spread_of(app)) is not None:
            screen = CodexScreen(read_of(spread.run, len(spread.pages)), spread.called, id=id)
        elif (replaying := newest(app)) is not None:
            screen = CodexScreen(read_of(replaying.run), (replaying.name, replaying.path.stem), id=id)
        else:
            screen = CodexScreen(read_of(Run.begin(story), 0), ("", story.id), id=id)
    except (StoryNotInOrder, StepFailed, OSError) as error:
        app.tell(_("The codex cannot be opened."), getattr(error, "problems", ()))
    else:
        app.push_screen(screen)


def show_map(app: "OctoberApp") -> None:
    """The map as the run that is shown has it, or as the record does; where there is none, say so."""
    from game.play.run import StepFailed
    from game.play.spread import Timeline, recorded_pins, standing_pins
    from game.story.model import StoryNotInOrder
    from game.terminal.screens.map import MapScreen
    from game.terminal.screens.sheets import Sheet

    if isinstance(app.screen, MapScreen):
        return
    spread = spread_of(app)
    run = spread.run if spread is not None else None
    story = run.story if run is not None else app.story_or_tell(again=True)
    if story is None:
        return
    try:
        pins = standing_pins(story, run.position) if run is not None else recorded_pins(story)
    except StepFailed as failed:
        app.tell(_("The map cannot be drawn."), [failed.problem])
    except (StoryNotInOrder, OSError) as error:
        app.tell(_("The map cannot be drawn."), getattr(error, "problems", ()))
    else:
        if pins:
            app.push_screen(MapScreen(story, Timeline(tuple(pins)), run))
        else:
            words = _("Nothing is set on this story's map.") if app.desk.has_map else _("This story has no map.")
            app.push_screen(Sheet([block(words)], title=_("Map"), hint=_("Esc: back")))
