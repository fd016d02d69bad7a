"""Slips of the hand: signs and words of other languages, ids without quotes, characters that only look right.

Looked for before an expression is parsed, so that what is told is how the author's own line is mended, not
where a parser stumbled.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from game.story.expressions.scope import Report

_SUSPECT = re.compile(
    r"""[^\x20-\x7e]|[#\\$&|?`;@~^]|!(?!=)|(?<!/)/(?!/)|(?<![=!<>])=(?!=)|<>|[=!]==|:=
    |\b[0-9][0-9.]*[A-Za-z_]
    |\b(?:True|False|TRUE|FALSE|AND|OR|NOT|And|Or|Not|is)\b
    |\b(?:chose|hinge|visited|visits)\s*\(\s*[^"'\s)]""",
    re.VERBOSE,
)
_TOKEN = re.compile(
    r"""(?P<space>\ +)
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<number>[0-9][0-9A-Za-z_.]*)
    |(?P<sign>&&|\|\||[=!]==|[=!<>]=|=[<>]|<>|[-+*/%]=|//|\*\*|:=|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_BARE_ID = re.compile(r"\s*\(\s*([A-Za-z0-9][\w.-]*)\s*\)")
_ASK_BY_ID = ("chose", "hinge", "visited", "visits")

_WORDS = {
    "True": "true",
    "TRUE": "true",
    "False": "false",
    "FALSE": "false",
    "AND": "and",
    "And": "and",
    "OR": "or",
    "Or": "or",
    "NOT": "not",
    "Not": "not",
    "is": "==",
}
_SIGNS = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "=": "==",
    "===": "==",
    "!==": "!=",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "/": "//",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "×": "*",
    "−": "-",
    "–": "-",
    "\u00a0": " ",
}
_NAMED = {
    "#": "a comment (#)",
    "\\": "a backslash",
    ";": "a semicolon (;)",
    "?": 'a choice by "?"',
    ":=": 'an assignment by ":="',
}
_INSTEAD = {
    "?": "Write x if condition else y.",
    ";": "One expression, or one effect, stands here.",
    "#": "Put the comment on a line of its own.",
}


class Token(NamedTuple):
    """A stretch of an expression: its sort, its text, and where it starts."""

    sort: str
    text: str
    start: int


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """All of `text` from `start`, in order."""
    for match in _TOKEN.finditer(text, start):
        yield Token(match.lastgroup or "sign", match.group(), match.start())


def told_slips(text: str, start: int, report: Report) -> bool:
    """Whether `text`, from `start`, has a slip; the first is told, with the whole text as it should be."""
    return _SUSPECT.search(text, start) is not None and _Slips(text, start).tell(report)


class _Slips:
    """Reads the tokens of one expression, and writes it anew as it should be."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._tokens = [token for token in tokens(text, start) if token.sort != "space"]
        self._anew = [text[:start]]
        self._written_to = start

    def tell(self, report: Report) -> bool:
        first: tuple[Token, str] | None = None
        for number, token in enumerate(self._tokens):
            if self._told_outright(number, report):
                return True
            wanted = self._wanted(number)
            if wanted is not None:
                first = first or (token, wanted)
                self._replace(token, wanted)
        if first is None:
            return False
        token, wanted = first
        self._anew.append(self._text[self._written_to :])
        rewritten = " ".join("".join(self._anew).split())
        report(
            "not-our-python",
            token.start,
            len(token.text),
            hint=f"Write {rewritten}.",
            found=in_quotes(token.text),
            wanted=in_quotes(wanted),
        )
        return True

    def _wanted(self, number: int) -> str | None:
        """What is written for this token in our language; None if that is what stands here."""
        token = self._tokens[number]
        if token.sort == "name":
            follows_is = number > 0 and self._tokens[number - 1].text == "is"
            if token.text == "is" and self._text_at(number + 1) == "not":
                return "!="
            return "" if follows_is and token.text == "not" else _WORDS.get(token.text)
        return _SIGNS.get(token.text) if token.sort == "sign" else None

    def _text_at(self, number: int) -> str:
        return self._tokens[number].text if number < len(self._tokens) else ""

    def _replace(self, token: Token, wanted: str) -> None:
        end = token.start + len(token.text)
        spaced = wanted.isalpha()
        before = " " if spaced and token.start and self._text[token.start - 1] not in " (" else ""
        after = " " if spaced and self._text[end : end + 1] not in ("", " ", ")") else ""
        self._anew += (self._text[self._written_to : token.start], before, wanted, after)
        self._written_to = end

    def _told_outright(self, number: int, report: Report) -> bool:
        """Whether this token is one for which nothing else can be written in its place."""
        token = self._tokens[number]
        if token.sort == "string":
            return _told_escape(token, report)
        if token.sort == "name":
            return token.text in _ASK_BY_ID and self._told_bare_id(token, report)
        if token.text == "$" and self._text_at(number + 1)[:1].isalpha():
            return _told_dollar(token, self._text_at(number + 1), report)
        if token.sort == "number":
            return not token.text.replace(".", "").isdigit() and _told_number(token, report)
        if token.text in _SIGNS or token.text in "'\"":
            return False
        return _told_sign(token, report)

    def _told_bare_id(self, function: Token, report: Report) -> bool:
        match = _BARE_ID.match(self._text, function.start + len(function.text))
        if match is None:
            return False
        id = match.group(1)
        report(
            "quote-the-id",
            match.start(1),
            len(id),
            hint=f'Ids are quoted: {function.text}("{id}").',
            id=id,
        )
        return True


def _told_escape(token: Token, report: Report) -> bool:
    for match in _ESCAPE.finditer(token.text):
        if match.group(1) not in "\"'\\":
            start = token.start + match.start()
            what = f"the escape {printable(match.group())}"
            report("forbidden-expression", start, 2, hint="Write the character itself.", what=what)
            return True
    return False


def _told_number(token: Token, report: Report) -> bool:
    try:
        hint = f"Write {int(token.text, 0)}."
    except ValueError:
        hint = "A number is whole, written in digits, with a space after it."
    what = f"a number written like {token.text}"
    report("forbidden-expression", token.start, len(token.text), hint=hint, what=what)
    return True


def _told_dollar(token: Token, name: str, report: Report) -> bool:
    length = 1 + len(name)
    hint = f"Variables have no sign before them: {name}."
    report("not-our-python", token.start, length, hint=hint, found=f'"${name}"', wanted=f'"{name}"')
    return True


def _told_sign(token: Token, report: Report) -> bool:
    sign = token.text
    if sign in _NAMED:
        what, hint = _NAMED[sign], _INSTEAD.get(sign, "")
    elif sign in "@~^`$":
        what, hint = f'the sign "{sign}"', ""
    elif sign.isascii() and sign.isprintable():
        return False
    else:
        what = f"the character {printable(sign)}"
        hint = "Outside quotes, only plain letters a to z, digits and signs can stand."
    report("forbidden-expression", token.start, len(sign), hint=hint, what=what)
    return True


def in_quotes(text: str) -> str:
    """`text` in quotes that are not in it."""
    return f"'{text}'" if '"' in text else f'"{text}"'


def printable(sign: str) -> str:
    """`sign` as it can be shown in a message: with its code and name if it is not plain ASCII."""
    if sign.isascii() and sign.isprintable():
        return sign
    from unicodedata import name

    shown = f'"{sign}" ' if sign.isprintable() else ""
    code = " ".join(f"U+{ord(one):04X}" for one in sign if not (one.isascii() and one.isprintable()))
    called = name(sign[-1], "").lower()
    return f"{shown}({code}{', ' + called if called else ''})"
