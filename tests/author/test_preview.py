"""The workbench without a screen: what is read again after a save, the page of a state, what is found of a story."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.bench import Bench, Way
from game.author.check import check_story
from game.author.looking import Counts, Look
from game.author.preview import Preview
from game.author.rereading import Rereading
from game.author.watching import Watching
from game.play.run import NoSuchPlace
from tests.making import said, scene_of, write_files

REPO = Path(__file__).resolve().parent.parent.parent
STORIES = sorted((REPO / "tests/stories").glob("*/story"))
BROKEN = sorted(folder for folder in (REPO / "tests/broken").iterdir() if folder.is_dir())

DOORS = """
    start:
      do: knocks += 1
      text: 'You have knocked {knocks} times, with {coins} coins.'
      choices:
        - {id: knock, text: Knock., to: start}
        - id: pay
          text: Pay.
          when: coins >= 2
          locked: You cannot pay.
          do: coins -= 2
          to: end
        - {id: whisper, text: Whisper., when: mood == 'low', to: end}
    end:
      text: 'Over. {coins} left.'
      ending: over
"""
HEAD = """
    variables:
      knocks: {type: int, initial: 0, min: 0, max: 9}
"""
STORY = """\
    format: october-story/1
    story: tiny
    title: Tiny
    version: 1.0.0
    language: en
    initial: scene
    variables:
      coins: {type: int, initial: 1, min: 0, max: 9}
      mood: {type: enum, values: [low, high], initial: high}
      rain: {type: bool, initial: false}
    scenes:
      scene: {}
      other: {}
    endings:
      over: {title: Over}
"""
OTHER = """\
    scene: other
    title: Other
    initial: here
    states:
      here:
        text: Here.
        choices:
          - {id: go, text: Go., to: there}
      there:
        text: '{mood}'
        do: [mood = 'low', rain = true]
        next:
          - {when: rain, to: last}
          - {to: here}
      last:
        text: Last.
        ending: over
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "tiny", scene_of(DOORS, HEAD), STORY, other__yaml=OTHER)


@pytest.fixture
def story(folder: Path) -> Rereading:
    return Rereading(folder)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def look(story: Rereading, first: str = "") -> Look:
    """What there is once all was read."""
    return [seen for seen in story.look(first) if seen is not None][-1]


def shown(story: Rereading, place: str = "") -> Preview:
    preview = Preview(place)
    preview.take(look(story).story)
    return preview


def words(preview: Preview) -> list[str]:
    assert preview.run is not None
    return said(preview.run)


def options(preview: Preview) -> dict[str, bool]:
    assert preview.run is not None
    return {option.id: option.open for option in preview.run.options}


# What is found is what `october check` finds


