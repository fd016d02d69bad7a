"""Reads YAML: bytes to a tree of values that know their places, or to problems; never to an exception.

Nearly every file keeps to the plain forms, which are read at once; any other is read by a YAML parser, which is
loaded for it. Both give the same tree of the same text.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from game.story.characters import check_characters
from game.story.diagnostics import Place, Problems, problem
from game.story.nodes import Entry, Mapping, Node, Scalar, Sequence, Source, uneven_line
from game.story.plain_tree import plain_tree

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "Source", "decode", "read", "uneven_line"]

MOST_BYTES = 16 * 1024 * 1024

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def read(data: bytes, name: str, problems: Problems) -> Node | None:
    """The tree of a file's values; what is refused in it is added to `problems`, all of it.

    None when there is no tree to look at: the bytes are not text or not YAML (then only the first problem is
    told of), empty, too large or too deep. Otherwise the tree is whole, so that the rest of what is wrong in
    it can be found too; a duplicate key has its last value, and an alias is a missing scalar.
    """
    source = decode(data, name, problems)
    if source is None:
        return None
    before = len(problems)
    cleaned = check_characters(source, problems)
    if cleaned is None:
        return None
    with collector_paused():
        root = plain_tree(cleaned)
    if root is not None:
        return root
    from game.story.refusals import Refusals
    from game.story.yaml_tree import yaml_tree

    refusals = Refusals(cleaned)
    with collector_paused():
        root = yaml_tree(cleaned, refusals)
    if not refusals.broken:
        problems.extend(refusals.problems)
    elif len(problems) == before:
        problems.append(min(refusals.problems, key=lambda one: one.place))
    return root


def decode(data: bytes, name: str, problems: Problems) -> Source | None:
    """The text of a file in UTF-8, its byte order mark off; None, and a problem, for any other bytes."""
    if len(data) > MOST_BYTES:
        problems.append(problem("too-large", Place(name), limit="16 MiB"))
        return None
    for mark, encoding in _OTHER_MARKS:
        if data.startswith(mark):
            problems.append(problem("not-utf-8", Place(name), found=f"it looks like {encoding}"))
            return None
    body = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return Source(name, body.decode())
    except UnicodeDecodeError as error:
        place = _place_of_byte(body, error.start, name)
        problems.append(problem("not-utf-8", place, found=f"byte {body[error.start]:02X} is here"))
        return None


def _place_of_byte(body: bytes, offset: int, name: str) -> Place:
    """Where the first byte that is not text stands."""
    line_start = body.rfind(b"\n", 0, offset) + 1
    column = len(body[line_start:offset].decode()) + 1
    return Place(name, body.count(b"\n", 0, offset) + 1, column)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pauses the collector: a growing tree makes no garbage, and to find that out over and over costs a tenth."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
