"""`check --facts`: which fact is told where, which is not and why, and what is told as if it were settled."""

import json
from pathlib import Path

import pytest

from game.author import facts_report
from game.author.facts import Ledger, ledger_of
from game.commands.root import october
from tests.making import scene_of, write_files

FACTS = """\
chapters:
  - {id: july, title: The July Days}
  - {id: later, title: Afterwards}
facts:
  - {id: it-rained, chapter: july, statement: It rained.}
  - {id: few-died, chapter: july, statement: Few died., contested: how-many}
  - {id: many-died, chapter: july, statement: Many died., contested: how-many}
  - {id: it-cleared, chapter: later, statement: It cleared up., untold: no scene is set after noon}
  - {id: they-slept, chapter: later, statement: They slept.}
"""
CODEX = "- {id: rain, kind: term, name: Rain, text: What falls., facts: [it-rained]}\n"
STATES = """\
start:
  text: Rain fell on fifty-six coffins.
  facts: [it-rained, few-died]
  choices:
    - {id: go, text: Go., to: end, facts: [few-died]}
end:
  ending: over
"""


def ledger(folder: Path, states: str = STATES, scene: str = "") -> Ledger:
    return ledger_of(write_files(folder, scene_of(states), facts__yaml=FACTS, **{"codex/all__yaml": CODEX}), scene)


def test_each_fact_with_where_it_is_told(tmp_path: Path) -> None:
    assert facts_report.as_text(ledger(tmp_path), all_facts=True) == (
        "july: The July Days (2 of 3 told)\n"
        "  it-rained: scene.start, codex/rain\n"
        "  few-died (contested): scene.start, scene.start.go\n"
        "  many-died (contested): not told\n"
        "\n"
        "later: Afterwards (0 of 2 told)\n"
        "  it-cleared: not told, as no scene is set after noon\n"
        "  they-slept: not told\n"
        "\n"
        "5 facts: 2 told, 1 untold with a reason, 2 not told"
    )


def test_of_one_scene_only_what_it_tells(tmp_path: Path) -> None:
    told = facts_report.as_text(ledger(tmp_path, scene="scene"), all_facts=False)
    assert "codex/rain" not in told
    assert "Afterwards" not in told


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("Rain fell on fifty-six coffins.", True),
        ("By one count there are fifty-six; others have four hundred.", False),
        ("How many there were was never settled.", False),
        ("The papers say fifty-six.", False),
    ],
)
def test_a_contested_fact_is_told_as_one(tmp_path: Path, text: str, settled: bool) -> None:
    states = f"start:\n  text: {text}\n  facts: [few-died]\n  next: end\nend:\n  ending: over\n"
    assert [one.code for one in ledger(tmp_path, states).cautions] == ["told-as-settled"] * settled


def test_the_record_may_say_so_and_both_sides_may_be_cited(tmp_path: Path) -> None:
    hinge = "start:\n  hinge: h\n  facts: [few-died]\n  record: The count is disputed.\n  choices:\n"
    choices = "    - {id: go, text: Go., history: true, to: end}\nend:\n  ending: over\n"
    assert ledger(tmp_path / "a", hinge + choices).cautions == ()
    both = STATES.replace("[it-rained, few-died]", "[few-died, many-died]").replace(", facts: [few-died]", "")
    assert ledger(tmp_path / "b", both).cautions == ()


def test_an_entry_of_the_codex_cites_facts_that_are_there(tmp_path: Path) -> None:
    from game.author.check import check_story

    ledger(tmp_path)
    (tmp_path / "codex/all.yaml").write_text(CODEX.replace("it-rained", "it-reigned"))
    found = check_story(tmp_path)
    assert [(one.code, one.help) for one in found] == [("unknown-fact", 'did you mean "it-rained"?')]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger(tmp_path)
    assert october.main(["check", str(tmp_path), "--facts", "--format", "json"], standalone_mode=False) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [fact["id"] for fact in shown["facts"]][:2] == ["it-rained", "few-died"]
    assert shown["facts"][0]["told"] == ["scene.start", "codex/rain"]
    assert [one["code"] for one in shown["problems"]] == ["told-as-settled"] * 2
    assert october.main(["check", str(tmp_path), "--facts", "--strict"], standalone_mode=False) == 1


def test_what_the_map_shows_is_told(tmp_path: Path) -> None:
    town = 'places:\n  - {id: minsk, name: Minsk, lat: "53.9", lon: "27.6"}\n'
    pins = "- {place: minsk, at: 1917-10-25, shows: soviet, facts: [few-died]}\n"
    states = "start:\n  text: Rain.\n  ending: over\n"
    folder = write_files(tmp_path, scene_of(states), facts__yaml=FACTS + town, map__yaml=pins)
    found = ledger_of(folder)
    assert [telling.where for telling in found.tellings["few-died"]] == ["map/minsk"]
    assert found.cautions == ()
