"""The plain reader: transcripts of what it prints, and what it makes of whatever is typed."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.play.runfile import read_run_file
from game.play.session import Session
from game.story.ids import PLAIN_READER_WORDS
from game.story.loader import load_story
from game.terminal.plain import LONGEST_LINE, PlainReader
from game.terminal.plain_text import played
from game.terminal.settings import read_settings
from tests.making import story_of
from tests.terminal.maps import mapped

STORIES = Path(__file__).parent.parent / "stories"


class Terminal(io.StringIO):
    """Answers typed by hand."""

    def isatty(self) -> bool:
        return True


class Reading:
    """A story read to the end of some answers."""

    def __init__(self, session: Session, answers: str, *, width: int = 72, by_hand: bool = False) -> None:
        out, talk = io.StringIO(), io.StringIO()
        stream = Terminal(answers) if by_hand else io.StringIO(answers)
        self.session = session
        self.kept = PlainReader(session, stream, out, talk, width=width).play()
        self.text = out.getvalue()
        self.talk = talk.getvalue()

    @property
    def pages(self) -> str:
        """What was printed, without where it is kept."""
        return self.text.partition("\nYour run is kept in ")[0]

    def after(self, prompts: int) -> str:
        """What was printed after a prompt."""
        return self.text.split("> \n")[prompts]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STORIES / "the-ferry/story", tmp_path / "story"))


@pytest.fixture
def read(folder: Path, tmp_path: Path) -> Callable[..., Reading]:
    """Read the ferry with these answers, one a line."""

    def reading(*answers: str, start: str = "", width: int = 72, by_hand: bool = False) -> Reading:
        session = Session.new(load_story(folder), tmp_path / "saves", start=start, seed=5)
        return Reading(session, "".join(f"{answer}\n" for answer in answers), width=width, by_hand=by_hand)

    return reading


def test_transcript(tmp_path: Path) -> None:
    case = STORIES / "the-ferry"
    session = Session.new(load_story(case / "story"), tmp_path, seed=5)
    assert Reading(session, (case / "input").read_text()).pages == (case / "transcript").read_text()


def test_gauges_are_told_when_a_choice_moved_them(read: Callable[..., Reading]) -> None:
    reading = read("ask-the-fare", "toss")
    assert "Coins" not in reading.after(1)
    assert "\nCoins 2, down 1.\n\n1. " in reading.after(2)


def test_an_hour_that_alone_is_new_stands_alone(read: Callable[..., Reading]) -> None:
    assert "\n18:00.\n\n" in read("toss").text


def test_what_has_no_plain_words_is_not_told_as_code(tmp_path: Path) -> None:
    states = """
start:
  text: A door.
  choices:
    - {id: wait, text: Wait., result: You wait.}
    - {id: go, text: Go., when: 'chose("wait") and visits("start") > 3', locked: Not yet., to: end}
