"""The table's own examples: each has its mistake, and mended it has it no more.

An example is a few lines out of a file. Here each is put where such lines stand, in a world that has what examples
name; `...` in them stands for whatever would be there.
"""

import re
from pathlib import Path
from textwrap import indent

import pytest

from game.author.check import check_story
from game.author.facts import ledger_of
from game.story.diagnostics.files import FILES
from game.story.diagnostics.table import TABLE
from game.story.report import explained
from game.story.shapes import CHOICE, SCENE, STATE
from game.story.types import name_problem

NOT_HERE = {
    **dict.fromkeys((row.code for row in FILES), "read alone, in tests/story/test_traps.py"),
    **dict.fromkeys(("expression-too-deep", "expression-too-long"), "shortened"),
    **dict.fromkeys(("too-many-in-one-step", "calls-too-deep"), "found in play only"),
    **dict.fromkeys(
        ("unknown-format", "misnamed-scene", "scene-without-file", "unlisted-scene"), "of files and their names"
    ),
    **dict.fromkeys(("outside-the-folder", "hinge-elsewhere", "recorded-run"), "of more files than one"),
    **dict.fromkeys(
        ("outcome-not-routed", "unknown-scene", "scene-calls-itself", "unreachable-scene", "unused-ending"),
        "of story.yaml",
    ),
    **dict.fromkeys(("name-clash",), "of a scene and story.yaml"),
    **dict.fromkeys(("unknown-town",), "of map.yaml and facts.yaml"),
    **dict.fromkeys(("long-page",), "shortened"),
}
"""Codes whose examples cannot stand in one scene; tests/broken has a story for each."""

STORY = """\
format: october-story/1
story: world
title: A World
version: 1.0.0
language: en
initial: july-days
variables:
{variables}
scenes:
  july-days: {{}}
  bloody-sunday: {{}}
endings:
  until-august: {{title: Until August}}
"""
INT = "{type: int, initial: 1, min: 0, max: 10}"
BOOL = "{type: bool, initial: false}"
WORLD = {
    **dict.fromkeys("soviet father osip blood tick bread a b c n".split(), INT),
    **dict.fromkeys("father_known door_open pass_shown known rain ready".split(), BOOL),
    "die": "{type: int, initial: 1, min: 1, max: 6}",
    "crowd_anger": INT,
    "mood": "{type: enum, values: [calm, angry], initial: calm}",
}
CALLED = (
    "scene: bloody-sunday\ntitle: A Sunday\ninitial: a\noutcomes: [dispersed]\nstates:\n  a: {outcome: dispersed}\n"
)
STATES = {
    "the-world": "{next: the-fire}",
    "the-fire": "{hinge: fire-on-the-crowd, facts: [central-committee-vote], "
    "choices: [{id: warn-the-picket, text: W., history: true, to: x}]}",
    "carrying": "{choices: [{draw: errands}, {draw: of-the-world}], next: x}",
    "an-errand": "{tags: [errands, of-the-world], title: An errand., next: x}",
}
LED_TO = (
    "x the-chamber the-exchange the-shots the-warrant the-street street funeral home after night the-desk the-door "
    "hall ending end later the-steps the-end-of-the-speech"
).split()
FACTS = (
    "facts:\n  - {id: july-days-casualties, contested: how-many}\n  - {id: central-committee-vote}\n"
    "  - {id: july-first-shots, contested: first-shots}\n"
)
CODEX = "- {id: osip, kind: person, name: Osip, text: O.}\n- {id: winter-palace, kind: place, name: W, text: P.}\n"
STANDING_FOR = {
    "choices: ...": "choices: [{id: vote-for-it, text: Vote., history: true, to: after}]",
    "text: ...": "text: It rained.",
    "record: ...": "record: It rained.",
    "because: ...": "because: The odds were even.",
    ", ...}": ", next: x}",
}
HINGE = "\n    hinge: a-hinge\n    facts: [central-committee-vote]\n"
CARRY = "\n    choices: [{id: carry-the-note, text: Carry it., once: true, to: x}]\n"
VARIABLE = re.compile(r"# (\w+): (\{.*\})")


