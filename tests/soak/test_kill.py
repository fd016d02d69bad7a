"""The thousand kills in small, so that the script itself keeps working."""

from tests.soak.kill import tries


def test_a_game_killed_at_any_moment_loses_nothing() -> None:
    counts = tries(6, seed=1917)
    assert counts["LOST"] == 0
    assert sum(count for what, count in counts.items() if what.startswith(("starting", "playing"))) == 6
    assert counts["moves kept"] > 0