end: {ending: over}
"""
    session = Session.new(story_of(tmp_path / "story", states), tmp_path / "saves")
    assert Reading(session, "why\n").after(1).startswith("-  Go. Not yet.\n")


def test_the_end_of_the_story_is_the_ending_and_where_it_is_kept(read: Callable[..., Reading]) -> None:
    reading = read("go-aboard", "cut-it", "1")
    assert reading.kept
    assert reading.text.endswith(f"\n\nAshore\n\nYour run is kept in {reading.session.path}\n")


def test_the_end_of_input_says_where_it_is_kept(read: Callable[..., Reading]) -> None:
    reading = read("toss")
    assert reading.text.endswith(f"> \n\nYour run is kept in {reading.session.path}\n")
    assert reading.talk == ""
    quit_ = read("QUIT", "toss")
    assert quit_.session.run.step == 0


def test_a_scene_played_alone(read: Callable[..., Reading]) -> None:
    assert "\nThe scene is over: aboard\n" in read("go-aboard", start="quay").text


def test_typed_by_hand_the_enter_ends_the_line(read: Callable[..., Reading]) -> None:
    assert "> \nType a number" not in read("9", by_hand=True).text
    assert "> Type a number" in read("9", by_hand=True).text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("", "Type a number from 1 to 3, or help.\n"),
        ("4", "Type a number from 1 to 3, or help.\n"),
        ("0", "Type a number from 1 to 3, or help.\n"),
        ("-1", "Type a number from 1 to 3, or help.\n"),
        ("1" * 5000, "Type a number from 1 to 3, or help.\n"),
        ("٣", "Type a number from 1 to 3, or help.\n"),
        ("toss it", "Type a number from 1 to 3, or help.\n"),
        ("undo it", "Type a number from 1 to 3, or help.\n"),
        ("whistle", "Type a number from 1 to 3, or help.\n"),
        ("swim", "The water is too cold to be in a hurry.\nType a number from 1 to 3, or help.\n"),
        ("undo", "There is nothing to take back.\n"),
        ("redo", "There is nothing to take again.\n"),
        ("where", "The Quay. 4 July 1917 (17 July New Style), 15:00, the quay.\nCoins 3 of 9.\nThe Quay: 0 choices.\n"),
        ("record", "Nothing has been decided yet that the record could be asked about.\n"),
        ("ledger", "No hinge has been decided yet.\n"),
        ("map", "This story has no map.\n"),
        ("tree", "Nothing has been chosen yet.\n"),
        ("save", "Type save and a name. The run itself is always kept.\n"),
        ("save  a quiet   day ", "This run is called a quiet day.\n"),
        (
            "codex",
            "Type codex and one of these: ferryman, the quay. 1 more is not met yet;\ncodex all names it too.\n",
        ),
        ("codex all", "Type codex and one of these: ferryman, midstream, the quay.\n"),
        ("codex THE Quay", "the quay.\n\nStone steps, eleven of them wet.\n"),
        ("codex river", "midstream.\n\nWide.\n"),
        ("codex ferymen", 'There is no entry "ferymen". Did you mean "ferryman"?\n'),
        ("codex e", 'There is no entry "e".\n'),
        ("\x00\x1b[2J", "Type a number from 1 to 3, or help.\n"),
    ],
)
def test_answers(read: Callable[..., Reading], answer: str, expected: str) -> None:
    reading = read(answer)
    assert reading.after(1) == expected
    assert "\x1b" not in reading.text


def test_an_endless_line_is_one_answer(read: Callable[..., Reading]) -> None:
    reading = read("toss " * LONGEST_LINE, "toss")
    assert reading.text.count("> \n") == 3
    assert reading.session.run.step == 1


@pytest.mark.parametrize("answer", ["2", "2.", "2)", "toss", " toss "])
def test_ways_to_choose(read: Callable[..., Reading], answer: str) -> None:
    assert read(answer).session.run.choices == [("quay.steps", "toss")]


def test_help_names_every_word(read: Callable[..., Reading]) -> None:
    text = read("help").after(1)
    for word in PLAIN_READER_WORDS:
        assert word in text


def test_settings_are_listed_with_what_they_do(read: Callable[..., Reading]) -> None:
    text = " ".join(read("settings").after(1).split())
    for said in ["language is system.", "calendar is old.", "Can be old, new.", "record is ask.", "opens is screens."]:
        assert said in text


def test_a_setting_changes_at_once_and_is_kept(read: Callable[..., Reading], config: Path) -> None:
    reading = read("settings calendar new", "where", "settings WIDTH 56", "settings opens plain")
    assert "Calendar: New Style first.\n" in reading.after(1)
    assert "17 July 1917 (4 July Old Style)" in reading.after(2)
    kept = read_settings(config / "settings.yaml")
    assert (kept.calendar, kept.width, kept.opens) == ("new", 56, "plain")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("settings calender new", 'There is no setting "calender" here. Did you mean "calendar"?'),
        ("settings theme ink", 'There is no setting "theme" here.'),
        ("settings calendar", "calendar can be old, new."),
        ("settings width 57x", "width can be 56, 60, 64, 68, 72, 76, 80."),
    ],
)
def test_a_setting_that_is_not_there(read: Callable[..., Reading], typed: str, expected: str) -> None:
    assert expected in " ".join(read(typed).after(1).split())


def test_a_setting_that_cannot_be_kept_holds_and_is_told_on_the_side(
    read: Callable[..., Reading], config: Path
) -> None:
    (config / "settings.yaml").unlink()
    (config / "settings.yaml").mkdir()
    reading = read("settings calendar new")
    assert "Calendar: New Style first." in reading.text
    assert "cannot be remembered" in reading.talk


def test_the_record_follows_each_hinge_where_that_is_set(read: Callable[..., Reading]) -> None:
    assert "On the record:" not in read("go-aboard", "cut-it").text
    assert "On the record:" in read("settings record always", "go-aboard", "cut-it").text


def test_a_header_stands_where_the_day_or_the_place_is_new(read: Callable[..., Reading]) -> None:
    text = read("toss", "go-aboard", "cut-it").text
    assert text.count("The Quay. ") == 1
    assert "\nThe Crossing. 5 July 1917 (18 July New Style), midstream.\n" in text
    assert "\n14 February 1918, midstream.\n" in text


def test_record_ledger_and_tree(read: Callable[..., Reading]) -> None:
    reading = read("go-aboard", "cut-it")
    session = reading.session
    session = Session.resume(session.run.story, session.path or Path())
    words = Reading(session, "record\nledger\ntree\nundo\nrecord\n")
    assert words.after(1) == (
        "On the record:\n"
        "The rope held. It had been spliced in June.\n"
        "\n"
        "You (parted): The ferry goes where the river goes\n"
        "\n"
        "Why it could have been:\n"
        "A knife lay on the bench.\n"
        "\n"
        "-  The rope of the ferry held on 5 July. (The ferry's log)\n"
    )
    assert words.after(2) == (
        "-  5 July 1917 (18 July New Style): the rope. parted: The ferry goes\n   where the river goes\n"
    )
    assert words.after(3) == "1. Go aboard.\n2. Cut the rope.\n"
    assert "1. Sit still." in words.after(4)
    assert words.after(5).startswith("Nothing has been decided")


def test_all_about_one_hinge(read: Callable[..., Reading]) -> None:
    session = read("go-aboard", "cut-it").session
    session = Session.resume(session.run.story, session.path or Path())
    words = Reading(session, "ledger the rope\nledger nothing\nwhy\n")
    assert words.after(1).startswith("the rope.\n\nOn the record:\nThe rope held.")
    assert words.after(2) == 'You have not passed a hinge called "nothing".\n'
    assert words.after(3) == "1. Go aboard.\n2. Cut the rope. (the rope: parted)\n"


def test_why_a_choice_is_locked(read: Callable[..., Reading]) -> None:
    reading = read("why", "toss", "go-aboard", "why")
    assert reading.after(1).startswith("-  Swim. It asks for: ")
    assert reading.after(4) == "Nothing is locked here.\n"


def test_other_runs_and_endings(read: Callable[..., Reading], recorded: Path, tmp_path: Path) -> None:
    assert read("endings").after(1) == "0 of 2 reached.\n" + 2 * "-  not yet found\n"
    read("toss", "go-aboard", "save my crossing", "cut-it")
    (tmp_path / "saves" / "torn.yaml").write_text("nonsense")
    reading = read("toss", "tree", "endings")
    assert "1. Toss a coin into the river.\n\nOther runs:\n" in reading.after(2)
    assert "1 choice with this run, 3 in all, ended with Ashore." in " ".join(reading.after(2).split())
    assert "torn.yaml cannot be read: " in reading.after(2)
    assert "Ashore: reached by my crossing" in reading.after(3)


def test_lines_are_wrapped(read: Callable[..., Reading]) -> None:
    text = read("go-aboard", width=30).pages
    assert max(map(len, text.splitlines())) <= 30
    assert "-  Swim. (The water is too\n   cold to be in a hurry.)\n" in text


def test_a_run_taken_up_again_shows_where_it_stands(read: Callable[..., Reading]) -> None:
    first = read("toss")
    session = Session.resume(first.session.run.story, first.session.path or Path())
    assert Reading(session, "").text.startswith(
        "\nThe Quay. 4 July 1917 (17 July New Style), 15:00, the quay.\n\nThe ferry is late"
    )


def test_a_step_that_fails_leaves_the_run_as_it_was(read: Callable[..., Reading], folder: Path) -> None:
    (folder / "crossing.yaml").write_text("scene: crossing\n")
    reading = read("go-aboard", "toss")
    assert "What follows cannot be played: the story has a mistake." in reading.after(1)
    assert "crossing.yaml:" in reading.after(1)
    assert reading.session.run.choices == [("quay.steps", "toss")]


def test_a_story_with_no_way_on_says_so(read: Callable[..., Reading], folder: Path) -> None:
    path = folder / "quay.yaml"
    path.write_text(path.read_text().replace("    next:\n      - {to: steps}\n", "    choices:\n"
                    "      - {id: wait, text: Wait., when: coins >= 9, to: steps}\n"))  # fmt: skip
    text = read("toss", "dance", "undo", "ask-the-fare").text
    assert "There is no way on from here." in text
    assert "Type undo, or help." in text
    assert "Two," in text


def test_a_run_that_is_not_kept_is_told_on_the_side(folder: Path, tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    saves.write_text("in the way")
    reading = Reading(Session.new(load_story(folder), saves), "toss\nwhistle\n")
    assert not reading.kept
    assert reading.text.endswith("\nThis run could not be kept.\n")
    assert reading.talk.startswith(f"This run is not being kept: {saves} cannot be written")
    assert reading.talk.count("not being kept") == 1


def test_control_characters_stay_out(folder: Path, tmp_path: Path) -> None:
    session = Session.new(load_story(folder), tmp_path / "saves")
    reading = Reading(session, "save \x1b]0;title\x07\u202ename\ncodex \x1b[31m\n")
    assert all(sign == "\n" or sign.isprintable() for sign in reading.text)
    assert read_run_file(session.path or Path()).name == "]0;titlename"


def test_a_run_played_again_as_text(read: Callable[..., Reading]) -> None:
    run = read("toss", "go-aboard", "shout").session.run
    text = "".join(played(run))
    assert text.startswith("The Quay. ")
    assert "\n> Toss a coin into the river.\n\n" in text
    assert text.endswith("\n* * *\n\nSomebody has left it lit for you.\n\nThe Far Bank\n")
    run.undo()
    assert "".join(played(run)).endswith("\n3. Shout to the bank.\n")


@pytest.fixture
def ask_map(tmp_path: Path) -> Callable[..., str]:
    """What the plain reader answers to the last of these, in a story with a map."""

    def asking(*answers: str) -> str:
        session = Session.new(load_story(mapped(tmp_path / "mapped")), tmp_path / "saves", seed=5)
        return Reading(session, "".join(f"{answer}\n" for answer in answers), width=72).after(len(answers)).strip()

    return asking


def test_the_map_is_read_as_days_from_the_one_reached(ask_map: Callable[..., str]) -> None:
    told = " ".join(ask_map("map").split())
    assert told.startswith("26 October 1917 (8 November New Style). The map as your year has it.")
    assert "- soviet power: Tallinn, Petrograd, Minsk, Kazan, Yekaterinburg. - failed: Kiev." in told
    assert "From then on: - 27 October 1917 (9 November New Style): contested: Moscow." in told
    assert "- 2 November 1917 (15 November New Style): soviet power: Moscow, Baku." in told
    assert "Tallinn" not in told.partition("From then on:")[2]


def test_the_map_is_as_the_run_has_it(ask_map: Callable[..., str]) -> None:
    assert "soviet power: Moscow" not in " ".join(ask_map("make", "map").split())


def test_all_about_a_town_of_the_map(ask_map: Callable[..., str]) -> None:
    assert ask_map("map KIEV") == (
        "Kiev.\n"
        "26 October 1917 (8 November New Style): failed.\n"
        "-  In Kiev the attempt failed. (A list of towns) [disputed] Whose was\n"
        "   Kiev?\n"
        "26 January 1918 (8 February New Style): soviet power.\n"
        "-  Kiev was taken at last. (A list of towns)"
    )


def test_a_town_that_is_not_on_the_map(ask_map: Callable[..., str]) -> None:
    assert ask_map("map kief") == 'There is no town "kief" on the map. Did you mean "Kiev"?'
    assert ask_map("map utopia") == 'There is no town "utopia" on the map.'
