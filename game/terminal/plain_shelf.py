"""What the plain reader says of all runs: where they leave this one, and which endings they reached."""

from collections.abc import Iterator
from pathlib import Path

from game.bundled import recorded_root
from game.i18n import _, ngettext
from game.play.session import Session
from game.terminal.forest import Forest, Kept, run_files
from game.terminal.gallery import endings_of, own_runs
from game.terminal.marks import name_of
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line


def other_runs(session: Session, setter: Typesetter) -> str:
    """Each other run of the story on a line: how far it goes with this one, and where it stands."""
    forest = Forest(session.run.story.id)
    for folder in _folders(session):
        forest.read(run_files(folder), recorded=folder == recorded_root())
    mine = session.run.choices
    text = ""
    for number, kept in enumerate(forest.runs):
        if kept.path != session.path:
            together = _together(mine, forest.tree.choices_of(number)) if _begins_alike(session, forest, number) else 0
            text += setter.wrapped(" ".join(_told(session, kept, together)), "-  ")
    for kept in forest.broken:
        broken = _("{name} cannot be read: {why}.").format(name=kept.path.name, why=kept.broken)
        text += setter.wrapped(one_line(broken), "-  ")
    return "\n" + setter.wrapped(_("Other runs:")) + text if text else ""


def endings(session: Session, setter: Typesetter) -> str:
    """Each ending on a line: by which run it was reached, or not yet; its name only when one came near."""
    story = session.run.story
    forest = own_runs(story, session.path.parent) if session.path is not None else Forest(story.id)
    found = endings_of(story, forest)
    text = setter.wrapped(
        _("{reached} of {all} reached").format(reached=sum(one.reached for one in found), all=len(found)) + "."
    )
    for one in found:
        title = one_line(one.title)
        if one.reached:
            said = _("{title}: reached by {run}").format(title=title, run=one_line(one.runs[0].name))
        else:
            said = _("{title}: not yet").format(title=title) if title else _("not yet found")
        text += setter.wrapped(said, "-  ")
    return text


def _folders(session: Session) -> Iterator[Path]:
    if session.path is not None:
        yield session.path.parent
    yield recorded_root()


def _begins_alike(session: Session, forest: Forest, number: int) -> bool:
    path = forest.tree.tips[number]
    while path.parent is not None:
        path = path.parent
    return path.place == session.run.start


def _together(mine: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> int:
    count = 0
    for a, b in zip(mine, theirs, strict=False):
        if a != b:
            break
        count += 1
    return count


def _told(session: Session, kept: Kept, together: int) -> Iterator[str]:
    yield one_line(kept.name) + ":"
    choices = ngettext("{count} choice with this run", "{count} choices with this run", together)
    yield choices.format(count=together) + ","
    steps = ngettext("{count} in all", "{count} in all", kept.steps).format(count=kept.steps)
    story = session.run.story
    ending = story.endings.get(kept.ended)
    yield steps + ("," if kept.ended else ".")
    if kept.ended:
        title = one_line(ending.title if ending is not None else name_of(kept.ended))
        yield _("ended with {title}.").format(title=title)
