"""The interface's own words in the reader's language (a story brings its own translations).

English is the source and needs no catalogue, so nothing is loaded for it. The language is the one last given
to `use_language`; without one, the environment's, asked at the first word. A string made at import,
before a language may have been chosen, is marked with `N_` there and translated with `_` where it is shown.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # what type checkers take for true; importing typing itself takes 8 ms
if TYPE_CHECKING:
    from gettext import GNUTranslations

SOURCE = "en"
_OWN_NAME = "English"
LOCALES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locales")

_catalogue: GNUTranslations | None = None
_chosen = False


def use_language(code: str | None = None) -> str:
    """Speak `code` ("es", "pt_BR") from now on, or the environment's language; returns what was found."""
    global _catalogue, _chosen
    _chosen, _catalogue = True, None
    for name in [code] if code else _from_environment():
        for found in _candidates(name):
            if found in (SOURCE, "C", "POSIX"):
                return SOURCE
            path = _path_of(found)
            if os.path.isfile(path):
                from gettext import GNUTranslations

                with open(path, "rb") as file:
                    _catalogue = GNUTranslations(file)
                return found
    return SOURCE


def prefer_language(code: str) -> None:
    """Speak `code`, if it names one, where nobody has chosen a language yet."""
    if code and not _chosen:
        use_language(code)


def languages() -> dict[str, str]:
    """The languages there are, by their codes, each under its own name (or its code, where it does not say)."""
    found = {SOURCE: _OWN_NAME}
    codes = sorted(os.listdir(LOCALES)) if os.path.isdir(LOCALES) else []
    for code in codes:
        path = _path_of(code)
        if code != SOURCE and os.path.isfile(path):
            from gettext import GNUTranslations

            with open(path, "rb") as file:
                name = GNUTranslations(file).pgettext("the name of this language", "English")
            found[code] = name if name != _OWN_NAME else code
    return found


def _path_of(code: str) -> str:
    return os.path.join(LOCALES, code, "LC_MESSAGES", "october.mo")


def _from_environment() -> list[str]:
    """The languages asked for, most wanted first."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value.split(":")
    return []


def _candidates(name: str) -> list[str]:
    """`pt-BR.UTF-8` may be met by `pt_BR`, then by `pt`; a name that is no language by nothing."""
    code = name.partition(".")[0].partition("@")[0].replace("-", "_")
    if not code.replace("_", "").isalnum():
        return []
    return list(dict.fromkeys([code, code.partition("_")[0]]))


def _in_use() -> GNUTranslations | None:
    if not _chosen:
        use_language()
    return _catalogue


def N_(message: str) -> str:
    """Mark a string for translation and leave it as it is."""
    return message


def _(message: str) -> str:
    return catalogue.gettext(message) if (catalogue := _in_use()) else message


def ngettext(one: str, many: str, count: int) -> str:
    if catalogue := _in_use():
        return catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, message: str) -> str:
    return catalogue.pgettext(context, message) if (catalogue := _in_use()) else message
