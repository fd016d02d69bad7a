"""The page read a second time: whoever follows it alone must throw, deal and shuffle as the engine does.

`Reading` was written from the language's page before its author had seen the engine, with plain PyYAML, and imports
nothing of the game. It plays what the specimens use, but for dates. `Open:` marks what the page left to be decided.
"""

import hashlib
import random
import re
from collections import ChainMap, Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.play.run import Run
from game.story.loader import load_story
from tests.making import scene_of, write_files

STORIES = Path(__file__).parent / "stories"
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


compiled = cache(lambda expression: compile(expression, "", "eval"))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def initial(spec: dict[str, str]) -> Any:
    word = spec["initial"]
    return int(word) if spec["type"] == "int" else word == "true" if spec["type"] == "bool" else word


def shuffles_in(prose: Any) -> Iterator[Any]:
    """The shuffles of some prose, outer before inner."""
    if isinstance(prose, dict):
        yield from [prose] if "shuffle" in prose else []
    for part in prose.values() if isinstance(prose, dict) else prose if isinstance(prose, list) else []:
        yield from shuffles_in(part)


class Frame:
    """A scene that is being played: its variables, its hands, and who dealt last."""

    def __init__(self, scene: dict[str, Any]) -> None:
        self.scene, self.id, self.back = scene, "", ""
        self.values = {name: initial(spec) for name, spec in scene.get("variables", {}).items()}
        self.hands: dict[tuple[str, int], set[str]] = {}


