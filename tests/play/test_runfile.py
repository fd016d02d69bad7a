"""Run files: what is written reads back, whatever was cut off or put into them."""

import errno
import os
import time
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from game.play.runfile import RunFile, RunInUse, read_run_file
from game.play.runlines import (
    Chosen,
    Ended,
    Header,
    Named,
    Noted,
    RunLine,
    Undone,
    header_text,
    line_text,
    slug,
    tidy_name,
)
from game.play.runread import ITEM_LIMIT, PROBLEM_LIMIT, SIZE_LIMIT, Record, read_record

HEADER = Header(
    story="october",
    version="1.0.0",
    seed=1917,
    start="bread",
    name="a quiet July",
    started=datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC),
)
LINES = (
    Chosen("july-days.on-the-steps", "carry-the-note", "e3b0c442"),
    Named('"a\\b": {quiet} – «тихий» 静かな 🙂 July'),
    Chosen("july-days.the-chamber", "no", "12345678"),
    Undone(),
    Chosen("july-days.the-chamber", "speak", "3f9a1c07"),
    Ended("the-archive-shelf", "77ab0e12"),
)
ids = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
digests = st.from_regex(r"[0-9a-f]{8}", fullmatch=True)
presets = st.dictionaries(
    st.from_regex(r"[a-z]{1,6}(_[a-z]{1,4})?", fullmatch=True),
    st.integers(-(10**9), 10**9) | st.booleans() | ids,
    max_size=4,
)
headers = st.builds(
    Header,
    story=ids,
    version=st.from_regex(r"\d\.\d\.\d", fullmatch=True),
    seed=st.integers(-(10**18), 10**18),
    start=ids | st.builds("{}.{}".format, ids, ids),
    preset=presets,
    name=st.text(max_size=300).map(tidy_name),
    started=st.datetimes(min_value=datetime(1970, 1, 1)).map(lambda d: d.replace(microsecond=0, tzinfo=UTC)),
    parent_run=st.text(max_size=20).map(tidy_name),
    parent_step=st.just(0),
)
run_lines = st.one_of(
    st.builds(Chosen, st.builds("{}.{}".format, ids, ids), ids, digests),
    st.just(Undone()),
    st.builds(Ended, ids, digests),
    st.builds(Named, st.text(max_size=300).map(tidy_name)),
    st.builds(Noted, st.text(max_size=300).map(tidy_name)),
)


def text_of(header: Header, lines: Sequence[RunLine]) -> bytes:
    return (header_text(header) + "".join(f"{line_text(line)}\n" for line in lines)).encode()


def test_it_is_written_as_the_contract_says() -> None:
    assert text_of(HEADER, LINES[:1]).decode() == (
        "format: october-run/1\n"
        "story: october\n"
        "version: 1.0.0\n"
        "seed: 1917\n"
        "start: bread\n"
        "set: {}\n"
        "name: a quiet July\n"
        "started: 2026-11-22T10:00:00Z\n"
        "---\n"
        "- {state: july-days.on-the-steps, choose: carry-the-note, digest: e3b0c442}\n"
    )
    fork = Header(story="october", parent_run="the-record", parent_step=12, preset={"soviet": 6, "june": True})
    assert "set: {soviet: 6, june: true}\n" in header_text(fork)
    assert "parent: {run: the-record, step: 12}\n" in header_text(fork)
    assert line_text(Undone()) == "- undo"
    assert line_text(LINES[-1]) == "- {end: the-archive-shelf, digest: 77ab0e12}"
    assert line_text(Named("a quiet July")) == "- {name: a quiet July}"


def test_any_yaml_reader_reads_text_as_text() -> None:
    first, second = yaml.safe_load_all(text_of(HEADER, LINES))
    assert first["name"] == "a quiet July"
    assert first["version"] == "1.0.0"
    assert second[1] == {"name": LINES[1].name}
    assert second[2] == {"state": "july-days.the-chamber", "choose": "no", "digest": "12345678"}
    assert second[3] == "undo"


@given(headers, st.lists(run_lines, max_size=5))
def test_what_is_written_reads_back(header: Header, lines: list[RunLine]) -> None:
    record = read_record(text_of(header, lines))
    expected = header if header.parent_run else header._replace(parent_step=0)
    assert record == Record(expected, tuple(lines))


