"""A run: how a step happens, and the laws that undo, redo and chance keep."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.chance import number
from game.play.run import ChoiceNotOpen, NoSuchPlace, NothingToRedo, NothingToUndo, Run, StepFailed
from game.story.loader import load_story
from game.story.model import StoryNotInOrder
from tests.making import HEAD, open_ids, run_of, said, scene_of, story_of, write_files

STATES = """\
start:
  at: 1917-07-04 15:00
  place: palace
  text: The steps.
  choices:
    - {id: wait, text: Wait., result: You wait., do: n += 4}
    - {id: look, text: Look., once: true, result: "You look.\\n\\nTwice."}
    - {id: go, text: Go in., when: n >= 5, locked: Not yet., to: hall}
    - {id: hide, text: Hide., when: n >= 100, to: hall}
    - id: split
      text: Split.
      result: You toss a coin.
      do: n = roll(6)
      to:
        - {when: n > 3, to: hall}
        - {to: cellar}
hall:
  do: [n += 1, seen = true]
  text: 'The hall, {n}.'
  next:
    - {when: n > 5, to: gallery}
    - {to: cellar}
gallery:
  at: 1917-07-04 16:00
  next: cellar
cellar:
  text: The cellar.
  choices:
    - {id: up, text: Up., to: start}
    - {id: leave, text: Leave., to: end}
end:
  text: Out.
  ending: over
"""
VARIABLES = """\
variables:
  n: {type: int, initial: 3, min: 0, max: 10}
  seen: {type: bool, initial: false}
