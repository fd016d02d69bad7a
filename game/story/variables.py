"""Variables as authors declare them, and values as authors give them."""

from collections.abc import Mapping

from game.story.diagnostics import did_you_mean
from game.story.reading import Fields, Reader, old_names
from game.story.shapes import SCENE, VARIABLE, Shape
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence
from game.story.types import LIMIT, TypeName, Value, Variable, name_problem

_TYPES: Mapping[str, TypeName] = {"int": "int", "bool": "bool", "enum": "enum"}
_MEANT: Mapping[str, TypeName] = {
    "integer": "int",
    "number": "int",
    "float": "int",
    "boolean": "bool",
    "flag": "bool",
    "enumeration": "enum",
    **_TYPES,
}
_OF_TYPE = {"min": "int", "max": "int", "gauge": "int", "values": "enum"}


def read_variables(
    reader: Reader, node: Node | None, shape: Shape, story: Mapping[str, Variable], scene: str = ""
) -> dict[str, Variable]:
    """The variables declared under `variables`; a scene's may not repeat the story's."""
    entries = reader.entries(node, "variables", shape)
    declared = {key.value for key, _ in entries}
    fields_of: list[tuple[Scalar, Fields]] = []
    for key, declaration in entries:
        why = name_problem(key.value)
        if why:
            reader.tell("bad-name", key.place(), why=why, name=key.value)
        elif key.value in story:
            reader.tell("name-clash", key.place(), name=key.value)
        fields = reader.fields(declaration, VARIABLE, f'variable "{key.value}"')
        if fields is not None:
            fields_of.append((key, fields))
    was = _old_variable_names(reader, fields_of, declared | set(story))
    read = (_variable(reader, key, fields, was.get(key.value, ()), scene) for key, fields in fields_of)
    return {variable.name: variable for variable in read if variable is not None}


def _old_variable_names(
    reader: Reader, fields_of: list[tuple[Scalar, Fields]], in_use: set[str]
) -> dict[str, tuple[str, ...]]:
    listed = [(key.value, fields.get("was")) for key, fields in fields_of]
    return old_names(reader, listed, VARIABLE, in_use.__contains__, names=True)


def _variable(reader: Reader, key: Scalar, fields: Fields, was: tuple[str, ...], scene: str) -> Variable | None:
    """A variable, as far as it can be made out: where it is used, nothing is told again."""
    written = reader.scalar(fields.get("type"), "type", VARIABLE)
    if written is None:
        return None
    type_name = _TYPES.get(written.value)
    if type_name is None:
        type_name = _MEANT.get(written.value.lower())
        hint = f'did you mean "{type_name}"?' if type_name else ""
        reader.tell("unknown-type", written.place(), hint, found=written.value)
    if type_name is None:
        return None
    for name, of_type in _OF_TYPE.items():
        if name in fields and type_name != of_type:
            reader.tell("key-of-another-type", fields[name].place(), key=name, type=type_name)
    low = reader.number(fields.get("min"), "min", VARIABLE, -LIMIT)
    high = reader.number(fields.get("max"), "max", VARIABLE, LIMIT)
    if low > high:
        reader.tell("bad-range", key.place(), low=low, high=high)
        low, high = high, low
    words = _words(reader, fields.get("values")) if type_name == "enum" else {}
    if type_name == "enum" and not words:
        if "values" not in fields:
            about = VARIABLE["values"].about
            reader.tell("missing-key", key.place(), what=f'enum "{key.value}"', key="values", about=about)
        return None
    shown = {
        "label": reader.title(fields.get("label"), "label", VARIABLE),
        "about": reader.label(fields.get("about"), "about", VARIABLE),
    }
    gauge = reader.flag(fields.get("gauge"), "gauge", VARIABLE)
    name = key.value if not name_problem(key.value) else key.value.replace("-", "_").lower()
    blank = Variable(name, type_name, low, low, high, words)
    initial = read_value(reader, fields.get("initial"), blank, f'the initial value of "{name}"')
    if initial is None:
        initial = low if type_name == "int" else next(iter(words), False)
    return Variable(
        name, type_name, initial, low, high, words, gauge=gauge, was=was, scene=scene, place=key.place(), **shown
    )


def _words(reader: Reader, node: Node | None) -> dict[str, str]:
    """An enum's values and the words each is shown as."""
    if isinstance(node, Sequence):
        scalars = reader.id_scalars(node, "values", VARIABLE)
        words: dict[str, str] = {}
        for scalar in scalars:
            if scalar.value in words:
                reader.tell("duplicate-id", scalar.place(), kind="a value", id=scalar.value)
            words[scalar.value] = scalar.value
        return words
    if isinstance(node, MappingNode):
        entries = reader.entries(node, "values", VARIABLE)
        return {key.value: reader.label(value, "values", VARIABLE) for key, value in entries if reader.id_of(key, ())}
    if node is not None:
        reader.wrong("values", VARIABLE["values"], node)
    return {}


def read_value(reader: Reader, node: Node | None, variable: Variable, what: str) -> Value | None:
    """A value for `variable`, or None where it is none."""
    scalar = reader.scalar(node, "initial", VARIABLE)
    if scalar is None:
        return None
    written = scalar.value
    hint = ""
    if variable.type == "bool":
        if written in ("true", "false"):
            return written == "true"
        expected = "true or false"
    elif variable.type == "enum":
        if written in variable.words:
            return written
        expected = "one of " + ", ".join(variable.words)
        hint = did_you_mean(written, variable.words)
    else:
        digits = written[1:] if written.startswith("-") else written
        if digits.isdecimal() and digits.isascii() and variable.low <= int(written) <= variable.high:
            return int(written)
        expected = f"a whole number from {variable.low} to {variable.high}"
    reader.tell("bad-value", scalar.place(), hint, what=what, expected=expected, found=written)
    return None


def read_preset(reader: Reader, node: Node | None, variables: Mapping[str, Variable]) -> dict[str, Value]:
    """Story variables with their values, as under `alone`."""
    preset: dict[str, Value] = {}
    for key, value in reader.entries(node, "alone", SCENE):
        if reader.known(key, variables, "unknown-variable", name=key.value):
            read = read_value(reader, value, variables[key.value], f'"{key.value}"')
            if read is not None:
                preset[key.value] = read
    return preset
