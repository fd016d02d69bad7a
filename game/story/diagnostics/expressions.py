"""Diagnostics of expressions and effects."""

from game.story.diagnostics.record import Diagnostic, Severity

EXPRESSIONS: tuple[Diagnostic, ...] = (
    Diagnostic(
        "chance-outside-do",
        Severity.ERROR,
        "roll() can stand only in an effect, under do",
        "Looking changes nothing: a condition or a text may be worked out again at any time, and would "
        "roll anew each time. So chance is drawn when something happens, and its result kept in a "
        "variable.",
        "when: roll(6) >= 5",
        "Roll into a variable under do, and ask for the variable here.",
        "do: die = roll(6)\nto:\n  - {when: die >= 5, to: the-chamber}\n  - {to: the-exchange}",
    ),
    Diagnostic(
        "division-by-zero",
        Severity.ERROR,
        'this divides by "{source}", which may be 0: it runs from {low} to {high}',
        "Nothing can be divided by 0, so what stands to the right of // or % must have a range that "
        "leaves out 0. A range is what the variable declares as min and max.",
        "when: bread // mouths >= 2     # mouths: {type: int, initial: 3, min: 0, max: 9}",
        "Give the variable a min of 1, or divide by something that is never 0.",
        "when: bread // max(1, mouths) >= 2",
    ),
    Diagnostic(
        "expression-syntax",
        Severity.ERROR,
        "this can't be read: {why}",
        "An expression is made of variables, numbers, quoted values, the signs + - * // %, comparisons, "
        "and, or, not, if with else, and a few functions. An effect sets one variable, by =, += or -=.",
        "when: (soviet >= 3 and father >= 2",
        'Write it like soviet >= 3 and not visited("the-shots").',
        "when: soviet >= 3 and father >= 2",
    ),
    Diagnostic(
        "expression-too-deep",
        Severity.ERROR,
        "this is nested more than {deepest} deep",
        "Brackets in brackets, and long chains of + or -, are read only to a certain depth, so that no "
        "file can exhaust the game. Nobody could read such an expression either.",
        "when: not not not not not not not not not not not ... known",
        "Work out a part of it first: put it in a variable, under do.",
        "when: not known",
    ),
    Diagnostic(
        "expression-too-long",
        Severity.ERROR,
        "this has {length} characters; an expression has at most {longest}",
        "An expression is bounded so that no file can exhaust the game, and so that it can be read at a glance.",
        "when: a >= 1 and b >= 1 and c >= 1 and ...",
        "Work out a part of it first: put it in a variable, under do.",
        "do: ready = a >= 1 and b >= 1\nnext:\n  - {when: ready and c >= 1, to: the-chamber}",
    ),
    Diagnostic(
        "expression-type",
        Severity.ERROR,
        "{source} is {found}; here it has to be {wanted}",
        "There are three types: int (a number), bool (true or false) and enum (one of its quoted values). "
        "They never turn into one another: a condition is a bool, and the two sides of a comparison or "
        "an effect are of one type.",
        "when: soviet                   # soviet: {type: int, initial: 1}",
        "Make it of that type: the types int, bool and enum never turn into one another.",
        "when: soviet > 0",
    ),
    Diagnostic(
        "forbidden-expression",
        Severity.ERROR,
        "{what} can't stand in an expression",
        "Stories come from strangers, so an expression can do no more than compute and compare: no "
        "attributes, indexes, comprehensions, lambdas or imports, no numbers with a point, none above "
        "1,000,000,000.",
        "when: soviet.real > 0",
        "What can: variables, numbers, quoted values, + - * // %, comparisons, and, or, not, if with else.",
        "when: soviet > 0",
    ),
    Diagnostic(
        "not-our-python",
        Severity.ERROR,
        "{found} is written {wanted} here",
        "Expressions are a small part of Python, with one way to write each thing: ==, and, or, not, // "
        "(numbers are whole), true and false in small letters.",
        "when: soviet > 3 && !father_known",
        "Write ==, and, or, not, //, true.",
        "when: soviet > 3 and not father_known",
    ),
    Diagnostic(
        "quote-the-id",
        Severity.ERROR,
        '"{id}" is an id, and lacks its quotes',
        "A bare word is a variable. The ids of states, choices and hinges are quoted.",
        "when: visited(the-shots)",
        "Ids are quoted.",
        'when: visited("the-shots")',
    ),
    Diagnostic(
        "roll-sides",
        Severity.ERROR,
        'a die has at least 1 side, and "{source}" may be {low}',
        "roll(sides) gives a number from 1 to sides, so the range of sides starts at 1 or above.",
        "do: die = roll(soviet)         # soviet: {type: int, initial: 1, min: 0, max: 10}",
        "Roll a number that is at least 1.",
        "do: die = roll(max(1, soviet))",
    ),
    Diagnostic(
        "unknown-choice",
        Severity.ERROR,
        'no choice "{choice}" in {where}',
        'chose("choice") asks about the state it stands in, chose("state.choice") about another state of '
        "this scene; a hinge is compared to the choices of its own state. The story's tests name choices that are "
        "there: one that is not would be hidden for ever.",
        'when: chose("carry-the-notes")',
        'Name a choice that is there; that of another state as chose("state.choice").',
        'when: chose("carry-the-note")',
    ),
    Diagnostic(
        "unknown-function",
        Severity.ERROR,
        'no function "{name}"',
        "The functions are abs, chose, hinge, max, min, roll, visited, visits and word.",
        "do: die = dice(6)",
        "There are abs, chose, hinge, max, min, roll, visited, visits and word.",
        "do: die = roll(6)",
    ),
    Diagnostic(
        "unknown-hinge",
        Severity.ERROR,
        'no hinge "{hinge}" in this story',
        "A hinge is a state with a key hinge; its id is the value of that key, not the id of the state.",
        'when: hinge("fire-on-the-crowds") == "warn-the-picket"',
        "Name a hinge as its state does, under the key hinge.",
        'when: hinge("fire-on-the-crowd") == "warn-the-picket"',
    ),
    Diagnostic(
        "unknown-state",
        Severity.ERROR,
        'no state "{state}" in {where}',
        "A scene knows its own states only. To reach another scene, name an outcome, or call it.",
        "to: the-chambre",
        "Name a state of this scene.",
        "to: the-chamber",
    ),
    Diagnostic(
        "unknown-value",
        Severity.ERROR,
        '"{value}" is none of the values of this enum',
        "An enum holds one of the values it declares, and nothing else; they are quoted in expressions.",
        'when: mood == "calmer"         # mood: {type: enum, values: [calm, angry], initial: calm}',
        "Write one that is declared.",
        'when: mood == "calm"',
    ),
    Diagnostic(
        "unknown-variable",
        Severity.ERROR,
        'no variable "{name}"',
        "A bare word is a variable, and each is declared: in its scene, or, for the whole story, in "
        "story.yaml. Values, ids and words are quoted.",
        "when: sovjet >= 3",
        "Declare it under variables, in this scene or in story.yaml; values, ids and words are quoted.",
        "when: soviet >= 3",
    ),
    Diagnostic(
        "word-outside-braces",
        Severity.ERROR,
        "word() can stand only in braces, in prose",
        "word(n) makes words of a number, to be read. To compare, use the number.",
        'when: word(soviet) == "three"',
        "Use the number itself.",
        "when: soviet == 3",
    ),
    Diagnostic(
        "wrong-arguments",
        Severity.ERROR,
        "{function}() is given {given}; it is written {usage}",
        "Each function takes what its form shows. States, choices and hinges are named by one quoted id.",
        'when: visited("the-shots", "the-chamber")',
        "States, choices and hinges are named by one quoted id; numbers are parted by commas.",
        'when: visited("the-shots") and visited("the-chamber")',
    ),
)