"""
CODEX = "- {id: palace, kind: place, name: The Palace, text: A palace.}\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return run_of(tmp_path, STATES, VARIABLES, **{"codex/c__yaml": CODEX})


def test_a_run_begins_in_its_first_scene_as_step_0(run: Run) -> None:
    turn = run.turns[0]
    assert (turn.step, turn.chosen.plain, run.step, run.here) == (0, "", 0, "scene.start")
    assert (turn.pages[0].heading, str(turn.pages[0].at), turn.pages[0].place) == (
        "A Scene",
        "1917-07-04 15:00",
        "palace",
    )
    assert said(run) == ["The steps."]


def test_what_is_offered(run: Run) -> None:
    offered = [(one.id, one.open, one.reason.plain if one.reason else "") for one in run.options]
    assert offered == [
        ("wait", True, ""),
        ("look", True, ""),
        ("go", False, "Not yet."),
        ("split", True, ""),
    ]


@pytest.mark.parametrize("choice", ["go", "hide", "nothing", "undo"])
def test_only_what_is_open_can_be_chosen(run: Run, choice: str) -> None:
    with pytest.raises(ChoiceNotOpen):
        run.choose(choice)
    assert run.step == 0


def test_a_choice_without_to_stays(run: Run) -> None:
    run.choose("wait")
    assert (run.here, said(run), run.values["n"], run.changes) == ("scene.start", ["You wait."], 7, {})
    assert open_ids(run) == ["wait", "look", "go", "split"]
    run.choose("wait")
    assert run.values["n"] == 10
    run.choose("look")
    assert said(run) == ["You look.", "Twice."]
    assert open_ids(run) == ["wait", "go", "split"]


def test_a_page_keeps_its_values_whatever_follows(run: Run) -> None:
    run.choose("wait")
    turn = run.choose("go")
    assert [page.paragraphs[0].plain for page in turn.pages] == ["The hall, 8.", "The cellar."]
    assert [str(page.at) for page in turn.pages] == ["1917-07-04 15:00", "1917-07-04 16:00"]


def test_a_result_joins_the_text_after_it(run: Run) -> None:
    turn = run.choose("split")
    assert turn.pages[0].paragraphs[0].plain == "You toss a coin."
    assert len(turn.pages[0].paragraphs) == 2


def test_an_ending_is_the_end(run: Run) -> None:
    for choice in ("wait", "go", "leave"):
        run.choose(choice)
    assert run.ending is not None
    assert (run.over, run.ending.title, run.options, run.outcome) == (True, "Over", (), "")
    with pytest.raises(ChoiceNotOpen):
        run.choose("leave")
    run.undo()
    assert not run.over
    assert open_ids(run) == ["up", "leave"]


def test_undo_and_redo(run: Run) -> None:
    with pytest.raises(NothingToUndo):
        run.undo()
    with pytest.raises(NothingToRedo):
        run.redo()
    run.choose("split")
    after = (run.here, dict(run.values), run.digest(), run.turns[-1])
    run.undo()
    assert (run.here, run.step, run.values["n"], len(run.turns)) == ("scene.start", 0, 3, 1)
    run.redo()
    assert (run.here, dict(run.values), run.digest(), run.turns[-1]) == after
    run.undo()
    run.choose("wait")
    assert not run.can_redo


def test_dice_are_the_hash_of_where_they_are_thrown(run: Run) -> None:
    digest = hashlib.sha256(b"1/1/scene.start.split/0").digest()
    run.choose("split")
    thrown = int.from_bytes(digest[:8], "big") % 6 + 1
    assert run.values["n"] == thrown + (thrown > 3)
    assert number(1, 1, "scene.start.split", 0) == int.from_bytes(digest[:8], "big")


def test_the_digest_is_of_what_differs_from_its_initial_value(run: Run) -> None:
    assert run.digest() == hashlib.sha256(b"").hexdigest()[:8]
    run.choose("wait")
    assert run.digest() == hashlib.sha256(b"scene.n=7").hexdigest()[:8]
    run.choose("go")
    assert run.digest() == hashlib.sha256(b"scene.n=8\nscene.seen=true").hexdigest()[:8]


def test_the_lines_of_a_digest_are_sorted_though_names_begin_alike(tmp_path: Path) -> None:
    names = ("n", "n_2", "n2", "nn", "m")
    head = "variables:\n" + "".join(f"  {name}: {{type: int, initial: 0}}\n" for name in names)
    sets = ", ".join(f"{name} = {10 - at}" for at, name in enumerate(names))
    run = run_of(tmp_path, f"start:\n  do: [{sets}]\n  ending: over\n", head)
    lines = sorted(f"scene.{name}={10 - at}" for at, name in enumerate(names))
    assert run.digest() == hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(0, 5), st.data())
def test_state_is_the_fold_of_the_choices_that_stand(
    tmp_path_factory: pytest.TempPathFactory, picks: list[int], seed: int, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("story")
    story = story_of(folder, STATES.replace("ending: over", "next: start"), VARIABLES, **{"codex/c__yaml": CODEX})
    run = Run.begin(story, seed=seed)
    for pick in picks:
        if pick == 5 and run.can_undo:
            back = data.draw(st.integers(1, run.step))
            for _ in range(back):
                run.undo()
            for _ in range(data.draw(st.integers(0, back))):
                run.redo()
        else:
            ids = open_ids(run)
            run.choose(ids[pick % len(ids)])
    again = Run.begin(story, seed=seed)
    for place, choice in run.choices:
        assert again.here == place
        again.choose(choice)
    assert again.turns == run.turns
    assert (again.options, again.digest(), again.values) == (run.options, run.digest(), run.values)
    while run.can_undo:
        run.undo()
    assert run.turns == Run.begin(story, seed=seed).turns


def test_a_step_that_fails_leaves_the_run_as_it_was(tmp_path: Path) -> None:
    run = run_of(
        tmp_path,
        """\
start:
  text: Here.
  choices:
    - {id: spin, text: Spin., do: n += 1, to: a}
    - {id: stay, text: Stay., result: You stay.}
