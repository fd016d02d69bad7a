"""A run played again holds step by step, or says where and why it does not."""

from pathlib import Path

import pytest

from game.play.replay import Divergence, Replay, replay
from game.play.run import Run
from game.play.runlines import Chosen, Ended, Header, Named, RunLine, Undone, standing
from game.play.runread import Record
from game.story.loader import load_story
from game.story.model import StoryNotInOrder


def played(folder: Path, *choices: str, start: str = "", seed: int = 5) -> Record:
    """What a run file holds after these choices; "undo" takes one back."""
    run = Run.begin(load_story(folder), start, seed)
    lines: list[RunLine] = []
    for choice in choices:
        if choice == "undo":
            run.undo()
            lines.append(Undone())
        else:
            lines.append(Chosen(run.here, choice, run.digest()))
            run.choose(choice)
    if run.over:
        lines.append(Ended(run.ending.id if run.ending else run.outcome, run.digest()))
    header = Header("the-ferry", "1.0.0", seed, run.start, run.preset, alone=run.alone)
    return Record(header, tuple(lines))


def changed(folder: Path, old: str, new: str, file: str = "quay.yaml") -> Path:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return folder


def again(folder: Path, record: Record, to: int | None = None) -> Replay:
    return replay(load_story(folder), record, to)


def reason(folder: Path, record: Record) -> str:
    divergence = again(folder, record).divergence
    return f"{divergence.step} {divergence.state}: {divergence.reason}" if divergence else "holds"


WHOLE = ("ask-the-fare", "toss", "undo", "go-aboard", "cut-it")


def test_it_comes_to_the_same_end(folder: Path) -> None:
    replayed = again(folder, played(folder, *WHOLE))
    assert replayed.divergence is None
    assert [choice for _place, choice in replayed.run.choices] == ["ask-the-fare", "go-aboard", "cut-it"]
    assert replayed.run.ending is not None
    assert replayed.run.ending.id == "ashore"


def test_it_can_stop_on_the_way(folder: Path) -> None:
    record = played(folder, *WHOLE)
    assert again(folder, record, 2).run.here == "crossing.midstream"
    assert again(folder, record, 0).run.step == 0
    assert again(folder, record, 0).divergence is None


def test_a_scene_played_alone_ends_with_its_outcome(folder: Path) -> None:
    record = played(folder, "go-aboard", start="quay")
    assert record.lines[-1] == Ended("aboard", "83b1f7b9")
    assert again(folder, record).divergence is None
    assert again(folder, record).run.ending is None


def test_names_and_what_was_taken_back_do_not_count(folder: Path) -> None:
    record = played(folder, "toss", "undo", "go-aboard")
    named = Record(record.header, (Named("a"), *record.lines, Named("b")))
    changed(folder, "  - id: toss", "  - id: throw")
    assert again(folder, named).divergence is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: go-aboard", "id: board", '2 quay.steps: there is no choice "go-aboard" here any more'),
        ("coins >= 2", "coins >= 9", '2 quay.steps: the choice "go-aboard" is locked: You cannot pay.'),
        (
            "when: coins >= 2\n        locked: You cannot pay.",
            "when: coins >= 9",
            '2 quay.steps: the choice "go-aboard" is not open here now',
        ),
        ("do: coins -= 2", "do: coins -= 1", "3 crossing.midstream: the variables differ (digest "),
        ("id: toss", "id: throw", "holds"),
        ("text: Go aboard.", "text: Climb aboard.", "holds"),
        (
            "outcome: aboard",
            "outcome: left",
            '3 crossing.midstream: the run now stands at "ashore.bank"',
        ),
    ],
)
def test_a_changed_scene_is_told(folder: Path, old: str, new: str, expected: str) -> None:
    record = played(folder, *WHOLE)
    assert reason(changed(folder, old, new), record).startswith(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "midstream",
            "shallows",
            '3 crossing.midstream: "crossing.midstream" is no longer in the story',
        ),
        (
            "ending: ashore",
            "ending: far-bank",
            '3 crossing.adrift: it now ends with "far-bank", not "ashore"',
        ),
        (
            "do: 'wind = \"rising\"'",
            "do: 'coins += 1'",
            "3 crossing.adrift: the variables differ at the end (digest ",
        ),
        ("text: Halfway over", "text: Halfway {over", "2 quay.steps: what follows cannot be played: "),
    ],
)
def test_a_changed_scene_further_on_is_told(folder: Path, old: str, new: str, expected: str) -> None:
    record = played(folder, *WHOLE)
    assert reason(changed(folder, old, new, "crossing.yaml"), record).startswith(expected)


