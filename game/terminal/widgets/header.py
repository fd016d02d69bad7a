"""The line above the page: the scene, the date in both calendars, the place; on narrow pages the gauges too."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.terminal.dates import day_of, header_date, hour_of, short_date
from game.terminal.marks import PARTED, sign_of
from game.terminal.standing import Standing, change_sign, fitting


class Header(Widget):
    """Scene, date and place in one line; a second folds the panel in while that is not shown."""

    DEFAULT_CSS = """
    Header {
        dock: top;
        height: 2;
        background: $background;
        color: $dim;
        border-bottom: solid $rule;
        padding: 0 2;
    }
    """

    standing: reactive[Standing] = reactive(Standing())
    """What it shows."""
    place: reactive[str] = reactive("")
    """The place's name, once it is known."""

    def watch_standing(self, standing: Standing) -> None:
        """Whether there is anything to fold into a second line."""
        self.set_class(bool(standing.gauges or standing.hinges), "-folds")

    def render(self) -> Content:
        """One line, or two where there is no panel."""
        width = self.content_size.width
        screen = self.screen
        if screen.has_class("-tiny"):
            return Content(_short_line(self.standing, self.place, width))
        wide = screen.has_class("-wide")
        line = _long_line(self.standing, "" if wide else self.place, width)
        if wide or not self.has_class("-folds"):
            return line
        return Content("\n").join([line, _folded(self.standing, width)])


def _short_line(standing: Standing, place: str, width: int) -> str:
    """The date and the place alone."""
    date = ""
    if standing.at is not None:
        date = short_date(standing.at)
        hour = hour_of(standing.at)
        if hour and cell_len(date) + 2 + len(hour) + cell_len(place) + 3 <= width:
            date += f", {hour}"
        if cell_len(date) > width:
            date = day_of(standing.at)
    return _both_ends(date, place, width)


def _long_line(standing: Standing, place: str, width: int) -> Content:
    """The scene at the left; the place and the date at the right."""
    dates = [header_date(standing.at), short_date(standing.at), day_of(standing.at)] if standing.at else [""]
    title = standing.scene
    for date in dates:
        right = " · ".join(part for part in (place, date) if part)
        if cell_len(title) + 3 + cell_len(right) <= width:
            gap = width - cell_len(title) - cell_len(right)
            return Content.assemble((title, "$foreground"), " " * gap, right)
    return Content.assemble((_both_ends(title, dates[-1], width), "$foreground"))


def _folded(standing: Standing, width: int) -> Content:
    """Gauges with what moved them, and the hinges' signs at the right end."""
    signs = "".join(sign_of(hinge.mark, hinge.decided) for hinge in standing.hinges)[: max(0, width // 3)]
    parts = [f"{gauge.label} {gauge.value}{change_sign(gauge.change)}" for gauge in standing.gauges]
    shown = fitting(parts, width - cell_len(signs) - 2)
    line: list[Content | str | tuple[str, str]] = []
    for number in range(shown):
        if number:
            line.append("  ")
        gauge = standing.gauges[number]
        line.append((parts[number], "bold $foreground") if gauge.change else parts[number])
    taken = sum(cell_len(part) for part in parts[:shown]) + 2 * max(0, shown - 1)
    line.append(" " * (width - taken - cell_len(signs)))
    line += [(sign, "$accent") if sign == PARTED else sign for sign in signs]
    return Content.assemble(*line)


def _both_ends(left: str, right: str, width: int) -> str:
    """Two pieces at the ends of a line; the right one cut, or left out, where there is no room."""
    room = width - cell_len(left) - 2
    if room < 4:
        return set_cell_size(left, max(0, width))
    if cell_len(right) > room:
        right = set_cell_size(right, room - 1).rstrip() + "…"
    return left + " " * (width - cell_len(left) - cell_len(right)) + right
