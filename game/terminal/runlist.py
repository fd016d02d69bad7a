"""The player's runs as a list: in which order, with which words, and what is said of each."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from game.i18n import _, ngettext
from game.play.shelf import Saved
from game.story.model import Story
from game.terminal.finding import folded, holds
from game.terminal.marks import name_of
from game.terminal.sanitise import one_line

ENDED, OPEN, BROKEN = "★", "▸", "✗"


class Order(StrEnum):
    """What a list of runs goes by."""

    PLAYED = "played"
    BEGUN = "begun"
    NAME = "name"
    STEPS = "steps"

    @property
    def after(self) -> "Order":
        """The order that comes next, round and round."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]

    @property
    def words(self) -> str:
        """The order in words."""
        return {
            Order.PLAYED: _("last played first"),
            Order.BEGUN: _("last begun first"),
            Order.NAME: _("by name"),
            Order.STEPS: _("longest first"),
        }[self]


def in_order(runs: Iterable[Saved], order: Order) -> list[Saved]:
    """The runs in this order; where it says nothing, as they came."""
    match order:
        case Order.PLAYED:
            return sorted(runs, key=lambda saved: saved.played, reverse=True)
        case Order.BEGUN:
            return sorted(runs, key=lambda saved: saved.started, reverse=True)
        case Order.NAME:
            return sorted(runs, key=lambda saved: folded(name(saved)))
        case Order.STEPS:
            return sorted(runs, key=lambda saved: saved.step, reverse=True)


class RunWords:
    """What is said of runs, in the story's own words, and whether some words are in that."""

    def __init__(self, story: Story) -> None:
        endings = {old: ending.title for ending in story.endings.values() for old in ending.was}
        self._endings: Mapping[str, str] = {**endings, **{id: each.title for id, each in story.endings.items()}}
        self._texts: dict[tuple[Path, str, str], str] = {}

    def sign(self, saved: Saved) -> str:
        """Whether it has ended, is open, or cannot be played."""
        return BROKEN if saved.broken else ENDED if saved.ending else OPEN

    def state(self, saved: Saved) -> str:
        """The same in a word."""
        return _("cannot be played") if saved.broken else _("ended") if saved.ending else _("open")

    def where(self, saved: Saved) -> str:
        """Where it stands: its ending, its scene, or what is wrong with it."""
        if saved.broken:
            return _("cannot be played: {why}").format(why=one_line(saved.broken))
        if saved.ending:
            return one_line(self._endings.get(saved.ending, name_of(saved.ending)))
        return one_line(name_of(saved.scene))

    def about(self, saved: Saved) -> str:
        """When it was begun and played, how long it is, what it grew from."""
        said = [self.state(saved)]
        if not saved.recorded and not saved.broken:
            said.append(_("begun {day}").format(day=day(saved.started)))
        if not saved.recorded:
            said.append(_("last played {day}").format(day=hour(saved.played)))
        if not saved.broken:
            said.append(ngettext("{count} step", "{count} steps", saved.step).format(count=saved.step))
        if saved.parent:
            said.append(_("a fork of {run}").format(run=one_line(saved.parent)))
        return " · ".join(said)

    def has(self, saved: Saved, words: str) -> bool:
        """Whether all of the words stand in what is said of it."""
        if not words:
            return True
        key = (saved.path, saved.name, saved.note)
        if key not in self._texts:
            parts = (name(saved), saved.path.stem, self.where(saved), self.state(saved), saved.note, day(saved.played))
            self._texts[key] = folded(" ".join(parts))
        return holds(self._texts[key], words)


def name(saved: Saved) -> str:
    """What it is called, else its file."""
    return one_line(saved.name) or one_line(saved.path.stem)


def day(moment: datetime) -> str:
    """The day it was where the player is; a moment at the edge of all years, as it stands."""
    with suppress(OverflowError, ValueError, OSError):
        moment = moment.astimezone()
    return f"{moment:%Y-%m-%d}"


def hour(moment: datetime) -> str:
    """The same, with the hour."""
    with suppress(OverflowError, ValueError, OSError):
        moment = moment.astimezone()
    return f"{moment:%Y-%m-%d %H:%M}"
