"""What the workbench says in words: of problems, of what a playtest found, of choices that a player does not see."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from game.i18n import _, ngettext
from game.play.run import Run, RunError, StepFailed
from game.story.diagnostics import Problem
from game.story.model import Choice, Story, StoryNotInOrder
from game.terminal.blocks import Block, Voice, block
from game.terminal.sanitise import one_line
from game.terminal.why import condition_of
from game.terminal.workbench.bench import Counts, Findings

ERROR, WARNING = "✗", "▲"


def marks(counts: Counts | None) -> str:
    """`✗1 ▲2`, or nothing."""
    if counts is None:
        return ""
    errors = f"{ERROR}{counts.errors}" if counts.errors else ""
    warnings = f"{WARNING}{counts.warnings}" if counts.warnings else ""
    return " ".join(filter(None, [errors, warnings]))


def counted(errors: int, warnings: int) -> str:
    """`1 error ✗, 2 warnings ▲`, or that there are none."""
    words = []
    if errors:
        words.append(ngettext("{count} error", "{count} errors", errors).format(count=errors) + f" {ERROR}")
    if warnings:
        words.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings) + f" {WARNING}")
    return ", ".join(words)


def guess(problem: Problem) -> str:
    """What the author probably meant, to follow the message; empty where the help is no guess."""
    return f"; {problem.help}" if problem.help.startswith("did you mean") else ""


def shown_place(problem: Problem, folder: Path) -> str:
    """`july-days.yaml:31:13`: files are named from the story's folder."""
    place = problem.place
    try:
        file = Path(place.file).absolute().relative_to(folder.absolute()).as_posix()
    except ValueError:
        file = place.file
    return one_line(f"{file}:{place.line}:{place.column}")


def found_at(findings: Findings | None, place: str) -> list[str]:
    """What plays by chance found at a state, a sentence each."""
    if findings is None:
        return []
    said = []
    plays = findings.plays
    if place in findings.never:
        said.append(_("Never reached in {plays} plays.").format(plays=plays))
    elif untaken := findings.untaken.get(place):
        said.append(_("Never taken in {plays} plays: {choices}.").format(plays=plays, choices=", ".join(untaken)))
    if idle := findings.idle.get(place):
        said.append(_("Without consequence: {choices}.").format(choices=", ".join(idle)))
    said += [
        _("{count} plays stuck here: {why}.").format(count=one.plays, why=one.why)
        for one in findings.failures
        if one.place == place
    ]
    return [one_line(sentence) for sentence in said]


def found_in_a_word(findings: Findings | None, place: str) -> str:
    """The worst of it in a word, for the list of states."""
    if findings is None:
        return ""
    if any(one.place == place for one in findings.failures):
        return _("stuck")
    if place in findings.never:
        return _("never")
    if place in findings.untaken:
        return _("untaken")
    return _("idle") if place in findings.idle else ""


def notes(run: Run, here: str, findings: Findings | None) -> Iterator[Block]:
    """What stands below a page for its author alone: what locked and hidden choices ask for, what plays found."""
    said = [*_closed(run), *found_at(findings, run.here), *(found_at(findings, here) if here != run.here else ())]
    if said:
        yield block(_("FOR THE AUTHOR"), Voice.LABEL, 2)
        for sentence in said:
            yield block(one_line(sentence), Voice.DIM, 0, "· ")


def _closed(run: Run) -> Iterator[str]:
    """Choices that cannot be taken, and why not."""
    if run.over:
        return
    offered = {option.id: option for option in run.options}
    for way in run.state.choices:
        if not isinstance(way, Choice) or (way.id in offered and offered[way.id].open):
            continue
        locked = _("{choice} is locked") if way.id in offered else _("{choice} is hidden")
        told = locked.format(choice=way.id)
        if way.once and way.key in run.position.taken:
            yield _("{choice}: it was taken once.").format(choice=told)
        elif asked := condition_of(run, way.id):
            yield _("{choice}: it asks for {what}.").format(choice=told, what=asked)
        else:
            yield f"{told}."


def way_blocks(story: Story, choices: Sequence[str]) -> Iterator[Block]:
    """The choices of a way from the story's beginning, scene by scene."""
    try:
        run = Run.begin(story, alone=False)
        for choice in choices:
            run.choose(choice)
    except (RunError, StepFailed, StoryNotInOrder):
        yield from (block(one_line(choice), Voice.TEXT, 0, f"{step:>3}  ") for step, choice in enumerate(choices, 1))
        return
    scene = ""
    for turn, (place, choice) in zip(run.turns[1:], run.choices, strict=True):
        here = place.partition(".")[0]
        if here != scene:
            scene = here
            yield block(here, Voice.LABEL)
        words = one_line(turn.chosen.plain)
        yield block(f"{choice}: {words}" if words else choice, Voice.TEXT, 0, f"{turn.step:>3}  ")
