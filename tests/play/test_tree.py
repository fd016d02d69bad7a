"""Runs merged into a tree: nothing is lost, and shared choices are one."""

from hypothesis import given
from hypothesis import strategies as st

from game.play.runlines import Chosen, Header
from game.play.tree import Tree, rows_of

LINES = st.lists(st.builds(Chosen, st.sampled_from("ab"), st.sampled_from("xyz"), st.just("0")), max_size=8)


def tree_of(*runs: str) -> Tree:
    tree = Tree()
    for run in runs:
        tree.add(Header("s", start="start"), [Chosen("start", choice, "0") for choice in run])
    return tree


@given(st.lists(LINES, max_size=12))
def test_each_run_is_read_back_as_it_was(runs: list[list[Chosen]]) -> None:
    tree = Tree()
    for number, lines in enumerate(runs):
        assert tree.add(Header("s", start="ab"[number % 2]), lines) == number
    for number, lines in enumerate(runs):
        assert tree.choices_of(number) == [(line.state, line.choose) for line in lines]
    rows = list(rows_of(tree))
    tips = [number for row in rows for number in row.node.tips]
    assert sorted(tips) == list(range(len(runs)))


def test_shared_choices_are_one_node() -> None:
    tree = tree_of("abc", "abd", "ab", "x")
    root = tree.roots["start"]
    assert (root.runs, root.children["start", "a"].runs) == (4, 3)
    assert tree.tips[0].parent is tree.tips[1].parent is tree.tips[2]


def test_rows_are_drawn_with_their_branches() -> None:
    rows = [
        (row.prefix, "".join(node.choice for node in row.shown), row.skipped, row.node.tips)
        for row in rows_of(tree_of("abcdef", "abcdxy", "q"), {("start", "c")})
    ]
    assert rows == [
        ("", "", 0, []),
        ("├─ ", "acd", 1, []),
        ("│  ├─ ", "ef", 0, [0]),
        ("│  └─ ", "xy", 0, [1]),
        ("└─ ", "q", 0, [2]),
    ]


def test_a_run_of_any_length_can_be_walked() -> None:
    tree = tree_of("a" * 20_000, "a" * 19_999 + "b")
    assert [len(row.node.tips) for row in rows_of(tree)] == [0, 1, 1]
    assert len(tree.choices_of(0)) == 20_000
