"""Diagnostics of hinges, where the record and a what-if part."""

from game.story.diagnostics.record import Diagnostic, Severity

_ERROR = Severity.ERROR

HINGES: tuple[Diagnostic, ...] = (
    Diagnostic(
        "hinge-without-history",
        _ERROR,
        "a hinge has exactly one choice with history: true, and this has {found}",
        "At a hinge the record and the what-ifs part, so one of its choices is what happened.",
        "hinge: the-vote\nchoices:\n  - {id: vote, text: Vote., to: after}",
        "Mark the choice that happened.",
        "hinge: the-vote\nchoices:\n  - {id: vote, text: Vote., history: true, to: after}",
    ),
    Diagnostic(
        "history-closed",
        _ERROR,
        'the choice that happened has no "{key}"',
        "What happened can always happen: the history choice has neither `when` nor `once`.",
        "- {id: vote, text: Vote., history: true, when: osip >= 1, to: after}",
        "Leave it out.",
        "- {id: vote, text: Vote., history: true, to: after}",
    ),
    Diagnostic(
        "history-stays",
        _ERROR,
        'the choice that happened needs "to"',
        "A choice that stays decides nothing.",
        "- {id: vote, text: Vote., history: true, result: Hands go up.}",
        'Add "to".',
        "- {id: vote, text: Vote., history: true, result: Hands go up., to: after}",
    ),
    Diagnostic(
        "history-is-a-flag",
        _ERROR,
        'history is true where it stands at all, and this is "{found}"',
        "One choice of a hinge is what happened; the others simply do not have the key.",
        "- {id: wait, text: Wait., history: false, to: after}",
        "Leave it out.",
        "- {id: wait, text: Wait., tried: The wire waits, because: ..., to: after}",
    ),
    Diagnostic(
        "hinge-choice-unmarked",
        _ERROR,
        'choice "{choice}" decides a hinge, and needs {needed}',
        "Every choice of a hinge that leads on is what happened (`history`), a departure that takes hold (`what-if`) "
        "or an attempt that does not (`tried`). Off the record there is only `what-if`.",
        "- {id: warn-the-picket, text: Telephone the picket., to: after}",
        "",
        "- {id: warn-the-picket, text: Telephone the picket., what-if: The picket knows, because: ..., to: after}",
    ),
    Diagnostic(
        "two-marks",
        _ERROR,
        'a choice is one of history, what-if and tried, and "{choice}" is {found}',
        "A choice either is the record, takes hold, or does not.",
        "- {id: warn, text: Warn them., what-if: Warned, tried: Not heard, because: ..., to: after}",
        "Keep one.",
        "- {id: warn, text: Warn them., what-if: Warned, because: ..., to: after}",
    ),
    Diagnostic(
        "no-because",
        _ERROR,
        'choice "{choice}" departs from the record, and needs "because"',
        "What-ifs are argued: why it could have happened, or could not, and at what odds.",
        "- {id: warn, text: Warn them., what-if: Warned, to: after}",
        "Say why it could have happened, or not.",
        "- {id: warn, text: Warn them., what-if: Warned, because: The line was open all day., to: after}",
    ),
    Diagnostic(
        "mark-without-hinge",
        _ERROR,
        '"{key}" belongs to a choice that decides a hinge{detail}',
        "The marks say what a decision is to the record; elsewhere they would mean nothing.",
        "the-street:\n  choices:\n    - {id: go, text: Go., history: true, to: home}",
        "Leave it out, or give the state a hinge.",
        "the-street:\n  hinge: the-way-home\n  choices:\n    - {id: go, text: Go., history: true, to: home}",
    ),
    Diagnostic(
        "hinge-with-next",
        _ERROR,
        'a hinge has no "next"',
        "A hinge is decided by a choice; it never decides itself.",
        "the-vote:\n  hinge: the-vote\n  choices: ...\n  next: after",
        'Leave "next" out.',
        "the-vote:\n  hinge: the-vote\n  choices: ...",
    ),
    Diagnostic(
        "hinge-without-choices",
        _ERROR,
        "a hinge has choices, and this state has none",
        "A hinge is a decision.",
        "the-vote:\n  hinge: the-vote\n  next: after",
        'Give it "choices".',
        "the-vote:\n  hinge: the-vote\n  choices: ...",
    ),
    Diagnostic(
        "record-without-hinge",
        _ERROR,
        '"record" belongs to a hinge',
        "It is told after the player decided, beside what she did.",
        "the-street:\n  record: They dispersed.\n  next: home",
        "Leave it out, or give the state a hinge.",
        "the-street:\n  hinge: dispersal\n  record: They dispersed.\n  choices: ...",
    ),
    Diagnostic(
        "record-off-the-record",
        _ERROR,
        '"{key}" in a what-if scene, which lies off the record',
        "Nothing of a what-if scene happened: its hinges have no `record` and no `history`, and all their choices "
        "are `what-if`.",
        "what-if: true\nstates:\n  the-vote:\n    hinge: first-order\n    record: ...\n"
        "    choices: [{id: vote, text: Vote., what-if: Voted, because: ..., to: after}]",
        "Leave it out.",
        "what-if: true\nstates:\n  the-vote:\n    hinge: first-order\n"
        "    choices: [{id: vote, text: Vote., what-if: Voted, because: ..., to: after}]",
    ),
)
