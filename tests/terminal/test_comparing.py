"""Two runs side by side: where they part, what differs, turn by turn; on the screen, as lines, as JSON."""

import json
from pathlib import Path

import pytest

from game.commands import run_command
from game.terminal.screens.compare import CompareScreen
from game.terminal.screens.replay import ReplayScreen
from game.terminal.screens.tree import TreeScreen
from tests.terminal.shelves import POWER, STORY, kept, looking


async def test_c_marks_one_and_c_on_another_compares(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("a quiet July")
        await at.press("c")
        assert "light another, and press c again" in at.text()
        assert "⇄" in at.lit()
        await at.light("the record")
        await at.press("c")
        assert isinstance(at.app.screen, CompareScreen)
        text = at.text()
        assert "a quiet July │ the record" in text
        assert "together for 2 choices; they part on 4 July 1917 (17 July New Style), The telephone exchange" in text
        assert "◆ The picket knows what is coming │ ● Leave the cord." in text
        assert "Soviet 9 │ Soviet 7" in text
        assert "ENDINGS" not in text
        await at.press("down", "end", "home", "pagedown")
        await at.press("right")
        assert isinstance(at.app.screen, ReplayScreen)
        assert at.app.screen.replaying.step == 2
        await at.press("q", "q")
        assert isinstance(at.app.screen, TreeScreen)


async def test_c_twice_on_one_run_unmarks_it(shelf: Path) -> None:
    async with looking(shelf, "t") as at:
        await at.light("a quiet July")
        await at.press("c", "c")
        assert "⇄" not in at.text()


async def test_any_size_will_do(shelf: Path) -> None:
    for size in ((6, 3), (40, 15), (250, 80)):
        async with looking(shelf, size=size) as at:
            at.app.compare(shelf / "the-record.yaml", shelf / "half-way.yaml")
            await at.pilot.pause()
            await at.press("down", "end", "question_mark", "escape")
            assert isinstance(at.app.screen, CompareScreen)
            await at.pilot.resize_terminal(90, 30)
            await at.pilot.pause()
            assert "they part at once" in at.text()


def test_as_lines(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    power = kept(shelf, *POWER, name="power")
    code = run_command(["compare", "the record", str(power), "--saves", str(shelf), "--story", str(STORY)])
    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("the record, and power: they part at once, on 4 July 1917 (17 July New\n")
    assert "ENDINGS\n-  the record: The Archive Shelf\n   power: Power, Taken\n" in said
    assert "-  fire on the crowd.\n   the record (kept): Leave the cord.\n" in said
    assert "GAUGES\n-  the record: Soviet 7\n   power: Soviet 8\n" in said
    assert "TURN BY TURN\n1. the record: 4 July: Open a window.\n   power: 4 July: Take down" in said


def test_as_json(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["compare", "the record", "a quiet July", "--json", "--saves", str(shelf), "--story", str(STORY)]
    assert run_command(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["together"] == 2
    assert found["hinges"] == {"fire-on-the-crowd": {"a": "leave-the-cord", "b": "warn-the-picket"}}
    assert found["b"]["ending"] == "the-archive-shelf"


def test_two_runs_that_are_one(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["compare", "half way", "half way", "--saves", str(shelf), "--story", str(STORY)]
    assert run_command(arguments) == 0
    assert "together for 2 choices, and there they stand, both" in " ".join(capsys.readouterr().out.split())


def test_what_cannot_be_compared(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--saves", str(shelf), "--story", str(STORY)]
    assert run_command(["compare", "half way", "nobody", *options]) == 2
    (shelf / "torn.yaml").write_text("nonsense")
    assert run_command(["compare", "half way", "torn", *options]) == 1
    path = shelf / "a-quiet-july.yaml"
    path.write_text(path.read_text().replace("choose: warn-the-picket", "choose: warn-nobody"))
    assert run_command(["compare", "half way", "a quiet July", *options]) == 1
    assert 'there is no choice "warn-nobody" here any more' in capsys.readouterr().err
