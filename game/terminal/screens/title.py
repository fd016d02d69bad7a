"""The title: what the game is called, and where to go from here."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from game.i18n import N_, _
from game.terminal import lessons
from game.terminal.sanitise import one_line
from game.terminal.settings import Settings
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.menu import Item, Menu
from game.terminal.widgets.notice import Notice

if TYPE_CHECKING:
    from game.play.shelf import Saved
    from game.terminal.app import OctoberApp

PARTING = (
    ("             ", "╭╌╌╌╌╌╌◇╌╌╌╌╌╌◆╌╌╌╌╌╌╌"),
    ("●─────●──────", "◆", "──────●────────●────"),
)
"""A year as a line of hinges, and one at which it parts; the second piece of each line is red."""

TALL, OFFERED = 8, 3
"""Rows of the masthead with the air under it, and of the keys; and of the offer, where the terminal is narrow."""


class Masthead(Widget):
    """The drawing, and the title as a printer would set it."""

    DEFAULT_CSS = """
    Masthead {
        width: 100%;
        height: 6;
        color: $dim;
        text-align: center;
    }
    """

    story_title: reactive[str] = reactive("")
    """The story's title, once it is known."""

    def render(self) -> Content:
        """Two lines of drawing, a line of air, two of title; of the drawing nothing where there is no room."""
        drawing = () if self.screen.has_class("-low") else PARTING
        lines = [Content.assemble(line[0], (line[1], "$accent"), *line[2:]) for line in drawing]
        name, _comma, rest = self.story_title.partition(", ")
        width = max(1, self.content_size.width)
        wide = " ".join(name.upper())
        lines += [
            *([Content("")] if drawing else []),
            Content.styled(wide if len(wide) <= width else name.upper(), "bold $foreground"),
        ]
        if rest:
            lines.append(Content.styled(rest, "italic $foreground"))
        return Content("\n").join(lines)


class Offer(Notice):
    """Said once, at the very first opening."""

    DEFAULT_CSS = """
    Offer { dock: top; color: $foreground; text-style: none; padding: 0 2; }
    """


class TitleScreen(Screen[None]):
    """Continue, New, Runs, Tree, Endings, Codex, Settings, Quit: a key each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "continue", N_("Continue the run you played last")),
        Binding("n", "new", N_("Begin a new run")),
        Binding("r", "runs", N_("All your runs")),
        Binding("t", "tree", N_("The tree: all runs where they part")),
        Binding("o,C", "codex", N_("The codex: whom and what your newest run has met")),
        Binding("m", "map", N_("The map: how the year spread, day by day")),
        Binding("e", "endings", N_("The endings, reached and not yet")),
        Binding("s,comma", "settings", N_("Settings")),
        Binding("p", "plain", N_("Plain lines instead of screens, from now on")),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("q,escape", "app.quit", N_("Leave the game")),
    ]
    AUTO_FOCUS = "Menu"
    DEFAULT_CSS = """
    TitleScreen {
        align: center middle;
        color: $foreground;
        & > Center { height: auto; margin: 1 0 0 0; }
        &.-low > Masthead { height: 2; }
        &.-low > Footer { display: none; }
    }
    """

    app: "OctoberApp"

    def __init__(self) -> None:
        super().__init__()
        self._newest: Saved | None = None

    def compose(self) -> ComposeResult:
        """The masthead, the menu, keys; at the very first opening, over them, what else there is to open."""
        yield Offer()
        yield Footer()
        yield Masthead()
        with Center():
            yield Menu()

    def on_mount(self) -> None:
        """Show what needs no reading first."""
        self.app.settings_changed.subscribe(self, self.heed)
        self.query_one(Footer).keys = (Key("?", _("keys"), "app.keys"),)
        self._offer(None)
        if lessons.PLAIN not in self.app.settings.learnt and not self.app.is_web:
            self.query_one(Offer).text = _(
                "This game can also be read as plain lines, for screen readers and Braille displays: press p."
            )
        self._fit(self.app.size.height)

    def heed(self, before: Settings) -> None:
        """Perhaps other words."""
        self._offer(self._newest)

    def on_resize(self, event: events.Resize) -> None:
        """Where there are few rows, they are the menu's."""
        self._fit(event.size.height)

    def _fit(self, rows: int) -> None:
        said = OFFERED if self.query_one(Offer).text else 0
        self.set_class(rows < said + TALL + len(self.query_one(Menu).items), "-low")

    def on_show(self) -> None:
        """Once the first frame is up, look at the story and the shelf."""
        self.app.call_later(self.call_after_refresh, self._read)
        self.app.call_later(self.call_after_refresh, partial(self.app.learn, lessons.PLAIN))

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Do what was taken."""
        self.call_later(self.run_action, message.item.action)

    def action_continue(self) -> None:
        """Take up the run last played."""
        self._read()
        if self._newest is not None:
            self.app.resume(self._newest.path)

    def action_new(self) -> None:
        """Begin a new run, after a word about the year."""
        self.app.begin()

    def action_runs(self) -> None:
        """To the runs."""
        self.app.show_runs()

    def action_tree(self) -> None:
        """To all runs as one tree."""
        self.app.show_tree()

    def action_map(self) -> None:
        """To the map."""
        from game.terminal.doors import show_map

        show_map(self.app)

    def action_endings(self) -> None:
        """To the endings."""
        self.app.show_endings()

    def action_codex(self) -> None:
        """To the codex."""
        from game.terminal.doors import show_codex

        show_codex(self.app)

    def action_settings(self) -> None:
        """To the settings."""
        self.app.show_settings()

    def action_plain(self) -> None:
        """The plain reader, now and from now on."""
        if not self.app.is_web:
            self.app.read_plainly()

    def _read(self) -> None:
        """Look at the story's first page and at the shelf."""
        story = self.app.story_or_tell()
        if story is None:
            return
        self.query_one(Masthead).story_title = one_line(story.title)
        self._offer(self.app.desk.newest())

    def _offer(self, newest: "Saved | None") -> None:
        self._newest = newest
        note = one_line(newest.name) if newest is not None else ""
        self.query_one(Menu).items = (
            Item("c", _("Continue"), "continue", note, newest is not None),
            Item("n", _("New"), "new"),
            Item("r", _("Runs"), "runs"),
            Item("t", _("Tree"), "tree"),
            *([Item("m", _("Map"), "map")] if self.app.desk.has_map else []),
            Item("e", _("Endings"), "endings"),
            Item("o", _("Codex"), "codex"),
            Item("s", _("Settings"), "settings"),
            Item("q", _("Quit"), "app.quit"),
        )
