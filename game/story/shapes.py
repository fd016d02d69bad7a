"""The keys of every mapping an author writes, described once: for the reader, its messages and the schema."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from game.story.types import LIMIT


class Kind(StrEnum):
    """What a key's value is. What is written is decided by its key, never by its looks."""

    ID = "an id"
    IDS = "a list of ids"
    NAMES = "a list of names of variables"
    LINE = "one line of text"
    LABEL = "text"
    LABELS = "a text, or a list of texts"
    VERBATIM = "lines of text"
    PROSE = "prose"
    EXPRESSION = "an expression"
    EFFECTS = "an effect, or a list of effects"
    FLAG = "true or false"
    NUMBER = "a whole number"
    DATE = "a date"
    VALUE = "a value"
    VALUES = "variables with their values"
    RULES = "an id, or a list of rules"
    MAPPING = "a mapping"
    LIST = "a list"
    BLOCKS = "a list of prose"
    WORDS = "enum values"
    NAME = "the name of a variable"
    PLACE = "a place, as scene.state"
    DIGEST = "eight hexadecimal digits"


class Key(NamedTuple):
    """One key: what its value is, what it means, and whether it must be there.

    `of` are the shapes that a list's items or a mapping's values may have; `named` is what a mapping's own keys
    are, where the author makes them up; `one_of` are the only words there are; a number runs from `low` to `high`.
    """

    kind: Kind
    about: str
    required: bool = False
    of: "tuple[Shape, ...]" = ()
    named: Kind | None = None
    one_of: tuple[str, ...] = ()
    low: int = -LIMIT
    high: int = LIMIT


Shape = Mapping[str, Key]
_REQUIRED: dict[int, tuple[str, ...]] = {}


def required_keys(shape: Shape) -> tuple[str, ...]:
    """The keys that must be there, looked for once: the shapes are those of this module, and last."""
    found = _REQUIRED.get(id(shape))
    if found is None:
        found = _REQUIRED[id(shape)] = tuple(name for name, key in shape.items() if key.required)
    return found


_WAS = Key(Kind.IDS, "all its old names, which saved runs and translations may still use")
_WAS_NAMED = Key(Kind.NAMES, _WAS.about)
_FACTS = Key(Kind.IDS, "ids of facts.yaml that this rests on")

VARIABLE: Shape = {
    "type": Key(Kind.ID, "int, bool or enum", required=True, one_of=("int", "bool", "enum")),
    "initial": Key(Kind.VALUE, "its value at the start", required=True),
    "min": Key(Kind.NUMBER, "an int is held at this or above"),
    "max": Key(Kind.NUMBER, "an int is held at this or below"),
    "values": Key(Kind.WORDS, "an enum's values, as a list, or with the words each is shown as"),
    "label": Key(Kind.LABEL, "what players see it called"),
    "gauge": Key(Kind.FLAG, "shown beside the page as a bar"),
    "about": Key(Kind.LABEL, "what it stands for"),
    "was": _WAS_NAMED,
}

CHOICE: Shape = {
    "id": Key(Kind.ID, "its name in run files and tests", required=True),
    "text": Key(Kind.LINE, "what the player reads", required=True),
    "when": Key(Kind.EXPRESSION, "open only while this holds"),
    "locked": Key(Kind.LINE, "the reason shown while it is not open; without one it is hidden"),
    "once": Key(Kind.FLAG, "hidden after it was taken once in this run"),
    "do": Key(Kind.EFFECTS, "effects of taking it"),
    "result": Key(Kind.PROSE, "opens the next page"),
    "to": Key(Kind.RULES, "where it leads; without it you stay"),
    "history": Key(Kind.FLAG, "at a hinge: what happened"),
    "what-if": Key(Kind.LINE, "at a hinge: a departure that takes hold, as the ledger calls it"),
    "tried": Key(Kind.LINE, "at a hinge: an attempt that does not take hold, as the ledger calls it"),
    "because": Key(Kind.PROSE, "at a hinge: why it could have happened, or not"),
    "facts": _FACTS,
    "was": _WAS,
}

DRAW: Shape = {
    "draw": Key(Kind.ID, "a tag: states with it are offered", required=True),
    "count": Key(Kind.NUMBER, "how many at most; 1 unless told", low=1, high=100),
}