a: {next: b}
b: {next: a}
""",
        "variables:\n  n: {type: int, initial: 0}\n",
    )
    with pytest.raises(StepFailed) as failure:
        run.choose("spin")
    assert failure.value.problem.code == "too-many-in-one-step"
    assert (run.here, run.values["n"], run.step, run.position.visits) == (
        "scene.start",
        0,
        0,
        {"scene.start": 1},
    )
    run.choose("stay")
    assert run.step == 1


def test_next_serves_once_no_choice_is_open(tmp_path: Path) -> None:
    run = run_of(
        tmp_path,
        """\
start:
  text: Here.
  choices:
    - {id: one, text: One., once: true, result: One.}
    - {id: two, text: Two., once: true, result: Two.}
  next: end
end: {text: Done., ending: over}
""",
    )
    run.choose("one")
    assert not run.over
    turn = run.choose("two")
    assert [paragraph.plain for paragraph in turn.pages[0].paragraphs] == ["Two.", "Done."]
    assert run.over


def test_without_anything_open_a_run_is_stuck_and_can_be_undone(tmp_path: Path) -> None:
    run = run_of(
        tmp_path,
        "start:\n  text: Here.\n  choices:\n    - {id: one, text: One., once: true, result: One.}\n",
    )
    run.choose("one")
    assert (run.stuck, run.over, run.options) == (True, False, ())
    run.undo()
    assert not run.stuck


TWO = (
    HEAD
    + """\
initial: scene
variables:
  blood: {type: int, initial: 0, min: 0, max: 10, gauge: true}
scenes:
  scene:
    next:
      - {outcome: won, when: blood >= 2, to: other}
      - {outcome: won, to: scene}
      - {to: other}
  other: {}
endings:
  over: {title: Over}
"""
)
OTHER = scene_of("start:\n  text: Another scene.\n  ending: over\n").replace("scene: scene", "scene: other")
WINNING = """\
start:
  text: 'Here {n}.'
  choices:
    - {id: win, text: Win., do: [blood += 1, n += 1], to: won}
    - {id: lose, text: Lose., to: lost}
won: {outcome: won}
lost: {outcome: lost}
"""
WINNING_HEAD = """\
variables:
  n: {type: int, initial: 5}
alone: {blood: 1}
outcomes: [won, lost]
"""


def test_outcomes_are_routed_and_scenes_entered_anew(tmp_path: Path) -> None:
    story = story_of(tmp_path, WINNING, WINNING_HEAD, TWO.replace("blood >= 2", "blood >= 3"), other__yaml=OTHER)
    run = Run.begin(story)
    assert (run.start, run.preset, run.values["blood"]) == ("scene", {"blood": 1}, 1)
    run.choose("win")
    assert (said(run), run.here, run.values["n"], run.changes) == (
        ["Here 5."],
        "scene.start",
        5,
        {"blood": 1},
    )
    run.choose("win")
    assert (run.here, "n" in run.values, run.ending is not None) == ("other.start", False, True)
    run.undo()
    assert run.values["n"] == 5


def test_a_scene_played_alone_names_its_outcome_and_ends(tmp_path: Path) -> None:
    story = story_of(tmp_path, WINNING, WINNING_HEAD, TWO, other__yaml=OTHER)
    run = Run.begin(story, "scene")
    run.choose("lose")
    assert (run.over, run.outcome, run.ending) == (True, "lost", None)


def test_a_run_can_begin_anywhere(tmp_path: Path) -> None:
    story = story_of(tmp_path, STATES, VARIABLES, **{"codex/c__yaml": CODEX})
    run = Run.begin(story, "scene.cellar", preset={})
    assert (run.start, run.here, said(run)) == ("scene.cellar", "scene.cellar", ["The cellar."])
    for nowhere in ("scene.attic", "elsewhere", "scene.", ".start"):
        with pytest.raises(NoSuchPlace):
            Run.begin(story, nowhere) if nowhere != "scene." else Run.begin(story, "scenes")


def test_a_call_gives_back_what_the_caller_had(tmp_path: Path) -> None:
    states = """\
