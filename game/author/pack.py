"""A story made into one file, which another player opens with `october play FILE`."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from game.play.packs import FORMAT, MANIFEST, MOST_BYTES, MOST_FILES, alike, safe_name
from game.story.folder import OutsideTheFolder, bytes_inside
from game.story.model import Story

SUFFIX = ".october"
_PARTS = ("*.yaml", "codex/*.yaml", "locales/*/*.po")
_ODD = re.compile(r"[^\w.+-]+")
"""What a version may hold and the name of a file should not."""
_SAME_DATE = (1980, 1, 1, 0, 0, 0)


class CannotPack(Exception):
    """A story that makes no pack; the message says why, without a full stop."""


def usual_name(story: Story) -> str:
    """STORY-VERSION.october, whatever an author takes for a version."""
    return f"{story.id}-{_ODD.sub('-', story.version)}{SUFFIX}"


def pack(story: Story, output: Path) -> Path:
    """Write `story` as a pack to `output`: the same story gives the same bytes. Raises CannotPack or OSError."""
    names = [path.relative_to(story.folder).as_posix() for path in _files(story.folder)]
    for name in names:
        if not safe_name(name):
            raise CannotPack(f'a file of the story is called "{name}"; use plain letters, digits and hyphens')
    if twins := alike(names):
        raise CannotPack(f'"{twins[0]}" and "{twins[1]}" are one file on many machines')
    try:
        files = {name: bytes_inside(story.folder, name) for name in names}
    except OutsideTheFolder as outside:
        raise CannotPack(f"{outside.filename} leads outside the story's folder") from None
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise CannotPack("the story is larger than a pack may be")
    manifest = {
        "format": FORMAT,
        "story": story.id,
        "title": story.title,
        "version": story.version,
        "files": {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
        },
    }
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        for name, data in files.items():
            _write(archive, name, data)
    return output


def _files(folder: Path) -> Iterator[Path]:
    for pattern in _PARTS:
        yield from (path for path in sorted(folder.glob(pattern)) if path.is_file())


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _SAME_DATE), data, zipfile.ZIP_DEFLATED)
