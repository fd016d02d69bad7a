"""All runs as one tree: read from their files, laid out in lines, and never more work than there is to see."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.play.runfile import Chosen, Header, RunFile
from game.terminal.app import OctoberApp
from game.terminal.branches import Drawing
from game.terminal.desk import Desk
from game.terminal.forest import Forest, hinges_of, run_files
from game.terminal.screens.tree import TreeScreen
from game.terminal.widgets.lines import Lines, Part
from tests.terminal.pages import STORY

RUNS, CHOICES = 1000, 300


def drawn(forest: Forest, width: int = 60) -> list[str]:
    story = Desk(STORY, Path()).story
    hinges = hinges_of(story, forest.scenes)
    drawing = Drawing(forest, story.endings, hinges)
    return ["".join(text for text, _voice in drawing.parts(one, width)) for one in forest.branches(hinges)]


def test_runs_are_one_line_as_long_as_they_chose_alike(shelf: Path) -> None:
    forest = Forest("small")
    forest.read(run_files(shelf))
    assert drawn(forest, 72) == [
        "july days",
        "├─ open window ── hand it on",
        "│  ├─ ◆ warn the picket ── go home    ★ The Archive Shelf · a quiet July",
        "│  └─ ● leave the cord ── stay          ★ The Archive Shelf · the record",
        "└─ take down ── hand it on                                      half way",
    ]


def test_the_parent_of_a_line_is_the_line_it_grows_from(shelf: Path) -> None:
    forest = Forest("small")
    forest.read(run_files(shelf))
    assert [branch.parent for branch in forest.branches({})] == [-1, 0, 1, 1, 0]


def test_a_broken_file_is_a_line_and_hides_nothing(shelf: Path) -> None:
    (shelf / "torn.yaml").write_text("nonsense")
    (shelf / "gone.yaml").symlink_to(shelf / "nowhere")
    (shelf / "other.yaml").write_text("format: october-run/1\nstory: other\nseed: 1\nstart: a\n---\n")
    forest = Forest("small")
    forest.read(run_files(shelf))
    assert len(forest.runs) == 3
    lines = drawn(forest)
    assert len(lines) == 7
    assert lines[-1].startswith("✗ ") and lines[-1].endswith("torn")


def test_two_runs_that_chose_the_same_have_a_line_each(shelf: Path) -> None:
    (shelf / "twin.yaml").write_bytes((shelf / "half-way.yaml").read_bytes())
    forest = Forest("small")
    forest.read(run_files(shelf))
    assert drawn(forest)[-1].split() == ["=", "the", "same", "decisions", "half", "way"]


def test_no_line_is_wider_than_the_window(shelf: Path) -> None:
    forest = Forest("small")
    forest.read(run_files(shelf))
    for width in (1, 5, 12, 30, 200):
        assert all(len(line) <= width for line in drawn(forest, width)), width


def thousand(saves: Path) -> None:
    """A thousand runs of three hundred choices: number n leaves number n // 2 at a step of its own."""
    lines: list[list[Chosen]] = []
    for number in range(RUNS):
        cut = (number * 37) % CHOICES if number else 0
        shared = lines[number // 2][:cut] if number else []
        rest = [Chosen(f"july-days.s{step}", f"c{number}", "0123abcd") for step in range(cut, CHOICES)]
        lines.append([*shared, *rest])
        header = Header("small", "1.0.0", 7, "july-days", name=f"run {number}")
        RunFile.create(saves, header, lines[-1]).close()


async def test_a_thousand_runs_of_three_hundred_choices(
    tmp_path: Path, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = TreeScreen.draw

    def counted(screen: TreeScreen, line: int, width: int) -> Iterator[Part]:
        drawn.append(line)
        return draw(screen, line, width)

    monkeypatch.setattr(TreeScreen, "draw", counted)
    saves = tmp_path / "saves"
    thousand(saves)
    forest = Forest("small")
    forest.read(run_files(saves))
    assert len(forest.runs) == RUNS
    rows = forest.branches({})
    assert RUNS <= len(rows) <= 2 * RUNS
    app = OctoberApp(Desk(STORY, saves))
    async with app.run_test(size=(100, 30)) as pilot:
        app.show_tree()
        while not app.screen.query(Lines) or not app.screen.query_one(Lines).count:
            await pilot.pause()
        assert isinstance(app.screen, TreeScreen)
        lines = app.screen.query_one(Lines)
        await pilot.pause()
        assert lines.count == len(rows)
        assert 0 < len(drawn) <= 10 * lines.size.height
        assert set(drawn) == set(range(lines.size.height))
        drawn.clear()
        for _page in range(10):
            await pilot.press("pagedown")
        await pilot.press("end")
        assert len(drawn) <= 60 * lines.size.height
        assert lines.lit == len(rows) - 1
