"""Effects that are none: what was meant is told, as it is written here."""

import re

from game.story.expressions.scope import Report
from game.story.expressions.slips import Token, in_quotes, tokens

_STEP = re.compile(r" *(\w+) *(\+\+|--) *", re.ASCII)
_FOREIGN = re.compile(r" *(\w+) *(===?|:=|<-|[*/%]=|//=|\*\*=) *(.+)", re.ASCII)
_SET = re.compile(r" *((?:set|let|var|~) *)(\w+ *(?:[-+]?=|to\b) *.+)", re.ASCII)
_ASSIGNED = re.compile(r"[A-Za-z0-9_] *[-+]?=(?!=)")
_ASSIGNMENTS = ("=", "+=", "-=")
_BETWEEN = ("and", "or", "not", "if", "else", "in")


def tell_form(text: str, report: Report) -> None:
    """Tell why `text` is no effect."""
    if (step := _STEP.fullmatch(text)) is not None:
        name, sign = step.groups()
        anew = f"{name} {sign[0]}= 1"
        _tell(report, step, 2, sign, in_quotes(f"{sign[0]}= 1"), anew)
    elif (foreign := _FOREIGN.fullmatch(text)) is not None:
        name, sign, rest = foreign.groups()
        _tell(report, foreign, 2, sign, in_quotes("="), f"{name} = {_value(name, sign, rest.rstrip())}")
    elif (order := _SET.fullmatch(text)) is not None:
        anew = re.sub(r"^(\w+) +to\b", r"\1 =", order.group(2).strip())
        _tell(report, order, 1, order.group().strip(), in_quotes(anew), anew)
    else:
        start = min(len(text) - len(text.lstrip()), max(0, len(text) - 1))
        why = "an effect sets a variable, by =, += or -="
        report("expression-syntax", start, max(1, len(text.strip())), hint="Write it like soviet += 1.", why=why)


def _tell(report: Report, match: re.Match[str], group: int, found: str, wanted: str, anew: str) -> None:
    start = match.start(group)
    report("not-our-python", start, len(found), hint=f"Write {anew}.", found=in_quotes(found), wanted=wanted)


def _value(name: str, sign: str, rest: str) -> str:
    """What `name sign rest` gives the variable, as an expression."""
    if sign in ("==", "===", ":=", "<-"):
        return rest
    part = rest if rest.isalnum() else f"({rest})"
    return f"{name} * {name}" if sign == "**=" and rest == "2" else f"{name} {_operation(sign)} {part}"


def _operation(sign: str) -> str:
    return {"*=": "*", "%=": "%", "**=": "*"}.get(sign, "//")


def told_second(text: str, start: int, report: Report) -> bool:
    """Whether a second effect follows in `text`, whose first one's right side begins at `start`."""
    if not _ASSIGNED.search(text, start):
        return False
    said = [token for token in tokens(text, start) if token.sort != "space"]
    for before, name, sign in zip(said, said[1:], said[2:], strict=False):
        if name.sort == "name" and sign.text in _ASSIGNMENTS and _ends_a_value(before):
            hint = "Give each effect an item of its own."
            report("expression-syntax", name.start, len(name.text), hint=hint, why="a second effect begins here")
            return True
    return False


def _ends_a_value(token: Token) -> bool:
    if token.sort == "sign":
        return token.text in (",", ";", ")")
    return token.text not in _BETWEEN
