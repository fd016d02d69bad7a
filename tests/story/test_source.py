"""Reading YAML: what a tree holds, where everything in it stands, and what is refused."""

import codecs
from itertools import product

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.story.diagnostics import Place, Problems
from game.story.source import (
    MOST_BYTES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Source,
    decode,
    read,
    uneven_line,
)
from game.story.yaml_tree import MOST_DEPTH

FILE = "scenes/october/bread.yaml"


def tree(text: str | bytes) -> Node:
    """The tree of a file with nothing wrong in it."""
    problems = Problems()
    node = read(text if isinstance(text, bytes) else text.encode(), FILE, problems)
    assert not problems
    assert node is not None
    return node


def refused(text: str | bytes) -> Problems:
    """What is wrong with a file."""
    problems = Problems()
    node = read(text if isinstance(text, bytes) else text.encode(), FILE, problems)
    assert node is not None or problems.errors
    return problems


def codes(text: str | bytes) -> list[str]:
    """The codes of what is wrong with a file, in order."""
    return [one.code for one in refused(text).in_order()]


def values(node: Node) -> object:
    """A tree as plain lists, dicts and strings."""
    if isinstance(node, Mapping):
        return {name: values(entry.value) for name, entry in node.entries.items()}
    return [values(item) for item in node.items] if isinstance(node, Sequence) else node.value


def value_of(text: str | bytes, key: str = "text") -> Scalar:
    """The text of a key of a mapping."""
    node = tree(text)
    assert isinstance(node, Mapping)
    value = node.entries[key].value
    assert isinstance(value, Scalar)
    return value


def spot(place: Place) -> tuple[int, int, int]:
    """The line, column and length of a place in the file read."""
    assert place.file == FILE
    return place.line, place.column, place.length


def pointed_at(source: Source, place: Place) -> str:
    """What stands at a place."""
    return source.line(place.line)[place.column - 1 : place.column - 1 + place.length]


def check_spots(scalar: Scalar) -> None:
    """Each letter's place points at that letter, wherever it is written as itself."""
    for offset, letter in enumerate(scalar.value):
        found = pointed_at(scalar.source, scalar.place(offset, 1))
        if letter.isalnum() or letter in ".,{}[]<>=":
            assert found == letter or found.startswith("\\")


class TestTree:
    """What is read."""

    def test_kinds(self) -> None:
        node = tree("a: [b, {c: d}]\ne:\n  - f\n  - g: h\n")
        assert values(node) == {"a": ["b", {"c": "d"}], "e": ["f", {"g": "h"}]}

    @pytest.mark.parametrize(
        "looks", ["no", "true", "~", "null", "1917", "12:30", "010", "1_000", "0x1F", "1917-10-25", "=", ".5"]
    )
    def test_nothing_is_resolved(self, looks: str) -> None:
        assert value_of(f"text: {looks}\n").value == looks

    def test_styles(self) -> None:
        node = tree("- plain\n- 'single'\n- \"double\"\n- |\n  literal\n- >\n  folded\n")
        assert isinstance(node, Sequence)
        assert [item.style for item in node.items if isinstance(item, Scalar)] == ["", "'", '"', "|", ">"]

    def test_flow(self) -> None:
        node = tree("- [a]\n- {b: c}\n- [d: e]\n")
        assert isinstance(node, Sequence)
        assert not node.flow
        assert [item.flow for item in node.items if not isinstance(item, Scalar)] == [True, True, True]

    def test_order_is_kept(self) -> None:
        node = tree("c: 1\na: 2\nb: 3\n")
        assert isinstance(node, Mapping)
        assert list(node.entries) == ["c", "a", "b"]

    def test_an_empty_quoted_text_is_text(self) -> None:
        scalar = value_of("text: ''\n")
        assert not scalar.missing
        assert spot(scalar.place()) == (1, 7, 2)

    def test_a_whole_file_may_be_one_text(self) -> None:
        assert values(tree("Snow.")) == "Snow."

    def test_document_start_is_allowed(self) -> None:
        assert values(tree("---\na: b\n")) == {"a": "b"}