STATE: Shape = {
    "text": Key(Kind.PROSE, "what is read on entering"),
    "at": Key(Kind.DATE, "when: a date, Old Style to 31 January 1918, or a clock"),
    "place": Key(Kind.ID, "where: a codex entry"),
    "do": Key(Kind.EFFECTS, "effects on entering"),
    "choices": Key(Kind.LIST, "what the player can do", of=(CHOICE, DRAW)),
    "next": Key(Kind.RULES, "what follows by itself, or once no choice is open"),
    "outcome": Key(Kind.ID, "the scene is over"),
    "ending": Key(Kind.ID, "the whole story is over"),
    "call": Key(Kind.ID, "plays a scene within this one, then follows `next`"),
    "hinge": Key(Kind.ID, "a decision where the record and a what-if part"),
    "record": Key(Kind.PROSE, "what did happen"),
    "facts": _FACTS,
    "drawing": Key(Kind.VERBATIM, "a few lines shown above the page"),
    "title": Key(Kind.LINE, "a storylet's title: the text of the choice that leads to it"),
    "tags": Key(Kind.IDS, "the draws it can be dealt by"),
    "weight": Key(Kind.EXPRESSION, "how likely it is to be dealt, beside the others"),
    "when": Key(Kind.EXPRESSION, "when it can be dealt"),
    "once": Key(Kind.FLAG, "dealt only if it was never entered"),
    "was": _WAS,
}

SCENE: Shape = {
    "scene": Key(Kind.ID, "the scene's id: the name of its file", required=True),
    "title": Key(Kind.LABEL, "the scene's title", required=True),
    "initial": Key(Kind.ID, "the state it begins in", required=True),
    "states": Key(Kind.MAPPING, "its states, by id", required=True, of=(STATE,), named=Kind.ID),
    "variables": Key(Kind.MAPPING, "its own variables, new at each entry", of=(VARIABLE,), named=Kind.NAME),
    "alone": Key(Kind.VALUES, "story variables, when a play starts at this scene"),
    "outcomes": Key(Kind.IDS, "the ways it can end; story.yaml says what follows each"),
    "what-if": Key(Kind.FLAG, "the scene lies off the record"),
    "facts": _FACTS,
    "was": _WAS,
}

RULE: Shape = {
    "when": Key(Kind.EXPRESSION, "it holds while this does"),
    "outcome": Key(Kind.ID, "it holds after this outcome"),
    "to": Key(Kind.ID, "where it leads"),
    "draw": Key(Kind.ID, "leads to a storylet with this tag"),
}

SCENE_ROUTES: Shape = {"next": Key(Kind.RULES, "what follows each of its outcomes")}

ENDING: Shape = {
    "title": Key(Kind.LABEL, "its title", required=True),
    "history": Key(Kind.FLAG, "the ending of the record"),
    "was": _WAS,
}

STORY: Shape = {
    "format": Key(Kind.LABEL, "october-story/1", required=True, one_of=("october-story/1",)),
    "story": Key(Kind.ID, "the story's id", required=True),
    "title": Key(Kind.LABEL, "the story's title", required=True),
    "version": Key(Kind.LABEL, "the story's version, such as 1.0.0", required=True),
    "language": Key(Kind.LABEL, "the language it is written in, such as en", required=True),
    "initial": Key(Kind.ID, "the scene it begins with", required=True),
    "calendar": Key(
        Kind.ID, "what its dates are reckoned by: russian (unless told) or gregorian", one_of=("russian", "gregorian")
    ),
    "decided": Key(Kind.LABEL, "what stands above the hinges at the end; What was decided unless told"),
    "note": Key(Kind.LABEL, "what a reader should know before a new run, such as what is hard to read"),
    "scenes": Key(Kind.MAPPING, "its scenes, and what follows each", required=True, of=(SCENE_ROUTES,), named=Kind.ID),
    "variables": Key(Kind.MAPPING, "story-wide variables", of=(VARIABLE,), named=Kind.NAME),
    "endings": Key(Kind.MAPPING, "its endings, by id", of=(ENDING,), named=Kind.ID),
}

CODEX_ENTRY: Shape = {
    "id": Key(Kind.ID, "what text links", required=True),
    "kind": Key(Kind.ID, "person, place or term", required=True),
    "name": Key(Kind.LABEL, "its name", required=True),
    "text": Key(Kind.PROSE, "what a reader should know", required=True),
    "names": Key(Kind.MAPPING, "its name in other languages, by code", named=Kind.LABEL),
    "facts": _FACTS,
}

