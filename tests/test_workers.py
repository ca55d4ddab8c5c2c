"""Several processes over one large table: the same rows, errors and status, and nobody left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streaming import WHOLE, run

import vpcli.stream.pieces as cutting
from vpcli.cli import stream as small_or_large
from vpcli.errors import DataError
from vpcli.stream import engine, shared_out
from vpcli.stream.engine import Stream, is_by_year, plain_shape
from vpcli.stream.narrow import narrow
from vpcli.stream.pieces import pieces
from vpcli.stream.plain import Plain
from vpcli.stream.workers import Workers

HEADER = "area,indicator,unit,year,actual"
VPCLI = [sys.executable, "-m", "vpcli"]


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows of series one after the other, some quoted, some not plain, some out of order."""
    lines = []
    for at in range(draw(st.integers(1, 40))):
        name = draw(st.sampled_from(['"A, b{}"', "Ê{}", "C{}", '" x{} "', "E\u0302{}", '"n""{}"']))
        name = name.format(at % 11)
        unit = draw(st.sampled_from(["t", "t", "t", "%"]))
        first = draw(st.integers(1990, 2010))
        for year in range(first, first + draw(st.integers(1, 6))):
            figure = draw(st.sampled_from(["1", "2.5", "300", "gần 5", "", "7.25"]))
            lines.append(f"P{at % 3},{name},{unit},{year},{figure}")
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def told(text: str, jobs: int) -> tuple[str, list[str]]:
    """The rows of a table, and the problems that end them."""
    shape = plain_shape(HEADER, "x.csv", ",")
    assert shape is not None

    def solve(rows: Iterator[tuple[int, list[str]]], _: str | None) -> Iterator[str]:
        return iter([f"{line}: {'|'.join(cells)}\n" for line, cells in rows])

    stream = Stream(shape, Plain("growth", "csv", 1), solve, numbers="en", jobs=jobs)
    made: list[str] = []
    try:
        made += stream.rows(StringIO(narrow(text), newline="").read)
    except DataError as error:
        return "".join(made), [f"{one.code} {one.place} {one.fields}" for one in error.problems]
    return "".join(made), []


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_SIZE", 150)
    monkeypatch.setattr(cutting, "_TAIL", 400)
    monkeypatch.setattr(engine, "_ALONE", 1)


@pytest.mark.usefixtures("small")
@settings(max_examples=25, deadline=None)
@given(tables())
def test_several_processes_say_what_one_does(text: str) -> None:
    (many, wrong), (one, why) = told(text, 2), told(text, 1)
    assert wrong == why
    assert many == one if not why else many.startswith(one) or one.startswith(many)


@pytest.mark.usefixtures("small")
@settings(max_examples=200)
@given(tables())
def test_pieces_are_of_whole_series(text: str) -> None:
    shape = plain_shape(HEADER, "x.csv", ",")
    assert shape is not None
    found = [*pieces(StringIO(narrow(text), newline="").read, 2, shape)]
    assert "".join(piece for piece, _ in found) == narrow(text)
    line = 2
    ends: list[tuple[str, str]] = []
    for piece, first in found:
        assert first == line
        line += piece.count("\n")
        groups = [group.series for group in shape.split(piece.replace("\r\n", "\n"), first).groups]
        assert not ends or not groups or ends[-1] != groups[0]
        ends += groups[-1:]


def test_what_a_killed_process_had_is_given_back() -> None:
    def work(piece: int) -> int:
        if piece == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return piece * piece

    done = [*Workers(2, work).done(range(8))]
    assert [piece for piece, _ in done] == [*range(8)]
    assert {piece: made for piece, made in done if made is not None}.items() >= {0: 0, 2: 4}.items()
    assert dict(done)[3] is None


def test_an_error_in_a_process_gives_the_piece_back() -> None:
    def work(piece: int) -> int:
        return 12 // piece

    assert [*Workers(1, work).done([3, 0, 4])] == [(3, 4), (0, None), (4, None)]


def large(folder: Path) -> Path:
    path = folder / "large.csv"
    rows = [
        f"P{series % 63},I{series},t,{year},{series * 7 % 900 + year}.5\n"
        for series in range(9_000)
        for year in range(2000, 2012)
    ]
    path.write_text(f"{HEADER}\n{''.join(rows)}", "utf-8")
    return path


def children_of(pid: int) -> list[int]:
    try:
        return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    except FileNotFoundError:
        return []


