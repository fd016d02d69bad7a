"""What a story's folder holds for the author's editor: the schemas of its files, and which file has which.

Two ways lead to a schema, as not every editor knows both: the first line of a file, and the settings of VS Code.
Both name files in the folder itself, so that neither asks the network for anything.
"""

import json
from pathlib import Path

from game.author.schema import schema_text
from game.story.folder import inside

FOLDER = "schema"
FIRST_LINE = "# yaml-language-server: $schema="
_FILES = {
    "story": ["story.yaml"],
    "facts": ["facts.yaml"],
    "map": ["map.yaml"],
    "codex": ["codex/*.yaml"],
    "tests": ["tests/*.yaml"],
}
"""Which files have which schema; all others are scenes."""
_SETTINGS = {
    "yaml.schemas": {
        f"./{FOLDER}/scene.json": ["*.yaml", *(f"!{file}" for files in _FILES.values() for file in files)],
        **{f"./{FOLDER}/{name}.json": files for name, files in _FILES.items()},
    },
    "yaml.schemaStore.enable": False,
    "files.eol": "\n",
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}


def first_line(name: str, folder: str = "") -> str:
    """The line that gives a file the schema `name`; `folder` is the one below the story's that the file is in."""
    return f"{FIRST_LINE}{'../' if folder else ''}{FOLDER}/{name}.json\n"


def first_line_of(file: Path) -> str:
    """The line that gives a file its schema, with its break; empty where there is none. Raises OSError."""
    with file.open(encoding="utf-8") as lines:
        line = lines.readline()
    return line if line.startswith(FIRST_LINE) else ""


def editor_files() -> dict[str, str]:
    """The texts of all of them, by name."""
    return {
        **_schemas(),
        ".vscode/settings.json": json.dumps(_SETTINGS, indent=2) + "\n",
        ".vscode/extensions.json": json.dumps(_EXTENSIONS, indent=2) + "\n",
    }


def lay_editor_files(folder: Path) -> list[Path]:
    """Lay those that a story's folder lacks, and schemas anew that are not of this version; what was written.

    Settings that are there are the author's own. Raises OSError.
    """
    fresh = _schemas()
    laid = []
    for name, text in editor_files().items():
        path = inside(folder, name)
        if path.exists() and (name not in fresh or path.read_text(encoding="utf-8") == text):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        laid.append(path)
    return laid


def _schemas() -> dict[str, str]:
    return {f"{FOLDER}/{name}.json": schema_text(name) for name in ("scene", *_FILES)}
