"""The codex: whom and what a run has met, what is known of them, and where they were met."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from game.i18n import N_, _
from game.terminal.blocks import Voice, block
from game.terminal.codex import entry_blocks, met_blocks
from game.terminal.meetings import MET, NOT_YET, Meeting, Row, meetings_of, rows_of, text_of
from game.terminal.sanitise import one_line
from game.terminal.screens.listing import Listing
from game.terminal.settings import Settings
from game.terminal.transcript import Read
from game.terminal.widgets.entry import Entry
from game.terminal.widgets.find import FindLine
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import Lines, Part, clipped

WIDE = 84
"""Columns from which the list and an entry stand side by side."""


class CodexScreen(Listing):
    """Entries in groups; the lit one beside them, or over them where there is no room."""

    FINDS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,tab", "read", N_("Read the entry; in it, on to its links")),
        Binding("left,backspace", "return", N_("Back to where a link was followed, then to the list")),
        Binding("a", "all", N_("All entries, those not met yet too")),
        Binding("T", "transcript", N_("The transcript, where it was met first")),
        Binding("slash", "find", N_("Find entries by their words")),
        Binding("C,o", "back", N_("Back"), show=False),
    ]
    DEFAULT_CSS = """
    CodexScreen {
        & > .sides { height: 1fr; }
        & Lines { width: 36; padding: 0 1; }
        & Entry { width: 1fr; }
        &.-narrow Lines { width: 1fr; }
        &.-narrow Entry { display: none; }
        &.-narrow.-reading Lines { display: none; }
        &.-narrow.-reading Entry { display: block; }
    }
    """

    def __init__(self, read: Read, called: tuple[str, str], *, id: str = "") -> None:
        """What was read of a run, what that is called and its file. Opens at entry `id`."""
        super().__init__()
        self._read = read
        self._run = run = read.run
        self._called = called
        self._codex = run.story.codex
        self._met: dict[str, list[Meeting]] = meetings_of(read.turns)
        self._all = bool(id) and id not in self._met
        self._sought = ""
        self._rows: list[Row] = []
        self._trail: list[str] = [id] if id else []
        """The entries that were read by following links, the present one last."""
        self._texts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Heading, the list and an entry, what is looked for, keys."""
        yield Static(classes="heading")
        with Horizontal(classes="sides"):
            yield Lines(self.draw)
            yield Entry()
        yield FindLine()
        yield Footer()

    def on_mount(self) -> None:
        """Show what was met."""
        if not self._codex:
            self.lines.say(_("This story has no codex."))
        elif not self._met:
            self.lines.say(_("Nobody and nothing has been met yet."), *_about())
        else:
            self.lines.say(_("Nobody and nothing like that is here."))
        self._arrange(self._trail[0] if self._trail else "")

    def heed(self, before: Settings) -> None:
        """Other dates, perhaps, or other words."""
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one over the other."""
        super().on_resize(event)
        self.set_class(event.size.width < WIDE, "-narrow")

    # The list

    def _arrange(self, lit: str = "") -> None:
        """Put the entries in order, those that are sought; the lit one stays lit."""
        lit = lit or self.id_here
        if self._sought and not self._texts:
            run = self._run
            for entry in self._codex.values():
                written = entry.text.write(run.values, run.position)
                self._texts[entry.id] = text_of(entry, [paragraph.plain for paragraph in written])
        known = self._codex.values() if self._met or self._all else ()
        self._rows = rows_of(known, self._met, self._texts, all=self._all, words=self._sought)
        entries = [(line, row.entry.id) for line, row in enumerate(self._rows) if row.entry is not None]
        first = entries[0][0] if entries else 0
        self.lines.fill(len(self._rows), next((line for line, id in entries if id == lit), first))
        count = sum(id in self._codex for id in self._met)
        met = _("{count} of {all} met in {run}").format(
            count=count, all=len(self._codex), run=one_line(self._called[0])
        )
        said = met if self._met else _("nobody and nothing met yet")
        self.head((_("CODEX"), "bold $foreground"), "   " + clipped(said, self.size.width - 12))
        self._show()

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """A sign and a name; or a group's heading, and how much of it is not met yet."""
        entry, heading, rest = self._rows[line]
        if entry is None:
            yield heading, Voice.LABEL
            if rest:
                more = _("{count} not met yet").format(count=rest)
                yield clipped(f"  {more}", width - len(heading)), Voice.DIM
        else:
            met = entry.id in self._met
            yield f"{MET if met else NOT_YET} ", Voice.TEXT if met else Voice.DIM
            yield clipped(one_line(entry.name), width - 2), Voice.TEXT if met else Voice.DIM

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """The entry beside it."""
        if not self.has_class("-reading"):
            self._trail = [self.id_here] if self.id_here else []
            self._show()

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """Read it."""
        self.action_read()

    def look_for(self, words: str) -> str:
        """Show the entries with these words alone."""
        self._sought = words.strip()
        self._arrange()
        count = sum(row.entry is not None for row in self._rows)
        return str(count) if count or not self._sought else _("not found")

    def action_all(self) -> None:
        """Show those not met yet too, or no longer."""
        self._all = not self._all
        self._arrange()

    # The entry

    @property
    def id_here(self) -> str:
        """The entry that is lit in the list; nothing on a heading."""
        row = self._rows[self.lines.lit] if self._rows else None
        return row.entry.id if row is not None and row.entry is not None else ""

    @property
    def shown(self) -> str:
        """The entry that is shown."""
        return self._trail[-1] if self._trail else ""

    def _show(self) -> None:
        """The entry that is being read; on a heading, what the codex is."""
        pane = self.query_one(Entry)
        if self.shown:
            met = self._met.get(self.shown, [])
            pane.show_entry([*entry_blocks(self._run, self.shown), *met_blocks(self._run, met)])
        else:
            pane.show_entry(block(words, Voice.PAST) for words in (_about() if self._rows else ()))
        reading = self.has_class("-reading")
        self.query_one(Footer).keys = (
            *((Key("Tab", _("link"), "link"), Key("←", _("back"), "return")) if reading else ()),
            *((Key(_("Enter"), _("follow"), "follow"),) if reading else ()),
            *(() if reading else (Key(_("Enter"), _("read"), "read"), Key("q", _("back"), "back"))),
            *(() if reading else (Key("/", _("find"), "find"),)),
            Key("a", _("only those met") if self._all else _("all"), "all"),
            *((Key("T", _("where it was met"), "transcript"),) if self._met.get(self.shown) else ()),
            Key("?", _("keys"), "app.keys"),
        )

    def action_read(self) -> None:
        """Take the keys to the entry; where there is no room, show it over the list."""
        if self._rows:
            self.add_class("-reading")
            self._show()
            self.query_one(Entry).focus()

    def action_link(self) -> None:
        """As Tab does in the entry."""
        self.query_one(Entry).action_link(1)

    def action_follow(self) -> None:
        """As Enter does in the entry."""
        self.query_one(Entry).action_follow()

    def on_entry_followed(self, message: Entry.Followed) -> None:
        """To another entry; the way back is remembered."""
        if message.entry in self._codex and message.entry != self.shown:
            self._trail.append(message.entry)
            self.action_read()
            self.query_one(Entry).on_focus()

    def action_return(self) -> None:
        """To the entry whose link was followed; from the first, to the list."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._show()
            self.query_one(Entry).on_focus()
        elif self.has_class("-reading"):
            self._to_list()

    def action_back(self) -> None:
        """From the entry to the list, from the list back to what was there before."""
        if self.has_class("-reading"):
            self._to_list()
        else:
            super().action_back()

    def _to_list(self) -> None:
        self.remove_class("-reading")
        self.lines.focus()
        self._arrange(self.shown)

    def action_transcript(self) -> None:
        """All that was read, from where the entry was met first."""
        from game.terminal.screens.transcript import TranscriptScreen

        if met := self._met.get(self.shown):
            self.app.push_screen(TranscriptScreen(self._read, *self._called, met[0].step))


def _about() -> tuple[str, ...]:
    """What the codex is."""
    return (
        _(
            "People, places and words that the pages name are explained here, once a run has met them: what is "
            "known, what that rests on, and where they were met. Those that are underlined on a page can be opened "
            "there too, by c or by a click."
        ),
        _("a shows all of them, before you have met them."),
    )
