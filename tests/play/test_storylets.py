"""Storylets: hands, draws by rule, priority, and the way back."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.run import Run
from tests.making import open_ids, run_of, said, story_of

DECK = """\
start:
  text: A desk.
  choices:
    - {id: begin, text: Begin., to: desk}
desk:
  at: 1917-09-01 09:00 + 30 * tick minutes
  text: 'Half past {tick}.'
  choices:
    - {draw: urgent}
    - {draw: wires, count: 3}
    - {id: deal, text: Take whatever lies on top., to: [{draw: wires, when: tick < 6}, {to: night}]}
    - {id: sleep, text: Sleep., to: night}
donbas:
  tags: [wires]
  title: The Donbas.
  weight: 5
  do: tick += 1
  text: Coal.
  choices:
    - {id: pin, text: Pin it up., to: back}
urals:
  tags: [wires]
  title: The Urals.
  once: true
  do: tick += 1
  text: Iron.
  next: back
baku:
  tags: [wires, urgent]
  title: Baku.
  when: tick >= 2
  do: tick += 1
  text: Oil.
  choices:
    - {id: pin, text: Pin it up., to: back}
ivanovo:
  tags: [wires]
  title: Ivanovo.
  weight: 2 - visits()
  do: tick += 1
  text: Cotton.
  choices:
    - {id: pin, text: Pin it up., to: back}
    - {id: home, text: Home., to: night}
night:
  text: Night.
  choices:
    - {id: again, text: Again., when: tick < 9, to: desk}
  next: end
end: {ending: over}
"""
DECK_HEAD = "variables:\n  tick: {type: int, initial: 0, min: 0, max: 9}\n"


def chance(seed: int, step: int, place: str, count: int) -> int:
    """The page's own recipe, written a second time."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{step}/{place}/{count}".encode()).digest()[:8], "big")


@pytest.mark.parametrize("seed", range(8))
def test_a_hand_is_dealt_by_weight_and_shown_in_file_order(tmp_path: Path, seed: int) -> None:
    run = run_of(tmp_path, DECK, DECK_HEAD, seed=seed)
    run.choose("begin")
    weights = {"donbas": 5, "urals": 1, "ivanovo": 2}
    dealt: set[str] = set()
    for count in range(3):
        left = {id: weight for id, weight in weights.items() if id not in dealt}
        rest = chance(seed, 1, "scene.desk", count) % sum(left.values())
        for id, weight in left.items():
            rest -= weight
            if rest < 0:
                dealt.add(id)
                break
    assert open_ids(run) == [id for id in weights if id in dealt] + ["deal", "sleep"]
    assert dealt == set(weights)


def test_what_was_offered_stays_until_taken_and_entering_fills_the_gaps(tmp_path: Path) -> None:
    run = run_of(tmp_path, DECK.replace("count: 3", "count: 2"), DECK_HEAD, seed=4)
    run.choose("begin")
    first = open_ids(run)[:2]
    run.choose("sleep")
    run.choose("again")
    assert open_ids(run)[:2] == first
    run.choose(first[0])
    if run.here != "scene.desk":
        run.choose("pin")
    kept = open_ids(run)
    assert first[1] in kept
    assert len(kept) == 4


def test_a_storylet_is_taken_as_a_choice_and_leads_back(tmp_path: Path) -> None:
    run = run_of(tmp_path, DECK, DECK_HEAD)
    run.choose("begin")
    turn = run.choose("urals")
    assert turn.chosen.plain == "The Urals."
    assert [page.paragraphs[0].plain for page in turn.pages] == ["Iron.", "Half past 1."]
    assert str(run.at) == "1917-09-01 09:30"
    assert "urals" not in open_ids(run)
    assert run.position.taken["scene.desk.urals"] == 1


def test_priority_is_order_and_no_storylet_is_offered_twice(tmp_path: Path) -> None:
    run = run_of(tmp_path, DECK, DECK_HEAD)
    run.choose("begin")
    run.choose("donbas")
    run.choose("pin")
    run.choose("ivanovo")
    run.choose("pin")
    assert run.position.hands["desk"][0] == ("baku",)
    assert open_ids(run).count("baku") == 1


def test_what_is_no_longer_eligible_is_no_longer_offered(tmp_path: Path) -> None:
    states = """\
start:
  text: A desk.
  choices:
    - {draw: wires, count: 2}
    - {id: burn, text: Burn it., do: left = false, result: Ash.}
    - {id: wait, text: Wait., result: Tea.}
a: {tags: [wires], title: A., when: left, text: A., next: back}
b: {tags: [wires], title: B., text: B., next: back}
"""
    run = run_of(tmp_path, states, "variables:\n  left: {type: bool, initial: true}\n")
    assert open_ids(run) == ["a", "b", "burn", "wait"]
    run.choose("burn")
    assert open_ids(run) == ["b", "burn", "wait"]
    run.undo()
    assert open_ids(run) == ["a", "b", "burn", "wait"]


def test_a_rule_deals_one_and_does_not_hold_when_there_is_none(tmp_path: Path) -> None:
    states = """\
start:
  text: A desk.
  next:
    - {draw: wires}
    - {to: night}
a: {tags: [wires], once: true, text: A., choices: [{id: on, text: On., to: back}]}
b: {tags: [wires], once: true, text: B., choices: [{id: on, text: On., to: back}]}
night: {text: Night., ending: over}
"""
    for seed in range(6):
        run = run_of(tmp_path, states, seed=seed)
        first = "ab"[chance(seed, 0, "scene.start", 0) % 2]
        assert run.here == f"scene.{first}"
        run.choose("on")
        assert run.here == f"scene.{'ba'['ab'.index(first)]}"
        run.choose("on")
        assert (run.over, said(run)) == (True, ["A desk.", "Night."])


def test_back_from_a_storylet_that_was_not_dealt(tmp_path: Path) -> None:
    story = story_of(tmp_path, DECK, DECK_HEAD)
    run = Run.begin(story, "scene.donbas")
    run.choose("pin")
    assert run.here == "scene.desk"


@given(st.integers(0, 1_000), st.lists(st.integers(0, 6), max_size=25))
def test_the_same_seed_deals_the_same_after_undo(
    tmp_path_factory: pytest.TempPathFactory, seed: int, picks: list[int]
) -> None:
    run = run_of(tmp_path_factory.mktemp("deck"), DECK, DECK_HEAD, seed=seed)
    for pick in picks:
        if run.over:
            break
        ids = open_ids(run)
        run.choose(ids[pick % len(ids)])
        after = (run.here, run.options, run.digest(), run.position.hands)
        run.undo()
        run.redo()
        assert (run.here, run.options, run.digest(), run.position.hands) == after


def test_back_before_anything_was_dealt_leads_to_the_dealer(tmp_path: Path) -> None:
    run = run_of(tmp_path, DECK.replace("to: desk}\ndesk", "to: urals}\ndesk"), DECK_HEAD)
    run.choose("begin")
    assert run.here == "scene.desk"
    assert said(run) == ["Iron.", "Half past 1."]