class TestPlaces:
    """Lines and columns count characters, from 1."""

    def test_plain(self) -> None:
        scalar = value_of("a: b\ntext: The street has come.\n")
        assert spot(scalar.place()) == (2, 7, 20)
        assert spot(scalar.place(4)) == (2, 11, 16)
        assert spot(scalar.place(4, 6)) == (2, 11, 6)

    def test_the_end_is_a_place(self) -> None:
        assert spot(value_of("text: x +\n").place(3)) == (1, 10, 1)
        assert spot(value_of("text: 'x''y'\n").place(3)) == (1, 12, 1)
        assert spot(value_of("text: x +\n").place(99, 3)) == (1, 10, 1)

    def test_plain_over_lines(self) -> None:
        scalar = value_of("text: The street\n  has come\n\n  to the palace.\n")
        assert scalar.value == "The street has come\nto the palace."
        assert spot(scalar.place()) == (1, 7, 10)
        assert spot(scalar.place(11, 3)) == (2, 3, 3)
        assert spot(scalar.place(20, 2)) == (4, 3, 2)
        check_spots(scalar)

    def test_single_quotes(self) -> None:
        scalar = value_of("text: 'It''s {n} o''clock'\n")
        assert scalar.value == "It's {n} o'clock"
        assert spot(scalar.place(5, 3)) == (1, 14, 3)
        assert spot(scalar.place(10, 3)) == (1, 19, 4)

    def test_only_quotes_in_quotes(self) -> None:
        scalar = value_of("text: ''''''\n")
        assert scalar.value == "''"
        assert spot(scalar.place(1, 1)) == (1, 10, 2)

    def test_double_quotes(self) -> None:
        scalar = value_of('text: "a\\\\b \\"c\\" \\x41\\u0042\\U00000043 d"\n')
        assert scalar.value == 'a\\b "c" ABC d'
        assert spot(scalar.place(2, 1)) == (1, 11, 1)
        assert spot(scalar.place(5, 1)) == (1, 15, 1)
        assert spot(scalar.place(12, 1)) == (1, 40, 1)

    def test_double_quotes_over_lines(self) -> None:
        scalar = value_of('text: "one \\\n  two\n  three\n\n  four"\n')
        assert scalar.value == "one two three\nfour"
        assert [spot(scalar.place(offset, 1))[:2] for offset in (0, 4, 8, 14)] == [
            (1, 7 + 1),
            (2, 3),
            (3, 3),
            (5, 3),
        ]

    def test_folded(self) -> None:
        scalar = value_of("text: >\n  The street\n  has come\n\n  to {n}.\nnext: x\n")
        assert scalar.value == "The street has come\nto {n}.\n"
        assert spot(scalar.place(11, 3)) == (3, 3, 3)
        assert spot(scalar.place(23, 3)) == (5, 6, 3)
        check_spots(scalar)

    def test_folded_around_deeper_lines(self) -> None:
        scalar = value_of("text: >\n  a\n    b\n\n  c\n  d\n\n\n  e\n")
        assert scalar.value == "a\n  b\n\nc d\n\ne\n"
        check_spots(scalar)

    def test_literal(self) -> None:
        scalar = value_of("text: |\n  one\n    two\n\n  three\n")
        assert scalar.value == "one\n  two\n\nthree\n"
        assert spot(scalar.place(6, 3)) == (3, 5, 3)
        assert spot(scalar.place(11, 5)) == (5, 3, 5)

    @pytest.mark.parametrize("header", ["|2", ">2-", "|-2", ">+", "| # why"])
    def test_block_headers(self, header: str) -> None:
        scalar = value_of(f"text: {header}\n  snow\n  rain\n\n")
        check_spots(scalar)
        assert spot(scalar.place(0, 4)) == (2, 3, 4)

    def test_an_indent_that_is_kept(self) -> None:
        scalar = value_of("text: |2\n    snow\n  rain\n")
        assert scalar.value == "  snow\nrain\n"
        assert spot(scalar.place(2, 4)) == (2, 5, 4)
        assert spot(scalar.place(7, 4)) == (3, 3, 4)

    def test_wide_characters(self) -> None:
        scalar = value_of("text: Хлеб 🥖 {n}\n")
        assert spot(scalar.place(7, 3)) == (1, 14, 3)

    def test_byte_order_mark(self) -> None:
        data = codecs.BOM_UTF8 + b"text: Snow.\n"
        assert spot(value_of(data).place()) == (1, 7, 5)

    @pytest.mark.parametrize("style", ["", "'", '"', "|", ">"])
    def test_windows_line_ends(self, style: str) -> None:
        quote = style if style in "'\"" else ""
        start = f"text: {style}\r\n  " if style in ("|", ">") else f"text: {quote}"
        scalar = value_of(f"a: b\r\n{start}one\r\n  two\r\n\r\n  three{quote}\r\n".encode())
        assert "\r" not in scalar.value
        three = spot(scalar.place(scalar.value.index("three"), 5))
        assert three == (6 if style in ("|", ">") else 5, 3, 5)
        check_spots(scalar)

    def test_keys_and_collections(self) -> None:
        node = tree("a: {b: c}\nlonger:\n  - d\n")
        assert isinstance(node, Mapping)
        assert spot(node.place()) == (1, 1, 1)
        assert spot(node.entries["a"].value.place()) == (1, 4, 6)
        assert spot(node.entries["longer"].key.place()) == (2, 1, 6)
        assert spot(node.entries["longer"].value.place()) == (3, 3, 1)

    def test_a_place_stays_on_its_line(self) -> None:
        node = tree("a: [b,\n  c]\n")
        assert isinstance(node, Mapping)
        assert spot(node.entries["a"].value.place()) == (1, 4, 3)

    def test_lines(self) -> None:
        source = decode(b"a: b\r\n\nc: \x1b[2J\n", FILE, Problems())
        assert source is not None
        assert [source.line(number) for number in range(6)] == ["", "a: b", "", "c: \ufffd[2J", "", ""]


