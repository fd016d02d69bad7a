"""What the workbench looks like, at two sizes: a story in order, and one with mistakes."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from game.author.bench import Bench
from game.terminal.workbench.app import AuthorApp
from tests.terminal.workbench.benches import ferry

SIZES = [(80, 24), (120, 40)]


async def settled(pilot: Any) -> None:
    bench = pilot.app.bench
    for _moment in range(500):
        if bench.last is not None and bench.last.settled:
            break
        await asyncio.sleep(0.02)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_story_in_order(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    app = AuthorApp(Bench(ferry(tmp_path), tmp_path / "saves"))

    async def follow(pilot: Any) -> None:
        await settled(pilot)
        await pilot.press("2", "tab", "tab", "right")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=follow)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_story_with_mistakes(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    folder = ferry(tmp_path)
    app = AuthorApp(Bench(folder, tmp_path / "saves"))

    async def spoil(pilot: Any) -> None:
        await settled(pilot)
        crossing, quay = folder / "crossing.yaml", folder / "quay.yaml"
        crossing.write_text(crossing.read_text().replace("    facts: [the-rope-held]\n", ""))
        last = pilot.app.bench.last
        quay.write_text(quay.read_text().replace("to: steps-again", "to: steps-agian"))
        for _moment in range(500):
            now = pilot.app.bench.last
            if now is not last and now.settled and len(now.problems) > 1:
                break
            await asyncio.sleep(0.02)
        await pilot.press("shift+tab")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=spoil)
