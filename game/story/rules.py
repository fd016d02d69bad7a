"""Rules: where a choice, a state or an outcome leads, by the first whose conditions hold."""

from collections.abc import Callable
from typing import NamedTuple

from game.story.expressions import Expression
from game.story.model import Rule, Spot, spot_of
from game.story.reading import Reader
from game.story.shapes import RULE, Shape
from game.story.source import Node, Scalar, Sequence


def lone_rule(scalar: Scalar, target: Callable[[Scalar], str]) -> tuple[Rule]:
    """An id that stands for a list of rules: the way there is always open."""
    return (Rule(Spot(scalar.source, scalar.start, scalar.end), None, "", target(scalar)),)


class RuleReader(NamedTuple):
    """How the parts of a rule are read where it stands.

    `tag` is None where nothing is dealt, `outcome` where no outcome is asked.
    """

    reader: Reader
    condition: Callable[[Node | None], Expression | None]
    target: Callable[[Scalar], str]
    tag: Callable[[Node | None, Shape], str] | None = None
    outcome: Callable[[Scalar], str] | None = None

    def read(self, node: Node | None, name: str, shape: Shape) -> tuple[Rule, ...]:
        """An id, or a list of rules; the last has no condition."""
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return lone_rule(node, self.target)
        if not isinstance(node, Sequence):
            self.reader.wrong(name, shape[name], node)
            return ()
        if not node.items:
            self.reader.tell("empty-list", node.place(), what=f'"{name}"')
        rules = []
        resort = False
        for number, item in enumerate(node.items):
            fields = self.reader.fields(item, RULE, "a rule")
            if fields is None:
                continue
            rule = self._rule(fields, item)
            if rule is not None:
                rules.append(rule)
            conditional = bool(fields.keys() & {"when", "outcome", "draw"})
            last = number == len(node.items) - 1
            if not conditional and not last and not resort:
                self.reader.tell("rule-after-last", node.items[number + 1].place())
            resort = resort or not conditional
            if last and not resort:
                self.reader.tell("no-last-resort", item.place())
        return tuple(rules)

    def _rule(self, fields: dict[str, Node], item: Node) -> Rule | None:
        to, draw = fields.get("to"), fields.get("draw")
        if (to is None) == (draw is None) or (draw is not None and self.tag is None):
            self.reader.tell("rule-leads-nowhere", item.place(), or_draw=' or "draw"' if self.tag else "")
            return None
        leads = self.reader.scalar(to, "to", RULE)
        asked = self.reader.scalar(fields.get("outcome"), "outcome", RULE)
        outcome = ""
        if asked is not None and self.outcome is None:
            self.reader.tell("outcome-out-of-place", asked.place())
        elif asked is not None and self.outcome is not None:
            outcome = self.outcome(asked)
        return Rule(
            spot_of(item),
            self.condition(fields.get("when")),
            outcome,
            self.target(leads) if leads is not None else "",
            self.tag(draw, RULE) if draw is not None and self.tag is not None else "",
        )
