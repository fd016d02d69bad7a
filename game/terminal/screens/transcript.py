"""The transcript: all of a run that has been read, to be searched, copied and written to a file."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from game.i18n import N_, _, ngettext
from game.terminal.sanitise import one_line
from game.terminal.screens.listing import LOW
from game.terminal.settings import Settings
from game.terminal.transcript import Read, text_of, text_of_step, transcript_of
from game.terminal.widgets.find import FindLine
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import clipped
from game.terminal.widgets.pages import Pages

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp

CLIPBOARD = 74_000
"""Bytes of text that every terminal with a clipboard takes; longer ones may be cut or dropped by some."""


class TranscriptScreen(Screen[None]):
    """Everything under each other; nothing in it changes the run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+f", "find", N_("Find words, as you type them")),
        Binding("n", "next(1)", N_("The next place found")),
        Binding("N", "next(-1)", N_("The place before")),
        Binding("s,right", "leap('scenes', 1)", N_("To the next scene")),
        Binding("S,left", "leap('scenes', -1)", N_("To the scene before")),
        Binding("h", "leap('hinges', 1)", N_("To the next hinge")),
        Binding("H", "leap('hinges', -1)", N_("To the hinge before")),
        Binding("c", "copy", N_("Copy all of it, and write it to a file beside the run")),
        Binding("p", "copy_page", N_("Copy the page at the top, and write that to a file")),
        Binding("x", "export", N_("Write it to a file of your own")),
        Binding("comma", "app.settings", N_("Settings")),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("escape,q,T", "back", N_("Back")),
    ]
    AUTO_FOCUS = "Pages"
    DEFAULT_CSS = """
    TranscriptScreen {
        color: $foreground;
        & > .heading { height: 3; padding: 1 2; color: $dim; }
        & > .said { dock: bottom; display: none; height: auto; max-height: 5; margin: 0 0 1 0; padding: 1 2 0 2; }
        & > .said.-said { display: block; }
        &.-low > .heading { height: 1; padding: 0 2; }
    }
    """

    app: "OctoberApp"

    def __init__(self, read: Read, name: str, stem: str, step: int | None = None, *, find: bool = False) -> None:
        """What was read, what the run and its files are called; opened at `step` or the end, or to `find` words."""
        super().__init__()
        self._read = read
        self._run = read.run
        self._called = one_line(name)
        self._stem = stem
        self._step = step
        self._find_at_once = find
        self._before = 0
        """Where the reader was when she began to look for something."""
        self._transcript = transcript_of(read)

    def compose(self) -> ComposeResult:
        """What it is, the text, what was done, what is looked for, and the keys."""
        yield Static(classes="heading")
        yield Pages()
        yield Static(classes="said")
        yield FindLine()
        yield Footer()

    def on_mount(self) -> None:
        """Set the text, and stand where the reader was."""
        self.query_one(Footer).keys = (
            Key("/", _("find"), "find"),
            Key("q", _("back"), "back"),
            Key("s", _("scene"), "leap('scenes', 1)"),
            Key("c", _("copy all"), "copy"),
            Key("p", _("copy page"), "copy_page"),
            Key("x", _("to a file"), "export"),
            Key("h", _("hinge"), "leap('hinges', 1)"),
            Key("?", _("keys"), "app.keys"),
        )
        self._pages.append(self._transcript.blocks, now=False)
        self.app.settings_changed.subscribe(self, self.heed)
        self.call_after_refresh(self._open)

    def heed(self, before: Settings) -> None:
        """Other dates, perhaps, or other words; the reader stays at her step."""
        step = self._transcript.step_at(self._pages.first)
        self._transcript = transcript_of(self._read)
        self._pages.refill(self._transcript.blocks)
        self._pages.go_to(self._transcript.steps[step])

    def on_resize(self, event: events.Resize) -> None:
        """The heading, as much of it as there is room for."""
        self.set_class(event.size.height < LOW, "-low")
        steps = ngettext("{count} choice", "{count} choices", self._run.step).format(count=self._run.step)
        title = _("TRANSCRIPT")
        rest = clipped(f"   {self._called} · {steps}", max(0, event.size.width - 4 - len(title)))
        self.query_one(".heading", Static).update(Content.assemble((title, "bold $foreground"), rest))

    def on_pages_moved(self) -> None:
        """Say which step this is."""
        pages = self._pages
        more = "" if pages.at_end else " ▾"
        self.query_one(Footer).note = f"{self._transcript.step_at(pages.first)}/{self._run.step}{more}"

    def on_pages_asked(self, message: Pages.Asked) -> None:
        """A link was clicked: what the codex says of it."""
        from game.terminal.codex import entries_among, entry_blocks
        from game.terminal.screens.sheets import CodexSheet

        if known := entries_among(self._run.story, [message.entry]):
            self.app.push_screen(CodexSheet(known, lambda id: list(entry_blocks(self._run, id))))

    # Finding

    def action_find(self) -> None:
        """Ask for words."""
        self._before = self._pages.first
        self._say()
        self.query_one(FindLine).open()
        self.query_one(FindLine).say(self._count())

    def on_find_line_changed(self, message: FindLine.Changed) -> None:
        """Go to the first place with them from here on."""
        self._pages.look_for(message.words, self._before)
        self.query_one(FindLine).say(self._count())

    def on_find_line_step(self, message: FindLine.Step) -> None:
        """The next place, or the one before."""
        self._pages.step(message.direction)
        self.query_one(FindLine).say(self._count())

    def on_find_line_done(self) -> None:
        """Read on there."""
        self._close_find()
        if self.query_one(FindLine).words.strip():
            self._say(self._count() + ("   " + _("n: next · N: before · Esc: enough") if self._pages.found else ""))

    def on_find_line_left(self) -> None:
        """Back to where the reader was."""
        self._close_find()
        self._forget()
        self._pages.go_to(self._before)

    def action_next(self, direction: int) -> None:
        """The next place found, or the one before; nothing was looked for yet: ask."""
        if not self.query_one(FindLine).words.strip():
            self.action_find()
            return
        self._pages.step(direction)
        self._say(self._count())

    def _close_find(self) -> None:
        self.query_one(FindLine).close()
        self._pages.focus()

    def _forget(self) -> None:
        """Nothing is looked for any more."""
        self.query_one(FindLine).clear()
        self._pages.look_for("", 0)
        self._say()

    def _count(self) -> str:
        found = self._pages.found
        if found:
            return _("{number} of {count}").format(number=self._pages.lit + 1, count=len(found))
        return _("not found") if self.query_one(FindLine).words.strip() else ""

    # Going elsewhere

    def action_leap(self, what: str, direction: int) -> None:
        """To the next scene or hinge, or the one before."""
        self._pages.leap(self._transcript.scenes if what == "scenes" else self._transcript.hinges, direction)

    def action_back(self) -> None:
        """No longer look for anything; else back to what was there before."""
        if self._pages.found and not self.query_one(FindLine).is_open:
            self._forget()
        else:
            self.dismiss()

    # Copying

    def action_copy(self) -> None:
        """All of it to the clipboard, and to a file."""
        self._copy(text_of(self._read), f"{self._stem}.txt", _("All of it is copied"))

    def action_copy_page(self) -> None:
        """The page at the top to the clipboard, and to a file."""
        step = self._transcript.step_at(self._pages.first)
        told = _("Step {number} is copied").format(number=step)
        self._copy(text_of_step(self._read, step), f"{self._stem}-{step}.txt", told)

    def _copy(self, text: str, name: str, told: str) -> None:
        from game.terminal.export import put_beside

        self.app.copy_to_clipboard(text)
        hope = _("if your terminal allows it")
        if self.app.is_web:
            self._say(_("{told}, if your browser allows it. x gives it to you as a file.").format(told=told))
            return
        if len(text.encode()) > CLIPBOARD:
            hope = _("if your terminal's clipboard has room for so much")
        try:
            path = put_beside(self.app.desk.saves, name, text)
        except OSError as error:
            file = _("No file could be written: {why}.").format(why=error.strerror or error)
        else:
            file = _("It is also in {path}").format(path=one_line(str(path)))
        self._say(f"{told}, {hope}. {file}")

    def action_export(self) -> None:
        """Ask where to, and write it there; in a browser it is a download."""
        if self.app.is_web:
            from game.terminal.export import handed_over

            self._say(handed_over(self.app, BytesIO(text_of(self._read).encode()), f"{self._stem}.txt"))
            return
        from game.terminal.screens.ask import AskSheet

        question = _("Where to? A name that ends in .md makes it Markdown.")
        self.app.push_screen(AskSheet(question, str(Path.cwd() / f"{self._stem}.txt")), self._export)

    def _export(self, to: str | None) -> None:
        if not to:
            return
        from game.terminal.export import written
        from game.terminal.markdown import as_markdown

        text = text_of(self._read)
        if to.lower().endswith(".md"):
            text = as_markdown(self._called, self._transcript.blocks)
        self._say(written(text.encode(), Path(to), f"{self._stem}.txt"))

    # What follows

    @property
    def _pages(self) -> Pages:
        return self.query_one(Pages)

    def _open(self) -> None:
        """Stand at the step that was asked for."""
        steps = self._transcript.steps
        self._pages.go_to(steps[min(self._run.step if self._step is None else self._step, len(steps) - 1)])
        self.on_pages_moved()
        if self._find_at_once:
            self.action_find()

    def _say(self, words: str = "") -> None:
        said = self.query_one(".said", Static)
        said.update(Content(words))
        said.set_class(bool(words), "-said")
