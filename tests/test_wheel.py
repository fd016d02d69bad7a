"""What is installed plays: the wheel in an empty environment, in an empty folder, far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")  # one worker builds, once


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def wheel(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, repo)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def october(wheel: Path, repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    pip("--python", python, "install", "--no-compile", "--constraint", repo / "constraints.txt", wheel)
    return home / "bin" / "october"


def test_the_wheel_carries_the_story_and_nothing_else(wheel: Path, repo: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for source, target in (("scenes", "game/bundled/scenes"), ("saves/recorded", "game/bundled/recorded")):
        for path in (repo / source).rglob("*.yaml"):
            assert f"{target}/{path.relative_to(repo / source).as_posix()}" in names
    assert {"game/py.typed", "game/terminal/map/land.txt"} <= names
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"game", "october_or_otherwise"}


def test_three_choices_are_played_kept_and_verified(october: Path, tmp_path: Path) -> None:
    saves, elsewhere = tmp_path / "saves", tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {"PATH": os.defpath, "HOME": str(tmp_path), "LANG": "C.UTF-8"}

    def run(*arguments: str | Path, answers: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(october), *map(str, arguments)],
            input=answers,
            capture_output=True,
            encoding="utf-8",
            cwd=elsewhere,
            env=environment,
            timeout=120,
            check=False,
        )

    played = run("play", "--plain", "--saves", saves, answers="1\n1\n1\n")
    assert played.returncode == 0, played.stderr
    (kept,) = saves.rglob("*.yaml")
    assert kept.read_text(encoding="utf-8").count("choose:") == 3
    assert list(elsewhere.iterdir()) == []

    verified = run("replay", kept, "--verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
