"""Problems as SARIF 2.1.0, the shape in which forges take what a checker found."""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from game import __version__
from game.story.diagnostics import Problem
from game.story.diagnostics.table import TABLE

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run of the checker: the rules its problems break, and each problem with its place."""
    codes = sorted({one.code for one in problems})
    run = {
        "tool": {
            "driver": {
                "name": "october check",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    row = TABLE[code]
    return {
        "id": code,
        "shortDescription": {"text": row.explanation.split(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": row.explanation},
        "help": {"text": row.cure or row.explanation},
        "defaultConfiguration": {"level": row.severity.value},
    }


def _result(one: Problem, rule: int) -> dict[str, Any]:
    place = one.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + place.length,
    }
    file = {"uri": quote(PurePath(place.file).as_posix().encode(errors="surrogateescape"))}
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": one.severity.value,
        "message": {"text": f"{one.message} ({one.help})" if one.help else one.message},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }
