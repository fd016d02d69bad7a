"""Stories made at random: whole, in order by the checker's lights, and of every form of the language."""

from pathlib import Path

from hypothesis import strategies as st

from tests.making import HEAD, write_files

_STORY = (
    HEAD
    + """\
initial: scene
variables:
  blood: {type: int, initial: 2, min: 0, max: 9}
  rain: {type: bool, initial: false}
  mood: {type: enum, values: {calm: quite calm, angry: in a rage}, initial: calm}
scenes:
  scene:
    next:
      - {outcome: won, to: other}
      - {when: 'hinge("h") == "keep"', to: other}
      - {to: scene}
  other: {next: other}
  memory: {}
endings:
  over: {title: Over}
"""
)
_OWN = "variables:\n  n: {type: int, initial: 0, min: -3, max: 12}\n  tick: {type: int, initial: 0}\n"
_OTHER = """\
scene: other
title: Another
initial: start
outcomes: [again]
states:
  start:
    text: 'Another scene, {blood}.'
    choices:
      - {id: on, text: On., do: blood -= 1, to: end}
      - {id: stop, text: Stop., to: stop}
  end: {outcome: again}
  stop: {ending: over}
"""
_MEMORY = """\
scene: memory
title: A Memory
initial: start
outcomes: [sad, glad]
variables: {m: {type: int, initial: 1}}
states:
  start:
    at: 1905-01-09
    text: 'Snow, {word(m)}.'
    choices:
      - {id: weep, text: Weep., do: 'm = roll(4)', to: [{when: m > 2, to: sad}, {to: glad}]}
      - {id: laugh, text: Laugh., to: glad}
  sad: {outcome: sad}
  glad: {outcome: glad}
"""

NUMBERS = st.integers(-4, 14)
CONDITIONS = st.one_of(
    st.builds("blood {} {}".format, st.sampled_from(["<", ">=", "==", "!="]), st.integers(0, 9)),
    st.builds("n + blood > {}".format, NUMBERS),
    st.builds("tick % 3 == {}".format, st.integers(0, 2)),
    st.sampled_from(
        ["rain", "not rain", 'mood == "angry"', "visits() > 1", 'hinge("h") == "part"', "n // 2 < blood and not rain"]
    ),
)
EFFECTS = st.one_of(
    st.builds("{} {} {}".format, st.sampled_from(["n", "blood", "tick"]), st.sampled_from(["+=", "-="]), NUMBERS),
    st.builds("n = roll({})".format, st.integers(1, 6)),
    st.sampled_from(
        ["rain = not rain", 'mood = "angry" if n > 3 else "calm"', "tick += 1", "n = max(n, blood) * 2 - abs(tick)"]
    ),
)
TEXTS = st.one_of(
    st.just(["'Plain words.'"]),
    st.just(["'It is {mood}, {n} and {word(blood)}. {\"Rain.\" if rain else \"\"}'"]),
    st.sampled_from([[f"{{{kind}: ['One.', 'Two.', 'Three.']}}"] for kind in ("sequence", "once", "cycle", "shuffle")]),
    st.builds(lambda when: ["'First.'", f"{{when: '{when}', text: 'If.', else: 'Else.'}}"], CONDITIONS),
    st.builds(lambda when: [f"{{first: 1, of: [{{when: '{when}', text: 'If.'}}, 'Or.']}}"], CONDITIONS),
)  # fmt: skip


def _quoted(expression: str) -> str:
    return "'" + expression.replace("'", "''") + "'"


