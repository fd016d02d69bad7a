"""The door: what was typed goes to its command, and what went wrong comes back as one plain line and a code.

Exit codes: 0 done; 1 what was asked about is not in order; 2 the call itself is wrong; 130 for Ctrl-C. With
OCTOBER_TRACEBACK set, a mistake of the game's own is shown as Python shows it.
"""

import gc
import os
import sys

from game import __version__

INTERRUPTED = 130


def main() -> None:
    """Run the command of this process, and leave it."""
    # What is read and what was played stay, and make no garbage: looking for it less often is a fifth of the time.
    gc.set_threshold(20_000)
    code = run(sys.argv[1:])
    _let_go()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    try:
        code = _dispatch(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        about = f"{error.filename}: " if error.filename is not None else ""
        return _tell(f"{about}{error.strerror or error}")
    except Exception as error:
        if os.environ.get("OCTOBER_TRACEBACK"):
            raise
        return _tell(f"this is a mistake in the game, please report it: {type(error).__name__}: {error}")
    return code


def _dispatch(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        print(f"october {__version__}")
        return 0
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from game.commands import run_command

    return run_command(arguments)


def _tell(message: str) -> int:
    """Say what went wrong on one line; the exit code for it."""
    if sys.stderr is not None:
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in message).split())
        try:
            print(f"october: {line}", file=sys.stderr)
        except OSError:
            return 1
    return 1


def _let_go() -> None:
    """Let nothing that could not be written make Python complain as it leaves."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
