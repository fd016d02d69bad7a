"""Which fact of the ledger is told where: by which scene, state, choice, codex entry or pin of the map."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from game.author.check import NoSuchScene
from game.author.walk import choices_of, paragraphs_in, prose_of
from game.story.diagnostics import Place, Problem, Problems, did_you_mean, problem
from game.story.library import read_chapters
from game.story.loader import MAP_FILE, StoryFiles
from game.story.marks import Shown, Template
from game.story.model import Fact, Scene, Spot, Story, StoryNotInOrder, spot_of
from game.story.prose import Prose
from game.story.source import Mapping as MappingNode
from game.story.source import Scalar, Sequence
from game.story.text import Span

_DISPUTE = re.compile(
    r"\b(?:accounts?|according|alleg|claim|contest|controvers|count(?:s|ed)? it|disagree|disput|doubt|historian|legend|"
    r"memoir|nobody (?:knows|agrees)|never (?:agreed|established|settled)|others\b|perhaps|rumou?r|said to\b|say\b|"
    r"some (?:count|have|hold|papers|put|say|sources|write)|one (?:account|count|has|paper|school|side|source|version)|"
    r"settled|uncertain|unclear|version|whether|who (?:fired|shot) first)",
    re.IGNORECASE,
)
"""Words by which a text says that what it tells is not settled. A sieve: what falls through is worth a look."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that cites a fact.

    `where` is a scene, `scene.state`, `scene.state.choice`, `codex/entry` or `map/town`.
    """

    fact: str
    where: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ledger:
    """A story's facts, the titles of their chapters, and where each fact is told."""

    facts: Mapping[str, Fact]
    chapters: Mapping[str, str]
    tellings: Mapping[str, tuple[Telling, ...]]
    cautions: tuple[Problem, ...]


def ledger_of(folder: Path, scene: str = "") -> Ledger:
    """The ledger of the story in `folder`, told by all of it or by one scene; what cannot be read is left out.

    Raises NoSuchScene.
    """
    files = StoryFiles(folder)
    problems = Problems()
    parts = files.parts(problems)
    facts = files.facts(problems)
    chapters = read_chapters(files.node("facts.yaml", Problems())) if facts else {}
    if parts is None:
        return Ledger(facts, chapters, {}, ())
    if scene and scene not in parts.routes:
        raise NoSuchScene(scene, did_you_mean(scene, parts.routes))
    story = files.story(parts)
    told: list[tuple[Telling, str]] = []
    pinned: list[Telling] = []
    for id in [scene] if scene else parts.routes:
        try:
            told += _told_in(story.scene(id))
        except StoryNotInOrder:
            continue
    if not scene:
        spots = _codex_spots(files)
        for entry in story.codex.values():
            words = _words([entry.text])
            told += [
                (Telling(fact, f"codex/{entry.id}", _place_of(fact, spots[entry.id])), words) for fact in entry.facts
            ]
        pinned += _told_by_pins(files, story)
    tellings = _by_fact([*(telling for telling, _words in told), *pinned])
    return Ledger(facts, chapters, tellings, tuple(_cautions(told, facts)))


def _told_in(scene: Scene) -> Iterator[tuple[Telling, str]]:
    """Every citation of a scene, with the words around it."""
    if scene.facts:
        words = _words(prose for state in scene.states.values() for prose in prose_of(state))
        first = next(iter(scene.states.values()))
        yield from (
            (Telling(fact, scene.id, _place_of(fact, Spot(first.spot.source, 0, 0))), words) for fact in scene.facts
        )
    for state in scene.states.values():
        words = _words(prose_of(state))
        for fact in state.facts:
            yield Telling(fact, state.key, _place_of(fact, state.spot)), words
        for choice in choices_of(state):
            for fact in choice.facts:
                yield Telling(fact, choice.key, _place_of(fact, choice.spot)), words


def _told_by_pins(files: StoryFiles, story: Story) -> Iterator[Telling]:
    """What the map shows of the ledger. A pin has no words, and so none of doubt to look for."""
    cited = {(fact, pin.place) for pin in story.map.pins for fact in pin.facts}
    node = files.node(MAP_FILE, Problems()) if cited else None
    if node is not None:
        for fact, town in sorted(cited):
            yield Telling(fact, f"map/{town}", _place_of(fact, Spot(node.source, 0, 0)))


def _codex_spots(files: StoryFiles) -> dict[str, Spot]:
    """Where each codex entry begins."""
    spots: dict[str, Spot] = {}
    for node in files.codex_nodes(Problems()):
        for item in node.items if isinstance(node, Sequence) else []:
            entry = item.entries.get("id") if isinstance(item, MappingNode) else None
            if entry is not None and isinstance(entry.value, Scalar):
                spots[entry.value.value] = spot_of(item)
    return spots


def _by_fact(told: Iterable[Telling]) -> dict[str, tuple[Telling, ...]]:
    by_fact: dict[str, tuple[Telling, ...]] = {}
    for telling in told:
        by_fact[telling.fact] = (*by_fact.get(telling.fact, ()), telling)
    return by_fact


def _cautions(told: Iterable[tuple[Telling, str]], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Contested facts told by a text without a word of doubt that does not tell another side of the dispute either."""
    told = list(told)
    sides = Counter((one.where, facts[one.fact].contested) for one, _words in told if one.fact in facts)
    for telling, words in told:
        fact = facts.get(telling.fact)
        if fact is None or not fact.contested or sides[telling.where, fact.contested] > 1:
            continue
        if not _DISPUTE.search(words):
            yield problem("told-as-settled", telling.place, where=telling.where, fact=fact.id)


def _words(pieces: Iterable[Prose]) -> str:
    """All words that some prose can write."""
    said: list[str] = []
    for prose in pieces:
        for paragraph in paragraphs_in(prose):
            for span in paragraph.pieces if isinstance(paragraph, Template) else paragraph.spans:
                if isinstance(span, Span):
                    said.append(span.text)
                elif isinstance(span, Shown) and span.spans is not None:
                    said += [one.text for chosen in span.spans.values() for one in chosen]
        said.append("\n")
    return "".join(said)


def _place_of(fact: str, spot: Spot) -> Place:
    """Where the id is first written after the name of what cites it."""
    found = re.compile(rf"(?<![\w-]){re.escape(fact)}(?![\w-])").search(spot.source.text, spot.start)
    return spot.source.place(*found.span()) if found else spot.place