@pytest.mark.parametrize(
    "folder",
    [one for one in (*STORIES, *BROKEN) if (one / "story.yaml").exists()],
    ids=lambda folder: folder.parent.name + "/" + folder.name,
)
def test_the_same_is_found_as_by_the_checker(folder: Path) -> None:
    story = Rereading(folder)
    expected = check_story(folder)
    for _time in range(2):
        assert list(story.with_recorded(look(story)).problems) == expected
    assert len(story.scenes_read) <= 2 * len(look(story).scenes) + 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("quay.yaml", "to: aboard", "to: abord"),
        ("quay.yaml", "when: seen", "when: sen"),
        ("crossing.yaml", "hinge: the-rope", "hinge: the-line"),
        ("story.yaml", "coins: {type: int", "coin: {type: int"),
        ("story.yaml", "  ashore: {}\nendings", "endings"),
        ("facts.yaml", "the-rope-held", "the-rope-broke"),
        ("codex/all.yaml", "id: ferryman", "id: boatman"),
        ("ashore.yaml", "\n", "\n{"),
        ("tests/ferry.yaml", "choose: [", "choose: [un"),
    ],
)
def test_after_any_save_the_same_is_found_as_by_the_checker(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = Path(shutil.copytree(REPO / "tests/stories/the-ferry/story", tmp_path / "the-ferry"))
    (folder / "tests").mkdir()
    (folder / "tests/ferry.yaml").write_text("- {test: a, choose: [whistle]}\n")
    story = Rereading(folder)
    assert list(look(story).problems) == check_story(folder)
    before = (folder / file).read_text()
    for text in (before.replace(old, new, 1), before):
        (folder / file).write_text(text)
        assert list(look(story, "quay").problems) == check_story(folder)


# Only what changed is read again


def test_only_the_changed_file_is_read_again(story: Rereading, folder: Path) -> None:
    look(story)
    files, scenes = len(story.files.read), len(story.scenes_read)
    edit(folder / "other.yaml", "Here.", "Still here.")
    look(story)
    assert story.files.read[files:] == ["other.yaml"]
    assert story.scenes_read[scenes:] == ["other"]


def test_nothing_is_read_again_when_nothing_changed(story: Rereading, folder: Path) -> None:
    look(story)
    files, scenes = len(story.files.read), len(story.scenes_read)
    (folder / "other.yaml").touch()
    look(story)
    assert (len(story.files.read), len(story.scenes_read)) == (files, scenes)


def test_a_file_of_the_same_size_and_time_is_read_when_it_is_said_to_have_changed(
    story: Rereading, folder: Path
) -> None:
    import os

    look(story)
    path = folder / "other.yaml"
    stat = path.stat()
    edit(path, "Here.", "Hear.")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    story.files.suspect(["other.yaml"])
    preview = Preview("other.here")
    preview.take(look(story).story)
    assert words(preview) == ["Hear."]


def test_a_scene_is_read_again_when_what_it_asks_of_another_file_changed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REPO / "tests/stories/the-ferry/story", tmp_path / "the-ferry"))
    story = Rereading(folder)
    look(story)
    scenes = len(story.scenes_read)
    edit(folder / "codex/all.yaml", "name:", "name: Old")
    look(story)
    assert set(story.scenes_read[scenes:]) == {"quay"}


def test_the_scene_that_is_looked_at_is_told_of_first(story: Rereading) -> None:
    looks = [seen for seen in story.look("other") if seen is not None]
    assert story.scenes_read[0] == "other"
    assert looks[0].read == 1 and not looks[0].settled
    assert looks[-1].read == 2 and looks[-1].settled


def test_problems_are_counted_by_scene_and_state(story: Rereading, folder: Path) -> None:
    edit(folder / "scene.yaml", "to: end", "to: ennd")
    edit(folder / "scene.yaml", "mood ==", "moood ==")
    counts = look(story).counts
    assert counts["scene.start"] == Counts(2, 0)
    assert counts["scene"].errors == 2
    assert "scene.end" not in counts


def test_new_and_deleted_files_are_seen(story: Rereading, folder: Path) -> None:
    look(story)
    (folder / "new-one.yaml").write_text(
        "scene: new-one\ntitle: New\ninitial: a\nstates: {a: {text: A., ending: over}}\n"
    )
    assert [one.code for one in look(story).problems if one.is_error or one.code == "unlisted-scene"] == [
        "unlisted-scene"
    ]
    edit(folder / "story.yaml", "other: {}", "other: {}\n  new-one: {}")
    seen = look(story)
    assert [scene.id for scene in seen.scenes] == ["scene", "other", "new-one"]
    assert seen.scenes[2].states == ("a",)
    (folder / "other.yaml").unlink()
    seen = look(story)
    assert "scene-without-file" in [one.code for one in seen.problems]
    assert seen.scenes[1].states == ()


# The page of a state


def test_the_page_of_a_state_has_the_values_it_is_given(story: Rereading) -> None:
    preview = shown(story)
    assert words(preview) == ["You have knocked 1 times, with 1 coins."]
    assert options(preview) == {"knock": True, "pay": False}
    assert preview.set("coins", "5") == ""
    assert words(preview) == ["You have knocked 1 times, with 5 coins."]
    assert options(preview) == {"knock": True, "pay": True}


