"""The settings in the plain reader: those that make a difference to it, and how to change one."""

from game.i18n import _
from game.story.diagnostics import did_you_mean
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line
from game.terminal.setting_words import Setting, all_settings
from game.terminal.settings import Settings, with_value

KEYS = ("language", "calendar", "record", "width", "opens")
"""Those that make a difference here."""
SYSTEM = "system"
"""What is typed for the language of the environment."""


def settings_told(settings: Settings, setter: Typesetter) -> str:
    """Each with its value, what it does, and its other values."""
    text = setter.wrapped(_("Type settings, one of these names, and a value."))
    for setting in _here():
        values = ", ".join(_typed(value) for value, _word in setting.values)
        said = _("{name} is {value}. {what} Can be {values}.").format(
            name=setting.key, value=_typed(str(getattr(settings, setting.key))), what=setting.what, values=values
        )
        text += setter.wrapped(one_line(said), "-  ")
    return text


def settings_changed(settings: Settings, words: str, setter: Typesetter) -> tuple[Settings, str]:
    """The settings after `settings NAME VALUE`, and what is to be said of it."""
    key, _space, value = words.lower().partition(" ")
    value = value.strip()
    known = {setting.key: setting for setting in _here()}
    if key not in known:
        hint = did_you_mean(key, known) or _("There are: {names}.").format(names=", ".join(known))
        said = _('There is no setting "{name}" here.').format(name=one_line(key)[:60])
        return settings, setter.wrapped(f"{said} {hint[:1].upper()}{hint[1:]}")
    codes = {code.lower(): code for code, _word in known[key].values}
    changed = with_value(settings, key, "" if value == SYSTEM else codes.get(value, "?"))
    if changed is None:
        values = ", ".join(_typed(code) for code, _word in known[key].values)
        return settings, setter.wrapped(_("{name} can be {values}.").format(name=key, values=values))
    now = known[key].word_of(changed)
    return changed, setter.wrapped(_("{name}: {value}.").format(name=known[key].name, value=now))


def _here() -> tuple[Setting, ...]:
    return tuple(setting for setting in all_settings() if setting.key in KEYS)


def _typed(value: str) -> str:
    return value or SYSTEM
