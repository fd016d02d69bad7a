"""Diagnostics that only warn: what is allowed, and most often not meant."""

from game.story.diagnostics.record import Diagnostic, Severity

_WARNING = Severity.WARNING

CAUTIONS: tuple[Diagnostic, ...] = (
    Diagnostic(
        "never-holds",
        _WARNING,
        '"{text}" can never hold',
        "By the declared ranges no value makes it true, so what it guards is never seen.",
        "crowd_anger: {type: int, initial: 3, min: 0, max: 10}\n...\nwhen: crowd_anger > 10",
        "Compare with a value in the variable's range, or widen the range.",
        "when: crowd_anger >= 10",
    ),
    Diagnostic(
        "always-holds",
        _WARNING,
        '"{text}" always holds',
        "By the declared ranges every value makes it true, so the condition decides nothing.",
        "crowd_anger: {type: int, initial: 3, min: 0, max: 10}\n...\nwhen: crowd_anger >= 0",
        "Leave it out, or compare with a value that divides the range.",
        "when: crowd_anger >= 5",
    ),
    Diagnostic(
        "may-all-be-closed",
        _WARNING,
        'all choices of state "{state}" may be closed at once, and it has no "next"',
        "A play that comes here while every condition fails, or every `once` is spent, is stuck.",
        "the-door:\n  choices:\n    - {id: enter, text: Go in., when: pass_shown, to: hall}",
        'Add a choice without a condition, or a "next" to fall back on.',
        "the-door:\n  choices:\n    - {id: enter, text: Go in., when: pass_shown, to: hall}\n  next: the-street",
    ),
    Diagnostic(
        "no-way-to-an-end",
        _WARNING,
        'from state "{state}" no outcome and no ending can be reached',
        "A play that comes here goes round for ever.",
        "a:\n  choices: [{id: on, text: On., to: b}]\nb:\n  choices: [{id: back-again, text: Back., to: a}]",
        "Give the loop a way out.",
        "b:\n  choices:\n    - {id: back-again, text: Back., to: a}\n    - {id: leave, text: Leave., to: end}",
    ),
    Diagnostic(
        "endless-next",
        _WARNING,
        'by its last rule state "{state}" comes back to itself, and nothing has changed on the way',
        "No choice and no effect stands in between, so the rules that failed fail again, for ever. A play that comes "
        "here ends with a mistake of the story's.",
        "the-scales:\n  next:\n    - {when: bread >= 9, to: end}\n    - {to: the-scales}",
        "Lead on to a state that rests, or let a `do` change what the rules ask for.",
        "the-scales:\n  next:\n    - {when: bread >= 9, to: end}\n    - {to: the-hall}",
    ),
    Diagnostic(
        "hinge-in-a-loop",
        _WARNING,
        'hinge "{hinge}" can be decided more than once',
        "A way leads from the hinge back to it. Decided twice, the last decision stands, which is seldom what the year "
        "was like.",
        "the-vote:\n  hinge: the-vote\n  choices:\n    - {id: vote, text: Vote., history: true, to: after}\n"
        "    - {id: wait, text: Wait., tried: It waits, because: ..., to: the-vote}",
        "Lead on to states from which the hinge cannot be reached.",
        "the-vote:\n  hinge: the-vote\n  choices:\n    - {id: vote, text: Vote., history: true, to: after}\n"
        "    - {id: wait, text: Wait., tried: It waits, because: ..., to: after}",
    ),
    Diagnostic(
        "never-read",
        _WARNING,
        'variable "{name}" is set and never read',
        "Nothing asks for it, so setting it changes nothing anybody could notice.",
        "variables:\n  july_names: {type: bool, initial: false}\n...\ndo: july_names = true",
        "Read it somewhere, or take it out; a flag for a scene to come may wait.",
        "when: july_names",
    ),
    Diagnostic(
        "never-set",
        _WARNING,
        'variable "{name}" is never set',
        "It keeps its initial value for ever, so what asks for it always gets the same answer.",
        "variables:\n  july_names: {type: bool, initial: false}\n...\nwhen: july_names",
        "Set it somewhere, or take it out.",
        "do: july_names = true",
    ),
    Diagnostic(
        "initial-without-date",
        _WARNING,
        'the initial state "{state}" has no "at", though others have',
        "A date lasts until a state says otherwise; before the first, the header stands empty.",
        "initial: steps\nstates:\n  steps: {next: hall}\n  hall: {at: 1917-07-04, ...}",
        'Give it "at".',
        "states:\n  steps: {at: 1917-07-04, next: hall}",
    ),
    Diagnostic(
        "hinge-without-fact",
        _WARNING,
        'hinge "{hinge}" cites no fact',
        "A hinge tells what the record has; the ledger says what that rests on.",
        "the-vote: {hinge: the-vote, record: Ten to two., choices: ...}",
        'Add "facts", with ids of facts.yaml.',
        "the-vote: {hinge: the-vote, facts: [central-committee-vote], record: Ten to two., choices: ...}",
    ),
    Diagnostic(
        "figure-without-fact",
        _WARNING,
        'the figure {figure} in state "{state}" rests on no fact',
        "A year or a number in digits is a claim about the year that a reader may want to trace.",
        "the-papers:\n  text: The papers have 56 dead.\n  next: after",
        "Cite the fact in the state's facts, or write a small number as a word.",
        "the-papers:\n  text: The papers have 56 dead.\n  facts: [july-days-casualties]\n  next: after",
    ),
    Diagnostic(
        "told-as-settled",
        _WARNING,
        '{where} cites "{fact}", which is contested, and says nothing of a dispute',
        "Where the ledger marks a fact as contested, whoever tells it says so: by whom it is said, what others say, "
        "that it was never settled. Told of by `check --facts` only. Looked for, in all prose of a state (with "
        "its record, results and reasons), of the scene or of the codex entry that cites it, are words such as "
        "disputed, account, claim, legend, some say, one source, others, settled, whether, perhaps; a text that cites "
        "two facts of one dispute tells both sides.",
        "the-square:\n  text: The sailors fired first.\n  facts: [july-first-shots]\n  next: after",
        "Say who says so, or that it was never settled; the ledger's entry under contested has both sides.",
        "the-square:\n  text: The Staff's account has it that the sailors fired first; theirs has it otherwise.\n"
        "  facts: [july-first-shots]\n  next: after",
    ),
    Diagnostic(
        "long-page",
        _WARNING,
        'the page of state "{state}"{opened} can be {words} words long',
        "A page of more than 250 words does not fit a screen, and is seldom read to its end.",
        "the-speech:\n  text: >\n    (three hundred words)",
        "Part it in two states, or cut it.",
        "the-speech:\n  text: >\n    (a hundred words)\n  next: the-end-of-the-speech",
    ),
    Diagnostic(
        "mark-in-title",
        _WARNING,
        '"{key}" is plain: {found} is shown as it stands',
        "Titles of stories, scenes and endings, labels and names of the codex hold no values, links or emphasis: they "
        "stand in lists, in menus and in saved runs, where nothing is worked out.",
        "scene: july-days\ntitle: The {soviet}th of July",
        "Write words, and leave what varies to the text.",
        "scene: july-days\ntitle: The Fourth of July",
    ),
    Diagnostic(
        "choices-alike",
        _WARNING,
        'two choices that may be open together read "{text}"',
        "A player cannot tell them apart.",
        "choices:\n  - {id: wait, text: Wait., to: later}\n  - {id: wait-more, text: Wait., to: night}",
        "Give one another text, or conditions that exclude each other.",
        "choices:\n  - {id: wait, text: Wait., to: later}\n  - {id: wait-more, text: Wait some more., to: night}",
    ),
)
