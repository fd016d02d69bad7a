"""Diagnostics of the traps of YAML: text that YAML reads as something else, and what to write instead."""

from game.story.diagnostics.record import Diagnostic, Severity

_ERROR = Severity.ERROR
_NEXT_LINE = 'Put the text on the next line, after ">".'

TRAPS: tuple[Diagnostic, ...] = (
    Diagnostic(
        "colon-in-text",
        _ERROR,
        'the ": " makes a key of "{words}"',
        "A colon with a space after it parts a key from its value wherever YAML finds it, in a sentence too.",
        "text: He said: no\n",
        f'": " makes a key. {_NEXT_LINE}',
        "text: >\n  He said: no\n",
    ),
    Diagnostic(
        "quote-first",
        _ERROR,
        "this text starts with a quote{rest}",
        "YAML takes a text that starts with a quote for a quoted one, which ends at the next quote of its "
        "kind. An apostrophe is such a quote too.",
        'text: "No," he said.\n',
        f"A text that starts with a quote ends at the next one. {_NEXT_LINE}",
        'text: >\n  "No," he said.\n',
    ),
    Diagnostic(
        "sign-first",
        _ERROR,
        'this text starts with "{sign}"',
        "YAML keeps some signs for itself where a value starts: brackets, braces, asterisks, ampersands, "
        "exclamation marks and a few more. Inside a text they mean nothing to it.",
        "text: *no* man's land\n",
        f"Text can't start with this sign here. {_NEXT_LINE}",
        "text: >\n  *no* man's land\n",
    ),
    Diagnostic(
        "comment-in-text",
        _ERROR,
        'this is lost as a comment: "{lost}"',
        'A "#" after a space starts a comment. To tell comments from text, one that follows a text has two '
        'spaces before its "#" and one after.',
        "text: #5 is the room\n",
        f'All after " #" is lost. (A comment after text: two spaces before "#", one after.) {_NEXT_LINE}',
        "text: >\n  #5 is the room\n",
    ),
    Diagnostic(
        "comma-in-braces",
        _ERROR,
        'the comma before "{words}" ends the text',
        "In { } a comma parts one entry from the next.",
        "{id: a, text: Well, go}\n",
        f"In {{ }} a comma ends the text. Quote it, or give each key a line. {_NEXT_LINE}",
        '{id: a, text: "Well, go"}\n',
    ),
    Diagnostic(
        "brace-in-braces",
        _ERROR,
        'a "{sign}" is inside braces',
        "In { } another bracket starts a list or a mapping, not a value shown in a text or a link.",
        "{text: Pay {n}}\n",
        f"Quote it, or give each key a line. {_NEXT_LINE}",
        '{text: "Pay {n}"}\n',
    ),
    Diagnostic(
        "bare-text-in-list",
        _ERROR,
        'this sentence in [ ] has no quotes: "{words}"',
        "In [ ] a comma parts one item from the next, so a sentence holds together only while it has none.",
        "once: [Pay {n} now]\n",
        f"Sentences in [ ] are quoted, or have a line each. {_NEXT_LINE}",
        'once: ["Pay {n} now"]\n',
    ),
    Diagnostic(
        "comma-in-list",
        _ERROR,
        'the comma after "{words}" ends the item',
        "In [ ] a comma parts one item from the next, even between the brackets of an expression.",
        'do: [x = y in ("a", "b")]\n',
        "A comma ends the item. Give each effect a line.",
        'do:\n  - x = y in ("a", "b")\n',
    ),
    Diagnostic(
        "yaml-in-expression",
        _ERROR,
        "this part of the expression means something to YAML: {what}",
        'A value that starts with a quote ends at the next one; one that starts with "!" is a tag; and ": " '
        "makes a key.",
        'when: "a" == x\n',
        "Write x == \"a\", not x; else '…' around it all.",
        'when: x == "a"\n',
    ),
    Diagnostic(
        "space-after-colon",
        _ERROR,
        'no space follows the colon of "{key}:"',
        "Without a space after its colon, a key and its value are one text.",
        "scene: bread\ntitle:Bread\ninitial: queue\n",
        'A key needs ": ".',
        "scene: bread\ntitle: Bread\ninitial: queue\n",
    ),
    Diagnostic(
        "uneven-text",
        _ERROR,
        "this line is indented more than the text it is in",
        'After ">" lines are joined into paragraphs, but YAML leaves a line that is indented more by itself, '
        "spaces and all.",
        "text: >\n  Snow fell\n    on the queue.\n",
        'YAML keeps this break. Align it, or use "|".',
        "text: >\n  Snow fell\n  on the queue.\n",
    ),
)
