"""The workbench: going about in a story, setting values, following choices and saves, and the author's own editor."""

import stat
from pathlib import Path

import pytest

from game.terminal.screens.ask import AskSheet
from game.terminal.widgets.notice import Hint, Notice
from game.terminal.workbench.long_work import WaySheet
from tests.terminal.workbench.benches import Table, ferry, open_bench


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ferry(tmp_path)


def hint(table: Table) -> str:
    return table.screen.query_one(Hint).text


def notice(table: Table) -> str:
    return table.screen.query_one("#page Notice", Notice).text


# Going about


async def test_it_opens_on_the_beginning_with_all_that_stands_beside(folder: Path) -> None:
    async with open_bench(folder) as table:
        assert table.scenes.keys[:3] == ["quay", "quay.steps", "quay.steps-again"]
        assert table.scenes.lit_key == "quay.steps"
        assert "The ferry is late, and the ferryman is early." in table.page()
        assert "quay.steps · 4 July (17 July)" in table.lines()[0]
        assert table.line_with("coins").rstrip().endswith("[3]")
        assert "Swim. The water is too cold to be in a hurry." in table.page()


async def test_a_state_is_entered_with_arrows_and_enter(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.press("left", "down", "enter", "down", "enter")
        assert table.scenes.lit_key == "crossing.midstream"
        assert table.run.here == "crossing.midstream"
        assert "Halfway over the rope begins to sing." in table.page()
        await table.press("u")
        assert table.run.here == "quay.steps"


async def test_a_click_enters_a_state(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.pilot.click("Scenes", offset=(6, 4))
        await table.pilot.pause()
        assert table.scenes.lit_key == "quay.left"
        assert table.run.start == "quay.left"


async def test_the_states_of_the_file_are_leafed_through(folder: Path) -> None:
    async with open_bench(folder, place="crossing.midstream") as table:
        await table.press("n")
        assert table.run.start == "crossing.landing"
        assert "crossing.landing → crossing.the-lamp" in table.lines()[0]
        await table.press("n", "N", "N")
        assert table.run.start == "crossing.midstream"


async def test_a_name_leads_to_its_state_and_a_slip_is_answered(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.press("g")
        await table.type("midstraem")
        await table.press("enter")
        assert '"crossing.midstream"?' in table.text()
        assert isinstance(table.app.screen, AskSheet)
        await table.press("enter")
        assert table.run.here == "crossing.midstream"
        await table.press("g", "escape", "g", "enter")
        assert table.run.here == "crossing.midstream"


async def test_the_page_can_have_all_the_room(folder: Path) -> None:
    async with open_bench(folder, (80, 24)) as table:
        await table.press("z")
        assert table.paper.size.width == 80
        await table.press("z")
        assert 50 < table.paper.size.width < 60


async def test_every_key_is_told_and_the_palette_opens(folder: Path) -> None:
    async with open_bench(folder, (80, 40)) as table:
        await table.press("question_mark")
        told = table.text()
        for words in ("Go to a state by its name", "Open your editor", "The shortest way", "Playtest"):
            assert words in told
        await table.press("escape", "ctrl+p")
        assert "How do I get here?" in table.text()


async def test_saving_is_left_to_the_editor(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.press("ctrl+s")
        assert "Nothing to save here" in hint(table)


# Values


async def test_an_arrow_sets_a_number_and_the_page_follows(folder: Path) -> None:
    async with open_bench(folder) as table:
        assert "5 Go aboard." not in table.page()
        table.values.focus()
        await table.press("left", "left")
        assert "Go aboard. You cannot pay." in table.page()
        assert table.line_with("coins").rstrip().endswith("*[1]")
        assert "coins: from 0 to 9" in hint(table)
        await table.press("backspace")
        assert table.line_with("coins").rstrip().endswith(" [3]")


async def test_a_value_is_written_and_a_wrong_one_asked_for_again(folder: Path) -> None:
    async with open_bench(folder) as table:
        table.values.focus()
        await table.press("enter", "backspace")
        await table.type("12")
        await table.press("enter")
        assert "coins is a number from 0 to 9." in table.text()
        await table.press("backspace", "enter")
        assert table.run.values["coins"] == 1
        await table.press("down", "enter")
        await table.press(*["backspace"] * 5)
        await table.type("risin")
        await table.press("enter")
        assert 'Did you mean "rising"?' in table.text()
        await table.type("g")
        await table.press("enter")
        assert table.run.values["wind"] == "rising"


async def test_true_and_false_turn_round_and_open_choices(folder: Path) -> None:
    async with open_bench(folder) as table:
        assert "whistle is hidden: it asks for" in table.page()
        table.values.focus()
        await table.press("end", "enter")
        assert table.run.values["seen"] is True
        assert "3 Whistle back." in table.page()
        await table.press("up", "right")
        assert "Swim. The water" not in table.page()


# Choices


async def test_a_choice_is_followed_by_its_number_and_taken_back(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.press("2")
        assert "> Toss a coin into the river. You have 2 left." in table.page()
        assert "Continue" in table.page()
        assert table.line_with("coins").rstrip().endswith("3 → [2]")
        assert "whistle is hidden" not in table.page()
        await table.press("u")
        assert table.run.step == 0
        await table.press("u")
        assert hint(table) == "There is nothing to go back to."


async def test_a_choice_is_followed_with_arrows_and_by_a_click_into_another_scene(folder: Path) -> None:
    async with open_bench(folder) as table:
        table.paper.focus()
        await table.press("down", "down", "down", "enter")
        assert table.run.here == "crossing.midstream"
        assert table.scenes.lit_key == "crossing.midstream"
        y = next(y for y in range(table.paper.size.height) if "Sit still" in table.paper.render_line(y).text)
        await table.pilot.click("Paper", offset=(10, y))
        await table.pilot.pause()
        assert table.run.ending is not None
        assert "The End" in table.page()


async def test_a_choice_that_leads_into_a_broken_scene_is_refused(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.write("crossing.yaml", "to: landing", "to: lnding")
        await table.press("3")
        assert table.run.here == "quay.steps"
        assert "crossing.yaml has errors" in hint(table)


async def test_a_link_opens_its_entry(folder: Path) -> None:
    async with open_bench(folder) as table:
        y = next(y for y in range(table.paper.size.height) if "ferryman" in table.paper.render_line(y).text)
        await table.pilot.click("Paper", offset=(table.paper.render_line(y).text.index("ferryman") + 1, y))
        await table.pilot.pause()
        assert "Codex" in table.text()


# Saves


async def test_a_save_shows_and_the_place_is_kept(folder: Path) -> None:
    long = "\n      - ".join(f"Paragraph {number} of a page that is longer than the window." for number in range(30))
    text = (folder / "quay.yaml").read_text()
    old = "text: |-\n      The ferry is *late*, and the [[ferryman]] is early."
    (folder / "quay.yaml").write_text(text.replace(old, f"text:\n      - {long}"))
    async with open_bench(folder, (80, 24)) as table:
        table.paper.focus()
        await table.press("pagedown", "pagedown")
        top = table.paper.window[0]
        shown = table.paper.render_line(0).text
        assert top > 0
        await table.write("quay.yaml", "Paragraph 20 of", "PARAGRAPH 20 of")
        assert (table.paper.window[0], table.paper.render_line(0).text) == (top, shown)
        await table.press("pagedown", "pagedown")
        assert "PARAGRAPH 20 of" in " ".join(str(block.paragraph.plain) for block in table.paper.galley.blocks)


async def test_a_lit_choice_stays_lit_over_a_save(folder: Path) -> None:
    async with open_bench(folder) as table:
        table.paper.focus()
        await table.press("down", "down")
        await table.write("quay.yaml", "Toss a coin", "Throw a coin")
        assert "› 2 Throw a coin into the river." in table.page()


async def test_a_broken_file_shows_its_problems_and_the_last_good_page(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.write("quay.yaml", "to: steps-again", "to: steps-agian")
        assert notice(table).startswith("The last good page. quay.yaml has errors, the first in line")
        assert "✗ error[unknown-state]" in table.line_with("quay.yaml:20")
        assert "problems: 1 error ✗" in table.text()
        assert "✗1" in table.line_with("▾ quay")
        assert "✗1" in table.line_with("• steps ")
        assert "Toss a coin" in table.page()
        await table.write("quay.yaml", "to: steps-agian", "to: steps-again")
        assert notice(table) == ""
        assert "✗" not in table.text()


async def test_no_save_brings_it_down(folder: Path) -> None:
    async with open_bench(folder) as table:
        for file in ("quay.yaml", "story.yaml", "facts.yaml", "codex/all.yaml"):
            before = (folder / file).read_text()
            for broken in (b"", b"\xff\xfe", b"{", before.encode()[: len(before) // 2]):
                last = table.bench.last
                (folder / file).write_bytes(broken)
                await table.until(lambda last=last: table.bench.last is not last and table.settled)  # type: ignore[misc]
                assert "The ferry is late" in table.page()
            (folder / file).unlink()
            await table.until(lambda: table.settled)
            (folder / file).write_text(before)
        await table.until(lambda: table.settled and not table.bench.last.problems and not notice(table))  # type: ignore[union-attr]


async def test_a_story_that_never_was_in_order_says_so(folder: Path) -> None:
    (folder / "story.yaml").write_text("format: october-story/1\n")
    async with open_bench(folder) as table:
        assert "There is no page yet." in table.page()
        assert notice(table) == "story.yaml has errors."
        await table.press("1", "u", "w", "n", "z", "e")


async def test_what_nobody_foresaw_is_said_and_work_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.author.rereading import Rereading

    async with open_bench(folder) as table:
        with monkeypatch.context() as broken:
            broken.setattr(Rereading, "look", lambda self, first="": 1 / 0)
            (folder / "quay.yaml").touch()
            await table.until(lambda: "division by zero" in hint(table))
        await table.write("quay.yaml", "is *late*", "was *late*")
        assert "The ferry was late" in table.page()


# The editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vi that notes how it was called, and mends what it is given."""
    program = tmp_path / "bin" / "vi"
    program.parent.mkdir()
    called = tmp_path / "called"
    program.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done >>{called}\nsed -i "s/agian/again/" "$3"\n')
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("VISUAL", f"'{program}' -X")
    return called


async def test_the_editor_opens_at_a_problem_and_the_page_follows(folder: Path, editor: Path) -> None:
    async with open_bench(folder) as table:
        await table.write("quay.yaml", "to: steps-again", "to: steps-agian")
        table.faults.focus()
        await table.press("enter")
        assert editor.read_text().split("\n")[:3] == ["-X", "+20", str(folder / "quay.yaml")]
        await table.until(lambda: not notice(table))


async def test_the_editor_opens_at_the_state_of_the_page(folder: Path, editor: Path) -> None:
    line = (folder / "quay.yaml").read_text().split("\n").index("  aboard:") + 1
    async with open_bench(folder, place="quay.aboard") as table:
        table.paper.focus()
        await table.press("e")
        assert editor.read_text().split("\n")[1:3] == [f"+{line}", str(folder / "quay.yaml")]


async def test_that_no_editor_is_set_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with open_bench(folder) as table:
        await table.press("e")
        assert hint(table).startswith("No editor is set")
        monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
        await table.press("e")
        assert "no-such-editor-anywhere cannot be started" in hint(table)


# Long work


async def test_the_way_here_is_shown_and_gone(folder: Path) -> None:
    async with open_bench(folder, place="crossing.adrift") as table:
        await table.press("u")
        table.bench.preview.enter("crossing.midstream")
        table.screen.show_page()
        await table.press("w")
        await table.until(lambda: isinstance(table.app.screen, WaySheet))
        assert "go-aboard: Go aboard." in table.text()
        assert list((folder.parent / "saves").glob("*.yaml"))
        await table.press("enter")
        assert table.run.choices == [("quay.steps", "go-aboard")]


async def test_a_playtest_tells_beside_the_states(folder: Path) -> None:
    path = folder / "crossing.yaml"
    path.write_text(
        path.read_text().replace(
            "    next: [{to: the-lamp}]", "    choices: [{id: no, text: N., when: coins > 8, to: the-lamp}]"
        )
    )
    async with open_bench(folder) as table:
        await table.press("p")
        await table.until(lambda: table.screen.findings is not None and table.screen.findings.plays > 1_000, 60)
        await table.press("end")
        assert "stuck" in table.text()
        table.bench.preview.enter("crossing.the-lamp")
        table.screen.show_page()
        assert "never" in table.line_with("• the-lamp")
        table.faults.focus()
        await table.press("end", "enter")
        assert table.run.stuck and table.run.step > 0
        assert "There is no way on from here" in table.page()
        assert "plays stuck here" in table.page()


async def test_a_search_can_be_ended(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.press("p")
        await table.until(lambda: table.bench._work)
        await table.press("escape")
        assert hint(table) == "Ended."
        await table.press("escape")
        assert hint(table) != "Ended."


async def test_q_leaves_and_nothing_runs_on(folder: Path) -> None:
    async with open_bench(folder) as table:
        await table.press("p", "q")
        await table.pilot.pause(0.2)
        assert table.app.return_code == 0
        await table.until(lambda: all(work._process.poll() is not None for work in table.bench._work.values()))


async def test_the_last_key_below_is_help_however_narrow_it_is(folder: Path) -> None:
    async with open_bench(folder, (60, 20)) as table:
        assert table.lines()[-1].endswith("? keys")


async def test_where_there_is_little_room_the_page_has_it_and_the_keys(folder: Path) -> None:
    async with open_bench(folder, (40, 15)) as table:
        assert table.paper.size.width == 40
        assert table.screen.focused is table.paper
