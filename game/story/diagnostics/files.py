"""Diagnostics of files: how they are found and decoded, and what of YAML a story does without."""

from game.story.diagnostics.record import Diagnostic, Severity
from game.story.diagnostics.traps import TRAPS

_ERROR = Severity.ERROR

_FINDING: tuple[Diagnostic, ...] = (
    Diagnostic(
        "not-found",
        _ERROR,
        "no file {file} in {folder}",
        "A story is a folder. Its story.yaml names the scenes, and each scene is a file of its own beside "
        "it, called after the scene's id.",
        "scenes:\n  july-days: {}      # and no file july-days.yaml\n",
        "Check the name, or write the file.",
        "scenes:\n  july-days: {}      # in july-days.yaml\n",
    ),
    Diagnostic(
        "unreadable",
        _ERROR,
        "this file cannot be read: {why}",
        "The file is there, but the system would not hand it over: it may belong to somebody else, or be a folder.",
        "story.yaml             # a folder of that name\n",
        "Check that it is a file, and that you may read it.",
        "story.yaml             # a file\n",
    ),
    Diagnostic(
        "not-utf-8",
        _ERROR,
        "this file is not UTF-8 text: {found}",
        "Stories are read as UTF-8, the encoding that holds every language at once. Old editors save in one "
        "that holds only some, and other readers would then see other letters.",
        "title: Café            # saved as Latin-1\n",
        "Save it as UTF-8 in your editor.",
        "title: Café            # saved as UTF-8\n",
    ),
    Diagnostic(
        "too-large",
        _ERROR,
        "this file holds more than {limit}",
        "No scene comes near this size, so it is more likely a mistake. The limit keeps a stranger's file "
        "from filling the memory.",
        "text: ...              # for sixteen million letters\n",
        "Write each scene in a file of its own.",
    ),
    Diagnostic(
        "too-deep",
        _ERROR,
        "over {limit} lists and mappings stand one inside another here",
        "No scene needs such depth, so it is more likely a row of stray brackets. The limit keeps a "
        "stranger's file from doing harm.",
        "text: " + "[" * 60 + "\n",
        "Take out the brackets, or split what they hold.",
        "text: Nothing.\n",
    ),
    Diagnostic(
        "empty-file",
        _ERROR,
        "nothing is written in this file",
        "The file has no text, or comments only.",
        "# The July Days\n",
        "Write the scene, or delete the file.",
        "scene: july-days\n",
    ),
)

_CHARACTERS: tuple[Diagnostic, ...] = (
    Diagnostic(
        "tabs",
        _ERROR,
        "a tab is here{more}",
        "A tab is as wide as each editor likes, so lines that look aligned may not be. Indents are spaces.",
        "states:\n\topening: {text: Snow.}\n",
        "Indent with spaces; most editors can replace all tabs at once.",
        "states:\n  opening: {text: Snow.}\n",
    ),
    Diagnostic(
        "no-break-indent",
        _ERROR,
        "this line is indented with {name}",
        "It looks like a space and does not count as one, so the line belongs elsewhere than it seems to. "
        "Such characters come along when text is pasted from a web page or a word processor.",
        "states:\n \u00a0opening: {text: Snow.}\n",
        "Type the indent again, with spaces.",
        "states:\n  opening: {text: Snow.}\n",
    ),
    Diagnostic(
        "lone-return",
        _ERROR,
        "a carriage return is here with no line feed after it{more}",
        "Some programs take it for the end of a line and others do not, so that they would count lines differently.",
        "scene: bread\rtitle: Bread\r",
        "Save the file with the line ends of Unix or Windows.",
        "scene: bread\ntitle: Bread\n",
    ),
    Diagnostic(
        "line-separator",
        _ERROR,
        "{name} is here",
        "It ends a line for YAML and not for your editor. Such characters come along when text is pasted "
        "from a web page or a word processor.",
        "text: Snow.\u2028More snow.\n",
        "Delete it, and break the line with Enter.",
        "text: Snow. More snow.\n",
    ),
    Diagnostic(
        "text-direction",
        _ERROR,
        "{name} is here",
        "It cannot be seen, and turns the order of the letters around it, so that a file may say another "
        "thing than it shows.",
        "text: Snow \u202efalls.\n",
        "Delete it; letters know their own direction.",
        "text: Snow falls.\n",
    ),
    Diagnostic(
        "control-character",
        _ERROR,
        "{name} is here",
        "It is not a letter but a command to a terminal or a printer. In double quotes, an escape such as "
        '"\\e" makes one too.',
        'text: "\\e[2J"\n',
        "Delete it.",
        "text: Snow.\n",
    ),
)

