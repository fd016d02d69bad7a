"""Every example of the docs: stories are typed, commands are run, and what they print is compared to the letter.

The first word behind a fence is its language; those after it say what is done with the block:

- `yaml story=PATH` is written to that file; `yaml edit=PATH` replaces what begins with its first line, or is added at
  the end; `yaml shows=PATH` is what the file holds by then;
- `console` holds commands and what they print, answers behind `> `; `...` stands for what differs by machine;
- `yaml states`, `choices`, `prose` or `routes` is put into the inn of docs/write.md and has to check clean, or to have
  the one error that `problem=CODE` names; a `text` behind a `prose` is what is read.
"""

import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from doctest import DocTestParser, DocTestRunner
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import pytest

from game import cli
from game.author.check import check_story
from game.play.run import Run
from game.story.loader import load_story
from game.story.report import as_text

REPO = Path(__file__).resolve().parent.parent
DOCS = REPO / "docs"
FENCE = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TYPED = re.compile(r"^> .+$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block: where it is, its language, the words behind it, and what it holds."""

    page: str
    line: int
    language: str
    words: tuple[str, ...]
    text: str

    def value(self, key: str) -> str:
        """What stands behind `key=`, or nothing."""
        return next((word.removeprefix(f"{key}=") for word in self.words if word.startswith(f"{key}=")), "")


def blocks_of(page: str) -> list[Block]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found[1], tuple(found[2].split()), found[3])
        for found in FENCE.finditer(text)
    ]


PAGES = ("play.md", "replay.md", "write.md")
WRITE = blocks_of("write.md")
SNIPPETS = [block for block in WRITE if {"states", "choices", "prose", "routes"}.intersection(block.words)]


def edited(text: str, snippet: str) -> str:
    """The file with `snippet` in place of what begins with its first line, or at its end."""
    lines = text.splitlines(keepends=True)
    first = snippet.splitlines(keepends=True)[0]
    if first == "\n" or first not in lines:
        return text + snippet
    start = lines.index(first)
    deep = len(first) - len(first.lstrip())
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > deep):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return "".join(lines[:start]) + snippet + "".join(lines[end:])


def printed(command: str, answers: str) -> str:
    """What a command prints, on both streams, with `answers` typed."""
    arguments = shlex.split(command.removeprefix("october "))
    if arguments[0] == "playtest":
        arguments += ["--workers", "1"]
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(out):
        patch.setattr("sys.stdin", io.StringIO(answers))
        cli.run(arguments)
    return out.getvalue()


def like(shown: str) -> str:
    """A pattern for what is shown, in which `...` stands for anything on a line; on one of its own, for any lines."""
    lines = shown.splitlines(keepends=True)
    return "".join(r"(?:.*\n)*" if line == "...\n" else re.escape(line).replace(r"\.\.\.", ".*") for line in lines)


def perform(block: Block) -> None:
    """Type a file or its change, or run the commands of a block."""
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
        answers = TYPED.findall(shown) if command.startswith("october play ") else []
        found = printed(command, "".join(f"{answer[2:]}\n" for answer in answers))
        wanted = TYPED.sub("> ", shown) if answers else shown
        assert re.fullmatch(like(wanted), found), f"{block.page}:{block.line}: {command} prints\n{found}"
    if path := block.value("shows"):
        found = Path(path).read_text(encoding="utf-8")
        assert re.fullmatch(like(block.text), found), f"{block.page}:{block.line}: {path} holds\n{found}"
    for key in ("story", "edit"):
        if name := block.value(key):
            file = Path(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            text = edited(file.read_text(encoding="utf-8"), block.text) if key == "edit" else block.text
            file.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with its own shelf."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTOBER_SAVES", "saves")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_says_to_type_does_what_it_says(folder: Path, page: str) -> None:
    for block in WRITE:
        if page == "write.md" or block.language != "console":
            perform(block)
    if page != "write.md":
        for block in blocks_of(page):
            perform(block)


def put_into_the_inn(block: Block) -> None:
    """The inn, with this block in it."""
    for other in WRITE:
        if other.value("story").startswith("inn/"):
            perform(other)
    path = Path("inn/inn.yaml")
    if "routes" in block.words:
        story = Path("inn/story.yaml")
        story.write_text(story.read_text().replace("  inn: {}\n  dream: {}\n", indent(block.text, "  ")))
        head = "initial: hall\noutcomes: [thrown-out, asleep]\n"
        text = path.read_text().replace("initial: hall\n", head).replace("    ending: out", "    outcome: asleep")
    elif "states" in block.words:
        text = path.read_text() + "\n" + indent(block.text, "  ")
    else:
        key = "choices" if "choices" in block.words else "text"
        rest = "    text: Here.\n" if key == "choices" else "    next: hall\n"
        text = path.read_text() + f"\n  here:\n{rest}    {key}:\n" + indent(block.text, "      ")
    path.write_text(text)


@pytest.mark.parametrize("block", SNIPPETS, ids=[f"line {block.line}" for block in SNIPPETS])
def test_a_snippet_checks_as_it_says(folder: Path, block: Block) -> None:
    put_into_the_inn(block)
    problems = [one for one in check_story(Path("inn")) if one.code not in ("unreachable-state", "unused-ending")]
    wanted = [block.value("problem")] if block.value("problem") else []
    assert [one.code for one in problems] == wanted, as_text(problems)


@pytest.mark.parametrize(
    "block", [block for block in SNIPPETS if "prose" in block.words and not block.value("problem")]
)
def test_prose_reads_as_is_shown(folder: Path, block: Block) -> None:
    shown = WRITE[WRITE.index(block) + 1]
    put_into_the_inn(block)
    run = Run.begin(load_story(Path("inn")), "inn.here")
    page = run.turns[0].pages[0]
    assert "\n\n".join(paragraph.plain for paragraph in page.paragraphs) + "\n" == shown.text


@pytest.mark.parametrize("page", PAGES)
def test_no_example_is_left_untried(page: str) -> None:
    for block in blocks_of(page):
        assert block.words or block.language in ("console", "pycon", "text"), f"{page}:{block.line}"


@pytest.mark.parametrize("page", PAGES)
def test_recipes_in_python_give_what_is_shown(page: str) -> None:
    for block in blocks_of(page):
        if block.language == "pycon":
            recipe = DocTestParser().get_doctest(block.text, {}, page, page, block.line)
            assert DocTestRunner().run(recipe).failed == 0


def anchors_of(page: Path) -> set[str]:
    """What links can point at in a page: its headings, as forges name them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*sorted(DOCS.glob("*.md")), REPO / "README.md", REPO / "CONTRIBUTING.md"], ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        path, _hash, anchor = link.partition("#")
        if "://" in link or ("pictures/" in path and not (DOCS / "pictures").is_dir()):
            continue
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link
