"""What is fed with bytes: each takes any, and may answer with problems, but never raises, hangs or writes elsewhere."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from game.author.check import check_story
from game.play.packs import BadPack, unpacked
from game.play.replay import replay
from game.play.run import Run, RunError, StepFailed
from game.play.runfile import line_text
from game.play.runread import read_record
from game.story.characters import check_characters
from game.story.diagnostics import Problems
from game.story.expressions import Use, read_effects, read_expression
from game.story.loader import load_story
from game.story.model import StoryNotInOrder
from game.story.nodes import Source
from game.story.plain_tree import plain_tree
from game.story.source import read
from game.story.types import Int
from game.terminal.settings import read_settings
from tests.story.expressing import SCOPE, Told, initial
from tests.story.expressing import Run as Somebody
from tests.story.trees import parsed, shape

HERE = Path(__file__).resolve().parent
FERRY = HERE.parent / "stories" / "the-ferry" / "story"
"""A small story with something of everything, whose files are replaced one at a time."""
MORE = HERE / "story"
"""What the ferry has not: a map, the towns for it, tests."""
STEPS = 25

Target = Callable[[bytes], None]


@cache
def _folder() -> Path:
    """A copy of the story to be spoilt, in memory where there is such a place."""
    shared = Path("/dev/shm")
    home = tempfile.mkdtemp(prefix="october-fuzz-", dir=shared if shared.is_dir() else None)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = Path(home) / "story"
    shutil.copytree(FERRY, folder)
    shutil.copytree(MORE, folder, dirs_exist_ok=True)
    return folder


def yaml(data: bytes) -> None:
    """The reader of YAML; and its quick way gives what its slow way does."""
    problems = Problems()
    if read(data, "a.yaml", problems) is None and not problems:
        raise AssertionError("no tree, and no problem")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    cleaned = check_characters(Source("a.yaml", text), Problems())
    if cleaned is None:
        return
    quick = plain_tree(cleaned)
    if quick is not None and shape(quick) != parsed(cleaned):
        raise AssertionError("two readings of one text")


def _spoilt(name: str, scene: str = "") -> Target:
    """The checker (of one scene, if it is named), and a short play of what it passes, with one file replaced."""

    def target(data: bytes) -> None:
        folder = _folder()
        kept = (folder / name).read_bytes()
        (folder / name).write_bytes(data)
        try:
            if not any(one.severity == "error" for one in check_story(folder, scene)):
                play(folder)
        finally:
            (folder / name).write_bytes(kept)

    target.__doc__ = f"A story whose {name} is anything."
    return target


def play(folder: Path) -> None:
    """A few steps of a story that checks clean: whatever is open can be taken."""
    try:
        run = Run.begin(load_story(folder), seed=1)
        for step in range(STEPS):
            open_ones = [option.id for option in run.options if option.open]
            if not open_ones:
                return
            run.choose(open_ones[step % len(open_ones)])
    except (StepFailed, StoryNotInOrder) as refused:
        if not str(refused):
            raise AssertionError("a refusal without a word") from refused


def expression(data: bytes) -> None:
    """Expressions, wherever they may stand: what is sound has a value, of the type it promised."""
    text = data.decode("utf-8", "replace")
    for use in Use:
        found = read_expression(text, SCOPE, use, Told(text))
        if found is not None:
            value = found.function(initial(), Somebody(dice=[1] * 2_000))
            if isinstance(found.type, Int) != (type(value) is int):
                raise AssertionError(f"{found.type} promised, {value!r} found")
    read_effects([(text, Told(text))], SCOPE, "july.the-steps")


def run(data: bytes) -> None:
    """Run files: what is read can be written, and played from as far as it holds."""
    record = read_record(data)
    for line in record.lines:
        line_text(line)
    if record.header is not None:
        try:
            replay(load_story(_folder()), record)
        except (RunError, StepFailed, StoryNotInOrder) as refused:
            if not str(refused):
                raise AssertionError("a refusal without a word") from refused


def pack(data: bytes) -> None:
    """Packs: whole, or refused; and nothing is written but below the folder they go to."""
    with tempfile.TemporaryDirectory(dir=_folder().parent) as place:
        path = Path(place) / "a.october"
        path.write_bytes(data)
        with suppress(BadPack, OSError):
            unpacked(path, Path(place) / "cache")
        if {one.name for one in Path(place).iterdir()} - {"a.october", "cache"}:
            raise AssertionError("something was written beside the cache")


def settings(data: bytes) -> None:
    """The player's settings."""
    path = _folder().parent / "settings.yaml"
    path.write_bytes(data)
    read_settings(path)


TARGETS: dict[str, Target] = {
    "yaml": yaml,
    "story": _spoilt("story.yaml"),
    "scene": _spoilt("quay.yaml", "quay"),
    "codex": _spoilt("codex/all.yaml"),
    "facts": _spoilt("facts.yaml"),
    "map": _spoilt("map.yaml"),
    "test": _spoilt("tests/ways.yaml"),
    "expression": expression,
    "run": run,
    "pack": pack,
    "settings": settings,
}
