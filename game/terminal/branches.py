"""A line of the tree as it is drawn: what it grows from, its decisions, and at the right the run that ends there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rich.cells import cell_len

from game.i18n import _
from game.play.tree import Key, Node, Row
from game.story.model import Ending, Mark
from game.terminal.blocks import Voice
from game.terminal.forest import Branch, Forest, Kept
from game.terminal.marks import PARTED, name_of, sign_of
from game.terminal.sanitise import one_line
from game.terminal.widgets.lines import Part, clipped

ENDED, BROKEN, HERE, PICKED = "★", "✗", "◀", "⇄"
SAME = "    = "


@dataclass
class Drawing:
    """What lines of the tree are drawn from."""

    forest: Forest
    endings: Mapping[str, Ending] = field(default_factory=dict)
    hinges: Mapping[Key, Mark | None] = field(default_factory=dict)
    current: Path | None = None
    """The run that is being played."""
    picked: Path | None = None
    """The run that another is to be compared with."""

    def parts(self, branch: Branch, width: int, shift: int = 0) -> Iterator[Part]:
        """The line in `width` cells, its left `shift` cells cut off."""
        tip = list(self._tip(branch))
        room = width - sum(cell_len(text) for text, _voice in tip) - 2 * bool(tip)
        room = max(room, width // 3)
        taken = 0
        for text, voice in _shifted(self._body(branch), shift):
            shown = clipped(text, room - taken)
            yield shown, voice
            taken += cell_len(shown)
            if shown != text:
                break
        left = width - max(room, taken) - 2
        if tip and left > 0:
            yield " " * (max(room, taken) - taken + 2), Voice.DIM
            for text, voice in tip:
                shown = clipped(text, left)
                yield shown, voice
                left -= cell_len(shown)

    def ending_of(self, kept: Kept) -> str:
        """The ending's title, an outcome in words, or nothing."""
        if not kept.ended:
            return ""
        known = self.endings.get(kept.ended) or next((e for e in self.endings.values() if kept.ended in e.was), None)
        return one_line(known.title if known is not None else name_of(kept.ended))

    def _body(self, branch: Branch) -> Iterator[Part]:
        row = branch.row
        if row is not None:
            yield row.prefix, Voice.DIM
            yield from self._stretch(row)
        elif branch.run is not None:
            kept = self.forest.kept(branch.run)
            if branch.run < len(self.forest.runs):
                yield SAME + _("the same decisions"), Voice.DIM
            else:
                yield f"{BROKEN} {one_line(kept.broken)}", Voice.DIM

    def _stretch(self, row: Row) -> Iterator[Part]:
        """The decisions of a stretch that are shown, with how many lie between."""
        before = row.first.parent
        for number, node in enumerate(row.shown):
            if number and before is not None:
                between = node.step - before.step - 1
                yield f" ── {between} ── " if between else " ── ", Voice.DIM
            scene = _scene(node)
            if not node.choice:
                yield name_of(scene), Voice.HEADING
            else:
                if before is None or _scene(before) != scene:
                    yield f"{name_of(scene)}: ", Voice.DIM
                yield from self._decision(node)
            before = node

    def _decision(self, node: Node) -> Iterator[Part]:
        key = (node.place, node.choice)
        if key in self.hinges:
            sign = sign_of(self.hinges[key])
            yield f"{sign} ", Voice.RED if sign == PARTED else Voice.TEXT
        yield one_line(name_of(node.choice)), Voice.TEXT

    def _tip(self, branch: Branch) -> Iterator[Part]:
        if branch.run is None:
            return
        kept = self.forest.kept(branch.run)
        name = one_line(kept.name) or one_line(kept.path.stem)
        if ended := self.ending_of(kept):
            yield f"{ENDED} {ended} · ", Voice.TEXT
        yield name, Voice.DIM
        if kept.path == self.picked:
            yield f" {PICKED}", Voice.RED
        if kept.path == self.current:
            yield f" {HERE} " + _("you"), Voice.RED


def depth_of(branch: Branch) -> int:
    """How many cells stand before a line's own words."""
    return cell_len(branch.row.prefix) if branch.row is not None else len(SAME)


def _scene(node: Node) -> str:
    return node.place.partition(".")[0]


def _shifted(parts: Iterator[Part], shift: int) -> Iterator[Part]:
    """The parts without their first `shift` cells (what stands there is lines of the tree, a cell each)."""
    for text, voice in parts:
        if shift >= len(text):
            shift -= len(text)
            continue
        yield text[shift:], voice
        shift = 0
