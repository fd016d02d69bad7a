"""A story that is followed as its files are saved: every save is told of at once, what it means a little later."""

import gc
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from game.author.looking import Look
from game.author.rereading import Rereading

STEP, DEBOUNCE = 15, 80
"""Milliseconds: how long nothing more must come for a save to be over, and how long it is waited for at the most."""
LONGEST = 1_000
"""Milliseconds after which the folder is looked at even if the system says nothing."""
POLL = 0.5
"""Seconds between two looks at a folder that the system cannot watch."""
BREATH = 0.06
"""Seconds that whoever was told has for himself, to show what he was told of, before the reading goes on."""
QUIET = 1.0
"""Seconds without a save before the runs that ship are played again."""


class Watching:
    """Follows a story in a thread, from `start` to `stop`; `first` says which scene is to be read first."""

    def __init__(self, folder: Path, first: Callable[[], str] = lambda: "") -> None:
        self.story = Rereading(folder)
        self._folder = folder
        self._first = first
        self._saves: queue.Queue[tuple[str, ...]] = queue.Queue()
        self._stopped = threading.Event()
        self._settled = False
        self._signs = self.story.files.signs()

    def start(self, tell: Callable[[Look], None], fail: Callable[[str], None]) -> None:
        """Begin. `tell` is called in another thread, for each look; `fail` for what nobody foresaw."""
        threading.Thread(target=self._watch, name="watch", daemon=True).start()
        threading.Thread(target=self._follow, args=(tell, fail), name="follow", daemon=True).start()

    def stop(self) -> None:
        """Stop as soon as may be."""
        self._stopped.set()
        self._saves.put(())

    def look_again(self, names: Iterable[str] = ()) -> None:
        """Look whether anything changed; at the files `names` in any case."""
        self._saves.put(tuple(names))

    def looks(self) -> Iterator[Look]:
        """One look after another, until all that is on the disk was checked or another save has come."""
        for look in self.story.look(self._first()):
            if look is not None:
                yield look
            if not self._saves.empty():
                return

    def _follow(self, tell: Callable[[Look], None], fail: Callable[[str], None]) -> None:
        while not self._stopped.is_set():
            try:
                last = None
                for last in self.looks():
                    tell(last)
                    if not last.settled:
                        self._stopped.wait(BREATH)
                if (last is None or not last.settled) and self._came():
                    continue
                if last is None or self._came(QUIET):
                    continue
                self._settle()
                if (more := self.story.with_recorded(last)) is not last:
                    tell(more)
            except Exception as error:
                fail(f"{type(error).__name__}: {error}")
            self._came()

    def _settle(self) -> None:
        """What was read first stays: to be walked through at every collection of garbage, it is too much."""
        if not self._settled:
            self._settled = True
            gc.freeze()

    def _came(self, seconds: float | None = None) -> bool:
        """Wait for a save, and take with it all that came meanwhile; whether one came in time."""
        try:
            self.story.files.suspect(self._saves.get(timeout=seconds))
        except queue.Empty:
            return False
        while not self._saves.empty():
            self.story.files.suspect(self._saves.get())
        return True

    def _watch(self) -> None:
        try:
            self._watch_well()
        except Exception:
            self._poll()

    def _watch_well(self) -> None:
        from watchfiles import Change, watch

        def is_ours(change: Change, path: str) -> bool:
            return path.endswith(".yaml")

        for changes in watch(
            self._folder,
            watch_filter=is_ours,
            step=STEP,
            debounce=DEBOUNCE,
            stop_event=self._stopped,
            rust_timeout=LONGEST,
            yield_on_timeout=True,
        ):
            self._told(tuple(sorted(self._named(path) for _change, path in changes)))

    def _told(self, names: tuple[str, ...] = ()) -> None:
        """Files have changed, or time has passed in which some may have: what was saved unseen is seen now."""
        before, self._signs = self._signs, self.story.files.signs()
        if names or self._signs != before:
            self._saves.put(names)

    def _named(self, path: str) -> str:
        """A file as the story's folder names it."""
        try:
            return Path(path).relative_to(self._folder.resolve()).as_posix()
        except ValueError:
            return Path(path).name

    def _poll(self) -> None:
        """Look at the folder again and again, where the system will not say what happens in it."""
        while not self._stopped.wait(POLL):
            self._told()
