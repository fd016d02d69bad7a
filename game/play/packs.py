"""A story as one file: a zip with a manifest, opened with care, since it may come from a stranger.

What is in a pack is named and sized by its manifest; nothing else is unpacked, no path leads outside, and nothing
grows beyond its bounds. A pack is unpacked once, into a folder of the user's cache that bears its digest.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from game.i18n import _
from game.play.runlines import RESERVED_BY_WINDOWS

FORMAT = "october-pack/1"
MANIFEST = "october-pack.json"
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 2_000
_NAME = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/){0,3}[A-Za-z0-9][A-Za-z0-9_-]*\.(?:yaml|po|mo|txt|md)")

_ENTRY = b"PK\1\2"
"""Begins each entry of a zip's list of files; by chance it stands in packed bytes too, though hardly ever."""

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
)


class BadPack(Exception):
    """A file that is no pack, or one that is not what it says; the message says why, without a full stop."""


def safe_name(name: str) -> bool:
    """Whether a file of a story may be called so in a pack: plain words, at most three folders deep, no device's."""
    if len(name) > 200 or _NAME.fullmatch(name) is None:
        return False
    return not any(RESERVED_BY_WINDOWS.fullmatch(part.partition(".")[0].lower()) for part in name.split("/"))


def alike(names: Iterable[str]) -> tuple[str, str] | None:
    """Two names that are one file wherever capitals make no difference; None where there are no such two."""
    known: dict[str, str] = {}
    for name in names:
        if (other := known.setdefault(name.lower(), name)) != name:
            return other, name
    return None


def unpacked(pack: Path, cache: Path | None = None) -> Path:
    """The folder of the story in `pack`, unpacked now or before. Raises BadPack, or OSError."""
    data = _read(pack)
    home = cache or _cache()
    folder = home / hashlib.sha256(data).hexdigest()[:32]
    if (folder / "story.yaml").is_file():
        return folder
    home.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=home))
    try:
        _unpack(data, fresh)
        try:
            fresh.rename(folder)
        except OSError:
            if not (folder / "story.yaml").is_file():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _cache() -> Path:
    if chosen := os.environ.get("OCTOBER_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("october-or-otherwise", appauthor=False) / "packs"


def _read(pack: Path) -> bytes:
    """All of a pack, that names no more files than a pack may: to list a million takes a gigabyte."""
    with pack.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadPack(_("it is larger than a pack may be"))
    if data.count(_ENTRY) > 2 * MOST_FILES:
        raise BadPack(_("it holds more than a pack may hold"))
    return data


def _unpack(data: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = _manifest(archive)
            for name, (size, digest) in files.items():
                member = _member(archive, name, size)
                if hashlib.sha256(member).hexdigest() != digest:
                    raise BadPack(_('"{name}" in the pack is not what its manifest says').format(name=name))
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(member)
    except _BROKEN as error:
        raise BadPack(_("it is no pack")) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, tuple[int, str]]:
    try:
        data: Any = json.loads(_member(archive, MANIFEST, 1024 * 1024, exact=False))
    except (KeyError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadPack(_("its manifest cannot be read")) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("files"), dict):
        raise BadPack(_("its manifest is of another format"))
    files: dict[str, tuple[int, str]] = {}
    for name, entry in data["files"].items():
        if not safe_name(name):
            raise BadPack(_('a file in it is called "{name}"').format(name=str(name)[:80]))
        size, digest = (entry.get("size"), entry.get("sha256")) if isinstance(entry, dict) else (None, None)
        if type(size) is not int or not 0 <= size <= MOST_BYTES or not isinstance(digest, str):
            raise BadPack(_("its manifest cannot be read"))
        files[name] = (size, digest)
    if len(files) > MOST_FILES or sum(size for size, _digest in files.values()) > MOST_BYTES:
        raise BadPack(_("it holds more than a pack may hold"))
    if "story.yaml" not in files:
        raise BadPack(_("there is no story.yaml in it"))
    if twins := alike(files):
        raise BadPack(
            _('"{one}" and "{other}" in it are one file on many machines').format(one=twins[0], other=twins[1])
        )
    return files


def _member(archive: zipfile.ZipFile, name: str, size: int, *, exact: bool = True) -> bytes:
    """The bytes of a member, never more than `size`, whatever it claims to be."""
    try:
        with archive.open(name) as member:
            data = member.read(size + 1)
    except KeyError:
        raise BadPack(_('"{name}" is not in the pack').format(name=name)) from None
    except Exception as error:
        # Each way of packing has errors of its own (zlib.error, LZMAError, an OSError of bz2); all mean one thing.
        raise BadPack(_('"{name}" in the pack cannot be unpacked').format(name=name)) from error
    if len(data) > size or (exact and len(data) != size):
        raise BadPack(_('"{name}" in the pack is not what its manifest says').format(name=name))
    return data
