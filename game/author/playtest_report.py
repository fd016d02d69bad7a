"""What a playtest found, as a report to read and as JSON."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from game.author.idle import idle_choices
from game.author.playing import Seen
from game.author.playtest import Report
from game.author.walk import choices_of, paragraphs_in, prose_of
from game.author.words import words_of
from game.i18n import _
from game.story.model import Scene, Story
from game.story.types import Value

_SHARE = "{count:>7}  {share:>5.1%}  {name}"


@dataclass(frozen=True)
class Findings:
    """A report beside the story it is about. `runs` are the files that were written for failures, by reason."""

    report: Report
    never_states: tuple[str, ...]
    never_choices: tuple[str, ...]
    never_endings: tuple[str, ...]
    idle: tuple[str, ...]
    words: int
    words_seen: int
    runs: Mapping[tuple[str, str], str]


def findings(report: Report, story: Story, start: str, runs: Mapping[tuple[str, str], str]) -> Findings:
    """What the plays never saw, and what does nothing, of all scenes that a play from `start` may come to."""
    scenes = scenes_from(story, start)
    states = [state for scene in scenes for state in scene.states.values()]
    covered = report.covered
    choices = [choice.key for state in states for choice in choices_of(state)]
    words = {state.key: sum(_words(prose_of(state))) for state in states}
    return Findings(
        report,
        tuple(state.key for state in states if state.key not in covered.states),
        tuple(key for key in choices if key not in covered.taken),
        tuple(id for id in _endings(story, start, scenes) if id not in covered.endings),
        tuple(idle_choices(scenes)),
        sum(words.values()),
        sum(count for key, count in words.items() if key in covered.states),
        runs,
    )


def _endings(story: Story, start: str, scenes: list[Scene]) -> Iterable[str]:
    """The endings a play may come to: those the story declares, or those of a scene that is played alone."""
    if not start:
        return story.endings
    ended = [state.outcome for state in scenes[0].states.values()]
    ended += [state.ending for scene in scenes for state in scene.states.values()]
    return dict.fromkeys(id for id in ended if id)


def _words(pieces: Iterable[Any]) -> Iterable[int]:
    return (words_of(paragraph) for prose in pieces for paragraph in paragraphs_in(prose))


def scenes_from(story: Story, start: str) -> list[Scene]:
    """The scenes that a play from `start` may come to: by routes, unless it is of one scene alone, and by calls."""
    waiting = [start.partition(".")[0] or story.initial]
    found: dict[str, Scene] = {}
    while waiting:
        id = waiting.pop(0)
        if id in found:
            continue
        scene = found[id] = story.scene(id)
        waiting += [state.call for state in scene.states.values() if state.call]
        if not start:
            waiting += [rule.to for rule in story.routes[id].next]
    return list(found.values())


def as_json(found: Findings) -> dict[str, Any]:
    """The shape that scripts read."""
    report, seen = found.report, found.report.seen
    return {
        "plays": seen.plays,
        "seed": report.seed,
        "endings": dict(sorted(seen.endings.items())),
        "never": {
            "states": list(found.never_states),
            "choices": list(found.never_choices),
            "endings": list(found.never_endings),
        },
        "stuck": [found.runs.get(kind, "") for kind in report.failures if kind[0].startswith("no ")],
        "failures": [{"reason": kind[0], "run": found.runs.get(kind, "")} for kind in report.failures],
        "idle_choices": list(found.idle),
        "hinges": {hinge: dict(sorted(falls.items())) for hinge, falls in sorted(seen.hinges.items())},
        "variables": {name: _spread(seen, name) for name in sorted(seen.values) if _is_int(seen.values[name])},
        "words": {
            "story": found.words,
            "seen": found.words_seen,
            "median": quantile(seen.words, 0.5),
            "p10": quantile(seen.words, 0.1),
            "p90": quantile(seen.words, 0.9),
        },
        "choices_per_second": round(report.choices_per_second),
    }


def _spread(seen: Seen, name: str) -> dict[str, int]:
    values = {value: count for value, count in seen.values[name].items() if isinstance(value, int)}
    return {
        "min": min(values),
        "median": quantile(values, 0.5),
        "max": max(values),
        "clamped": seen.clamped[name],
    }


def _is_int(values: Counter[Value]) -> bool:
    return all(type(value) is int for value in values)


def quantile(counts: Mapping[int, int], share: float) -> int:
    """The least value that at least `share` of all counted are at or below; 0 when there are none."""
    wanted = share * sum(counts.values())
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if passed >= wanted:
            return value
    return 0


def as_text(found: Findings) -> str:
    """The report, as people read it."""
    data, report, seen = as_json(found), found.report, found.report.seen
    parts = [
        _("{plays} plays, seed {seed}; {speed} choices a second.").format(
            plays=seen.plays, seed=report.seed, speed=data["choices_per_second"]
        ),
        _table(_("Endings"), seen.endings, seen.plays),
    ]
    for hinge, falls in data["hinges"].items():
        parts.append(_table(_("Hinge {hinge}").format(hinge=hinge), falls, sum(falls.values())))
    parts.append(_variables(data["variables"]))
    words = data["words"]
    share = words["seen"] / words["story"] if words["story"] else 1.0
    parts.append(
        _("Words: {median} in a play (from {p10} to {p90}); {share:.0%} of the {story} in the story were seen.").format(
            share=share, **{key: words[key] for key in ("median", "p10", "p90", "story")}
        )
    )
    for title, names in (
        (_("Endings never reached"), found.never_endings),
        (_("States never reached"), found.never_states),
        (_("Choices never taken"), found.never_choices),
        (_("Choices without consequence"), found.idle),
    ):
        if names:
            parts.append("\n".join([title, *(f"  {name}" for name in names)]))
    for (reason, place), count in report.failed.items():
        run = found.runs.get((reason, place), "")
        parts.append(
            _("{count} plays failed at {place}: {reason}").format(count=count, place=place, reason=reason)
            + (f"\n  {run}" if run else "")
        )
    return "\n\n".join(part for part in parts if part)


def _table(title: str, counts: Mapping[str, int], of: int) -> str:
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "\n".join([title, *(_SHARE.format(count=count, share=count / of, name=name) for name, count in rows)])


def _variables(spreads: Mapping[str, Mapping[str, int]]) -> str:
    if not spreads:
        return ""
    rows = [
        f"  {name:<14} {it['min']:>4} {it['median']:>7} {it['max']:>4} {it['clamped']:>8}"
        for name, it in spreads.items()
    ]
    return "\n".join([f"  {_('variable'):<14} {'min':>4} {'median':>7} {'max':>4} {_('clamped'):>8}", *rows])
