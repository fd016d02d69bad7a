"""A chart in the languages of other tools: Mermaid, and DOT of Graphviz."""

import re

from game.author.chart import Box, Chart, Shape

_MERMAID = {
    Shape.SCENE: ("[", "]"),
    Shape.WHAT_IF: ("[[", "]]"),
    Shape.STATE: ("[", "]"),
    Shape.HINGE: ("{", "}"),
    Shape.STORYLET: ("(", ")"),
    Shape.OUTCOME: ("[/", "/]"),
    Shape.ENDING: ("([", "])"),
}
_MARKUP = re.compile('["#%&<>`\\\\]')
"""Signs that Mermaid is told of by their numbers."""
_DOT = {
    Shape.SCENE: "box",
    Shape.WHAT_IF: "box3d",
    Shape.STATE: "box",
    Shape.HINGE: "diamond",
    Shape.STORYLET: "note",
    Shape.OUTCOME: "parallelogram",
    Shape.ENDING: "oval",
}


def as_mermaid(chart: Chart) -> str:
    """A flowchart; the road of the record is drawn thick, what no play reached is grey."""
    names = {box.id: f"n{number}" for number, box in enumerate(chart.boxes)}
    lines = ["---", f"title: {_quoted(chart.title)}", "---", "flowchart TD"]
    for group, boxes in _grouped(chart).items():
        indent = "    "
        if group:
            lines.append(f"    subgraph {_label(group)}")
            indent = "        "
        for box in boxes:
            left, right = _MERMAID[box.shape]
            lines.append(f"{indent}{names[box.id]}{left}{_label(box.label)}{right}")
        if group:
            lines.append("    end")
    for way in chart.ways:
        if way.start in names and way.end in names:
            arrow = "==>" if way.record else "-->"
            label = f"|{_label(way.label)}|" if way.label else ""
            lines.append(f"    {names[way.start]} {arrow}{label} {names[way.end]}")
    lines.append("    classDef record stroke-width:3px")
    lines.append("    classDef unseen fill:#ddd,stroke:#bbb,color:#888")
    for kind, chosen in (
        ("record", [box for box in chart.boxes if box.record]),
        ("unseen", [box for box in chart.boxes if not box.seen]),
    ):
        if chosen:
            lines.append(f"    class {','.join(names[box.id] for box in chosen)} {kind}")
    return "\n".join(lines) + "\n"


def as_dot(chart: Chart) -> str:
    """A digraph; the road of the record is bold, what no play reached is grey."""
    lines = [f"digraph {_quoted(chart.title)} {{", "    rankdir=TB", '    node [fontname="serif"]']
    for number, (group, boxes) in enumerate(_grouped(chart).items()):
        if group:
            lines += [f"    subgraph cluster_{number} {{", f"        label={_quoted(group)}"]
        for box in boxes:
            lines.append(f"        {_quoted(box.id)} [{_dot_style(box)}]")
        if group:
            lines.append("    }")
    for way in chart.ways:
        style = " style=bold" if way.record else ""
        lines.append(f"    {_quoted(way.start)} -> {_quoted(way.end)} [label={_quoted(way.label)}{style}]")
    return "\n".join([*lines, "}"]) + "\n"


def _dot_style(box: Box) -> str:
    style = f"label={_quoted(box.label)} shape={_DOT[box.shape]}"
    if box.record:
        style += " penwidth=3"
    return style if box.seen else style + ' color="gray70" fontcolor="gray50"'


def _grouped(chart: Chart) -> dict[str, list[Box]]:
    groups: dict[str, list[Box]] = {"": []}
    for box in chart.boxes:
        groups.setdefault(box.group, []).append(box)
    return groups


def _label(text: str) -> str:
    """Words that Mermaid shows as they are: it would take them for HTML, Markdown or a directive of its own."""
    return f'"{_MARKUP.sub(lambda sign: f"#{ord(sign[0])};", text)}"'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "/").replace('"', "'") + '"'
