"""Diagnostics of scenes: their keys and ids, and variables; with those of ways on and of hinges."""

from game.story.diagnostics.hinges import HINGES
from game.story.diagnostics.record import Diagnostic, Severity
from game.story.diagnostics.ways import WAYS

_ERROR = Severity.ERROR

_KEYS = (
    Diagnostic(
        "unknown-key",
        _ERROR,
        '{what} has no key "{key}"',
        "Every key has one meaning; one that is not known would be passed over in silence, with whatever it held.",
        "choices:\n  - {id: go, text: Go., goto: street}",
        "Take it out, or write the key that is meant.",
        "choices:\n  - {id: go, text: Go., to: street}",
    ),
    Diagnostic(
        "missing-key",
        _ERROR,
        '{what} needs "{key}": {about}',
        "Some keys have no sensible default.",
        "choices:\n  - {text: Go., to: street}",
        "Add it.",
        "choices:\n  - {id: go, text: Go., to: street}",
    ),
    Diagnostic(
        "wrong-type",
        _ERROR,
        '"{key}" is {expected}, and this is {found}',
        "What a value is depends on its key. A list is items after dashes, a mapping is keys with values.",
        "choices: go",
        "",
        "choices:\n  - {id: go, text: Go., to: street}",
    ),
    Diagnostic(
        "bad-id",
        _ERROR,
        '"{id}" is not an id',
        "Ids are lower-case words of letters and digits joined by hyphens, a letter first. Saved runs, tests and "
        "translations point at them for ever.",
        "states:\n  The Steps: ...",
        "Write lower-case words joined by hyphens, such as the-steps.",
        "states:\n  the-steps: ...",
    ),
    Diagnostic(
        "reserved-id",
        _ERROR,
        '"{id}" has a meaning of its own, and cannot be an id here',
        '"back" and "none" are words of the language; choices cannot be called what the plain reader understands as '
        "its own commands.",
        "choices:\n  - {id: undo, text: Take it back., to: street}",
        "Choose another id.",
        "choices:\n  - {id: take-it-back, text: Take it back., to: street}",
    ),
    Diagnostic(
        "duplicate-id",
        _ERROR,
        'there is already {kind} "{id}"',
        "Within its kind an id is unique: states in their scene, choices (with the storylets dealt there) in their "
        "state, scenes, hinges, endings, facts and codex entries in the story.",
        "choices:\n  - {id: go, text: Go., to: street}\n  - {id: go, text: Run., to: street}",
        "Give one of them another id.",
        "choices:\n  - {id: go, text: Go., to: street}\n  - {id: run, text: Run., to: street}",
    ),
    Diagnostic(
        "old-name-in-use",
        _ERROR,
        'the old name "{id}" is also {other}',
        "`was` lists the names that saved runs may still use, so each must lead to one thing.",
        "states:\n  a: {was: [b], ...}\n  b: ...",
        "An old name belongs to one thing, and to nothing of today.",
        "states:\n  a: {was: [before-a], ...}\n  b: ...",
    ),
    Diagnostic(
        "bad-date",
        _ERROR,
        "{why}",
        "Dates are written 1917, 1917-07, 1917-07-04 or 1917-07-04 15:00, in the calendar of the day: Old Style up "
        "to 31 January 1918, which was followed by 14 February. A clock adds an amount: "
        "1917-08-27 21:00 + 30 * tick minutes.",
        "at: 4 July 1917",
        "Write it as 1917-07-04 15:00, and a clock as 1917-07-04 15:00 + 30 * tick minutes.",
        "at: 1917-07-04",
    ),
    Diagnostic(
        "bad-number",
        _ERROR,
        '"{key}" is a whole number{bounds}, and this is "{found}"',
        "Numbers are digits, with a minus before them if need be.",
        "count: three",
        "Write digits.",
        "count: 3",
    ),
)

_VARIABLES = (
    Diagnostic(
        "bad-name",
        _ERROR,
        '"{name}" cannot be the name of a variable: {why}',
        "Variables are lower-case words joined by underscores, and no word of the expression language or of Python.",
        "variables:\n  crowd-anger: {type: int, initial: 3}",
        "Write lower-case words joined by underscores, such as crowd_anger.",
        "variables:\n  crowd_anger: {type: int, initial: 3}",
    ),
    Diagnostic(
        "name-clash",
        _ERROR,
        'the story has a variable "{name}" already',
        "A scene's variables stand beside the story's in every expression, so one name means one thing.",
        "variables:\n  blood: {type: int, initial: 0}",
        "Give the scene's own variable another name.",
        "variables:\n  blood_here: {type: int, initial: 0}",
    ),
    Diagnostic(
        "unknown-type",
        _ERROR,
        'there is no type "{found}"',
        "Variables are int, bool or enum. There is no text type: what varies by more than a few words is a block.",
        "crowd_anger: {type: number, initial: 3}",
        "The types are int, bool and enum.",
        "crowd_anger: {type: int, initial: 3}",
    ),
    Diagnostic(
        "bad-value",
        _ERROR,
        '{what} is {expected}, and this is "{found}"',
        "A variable holds only values of its type and range.",
        "mood: {type: enum, values: [calm, angry], initial: furious}",
        "",
        "mood: {type: enum, values: [calm, angry], initial: angry}",
    ),
    Diagnostic(
        "bad-range",
        _ERROR,
        "min {low} is above max {high}",
        "An int is clamped to its range at each assignment, so the range must hold something.",
        "crowd_anger: {type: int, initial: 3, min: 10, max: 0}",
        "Swap them.",
        "crowd_anger: {type: int, initial: 3, min: 0, max: 10}",
    ),
    Diagnostic(
        "key-of-another-type",
        _ERROR,
        '"{key}" does not go with type {type}',
        "`min`, `max` and `gauge` belong to int, `values` to enum.",
        "june_names: {type: bool, initial: false, max: 1}",
        "Leave it out.",
        "june_names: {type: bool, initial: false}",
    ),
)

SCENES: tuple[Diagnostic, ...] = (*_KEYS, *_VARIABLES, *WAYS, *HINGES)
