"""The interface's words change with the language, and stay English where there is no catalogue."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import i18n
from game.i18n import N_, _, ngettext, pgettext
from tests.catalogues import write_catalogue

SPANISH = {
    "Undo": "Deshacer",
    "{n} run\0{n} runs": "{n} partida\0{n} partidas",
    "screen\x04Map": "Mapa",
}


@pytest.fixture(autouse=True)
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    write_catalogue(tmp_path, "es", SPANISH)
    monkeypatch.setattr(i18n, "LOCALES", str(tmp_path))
    monkeypatch.setattr(i18n, "_chosen", False)
    yield
    i18n.use_language("en")


def test_english_needs_no_catalogue() -> None:
    assert i18n.use_language("en") == "en"
    assert _("Undo") == "Undo"
    assert ngettext("{n} run", "{n} runs", 1) == "{n} run"
    assert ngettext("{n} run", "{n} runs", 0) == "{n} runs"
    assert pgettext("screen", "Map") == "Map"


def test_a_language_can_be_chosen_and_left_again() -> None:
    label = N_("Undo")
    assert i18n.use_language("es") == "es"
    assert _(label) == "Deshacer"
    assert ngettext("{n} run", "{n} runs", 1) == "{n} partida"
    assert ngettext("{n} run", "{n} runs", 5) == "{n} partidas"
    assert pgettext("screen", "Map") == "Mapa"
    assert _("Quit") == "Quit"
    i18n.use_language("en")
    assert _(label) == "Undo"


@pytest.mark.parametrize("code", ["es-MX", "es_MX.UTF-8", "es@euro"])
def test_a_country_falls_back_to_its_language(code: str) -> None:
    assert i18n.use_language(code) == "es"
    assert _("Undo") == "Deshacer"


@pytest.mark.parametrize("code", ["tlh", "../es", "es/../es", ".", "C"])
def test_what_is_not_known_falls_back_to_english(code: str) -> None:
    assert i18n.use_language(code) == "en"
    assert _("Undo") == "Undo"


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LANG": "es_ES.UTF-8"}, "Deshacer"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "Undo"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "tlh:es:en"}, "Deshacer"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "en:es"}, "Undo"),
        ({}, "Undo"),
    ],
)
def test_the_environment_is_asked_at_the_first_word(
    variables: dict[str, str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _("Undo") == word


def test_english_does_not_load_gettext() -> None:
    code = "import sys; from game.i18n import _; _('Undo'); sys.exit('gettext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_languages_are_listed_under_their_own_names(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "cs", {"the name of this language\x04English": "čeština"})
    (tmp_path / "empty").mkdir()
    assert i18n.languages() == {"en": "English", "cs": "čeština", "es": "es"}


def test_english_alone_is_there_without_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "LOCALES", str(tmp_path / "none"))
    assert i18n.languages() == {"en": "English"}


def test_a_preferred_language_gives_way_to_a_chosen_one() -> None:
    i18n.prefer_language("es")
    assert _("Undo") == "Deshacer"
    i18n.use_language("en")
    i18n.prefer_language("es")
    assert _("Undo") == "Undo"
