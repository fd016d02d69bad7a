"""Old runs follow old names: of scenes, states, choices and variables."""

from pathlib import Path

from game.play.replay import replay
from game.play.runfile import read_run_file
from game.play.session import Session
from game.story.loader import load_story
from tests.making import HEAD, scene_of, write_files

STORY = (
    HEAD
    + """\
initial: quay
variables:
  tide: {type: int, initial: 1}
scenes:
  quay: {next: sea}
  sea: {}
endings:
  ashore: {title: Ashore}
"""
)
QUAY = """\
start:
  text: The quay.
  choices:
    - {id: row, text: Row., do: [tide += roll(20), n += roll(9)], to: boat}
boat:
  text: The boat.
  choices:
    - {draw: sights}
    - {id: out, text: Out., to: end}
gull: {tags: [sights], title: A gull., do: tide += 1, text: A gull., choices: [{id: on, text: On., to: back}]}
end: {outcome: out}
"""
SEA = """\
start:
  text: The sea.
  choices:
    - {id: land, text: Land., do: tide += roll(6), to: end}
end: {ending: ashore}
"""


def write(folder: Path, story: str, quay: str, sea: str, quay_head: str, quay_id: str = "quay") -> Path:
    write_files(folder, scene_of("start: {ending: ashore}"), story)
    (folder / "scene.yaml").unlink()
    (folder / f"{quay_id}.yaml").write_text(scene_of(quay, quay_head).replace("scene: scene", f"scene: {quay_id}"))
    (folder / "sea.yaml").write_text(scene_of(sea).replace("scene: scene", "scene: sea"))
    return folder


def test_a_run_of_yesterday_is_replayed_under_todays_names(tmp_path: Path) -> None:
    head = "variables:\n  n: {type: int, initial: 1}\noutcomes: [out]\n"
    old = load_story(write(tmp_path / "old", STORY, QUAY, SEA, head))
    session = Session.new(old, tmp_path / "saves", seed=8)
    for choice in ("row", "gull", "on", "out", "land"):
        session.choose(choice)
    session.close()
    assert session.path is not None

    story = (
        STORY.replace("quay", "pier")
        .replace("tide: {type: int, initial: 1}", "water: {type: int, initial: 1, was: [tide]}")
        .replace("ashore: {title: Ashore}", "on-land: {title: On Land, was: [ashore]}")
    )
    quay = (
        QUAY.replace("tide", "water").replace("n += roll", "m += roll")
        .replace("id: row,", "id: pull, was: [row],")
        .replace("boat:\n", "skiff:\n  was: [dinghy, boat]\n").replace("to: boat", "to: skiff")
        .replace("gull: {", "bird: {was: [gull], ")
    )  # fmt: skip
    new_head = "was: [quay]\nvariables:\n  m: {type: int, initial: 1, was: [n]}\noutcomes: [out]\n"
    sea = SEA.replace("tide", "water").replace("ashore", "on-land")
    quay = quay.replace("[dinghy, boat]", "[boat, dinghy]")
    new = load_story(write(tmp_path / "new", story, quay, sea, new_head, "pier"))

    replayed = replay(new, read_run_file(session.path))
    assert replayed.divergence is None
    assert replayed.run.choices[1] == ("pier.skiff", "bird")
    assert replayed.run.values["water"] == session.run.values["tide"]
    assert replayed.run.digest() == session.run.digest()