class TestUnevenText:
    """A line under ">" that YAML would not fold."""

    def test_found(self) -> None:
        place = uneven_line(value_of("text: >\n  Snow fell\n    on the queue.\n  All night.\n"))
        assert place is not None
        assert spot(place) == (3, 5, 13)

    @pytest.mark.parametrize(
        "text",
        ["|\n  a\n    b\n", ">\n  a\n  b\n", ">\n  a\n   \n  b\n", "a\n    b\n", ">\n    a\n\n    b\n"],
    )
    def test_even(self, text: str) -> None:
        assert uneven_line(value_of(f"text: {text}")) is None


class TestRefusals:
    """What a story has no use for, each at its place."""

    def test_duplicate_keys(self) -> None:
        problems = refused("a: b\nc: d\na: e\n")
        assert [one.code for one in problems] == ["duplicate-key"]
        assert problems[0].message == 'the key "a" is here a second time; the first is on line 1'
        assert spot(problems[0].place) == (3, 1, 1)

    @pytest.mark.parametrize(
        ("text", "what", "place"),
        [
            ("a: b\nto:\n", '"to"', (2, 1, 2)),
            ("to: # later\n", '"to"', (1, 1, 2)),
            ("- a\n-\n", "this item", (2, 1, 1)),
            ("{a: b, c: }\n", '"c"', (1, 8, 1)),
        ],
    )
    def test_empty_values(self, text: str, what: str, place: tuple[int, int, int]) -> None:
        problems = refused(text)
        assert [one.code for one in problems] == ["empty-value"]
        assert problems[0].message == f"{what} has no value"
        assert spot(problems[0].place) == place

    def test_a_missing_value_is_in_the_tree(self) -> None:
        node = read(b"to:\ntext: a\n", FILE, Problems())
        assert isinstance(node, Mapping)
        missing = node.entries["to"].value
        assert isinstance(missing, Scalar)
        assert missing.missing

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a: &x [b]\nc: *x\n", ["anchor", "alias"]),
            ("a: &x\n  b: c\n", ["anchor"]),
            ("a: &x b\nc: *x\n", ["anchor", "alias"]),
            ("a: !!str b\n", ["tag"]),
            ("a: !thing [b]\n", ["tag"]),
            ("a: !!python/object/apply:os.system [ls]\n", ["tag"]),
            ("!!map {a: b}\n", ["tag"]),
            ("a: {<<: {b: c}}\n", ["merge-key"]),
            ("- &x {b: c}\n- {<<: *x}\n", ["anchor", "merge-key", "alias"]),
            ("'<<': a\n", []),
            ("a: b\n---\nc: d\n", ["second-document"]),
            ("a: b\n...\nc: d\n", ["second-document"]),
            ("%YAML 1.1\n---\na: b\n", ["directive"]),
            (": a\n", ["empty-key"]),
            ("{: a}\n", ["empty-key"]),
            ("? [a]\n: b\n", ["sign-first"]),
            ("? a\n: b\n", ["sign-first"]),
            ("a: What?\nb: c ? d\n", []),
            ("", ["empty-file"]),
            ("\n# only a comment\n", ["empty-file"]),
            ("---\n", ["empty-file"]),
            ("a:\n\tb: c\n", ["tabs"]),
            ("a: b\tc\n", ["tabs"]),
            ("a:\n \xa0b: c\n", ["no-break-indent"]),
            ("a: b\xa0c\n", []),
            ("a: b\rc: d\r", ["lone-return"]),
            ("a: b\u2028c\n", ["line-separator"]),
            ("a: b\u2029c\n", ["line-separator"]),
            ("a: b\x85c\n", ["line-separator"]),
            ("a: b\u202ec\n", ["text-direction"]),
            ("a: b\u2066c\n", ["text-direction"]),
            ("a: b\x1b[2J\n", ["control-character"]),
            ("a: \0\n", ["control-character"]),
            ("a: b\x9bc\n", ["control-character"]),
            ("a: b\ufeffc\n", ["control-character"]),
            ('a: "\\e[2J"\n', ["control-character"]),
            ('a: "\\x1b"\n', ["control-character"]),
            ('a: "\\t"\n', ["control-character"]),
            ('a: "\\r"\n', ["control-character"]),
            ('a: "\\0"\n', ["control-character"]),
            ('a: "\\L"\n', ["line-separator"]),
            ('a: "\\N"\n', ["line-separator"]),
            ('a: "\\u202e"\n', ["text-direction"]),
            ('"\\e": b\n', ["control-character"]),
            ('a: "b\\nc\\_"\n', []),
        ],
    )
    def test_codes(self, text: str, expected: list[str]) -> None:
        assert sorted(codes(text)) == sorted(expected)

    def test_all_are_told(self) -> None:
        text = "a: b\na: c\nd:\ne: &x [f]\ng: *x\nh: !!int 3\n<<: {i: j}\nk: \u2028l\n"
        assert codes(text) == [
            "duplicate-key",
            "empty-value",
            "anchor",
            "alias",
            "tag",
            "merge-key",
            "line-separator",
        ]

    def test_hidden_characters_have_places_and_names(self) -> None:
        problems = refused("a: b\nc: d\u2028e\n")
        assert problems[0].message == "U+2028 LINE SEPARATOR is here"
        assert spot(problems[0].place) == (2, 5, 1)
        problems = refused('a: "b\\e"\n')
        assert problems[0].message == "U+001B is here"
        assert spot(problems[0].place) == (1, 6, 2)

    def test_tabs_are_told_once(self) -> None:
        problems = refused("a:\n\tb: c\n\td: e\n\tf: g\n")
        assert [one.message for one in problems] == ["a tab is here, and 2 more below"]
        assert spot(problems[0].place) == (2, 1, 1)

    def test_depth(self) -> None:
        assert codes("[" * MOST_DEPTH + "a" + "]" * MOST_DEPTH) == []
        deep = refused("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1))
        assert [one.code for one in deep] == ["too-deep"]
        assert spot(deep[0].place) == (1, MOST_DEPTH + 1, 1)

    @pytest.mark.parametrize(
        ("data", "place", "found"),
        [
            (b"title: Bread\ntext: Caf\xe9\n", (2, 10, 1), "byte E9"),
            ("text: Хлеб ".encode() + b"\xff\n", (1, 12, 1), "byte FF"),
            (b"\xef\xbb\xbfa: \xc3", (1, 4, 1), "byte C3"),
            ("a: b\n".encode("utf-16"), (1, 1, 1), "UTF-16"),
            (codecs.BOM_UTF16_BE + "a: b\n".encode("utf-16-be"), (1, 1, 1), "UTF-16"),
            (b"a: \xed\xa0\x80\n", (1, 4, 1), "byte ED"),
        ],
    )
    def test_other_encodings(self, data: bytes, place: tuple[int, int, int], found: str) -> None:
        problems = refused(data)
        assert [one.code for one in problems] == ["not-utf-8"]
        assert spot(problems[0].place) == place
        assert found in problems[0].message


class TestHostileFiles:
    """Files that were written to do harm do none."""

    @pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "[a: ", "{a: ", "{a: ["])
    def test_depth(self, sign: str) -> None:
        assert refused(sign * 200_000).errors

    def test_alias_bomb(self) -> None:
        lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
        lines += [f"{n}: &{n} [{', '.join([f'*{p}'] * 9)}]" for p, n in zip("abcdefgh", "bcdefghi", strict=True)]
        problems = refused("\n".join(lines))
        assert {one.code for one in problems} == {"anchor", "alias"}

    def test_object_tag(self) -> None:
        problems = refused("!!python/object/apply:os.system ['echo harm']\n")
        assert [one.code for one in problems] == ["tag"]

    def test_size(self) -> None:
        assert codes(b" " * (MOST_BYTES + 1)) == ["too-large"]
        assert codes(b" " * MOST_BYTES) == ["empty-file"]

    def test_number_of_values(self) -> None:
        assert codes(b"[" + b"a," * 2_100_000 + b"]") == ["too-large"]

    def test_problems_are_bounded(self) -> None:
        assert len(codes("- &a x\n" * 5_000)) == 1_000
        assert len(codes("- *a\n" * 5_000)) == 1_000
        assert len(codes("a: b\n" * 5_000)) == 1_000
        assert len(codes('"' + "\\e" * 5_000 + '"')) == 1_000
        assert len(codes("\x1b\n" * 5_000 + "a")) == 1_000

    @pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\0", b"\0" * 1000, b"\r" * 1000, b"\n" * 1000])
    def test_nothing_much(self, data: bytes) -> None:
        assert refused(data).errors

    @given(st.binary(max_size=200))
    def test_any_bytes(self, data: bytes) -> None:
        refused(data)

    @given(st.text(st.sampled_from("ab: -?[]{},&*!|>'\"%@`#\n\\\t\r\x85\ufeff\u2028\xa0é.~<=")))
    def test_any_signs(self, text: str) -> None:
        for problem in refused(text):
            assert problem.place.line >= 1
            assert problem.place.column >= 1
            assert problem.message


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
    | st.sampled_from(" \n'\"{}:#-"),
    max_size=60,
).filter(lambda text: not any(one in text for one in map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])))


