"""Stories as one file: what is packed plays, and a pack from a stranger does no harm."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.pack import CannotPack, pack, usual_name
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
     "a/b/c/d/e.yaml", "con:.yaml", "x" * 300 + ".yaml", "a\n.yaml", "C:evil.yaml", "C:/evil.yaml", "//host/evil.yaml",
     "con.yaml", "codex/NUL.yaml", "aux/people.yaml", "com1.yaml", "evil.yaml ", "evil.yaml.", "evil\u202elmay.yaml",
     "story.yaml:stream.yaml", "Story.yaml", "./story.yaml", "a//b.yaml", "~/evil.yaml"],
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


def test_a_link_in_a_pack_becomes_a_file(tmp_path: Path) -> None:
    path = tmp_path / "p"
    data = {"story.yaml": b"a: b\n", "scene.yaml": b"/etc/passwd"}
    listed = {name: {"size": len(one), "sha256": hashlib.sha256(one).hexdigest()} for name, one in data.items()}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "files": listed}))
        for name, one in data.items():
            link = zipfile.ZipInfo(name)
            link.create_system, link.external_attr = 3, 0o120777 << 16
            archive.writestr(link, one)
    opened = unpacked(path, tmp_path / "cache")
    assert not (opened / "scene.yaml").is_symlink()
    assert (opened / "scene.yaml").read_bytes() == b"/etc/passwd"


def with_a_bit(data: bytes, at: int, bit: int) -> bytes:
    """A zip with a bit of the flags or sizes set, in every header of its list and of its files."""
    for sign, where in ((b"PK\3\4", at), (b"PK\1\2", at + 2)):
        start = data.find(sign)
        while start >= 0:
            data = data[: start + where] + bytes([data[start + where] | bit]) + data[start + where + 1 :]
            start = data.find(sign, start + 4)
    return data


def test_a_pack_under_a_password_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "p", {"story.yaml": b"a: b\n"})
    path.write_bytes(with_a_bit(path.read_bytes(), 6, 1))
    with pytest.raises(BadPack):
        unpacked(path, tmp_path / "cache")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_of_one_name_none_is_taken_that_the_manifest_does_not_mean(tmp_path: Path) -> None:
    path = made(tmp_path / "p", {"story.yaml": b"a: b\n"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("story.yaml", b"a: c\n")
    with pytest.raises(BadPack):
        unpacked(path, tmp_path / "cache")


def test_a_million_files_are_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "p", {"story.yaml": b"a: b\n"})
    path.write_bytes(path.read_bytes() + b"PK\1\2" * 5_000)
    monkeypatch.setattr(zipfile, "ZipFile", lambda file: pytest.fail("it was opened"))
    with pytest.raises(BadPack, match="more than a pack may hold"):
        unpacked(path, tmp_path / "cache")


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


@pytest.mark.parametrize("name", ["notes.yaml", "codex/people.yaml", "locales/ru/story.po"])
def test_a_link_to_elsewhere_is_not_packed(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("somebody's")
    new_story(tmp_path / "mine", "Mine")
    (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "mine" / name).symlink_to(tmp_path / "secret")
    with pytest.raises(CannotPack, match="leads outside"):
        pack(load_story(tmp_path / "mine"), tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_files_that_differ_in_capitals_alone_are_not_packed(tmp_path: Path) -> None:
    new_story(tmp_path / "mine", "Mine")
    (tmp_path / "mine" / "OPENING.yaml").write_text("a: b\n")
    with pytest.raises(CannotPack, match="one file on many machines"):
        pack(load_story(tmp_path / "mine"), tmp_path / "p")


@pytest.mark.parametrize("version", ["../../evil", "/tmp/evil", "..\\evil", "1.0/..", "C:evil"])
def test_a_version_is_no_path(tmp_path: Path, version: str) -> None:
    new_story(tmp_path / "mine", "Mine")
    path = tmp_path / "mine" / "story.yaml"
    path.write_text(path.read_text().replace("version: 0.1.0", f"version: '{version}'"))
    name = usual_name(load_story(tmp_path / "mine"))
    assert name.startswith("mine-") and name.endswith(".october") and not set(name) & set("/\\:")


def test_a_usual_version_is_in_the_usual_name(tmp_path: Path) -> None:
    new_story(tmp_path / "mine", "Mine")
    assert usual_name(load_story(tmp_path / "mine")) == "mine-0.1.0.october"
