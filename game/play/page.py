"""What a reader is given: turns of pages, the choices at rest, and how hinges fell."""

from typing import NamedTuple

from game.story.calendar import Moment
from game.story.model import Mark
from game.story.text import Paragraph


class Page(NamedTuple):
    """The text between two breaths: a choice's result and the state it led to, or one state's text.

    `heading` is a scene's title on the first page of that scene, else empty; `state` is `scene.state`; `place` is
    a codex entry's id, or empty.
    """

    state: str
    heading: str
    at: Moment | None
    place: str
    paragraphs: tuple[Paragraph, ...]
    drawing: str = ""
    opening: int = 0
    """How many of its paragraphs, from the first, are a choice's result: they were said where it was taken."""


class Turn(NamedTuple):
    """A step as it was read: what was chosen (nothing at step 0), and its pages, with a "Continue" between."""

    step: int
    chosen: Paragraph
    pages: tuple[Page, ...]


class Option(NamedTuple):
    """A choice at rest, as it is offered: open, or locked for a reason."""

    id: str
    text: Paragraph
    open: bool = True
    reason: Paragraph | None = None


class Fall(NamedTuple):
    """How a hinge fell: where, at which step, by which choice, and what that is to the record."""

    hinge: str
    scene: str
    state: str
    choice: str
    step: int
    at: Moment | None
    mark: Mark | None
    text: Paragraph
    label: Paragraph
    record: tuple[Paragraph, ...]
    because: tuple[Paragraph, ...]
    facts: tuple[str, ...]
