"""The codex in the plain reader: an entry by its name, or the names that the run has met."""

from collections.abc import Iterable, Iterator, Sequence

from game.i18n import _, ngettext
from game.play.run import Run
from game.story.diagnostics import Problem, did_you_mean
from game.story.model import CodexEntry, StoryNotInOrder
from game.terminal.meetings import meetings_of
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line


def codex_answer(run: Run, setter: Typesetter, name: str) -> str:
    """What the codex says of `name`; without one, which entries the run has met; of `all`, which there are."""
    try:
        codex = run.story.codex
    except StoryNotInOrder as broken:
        return setter.wrapped(told(broken.problems[0]))
    if not codex:
        return setter.wrapped(_("This story has no codex."))
    if entry := _entry(codex.values(), name):
        paragraphs = entry.text.write(run.values, run.position)
        return "\n".join([setter.wrapped(one_line(entry.name) + "."), *map(setter.paragraph, paragraphs)])
    names = sorted(one_line(entry.name) for entry in codex.values())
    if name.casefold() == "all":
        return setter.wrapped(_ask_of(names))
    if not name:
        met = meetings_of(run.turns)
        return setter.wrapped(" ".join(_met(sorted(one_line(codex[id].name) for id in met if id in codex), names)))
    hint = did_you_mean(name, [*names, *codex])
    hint = hint[:1].upper() + hint[1:]
    return setter.wrapped(" ".join([_('There is no entry "{name}".').format(name=one_line(name)[:60]), hint]))


def _met(met: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    yield _ask_of(met) if met else _("Nobody and nothing of the codex has been met yet.")
    if rest := len(names) - len(met):
        yield ngettext(
            "{count} more is not met yet; codex all names it too.",
            "{count} more are not met yet; codex all names them too.",
            rest,
        ).format(count=rest)


def _ask_of(names: Sequence[str]) -> str:
    return _("Type codex and one of these: {names}.").format(names=", ".join(names))


def told(problem: Problem) -> str:
    """A problem of a story as one line."""
    place = problem.place
    return one_line(f"{place.file}:{place.line}:{place.column}: {problem.message}")


def _entry(entries: Iterable[CodexEntry], name: str) -> CodexEntry | None:
    """The entry called so, by its id or one of its names; else the only one with that in a name."""
    wanted = name.casefold()
    if not wanted:
        return None
    near = []
    for entry in entries:
        names = [one.casefold() for one in (entry.id, entry.name, *entry.names.values())]
        if wanted in names:
            return entry
        if any(wanted in one for one in names):
            near.append(entry)
    return near[0] if len(near) == 1 else None