class Reading:
    """A run of the story in `folder`: what was said in the last step, what is offered, and how it stands."""

    def __init__(self, folder: Path, seed: int) -> None:
        read = {path.stem: read_yaml(path) for path in folder.glob("*.yaml")}
        self.story, self.scenes, self.seed, self.step = read["story"], read, seed, 0
        self.names = {one["id"]: one["name"] for path in folder.glob("codex/*.yaml") for one in read_yaml(path)}
        alone = {name: {"initial": word} for name, word in read[self.story["initial"]].get("alone", {}).items()}
        variables = self.story.get("variables", {}).items()
        self.globals = {name: initial({**spec, **alone.get(name, {})}) for name, spec in variables}
        self.visits, self.numbers = Counter[str](), Counter[str]()
        self.taken, self.hinges = set[str](), dict[str, str]()
        self.said: list[str] = []
        self.ending, self.frames = "", [Frame(read[self.story["initial"]])]
        self.walk(self.frame.scene["initial"])

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.frame.scene["states"][self.frame.id]
        return state

    def place(self, *ids: str) -> str:
        return ".".join([self.frame.scene["scene"], *ids])

    # Chance

    def origin(self, *choice: str) -> str:
        """The state in being, or a choice of it, under the oldest names."""
        items = {item["id"]: item for item in self.state.get("choices", []) if "id" in item}
        named = [(self.frame.scene, self.place()), (self.state, self.frame.id), *((items[id], id) for id in choice)]
        return ".".join(thing.get("was", [id])[0] for thing, id in named)

    def chance(self, place: str, sides: int) -> int:
        key = f"{self.seed}/{self.step}/{place}/{self.numbers[place]}"
        self.numbers[place] += 1
        return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % sides

    def draw(self, place: str, pool: list[str]) -> str:
        # Open: a number is used up even where only one card is left to draw.
        number = self.chance(place, sum(map(self.weight, pool)))
        for id in pool:
            number -= self.weight(id)
            if number < 0:
                return id
        raise AssertionError

    def weight(self, id: str) -> int:
        return int(self.value(self.frame.scene["states"][id].get("weight", "1"), id))

    def eligible(self, tag: str) -> list[str]:
        tagged = [id for id, state in self.frame.scene["states"].items() if tag in state.get("tags", [])]
        return [id for id in tagged if self.may_be_dealt(id, self.frame.scene["states"][id])]

    def may_be_dealt(self, id: str, state: dict[str, Any]) -> bool:
        spent = state.get("once") == "true" and self.visits[self.place(id)]
        return not spent and self.weight(id) > 0 and bool(self.value(state.get("when", "true"), id))

    def hands(self) -> Iterator[tuple[dict[str, str], set[str]]]:
        """The draws of the state and their hands. What has stopped being eligible when looked at is out for good."""
        for number, item in enumerate(self.state["choices"]):
            if "draw" in item:
                hand = self.frame.hands.setdefault((self.frame.id, number), set())
                hand &= set(self.eligible(item["draw"]))
                yield item, hand

    def fill(self) -> None:
        # Open: what is dealt is written at the state, so `n` goes on from its `do`, and from one draw to the next;
        # and a card lies in one hand of a state only.
        for item, hand in self.hands():
            held = set[str]().union(*(hand for _, hand in self.hands()))
            while pool := [id for id in self.eligible(item["draw"]) if id not in held]:
                if len(hand) >= int(item.get("count", "1")):
                    break
                hand.add(dealt := self.draw(self.origin(), pool))
                held.add(dealt)

    def shuffled(self, shuffle: Any, round: int) -> list[Any]:
        # Open: `block` counts the state's shuffles alone, its text's before its results'; rounds count from 0.
        prose = [self.state.get("text"), *(one.get("result") for one in self.state.get("choices", []))]
        block = [one is shuffle for one in shuffles_in(prose)].index(True)
        stem = f"{self.seed}/shuffle/{self.origin()}/{block}/{round}"
        items = enumerate(shuffle["shuffle"])
        return [item for _, item in sorted(items, key=lambda it: hashlib.sha256(f"{stem}/{it[0]}".encode()).digest())]

    # Expressions and prose

    def value(self, expression: str, state: str = "", place: str = "") -> Any:
        state = state or self.frame.id
        names: dict[str, Any] = {
            "true": True,
            "false": False,
            "roll": lambda sides: self.chance(place, sides) + 1,
            "visits": lambda id=state: self.visits[self.place(id)],
            "visited": lambda id: self.visits[self.place(id)] > 0,
            "chose": lambda id: self.place(*([] if "." in id else [state]), id) in self.taken,
            "hinge": lambda id: self.hinges.get(id, "none"),
            "word": lambda number: WORDS[number] if 0 <= number <= 20 else str(number),
        }
        return eval(compiled(" ".join(expression.split())), {}, ChainMap(names, self.frame.values, self.globals))

    def do(self, effects: Any, place: str) -> None:
        for effect in listed(effects):
            name, sign, expression = re.split(r"\s*([+-]?)=\s*", effect, maxsplit=1)
            value = self.value(expression, place=place)
            values = self.globals if name in self.globals else self.frame.values
            spec = (self.story if name in self.globals else self.frame.scene)["variables"][name]
            if spec["type"] == "int":
                value = values[name] + value if sign == "+" else values[name] - value if sign == "-" else value
                value = max(int(spec.get("min", -(10**9))), min(int(spec.get("max", 10**9)), value))
            values[name] = value

    def say(self, prose: Any) -> list[str]:
        """What prose says, a string for each block."""
        if isinstance(prose, list):
            return [words for part in prose for words in self.say(part)]
        if isinstance(prose, str):
            text = re.sub(r"\{\{|\}\}|\{([^{}]*)\}", self.shown, prose)
            return [re.sub(r"\[\[([^]|]*)\|?([^]]*)\]\]", lambda it: it[2] or self.names[it[1]], text)] if prose else []
        if "when" in prose:
            return self.say(prose["text"] if self.value(prose["when"]) else prose.get("else", ""))
        if "paragraph" in prose:
            return [" ".join(self.say(prose["paragraph"]))]
        if "first" in prose:
            saying = [said for part in prose["of"] if (said := self.say(part))]
            return [words for said in saying[: int(prose["first"])] for words in said]
        ((kind, items),) = prose.items()
        round, turn = divmod(self.visits[self.place(self.frame.id)] - 1, len(items))
        if kind == "shuffle":
            return self.say(self.shuffled(prose, round)[turn])
        return [] if kind == "once" and round else self.say(items[-1 if kind == "sequence" and round else turn])

    def shown(self, found: re.Match[str]) -> str:
        value = self.value(found[1]) if found[1] else found[0][0]
        specs = ChainMap(self.frame.scene.get("variables", {}), self.story.get("variables", {}))
        words = specs.get((found[1] or "").strip(), {}).get("values")
        return str(words[value] if isinstance(words, dict) else value)

    # The way

    def options(self) -> dict[str, Any]:
        """What is open, in order: choices, and storylets where their draw stands."""
        found: dict[str, Any] = {}
        hands = iter([] if "choices" not in self.state else list(self.hands()))
        for item in [] if self.ending else self.state.get("choices", []):
            if "draw" in item:
                hand = next(hands)[1]
                found |= {id: None for id in self.eligible(item["draw"]) if id in hand}
            elif self.value(item.get("when", "true")):
                spent = item.get("once") == "true" and self.place(self.frame.id, item["id"]) in self.taken
                found |= {} if spent else {item["id"]: item}
        return found

    def choose(self, id: str) -> None:
        item, state, place = self.options()[id], self.state, self.place(self.frame.id, id)
        self.step, self.numbers, self.said = self.step + 1, Counter(), []
        self.taken.add(place)
        if item is None:
            for _, hand in self.hands():
                hand.discard(id)
            self.frame.back = self.frame.id
            return self.walk(id)
        if "hinge" in state and "to" in item:
            self.hinges[state["hinge"]] = id
        origin = self.origin(id)
        self.do(item.get("do", []), origin)
        self.said += self.say(item.get("result", ""))
        return self.walk(self.settle(item["to"], origin) if "to" in item else self.fallback())

    def settle(self, rules: Any, place: str, outcome: str = "") -> str:
        for rule in [{"to": rules}] if isinstance(rules, str) else rules:
            if self.value(rule.get("when", "true")) and rule.get("outcome", outcome) == outcome:
                if "to" in rule:
                    return str(self.frame.back if rule["to"] == "back" else rule["to"])
                if pool := self.eligible(rule["draw"]):
                    # Open: what a rule deals is not taken out of a hand in which it lies.
                    self.frame.back = self.frame.id
                    return self.draw(place, pool)
        raise AssertionError

    def fallback(self) -> str:
        rests = self.ending or self.options() or "next" not in self.state
        return "" if rests else self.settle(self.state["next"], self.origin())

    def walk(self, id: str) -> None:
        """Enter states until one of them rests."""
        while id:
            self.frame.id = id
            self.visits[self.place(id)] += 1
            self.do(self.state.get("do", []), self.origin())
            self.said += self.say(self.state.get("text", ""))
            id = self.onward(self.state)

    def onward(self, state: dict[str, Any]) -> str:
        self.ending = state.get("ending", "")
        if "call" in state:
            self.frames.append(Frame(self.scenes[state["call"]]))
            return str(self.frame.scene["initial"])
        if "outcome" in state and len(self.frames) > 1:
            self.frames.pop()
            return self.settle(self.state["next"], self.origin(), state["outcome"])
        if "outcome" in state:
            route = self.story["scenes"][self.frame.scene["scene"]]["next"]
            self.frames = [Frame(self.scenes[self.settle(route, "", state["outcome"])])]
            return str(self.frame.scene["initial"])
        if "choices" in state:
            self.fill()
        return self.fallback()


