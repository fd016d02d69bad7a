"""How the game opens: as screens or plain lines, in which language; what is remembered of that, and what is not."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from game import i18n
from game.bundled import scenes_root
from game.commands import opening as module
from game.commands.opening import opening
from game.terminal.leading import lead_with
from game.terminal.settings import Settings, read_settings, settings_path, write_settings
from tests.catalogues import write_catalogue


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal on both sides."""
    monkeypatch.setattr(module, "has_screen", lambda: True)


@pytest.fixture(autouse=True)
def as_at_first():  # type: ignore[no-untyped-def]
    yield
    lead_with("old")
    i18n.use_language("en")


@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize(
    ("asked", "opens", "plain"),
    [
        (None, "screens", False),
        (None, "plain", True),
        (True, "screens", True),
        (False, "plain", False),
    ],
)
def test_what_is_asked_for_comes_before_what_is_set(asked: bool | None, opens: str, plain: bool) -> None:
    write_settings(settings_path(), Settings(opens=opens))  # type: ignore[arg-type]
    assert opening(asked).plain is plain
    assert read_settings(settings_path()).opens == opens


@pytest.mark.usefixtures("screen")
def test_october_remembers_and_says_so_once(capsys: pytest.CaptureFixture[str]) -> None:
    opening(True, remember=True)
    assert "october --full" in capsys.readouterr().err
    assert opening(None, remember=True).plain
    opening(True, remember=True)
    assert capsys.readouterr().err == ""
    assert not opening(False, remember=True).plain
    assert not opening(None, remember=True).plain


@pytest.mark.usefixtures("screen")
def test_what_cannot_be_remembered_is_said_and_done(capsys: pytest.CaptureFixture[str]) -> None:
    settings_path().mkdir(parents=True)
    assert opening(True, remember=True).plain
    assert "cannot be remembered" in capsys.readouterr().err


def test_without_a_screen_it_is_plain_and_nothing_is_remembered() -> None:
    assert opening(False, remember=True).plain
    assert not settings_path().exists()


def test_the_language_that_is_set_is_spoken_unless_another_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, word in (("xx", "quit in xx"), ("yy", "quit in yy")):
        write_catalogue(tmp_path, code, {"Quit": word})
    monkeypatch.setattr(i18n, "LOCALES", str(tmp_path))
    monkeypatch.setattr(i18n, "_chosen", False)
    write_settings(settings_path(), Settings(language="xx"))
    opening(None)
    assert i18n._("Quit") == "quit in xx"
    opening(None, "yy")
    assert i18n._("Quit") == "quit in yy"


def test_a_language_that_is_set_and_no_longer_there_is_english() -> None:
    write_settings(settings_path(), Settings(language="xx"))
    opening(None)
    assert i18n._("Quit") == "Quit"


def test_the_settings_are_read_without_textual() -> None:
    code = "import sys; from game.commands.opening import opening; opening(None); sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, stdin=subprocess.DEVNULL).returncode == 0


def test_p_on_the_title_goes_on_as_plain_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.commands import starting
    from game.terminal import app
    from game.terminal.settled import WANTS_PLAIN

    monkeypatch.setattr(module, "has_screen", lambda: True)
    monkeypatch.setattr(starting, "has_screen", lambda: True)
    monkeypatch.setattr(app, "run_app", lambda *_arguments: WANTS_PLAIN)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert starting.open_game(scenes_root() / "october", plain=None, saves=tmp_path) == 0
    assert "Your run is kept in" in capsys.readouterr().out


def test_plain_lines_say_how_the_last_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.commands import starting

    def opened(*answers: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        starting.open_game(scenes_root() / "october", plain=True, saves=tmp_path)
        return capsys.readouterr().err

    monkeypatch.setattr(module, "has_screen", lambda: True)
    monkeypatch.setattr(starting, "has_screen", lambda: True)
    assert "--resume" not in opened()
    assert "--resume" not in opened("1")
    assert "october play --resume the-july-days-2" in opened()


@pytest.mark.parametrize(("term", "screens"), [("dumb", False), ("vt100", True), ("linux", True)])
def test_a_dumb_terminal_gets_plain_lines(monkeypatch: pytest.MonkeyPatch, term: str, screens: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stdout", Terminal())
    assert opening(None).plain is not screens