def test_a_scenes_own_variable_is_set_at_its_door(story: Rereading) -> None:
    preview = shown(story)
    assert preview.set("knocks", "4") == ""
    row = {row.variable.name: row for row in preview.rows()}["knocks"]
    assert (row.began, row.now, row.set) == (4, 5, True)
    preview.unset("knocks")
    row = {row.variable.name: row for row in preview.rows()}["knocks"]
    assert (row.began, row.now, row.set) == (0, 1, False)


@pytest.mark.parametrize(
    ("name", "written", "why"),
    [
        ("coins", "ten", "coins is a whole number."),
        ("coins", "10", "coins is a number from 0 to 9."),
        ("coins", "٣", "coins is a whole number."),
        ("mood", "hihg", 'mood is one of low, high. Did you mean "high"?'),
        ("rain", "maybe", "rain is true or false."),
    ],
)
def test_a_value_that_a_variable_cannot_have_is_refused(story: Rereading, name: str, written: str, why: str) -> None:
    preview = shown(story)
    assert preview.set(name, written) == why
    assert not any(row.set for row in preview.rows())


def test_values_set_in_one_state_stay_set_in_the_next(story: Rereading) -> None:
    preview = shown(story)
    preview.set("mood", "low")
    preview.set("rain", "true")
    preview.enter("other.there")
    assert words(preview) == ["low", "Last."]
    assert preview.here == "other.there"


def test_choices_are_followed_and_taken_back(story: Rereading) -> None:
    preview = shown(story)
    preview.set("coins", "3")
    assert preview.choose("pay") == ""
    assert words(preview) == ["Over. 1 left."]
    assert preview.choose("knock") == '"knock" cannot be chosen here; nothing can.'
    assert preview.here == "scene.end"
    assert preview.back() and preview.here == "scene.start"
    preview.enter("other.here")
    assert preview.back() and words(preview) == ["You have knocked 1 times, with 3 coins."]
    assert not preview.back()


def test_a_value_set_after_choices_is_the_one_at_the_door_of_this_state(story: Rereading) -> None:
    preview = shown(story)
    preview.choose("knock")
    preview.choose("knock")
    assert words(preview) == ["You have knocked 3 times, with 1 coins."]
    preview.set("coins", "7")
    assert words(preview) == ["You have knocked 3 times, with 7 coins."]
    preview.back()
    assert words(preview) == ["You have knocked 3 times, with 1 coins."]


def test_a_step_goes_from_the_value_at_the_door(story: Rereading) -> None:
    preview = shown(story)
    preview.choose("knock")
    assert preview.door("knocks") == 1
    preview.step("knocks", 1)
    assert words(preview) == ["You have knocked 3 times, with 1 coins."]
    preview.step("coins", -1)
    preview.step("coins", -1)
    preview.step("rain", 1)
    preview.step("mood", 1)
    assert {row.variable.name: row.began for row in preview.rows()} == {
        "coins": 0,
        "mood": "low",
        "rain": True,
        "knocks": 2,
    }


# Following the files


def test_the_page_stays_at_its_state_and_choices_as_the_text_changes(story: Rereading, folder: Path) -> None:
    preview = shown(story)
    preview.set("coins", "4")
    preview.choose("knock")
    edit(folder / "scene.yaml", "You have knocked", "You knocked")
    assert preview.take(look(story).story)
    assert words(preview) == ["You knocked 2 times, with 4 coins."]


def test_a_page_that_did_not_change_is_not_shown_again(story: Rereading, folder: Path) -> None:
    preview = shown(story)
    run = preview.run
    edit(folder / "other.yaml", "Here.", "Still here.")
    assert not preview.take(look(story).story)
    assert preview.run is run


def test_a_broken_file_leaves_the_last_good_page(story: Rereading, folder: Path) -> None:
    preview = shown(story)
    edit(folder / "scene.yaml", "coins >= 2", "coins >= ")
    assert preview.take(look(story).story)
    assert preview.stale == "scene.yaml has errors, the first in line 15."
    assert words(preview) == ["You have knocked 1 times, with 1 coins."]
    preview.set("coins", "6")
    preview.enter("scene.end")
    assert words(preview) == ["Over. 6 left."]
    edit(folder / "scene.yaml", "coins >= ", "coins >= 1")
    edit(folder / "scene.yaml", "Over.", "All over.")
    preview.take(look(story).story)
    assert preview.stale == ""
    assert words(preview) == ["All over. 6 left."]


