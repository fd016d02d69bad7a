"""Two runs beside each other as plain lines: one after the other, since a reader of lines has one column."""

from game.i18n import _
from game.play.compare import Comparison
from game.play.run import Run
from game.terminal.compared import Section, parting, sections
from game.terminal.marks import KEPT, PARTED, TRIED
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line


def as_text(found: Comparison, a: Run, b: Run, width: int) -> str:
    """Where they part, what differs, then by turns; signs are words here."""
    setter = Typesetter(a.story, width)
    names = (one_line(found.a.name), one_line(found.b.name))
    both = _("{a}, and {b}: {parting}.").format(a=names[0], b=names[1], parting=parting(found, a, b))
    text = setter.wrapped(both)
    for section in sections(found, a, b):
        text += "\n" + setter.wrapped(section.title) + _section(section, names, setter)
    return text


def _section(section: Section, names: tuple[str, str], setter: Typesetter) -> str:
    text = ""
    for entry in section.entries:
        mark = f"{entry.label}. " if entry.label.isdigit() else "-  "
        if entry.label and not entry.label.isdigit():
            text += setter.wrapped(f"{entry.label}.", mark)
            mark = " " * len(mark)
        for name, cell in zip(names, (entry.a, entry.b), strict=True):
            word = {KEPT: _("kept"), PARTED: _("parted"), TRIED: _("tried")}.get(cell.sign, "")
            said = f"{name} ({word}): {cell.text}" if word else f"{name}: {cell.text}"
            text += setter.wrapped(said, mark)
            mark = " " * len(mark)
    return text
