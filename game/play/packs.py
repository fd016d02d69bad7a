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
from pathlib import Path
from typing import Any

from game.i18n import _

FORMAT = "october-pack/1"
MANIFEST = "october-pack.json"
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 2_000
_NAME = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/){0,3}[A-Za-z0-9][A-Za-z0-9_-]*\.(?:yaml|po|mo|txt|md)")

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
    """Whether a file of a story may be called so in a pack: plain words, at most three folders deep."""
    return len(name) <= 200 and _NAME.fullmatch(name) is not None


def unpacked(pack: Path, cache: Path | None = None) -> Path:
    """The folder of the story in `pack`, unpacked now or before. Raises BadPack, or OSError."""
    digest = _digest(pack)
    home = cache or _cache()
    folder = home / digest
    if (folder / "story.yaml").is_file():
        return folder
    home.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=home))
    try:
        _unpack(pack, fresh)
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


def _digest(pack: Path) -> str:
    size = pack.stat().st_size
    if size > MOST_BYTES:
        raise BadPack(_("{pack} is larger than a pack may be").format(pack=pack))
    return hashlib.sha256(pack.read_bytes()).hexdigest()[:32]


def _unpack(pack: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(pack) as archive:
            files = _manifest(archive)
            for name, (size, digest) in files.items():
                data = _member(archive, name, size)
                if hashlib.sha256(data).hexdigest() != digest:
                    raise BadPack(_('"{name}" in the pack is not what its manifest says').format(name=name))
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    except _BROKEN as error:
        raise BadPack(_("{pack} is no pack of a story").format(pack=pack)) from error


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
