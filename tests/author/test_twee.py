"""Twee 3: passages with links to passages that are there, and nothing that ends a link early."""

import json
import re
from pathlib import Path

import pytest

from game.author.playtest_report import scenes_from
from game.author.twee import as_twee
from game.story.loader import load_story
from game.story.model import Story
from tests.author.test_find import OTHER, STATES, STORY
from tests.making import story_of
from tests.play.test_storylets import DECK, DECK_HEAD


def passages(story: Story) -> dict[str, str]:
    twee = as_twee(story, scenes_from(story, ""))
    found: dict[str, str] = {}
    for part in re.split(r"^:: ", twee, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name = re.split(r" (?=[\[{])", head)[0]
        assert name not in found
        found[name] = body
    return found


def test_every_link_leads_to_a_passage(tmp_path: Path, repo: Path) -> None:
    for story in (
        story_of(tmp_path / "a", STATES, "outcomes: voted\n", STORY, other__yaml=OTHER),
        story_of(tmp_path / "b", DECK, DECK_HEAD),
        load_story(repo / "scenes/october"),
    ):
        found = passages(story)
        links = re.findall(r"\[\[[^\]|]*\|([^\]]*)\]\]", "\n".join(found.values()))
        assert links
        assert set(links) <= set(found)
        data = json.loads(found["StoryData"])
        assert data["start"] in found
        assert re.fullmatch(r"[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}", data["ifid"])


def test_passages_stand_apart(tmp_path: Path) -> None:
    story = story_of(tmp_path, DECK, DECK_HEAD)
    places = re.findall(r'"position": "(\d+,\d+)"', as_twee(story, scenes_from(story, "")))
    assert len(places) == len(set(places)) == len(story.scene("scene").states)


def test_what_twine_cannot_run_can_be_read(repo: Path) -> None:
    found = passages(load_story(repo / "scenes/doors-at-seven"))
    assert "/* at: 1963-02-09 19:00 + -15 * left minutes */" in found["evening.bench"]
    assert "[[Continue, if grip >= 6|evening.four-forty]]" in found["evening.concert"]
    assert "[[Continue|evening.all-but-e-flat]]" in found["evening.concert"]


@pytest.mark.parametrize(
    "words",
    ["a ]] b", "a | b", "a -> b", "[[osip|x]]", "<<script>>", ":: End",
     "<<<script>>>", "<img src=x onerror=a()>", "</script>", "<!-- x", "@@color:red;x@@",
     "[img[http://evil.example/x.png]]", "[>img[x]]"],
)  # fmt: skip
def test_words_never_become_marks_of_twine(tmp_path: Path, words: str) -> None:
    text = json.dumps(words.replace("[[osip|x]]", "x").replace("]]", "]"))
    story = story_of(
        tmp_path,
        f"start:\n  text: {text}\n  choices:\n    - {{id: go, text: {text}, to: end}}\nend: {{ending: over}}\n",
    )
    body = passages(story)["scene.start"]
    assert re.findall(r"\[\[[^\]|]*\|([^\]]*)\]\]", body) == ["scene.end"]
    assert not re.search(r"<<|<[A-Za-z/!]|\[[<>]?img\[|@@|::", body)
