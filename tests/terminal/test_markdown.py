"""A transcript as Markdown: read by a Markdown reader, it has the words that were written."""

import re
from html import unescape
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # Textual brings it

from game.story.text import Paragraph, Span, plainly
from game.terminal.blocks import Block, Voice
from game.terminal.desk import Desk
from game.terminal.markdown import as_markdown
from game.terminal.transcript import read_of, transcript_of
from tests.terminal.pages import STORY
from tests.terminal.shelves import PARTED, kept

WORDS = st.text(st.sampled_from("ab1 .)(-+=*_#>`\\[]<&|~!"), min_size=1).map(str.strip).filter(bool)


def html(*blocks: Block) -> str:
    return MarkdownIt("commonmark").render(as_markdown("A title", blocks)).partition("</h1>")[2].strip()


@given(WORDS)
@example("1. no list")
@example("- no list")
@example("--- no rule")
@example("&amp; no entity")
def test_no_words_of_a_story_are_taken_for_marks(words: str) -> None:
    shown = html(Block(plainly(words)))
    assert shown.startswith("<p>") and shown.endswith("</p>")
    assert unescape(re.sub("<[^>]*>", "", shown)) == words


def test_emphasis_stays_and_hugs_its_words() -> None:
    paragraph = Paragraph((Span("All "), Span("power ", emphasis=True), Span("now", strong=True), Span(".")))
    assert html(Block(paragraph)) == "<p>All <em>power</em> <strong>now</strong>.</p>"


def test_a_verse_keeps_its_lines() -> None:
    verse = Paragraph((Span("TO ALL REGIMENTS\nTHE BRIDGES ARE UP"),), verse=True)
    assert html(Block(verse)) == "<p>TO ALL REGIMENTS<br />\nTHE BRIDGES ARE UP</p>"


def test_a_run_has_headings_quotes_and_how_hinges_fell(tmp_path: Path) -> None:
    run = Desk(STORY, tmp_path).replay(kept(tmp_path, *PARTED)).run
    shown = html(*transcript_of(read_of(run)).blocks)
    assert "<h2>The July Days</h2>\n<p><em>4 July 1917 (17 July New Style), Tauride Palace</em></p>" in shown
    assert "<blockquote>\n<p>Plug it in and say what you see.</p>\n</blockquote>" in shown
    assert "<p>◆ fire on the crowd: parted</p>" in shown
    assert shown.endswith("<p><em>The End</em></p>")


def test_a_rule_is_a_rule() -> None:
    assert html(Block(plainly("━━━"), Voice.RED)) == "<hr />"
