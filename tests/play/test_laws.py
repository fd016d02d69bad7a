"""What holds for every story that checks clean, however it is played."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.author.check import check_story
from game.play.replay import replay
from game.play.run import Run, StepFailed
from game.play.runfile import read_run_file
from game.play.session import Session
from game.play.shelf import Shelf
from game.story.loader import load_story
from game.story.model import Story
from game.story.report import as_text
from tests.generating import stories, write_story
from tests.making import open_ids

PICKS = st.lists(st.integers(0, 9), max_size=30)
ENDLESS = "too-many-in-one-step"


def made(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]) -> tuple[Story, Path]:
    folder = tmp_path_factory.mktemp("made")
    write_story(folder / "story", files)
    errors = [one for one in check_story(folder / "story") if one.is_error]
    assert not errors, as_text(errors)
    return load_story(folder / "story"), folder


def begun(story: Story, seed: int = 5) -> Run | None:
    """A run; None where the story leads round for ever from its very beginning, which is told as a problem."""
    try:
        return Run.begin(story, seed=seed)
    except StepFailed as failed:
        assert failed.problem.code == ENDLESS
        return None


def take(run: Run | Session, pick: int) -> bool:
    """Take one of the open choices; whether one was taken."""
    ids = open_ids(run.run if isinstance(run, Session) else run)
    if not ids:
        return False
    try:
        run.choose(ids[pick % len(ids)])
    except StepFailed as failed:
        assert failed.problem.code == ENDLESS
        return False
    return True


def standing(run: Run) -> tuple[object, ...]:
    position = run.position
    return (
        run.here, dict(run.values), dict(position.visits), dict(position.taken), dict(position.hinges), position.hands,
        position.back, position.callers, run.at, run.place, run.options, run.digest(), tuple(run.turns), run.ledger,
        run.over, run.stuck, run.outcome,
    )  # fmt: skip


@given(stories(), PICKS, st.integers(0, 50))
def test_no_story_that_checks_clean_can_raise_in_play(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], picks: list[int], seed: int
) -> None:
    run = begun(made(tmp_path_factory, files)[0], seed)
    for pick in picks if run else []:
        assert run is not None
        assert run.over or run.stuck or open_ids(run)
        before = standing(run)
        if not take(run, pick):
            assert standing(run) == before


@given(stories(), PICKS, st.data())
def test_undo_and_redo_are_each_others_inverse(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], picks: list[int], data: st.DataObject
) -> None:
    run = begun(made(tmp_path_factory, files)[0])
    if run is None:
        return
    stood = [standing(run)]
    for pick in picks:
        if take(run, pick):
            stood.append(standing(run))
    back = data.draw(st.integers(0, run.step))
    for number in range(1, back + 1):
        run.undo()
        assert standing(run) == stood[-1 - number]
    for number in range(back, 0, -1):
        run.redo()
        assert standing(run) == stood[-number]


@given(stories(), PICKS, st.data())
def test_a_replay_is_the_run_and_a_fork_shares_its_prefix(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], picks: list[int], data: st.DataObject
) -> None:
    story, folder = made(tmp_path_factory, files)
    if begun(story) is None:
        return
    session = Session.new(story, folder / "saves", seed=5)
    for pick in picks:
        if pick == 9 and session.run.can_undo:
            session.undo()
        else:
            take(session, pick)
    session.close()
    assert session.path is not None
    replayed = replay(story, read_run_file(session.path))
    assert replayed.divergence is None
    assert standing(replayed.run) == standing(session.run)

    step = data.draw(st.integers(0, session.run.step))
    fork = replay(story, read_run_file(Shelf(folder / "saves").fork(session.path, step))).run
    assert fork.choices == session.run.choices[:step]
    assert tuple(fork.turns) == tuple(session.run.turns[: step + 1])
    for _, choice in session.run.choices[step:]:
        fork.choose(choice)
    assert standing(fork) == standing(session.run)


@given(stories(), PICKS)
def test_looking_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], picks: list[int]
) -> None:
    story, _ = made(tmp_path_factory, files)
    looked, blind = begun(story), begun(story)
    for pick in picks if looked and blind else []:
        assert looked is not None
        assert blind is not None
        before = standing(looked)
        for _ in range(3):
            assert standing(looked) == before
        if take(looked, pick):
            blind.choose(looked.choices[-1][1])
    if looked and blind:
        assert standing(looked) == standing(blind)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(stories(), PICKS, st.data())
def test_a_run_cut_anywhere_is_a_prefix_of_itself(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], picks: list[int], data: st.DataObject
) -> None:
    story, folder = made(tmp_path_factory, files)
    if begun(story) is None:
        return
    session = Session.new(story, folder / "saves", seed=5)
    for pick in picks:
        take(session, pick)
    session.close()
    assert session.path is not None
    whole = session.path.read_bytes()
    header = whole.index(b"---\n") + 4
    cut = data.draw(st.integers(header, len(whole)))
    session.path.write_bytes(whole[:cut])
    again = Session.resume(story, session.path)
    kept = again.run.choices
    assert kept == session.run.choices[: len(kept)]
    assert len(kept) >= whole[:cut].count(b"choose:") - 1
    for _, choice in session.run.choices[len(kept) :]:
        again.choose(choice)
    again.close()
    assert again.path is not None
    assert replay(story, read_run_file(again.path)).run.choices == session.run.choices
