"""Chance that anyone can work out again: numbers from a hash of where and when they are asked for."""


def number(seed: int, step: int, place: str, count: int) -> int:
    """A number from 0 to 2**64 - 1: the first 8 bytes, big-endian, of the SHA-256 of `seed/step/place/count`.

    `place` is the `scene.state` or `scene.state.choice` where chance is asked for, under oldest names; `count`
    counts from 0 within that step and place.
    """
    import hashlib  # two milliseconds, which the first page need not wait for

    digest = hashlib.sha256(f"{seed}/{step}/{place}/{count}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