@st.composite
def stories(draw: st.DrawFn) -> dict[str, str]:
    """The files of a story: some states that lead anywhere, storylets, a hinge, a call, and a way to each end."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    targets = st.sampled_from([*names, "start", "vote", "memory", "won", "lost", "deck"])
    lines = ["scene: scene", "title: A Scene", "initial: start", _OWN.rstrip(), "outcomes: [won, lost]", "states:"]
    for name in ["start", *names]:
        lines += _state(draw, name, targets)
    lines += _fixed(draw)
    return {"scene": "\n".join(lines) + "\n"}


def _state(draw: st.DrawFn, name: str, targets: st.SearchStrategy[str]) -> list[str]:
    lines = [f"  {name}:"]
    if draw(st.booleans()):
        lines.append(f"    at: 1917-0{draw(st.integers(1, 9))}-05 10:00 + 30 * tick minutes")
    if draw(st.booleans()):
        lines.append(f"    do: {_quoted(draw(EFFECTS))}")
    lines += ["    text:", *(f"      - {text}" for text in draw(TEXTS)), "    choices:"]
    for number in range(draw(st.integers(1, 3))):
        lines += _choice(draw, f"c{number}", targets)
    if draw(st.booleans()):
        lines.append(f"      - {{draw: wires, count: {draw(st.integers(1, 3))}}}")
    lines += ["      - {id: leave, text: Leave., to: lost}"]
    return lines


def _choice(draw: st.DrawFn, id: str, targets: st.SearchStrategy[str]) -> list[str]:
    lines = [f"      - id: {id}", f"        text: 'Take {id}, {{n}}.'"]
    if draw(st.booleans()):
        lines.append(f"        when: {_quoted(draw(CONDITIONS))}")
        if draw(st.booleans()):
            lines.append("        locked: 'Not {mood} enough.'")
    if draw(st.integers(0, 3)) == 0:
        lines.append("        once: true")
    if draw(st.booleans()):
        lines.append("        do:")
        lines += [f"          - {_quoted(effect)}" for effect in draw(st.lists(EFFECTS, min_size=1, max_size=3))]
    stays = draw(st.integers(0, 3)) == 0
    if stays or draw(st.booleans()):
        lines.append("        result: {cycle: ['A result, {n}.', 'Another.']}")
    if stays:
        return lines
    way = draw(st.integers(0, 2))
    if way == 0:
        lines.append(f"        to: {draw(targets)}")
    else:
        lines.append("        to:")
        first = f"when: {_quoted(draw(CONDITIONS))}"
        deals = "draw: wires" if way == 2 else f"to: {draw(targets)}"
        lines += [f"          - {{{first}, {deals}}}", f"          - {{to: {draw(targets)}}}"]
    return lines


def _fixed(draw: st.DrawFn) -> list[str]:
    """A hinge, a call, a deck and the ends, their conditions drawn."""
    condition, weight = _quoted(draw(CONDITIONS)), draw(st.integers(0, 4))
    return f"""\
  vote:
    hinge: h
    record: Ten to two.
    text: A vote.
    choices:
      - {{id: keep, text: Keep., history: true, to: start}}
      - {{id: part, text: Part., when: {condition}, what-if: A part, because: Odds., do: blood += 1, to: deck}}
  memory:
    call: memory
    next:
      - {{outcome: sad, to: start}}
      - {{to: deck}}
  deck:
    text: A deck.
    next:
      - {{draw: wires, when: tick < 5}}
      - {{to: won}}
  wire-a: {{tags: [wires], title: 'A, {{n}}.', weight: {weight}, do: tick += 1, text: A., next: back}}
  wire-b:
    tags: [wires]
    title: B.
    when: {condition}
    once: {str(draw(st.booleans())).lower()}
    do: tick += 1
    text: B.
    choices:
      - {{id: on, text: On., to: back}}
      - {{id: off, text: Off., to: won}}
  wire-c: {{tags: [wires], title: C., weight: 2 + blood, do: tick += 2, text: C., next: back}}
  won: {{outcome: won}}
  lost: {{text: Lost., outcome: lost}}""".splitlines()


def write_story(folder: Path, files: dict[str, str]) -> Path:
    """The generated story as a folder."""
    return write_files(folder, files["scene"], _STORY, other__yaml=_OTHER, memory__yaml=_MEMORY)
