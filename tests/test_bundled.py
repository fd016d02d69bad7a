"""The story is found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from game import bundled


def test_in_a_checkout_the_folders_stand_beside_the_package(repo: Path) -> None:
    assert bundled.is_checkout()
    assert bundled.scenes_root() == repo / "scenes"
    assert bundled.recorded_root() == repo / "saves" / "recorded"


def test_in_a_wheel_they_lie_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scenes").mkdir()
    monkeypatch.setattr(bundled, "HERE", tmp_path)
    assert not bundled.is_checkout()
    assert bundled.scenes_root() == tmp_path / "scenes"
    assert bundled.recorded_root() == tmp_path / "recorded"
