"""Playtests: the same report by any number of workers, and every failure a run that shows it."""

from pathlib import Path

from game.author.failures import write_failures
from game.author.idle import idle_choices
from game.author.playtest import Report, playtest
from game.author.playtest_report import as_json, as_text, findings, quantile
from game.play.replay import replay
from game.play.runfile import read_run_file
from game.story.loader import load_story
from tests.making import HEAD, scene_of, write_files

VARIABLES = "variables:\n  n: {type: int, initial: 0, min: 0, max: 3}\n"
STUCK = """\
start:
  text: A yard.
  choices:
    - {id: up, text: Up., do: [n += 1, blood += 2], result: Up you go.}
    - {id: on, text: On., to: door}
    - {id: leave, text: Leave., to: end}
door:
  text: A door.
  choices:
    - {id: enter, text: Enter., when: n < 2, to: end}
    - {id: loop, text: Round., when: n == 3, to: l1}
attic: {text: Nobody comes here., next: end}
l1: {next: l2}
l2: {next: l1}
end: {ending: over}
"""
STORY = HEAD + (
    "initial: scene\nvariables:\n  blood: {type: int, initial: 0, min: 0, max: 5}\n"
    "scenes:\n  scene: {}\nendings:\n  over: {title: Over}\n  lost: {title: Lost}\n"
)


def seen_of(report: Report) -> tuple[object, ...]:
    return report.seen, report.covered, report.failures, report.failed


def test_any_number_of_workers_gives_the_same_report(tmp_path: Path) -> None:
    folder = write_files(tmp_path, scene_of(STUCK, VARIABLES), STORY)
    told: list[int] = []
    one = playtest(folder, plays=600, workers=1, progress=lambda done, of: told.append(done))
    two = playtest(folder, plays=600, workers=2)
    assert seen_of(one) == seen_of(two)
    assert told[-1] == 750
    assert seen_of(one) != seen_of(playtest(folder, plays=600, seed=7))


def test_every_failure_is_shrunk_to_a_run_that_shows_it(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "story", scene_of(STUCK, VARIABLES), STORY)
    report = playtest(folder, plays=500)
    stuck = next(one for one in report.failures.values() if one.reason.startswith("no choice"))
    assert stuck.choices == ("up", "up", "on")
    endless = next(one for one in report.failures.values() if "1000 states" in one.reason)
    assert (endless.place, endless.choices[-2:]) == ("scene.door", ("on", "loop"))
    story = load_story(folder)
    paths = write_failures(report.failures, story, "", tmp_path / "saves")
    replayed = replay(story, read_run_file(Path(paths[stuck.reason, stuck.place])))
    assert replayed.divergence is None
    assert replayed.run.stuck


def test_the_report_says_what_was_seen_and_what_never(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "story", scene_of(STUCK, VARIABLES), STORY)
    report = playtest(folder, plays=400)
    found = findings(report, load_story(folder), "", {})
    data = as_json(found)
    assert data["plays"] == 400
    assert 0 < sum(data["endings"].values()) < 400
    assert data["never"] == {
        "states": ["scene.attic", "scene.l1", "scene.l2"],
        "choices": ["scene.door.loop"],
        "endings": ["lost"],
    }
    blood = data["variables"]["blood"]
    assert (blood["min"], blood["max"]) == (0, 5)
    assert blood["clamped"] > 0
    assert data["words"]["story"] > data["words"]["seen"] > 0
    assert not report.sound
    text = as_text(found)
    assert "scene.attic" in text
    assert "Endings never reached\n  lost" in text
    assert "no choice is open" in text


def test_a_story_in_order_has_no_failures(tmp_path: Path) -> None:
    states = "start:\n  text: Here.\n  choices:\n    - {id: leave, text: Leave., to: end}\nend: {ending: over}\n"
    report = playtest(write_files(tmp_path, scene_of(states)), plays=10)
    assert report.sound
    assert report.seen.endings == {"over": 10}


def test_choices_without_consequence(tmp_path: Path) -> None:
    states = """\
start:
  text: Here.
  choices:
    - {id: wave, text: Wave., result: You wave., to: hall}
    - {id: bow, text: Bow., to: hall}
    - {id: nod, text: Nod., to: hall}
    - {id: shout, text: Shout., do: n += 1, to: hall}
    - {id: leave, text: Leave., to: end}
hall:
  text: The hall.
  choices:
    - {id: on, text: On., when: 'n > 0 or chose("start.nod")', to: end}
  next: end
end: {ending: over}
"""
    story = load_story(write_files(tmp_path, scene_of(states, VARIABLES)))
    assert idle_choices([story.scene("scene")]) == ["scene.start.wave", "scene.start.bow"]


def test_quantiles() -> None:
    assert [quantile({1: 1, 2: 1, 10: 2}, share) for share in (0.1, 0.5, 0.9)] == [1, 2, 10]
    assert quantile({}, 0.5) == 0
