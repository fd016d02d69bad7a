"""Rules that a state must keep as a whole: its ways on, its hinge, its storylets."""

from game.story.diagnostics import Place
from game.story.model import Choice, Draw, Mark, Scene, State, spot_of
from game.story.reading import Fields, Reader
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Sequence

_ONLY_STORYLETS = ("title", "weight", "when", "once")
_EXCLUSIVE = (("call", "choices"), ("outcome", "choices"), ("outcome", "next"), ("outcome", "call"),
              ("ending", "choices"), ("ending", "next"), ("ending", "call"), ("ending", "outcome"))  # fmt: skip


def check_ways(reader: Reader, state: State, fields: Fields) -> None:
    """A state has `choices`, `next` or both; or `call` with `next`; or `outcome`; or `ending`."""
    if not fields.keys() & {"choices", "next", "call", "outcome", "ending"}:
        reader.tell("no-way-out", state.spot.place, state=state.id)
    for one, other in _EXCLUSIVE:
        if one in fields and other in fields:
            reader.tell("mixed-ways", fields[other].place(), one=one, other=other)
    if "call" in fields and "next" not in fields:
        reader.tell("call-without-next", fields["call"].place())
    deals_next = any(rule.draw for rule in state.next)
    if deals_next and "do" in fields:
        reader.tell("do-where-next-deals", fields["do"].place())
    if state.tags:
        if deals_next or any(isinstance(way, Draw) or any(r.draw for r in way.to) for way in state.choices):
            reader.tell("storylet-deals", state.spot.place, state=state.id)
    else:
        for key in _ONLY_STORYLETS:
            if key in fields:
                reader.tell("not-a-storylet", fields[key].place(), key=key)


def check_hinge(reader: Reader, state: State, fields: Fields, *, what_if: bool) -> None:
    """One choice is what happened; every other that leads on is marked and argued."""
    choices = [way for way in state.choices if isinstance(way, Choice)]
    if not state.hinge:
        if "record" in fields:
            reader.tell("record-without-hinge", fields["record"].place())
        for choice in choices:
            if choice.mark is not None or choice.because is not None:
                _tell_marks(reader, choice, _Places(fields.get("choices")), detail="")
        return
    places = _Places(fields.get("choices"))
    if "next" in fields:
        reader.tell("hinge-with-next", fields["next"].place())
    if "choices" not in fields:
        reader.tell("hinge-without-choices", fields["hinge"].place())
        return
    if what_if and "record" in fields:
        reader.tell("record-off-the-record", fields["record"].place(), key="record")
    history = [choice for choice in choices if choice.mark is Mark.HISTORY]
    if not what_if and len(history) != 1:
        found = "none" if not history else str(len(history))
        hint = "Leave it to one of them; mark the others what-if or tried." if history else ""
        reader.tell("hinge-without-history", fields["hinge"].place(), hint, found=found)
    for choice in choices:
        _check_hinge_choice(reader, choice, places, what_if=what_if)


def _check_hinge_choice(reader: Reader, choice: Choice, places: "_Places", *, what_if: bool) -> None:
    if choice.mark is Mark.HISTORY:
        if what_if:
            reader.tell("record-off-the-record", places.of(choice, "history"), key="history")
        if choice.when is not None:
            reader.tell("history-closed", places.of(choice, "when"), key="when")
        if choice.once:
            reader.tell("history-closed", places.of(choice, "once"), key="once")
        if not choice.to:
            reader.tell("history-stays", places.of(choice, "history"))
        return
    if not choice.to:
        _tell_marks(reader, choice, places, detail=", and this one stays where it is")
        return
    if choice.mark is None or (what_if and choice.mark is Mark.TRIED):
        needed = '"what-if"' if what_if else '"what-if" or "tried" (or "history", if it is what happened)'
        reader.tell("hinge-choice-unmarked", places.of(choice, "id"), choice=choice.id, needed=needed)
    if choice.because is None:
        reader.tell("no-because", places.of(choice, "id"), choice=choice.id)


def _tell_marks(reader: Reader, choice: Choice, places: "_Places", *, detail: str) -> None:
    """Tell of the keys of a choice that belong to a hinge alone, where they decide none."""
    marks = [choice.mark.value] if choice.mark is not None else []
    for key in [*marks, "because"] if choice.because is not None else marks:
        reader.tell("mark-without-hinge", places.of(choice, key), key=key, detail=detail)


class _Places:
    """Where the keys of a state's choices are written; of an id, where its value is."""

    def __init__(self, listed: Node | None) -> None:
        items = listed.items if isinstance(listed, Sequence) else []
        self._nodes = {spot_of(item).start: item for item in items if isinstance(item, MappingNode)}

    def of(self, choice: Choice, key: str) -> Place:
        """The place of `key` in a choice; of the choice itself where it does not have it."""
        node = self._nodes.get(choice.spot.start)
        entry = node.entries.get(key) if node is not None else None
        if entry is None:
            return choice.spot.place
        return entry.value.place() if key == "id" else entry.key.place()


def check_storylets(reader: Reader, scene: Scene) -> None:
    """What is offered among choices is offered by its title."""
    offered = {way.tag: way for state in scene.states.values() for way in state.choices if isinstance(way, Draw)}
    for state in scene.states.values():
        if state.title is None and any(tag in offered for tag in state.tags):
            reader.tell("storylet-without-title", state.spot.place, state=state.id)