@given(st.text(max_size=100))
@example("1917")
@example("no")
@example("~")
@example("- a")
@example("a: b # c")
@example("\x1b[2J")
@example("\x85\u2028\ufeff")
def test_any_name_reads_alike_everywhere(name: str) -> None:
    named = Named(tidy_name(name))
    assert yaml.safe_load(line_text(named)) == [{"name": named.name}]
    assert read_record(text_of(HEADER, [named])).name == named.name


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    for prefix in (b"", header_text(HEADER).encode(), header_text(HEADER).encode() + b"- {state: "):
        record = read_record(prefix + data)
        assert (record.header is None) <= bool(record.problems)


@given(st.lists(run_lines, min_size=1, max_size=4), st.data())
def test_one_byte_changed_does_no_harm(lines: list[RunLine], data: st.DataObject) -> None:
    whole = bytearray(text_of(HEADER, lines))
    position = data.draw(st.integers(0, len(whole) - 1))
    whole[position] = data.draw(st.integers(0, 255))
    read_record(bytes(whole))


def test_hand_edited_lines_are_read() -> None:
    text = header_text(HEADER) + (
        "# as I remember it\n"
        "- state: july-days.on-the-steps\n"
        "  choose: 'carry-the-note'   # in block style\n"
        "  digest: e3b0c442\n"
        "\n"
        "- {digest: 3f9a1c07,\n"
        "   choose: speak, state: july-days.the-chamber, note: kept for later}\n"
        "- 'undo'\r\n"
        "- name: >\n"
        "    A name\n"
        "    on two lines"
    )
    record = read_record(text.encode())
    assert record == Record(
        HEADER,
        (
            LINES[0],
            Chosen("july-days.the-chamber", "speak", "3f9a1c07"),
            Undone(),
            Named("A name on two lines"),
        ),
    )


def test_what_cannot_be_read_is_told_by_its_line_and_the_rest_is_kept() -> None:
    text = header_text(HEADER) + (
        "- {state: a.b, choose: c, digest: e3b0c442}\n"
        "- {state: a.b, choose: c, digest: xyz}\n"
        "what is this\n"
        "- {state: a.b, cho\n"
        "- [undo]\n"
        "- {state: *a, choose: c, digest: e3b0c442}\n"
        "- {}\n"
        "- " + "[" * 200_000 + "\n"
        "- \udcff\n"
        "- {state: a.b, choose: d, digest: e3b0c442}\n"
    )
    record = read_record(text.encode("utf-8", "surrogateescape"))
    assert record.lines == (Chosen("a.b", "c", "e3b0c442"), Chosen("a.b", "d", "e3b0c442"))
    assert [problem.line for problem in record.problems] == [11, 12, 13, 14, 15, 16, 17, 18]
    assert not record.torn


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("format: october-run/1\n", ""), "this is no run file"),
        (
            ("october-run/1", "october-run/2"),
            'the format is "october-run/2"; this game reads "october-run/1"',
        ),
        (("seed: 1917\n", ""), '"seed" is missing'),
        (("seed: 1917", "seed: many"), '"seed" is not right: many'),
        (("set: {}", "set: [a]"), '"set" and "parent" are mappings'),
        (("set: {}", "set: {a: [b]}"), 'each variable under "set" has one value'),
        (("---\n", ""), "this is no run file, or its header is cut off"),
    ],
)
def test_a_header_that_cannot_be_played_from_is_told(change: tuple[str, str], reason: str) -> None:
    record = read_record(header_text(HEADER).replace(*change).encode())
    assert record.header is None
    assert [problem.reason for problem in record.problems] == [reason]


def test_a_file_cut_at_every_byte_goes_on_with_what_stood(tmp_path: Path) -> None:
    whole = text_of(HEADER, LINES)
    after = Chosen("july-days.aftermath", "go-home", "0badc0de")
    header_ends = len(header_text(HEADER)) - 1
    for cut in range(len(whole)):
        path = tmp_path / f"{cut}.yaml"
        path.write_bytes(whole[:cut])
        before = read_run_file(path)
        if cut < header_ends:
            assert before.header is None
            continue
        assert before.problems == ()
        assert before.lines == LINES[: len(before.lines)]
        complete = whole[:cut].count(b"\n") - 9
        assert len(before.lines) in (complete, complete + 1)
        tail = whole[:cut].rpartition(b"\n")[2]
        assert before.torn == (len(before.lines) == complete and tail not in (b"", b"---"))
        for line in (after, Undone()):
            file = RunFile.append_to(path)
            file.append(line)
            file.close()
        resumed = read_run_file(path)
        assert resumed == Record(HEADER, (*before.lines, after, Undone()))
        assert len(list(yaml.safe_load_all(path.read_bytes()))) == 2, "it is still YAML"


