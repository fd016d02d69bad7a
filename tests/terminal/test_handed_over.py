"""In a browser nobody is asked for a path of the server's: a file is a download."""

from io import BytesIO
from pathlib import Path

import pytest

from game.terminal.app import OctoberApp
from game.terminal.screens.ask import AskSheet
from tests.terminal.pages import open_page
from tests.terminal.shelves import PARTED


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What a browser got, by its name."""
    got: dict[str, bytes] = {}

    def deliver(_app: OctoberApp, what: Path | BytesIO, *, save_filename: str) -> None:
        got[save_filename] = what.read_bytes() if isinstance(what, Path) else what.read()

    monkeypatch.setattr(OctoberApp, "is_web", True)
    monkeypatch.setattr(OctoberApp, "deliver_binary", deliver)
    return got


async def test_a_run_is_handed_over_as_its_file(tmp_path: Path, delivered: dict[str, bytes]) -> None:
    async with open_page(tmp_path, (80, 24), *PARTED, resumed=True) as page:
        await page.press("t")
        await page.pilot.pause()
        await page.press("x")
        assert not isinstance(page.app.screen, AskSheet)
        (run,) = tmp_path.glob("*.yaml")
        assert delivered == {run.name: run.read_bytes()}
        assert f"Your browser has it, as {run.name}." in page.text()


async def test_a_transcript_is_handed_over_and_written_nowhere(tmp_path: Path, delivered: dict[str, bytes]) -> None:
    async with open_page(tmp_path, (80, 24), *PARTED, resumed=True) as page:
        await page.press("T")
        await page.pilot.pause()
        await page.press("c", "x")
        assert not isinstance(page.app.screen, AskSheet)
        ((name, text),) = delivered.items()
        assert name.endswith(".txt") and b"The July Days" in text
        assert not list(tmp_path.glob("*/*.txt"))
