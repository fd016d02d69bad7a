"""A run played again from its lines: state is the fold of the choices that stand.

What was taken back is left out before anything is played, so a choice that no longer exists does no harm
where it was undone. Each choice that stands holds while the place at rest is the line's, the choice is open,
and the digest agrees; the first that does not is the divergence, and the run is left standing before it.
"""

from typing import NamedTuple

from game.i18n import _
from game.play.run import ChoiceNotOpen, NoSuchPlace, Run, StepFailed
from game.play.runlines import Chosen, Ended, Header, standing
from game.play.runread import Record
from game.story.model import Choice, State, Story, StoryNotInOrder
from game.story.types import Value


class Divergence(NamedTuple):
    """The first step at which today's story no longer tells the run: where, and why, in plain words."""

    step: int
    state: str
    reason: str


class Replay(NamedTuple):
    """The run as far as it holds, and where it stopped holding, if it did."""

    run: Run
    divergence: Divergence | None = None


def replay(story: Story, record: Record, to: int | None = None) -> Replay:
    """Play the record's choices on `story`, up to step `to` when it is given.

    The record has a header. Raises StoryNotInOrder or StepFailed where the story cannot even be begun.
    """
    header = record.header
    assert header is not None, "a record without a header cannot be played"
    begun = _begin(story, header)
    stand = standing(record.lines)
    if begun.divergence is None and stand.overdrawn:
        return Replay(begun.run, Divergence(0, begun.run.here, _("the file takes back more than was chosen")))
    if begun.divergence is not None:
        return begun
    run = begun.run
    for step, line in enumerate(stand.choices[:to], 1):
        if reason := _take(run, line):
            return Replay(run, Divergence(step, line.state, reason))
    if stand.ended is not None and (to is None or to >= len(stand.choices)):
        reason = _why_not_ended(run, stand.ended)
        if reason:
            return Replay(run, Divergence(run.step, run.here, reason))
    return Replay(run)


def place_today(story: Story, written: str) -> str:
    """The `scene.state` that `written` names in today's story, by old names too; empty where it is gone."""
    scene_id, _dot, state_id = written.partition(".")
    scene_id = story.scene_called(scene_id)
    if not scene_id:
        return ""
    scene = story.scene(scene_id)
    if state_id in scene.states:
        return f"{scene_id}.{state_id}"
    return next((state.key for state in scene.states.values() if state_id in state.was), "")


def choice_today(run: Run, written: str) -> str:
    """The choice at rest that `written` names, by its old names too; `written` itself where there is none."""
    for way in run.state.choices:
        if isinstance(way, Choice) and written in (way.id, *way.was):
            return way.id
    state = next((state for state in run.scene.states.values() if _dealt_as(state, written)), None)
    return state.id if state is not None else written


def _dealt_as(state: State, written: str) -> bool:
    return state.is_storylet and written in (state.id, *state.was)


def _begin(story: Story, header: Header) -> Replay:
    """The run at step 0, where the record can begin in this story."""
    if header.story != story.id:
        reason = _('it is a run of the story "{story}"').format(story=header.story)
        return Replay(Run.begin(story), Divergence(0, header.start, reason))
    preset, unknown = _preset_today(story, header)
    if unknown:
        reason = _('the story has no variable "{name}" for the value it began with').format(name=unknown)
        return Replay(Run.begin(story), Divergence(0, header.start, reason))
    scene, _dot, state = header.start.partition(".")
    start = place_today(story, header.start) if state else story.scene_called(scene)
    try:
        return Replay(Run.begin(story, start or header.start, header.seed, preset, alone=header.alone))
    except NoSuchPlace:
        reason = _('"{place}", where it began, is no longer in the story').format(place=header.start)
        return Replay(Run.begin(story), Divergence(0, header.start, reason))


def _preset_today(story: Story, header: Header) -> tuple[dict[str, Value], str]:
    """The values it began with, under today's names; and the first name that fits no variable."""
    preset: dict[str, Value] = {}
    for name, value in header.preset.items():
        variable = story.variables.get(name) or next((one for one in story.variables.values() if name in one.was), None)
        of_type = {"int": int, "bool": bool, "enum": str}
        if variable is None or type(value) is not of_type[variable.type]:
            return {}, name
        preset[variable.name] = value
    return preset, ""


def _take(run: Run, line: Chosen) -> str:
    """Take the step that `line` says; else the reason it does not hold, the run left as it was."""
    if run.here != line.state:
        today = place_today(run.story, line.state)
        if not today:
            return _('"{place}" is no longer in the story').format(place=line.state)
        if today != run.here:
            return _('the run now stands at "{here}"').format(here=run.here)
    digest = run.digest()
    if digest != line.digest:
        return _("the variables differ (digest {here}, the file says {there})").format(here=digest, there=line.digest)
    try:
        try:
            run.choose(line.choose)
        except ChoiceNotOpen:
            run.choose(choice_today(run, line.choose))
    except ChoiceNotOpen as closed:
        return _why_not_open(run, closed.choice)
    except StepFailed as failed:
        return _("the step fails: {why}").format(why=failed.problem.message)
    except StoryNotInOrder as broken:
        return _("what follows cannot be played: {why}").format(why=broken.problems[0].message)
    return ""


def _why_not_open(run: Run, choice: str) -> str:
    locked = next((option for option in run.options if option.id == choice), None)
    if locked is not None and locked.reason is not None:
        return _('the choice "{choice}" is locked: {reason}').format(choice=choice, reason=locked.reason.plain)
    if any(isinstance(way, Choice) and way.id == choice for way in run.state.choices):
        return _('the choice "{choice}" is not open here now').format(choice=choice)
    if any(_dealt_as(state, choice) for state in run.scene.states.values()):
        return _('"{choice}" is not offered here now').format(choice=choice)
    return _('there is no choice "{choice}" here any more').format(choice=choice)


def _why_not_ended(run: Run, ended: Ended) -> str:
    if not run.over:
        return _("the story goes on where the run had ended")
    here = run.ending.id if run.ending else run.outcome
    if ended.end != here and not (run.ending and ended.end in run.ending.was):
        return _('it now ends with "{here}", not "{there}"').format(here=here, there=ended.end)
    if run.digest() != ended.digest:
        return _("the variables differ at the end (digest {here}, the file says {there})").format(
            here=run.digest(), there=ended.digest
        )
    return ""
