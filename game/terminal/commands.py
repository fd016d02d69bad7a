"""What the command palette offers, and the keys of a screen in words."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from game.i18n import _
from game.terminal.setting_words import all_settings

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp


def commands(app: "OctoberApp", screen: Screen[object]) -> Iterator[SystemCommand]:
    """Commands of this screen, then those of all."""
    from game.terminal.doors import show_codex, show_map, show_transcript
    from game.terminal.screens.page import PageScreen
    from game.terminal.screens.spread import Spread
    from game.terminal.screens.title import TitleScreen

    if isinstance(screen, Spread):
        yield SystemCommand(_("Ledger"), _("Every hinge so far, beside the record"), screen.action_ledger)
    if isinstance(screen, PageScreen):
        yield SystemCommand(_("Undo"), _("Take back the last choice"), screen.action_undo)
        yield SystemCommand(_("Redo"), _("Take it again"), screen.action_redo)
        yield SystemCommand(_("On the record"), _("What happened at the hinge just passed"), screen.action_record)
        yield SystemCommand(_("Named here"), _("The codex: who and what is named on this page"), screen.action_codex)
        yield SystemCommand(_("Why?"), _("Why a choice is locked, or it ended so"), screen.action_why)
    elif not isinstance(screen, TitleScreen):
        yield from _own_keys(screen)
    yield SystemCommand(_("Title"), _("To the title"), app.to_title)
    yield SystemCommand(_("Runs"), _("All your runs"), app.show_runs)
    yield SystemCommand(_("Tree"), _("All runs as one tree of decisions"), app.show_tree)
    yield SystemCommand(
        _("Transcript"), _("All that was read of a run, to search and to copy"), partial(show_transcript, app)
    )
    yield SystemCommand(
        _("Codex"), _("Whom and what a run has met, and what is known of them"), partial(show_codex, app)
    )
    yield SystemCommand(_("Map"), _("How the year spread, town by town, on its day"), partial(show_map, app))
    yield SystemCommand(_("Endings"), _("Those you have reached, and those not yet"), app.show_endings)
    yield SystemCommand(_("Settings"), _("Colours, language, dates, motion, the record, width"), app.show_settings)
    yield SystemCommand(_("Keys"), _("The keys of this screen"), app.action_keys)
    yield SystemCommand(_("Quit"), _("Leave the game; every choice is kept"), app.exit)
    yield from setting_commands(app)


def _own_keys(screen: Screen[object]) -> Iterator[SystemCommand]:
    """What the keys of a screen do, by its name; but not where they lead to what every screen offers."""
    taken: set[str] = set()
    for kind in type(screen).__mro__:
        for binding in vars(kind).get("BINDINGS", ()) if kind.__module__.startswith("game.") else ():
            known = isinstance(binding, Binding) and binding.description and not binding.action.startswith("app.")
            if known and binding.action not in taken:
                taken.add(binding.action)
                key = _("key {key}").format(key=_shown(binding.key.split(",")[:1]))
                yield SystemCommand(_(binding.description), key, partial(screen.run_action, binding.action))


def setting_commands(app: "OctoberApp", *keys: str) -> Iterator[SystemCommand]:
    """A command for each value of each setting, or of those with these keys."""
    for setting in all_settings(in_browser=app.is_web):
        for value, word in setting.values if not keys or setting.key in keys else ():
            name = _("{setting}: {value}").format(setting=setting.name, value=word)
            yield SystemCommand(name, setting.what, partial(app.action_set, setting.key, value))


_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


class KeyRow(NamedTuple):
    """What some keys of a screen do: the keys as they are shown, what that is, and doing it."""

    keys: str
    what: str
    do: Callable[[], object]


def key_rows(screen: Screen[object]) -> list[KeyRow]:
    """Each thing the keys do on a screen, the screen's own first."""
    rows: dict[str, tuple[list[str], Callable[[], object]]] = {}
    taken: set[str] = set()
    focused = screen.focused
    holders: Iterable[Widget] = (screen, focused) if focused is not None else (screen,)
    for holder in holders:
        for kind in type(holder).__mro__:
            for binding in vars(kind).get("BINDINGS", ()) if kind.__module__.startswith("game.") else ():
                if isinstance(binding, Binding) and binding.description:
                    keys = [key for key in binding.key.split(",") if key not in taken]
                    taken.update(keys)
                    if keys:
                        do = partial(holder.run_action, binding.action)
                        rows.setdefault(_(binding.description), ([], do))[0].extend(keys)
    rows[_("Everything there is to do")] = (["ctrl+p"], screen.app.action_command_palette)
    return [KeyRow(_shown(keys), what, do) for what, (keys, do) in rows.items()]


def _shown(keys: list[str]) -> str:
    if len(keys) > 3 and all(key.isdigit() for key in keys):
        return f"{keys[0]}–{keys[-1]}"
    return ", ".join(_name(key) for key in dict.fromkeys(keys))


def _name(key: str) -> str:
    """A key as it is written on a keyboard, such as `Ctrl+R` or `Shift+←`."""
    *held, last = key.split("+")
    last = _SHOWN.get(last, last)
    return "+".join([*(word.capitalize() for word in held), last.upper() if held else last])
