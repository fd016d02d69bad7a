"""Where a run stands, in words: for those who hear a page and do not see what stands beside it."""

from game.i18n import _, ngettext
from game.play.run import Run
from game.terminal.dates import long_date
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line
from game.terminal.standing import Gauge, gauges, place_name
from game.terminal.why import condition_of


def where(run: Run, name: str, setter: Typesetter) -> str:
    """The scene, the day, the hour and the place; the gauges; how far the run called `name` is."""
    when = long_date(run.at) if run.at else ""
    said = setter.header(run.scene.title, when, place_name(run.story, run.place))
    if standing := all_gauges(run):
        said += setter.wrapped(standing)
    steps = ngettext("{count} choice", "{count} choices", run.step).format(count=run.step)
    return said + setter.wrapped(f"{one_line(name)}: {steps}.")


def why_locked(run: Run, setter: Typesetter) -> str:
    """What each locked choice asks for, or else its reason; empty where none is locked."""
    said = ""
    for option in run.options:
        if not option.open:
            reason = one_line(option.reason.plain) if option.reason is not None else ""
            asked = condition_of(run, option.id)
            why = _("It asks for: {what}.").format(what=asked) if asked else reason
            said += setter.wrapped(f"{one_line(option.text.plain)} {why}", "-  ")
    return said


def gauges_moved(run: Run) -> str:
    """`Bread 2, down 1. Blood 3, up 1.`: those that the last choice moved; empty where it moved none."""
    return " ".join(_moved(gauge) for gauge in gauges(run) if gauge.change)


def all_gauges(run: Run) -> str:
    """`Bread 2 of 10. Father 1, between -3 and 3.`: where each stands; empty where there are none."""
    return " ".join(_standing(gauge) for gauge in gauges(run))


def _moved(gauge: Gauge) -> str:
    said = _("{label} {value}, up {change}.") if gauge.change > 0 else _("{label} {value}, down {change}.")
    return said.format(label=gauge.label, value=gauge.value, change=abs(gauge.change))


def _standing(gauge: Gauge) -> str:
    said = _("{label} {value}, between {low} and {high}.") if gauge.low else _("{label} {value} of {high}.")
    return said.format(label=gauge.label, value=gauge.value, low=gauge.low, high=gauge.high)