@pytest.mark.parametrize("text", ["", "\t", "scene: [", "}", "scene: scene\n", "\x00", "a: &a [*a]"])
def test_no_state_of_a_file_is_too_broken(story: Rereading, folder: Path, text: str) -> None:
    preview = shown(story)
    for file in ("scene.yaml", "story.yaml"):
        before = (folder / file).read_text()
        (folder / file).write_text(text)
        seen = look(story)
        assert any(one.is_error for one in seen.problems)
        assert list(seen.problems) == check_story(folder)
        preview.take(seen.story)
        assert preview.stale
        assert words(preview) == ["You have knocked 1 times, with 1 coins."]
        (folder / file).write_text(before)
        preview.take(look(story).story)
        assert not preview.stale


def test_a_story_that_was_never_in_order_has_no_page_until_it_is(folder: Path) -> None:
    edit(folder / "story.yaml", "initial: scene", "initial: sceen")
    story = Rereading(folder)
    preview = shown(story)
    assert preview.run is None and preview.stale == "story.yaml has errors."
    edit(folder / "story.yaml", "sceen", "scene")
    preview.take(look(story).story)
    assert preview.here == "scene.start"


def test_the_page_follows_a_scene_while_story_yaml_has_errors_elsewhere(story: Rereading, folder: Path) -> None:
    preview = shown(story)
    edit(folder / "story.yaml", "  scene: {}", "  scene: {next: [{to: nowhere}]}")
    edit(folder / "scene.yaml", "You have", "YOU have")
    preview.take(look(story).story)
    assert words(preview) == ["YOU have knocked 1 times, with 1 coins."]


def test_a_state_that_is_gone_leaves_its_page_and_an_old_name_leads_on(story: Rereading, folder: Path) -> None:
    preview = shown(story, "other.there")
    preview.enter("other.last")
    edit(folder / "other.yaml", "  last:", "  finish:")
    edit(folder / "other.yaml", "to: last", "to: finish")
    preview.take(look(story).story)
    assert preview.stale.startswith('There is no place "other.last" in this story')
    assert words(preview) == ["Last."]
    edit(folder / "other.yaml", "text: Last.", "text: Last.\n    was: [last]")
    preview.take(look(story).story)
    assert (preview.stale, preview.here) == ("", "other.finish")


def test_a_choice_that_is_gone_is_named_and_comes_back(story: Rereading, folder: Path) -> None:
    preview = shown(story)
    preview.choose("knock")
    edit(folder / "scene.yaml", "id: knock", "id: knock-twice")
    preview.take(look(story).story)
    assert preview.lost == ("knock",)
    edit(folder / "scene.yaml", "id: knock-twice", "id: knock")
    preview.take(look(story).story)
    assert preview.lost == () and preview.followed == 1


def test_a_value_its_variable_can_no_longer_have_is_left_out(story: Rereading, folder: Path) -> None:
    preview = shown(story)
    preview.set("coins", "9")
    edit(folder / "story.yaml", "max: 9", "max: 4")
    preview.take(look(story).story)
    assert words(preview) == ["You have knocked 1 times, with 1 coins."]


# The bench