_YAML: tuple[Diagnostic, ...] = (
    Diagnostic(
        "not-yaml",
        _ERROR,
        "this is not YAML, from {what} on",
        "The file breaks the rules of YAML at this point, and nothing after it could be read.",
        "tags: [a, , b]\n",
        "Compare the line with those around it; what is wrong may stand just before.",
        "tags: [a, b]\n",
    ),
    Diagnostic(
        "misaligned",
        _ERROR,
        "this line does not go with the lines above it{more}",
        "Lines that belong together start at the same column, and are all of one kind: keys, or items of a list.",
        "states:\n    opening:\n      text: Snow.\n   ending:\n      text: Rain.\n",
        'Give lines that belong together the same indent. An item starts with "- ", a key ends with ":".',
        "states:\n    opening:\n      text: Snow.\n    ending:\n      text: Rain.\n",
    ),
    Diagnostic(
        "missing-colon",
        _ERROR,
        "this line has no key",
        "At this indent, each line is a key, a colon and a value. Prose on lines of its own is indented more "
        "than its key.",
        "text: >\nSnow fell.\nnext: ending\n",
        'Write a key and ": " before it, or indent it to make it part of the text above.',
        "text: >\n  Snow fell.\nnext: ending\n",
    ),
    Diagnostic(
        "unclosed-bracket",
        _ERROR,
        'this "{sign}" is not closed',
        "A list in [ ] or a mapping in { } goes on to its closing bracket, over as many lines as it takes.",
        "choices:\n  - {id: stay, text: Stay.\n  - {id: go, text: Go.}\n",
        "Close it, or write each item on a line of its own.",
        "choices:\n  - {id: stay, text: Stay.}\n  - {id: go, text: Go.}\n",
    ),
    Diagnostic(
        "bad-escape",
        _ERROR,
        '"{escape}" means nothing in double quotes',
        "In double quotes a backslash makes another character of what follows it, and knows only a few.",
        'text: "C:\\docs"\n',
        'Write "\\\\" for a backslash, or put the text on the next line, after ">".',
        "text: >\n  C:\\docs\n",
    ),
    Diagnostic(
        "duplicate-key",
        _ERROR,
        'the key "{key}" is here a second time; the first is on line {line}{more}',
        "A key has one value. YAML would keep the last and drop the others without a word.",
        "text: Snow.\ntext: Rain.\n",
        "Keep one, or make a list of the two.",
        "text: [Snow., Rain.]\n",
    ),
    Diagnostic(
        "empty-value",
        _ERROR,
        "{what} has no value",
        "Nothing is written after the colon or the dash, and nothing has no meaning in a story.",
        "choices:\n",
        "Write the value, or take the line out.",
        "choices: [{id: stay, text: Stay.}]\n",
    ),
    Diagnostic(
        "empty-key",
        _ERROR,
        "no key stands before this colon",
        "A colon parts a key from its value.",
        ": Snow.\n",
        "Write the key.",
        "text: Snow.\n",
    ),
    Diagnostic(
        "anchor",
        _ERROR,
        'the anchor "&{name}" is here',
        "Anchors and aliases repeat a part of a file unseen. A story says each thing where it is: what many "
        "states share is a state they all lead to.",
        "snow: &snow [Snow.]\nrain: *snow\n",
        "Take it out, and write what is shared once, in a state of its own.",
        "snow: [Snow.]\nrain: [Rain.]\n",
    ),
    Diagnostic(
        "alias",
        _ERROR,
        'the alias "*{name}" is here',
        "Anchors and aliases repeat a part of a file unseen. A story says each thing where it is: what many "
        "states share is a state they all lead to.",
        "snow: &snow [Snow.]\nrain: *snow\n",
        "Write out what it stands for, or lead to a state that has it.",
        "snow: [Snow.]\nrain: [Rain.]\n",
    ),
    Diagnostic(
        "tag",
        _ERROR,
        'the tag "{tag}" is here',
        "Tags tell YAML what a value is. Here its key does, so a tag has nothing to say.",
        "title: !!str 1917\n",
        "Take it out.",
        "title: 1917\n",
    ),
    Diagnostic(
        "merge-key",
        _ERROR,
        'the merge key "<<" is here',
        "It copies the entries of one mapping into another unseen. A story says each thing where it is.",
        "<<: {text: Snow.}\n",
        "Write the entries out.",
        "text: Snow.\n",
    ),
    Diagnostic(
        "directive",
        _ERROR,
        'a line that starts with "%" is here',
        "Such lines give orders to YAML readers. Stories need none.",
        "%YAML 1.1\n---\nscene: bread\n",
        "Take the line out.",
        "scene: bread\n",
    ),
    Diagnostic(
        "second-document",
        _ERROR,
        "a second document starts here",
        'A line of "---" or "..." ends one document of a file, and what follows is another. A file has one.',
        "scene: bread\n---\nscene: snow\n",
        "Put it in a file of its own, or take the line out.",
        "scene: bread\n",
    ),
)

FILES: tuple[Diagnostic, ...] = (*_FINDING, *_CHARACTERS, *_YAML, *TRAPS)
