"""All an author's workbench can do, without a screen: follow a story, show a page of it, search it, playtest it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.author.elsewhere import Elsewhere, Said
from game.author.failures import write_way
from game.author.looking import Look
from game.author.preview import Preview
from game.author.watching import Watching
from game.play.run import NoSuchPlace
from game.story.diagnostics import did_you_mean
from game.story.model import Story

SECONDS = 60
"""How long a way is looked for."""


@dataclass(frozen=True)
class Failure:
    """Plays that got stuck or failed at a place, and the choices that lead there from the story's beginning."""

    place: str
    why: str
    choices: tuple[str, ...]
    seed: int
    plays: int


@dataclass(frozen=True)
class Findings:
    """What plays by chance found, beside the states: `never` reached; choices of a state never taken, or idle."""

    plays: int = 0
    never: frozenset[str] = frozenset()
    untaken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    idle: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Way:
    """How a place is come to: its choices, None where none was found; whether that is proven; the file it is in."""

    place: str
    choices: tuple[str, ...] | None
    searched: int = 0
    proven: bool = False
    file: Path | None = None


class Bench:
    """The story in `folder`, and what is done to it."""

    def __init__(self, folder: Path, saves: Path, place: str = "") -> None:
        """The page is at `place` first: a scene, a `scene.state`, or the story's beginning."""
        self.folder = folder
        self.saves = saves
        self.preview = Preview(place)
        self.last: Look | None = None
        """The last look that was taken."""
        self._newest: Look | None = None
        self._watching = Watching(folder, lambda: self.preview.scene)
        self._work: dict[str, Elsewhere] = {}
        self._stopped = False

    def start(self, tell: Callable[[], None], fail: Callable[[str], None]) -> None:
        """Follow the story; both are called in another thread, `tell` whenever there is something to `take`."""

        def seen(look: Look) -> None:
            self._newest = look
            tell()

        self._watching.start(seen, fail)

    def stop(self) -> None:
        """End all that is still being done."""
        self._stopped = True
        self._watching.stop()
        for work in list(self._work.values()):
            work.end()

    def look_again(self) -> None:
        """Look whether anything changed."""
        self._watching.look_again()

    def take(self) -> bool:
        """Go on with what was seen last; whether the page may look otherwise now."""
        if self._newest is None or self._newest is self.last:
            return False
        self.last = self._newest
        return self.preview.take(self.last.story)

    def place_called(self, written: str) -> str:
        """The `scene.state` that is meant: all of it, or a state of this scene, or of any. Raises NoSuchPlace."""
        name = written.strip().lower().replace(" ", "-").replace("_", "-")
        scenes = {scene.id: scene for scene in self.last.scenes} if self.last is not None else {}
        here = self.preview.here.partition(".")[0]
        order = sorted(scenes, key=lambda id: id != here)
        keys = [f"{id}.{state}" for id in order for state in scenes[id].states]
        for key in keys:
            if name in (key, key.partition(".")[2]):
                return key
        if name in scenes and scenes[name].states:
            story = self.preview.story
            return f"{name}.{_initial(story, name) or scenes[name].states[0]}"
        raise NoSuchPlace(written.strip(), _meant(name, [*keys, *scenes]))

    # What takes long

    def find_way(self, place: str, progress: Callable[[int], None]) -> Way | str:
        """The shortest known way to a place, written as a run file; or why none could be looked for. Takes long."""
        told: Said = {}
        for said in self._listen("find", place, str(SECONDS)):
            told = said
            if set(said) == {"searched"}:
                progress(said["searched"])
        if "way" not in told:
            return str(told.get("failed", ""))
        if told["way"] is None:
            return Way(place, None, told["searched"], told["exhausted"])
        choices = tuple(told["way"])
        return Way(place, choices, told["searched"], False, self._written(place, choices))

    def playtest(self, progress: Callable[[int, int], None], found: Callable[[Findings], None]) -> str:
        """Play by chance, a little and then more; what went wrong, if anything did. Takes long."""
        for said in self._listen("playtest"):
            if "failed" in said:
                return str(said["failed"])
            if "done" in said:
                progress(said["done"], said["of"])
            else:
                found(_findings(said["found"]))
        return ""

    def end(self, work: str) -> bool:
        """End "find" or "playtest"; whether it was being done."""
        begun = self._work.pop(work, None)
        if begun is not None:
            begun.end()
        return begun is not None

    def _listen(self, work: str, *words: str) -> Iterator[Said]:
        self.end(work)
        if self._stopped:
            return
        try:
            begun = self._work[work] = Elsewhere(work, self.folder, *words)
        except OSError as error:
            yield {"failed": error.strerror or str(error)}
            return
        if self._stopped:
            begun.end()
        yield from begun.listen()
        if self._work.get(work) is begun:
            del self._work[work]

    def _written(self, place: str, choices: tuple[str, ...]) -> Path | None:
        story = self.preview.story
        if story is None:
            return None
        try:
            return write_way(story, "", 1917, choices, f"to {place.replace('.', ' ')}", self.saves, None)
        except OSError:
            return None


def _findings(found: Said) -> Findings:
    return Findings(
        found["plays"],
        frozenset(found["never_states"]),
        _by_state(found["never_choices"]),
        _by_state(found["idle"]),
        tuple(
            Failure(one["place"], one["why"], tuple(one["choices"]), one["seed"], one["plays"])
            for one in found["failures"]
        ),
    )


def _by_state(keys: list[str]) -> dict[str, tuple[str, ...]]:
    by_state: dict[str, tuple[str, ...]] = {}
    for key in keys:
        state, _dot, choice = key.rpartition(".")
        by_state[state] = (*by_state.get(state, ()), choice)
    return by_state


def _initial(story: Story | None, scene: str) -> str:
    from game.author.stands import scene_or_none

    read = scene_or_none(story, scene) if story is not None else None
    return read.initial if read is not None else ""


def _meant(name: str, known: list[str]) -> str:
    """The place that was most likely meant; a bare word may be a state's."""
    if "." not in name:
        by_state = {key.rpartition(".")[2]: key for key in reversed(known)}
        hint = did_you_mean(name, by_state)
        return hint.replace(word, by_state[word]) if hint and (word := hint.split('"')[1]) else ""
    return did_you_mean(name, known)