def wait(until: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, "nothing came"
        time.sleep(0.01)


@pytest.mark.parametrize("watched", [True, False], ids=["told by the system", "looked after"])
def test_saves_are_followed(folder: Path, monkeypatch: pytest.MonkeyPatch, watched: bool) -> None:
    if not watched:
        monkeypatch.setattr(Watching, "_watch_well", lambda self: 1 / 0)
    looks: list[Look] = []
    failures: list[str] = []
    watching = Watching(folder)
    watching.start(looks.append, failures.append)
    try:
        wait(lambda: looks and looks[-1].settled)
        edit(folder / "scene.yaml", "to: end", "to: ennd")
        wait(lambda: looks[-1].settled and looks[-1].problems and looks[-1].problems[0].is_error)
        edit(folder / "scene.yaml", "to: ennd", "to: end")
        wait(lambda: looks[-1].settled and not any(one.is_error for one in looks[-1].problems))
    finally:
        watching.stop()
    assert failures == []
    wait(lambda: not [one for one in threading.enumerate() if one.name == "follow"])


@pytest.fixture
def bench(folder: Path, tmp_path: Path) -> Bench:
    bench = Bench(folder, tmp_path / "saves")
    bench._newest = look(Rereading(folder))
    bench.take()
    return bench


@pytest.mark.parametrize(
    ("written", "place"),
    [("end", "scene.end"), ("other.there", "other.there"), ("There", "other.there"), ("other", "other.here")],
)
def test_a_state_is_called_by_any_part_of_its_name(bench: Bench, written: str, place: str) -> None:
    assert bench.place_called(written) == place


def test_a_wrong_name_is_answered_with_the_nearest(bench: Bench) -> None:
    for written in ("thre", "other.thre"):
        with pytest.raises(NoSuchPlace, match=r'did you mean "other\.there"'):
            bench.place_called(written)


def test_the_way_here_is_found_and_kept(bench: Bench, folder: Path) -> None:
    edit(
        folder / "scene.yaml", "  end:\n    text: 'Over. {coins} left.'\n    ending: over", "  end:\n    outcome: done"
    )
    edit(folder / "scene.yaml", "initial: start", "initial: start\noutcomes: [done]")
    edit(folder / "scene.yaml", "coins >= 2", "knocks >= 3")
    edit(folder / "story.yaml", "scene: {}", "scene: {next: [{to: other}]}")
    bench._newest = look(Rereading(folder))
    bench.take()
    found = bench.find_way("other.last", lambda searched: None)
    assert isinstance(found, Way)
    assert found.choices == ("knock", "knock", "pay", "go")
    assert found.file is not None and "choose: pay" in found.file.read_text()
    bench.preview.stand_at(found.choices)
    assert bench.preview.here == "other.last"
    found = bench.find_way("scene.start", lambda searched: None)
    assert isinstance(found, Way) and found.choices == ()


def test_that_there_is_no_way_is_said(bench: Bench) -> None:
    found = bench.find_way("other.here", lambda searched: None)
    assert isinstance(found, Way)
    assert found.choices is None and found.proven
    edit(bench.folder / "scene.yaml", "to: end", "to: start")
    edit(bench.folder / "scene.yaml", "to: end", "to: start")
    found = bench.find_way("scene.end", lambda searched: None)
    assert isinstance(found, Way)
    assert found.choices is None and found.proven


def test_a_story_with_errors_is_not_searched(bench: Bench, folder: Path) -> None:
    edit(folder / "scene.yaml", "to: end", "to: ennd")
    found = bench.find_way("scene.end", lambda searched: None)
    assert isinstance(found, str) and 'no state "ennd"' in found


def test_a_playtest_finds_something_beside_the_states(bench: Bench, folder: Path) -> None:
    edit(folder / "scene.yaml", "- {id: knock, text: Knock., to: start}", "- {id: knock, text: Knock., to: stuck}")
    edit(
        folder / "scene.yaml",
        "  end:",
        "  stuck:\n    text: S.\n    choices: [{id: no, text: N., when: coins > 8, to: end}]\n  end:",
    )
    found = []
    assert bench.playtest(lambda done, of: None, found.append) == ""
    assert [one.plays for one in found] == [125, 1_250]
    assert found[-1].never == {"scene.end"}
    assert found[-1].untaken["scene.start"] == ("pay", "whisper")
    (failure,) = found[-1].failures
    assert (failure.place, failure.choices) == ("scene.stuck", ("knock",))


def test_long_work_can_be_ended(bench: Bench) -> None:
    found = []
    worker = threading.Thread(target=lambda: found.append(bench.playtest(lambda done, of: None, lambda one: None)))
    worker.start()
    wait(lambda: bench._work)
    assert bench.end("playtest")
    worker.join(10)
    assert found == [""]
    assert not bench.end("playtest")