class World:
    """A scene around an example."""

    def __init__(self, example: str) -> None:
        self.variables = {**WORLD, **dict(VARIABLE.findall(example))}
        self.own, self.head, self.states, self.first = "", "", dict(STATES), ""
        if "to: back" in example:
            del self.states["carrying"]
        if "what-if: true" in example:
            del self.states["the-fire"]
        for written, meant in STANDING_FOR.items():
            example = example.replace(written, meant)
        for part in re.split(r"^\.\.\.\n", example.rstrip() + "\n", flags=re.MULTILINE):
            self.place(
                re.sub(r"^( *[\w-]+): \.\.\.$", r"\1: {next: x}", re.sub(r"  +#.*", "", part), flags=re.MULTILINE)
            )

    def place(self, part: str) -> None:
        """Put the lines where such lines stand."""
        key = re.match(r"(?:- \{)?([\w-]+)", part)
        assert key is not None
        name = key[1]
        if name == "variables" or (": {type:" in part and not name_problem(name)):
            lines = part if name == "variables" else "variables:\n" + indent(part, "  ")
            self.own = lines
            self.variables = {name: of for name, of in self.variables.items() if f"  {name}:" not in lines}
        elif name in ("states", *(SCENE.keys() - STATE.keys())):
            head, _states, states = part.partition("states:\n")
            self.head += head
            self.add_states(re.sub("^  ", "", states, flags=re.MULTILINE))
        elif part.startswith("- {"):
            history = "" if "history: true" in part else "    - {id: it-happened, text: It., history: true, to: x}\n"
            self.states["here"] = f"{HINGE}    choices:\n{history}{indent(part, '    ')}"
        elif name in ("when", "to") or (name == "do" and "\nto:" in part):
            if name == "when":
                self.states["here"] = (
                    f"{CARRY}    next:\n      - {indent(part, '        ').strip()}\n        to: x\n      - to: x"
                )
            else:
                self.states["here"] = f"\n    choices:\n      - id: go\n        text: Go.\n{indent(part, '        ')}"
        elif name in STATE.keys() | CHOICE.keys() | {"count"}:
            self.add_body(part)
        else:
            self.add_states(part)

    def add_states(self, lines: str) -> None:
        for state in re.split(r"^(?=[\w-])", lines, flags=re.MULTILINE)[1:]:
            name, _colon, rest = state.partition(":")
            self.first = self.first or name
            self.states[name] = "\n" + indent(rest.strip("\n"), "  ") if rest.startswith("\n") else rest.rstrip()

    def add_body(self, part: str) -> None:
        once = "    choices: [{id: go, text: Go., " + part.strip() + ", to: x}]\n"
        counted = "    choices: [{draw: of-the-world, " + part.strip() + "}]\n    next: x\n"
        leads = re.search(r"^(?:choices|next|outcome|ending|call):", part, re.MULTILINE)
        body = indent(part, "    ") + ("" if leads else "    next: x\n")
        self.states["here"] = "\n" + (
            once if part.startswith("once:") else counted if part.startswith("count:") else body
        )

    def scene(self) -> str:
        led = {state: "{ending: until-august}" for state in LED_TO if state not in self.states}
        states = "".join(f"  {name}: {body.strip(' ')}\n" for name, body in {**self.states, **led}.items())
        initial = self.first or ("here" if "here" in self.states else "the-world")
        first = "" if "initial:" in self.head else f"initial: {initial}\n"
        return f"scene: july-days\ntitle: The July Days\n{first}{self.head}{self.own}states:\n{states}"

    def story(self) -> str:
        return STORY.format(variables="\n".join(f"  {name}: {of}" for name, of in self.variables.items()))


def codes_in(folder: Path, example: str) -> set[str]:
    """What is told of an example in its world."""
    world = World(example)
    files = {"story.yaml": world.story(), "july-days.yaml": world.scene(), "bloody-sunday.yaml": CALLED}
    files |= {"facts.yaml": FACTS, "codex/all.yaml": CODEX}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    told = [*check_story(folder), *ledger_of(folder).cautions]
    around = {f'nothing leads to state "{state}"' for state in (*STATES, *LED_TO)}
    return {one.code for one in told if one.message not in around}


@pytest.mark.parametrize("code", [code for code in TABLE if code not in NOT_HERE])
def test_an_example_has_its_mistake_until_it_is_mended(tmp_path: Path, code: str) -> None:
    assert code in codes_in(tmp_path / "broken", TABLE[code].example)
    assert code not in codes_in(tmp_path / "mended", TABLE[code].cured)


@pytest.mark.parametrize("code", TABLE)
def test_every_row_is_whole_and_written_alike(code: str) -> None:
    row = TABLE[code]
    assert row.message[0].islower() or row.message[0] in "\"'{"
    assert not row.message.endswith(".")
    assert re.match(r"""[A-Z"`]|\w+\(|story\.yaml""", row.explanation)
    assert row.explanation.endswith((".", ":"))
    assert row.example
    assert not row.cure or ((row.cure[0].isupper() or row.cure[0] in '"') and row.cure.endswith((".", "?", ")")))
    assert explained(code).startswith(f"{row.severity.value}[{code}]\n\n")
