"""Two visitors in place of ten, so that the script itself keeps working."""

import signal
from pathlib import Path

import pytest

from tests.soak.serve import sitting


@pytest.mark.parametrize("end", [None, signal.SIGKILL])
async def test_visitors_do_not_meet_and_leave_nothing_running(tmp_path: Path, end: signal.Signals | None) -> None:
    rows = dict(await sitting(tmp_path, 2, 3, end))
    assert rows["runs lost, broken or mixed up"] == "none"
    (left,) = (value for what, value in rows.items() if what.startswith("processes left"))
    assert left.startswith("0 after")
