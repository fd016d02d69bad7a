"""How each editor wants to be told of a file and a line."""

import pytest

from game.terminal.workbench.editor import NoEditor, command, editor_words, is_windowed


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", ["vi", "+31", "a b.yaml"]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+31", "a b.yaml"]),
        ("nano", ["nano", "+31", "a b.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+31", "a b.yaml"]),
        ("micro", ["micro", "+31", "a b.yaml"]),
        ("hx", ["hx", "a b.yaml:31"]),
        ("code --wait", ["code", "--wait", "-g", "a b.yaml:31:13"]),
        ("'/opt/my editors/ed'", ["/opt/my editors/ed", "a b.yaml"]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(editor: str, expected: list[str]) -> None:
    assert command(editor_words({"EDITOR": editor}), "a b.yaml", 31, 13) == expected


@pytest.mark.parametrize("file", ["+!rm -r x.yaml", "-S evil.yaml", "--cmd=evil.yaml"])
@pytest.mark.parametrize("editor", ["vim", "emacs", "hx", "code", "ed"])
def test_a_files_name_is_no_order(editor: str, file: str) -> None:
    assert command([editor], file, 1)[-1].startswith(f"./{file}")


def test_visual_comes_before_editor() -> None:
    assert editor_words({"VISUAL": "vi", "EDITOR": "ed"}) == ["vi"]
    assert editor_words({"VISUAL": "", "EDITOR": "ed"}) == ["ed"]


@pytest.mark.parametrize("environment", [{}, {"EDITOR": "  "}, {"VISUAL": "vi 'unclosed"}])
def test_what_is_no_command_is_refused(environment: dict[str, str]) -> None:
    with pytest.raises(NoEditor):
        editor_words(environment)


def test_only_editors_with_a_window_leave_the_screen_alone() -> None:
    assert is_windowed(["code", "-w"]) and is_windowed(["/usr/bin/subl"])
    assert not is_windowed(["vim"])
