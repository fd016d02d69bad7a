"""A story as Twee 3, to open and look at in Twine: a passage for each state, with its links laid out as a chart.

What Twine's formats cannot run (conditions, effects, draws) stands in the passage as the author wrote it, in a
comment that is seen while editing. The export is for looking at and sharing, and is not read back.
"""

import hashlib
import json
import re
from collections.abc import Iterable

from game.author.chart import chart_of_scene
from game.author.chart_layout import lay_out
from game.author.walk import choices_of
from game.story.marks import Shown, Template
from game.story.model import BACK, Choice, Draw, Rule, Scene, State, Story
from game.story.prose import Blocks, ByVisit, Constant, FirstOf, Joined, Line, Prose, Shuffle, When, Words
from game.story.text import Paragraph

_SPREAD = 1.6
_MARKUP = re.compile(r"<(?=[<A-Za-z/!?])|\[(?=[\[<>A-Za-z])|:(?=:)|@(?=@)")
"""Signs that begin a tag of HTML's, a macro, a link, a picture, a passage or a style, where nothing parts them."""


def as_twee(story: Story, scenes: Iterable[Scene]) -> str:
    """The whole story as one Twee 3 file."""
    scenes = list(scenes)
    first = story.scene(story.initial)
    data = {
        "ifid": _ifid(story),
        "format": "SugarCube",
        "format-version": "2.36.1",
        "start": f"{first.id}.{first.initial}",
    }
    parts = [f":: StoryTitle\n{story.title}\n", f":: StoryData\n{json.dumps(data, indent=2)}\n"]
    top = 100.0
    for scene in scenes:
        layout = lay_out(chart_of_scene(scene, {}))
        for state in scene.states.values():
            spot = layout.spots[state.id]
            place = {"position": f"{spot.x * _SPREAD:.0f},{top + spot.y * _SPREAD:.0f}", "size": "100,100"}
            parts.append(_passage(story, scene, state, place))
        top += layout.height * _SPREAD + 200
    return "\n".join(parts)


def _ifid(story: Story) -> str:
    """A version-4 style UUID that is the same each time for the same story."""
    digits = hashlib.sha256(f"october/{story.id}".encode()).hexdigest().upper()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-A{digits[17:20]}-{digits[20:32]}"


def _passage(story: Story, scene: Scene, state: State, place: dict[str, str]) -> str:
    tags = [
        kind for kind, there in (("hinge", state.hinge), ("ending", state.ending), ("outcome", state.outcome)) if there
    ]
    tags += list(state.tags)
    header = f":: {_name(state.key)}" + (f" [{' '.join(tags)}]" if tags else "") + f" {json.dumps(place)}"
    body = []
    if state.at is not None:
        moved = f" + {state.at.amount.text} {state.at.unit.value}" if state.at.amount is not None else ""
        body.append(_comment(f"at: {state.at.base}{moved}"))
    if state.effects is not None:
        body.append(_comment(f"do: {'; '.join(state.effects.texts)}"))
    if state.text is not None:
        body.append(_prose(state.text))
    body += [_choice(scene, state, choice) for choice in choices_of(state)]
    for way in state.choices:
        if isinstance(way, Draw):
            body.append(_comment(f"draw: {way.tag}, count: {way.most}"))
            body += [_link(it.title, it.key) for it in scene.storylets.get(way.tag, ()) if it.title is not None]
    body += _rules(scene, state.next, "Continue")
    if state.call:
        called = story.scene(state.call)
        body.append(_comment("call") + f"[[Continue|{called.id}.{called.initial}]]")
    if state.outcome:
        body += [
            f"[[Continue|{rule.to}.{story.scene(rule.to).initial}]]"
            for rule in story.routes[scene.id].next
            if rule.outcome in ("", state.outcome)
        ][:1]
    if state.ending:
        body.append(f"//{_text(story.endings[state.ending].title)}//")
    return "\n".join([header, "\n\n".join(part for part in body if part), ""])


def _choice(scene: Scene, state: State, choice: Choice) -> str:
    notes = []
    if choice.when is not None:
        notes.append(f"when: {choice.when.text}")
    if choice.once:
        notes.append("once")
    if choice.effects is not None:
        notes.append(f"do: {'; '.join(choice.effects.texts)}")
    comment = _comment("; ".join(notes)) if notes else ""
    label = _line(choice.text)
    links = _rules(scene, choice.to, label) if choice.to else [_link(choice.text, state.key)]
    result = f"\n{_prose(choice.result)}" if choice.result is not None else ""
    return comment + " ".join(links) + result


def _rules(scene: Scene, rules: tuple[Rule, ...], said: str) -> list[str]:
    """A link for each rule, which says its condition too: else several would read alike."""
    links = []
    for rule in rules:
        asked = f"when: {rule.when.text}" if rule.when is not None else ""
        comment = _comment(asked) if asked else ""
        label = f"{said}, if {_text(rule.when.text)}" if rule.when is not None else said
        if rule.draw:
            links += [f"{comment}[[{_plain(label)}|{it.key}]]" for it in scene.storylets.get(rule.draw, ())]
        elif rule.to == BACK:
            links += [f"{comment}[[{_plain(label)}|{scene.states[id].key}]]" for id in scene.dealt_by]
        else:
            links.append(f"{comment}[[{_plain(label)}|{scene.id}.{rule.to}]]")
    return links


def _link(line: Line, key: str) -> str:
    return f"[[{_plain(_line(line))}|{key}]]"


def _prose(prose: Prose) -> str:
    if isinstance(prose, Constant | Words):
        return "\n\n".join(map(_paragraph, prose.paragraphs))
    if isinstance(prose, Blocks):
        return "\n\n".join(map(_prose, prose.blocks))
    if isinstance(prose, Joined):
        return " ".join(map(_prose, prose.parts))
    if isinstance(prose, When):
        otherwise = f"\n\n{_comment('else')}{_prose(prose.otherwise)}" if prose.otherwise is not None else ""
        return f"{_comment(f'when: {prose.when.text}')}{_prose(prose.text)}{otherwise}"
    if isinstance(prose, FirstOf):
        return _comment(f"the first {prose.most} of") + "\n\n".join(map(_prose, prose.blocks))
    if isinstance(prose, ByVisit | Shuffle):
        kind = prose.kind if isinstance(prose, ByVisit) else "shuffle"
        return _comment(kind) + "\n\n".join(map(_prose, prose.blocks))
    return ""


def _paragraph(paragraph: Paragraph | Template) -> str:
    pieces = paragraph.pieces if isinstance(paragraph, Template) else paragraph.spans
    text = ""
    for piece in pieces:
        if isinstance(piece, Shown):
            text += "{" + _text(piece.expression.text) + "}"
        else:
            said = _text(piece.text)
            said = f"''{said}''" if piece.strong else said
            text += f"//{said}//" if piece.emphasis else said
    return text


def _line(line: Line) -> str:
    return _paragraph(line.paragraph)


def _plain(text: str) -> str:
    """Words as the label of a link, which no sign of Twine's may end early."""
    return text.replace("|", "/").replace("->", "to").replace("<-", "from").replace("]", ")").replace("[", "(")


def _text(text: str) -> str:
    """Words that Twine reads as words."""
    return _MARKUP.sub(r"\g<0> ", text)


def _name(key: str) -> str:
    return key.replace("[", "(").replace("]", ")")


def _comment(text: str) -> str:
    return f"/* {' '.join(text.split()).replace('*/', '* /')} */ "