PIN: Shape = {
    "place": Key(
        Kind.ID, "a town: one of the places of facts.yaml that have a latitude and a longitude", required=True
    ),
    "at": Key(Kind.DATE, "the day from which it is shown, Old Style to 31 January 1918", required=True),
    "shows": Key(
        Kind.ID, "soviet, contested, failed or none", required=True, one_of=("soviet", "contested", "failed", "none")
    ),
    "facts": _FACTS,
    "when": Key(Kind.EXPRESSION, "the pin stands while this holds"),
}

PROSE_FORMS: Mapping[str, Shape] = {
    "when": {
        "when": Key(Kind.EXPRESSION, "the text stands while this holds", required=True),
        "text": Key(Kind.PROSE, "what is said then", required=True),
        "else": Key(Kind.PROSE, "what is said otherwise"),
    },
    "paragraph": {"paragraph": Key(Kind.BLOCKS, "parts of one paragraph, joined by spaces", required=True)},
    "first": {
        "first": Key(Kind.NUMBER, "how many of these blocks", required=True, low=1, high=1_000),
        "of": Key(Kind.BLOCKS, "blocks; those that have something to say come first", required=True),
    },
    "sequence": {"sequence": Key(Kind.BLOCKS, "one a visit, then the last for ever", required=True)},
    "once": {"once": Key(Kind.BLOCKS, "one a visit, then nothing", required=True)},
    "cycle": {"cycle": Key(Kind.BLOCKS, "one a visit, round and round", required=True)},
    "shuffle": {"shuffle": Key(Kind.BLOCKS, "each once in an order of chance, then again", required=True)},
}
"""A mapping where prose stands, told by the key that only its form has."""

FACT: Shape = {
    "id": Key(Kind.ID, "what scenes cite", required=True),
    "statement": Key(Kind.LABEL, "what is claimed"),
    "chapter": Key(Kind.LABEL, "the chapter of the ledger it belongs to"),
    "sources": Key(Kind.LABELS, "what it rests on: in words, or ids of the list sources of this file"),
    "contested": Key(Kind.LABEL, "the dispute it is a side of"),
    "untold": Key(Kind.LABEL, "why no scene tells it"),
}
"""A fact of the ledger. It has other keys, which are the historian's own."""

RUN_HEADER: Shape = {
    "format": Key(Kind.LABEL, "october-run/1", required=True, one_of=("october-run/1",)),
    "story": Key(Kind.LABEL, "the story's id", required=True),
    "version": Key(Kind.LABEL, "the version it was begun in"),
    "seed": Key(Kind.NUMBER, "what chance is drawn from", required=True, low=-(10**19), high=10**19),
    "start": Key(Kind.LABEL, "where it began: a scene, or scene.state", required=True),
    "alone": Key(Kind.FLAG, "it is over when the scene it began in is"),
    "set": Key(Kind.VALUES, "story variables that differed from their initial value at the start"),
    "name": Key(Kind.VERBATIM, "what it is called"),
    "started": Key(Kind.VERBATIM, "when, as 2026-11-22T10:00:00Z"),
    "parent": Key(Kind.MAPPING, "the run it was forked from, and the step", of=({
        "run": Key(Kind.VERBATIM, "the run's file, without its ending"),
        "step": Key(Kind.NUMBER, "the last step they share"),
    },)),
}  # fmt: skip
"""The header of a run file. Keys that are not known are passed over."""

RUN_LINES: tuple[Shape, ...] = (
    {
        "state": Key(Kind.PLACE, "the place at rest", required=True),
        "choose": Key(Kind.ID, "the choice taken there", required=True),
        "digest": Key(Kind.DIGEST, "of the variables before it", required=True),
    },
    {
        "end": Key(Kind.ID, "the ending, or the outcome of a scene played alone", required=True),
        "digest": Key(Kind.DIGEST, "of the variables at the end", required=True),
    },
    {"name": Key(Kind.VERBATIM, "what the run is called from here on", required=True)},
    {"note": Key(Kind.VERBATIM, "what the player wrote about the run", required=True)},
)
"""What follows the header, besides the word `undo`."""
