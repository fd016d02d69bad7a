"""The pages, as HTML: the one with the terminal, and two without."""

from html import escape
from pathlib import Path
from string import Template

from game.i18n import _

_TEMPLATE = Path(__file__).parent / "assets" / "page.html"


def play(title: str) -> str:
    """The page with the terminal, and what it says when that is closed."""
    kept = _("Your run is kept.")
    words = {
        "quit": (_("The book is closed."), kept, _("Go on")),
        "idle": (_("The book was closed while you were away."), kept, _("Go on")),
        "elsewhere": (_("You are reading in another window now."), kept, _("Go on here")),
        "broken": (_("The game stopped, and should not have."), kept, _("Go on")),
        "lost": (_("The connection was lost."), _("Your run is kept. Trying again…"), _("Try again now")),
        "unreached": (_("The game cannot be reached."), _("What you played is kept."), _("Try again")),
    }
    told = "".join(
        f'<section data-when="{when}" hidden><h1>{escape(what)}</h1><p>{escape(so)}</p>'
        f'<p><a class="on" href="/">{escape(on)}</a></p></section>'
        for when, (what, so, on) in words.items()
    )
    keys = {
        "escape": (_("Esc"), _("Away with this")),
        "up": ("↑", _("Up")),
        "down": ("↓", _("Down")),
        "space": (_("Page"), _("Read on")),
        "enter": (_("Enter"), _("Take what is lit")),
        "letters": (_("Abc"), _("Show or hide the keyboard")),
    }
    row = "".join(
        f'<button type="button" data-key="{key}" title="{escape(what)}">{escape(word)}</button>'
        for key, (word, what) in keys.items()
    )
    without = _("This page needs JavaScript: it draws the terminal in which the game is read.")
    return _html(
        title,
        f'<div id="terminal" class="textual-terminal" aria-label="{escape(title)}"></div>'
        f'<nav id="keys">{row}</nav><div id="told" role="status">{told}</div>'
        f'<noscript><p class="alone">{escape(without)}</p></noscript>',
        '<link rel="stylesheet" href="/static/xterm.css"><script src="/static/page.js" defer></script>',
    )


def full(title: str) -> str:
    """There is no room."""
    return _plain(
        title,
        _("Every chair is taken."),
        _("As many people are reading here as there is room for. Please come again a little later."),
        _("Try again"),
    )


def threshold(title: str) -> str:
    """A step between another site and the game; it takes itself."""
    return _html(
        title,
        f'<main class="alone"><p><a class="on" href="/">{escape(title)}</a></p></main>',
        '<meta http-equiv="refresh" content="0;url=/">',
    )


def _plain(title: str, what: str, so: str, on: str) -> str:
    return _html(
        title,
        f'<main class="alone"><h1>{escape(what)}</h1><p>{escape(so)}</p>'
        f'<p><a class="on" href="/">{escape(on)}</a></p></main>',
    )


def _html(title: str, body: str, head: str = "") -> str:
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(title=escape(title), body=body, head=head)
