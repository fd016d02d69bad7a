"""The commands, as others script them: what they print, where, and with which exit code."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game import __version__, cli
from game.play.runfile import read_run_file
from game.play.runlines import standing

REPO = Path(__file__).parent.parent
STORIES = REPO / "tests" / "stories"


class Done:
    """A command that was run in this process."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Command = Callable[..., Done]


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STORIES / "the-ferry/story", tmp_path / "the-ferry"))


@pytest.fixture
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OCTOBER_SAVES", str(tmp_path / "saves"))
    return tmp_path / "saves"


@pytest.fixture
def october(saves: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command with these words on standard input."""

    def run(*arguments: object, typed: str = "") -> Done:
        read, write = os.pipe()
        with os.fdopen(write, "wb") as end:
            end.write(typed.encode("utf-8", "surrogateescape"))
        with os.fdopen(read, encoding="utf-8") as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            code = cli.run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run


def test_in_a_storys_folder_and_below_that_story_is_meant(
    october: Command, ferry: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (ferry / "tests").mkdir()
    (ferry / "tests/story.yaml").write_text("- {test: the fare is asked once, choose: [ask-the-fare]}\n")
    for here in (ferry, ferry / "tests", ferry / "codex"):
        monkeypatch.chdir(here)
        assert october("test").err == "1 passed, 0 failed\n"
        assert october("play", "--plain", "--name", "mine", typed="where\n").out.startswith("The Quay.")
        assert october("check", ":quay").code == 0
    assert "The Quay." in october("play", "--plain", "--resume", "mine").out
    monkeypatch.chdir(tmp_path)
    assert not october("play", "--plain").out.startswith("The Quay.")


def test_a_new_scene_joins_the_story_one_stands_in(
    october: Command, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ferry)
    assert october("new", "scene", "the-cellar").code == 0
    assert (ferry / "the-cellar.yaml").is_file()


def test_a_new_scene_needs_a_story(october: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    done = october("new", "scene", "the-cellar")
    assert done.code == 2
    assert "expected a story, and a name for its new scene" in done.err


def test_where_there_are_no_tests_that_is_said(october: Command, ferry: Path, tmp_path: Path) -> None:
    assert october("test", ferry).err.startswith("there are no tests in ")
    pack = tmp_path / "ferry.october"
    assert october("pack", ferry, "-o", pack).code == 0
    done = october("test", pack)
    assert (done.code, done.err) == (0, "a pack holds no tests\n")


def test_version_is_told_without_loading_much(repo: Path) -> None:
    code = (
        "import sys; from game import cli; cli.run(['--version']);"
        "print(sorted({'click', 'yaml', 'textual', 'transitions', 'platformdirs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=repo, capture_output=True, text=True, check=True)
    assert done.stdout == f"october {__version__}\n[]\n"


def test_checking_and_plain_reading_never_load_textual(repo: Path, ferry: Path, saves: Path) -> None:
    for arguments in (["check", str(ferry)], ["play", str(ferry), "--plain"], ["runs"], ["--help"]):
        code = f"import sys; from game import cli; cli.run({arguments!r}); sys.exit('textual' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=repo, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        assert done.returncode == 0, arguments


def test_help_names_every_command(october: Command) -> None:
    done = october("--help")
    assert "..." not in done.out.partition("Commands:")[2], "a command's first sentence is cut off"
    assert done.code == 0
    for command in ("play", "replay", "runs", "fork", "check"):
        assert f"\n  {command} " in done.out
        assert october(command, "--help").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["--dance"],
        ["play", "--seed", "x"],
        ["play", "no-such-story"],
        ["play", "octobre"],
        ["play", "{ferry}:roof"],
        ["play", "{ferry}:quay.roof"],
        ["play", "{ferry}:Not A Place"],
        ["play", "{ferry}/quay.yaml"],
        ["play", "{ferry}/codex"],
        ["play", "--resume", "nothing"],
        ["play", "--resume", "x", "--seed", "1"],
        ["replay"],
        ["replay", "nothing"],
        ["fork", "nothing", "--at", "1"],
        ["fork", "nothing"],
        ["runs", "rename", "nothing", "x"],
        ["runs", "delete", "nothing"],
        ["check", "{ferry}:roof"],
        ["check", "--explain", "no-such-code"],
        ["check", "--format", "xml"],
    ],
)
def test_a_wrong_call_exits_with_2(october: Command, ferry: Path, arguments: list[str]) -> None:
    done = october(*(argument.format(ferry=ferry) for argument in arguments))
    assert done.code == 2
    assert done.out == ""
    assert done.err
    assert "Traceback" not in done.err


def test_did_you_mean(october: Command, ferry: Path) -> None:
    assert 'did you mean "october"?' in october("play", "octobre").err
    assert 'did you mean "quay"?' in october("play", f"{ferry}:qay").err
    assert 'did you mean "unknown-state"?' in october("check", "--explain", "unknown-stat").err


def test_a_run_is_played_and_played_again(october: Command, ferry: Path, saves: Path) -> None:
    done = october("play", ferry, "--name", "a crossing", "--seed", "5", typed="toss\ngo-aboard\nsit-still\n")
    assert done.code == 0
    path = saves / "a-crossing.yaml"
    assert done.out.endswith(f"\nThe Far Bank\n\nYour run is kept in {path}\n")
    assert done.err == ""
    again = october("replay", "a crossing", "--plain", "--story", ferry)
    assert again.code == 0
    assert again.out.endswith("\nThe Far Bank\n")
    assert october("replay", path, "--story", ferry, "--to", 1).out.endswith("\n4. Go aboard.\n")
    verified = october("replay", path, "--verify", "--story", ferry)
    assert (verified.code, verified.out) == (0, "a-crossing: 3 steps hold\n")
    assert october("replay", path, "--to", 9, "--story", ferry).code == 2
    lost = october("replay", path)
    assert (lost.code, lost.out) == (2, "")
    assert 'a run of the story "the-ferry", which does not ship with the game' in lost.err


def test_a_replay_that_diverges_exits_with_1(october: Command, ferry: Path) -> None:
    october("play", ferry, typed="go-aboard\nsit-still\n")
    path = ferry / "crossing.yaml"
    path.write_text(path.read_text().replace("id: sit-still", "id: sit"))
    verified = october("replay", "the-quay", "--verify", "--story", ferry)
    reason = 'the-quay: step 2, crossing.midstream: there is no choice "sit-still" here any more\n'
    assert (verified.code, verified.out, verified.err) == (1, reason, "")
    shown = october("replay", "the-quay", "--story", ferry)
    assert (shown.code, shown.err) == (1, reason)
    assert "rope begins to sing" in shown.out
    resumed = october("play", ferry, "--resume", "the-quay")
    assert resumed.code == 0
    assert "holds up to step 1 only" in resumed.err
    assert "the-quay-from-step-1.yaml" in resumed.out


def test_a_run_with_a_line_that_cannot_be_read_does_not_verify(october: Command, ferry: Path, saves: Path) -> None:
    october("play", ferry, typed="go-aboard\n")
    path = saves / "the-quay.yaml"
    path.write_text(path.read_text() + "- {state: crossing.midstream}\n")
    verified = october("replay", path, "--verify", "--story", ferry)
    assert (verified.code, verified.out.split(":")[:2]) == (1, ["the-quay", " line 11 cannot be read"])


def test_a_file_that_is_no_run_exits_with_1(october: Command, ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text("dear: Misha\n")
    for arguments in (["replay"], ["play", "--resume"], ["replay", "--story", ferry]):
        done = october(*arguments, tmp_path / "letter.yaml")
        assert (done.code, done.out) == (1, "")
        assert "this is no run file" in done.err


def test_going_on_with_a_run(october: Command, ferry: Path, saves: Path) -> None:
    october("play", ferry, typed="toss\n")
    done = october("play", ferry, "--resume", "the-quay", "--name", "on and on", typed="whistle\n")
    assert done.code == 0
    record = read_run_file(saves / "the-quay.yaml")
    assert record.name == "on and on"
    assert [line.choose for line in standing(record.lines).choices] == ["toss", "whistle"]


def test_a_place_to_start_at(october: Command, ferry: Path, saves: Path) -> None:
    assert "The rope" not in october("play", f"{ferry}:crossing.adrift").out
    assert october("play", f"{ferry}:crossing").out.startswith("The Crossing.")
    assert {path.name for path in saves.iterdir()} == {"the-crossing.yaml", "the-crossing-2.yaml"}


def test_a_seed_of_chance_is_kept(october: Command, ferry: Path, saves: Path) -> None:
    october("play", ferry)
    october("play", ferry)
    seeds = {read_run_file(path).header.seed for path in saves.iterdir()}  # type: ignore[union-attr]
    assert len(seeds) == 2


def test_the_shelf(october: Command, ferry: Path, saves: Path) -> None:
    shipped = json.loads(october("runs", "--json").out)
    assert shipped
    assert all(run["recorded"] for run in shipped)
    october("play", ferry, "--name", "one", typed="go-aboard\ncut-it\n")
    forked = october("fork", "one", "--at", 1, "--name", "two")
    assert (forked.code, forked.out) == (0, f"{saves / 'two.yaml'}\n")
    assert october("fork", "one", "--at", 3).code == 2
    listed = {run["name"]: run for run in json.loads(october("runs", "--json").out)}
    assert listed["one"] | {"started": ""} == {
        "path": str(saves / "one.yaml"),
        "name": "one",
        "story": "the-ferry",
        "scene": "crossing",
        "steps": 2,
        "ending": "ashore",
        "parent": None,
        "started": "",
        "recorded": False,
        "broken": None,
        "note": None,
    }
    assert (listed["two"]["steps"], listed["two"]["parent"], listed["two"]["ending"]) == (1, "one", None)
    rows = [line for line in october("runs").out.splitlines() if "ships with the game" not in line]
    assert sorted(line.split()[0] for line in rows) == ["one", "two"]
    assert october("runs", "rename", "two", "three").code == 0
    assert october("runs", "archive", "three").out == f"{saves / 'archive' / 'two.yaml'}\n"
    assert october("runs", "delete", "one").code == 0
    assert json.loads(october("runs", "--json", "--saves", saves).out) == shipped


def test_checking_a_story(october: Command, ferry: Path) -> None:
    done = october("check", ferry)
    assert (done.code, done.out) == (0, "")
    assert done.err == "no errors, no warnings\n"
    path = ferry / "quay.yaml"
    path.write_text(path.read_text().replace("to: steps-again", "to: steps-agian"))
    done = october("check", ferry)
    assert done.code == 1
    assert "quay.yaml:" in done.out
    assert "error[unknown-state]" in done.out
    rows = json.loads(october("check", ferry, "--format", "json").out)
    assert rows[0].keys() >= {"file", "line", "column", "code", "severity", "message", "help"}
    assert october("check", ferry, "--format", "github").out.startswith("::error file=")
    assert october("check", f"{ferry}:crossing").code == 0
    assert october("check", f"{ferry}:quay").code == 1
    played = october("play", ferry)
    assert (played.code, played.out) == (1, "")
    assert "error[unknown-state]" in played.err


def test_a_code_is_explained(october: Command) -> None:
    done = october("check", "--explain", "unknown-state")
    assert done.code == 0
    assert done.out.startswith("error[unknown-state]")


def test_a_run_that_could_not_be_kept_exits_with_1(october: Command, ferry: Path, saves: Path) -> None:
    saves.write_text("in the way")
    done = october("play", ferry, typed="toss\n")
    assert done.code == 1
    assert "not being kept" in done.err
    assert "You have 2 left." in done.out


@pytest.mark.parametrize(
    "typed",
    ["\udcff\udcfe\n", "\x00\n", "toss\udcff\n", "a" * 100_000, "\r\n\r\n"],
    ids=["no UTF-8", "a zero", "half a sign", "a long line", "returns"],
)
def test_whatever_is_typed(ferry: Path, tmp_path: Path, typed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", str(ferry)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPO)},
        input=typed.encode("utf-8", "surrogateescape"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Your run is kept in" in done.stdout


def test_streams_that_are_closed(ferry: Path, saves: Path, tmp_path: Path) -> None:
    october = f"PYTHONPATH={REPO} {sys.executable} -m game"
    for command in (
        f"yes toss | head -5000 | {october} play {ferry} | head -1",
        f"{october} play {ferry} < /dev/null >&-",
        f"{october} play {ferry} <&-",
        f"{october} play {ferry} < /dev/null 2>&-",
        f"{october} runs --json | true",
        f"{october} --version >&-",
    ):
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), command
    for command in (f"{october} --version > /dev/full", f"{october} play {ferry} < /dev/null > /dev/full"):
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (1, b"october: No space left on device\n"), command


def game(ferry: Path, cwd: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "game", "play", str(ferry), "--plain"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPO)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_to_prompt(process: "subprocess.Popen[str]") -> str:
    text = ""
    assert process.stdout is not None
    while not text.endswith("\n> "):
        sign = process.stdout.read(1)
        assert sign, text
        text += sign
    return text


@pytest.mark.parametrize("answers", [0, 1, 3])
def test_a_killed_game_goes_on_where_it_was(
    october: Command, ferry: Path, saves: Path, tmp_path: Path, answers: int
) -> None:
    with game(ferry, tmp_path) as process:
        assert process.stdin is not None
        read_to_prompt(process)
        for answer in ("toss", "whistle", "go-aboard")[:answers]:
            process.stdin.write(f"{answer}\n")
            process.stdin.flush()
            read_to_prompt(process)
        process.send_signal(signal.SIGKILL)
    record = read_run_file(saves / "the-quay.yaml")
    assert (len(record.lines), record.torn, record.problems) == (answers, False, ())
    assert october("play", ferry, "--resume", "the-quay").code == 0


def test_ctrl_c_says_where_the_run_is_kept(ferry: Path, saves: Path, tmp_path: Path) -> None:
    with game(ferry, tmp_path) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        read_to_prompt(process)
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == f"\nYour run is kept in {saves / 'the-quay.yaml'}\n"
        assert process.stderr.read() == ""
    assert process.returncode == 130


def test_a_mistake_of_the_game_is_one_plain_line(october: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(arguments: list[str]) -> int:
        raise ZeroDivisionError("never\nmind")

    monkeypatch.setattr(cli, "_dispatch", broken)
    done = october("runs")
    assert done.code == 1
    assert done.err == ("october: this is a mistake in the game, please report it: ZeroDivisionError: never mind\n")
    monkeypatch.setenv("OCTOBER_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        october("runs")
