"""Runs the tests with the oldest and with the newest dependencies that pyproject.toml allows, on every Python there is.

    tools/matrix.py [oldest|newest] [-- ARGUMENTS OF PYTEST]

The oldest are the lower bounds of what the game itself needs, its extras included; the newest are whatever the
registry has today, as is what those need in turn. The tools of the tests stay as constraints.txt has them. Each
environment is made in a temporary folder and thrown away. Exits with 1 if any of them fails.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
TOOLS = {"dev", "fuzz"}
"""The extras that nobody who plays or writes installs."""
WHICH = ("oldest", "newest")


def canonical(name: str) -> str:
    """A distribution's name as one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lower_bounds(project: dict[str, list[str] | dict[str, list[str]]]) -> dict[str, str]:
    """The lowest version allowed of each thing the game needs, by its canonical name."""
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(each for name in extras if name not in TOOLS for each in extras[name])]
    bounds = {}
    for requirement in wanted:
        found = re.match(r"([A-Za-z0-9._-]+)>=([0-9][0-9.]*)", requirement)
        if found is None:
            raise SystemExit(f'matrix: expected "name>=version,<version" in pyproject.toml, found "{requirement}"')
        bounds[canonical(found[1])] = found[2]
    return bounds


def pins(lines: list[str]) -> dict[str, str]:
    """What lines of name==version say, by canonical name; other lines (an editable install) say nothing."""
    return {canonical(line.partition("==")[0]): line.partition("==")[2] for line in lines if "==" in line}


def environment(python: str, which: str, home: Path, project: dict[str, list[str] | dict[str, list[str]]]) -> Path:
    """A new environment of that kind in `home`; returns its Python."""
    subprocess.run([python, "-m", "venv", str(home)], check=True)
    inside = home / "bin" / "python"
    pinned = pins((ROOT / "constraints.txt").read_text("utf-8").splitlines())
    extras = ",".join(name for name in project["optional-dependencies"] if name not in TOOLS)
    game = f".[{extras}]" if extras else "."
    install(inside, game, lower_bounds(project) if which == "oldest" else {}, home)
    frozen = subprocess.run([str(inside), "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    install(inside, ".[dev]", pinned | pins(frozen.splitlines()), home)
    return inside


def runs(python: str) -> bool:
    """Whether it is a Python, and not a version chooser's stand-in for one that is not there."""
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def install(python: Path, what: str, constraints: dict[str, str], home: Path) -> None:
    """Install `what` from the checkout, editable, held to exact versions."""
    file = home / "constraints.txt"
    file.write_text("".join(f"{name}=={version}\n" for name, version in constraints.items()), "utf-8")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input"]
    subprocess.run([*pip, "install", "--constraint", str(file), "--editable", what], check=True, cwd=ROOT)


def versions(python: Path, names: list[str]) -> str:
    """What is installed of `names`, in a line."""
    program = "import sys, importlib.metadata as m; print(', '.join(f'{n} {m.version(n)}' for n in sys.argv[1:]))"
    done = subprocess.run([str(python), "-c", program, *names], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main(arguments: list[str]) -> int:
    """Run them all, and say how each went."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    asked, for_pytest = arguments[:cut] or list(WHICH), arguments[cut + 1 :]
    if unknown := [each for each in asked if each not in WHICH]:
        raise SystemExit(f"matrix: expected oldest or newest, found {' '.join(unknown)}")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pythons = [found for name in PYTHONS if (found := shutil.which(name)) and runs(found)] or [sys.executable]
    results = []
    for python in pythons:
        for which in asked:
            with tempfile.TemporaryDirectory(prefix="october-matrix-") as folder:
                inside = environment(python, which, Path(folder) / "venv", project)
                has = versions(inside, sorted(lower_bounds(project)))
                print(f"{Path(python).name}, {which}: {has}", flush=True)
                command = [str(inside), "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *for_pytest]
                code = subprocess.run(command, cwd=ROOT, check=False).returncode
                results.append((Path(python).name, which, code, has))
    for name, which, code, has in results:
        print(f"{name:<11} {which:<7} {'passed' if code == 0 else 'FAILED':<7} {has}")
    return 1 if any(code for _name, _which, code, _has in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
