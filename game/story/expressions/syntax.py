"""From text to a syntax tree, or to one sentence on why it is none."""

import ast

from game.story.expressions.scope import Report
from game.story.expressions.slips import Token, tokens, told_slips

DEEPEST = 40
"""How deep an expression may be nested."""

Reason = tuple[Token, str, str]
"""The token that is wrong, why, and a better hint than the usual one, or none."""

_BRACKETS = {")": "(", "]": "[", "}": "{"}
_BLANKS = {9: " ", 10: " ", 13: " "}


def cleaned(text: str) -> str:
    """`text` with each tab and line break a space: an expression may be folded over lines."""
    return text if text.isprintable() else text.translate(_BLANKS)


def tell_depth(text: str, report: Report) -> None:
    """Tell that `text` is nested too deep."""
    report("expression-too-deep", 0, max(1, len(text)), deepest=DEEPEST)


def parsed(text: str, start: int, report: Report) -> tuple[ast.expr, int] | None:
    """The tree of what `text` (cleaned) says from `start`, and the offset its columns count from.

    None if it can't be read, which is then told.
    """
    start += len(text) - start - len(text[start:].lstrip(" "))
    if told_slips(text, start, report):
        return None
    try:
        tree = ast.parse(text[start:].rstrip(" "), mode="eval")
    except (MemoryError, RecursionError):
        tell_depth(text, report)
    except (SyntaxError, ValueError) as error:
        _explain(text, start, error, report)
    else:
        return tree.body, start
    return None


def _explain(text: str, start: int, error: SyntaxError | ValueError, report: Report) -> None:
    """Tell why `text` can't be parsed from `start`."""
    said = [token for token in tokens(text, start) if token.sort != "space"]
    if not said:
        end = len(text.rstrip())
        why = "nothing follows" if end else "nothing is written here"
        report("expression-syntax", max(0, end - 1), 1, why=why)
        return
    token, why, hint = _unpaired(said) or _lacking_else(said, error) or _stumbled(said, start, error)
    report("expression-syntax", token.start, len(token.text), hint=hint, why=why)


def _unpaired(said: list[Token]) -> Reason | None:
    """The first quote or bracket without its partner, and what to say of it."""
    opened: list[Token] = []
    for token in said:
        if token.sort != "sign":
            continue
        if token.text in "\"'":
            return token, "the quote is never closed", ""
        if token.text in "([{":
            opened.append(token)
        elif token.text in _BRACKETS and (not opened or opened.pop().text != _BRACKETS[token.text]):
            return token, f'"{token.text}" closes nothing', ""
    return (opened[0], f'"{opened[0].text}" is never closed', "") if opened else None


def _lacking_else(said: list[Token], error: SyntaxError | ValueError) -> Reason | None:
    """An `if` without its `else`, if that is the trouble."""
    if "expected 'else' after 'if'" not in str(error):
        return None
    token = next((token for token in said if token.text == "if"), said[0])
    return token, 'an "if" lacks its "else"', "Write x if condition else y."


def _stumbled(said: list[Token], start: int, error: SyntaxError | ValueError) -> Reason:
    """The token the parser could not take, or the last one, after which something lacks."""
    at = start + (getattr(error, "offset", None) or len(said[-1].text) + said[-1].start - start + 1) - 1
    for number, token in enumerate(said):
        if token.start + len(token.text) > at:
            hint = ""
            if token.text == "if" and number == 0:
                hint = "Write the condition alone, without if."
            elif token.text == "not":
                hint = "Put not, and what it denies, in brackets."
            return token, f'"{token.text}" is not expected here', hint
    return said[-1], f'something should follow "{said[-1].text}"', ""