def test_a_changed_story_is_told(folder: Path) -> None:
    record = played(folder, *WHOLE)
    changed(folder, "seen: {type: bool, initial: false}", "seen: {type: bool, initial: true}", "story.yaml")
    assert reason(folder, record) == "holds"
    changed(folder, "initial: 3, min: 0", "initial: 4, min: 0", "story.yaml")
    assert reason(folder, record).startswith("3 crossing.midstream: the variables differ (digest ")


def test_a_story_that_cannot_be_played_at_all(folder: Path) -> None:
    record = played(folder, *WHOLE)
    changed(folder, "coins >= 2", "coins >= (")
    with pytest.raises(StoryNotInOrder):
        again(folder, record)


def test_what_holds_of_it_is_kept(folder: Path) -> None:
    record = played(folder, *WHOLE)
    changed(folder, "do: coins -= 2", "do: coins -= 1")
    replayed = again(folder, record)
    assert replayed.run.step == 2
    assert replayed.run.here == "crossing.midstream"


def test_a_story_that_goes_on_where_it_ended_is_told(folder: Path) -> None:
    record = played(folder, *WHOLE)
    changed(folder, "ending: ashore", "choices: [{id: wait, text: Wait., to: landing}]", "crossing.yaml")
    assert reason(folder, record) == "3 crossing.adrift: the story goes on where the run had ended"


def test_where_it_cannot_even_begin(folder: Path) -> None:
    record = played(folder, "ask-the-fare", start="quay.steps")
    assert record.header is not None
    other = Record(Header("october"), ())
    assert again(folder, other).divergence == Divergence(0, "", 'it is a run of the story "october"')
    gone = Record(Header("the-ferry", start="quay.roof"), record.lines)
    assert again(folder, gone).divergence == Divergence(
        0, "quay.roof", '"quay.roof", where it began, is no longer in the story'
    )
    for preset in ({"gold": 3}, {"coins": True}, {"seen": 1}, {"wind": 3}):
        strange = again(folder, Record(Header("the-ferry", start="quay", preset=preset), ()))
        assert strange.divergence is not None
        assert "has no variable" in strange.divergence.reason
        assert strange.run.step == 0


def test_more_taken_back_than_was_there(folder: Path) -> None:
    record = played(folder, "toss")
    assert reason(folder, Record(record.header, (Undone(), *record.lines))).startswith("0 quay.steps: ")


def test_the_fold() -> None:
    one, two = Chosen("a.b", "c", "00000000"), Chosen("a.b", "d", "00000000")
    end = Ended("e", "00000000")
    assert standing([one, two, Undone(), end]).choices == (one,)
    assert standing([one, end]).ended == end
    assert standing([one, end, Undone()]).ended is None
    assert standing([one, end, Undone(), two]).choices == (two,)
    assert standing([one, end, Named("n")]).ended == end


def test_the_values_it_began_with_are_those_of_the_file(folder: Path) -> None:
    changed(folder, "initial: midstream", "initial: midstream\nalone: {coins: 7}", "crossing.yaml")
    record = played(folder, "sit-still", start="crossing")
    assert record.header is not None
    assert record.header.preset == {"coins": 7}
    changed(folder, "alone: {coins: 7}", "alone: {coins: 8}", "crossing.yaml")
    assert reason(folder, record) == "holds"
