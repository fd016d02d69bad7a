"""Write anew what is expected of every broken story: `python tests/broken/bless.py [CODE...]`. Read the difference."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.broken.telling import EXPECTED, HERE, told


def main(codes: list[str]) -> None:
    """Bless the stories of these codes, or all."""
    for folder in sorted(HERE / code for code in codes) if codes else sorted(HERE.iterdir()):
        if folder.is_dir() and folder.name != "__pycache__":
            (folder / EXPECTED).write_text(told(folder)[1], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
