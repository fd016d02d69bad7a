"""What every test stands on: a plain environment, a shelf of its own, examples that do not race the clock."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

TAKEN_AWAY = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "PYTHONPATH",
)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No colours, sizes or languages of whoever runs the tests, and never their saves or settings."""
    for name in TAKEN_AWAY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("OCTOBER_SAVES", str(tmp_path_factory.mktemp("saves")))
    monkeypatch.setenv("OCTOBER_CONFIG", str(tmp_path_factory.mktemp("config")))


@pytest.fixture(scope="session")
def repo() -> Path:
    """The checkout's root."""
    return Path(__file__).resolve().parent.parent
