"""The page: how choices are taken, how text comes, what stays where it was, and what is said."""

from pathlib import Path

import pytest
from textual.widgets import Input

from game.play.session import Session
from game.terminal.app import OctoberApp
from game.terminal.desk import Desk
from game.terminal.screens.page import PageScreen
from game.terminal.screens.sheets import CodexSheet, Sheet
from game.terminal.screens.transcript import TranscriptScreen
from game.terminal.settings import Settings
from game.terminal.widgets.footer import Footer
from game.terminal.widgets.header import Header
from game.terminal.widgets.notice import Notice
from game.terminal.widgets.panel import Panel
from tests.terminal.pages import STORY, open_page

TO_HINGE = ("open-window", "hand-it-on")
TO_END = (*TO_HINGE, "warn-the-picket", "go-home")


# Choosing


async def test_a_number_takes_the_open_choice_with_that_number(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("2")
        assert page.run.choices == [("july-days.cloakroom", "take-down")]
        assert "> Take down the garden" in page.text()


async def test_locked_choices_have_no_number_and_a_reason(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        assert "–  Go down to the steps.  They don't know your face there yet." in "\n".join(page.lines())
        await page.press("4")
        await page.pilot.click("Reading", page.where("Go down to the steps"))
        assert page.run.step == 0


async def test_arrows_light_open_choices_only_and_enter_takes_the_lit_one(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("down", "down", "down", "down", "up")
        assert page.reading.choices.lit == 1
        assert page.lines()[page.where("Take down").y].lstrip().startswith("› 2")
        await page.press("enter")
        assert page.run.choices[-1][1] == "take-down"


async def test_enter_takes_nothing_that_was_not_lit(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("enter", "space", "enter")
        assert page.run.step == 0


async def test_a_click_takes_a_choice(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.pilot.hover("Reading", page.where("Ask Osip"))
        await page.pilot.click("Reading", page.where("Ask Osip"))
        await page.pilot.pause()
        assert page.run.choices[-1][1] == "ask-osip"


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_no_choice_is_made_by_pasting(tmp_path: Path, size: tuple[int, int]) -> None:
    from textual import events

    async with open_page(tmp_path, size) as page:
        page.app.post_message(events.Paste("112u\x1b[2J"))
        await page.pilot.pause()
        assert page.run.step == 0


# Reading


async def test_a_turn_of_several_pages_waits_at_continue(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("1")
        assert "Continue" in page.text()
        assert "A boy brings a form" not in page.text()
        await page.press("1", "2")
        assert page.run.step == 1
        await page.press("space")
        assert "A boy brings a form" in page.text()
        assert "Hand it on." in page.text()


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_continue_is_no_step(tmp_path: Path, key: str) -> None:
    async with open_page(tmp_path) as page:
        await page.press("1", key)
        assert page.run.step == 1


async def test_a_click_goes_on(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("1")
        await page.pilot.click("Reading", page.where("Continue"))
        await page.pilot.pause()
        assert "A boy brings a form" in page.text()


async def test_new_text_begins_at_the_top_when_it_does_not_fit(tmp_path: Path) -> None:
    async with open_page(tmp_path, (40, 15)) as page:
        await page.press("1")
        assert page.where("> Open a window.").y <= 1
        assert "more ▾" in page.text()


async def test_nothing_unread_is_jumped_over(tmp_path: Path) -> None:
    async with open_page(tmp_path, (40, 12)) as page:
        seen = list(page.lines())
        while not page.reading.at_end:
            await page.press("space")
            seen += page.lines()
        whole = " ".join(" ".join(seen).split())
        for words in ("By noon the cloakroom", "with a third", "From the garden side", "Ask Osip"):
            assert words in whole
        assert page.run.step == 0


async def test_what_fits_is_shown_whole_with_what_went_before(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40)) as page:
        await page.press("3")
        assert "By noon the cloakroom" in page.text()
        assert '"Whoever is left," says Osip' in page.text()
        assert "Take down the garden" in page.text()


async def test_what_was_read_before_grows_dim(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40)) as page:
        y = page.where("By noon").y
        bright = page.reading.render_line(y)._segments[-2].style
        await page.press("3")
        y = page.where("By noon").y
        dimmed = page.reading.render_line(y)._segments[-2].style
        assert bright is not None and dimmed is not None
        assert bright.color != dimmed.color


async def test_the_wheel_and_the_keys_move_and_the_newest_is_one_key_away(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 14), *TO_HINGE) as page:
        newest = page.lines()
        await page.press("home")
        assert page.reading.window[0] == 0
        page.reading.scroll_to(y=3, animate=False, immediate=True)
        await page.press("pageup", "k", "end")
        assert page.lines() == newest


# Taking back


async def test_undo_asks_nothing_and_redo_takes_it_again(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        before = page.lines()
        await page.press("1", "space")
        after = page.text()
        await page.press("u")
        assert page.run.step == 0
        assert page.lines() == before
        await page.press("U", "space")
        assert page.run.step == 1
        assert page.text() == after
        await page.press("u", "ctrl+r")
        assert page.run.step == 1


async def test_undo_with_nothing_to_undo_does_nothing(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("u", "u", "U")
        assert page.run.step == 0


async def test_undo_while_a_page_waits_takes_back_the_whole_turn(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("1", "u")
        assert page.run.step == 0
        assert "Continue" not in page.text()
        assert "Ask Osip" in page.text()


# Hinges and ends


async def test_the_record_is_shown_when_asked_for(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), *TO_HINGE) as page:
        await page.press("r")
        assert "ON THE RECORD" not in page.text()
        await page.press("2")
        assert "ON THE RECORD" not in page.text()
        await page.press("r")
        text = page.text()
        assert "ON THE RECORD The crowd was fired on." in text
        assert "YOU ◆ The picket knows what is coming" in text
        assert "Two of the units sent that day" in text
        assert "july-casualties" in text
        assert "Go home along the canal." in text
        await page.press("r")
        assert "ON THE RECORD" not in page.text()


async def test_the_record_may_always_be_shown(tmp_path: Path) -> None:
    def always(app: OctoberApp) -> None:
        app.settings = Settings(record="always")

    async with open_page(tmp_path, (80, 40), *TO_HINGE, before=always) as page:
        await page.press("1")
        assert "ON THE RECORD" in page.text()


async def test_an_ending_has_its_title_and_how_the_hinges_fell(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40), *TO_END[:-1]) as page:
        await page.press("1", "space")
        text = page.text()
        assert page.run.over
        assert "The End" in text
        assert "◆ fire on the crowd: The picket knows what is coming" in text
        assert "u undo w why" in text
        await page.press("u")
        assert not page.run.over
        assert "The End" not in page.text()


async def test_q_leaves_and_asks_nothing(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("1", "q")
        assert page.app.return_code == 0
    (kept,) = tmp_path.glob("*.yaml")
    assert "choose: open-window" in kept.read_text()


# What stands beside


async def test_wide_pages_have_a_panel(tmp_path: Path) -> None:
    async with open_page(tmp_path, (120, 40)) as page:
        await page.press("2")
        panel = page.app.screen.query_one(Panel).render().plain
        assert panel.splitlines()[0] == "Tauride Palace"
        assert "Bread      █░░░░░░░  1 −1" in panel
        assert "○ fire on the crowd" in panel and "not yet" in panel
        assert not page.app.screen.query_one(Header).render().plain.count("\n")


async def test_narrower_pages_fold_it_into_a_line(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24)) as page:
        await page.press("2")
        assert not page.app.screen.query_one(Panel).display
        title, folded = page.app.screen.query_one(Header).render().plain.splitlines()
        assert title.startswith("The July Days ") and title.endswith(
            "Tauride Palace · 4 July 1917 · 17 July N.S. · 15:00"
        )
        assert folded.startswith("Soviet 6  Government 3  Bread 1▼  The record 9▲ ") and folded.endswith("○")


async def test_the_smallest_keep_date_and_place(tmp_path: Path) -> None:
    async with open_page(tmp_path, (40, 15)) as page:
        header = page.app.screen.query_one(Header).render().plain
        assert header.startswith("4 July (17 July)") and header.endswith("Tauride Palace")


async def test_the_codex_opens_from_a_link(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.pilot.click("Reading", page.where("Osip puts"))
        await page.pilot.pause()
        assert isinstance(page.app.screen, CodexSheet)
        for words in ("Osip Reznik", "Осип Резник · person", "Editor, Menshevik, and the man"):
            assert words in page.text()
        await page.press("escape")
        assert isinstance(page.app.screen, PageScreen)


async def test_c_opens_what_the_page_names_one_after_the_other(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        await page.press("c")
        assert "Osip Reznik" in page.text() and "1 of 2" in page.text()
        await page.press("right")
        assert "Таврический дворец" in page.text()
        await page.press("left", "q")
        assert isinstance(page.app.screen, PageScreen)


async def test_a_click_beside_the_codex_puts_it_away_and_nothing_else(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40)) as page:
        await page.press("c")
        await page.pilot.click(offset=(2, 2))
        await page.pilot.pause()
        assert isinstance(page.app.screen, PageScreen)


async def test_question_mark_shows_the_keys(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40)) as page:
        await page.press("question_mark")
        assert isinstance(page.app.screen, Sheet)
        assert "u Take back the last choice" in " ".join(page.text().split())
        assert "U, Ctrl+R Take it again" in " ".join(page.text().split())
        await page.press("question_mark")
        assert isinstance(page.app.screen, PageScreen)


async def test_on_a_narrow_terminal_a_long_row_of_keys_takes_no_room_from_the_words(tmp_path: Path) -> None:
    async with open_page(tmp_path, (40, 15)) as page:
        await page.press("question_mark")
        assert any("  u       Take back the last choice" in line for line in page.all_lines())
        assert any("U, Ctrl+R   Take it again" in line for line in page.all_lines())


async def test_the_palette_has_our_commands_alone(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 40)) as page:
        names = {command.title for command in page.app.get_system_commands(page.app.screen)}
        assert {"Undo", "Redo", "Title", "Runs", "Quit", "On the record", "Theme: paper"} <= names
        assert "Screenshot" not in names
        await page.press("ctrl+p")
        assert page.app.screen.query(Input)


async def test_trouble_with_the_file_is_told_calmly_while_it_lasts(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        page.screen.session.choose = _in_trouble(page.screen.session)  # type: ignore[method-assign]
        await page.press("3")
        assert page.app.screen.query_one(Notice).display
        assert "This run is not being kept" in page.text()
        page.screen.session.trouble = ""
        await page.press("u")
        assert not page.app.screen.query_one(Notice).display


def _in_trouble(session: Session):  # type: ignore[no-untyped-def]
    def choose(choice: str):  # type: ignore[no-untyped-def]
        turn = session.run.choose(choice)
        session.trouble = "This run is not being kept: the disk is full."
        return turn

    return choose


async def test_a_resumed_run_says_what_happened_so_far(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24), *TO_END[:-1]) as page:
        await page.press("q")
    (kept,) = tmp_path.glob("*.yaml")
    app = OctoberApp(Desk(STORY, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.resume(kept)
        await pilot.pause()
        text = " ".join(" ".join(strip.text for strip in app.screen._compositor.render_strips()).split())
        assert "WHAT HAPPENED SO FAR" in text
        assert "◆ fire on the crowd: The picket knows what is coming" in text
        assert "The rain has stopped." in text
        assert "Go home along the canal." in text


# Sizes


async def test_a_resize_keeps_the_readers_place(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 14), *TO_HINGE) as page:
        page.reading.move_to(page.reading.galley.text_top_of(3))
        top = page.lines()[0].split()[:3]
        for size in ((60, 14), (44, 20), (120, 12), (33, 15), (80, 14)):
            await page.resize(*size)
            first = next(line for line in page.lines() if line)
            assert first.split()[0] in " ".join(page.lines())
            assert page.reading.galley.block_at(page.reading.window[0]) == 3
        assert page.lines()[0].split()[:3] == top


async def test_a_resize_keeps_the_choices_in_sight_if_they_were(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24), *TO_HINGE) as page:
        for size in ((50, 24), (120, 20), (80, 24), (40, 18)):
            await page.resize(*size)
            assert "Leave the cord." in page.text()


@pytest.mark.parametrize("size", [(20, 5), (8, 3), (1, 1), (300, 100)])
async def test_no_size_is_too_small_or_too_great(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_page(tmp_path, size, *TO_HINGE) as page:
        await page.press("down", "space", "pageup", "2", "space", "r", "c", "escape", "question_mark", "escape", "u")
        assert page.run.step == 2


async def test_a_storm_of_resizes_does_no_harm(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24), *TO_HINGE) as page:
        for step in range(40):
            await page.pilot.resize_terminal(20 + step * 7 % 100, 5 + step * 3 % 40)
        await page.resize(80, 24)
        assert "Leave the cord." in page.text()


async def test_themes_change_while_reading(tmp_path: Path) -> None:
    async with open_page(tmp_path) as page:
        grounds = set()
        for theme in ("ink", "paper", "high-contrast"):
            page.app.theme = theme
            await page.pilot.pause()
            style = page.reading.render_line(2)._segments[0].style
            assert style is not None
            grounds.add(style.bgcolor)
        assert len(grounds) == 3


async def test_without_colour_nothing_is_coloured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_page(tmp_path, (120, 40), *TO_HINGE) as page:
        await page.press("2", "down")
        for strip in page.app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                assert style is None or all(
                    colour is None or colour.is_default for colour in (style.color, style.bgcolor)
                )
        assert "›" in page.text()


async def test_the_footer_can_be_clicked(tmp_path: Path) -> None:
    async with open_page(tmp_path, (80, 24), *TO_HINGE) as page:
        footer = page.app.screen.query_one(Footer)
        at = footer.render().plain.index("undo") + 2
        await page.pilot.click(Footer, (at, 0))
        await page.pilot.pause()
        assert page.run.step == 1


@pytest.mark.parametrize("size", [(80, 40), (40, 15)], ids=str)
async def test_a_click_on_a_line_of_the_keys_does_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_page(tmp_path, size) as page:
        await page.press("question_mark")
        await page.pilot.pause()
        sheet = page.app.screen
        while not any("transcript" in line for line in page.all_lines()):
            await page.press("down")
        y = next(y for y, line in enumerate(page.all_lines()) if "transcript" in line)
        await page.pilot.click(None, (size[0] // 2, y))
        await page.pilot.pause()
        assert page.app.screen is not sheet
        assert isinstance(page.app.screen, TranscriptScreen)