# Both, side by side

CARDS = """\
start:
  do: [luck = roll(6), luck += roll(luck)]
  text:
    - cycle:
        - shuffle: [one, two, three]
        - shuffle: [four, five]
    - shuffle: [six, seven, eight, nine]
  choices:
    - {draw: urgent}
    - {id: look, text: Look., do: luck -= 1, result: {shuffle: [ten, eleven]}}
    - {draw: cards, count: 3}
    - id: gamble
      text: Gamble.
      do: luck = roll(20)
      to:
        - {draw: urgent, when: luck > 15}
        - {draw: cards, when: luck > 5}
        - {to: start}
    - {id: again, text: Again., to: start}
    - {id: on, text: On., when: visits() > 3, to: market}
ace: {tags: [cards], title: Ace., weight: luck, text: "{luck}", next: back}
king:
  tags: [cards, urgent]
  title: King.
  when: luck >= 4
  weight: 2
  text: K.
  choices: [{id: on, text: On., to: back}]
queen: {tags: [cards], title: Queen., once: true, text: Q., do: luck = roll(6), next: back}
knave: {tags: [urgent, cards], title: Knave., weight: 7 - visits(), text: J., next: back}
ten: {tags: [cards], title: Ten., when: luck <= 12, text: T., next: shared}
shared:
  text: Shared.
  choices:
    - {id: roll, text: Roll., do: [luck = roll(4) if luck > 2 else 9, luck += roll(3)], to: back}
market:
  text: {sequence: [first, "second {luck}"]}
  next: [{draw: urgent, when: luck >= 14}, {to: end}]
end: {ending: over}
"""
CARDS_HEAD = "variables:\n  luck: {type: int, initial: 1, min: 1, max: 20}\n"
SCENES = STORIES.parent.parent / "scenes"
FOLDERS = [path.parent for path in sorted([*STORIES.glob("*/*/story.yaml"), *SCENES.glob("*/story.yaml")])]


def words(said: list[str]) -> str:
    """What was said, however it is folded and marked."""
    return " ".join(" ".join(said).replace("*", "").split())


def play_both(folder: Path, seed: int) -> Reading:
    """Play by a road of chance; the engine and the reading must be of one mind at every step."""
    run, reading, road = Run.begin(load_story(folder), seed=seed), Reading(folder, seed), random.Random(seed)
    for step in range(60):
        where = f"{run.here} at step {step}, after {run.choices[-3:]}"
        assert run.here == reading.place(reading.frame.id), where
        assert dict(run.values) == reading.globals | reading.frame.values, where
        assert [option.id for option in run.options if option.open] == list(reading.options()), where
        said = [paragraph.plain for page in run.turns[-1].pages for paragraph in page.paragraphs]
        assert words(said) == words(reading.said), where
        assert (run.ending.id if run.ending else "") == reading.ending, where
        if run.over:
            break
        choice = road.choice(list(reading.options()))
        run.choose(choice)
        reading.choose(choice)
    return reading


@pytest.mark.parametrize("seed", [*range(-2, 8), 1917, 2**31, -(10**18)])
@pytest.mark.parametrize("folder", FOLDERS, ids=[f"{folder.parent.name}/{folder.name}" for folder in FOLDERS])
def test_the_specimens_are_played_alike(folder: Path, seed: int) -> None:
    play_both(folder, seed)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("cards"), scene_of(CARDS, CARDS_HEAD))


@pytest.mark.parametrize("seed", range(40))
def test_every_kind_of_chance_falls_alike(cards: Path, seed: int) -> None:
    play_both(cards, seed)


def test_the_reading_sees_all_of_the_cards(cards: Path) -> None:
    seen = {place for seed in range(20) for place in play_both(cards, seed).visits}
    assert seen == {f"scene.{id}" for id in "start ace king queen knave ten shared market end".split()}
