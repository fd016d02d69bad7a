"""No words of a story, a run, a player or a file's name drive the terminal or act as markup, wherever they stand."""

import io
import re
from pathlib import Path

import pytest
from textual.app import App

from game.author.bench import Bench
from game.play.replay import replay
from game.play.runfile import read_run_file
from game.play.session import Session
from game.story.loader import load_story
from game.terminal.markdown import as_markdown
from game.terminal.plain import PlainReader
from game.terminal.transcript import read_of, text_of, text_of_step, transcript_of
from game.terminal.workbench.app import AuthorApp
from tests.hostile import ALL, ESCAPES, IN_A_FILES_NAME, driving
from tests.terminal.hostile_story import hostile_runs, hostile_story
from tests.terminal.pages import open_page
from tests.terminal.shelves import looking

WIDE, NARROW = (160, 50), (60, 20)
FROM_TITLE = {
    "note": "n",
    "continued": "c",
    "runs": "r s down down n escape o escape x escape d u T escape end enter",
    "two runs": "r down c down c",
    "replay": "r down down p right right end",
    "tree": "r down t down down slash o enter",
    "codex": "o a enter left slash e enter",
    "map": "m end enter escape tab down enter",
    "endings": "e w escape down",
    "transcript": "r down down T c slash e enter n",
    "settings": "s down question_mark",
}
FROM_PAGE = {
    "first": "w escape c escape C a enter escape escape m escape",
    "kept to the end": "1 1 r escape l enter escape escape 1 w escape t escape",
    "parted": "1 2 r escape T p escape l w",
}
"""The keys of long walks through the screens, looked at after each."""


def check_shown(app: App[None]) -> None:
    """Nothing on the screen drives a terminal, and nothing there is a link or an action of a story's making."""
    for strip in app.screen._compositor.render_strips():
        assert driving(strip.text) == []
        assert "\n" not in strip.text
        for segment in strip:
            assert segment.style is None or not segment.style.link
            assert segment.style is None or "@click" not in segment.style.meta
    assert driving(app.title + app.sub_title + app.clipboard) == []


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return hostile_story(tmp_path / IN_A_FILES_NAME / "story", monkeypatch)


@pytest.fixture
def saves(tmp_path: Path, story: Path, recorded: Path) -> Path:
    hostile_runs(tmp_path / "saves", story)
    return tmp_path / "saves"


@pytest.mark.parametrize("keys", FROM_TITLE.values(), ids=FROM_TITLE)
async def test_screens_from_the_title(story: Path, saves: Path, keys: str) -> None:
    async with looking(saves, story=story, size=WIDE) as at:
        check_shown(at.app)
        for key in keys.split():
            await at.press(key)
            check_shown(at.app)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("keys", FROM_PAGE.values(), ids=FROM_PAGE)
async def test_screens_from_the_page(story: Path, saves: Path, keys: str, size: tuple[int, int]) -> None:
    async with open_page(saves, size, story=story) as page:
        check_shown(page.app)
        for key in keys.split():
            await page.press(key)
            check_shown(page.app)


async def test_the_workbench(story: Path, saves: Path) -> None:
    (story / "codex" / f"{IN_A_FILES_NAME}.yaml").write_text(f"- {{id: {ESCAPES['unseen'][1:]}, name: x, wrong: y}}\n")
    app = AuthorApp(Bench(story, saves))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(0.2)
        check_shown(app)
        for key in "1 2 n n tab down tab right tab down enter g x enter".split():
            await pilot.press(key)
            await pilot.pause()
            check_shown(app)


PLAIN = (
    "undo redo where record ledger why codex map tree endings settings save help 2 1 redo where 2 record ledger why "
    "codex map tree endings 1 why tree endings undo quit"
).split()


@pytest.mark.parametrize("typed", ["", *ESCAPES.values()], ids=["by itself", *ESCAPES])
def test_the_plain_reader(story: Path, saves: Path, typed: str) -> None:
    answers = [f"{word} {typed}".strip() if typed and word.isalpha() else word for word in PLAIN]
    out, talk = io.StringIO(), io.StringIO()
    session = Session.new(load_story(story), saves, seed=7, name=typed or ALL)
    PlainReader(session, io.StringIO("\n".join([*answers, *PLAIN])), out, talk, width=72).play()
    assert session.run.step or typed
    assert driving(out.getvalue()) == driving(talk.getvalue()) == []


def test_a_run_taken_up_in_the_plain_reader(story: Path, saves: Path) -> None:
    for path in sorted(saves.glob("*[012].yaml")):
        out, talk = io.StringIO(), io.StringIO()
        session = Session.resume(load_story(story), path, saves)
        PlainReader(session, io.StringIO("\n".join(PLAIN)), out, talk, width=72).play()
        assert "cannot be read" in talk.getvalue()
        assert driving(out.getvalue()) == driving(talk.getvalue()) == []


@pytest.mark.parametrize("form", ["text", "a step as text", "Markdown"])
def test_a_transcript_that_is_copied_or_written(story: Path, saves: Path, form: str) -> None:
    for path in sorted(saves.glob("*[012].yaml")):
        replayed = replay(load_story(story), read_run_file(path))
        read = read_of(replayed.run)
        if form == "Markdown":
            text = as_markdown("A run", transcript_of(read).blocks)
            assert not re.search(r"(?<!\\)[<`]|(?<!\\)\]\(", re.sub("^> ", "", text, flags=re.MULTILINE))
        else:
            text = text_of(read) if form == "text" else text_of_step(read, 1)
        assert driving(text) == []
