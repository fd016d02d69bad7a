"""Arithmetic on ranges: where the result lies if each part lies in its range."""

from game.story.types import Int


def total(left: Int, right: Int) -> Int:
    """The range of `left + right`."""
    return Int(left.low + right.low, left.high + right.high)


def difference(left: Int, right: Int) -> Int:
    """The range of `left - right`."""
    return Int(left.low - right.high, left.high - right.low)


def product(left: Int, right: Int) -> Int:
    """The range of `left * right`."""
    corners = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    return Int(min(corners), max(corners))


def quotient(left: Int, right: Int) -> Int:
    """The range of `left // right`, where `right` leaves out 0."""
    corners = [one // other for one in (left.low, left.high) for other in (right.low, right.high)]
    return Int(min(corners), max(corners))


def remainder(left: Int, right: Int) -> Int:
    """The range of `left % right`, where `right` leaves out 0: it has the sign of `right`."""
    if right.high < 0:
        return Int(right.low + 1, 0)
    if left.low < 0:
        return Int(0, right.high - 1)
    if left.high < right.low:
        return left
    return Int(0, min(left.high, right.high - 1))


def negative(part: Int) -> Int:
    """The range of `-part`."""
    return Int(-part.high, -part.low)


def distance(part: Int) -> Int:
    """The range of `abs(part)`."""
    ends = (abs(part.low), abs(part.high))
    return Int(0 if part.low <= 0 <= part.high else min(ends), max(ends))


def lesser(left: Int, right: Int) -> Int:
    """The range of `min(left, right)`."""
    return Int(min(left.low, right.low), min(left.high, right.high))


def greater(left: Int, right: Int) -> Int:
    """The range of `max(left, right)`."""
    return Int(max(left.low, right.low), max(left.high, right.high))


def either(left: Int, right: Int) -> Int:
    """The range of a value that is one or the other."""
    return Int(min(left.low, right.low), max(left.high, right.high))


def opposite(known: bool | None) -> bool | None:
    """What is known of `not x`, by what is known of `x`."""
    return None if known is None else not known


def _less(left: Int, right: Int) -> bool | None:
    if left.high < right.low:
        return True
    return False if left.low >= right.high else None


def _equal(left: Int, right: Int) -> bool | None:
    if left.high < right.low or right.high < left.low:
        return False
    return True if left.low == left.high == right.low == right.high else None


def comparison(sign: str, left: Int, right: Int) -> bool | None:
    """Whether `left sign right` holds for all values, for none (False), or for some only (None)."""
    match sign:
        case "<":
            return _less(left, right)
        case ">":
            return _less(right, left)
        case ">=":
            return opposite(_less(left, right))
        case "<=":
            return opposite(_less(right, left))
        case "==":
            return _equal(left, right)
        case _:
            return opposite(_equal(left, right))
