"""From an author's prose to blocks: strings, lists and the forms that vary."""

from collections.abc import Callable

from game.story.diagnostics import problem
from game.story.expressions import Expression, Report, Scope, Use, read_expression
from game.story.guards import read_guard
from game.story.marks import Marks
from game.story.prose import Blocks, ByVisit, FirstOf, Joined, Line, Prose, Shuffle, When, line_of, prose_of
from game.story.reading import Reader, kind_of
from game.story.shapes import PROSE_FORMS, Key, Kind, Shape
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence, uneven_line


class ProseReader:
    """Reads the prose of one state (or of one codex entry, which has no state).

    `key` is the `scene.state`, `origin` the same under oldest names; shuffles are numbered as they are met.
    """

    def __init__(
        self,
        reader: Reader,
        scope: Scope,
        codex_name: Callable[[str], str | None],
        suggest_entry: Callable[[str], str],
        key: str = "",
        origin: str = "",
        known: dict[tuple[str, Use], Expression] | None = None,
    ) -> None:
        """`known` are expressions read before, which mean the same in every state of the scene."""
        self.reader = reader
        self.scope = scope
        self.key = key
        self.origin = origin
        self._known = {} if known is None else known
        self._shuffles = 0

        # A method of its own would tie it to its marks, and keep the file's whole tree until the collector comes.
        def braces(text: str, report: Report) -> Expression | None:
            return read_expression(text, scope, Use.BRACES, report)

        self._marks = Marks(braces, codex_name, suggest_entry)

    def condition(self, node: Node | None, use: Use = Use.CONDITION) -> Expression | None:
        """An expression that stands by itself: a guard, or a number."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            from game.story.traps import expression_problem

            self.reader.problems.append(expression_problem(node))
            return None
        expression = self._known.get((node.value, use))
        if expression is None:
            expression = read_guard(self.reader, node, self.scope, use)
            if expression is not None and expression.same_anywhere:
                self._known[node.value, use] = expression
        return expression

    def line(self, node: Node | None, name: str, shape: Shape) -> Line | None:
        """One line: a title, a choice's text, a reason."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self._not_text(node, name, shape[name])
            return None
        if node.missing:
            return None
        self.reader.check_comment(node)
        read = self._marks.paragraphs(node.value, False, self.reader.report_in(node))
        if not read:
            self.reader.tell("empty-text", node.place(), what=f'"{name}"')
            return None
        if len(read) > 1:
            self.reader.tell("not-one-line", node.place(), what=f'"{name}"', found=len(read))
        return line_of(read)

    def prose(self, node: Node | None, name: str = "text") -> Prose | None:
        """Prose in any form; `name` is the key it stands under."""
        if node is None:
            return None
        if isinstance(node, Scalar):
            return self._string(node, name)
        if isinstance(node, Sequence):
            return self._list(node, name)
        return self._form(node, name)

    def _string(self, node: Scalar, name: str) -> Prose | None:
        if node.missing:
            return None
        self.reader.check_comment(node)
        uneven = uneven_line(node)
        if uneven is not None:
            self.reader.problems.append(problem("uneven-text", uneven))
        read = self._marks.paragraphs(node.value, node.style == "|", self.reader.report_in(node))
        if not read:
            self.reader.tell("empty-text", node.place(), what=f'"{name}"')
            return None
        return prose_of(read)

    def _list(self, node: Sequence, name: str) -> Prose | None:
        blocks = self._blocks(node, name)
        return Blocks(blocks) if len(blocks) != 1 else blocks[0]

    def _blocks(self, node: Node, name: str) -> tuple[Prose, ...]:
        if not isinstance(node, Sequence):
            self.reader.tell("wrong-type", node.place(), key=name, expected=Kind.BLOCKS.value, found=kind_of(node))
            return ()
        if node.flow:
            self._check_flow(node)
        if not node.items:
            self.reader.tell("empty-list", node.place(), what=f'"{name}"')
        read = (self.prose(item, name) for item in node.items)
        return tuple(prose for prose in read if prose is not None)

    def _check_flow(self, node: Sequence) -> None:
        """Tell of text in [ ] that a comma may have parted."""
        from game.story.traps import flow_text_problem

        trap = flow_text_problem(node)
        if trap is not None:
            self.reader.problems.append(trap)

    def _form(self, node: MappingNode, name: str) -> Prose | None:
        form = next((key for key in PROSE_FORMS if key in node.entries), "")
        if not form:
            other = node.entries.get("if")
            if other is not None:
                place = other.key.place()
                self.reader.tell("unknown-key", place, 'did you mean "when"?', what="a block of prose", key="if")
            else:
                self._not_text(node, name, None)
            return None
        fields = self.reader.fields(node, PROSE_FORMS[form], f'prose with "{form}"')
        if fields is None:
            return None
        if form == "when":
            when = self.condition(fields.get("when"))
            text = self.prose(fields.get("text"))
            otherwise = self.prose(fields.get("else"), "else")
            return When(when, text, otherwise) if when is not None and text is not None else None
        if form == "first":
            count = self.reader.number(fields.get("first"), "first", PROSE_FORMS[form], 1)
            listed = fields.get("of")
            blocks = self._blocks(listed, "of") if listed is not None else ()
            return FirstOf(count, blocks) if blocks else None
        number = self._shuffles
        self._shuffles += form == "shuffle"
        blocks = self._blocks(fields[form], form)
        if not blocks:
            return None
        if form == "paragraph":
            return Joined(blocks)
        if form == "shuffle":
            return Shuffle(self.key, self.origin, number, blocks)
        return ByVisit(form, self.key, blocks)

    def _not_text(self, node: Node, name: str, key: Key | None) -> None:
        from game.story.traps import text_problem

        trap = text_problem(node, name)
        if trap is not None:
            self.reader.problems.append(trap)
        elif key is None and isinstance(node, MappingNode):
            found = ", ".join(f'"{written}"' for written in node.entries) or "none at all"
            self.reader.tell("unknown-prose-form", node.place(), found=found)
        else:
            expected = key.kind.value if key is not None else "text"
            self.reader.tell("wrong-type", node.place(), key=name, expected=expected, found=kind_of(node))
