"""What stands above the page: the state, when and where it is."""

from game.play.run import Run
from game.terminal.dates import short_date
from game.terminal.sanitise import one_line
from game.terminal.standing import place_name


def page_title(run: Run, here: str) -> str:
    """`july-days.cloakroom · 4 July (17 July) · Tauride Palace`; and where it comes to rest, if that is elsewhere."""
    parts = [here if here == run.here else f"{here} → {run.here}"]
    if run.at is not None:
        parts.append(short_date(run.at))
    if run.place:
        parts.append(place_name(run.story, run.place))
    return one_line(" · ".join(parts))
