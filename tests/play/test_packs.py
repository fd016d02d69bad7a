"""Stories as one file: what is packed plays, and a pack from a stranger does no harm."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.pack import pack
from game.author.scaffold import new_story
from game.play.packs import FORMAT, MANIFEST, BadPack, unpacked
from game.play.run import Run
from game.story.loader import load_story


def made(path: Path, files: dict[str, bytes], manifest: dict[str, Any] | None = None) -> Path:
    """A pack of `files`, with the manifest they ask for or another."""
    listed = {name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest or {"format": FORMAT, "files": listed}))
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_story_packed_and_unpacked_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    new_story(folder, "Mine")
    story = load_story(folder)
    one, two = pack(story, tmp_path / "a.october"), pack(story, tmp_path / "b.october")
    assert one.read_bytes() == two.read_bytes()
    opened = unpacked(one, tmp_path / "cache")
    assert unpacked(two, tmp_path / "cache") == opened
    run = Run.begin(load_story(opened))
    run.choose("go-home")
    assert run.over
    assert sorted(path.name for path in opened.rglob("*") if path.is_file()) == ["opening.yaml", "story.yaml"]


@pytest.mark.parametrize(
    "name",
    ["../evil.yaml", "/etc/evil.yaml", "a/../../evil.yaml", "..\\evil.yaml", "story.yaml/../x.yaml", "a.sh", ".bashrc",
     "a/b/c/d/e.yaml", "con:.yaml", "x" * 300 + ".yaml", "a\n.yaml"],
)  # fmt: skip
def test_no_path_leads_outside(tmp_path: Path, name: str) -> None:
    path = made(tmp_path / "p", {"story.yaml": b"a: b\n", name: b"x"})
    with pytest.raises(BadPack):
        unpacked(path, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
    assert not (tmp_path / "evil.yaml").exists()


def test_what_is_not_in_the_manifest_is_left(tmp_path: Path) -> None:
    data = b"a: b\n"
    manifest = {"format": FORMAT, "files": {"story.yaml": {"size": 5, "sha256": hashlib.sha256(data).hexdigest()}}}
    opened = unpacked(made(tmp_path / "p", {"story.yaml": data, "../evil": b"x"}, manifest), tmp_path / "cache")
    assert [path.name for path in opened.iterdir()] == ["story.yaml"]


@pytest.mark.parametrize(
    "manifest",
    [
        {},
        {"format": "other/1", "files": {}},
        {"format": FORMAT, "files": []},
        {"format": FORMAT, "files": {}},
        {"format": FORMAT, "files": {"story.yaml": 5}},
        {"format": FORMAT, "files": {"story.yaml": {"size": -1, "sha256": ""}}},
        {"format": FORMAT, "files": {"story.yaml": {"size": 5, "sha256": "0"}}},
        {"format": FORMAT, "files": {"story.yaml": {"size": 4, "sha256": ""}}},
        {"format": FORMAT, "files": {"story.yaml": {"size": 10**12, "sha256": ""}}},
        {"format": FORMAT, "files": {"gone.yaml": {"size": 1, "sha256": ""}, "story.yaml": {"size": 5, "sha256": ""}}},
    ],
)
def test_a_manifest_that_does_not_hold(tmp_path: Path, manifest: dict[str, Any]) -> None:
    with pytest.raises(BadPack):
        unpacked(made(tmp_path / "p", {"story.yaml": b"a: b\n"}, manifest or {"x": 1}), tmp_path / "cache")


def test_a_bomb_is_not_blown_up(tmp_path: Path) -> None:
    bomb = b"0" * (40 * 1024 * 1024)
    listed = {"story.yaml": {"size": 10, "sha256": hashlib.sha256(bomb[:10]).hexdigest()}}
    path = made(tmp_path / "p", {"story.yaml": bomb}, {"format": FORMAT, "files": listed})
    assert path.stat().st_size < 100_000
    with pytest.raises(BadPack):
        unpacked(path, tmp_path / "cache")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_pack_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "p").write_bytes(data)
    with pytest.raises(BadPack):
        unpacked(folder / "p", folder / "cache")


@given(st.integers(0, 2_000), st.integers(0, 255))
def test_a_pack_with_a_byte_changed_is_whole_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int
) -> None:
    folder = tmp_path_factory.mktemp("packs")
    data = bytearray(made(folder / "p", {"story.yaml": b"a: b\n", "codex/people.yaml": b"- x\n"}).read_bytes())
    data[at % len(data)] = value
    (folder / "p").write_bytes(data)
    try:
        opened = unpacked(folder / "p", folder / "cache")
    except BadPack:
        return
    assert (opened / "story.yaml").read_bytes() == b"a: b\n"