def test_ten_thousand_lines_are_read_in_well_under_a_second() -> None:
    lines = [Chosen(f"scene-{n % 40}.state-{n % 7}", f"choice-{n % 5}", f"{n:08x}") for n in range(10_000)]
    data = text_of(HEADER, lines)
    started = time.perf_counter()
    record = read_record(data)
    assert time.perf_counter() - started < 0.9
    assert record.lines == tuple(lines)


def test_names_of_files(tmp_path: Path) -> None:
    def create(name: str) -> str:
        file = RunFile.create(tmp_path, Header(story="october", name=name))
        file.close()
        return file.path.name

    assert create("A quiet July") == "a-quiet-july.yaml"
    assert create("a quiet, July!") == "a-quiet-july-2.yaml"
    assert create("a quiet july") == "a-quiet-july-3.yaml"
    assert create("Тихий июль") == "тихий-июль.yaml"
    assert create("../../etc/passwd") == "etc-passwd.yaml"
    assert create("") == "run.yaml"
    assert create("CON") == "con-run.yaml"
    assert create("é" * 500) == "é" * 60 + ".yaml"


@given(st.text(max_size=200))
def test_a_stem_is_always_a_good_one(name: str) -> None:
    stem = slug(name)
    assert all(sign.isalnum() or sign == "-" or unicodedata.category(sign)[0] == "M" for sign in stem)
    assert not stem.startswith("-")
    assert len(stem.encode()) <= 124


@pytest.fixture
def file(tmp_path: Path) -> Iterator[RunFile]:
    file = RunFile.create(tmp_path / "saves", HEADER)
    yield file
    file.close()


def test_a_run_is_written_by_one_process_at_a_time(file: RunFile) -> None:
    with pytest.raises(RunInUse):
        RunFile.append_to(file.path)
    file.close()
    RunFile.append_to(file.path).close()


def test_a_deleted_file_is_noticed(file: RunFile) -> None:
    assert not file.gone
    file.path.unlink()
    assert file.gone


def test_a_line_cut_off_by_a_full_disk_is_closed_by_the_next(file: RunFile, monkeypatch: pytest.MonkeyPatch) -> None:
    write, room = os.write, [0]

    def short(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", short)
    size = len(line_text(LINES[0])) + 1
    for left in range(size):
        room[0] = left
        with pytest.raises(OSError, match="No space left"):
            file.append(LINES[0])
    room[0] = 10_000
    file.append(LINES[0])
    file.append(LINES[1])
    record = read_run_file(file.path)
    assert record == Record(HEADER, LINES[:2])
    assert list(yaml.safe_load_all(file.path.read_bytes()))


def test_a_file_that_could_not_be_begun_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        RunFile.create(tmp_path, HEADER)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "none"):
        with pytest.raises(OSError):
            read_run_file(path)
        with pytest.raises(OSError):
            RunFile.append_to(path)


def test_a_file_that_would_take_too_long_is_not_read_to_its_end() -> None:
    start = header_text(HEADER).encode()
    whole = read_record(start + b"- undo\n" * 1000)
    assert (len(whole.lines), whole.unfinished) == (1000, False)
    broken = read_record(start + b"?\n" * 1_000_000 + b"- undo\n")
    assert (broken.lines, len(broken.problems), broken.unfinished) == ((), PROBLEM_LIMIT, True)
    large = read_record(start + b"- undo\n" * (SIZE_LIMIT // 7))
    assert set(large.lines) == {Undone()}
    assert (large.problems, large.torn, large.unfinished) == ((), False, True)


def test_a_line_too_long_to_be_one_is_told() -> None:
    record = read_record(header_text(HEADER).encode() + b"- {name: " + b"a" * ITEM_LIMIT + b"}\n- undo\n")
    assert record.lines == (Undone(),)
    assert record.problems[0].reason == "too long"