class TestAnyText:
    """Whatever PyYAML writes is read back, and each letter is where it says."""

    @given(
        st.lists(WORDS, min_size=1, max_size=3),
        st.sampled_from([None, "'", '"', "|", ">"]),
        st.sampled_from([10, 80, 1000]),
        st.sampled_from(["\n", "\r\n"]),
    )
    def test_round_trip(self, texts: list[str], style: str | None, width: int, end: str) -> None:
        written = yaml.dump(
            [{"text": text} for text in texts],
            default_style=style,
            width=width,
            allow_unicode=True,
            line_break=end,
        )
        problems = Problems()
        node = read(written.encode(), FILE, problems)
        if any(one.code == "no-break-indent" for one in problems):
            return
        assert not problems
        assert isinstance(node, Sequence)
        assert values(node) == [{"text": text} for text in texts]
        for item in node.items:
            assert isinstance(item, Mapping)
            scalar = item.entries["text"].value
            assert isinstance(scalar, Scalar)
            check_spots(scalar)
            places = [scalar.place(offset, 1) for offset in range(len(scalar.value) + 1)]
            assert places == sorted(places)

    @pytest.mark.parametrize(
        ("text", "header"),
        product(["a\n\n b\n", "  a\nb", "\n\na\n\n\n", "a\n  \n b\n c", "é\n\nü"], ["|", ">"]),
    )
    def test_blocks(self, text: str, header: str) -> None:
        chomped = header + ("2" if text.startswith(" ") else "") + "+"
        body = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
        node = read(f"text: {chomped}\n{body}".encode(), FILE, Problems())
        assert isinstance(node, Mapping)
        scalar = node.entries["text"].value
        assert isinstance(scalar, Scalar)
        check_spots(scalar)
