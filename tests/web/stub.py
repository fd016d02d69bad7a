"""Stands in for the game, at a fraction of its start: says what it hears, and does what it is told.

    python stub.py FOLDER

`quit` and `crash` end it, `hand over` offers a file, `be deaf` makes it heed no SIGTERM. What it leaves on the
disk is a line for each way it was started and ended.
"""

import json
import os
import signal
import sys
from pathlib import Path

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
KEY = "0123456789abcdef" * 2


def note(word: str) -> None:
    with (folder / "notes").open("a") as file:
        file.write(f"{word}\n")


def say(kind: bytes, data: bytes) -> None:
    os.write(1, kind + len(data).to_bytes(4, "big") + data)


def told_to_end(*_: object) -> None:
    note("terminated")
    os._exit(0)


signal.signal(signal.SIGTERM, told_to_end)
note(f"started {os.getpid()}")
os.write(1, b"__GANGLION__\n")
say(b"D", f"{os.environ['COLUMNS']}x{os.environ['ROWS']}".encode())
pieces = [b"the file", b""]
while len(head := sys.stdin.buffer.read(5)) == 5:
    heard = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if heard == b"quit":
        sys.exit(0)
    elif heard == b"crash":
        sys.exit(1)
    elif heard == b"be deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        say(b"D", b"deaf")
    elif heard == b"hand over":
        about = {"key": KEY, "path": '/srv/a "b\r\n.yaml', "open_method": "browser", "mime_type": "text/html"}
        say(b"M", json.dumps({"type": "deliver_file_start", "encoding": "", **about}).encode())
    elif b"deliver_chunk_request" in heard:
        piece = pieces.pop(0)
        say(b"P", b"ts13:deliver_chunks32:%s%d:%se" % (KEY.encode(), len(piece), piece))
    else:
        say(b"D", heard)
note("unheard")
