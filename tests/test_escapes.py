"""No command prints what a terminal would obey: not from a story, a run, a pack or a path, and not what was typed."""

import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game import cli
from game.play.runlines import Header, header_text
from game.play.session import Session
from game.story.loader import load_story
from tests.hostile import ALL, ESCAPES, IN_A_FILES_NAME, driving, quoted
from tests.making import HEAD, scene_of, write_files

STORY = HEAD + "initial: scene\nscenes:\n  scene: {}\nendings:\n  over: {title: Over}\n"
STATES = """\
start:
  text: Here.
  choices:
    - {id: on, text: On., to: end}
end: {text: There., ending: over}
"""
Told = Callable[..., str]


@pytest.fixture
def october(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Told:
    """All that a command prints."""
    monkeypatch.setenv("OCTOBER_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("OCTOBER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> str:
        monkeypatch.setattr(sys, "stdin", None)
        cli.run([str(argument) for argument in arguments])
        return "".join(capfd.readouterr())

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story in order, in a folder whose name is none."""
    return write_files(tmp_path / IN_A_FILES_NAME / "story", scene_of(STATES), STORY)


@pytest.fixture
def run(tmp_path: Path, story: Path) -> Path:
    """A run of it, in a file, with a name, a note and lines that are no better."""
    session = Session.new(load_story(story), tmp_path / "saves", name="mine")
    session.choose("on")
    session.close()
    assert session.path is not None
    text = session.path.read_text().replace("name: mine", f"name: {quoted(ALL)}")
    path = session.path.rename(session.path.with_name(f"{IN_A_FILES_NAME}.yaml"))
    path.write_text(f"{text}- {{note: {quoted(ALL)}}}\n- {{name: {quoted(ALL + ' two')}}}\n- [{quoted(ALL)}]\n- undo\n")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["T"], ["-T"], ["--T"], ["play", "T"], ["play", "october:T"], ["play", "--resume", "T"],
        ["play", "--seed", "T"],
        ["play", "--saves", "T/T", "no-such"], ["replay", "T"], ["fork", "T", "--at", "1"], ["compare", "T", "T"],
        ["runs", "rename", "T", "x"], ["runs", "T"], ["check", "T"], ["check", "--explain", "T"],
        ["check", "--format", "T"], ["test", "T"], ["playtest", "T"], ["find", "story", "T"],
        ["find", "story:scene", "T"],
        ["map", "T"],
        ["export", "T", "--format", "twee", "-o", "x"], ["pack", "T"], ["new", "story", "T"],
        ["new", "scene", "story", "T"], ["schema", "T"], ["serve", "--public", "T"], ["serve", "T"], ["author", "T"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_was_typed(october: Told, tmp_path: Path, words: list[str]) -> None:
    write_files(tmp_path / "story", scene_of(STATES), STORY)
    for typed in ESCAPES.values():
        said = october(*(word.replace("T", typed.replace("\0", "")) for word in words))
        assert said and "mistake in the game" not in said
        assert driving(said) == []


@pytest.mark.parametrize(
    "words",
    [
        ["runs"], ["runs", "--json"], ["replay", "R"], ["replay", "--verify", "R"], ["compare", "R", "R"],
        ["compare", "--json", "R", "R"], ["fork", "R", "--at", "1"], ["fork", "R", "--at", "9"],
        ["runs", "rename", "R", "N"],
        ["runs", "note", "R", "N"], ["runs", "archive", "R"], ["runs", "delete", "R"],
        ["play", "--plain", "--resume", "R"],
        ["replay", "no-such"], ["replay", "Ruined"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_run(october: Told, run: Path, story: Path, words: list[str]) -> None:
    with_story = ["--story", story] if words[0] in ("replay", "compare") else []
    known = [str(run) if word == "R" else ALL.replace("\0", "") if word == "N" else word for word in words]
    if words[0] == "play":
        known.append(str(story))
    said = october(*known, *with_story)
    assert said and "mistake in the game" not in said
    assert driving(said) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no run\n" + ALL,
        f"format: {quoted(ALL)}\n---\n",
        f"format: october-run/1\nstory: {quoted(ALL)}\nseed: 1\n---\n",
        header_text(Header(story="tiny", start="scene." + ALL, parent_run=ALL, version=ALL)),
        header_text(Header(story="elsewhere")) + f"- {{state: {quoted(ALL)}, choose: x, digest: '00000000'}}\n- undo\n",
    ],
    ids=["empty", "none", "format", "story", "start", "state"],
)
@pytest.mark.parametrize("words", [["runs"], ["replay", "R"], ["runs", "note", "R", "x"], ["fork", "R", "--at", "1"]])
def test_a_run_that_is_broken(october: Told, tmp_path: Path, story: Path, words: list[str], text: str) -> None:
    path = tmp_path / "saves" / f"{IN_A_FILES_NAME}.yaml"
    path.parent.mkdir()
    path.write_text(text)
    said = october(
        *(str(path) if word == "R" else word for word in words), *(["--story", story] * (words[0] == "replay"))
    )
    assert said and "mistake in the game" not in said
    assert driving(said) == []


def broken(folder: Path) -> Iterator[Path]:
    """Stories that are not in order, each in another way."""
    for number, escape in enumerate((*ESCAPES.values(), ALL)):
        text = escape.replace("\0", "")
        states = STATES.replace("Here.", f"Here {text}.").replace("On.", quoted(escape))
        yield write_files(folder / f"raw-{number}", scene_of(states), STORY)
        states = STATES.replace("to: end}", f"to: {quoted(escape)}}}").replace(
            "ending: over", f"{quoted(escape)}: over"
        )
        files = {f"codex/{IN_A_FILES_NAME}__yaml": f"- {{id: {quoted(escape)}, name: {quoted(escape)}, text: X.}}\n"}
        write_files(folder / f"named-{number}", scene_of(states), STORY)
        for name, content in files.items():
            path = folder / f"named-{number}" / name.replace("__", ".")
            path.parent.mkdir()
            path.write_text(content)
        yield folder / f"named-{number}"


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_problems(october: Told, tmp_path: Path, form: str) -> None:
    for folder in broken(tmp_path / IN_A_FILES_NAME):
        said = october("check", folder, "--format", form)
        assert "mistake in the game" not in said
        assert driving(said) == []
        if form == "github":
            assert all(line.startswith("::error file=") for line in said.splitlines()[:-1])
        if form in ("json", "sarif"):
            json.loads(said.rpartition("\n")[0].rpartition("\n")[0])


@pytest.mark.parametrize(
    "words",
    [["play", "--plain"], ["test"], ["pack"], ["map"], ["playtest", "-n", "1", "--workers", "1"], ["check"]],
    ids=" ".join,
)
def test_a_story_that_is_broken(october: Told, tmp_path: Path, words: list[str]) -> None:
    for folder in broken(tmp_path / "stories"):
        said = october(*words, folder)
        assert said and "mistake in the game" not in said
        assert driving(said) == []


@pytest.mark.parametrize("name", ESCAPES.values(), ids=ESCAPES)
def test_a_pack_with_such_names(october: Told, tmp_path: Path, name: str) -> None:
    path = tmp_path / "p.october"
    with zipfile.ZipFile(path, "w") as archive:
        listed = {"format": "october-pack/1", "files": {f"{name}.yaml": {"size": 1, "sha256": "0"}}}
        archive.writestr("october-pack.json", json.dumps(listed))
    said = october("play", path)
    assert "no story" in said
    assert driving(said) == []


@pytest.mark.parametrize(
    "words",
    [["map", "--format", form] for form in ("mermaid", "dot", "svg")] + [["export", "--format", "twee"]],
    ids=" ".join,
)
def test_an_export(october: Told, tmp_path: Path, words: list[str]) -> None:
    unseen = ESCAPES["unseen"].replace("\ufeff", "")
    story = write_files(
        tmp_path / "story", scene_of(STATES.replace("Here", unseen)), STORY.replace("Over}", f"{unseen}O}}")
    )
    said = october(*words, story, "-o", tmp_path / "out")
    assert "out is written" in said or not said
    assert driving(said + (tmp_path / "out").read_text()) == []
