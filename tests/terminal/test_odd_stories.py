"""Stories that are hard on a page: many choices, no way on, words that look like markup, very long words, failures."""

from pathlib import Path

import pytest

from game.terminal.screens.page import PageScreen
from game.terminal.screens.sheets import Sheet
from tests.terminal.pages import open_page

HEAD = """format: october-story/1
story: odd
title: Odd
version: 1.0.0
language: en
initial: odd
variables:
  n: {type: int, initial: 0, min: 0, max: 9, label: "[b]N[/b]", gauge: true, about: a number}
scenes:
  odd: {next: [{to: broken}]}
  broken: {}
endings:
  end: {title: The End}
"""


def odd(folder: Path, states: str) -> Path:
    story = folder / "story"
    story.mkdir()
    (story / "story.yaml").write_text(HEAD)
    (story / "odd.yaml").write_text(f"scene: odd\ntitle: Odd\ninitial: a\noutcomes: [out]\nstates:\n{states}")
    (story / "broken.yaml").write_text("scene: broken\ntitle: Broken\ninitial: nowhere\nstates: {}\n")
    return story


async def test_more_than_nine_choices_are_reached_by_arrows(tmp_path: Path) -> None:
    choices = "".join(f"      - {{id: c-{n}, text: Choice number {n}., to: a}}\n" for n in range(1, 13))
    story = odd(tmp_path, f"  a:\n    text: Many.\n    choices:\n{choices}")
    async with open_page(tmp_path, (60, 12), story=story) as page:
        assert page.lines()[page.where("Choice number 1.").y].split() == ["1", "Choice", "number", "1."]
        await page.press(*["down"] * 30)
        assert page.reading.choices.lit == 11
        assert "› 12  Choice number 12." in "\n".join(page.lines())
        await page.press("enter")
        assert page.run.choices[-1][1] == "c-12"


async def test_a_story_without_a_way_on_says_so_and_undo_stays(tmp_path: Path) -> None:
    story = odd(
        tmp_path,
        "  a:\n    text: Here.\n    choices:\n      - {id: go, text: Go., to: b}\n"
        "  b:\n    text: There.\n    choices:\n      - {id: no, text: 'No.', when: n >= 5, to: a}\n",
    )
    async with open_page(tmp_path, story=story) as page:
        await page.press("1")
        assert page.run.stuck
        assert "There is no way on from here." in page.text()
        await page.press("space", "enter", "1", "u")
        assert page.run.step == 0 and "Here." in page.text()


async def test_markup_is_words(tmp_path: Path) -> None:
    words = "He said [sic] [/b] [@click=app.quit]leave[/] [red]x"
    story = odd(
        tmp_path,
        f'  a:\n    text: >\n      {words}\n    choices:\n      - {{id: go, text: "[b]Go[/b]", to: a}}\n',
    )
    async with open_page(tmp_path, (100, 30), story=story) as page:
        assert words in page.text()
        assert "1  [b]Go[/b]" in "\n".join(page.lines())
        assert "[b]N[/b]" in page.text()
        await page.pilot.click("Reading", page.where("leave"))
        assert isinstance(page.app.screen, PageScreen)


@pytest.mark.parametrize("width", [20, 40, 80])
async def test_a_word_longer_than_any_line_is_shown_whole(tmp_path: Path, width: int) -> None:
    word = "Ж" * 150
    story = odd(tmp_path, f"  a:\n    text: >\n      {word}\n    ending: end\n")
    async with open_page(tmp_path, (width, 30), story=story) as page:
        assert "".join(page.lines()).count("Ж") == 150


async def test_a_broken_scene_behind_a_choice_leaves_the_run_as_it_was(tmp_path: Path) -> None:
    story = odd(
        tmp_path,
        "  a:\n    text: Here.\n    choices:\n      - {id: go, text: Go., to: b}\n  b:\n    outcome: out\n",
    )
    async with open_page(tmp_path, story=story) as page:
        await page.press("1")
        assert isinstance(page.app.screen, Sheet)
        assert "nothing has changed" in page.text()
        await page.press("escape")
        assert page.run.step == 0 and "Here." in page.text()


def test_the_first_frame_of_the_title_loads_neither_engine_nor_yaml() -> None:
    import subprocess
    import sys

    code = (
        "import sys; import game.terminal.app, game.terminal.screens.title;"
        "print([name for name in ('yaml', 'transitions', 'game.play.run', 'game.story.loader', 'game.story.model',"
        " 'click') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_an_end_without_a_word_is_an_end(tmp_path: Path) -> None:
    story = odd(tmp_path, "  a:\n    text: Here.\n    choices: [{id: go, text: Go., to: b}]\n  b: {ending: end}\n")
    async with open_page(tmp_path, story=story) as page:
        await page.press("1")
        assert "T H E" in page.text()
        await page.press("w", "escape", "c", "escape", "T", "escape", "u")
        assert page.run.step == 0 and "Here." in page.text()
    async with open_page(tmp_path, (80, 24), "go", story=story, resumed=True) as page:
        assert "T H E" in page.text()