start:
  at: 1917-07-04
  place: palace
  text: Before.
  choices:
    - {id: remember, text: Remember., do: n = 7, to: memory}
memory:
  call: other
  next:
    - {outcome: five, to: after}
    - {to: start}
after:
  text: 'After, {n}.'
  choices:
    - {id: again, text: Again., to: memory}
"""
    other = scene_of(
        """\
start:
  at: 1905-01-09
  text: 'Snow, {m}.'
  choices:
    - {id: count, text: Count., do: [blood += 5, m += 1], to: end}
end: {text: 'Counted, {m}.', outcome: five}
""",
        "outcomes: [five]\nvariables:\n  m: {type: int, initial: 1}\n",
    ).replace("scene: scene", "scene: other")
    story = TWO.replace("  scene:\n    next:\n", "  scene: {}\n  ignored:\n    next:\n").split("  ignored:")[0]
    story += "  other: {}\nendings:\n  over: {title: Over}\n"
    run = run_of(tmp_path, states, VARIABLES, story, other__yaml=other, **{"codex/c__yaml": CODEX})
    run.choose("remember")
    assert (run.here, said(run), "n" in run.values, run.place) == (
        "other.start",
        ["Snow, 1."],
        False,
        "palace",
    )
    digest = hashlib.sha256(b"scene.n=7").hexdigest()[:8]
    assert run.digest() == digest
    turn = run.choose("count")
    assert [page.paragraphs[0].plain for page in turn.pages] == ["Counted, 2.", "After, 7."]
    assert [str(page.at) for page in turn.pages] == ["1905-01-09", "1917-07-04"]
    assert (run.here, "m" in run.values, run.values["blood"]) == ("scene.after", False, 5)
    run.choose("again")
    assert said(run) == ["Snow, 1."]
    for _ in range(3):
        run.undo()
    assert (run.here, run.values["n"], run.values["blood"]) == ("scene.start", 3, 0)


def test_the_ledger_keeps_the_last_decision_of_each_hinge(tmp_path: Path) -> None:
    states = """\
start:
  hinge: the-vote
  record: Ten to two.
  facts: [votes]
  text: A vote.
  choices:
    - {id: vote, text: Vote., history: true, to: again}
    - {id: notices, text: Carry notices., what-if: Fifteen pairs, because: They were in town., to: again}
    - {id: wait, text: Wait., result: You wait.}
again:
  text: '{"so" if hinge("the-vote") == "vote" else "otherwise"}'
  choices:
    - {id: back-there, text: Back., to: start}
"""
    (tmp_path / "facts.yaml").write_text("facts: [{id: votes, statement: Ten to two.}]\n")
    run = run_of(tmp_path, states)
    run.choose("wait")
    assert run.ledger == () and run.last_fall is None
    run.choose("notices")
    fall = run.last_fall
    assert fall is not None
    assert (fall.hinge, fall.choice, fall.mark, fall.label.plain, fall.step) == (
        "the-vote",
        "notices",
        "what-if",
        "Fifteen pairs",
        2,
    )
    assert (fall.record[0].plain, fall.because[0].plain) == ("Ten to two.", "They were in town.")
    assert said(run) == ["otherwise"]
    run.choose("back-there")
    run.choose("vote")
    assert [(one.choice, one.step) for one in run.ledger] == [("vote", 4)]
    run.undo()
    assert [(one.choice, one.step) for one in run.ledger] == [("notices", 2)]


def test_a_scene_is_read_at_its_door(tmp_path: Path) -> None:
    folder = write_files(
        tmp_path,
        scene_of(WINNING, WINNING_HEAD),
        TWO.replace("blood >= 2", "blood >= 3"),
        other__yaml="scene: [",
    )
    run = Run.begin(load_story(folder))
    run.choose("win")
    with pytest.raises(StoryNotInOrder):
        run.choose("win")
    assert (run.step, run.here, run.values["blood"]) == (1, "scene.start", 2)