def are_gone(pids: list[int]) -> bool:
    """Whether processes end soon."""
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/cmdline").is_file() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc here")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, None])
def test_no_process_is_left_behind(tmp_path: Path, how: signal.Signals | None) -> None:
    command = [*VPCLI, "growth", str(large(tmp_path)), "--csv", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.read(1 << 20)  # then it has begun, and waits for a reader
        pids: list[int] = []
        while len(pids) < 2 and run.poll() is None:
            pids = children_of(run.pid)
            run.stdout.read(1 << 16)
        assert len(pids) == 2 or run.poll() is not None
        if how is None:
            run.stdout.close()  # nobody reads any more
        else:
            run.send_signal(how)
            run.stdout.read()
        run.wait(30)
    assert are_gone(pids)


def test_one_process_and_two_write_the_same(tmp_path: Path) -> None:
    path = str(large(tmp_path))
    made = [
        subprocess.run([*VPCLI, "growth", path, "--csv", *jobs], capture_output=True, check=True)
        for jobs in (["--jobs", "1"], ["--jobs", "2"], [])
    ]
    assert made[0].stdout == made[1].stdout == made[2].stdout
    assert made[0].stdout.count(b"\n") == 9_000 * 12 + 1


def test_a_table_year_by_year_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    rows = [
        f"P{area},gdp,t,{year},{area + year}\n" for year in (2000, 2001) for area in range(27_000)
    ]
    path.write_text(f"{HEADER}\n{''.join(rows)}", "utf-8")
    made = subprocess.run([*VPCLI, "growth", str(path), "--csv"], capture_output=True, check=True)
    assert made.stdout.count(b"\n") == len(rows) + 1
    assert b"\nP26999,gdp,gdp,t,2001,2000,28999,29000,1," in made.stdout


@pytest.mark.parametrize(
    ("rows", "is_so"),
    [
        ("a,x,t,2000,1\nb,x,t,2000,2\na,x,t,2001,3\nb,x,t,2001,4\n", True),
        ("a,x,t,2000,1\na,x,t,2001,3\nb,x,t,2000,2\nb,x,t,2001,4\n", False),
        ("a,x,t,2000,1\nb,x,t,2000,2\nc,x,t,2000,3\n", False),
        ("a,x,t,2000,1\na,x,t,2001,3\nb,x,t,2000,2\na,x,t,2002,4\n", True),
    ],
)
def test_year_by_year(rows: str, is_so: bool) -> None:
    shape = plain_shape(HEADER, "x.csv", ",")
    assert shape is not None
    assert is_by_year(shape, rows) is is_so


YEARS = range(2001, 2009)
LEVELS = {
    (f"P{at % 3}", f"I{at}"): [str(10**4 + 7 * at * year % 991) for year in YEARS]
    for at in range(40)
}
LAYOUTS = {
    "wide.csv": 'Country Name,Country Code,Indicator Name,Indicator Code,"{}"\n'.format(
        '","'.join(map(str, YEARS))
    )
    + "".join(
        f'Land {area},{area},"Rice, {id_} (t)",{id_},{",".join(levels)}\n'
        for (area, id_), levels in LEVELS.items()
    ),
    "sdmx.csv": "DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    + "".join(
        f"A:B(1.0),{area},{id_},{year},{level},{'E' if year == YEARS[-1] else 'A'}\n"
        for (area, id_), levels in LEVELS.items()
        for year, level in zip(YEARS, levels, strict=True)
    ),
    "nama.tsv": "freq,na_item,geo\\TIME_PERIOD\t{}\n".format("\t".join(f"{y} " for y in YEARS))
    + "".join(
        f"A,{id_},{area}\t" + "\t".join(f"{level} p" for level in levels) + "\n"
        for (area, id_), levels in LEVELS.items()
    ),
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_that_is_cut_gives_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_text(LAYOUTS[name], "utf-8")
    whole = run("growth", str(path), "--csv", *WHOLE)
    for option, value in (("SMALL", 2), ("CHUNK", 256), ("_WIDE", 0)):
        monkeypatch.setattr(small_or_large, option, value)
    begun: list[int] = []
    begin = Workers.__init__

    def noted(self: Workers[Any, Any], count: int, work: Callable[[Any], Any]) -> None:
        begun.append(count)
        begin(self, count, work)

    monkeypatch.setattr(Workers, "__init__", noted)
    assert run("growth", str(path), "--csv", "--jobs", "2") == whole
    assert begun == [2]
    assert run("growth", str(path), "--csv", "--jobs", "1") == whole


@pytest.mark.parametrize(
    "asked",
    [
        ["growth"],
        ["growth", "--from", "2005", "--jsonl"],
        ["attainment"],
        ["attainment", "--fail-under", "95"],
        ["attainment", "--fail-if", "not-met"],
    ],
)
def test_series_that_were_read_are_shared_out_to_the_same_rows(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed growth and plans need the solver; what a report asks to hold is told once."""
    path = tmp_path / "series.csv"
    rows = [
        f"P{at % 3},I{at},t,{year},{level},{int(level) + at % 7},{'3.0' if year == 2004 else ''}"
        for at, levels in enumerate(LEVELS.values())
        for year, level in zip(YEARS, levels, strict=True)
    ]
    header = "area,indicator,unit,year,actual,plan,growth"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    monkeypatch.setattr("vpcli.cli.short.FROM", 1)
    monkeypatch.setattr(shared_out, "MANY", 1)
    monkeypatch.setattr(shared_out, "_AT_ONCE", 20)
    written = ["--csv"] if "--jsonl" not in asked else []
    made = [run(asked[0], str(path), *asked[1:], *written, "--jobs", n) for n in ("1", "2", "3")]
    assert made[0] == made[1] == made[2]
    assert made[0][0].count("\n") > 150
