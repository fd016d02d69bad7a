"""Diagnostics of prose: marks, links, and the forms that vary."""

from game.story.diagnostics.record import Diagnostic, Severity

PROSE: tuple[Diagnostic, ...] = (
    Diagnostic(
        "unbalanced-brace",
        Severity.ERROR,
        'a "{found}" without its partner',
        "Braces hold an expression whose value is shown. A brace that is meant to be read is written twice.",
        "text: >\n  The form says {name, and nothing else.",
        'Write "{{" or "}}" for a brace that is read.',
        "text: >\n  The form says {{name, and nothing else.",
    ),
    Diagnostic(
        "unbalanced-link",
        Severity.ERROR,
        'a "{found}" without its partner',
        "Double square brackets link an entry of the codex: [[osip]] or [[osip|the editor]]. Links do not nest.",
        "text: >\n  You ask [[osip|the editor for a pencil.",
        'Close the link with "]]".',
        "text: >\n  You ask [[osip|the editor]] for a pencil.",
    ),
    Diagnostic(
        "unknown-codex-entry",
        Severity.ERROR,
        'no codex entry "{name}"',
        "Links and places name an entry in the story's codex folder, which players can open from the page. Until it is "
        "there a draft is played with its words alone.",
        "place: winter-palce",
        "Add it to a file in codex/, or link an entry that is there.",
        "place: winter-palace",
    ),
    Diagnostic(
        "not-one-line",
        Severity.ERROR,
        "{what} is one line, and this has {found} paragraphs",
        "Titles, choices and reasons are shown on one line of a list; a blank line inside them parts paragraphs.",
        "choices:\n  - id: open-it\n    text: |\n      Open the window.\n\n      Then shut it.\n    to: later",
        "Leave out the blank line, or move the rest to the result.",
        "choices:\n  - id: open-it\n    text: Open the window, then shut it.\n    to: later",
    ),
    Diagnostic(
        "unknown-prose-form",
        Severity.ERROR,
        "no form of prose has the keys {found}",
        "A mapping where prose stands is one of: {{when, text, else}}, {{paragraph}}, {{first, of}}, {{sequence}}, "
        "{{once}}, {{cycle}}, {{shuffle}}.",
        "text:\n  - {random: [Rain., Snow.]}",
        'Begin it with "when", "paragraph", "first", "sequence", "once", "cycle" or "shuffle".',
        "text:\n  - {shuffle: [Rain., Snow.]}",
    ),
    Diagnostic(
        "empty-text",
        Severity.ERROR,
        "{what} has no words",
        "Prose and choices are there to be read; an empty one would leave a hole in the page.",
        'choices:\n  - {id: wait, text: "", to: later}',
        "Write it, or leave the key out.",
        "choices:\n  - {id: wait, text: Wait., to: later}",
    ),
    Diagnostic(
        "empty-list",
        Severity.ERROR,
        "{what} is an empty list",
        "A list without items does nothing, and is most often one that was not finished.",
        "choices: []",
        "Fill it, or leave the key out.",
        "choices:\n  - {id: wait, text: Wait., to: later}",
    ),
)
