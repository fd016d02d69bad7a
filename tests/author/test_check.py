"""The checker on whole stories and on single scenes, its forms of output, and what one slip is told as."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game import cli
from game.author.check import NoSuchScene, check_story
from game.author.sarif import as_sarif
from game.story.report import as_github, as_json, as_text
from tests.making import HEAD, codes_of, problems_of, scene_of, write_files

REPO = Path(__file__).resolve().parents[2]
STORIES = sorted(path.parent for path in [*REPO.glob("scenes/*/story.yaml"), *REPO.glob("tests/**/story.yaml")])
END = "\nend:\n  ending: over\n"
N = "variables:\n  n: {type: int, initial: 3, min: 0, max: 10}\n"


def scenes_of(folder: Path) -> list[str]:
    return [path.stem for path in sorted(folder.glob("*.yaml")) if path.stem not in ("story", "facts", "map")]


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: str(folder.relative_to(REPO)))
def test_a_scene_alone_is_told_what_the_whole_story_is_told_of_it(folder: Path) -> None:
    whole = check_story(folder)
    for scene in scenes_of(folder):
        try:
            found = check_story(folder, scene)
        except NoSuchScene:
            continue
        file = f"{scene}.yaml"
        assert [one for one in found if Path(one.place.file).name == file] == [
            one for one in whole if Path(one.place.file).name == file
        ]


def test_a_scene_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    write_files(tmp_path, scene_of("start:\n  ending: over\n"))
    with pytest.raises(NoSuchScene, match='did you mean "scene"'):
        check_story(tmp_path, "scone")


def test_a_scene_alone_is_not_in_order_where_its_story_is_not(tmp_path: Path) -> None:
    write_files(tmp_path, scene_of("start:\n  ending: over\n"))
    path = tmp_path / "story.yaml"
    path.write_text(path.read_text().replace("initial: scene", "initial: scone"))
    assert codes_of(check_story(tmp_path, "scene")) == ["unknown-scene"]


def two_scenes(folder: Path, other: str, states: str) -> list[str]:
    story = HEAD + "initial: scene\nscenes:\n  scene: {}\n  other: {}\nendings:\n  over: {title: Over}\n"
    write_files(folder, scene_of(states), story, other__yaml=other.replace("scene: scene", "scene: other"))
    assert codes_of(check_story(folder)) == codes_of(check_story(folder, "scene"))
    return codes_of(check_story(folder))


def test_a_rule_after_a_call_asks_for_outcomes_of_the_scene_called(tmp_path: Path) -> None:
    other = scene_of("start:\n  outcome: won\n", "outcomes: [won]\n")
    states = "start:\n  call: other\n  next:\n    - {outcome: wan, to: end}\n    - {to: end}" + END
    assert two_scenes(tmp_path, other, states) == ["unknown-outcome"]
    found = check_story(tmp_path)[0]
    assert (found.place.line, found.place.column, found.place.length, found.help) == (8, 19, 3, 'did you mean "won"?')


def test_a_hinge_of_another_scene_can_be_asked_about_and_not_had_again(tmp_path: Path) -> None:
    hinge = "{hinge: the-vote, facts: [f], choices: [{id: vote, text: V., history: true, to: end}]}"
    other = scene_of(f"start: {hinge}\nend:\n  outcome: won\n", "outcomes: [won]\n")
    asks = 'start:\n  call: other\n  next:\n    - {when: hinge("the-vote") == "%s", to: end}\n    - {to: end}'
    write_files(tmp_path, "", facts__yaml="facts:\n  - id: f\n")
    assert two_scenes(tmp_path, other, asks % "vote" + END) == []
    assert two_scenes(tmp_path, other, asks % "veto" + END) == ["unknown-choice"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("    - {id: go, text: Go., goto: end}", 'a choice has no key "goto"'),
        ("    - {id: go, Text: Go., to: end}", 'a choice has no key "Text"'),
        ("    - {id: go, text: Go., if: n > 3, to: end}", 'a choice has no key "if"'),
        (
            "    - id: go\n      text: Go.\n      to: end\n      id: stay\n      text: Stay.",
            'the key "id" is here a second',
        ),
        ("    - {id: go, text: Go., when: go-home, to: end}", '"go-home" is an id, and lacks its quotes'),
        ("    - {id: go, text: Go., when: n == yes, to: end}", '"yes" is written "true" here'),
    ],
)
def test_one_slip_is_told_once(tmp_path: Path, written: str, told: str) -> None:
    problems = problems_of(tmp_path, f"start:\n  choices:\n{written}{END}", N)
    assert [one.message[: len(told)] for one in problems] == [told]


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("{type: integer, initial: 3}", "unknown-type"),
        ("{type: int}", "missing-key"),
        ("{type: int, initial: 30, max: 10}", "bad-value"),
        ("{type: int, initial: 3, min: 9, max: 0}", "bad-range"),
    ],
)
def test_what_uses_a_variable_that_is_declared_wrongly_is_not_told_again(
    tmp_path: Path, declared: str, code: str
) -> None:
    states = "start:\n  do: n += 1\n  next:\n    - {when: n > 3, to: end}\n    - {to: end}" + END
    assert codes_of(problems_of(tmp_path, states, f"variables:\n  n: {declared}\n")) == [code]


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"", b""),
        (b"\xef\xbb\xbf", b""),
        (b"", b"\r"),
    ],
    ids=["plain", "byte order mark", "CRLF"],
)
def test_the_caret_is_under_the_very_word_inside_folded_text(tmp_path: Path, start: bytes, word: bytes) -> None:
    states = 'start:\n  text: >\n    Snow, and then\n    more {"snow" if wett else "rain"}.\n  next: end' + END
    write_files(tmp_path, scene_of(states, "variables:\n  wet: {type: bool, initial: false}\n"))
    path = tmp_path / "scene.yaml"
    path.write_bytes(start + path.read_bytes().replace(b"\n", word + b"\n"))
    text = as_text(check_story(tmp_path))
    assert '\n   10 |       more {"snow" if wett else "rain"}.\n      |                       ^^^^\n' in text
    assert text.endswith('help: did you mean "wet"?')


def test_a_long_line_is_quoted_where_it_is_wrong(tmp_path: Path) -> None:
    states = f"start:\n  text: {'snow ' * 60}{{m}} {'rain ' * 60}\n  next: end{END}"
    quoted = as_text(problems_of(tmp_path, states)).splitlines()
    assert max(map(len, quoted)) < 200
    assert quoted[1][quoted[2].index("^")] == "m"


def test_the_page_after_a_choice_begins_with_its_result(tmp_path: Path) -> None:
    words = "snow " * 140
    choice = f"{{id: go, text: Go., result: {words}, to: hall}}"
    states = f"start:\n  choices:\n    - {choice}\nhall:\n  text: {words}\n  next: end"
    assert codes_of(problems_of(tmp_path, states + END)) == ["long-page"]


class TestForms:
    """Problems for programs and forges."""

    @pytest.fixture(scope="class")
    def problems(self, tmp_path_factory: pytest.TempPathFactory) -> list:  # type: ignore[type-arg]
        states = "start:\n  text: Room 5, 100% full.\n  do: m += 1\n  next: ned" + END
        return problems_of(tmp_path_factory.mktemp("story"), states)

    def test_json(self, problems: list) -> None:  # type: ignore[type-arg]
        rows = json.loads(as_json(problems))
        assert [set(row) for row in rows] == [{"file", "line", "column", "code", "severity", "message", "help"}] * 2

    def test_github(self, problems: list) -> None:  # type: ignore[type-arg]
        lines = as_github(problems).splitlines()
        assert len(lines) == len(problems)
        assert all(re.match(r"::(error|warning) file=[^,]+,line=\d+,col=\d+,title=[\w-]+::.", line) for line in lines)

    def test_sarif(self, problems: list) -> None:  # type: ignore[type-arg]
        log = json.loads(as_sarif(problems))
        assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
        run = log["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        for one, result in zip(problems, run["results"], strict=True):
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.code
            assert result["level"] == one.severity
            place = result["locations"][0]["physicalLocation"]
            assert place["artifactLocation"]["uri"].endswith("scene.yaml")
            assert place["region"]["startColumn"] == one.place.column
            assert place["region"]["endColumn"] > one.place.column

    def test_sarif_of_nothing(self) -> None:
        assert json.loads(as_sarif([]))["runs"][0]["results"] == []


def test_to_check_a_scene_nothing_is_loaded_that_only_play_and_screens_need() -> None:
    check = "run(['check', 'tests/stories/the-ferry/story:quay'])"
    code = f"import sys; from game.cli import run; {check}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPO, capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    heavy = {"textual", "rich", "transitions", "game.play.run", "json", "hashlib", "difflib", "asyncio", "logging"}
    assert not heavy & set(loaded)


def test_a_guard_of_a_route_is_looked_at_too(tmp_path: Path) -> None:
    story = HEAD + (
        "initial: scene\nvariables:\n  n: {type: int, initial: 1, max: 5}\nscenes:\n  scene:\n    next:\n"
        "      - {when: n > 5, to: other}\n      - {to: other}\n  other: {}\nendings:\n  over: {title: Over}\n"
    )
    other = scene_of("start:\n  ending: over\n").replace("scene: scene", "scene: other")
    found = problems_of(
        tmp_path, "start:\n  do: n += 1\n  outcome: done\n", "outcomes: [done]\n", story, other__yaml=other
    )
    assert [(one.code, one.place.line) for one in found] == [("never-holds", 12)]


@pytest.mark.parametrize("words", ["cloak-of-darkness", "cloak-of-darkness:opera-house", "cloak:of", "/no/such"])
def test_the_call_that_does_without_click_tells_the_same(words: str, capfd: pytest.CaptureFixture[str]) -> None:
    quick, by_quick = cli.run(["check", words]), capfd.readouterr()
    full, by_full = cli.run(["check", words, "--format", "text"]), capfd.readouterr()
    assert (quick, by_quick) == (full, by_full)


def test_the_schemas_can_be_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema", "scene"]) == 0
    assert json.loads(capfd.readouterr().out)["title"] == "A scene"
    assert cli.run(["schema", "poem"]) == 2


def test_a_code_that_is_misspelt_is_explained_no_further(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "--explain", "unknown-state"]) == 0
    assert "Cure: Name a state of this scene." in capfd.readouterr().out
    assert cli.run(["check", "--explain", "unknown-stat"]) == 2
    assert 'did you mean "unknown-state"?' in capfd.readouterr().err


def test_each_round_without_a_way_out_is_told_of(tmp_path: Path) -> None:
    ways = "start:\n  choices:\n    - {id: a, text: A., to: one}\n    - {id: b, text: B., to: two}\n"
    rounds = "one:\n  text: One.\n  next: one\ntwo:\n  text: Two.\n  next: three\nthree:\n  next: two\n"
    found = problems_of(tmp_path, ways + rounds)
    assert [one.message.split('"')[1] for one in found if one.code == "no-way-to-an-end"] == ["one", "two"]


@pytest.mark.parametrize(
    "changes",
    ["do: n += 1\n  next: [{when: n > 5, to: end}, {to: on}]", "next: [{when: visits() > 3, to: end}, {to: on}]"],
)
def test_a_round_that_changes_what_its_rules_ask_for_is_none(tmp_path: Path, changes: str) -> None:
    head = "variables:\n  n: {type: int, initial: 0, min: 0, max: 9}\n" if "n +=" in changes else ""
    states = f"start:\n  next: on\non:\n  text: On.\n  {changes}\nend:\n  ending: over\n"
    assert problems_of(tmp_path, states, head) == []


ONE_CALENDAR = (
    HEAD + "calendar: {calendar}\ninitial: scene\nscenes:\n  scene: {{}}\nendings:\n  over: {{title: Over}}\n"
)
FEBRUARY = "start:\n  at: 1918-02-05\n  text: Fog.\n  ending: over\n"


def test_a_story_may_have_one_calendar(tmp_path: Path) -> None:
    found = problems_of(tmp_path, FEBRUARY, story=ONE_CALENDAR.format(calendar="russian"))
    assert [one.code for one in found] == ["bad-date"]
    assert problems_of(tmp_path, FEBRUARY, story=ONE_CALENDAR.format(calendar="gregorian")) == []


def test_a_calendar_is_one_of_two(tmp_path: Path) -> None:
    found = problems_of(tmp_path, FEBRUARY, story=ONE_CALENDAR.format(calendar="gregorain"))
    assert ("bad-value", 'did you mean "gregorian"?') in [(one.code, one.help) for one in found]


def test_an_ending_that_says_nothing_is_told(tmp_path: Path) -> None:
    story = HEAD + "initial: scene\nscenes:\n  scene: {}\nendings:\n  over: {zzz: 1}\n"
    assert codes_of(problems_of(tmp_path, "start: {text: A., ending: over}", story=story)) == [
        "missing-key",
        "unknown-key",
    ]
