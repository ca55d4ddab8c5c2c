"""Data that nobody names: what waits on standard input, and what is used where nothing does."""

from __future__ import annotations

import os
import pty
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from conftest import ROOT, Ran

# 108 / 100 = 1.08
ROWS = "indicator,year,actual\na,2018,100\na,2019,108\n"
OTHER = "indicator,year,actual\nb,2018,100\nb,2019,150\n"
OURS, BUNDLED, OTHERS = "a,2019,8\n", "industry,2019,13.43\n", "b,2019,50\n"
READING = "vpcli: reading standard input; name a file to read that instead\n"
BUNDLED_USED = (
    "vpcli: using the bundled report vinh-phuc-2019; name a file, or - for standard input\n"
)
SILENT = (
    "vpcli: nothing came on standard input: using the bundled report vinh-phuc-2019; "
    "name a file, or - to wait for standard input\n"
)
ASKED = ("growth", "--csv", "-c", "indicator,year,growth_pct")
Stdin = int | IO[bytes]


def started(stdin: Stdin, *arguments: str, folder: Path, **environ: str) -> subprocess.Popen[bytes]:
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "vpcli", *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=clean | environ,
    )


def ended(process: subprocess.Popen[bytes], given: bytes | None = None) -> Ran:
    out, err = process.communicate(given, timeout=30)
    return Ran(out.decode(), err.decode(), process.returncode)


def run(stdin: Stdin, *arguments: str, folder: Path, **environ: str) -> Ran:
    return ended(started(stdin, *(arguments or ASKED), folder=folder, **environ))


def answer_of(ran: Ran) -> str:
    assert ran.status == 0, ran.err
    return next(line for line in ran.out.splitlines(keepends=True) if ",2019," in line)


@pytest.fixture
def silent_pipe() -> Iterator[int]:
    """A pipe that stays open and in which nothing is ever written."""
    read, write = os.pipe()
    yield read
    os.close(read)
    os.close(write)


def filled_pipe(text: str) -> int:
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    return read


def test_a_pipe_with_data_is_read_and_said(tmp_path: Path) -> None:
    ran = run(filled_pipe(ROWS), folder=tmp_path)
    assert (answer_of(ran), ran.err) == (OURS, READING)
    ran = run(filled_pipe(ROWS), *ASKED, "-q", folder=tmp_path)
    assert (answer_of(ran), ran.err) == (OURS, "")


@pytest.mark.parametrize(
    "command",
    ["attainment", "projection --growth 5 --to 2020", "summary", "check", "show", "explain a 2019"],
)
def test_so_does_every_command_in_every_format(command: str, tmp_path: Path) -> None:
    named = run(filled_pipe(ROWS), *command.split(), *_dash(command), folder=tmp_path)
    waiting = run(filled_pipe(ROWS), *command.split(), folder=tmp_path)
    assert (waiting.out, waiting.status, waiting.err) == (named.out, named.status, READING)
    assert named.err == ""


def _dash(command: str) -> list[str]:
    return ["--data", "-"] if command.startswith("explain") else ["-"]


def test_a_table_and_a_data_set_wait_alike(tmp_path: Path) -> None:
    assert "+8.0 %" in run(filled_pipe(ROWS), "growth", folder=tmp_path).out
    data_set = (ROOT / "data" / "vinh-phuc-grdp.yaml").read_text("utf-8")
    named = run(subprocess.DEVNULL, "growth", "vinh-phuc-grdp", "--csv", folder=tmp_path)
    assert run(filled_pipe(data_set), "growth", "--csv", folder=tmp_path).out == named.out


def test_a_program_may_take_a_moment_to_write(tmp_path: Path) -> None:
    process = started(subprocess.PIPE, *ASKED, folder=tmp_path)
    assert answer_of(ended(process, ROWS.encode())) == OURS


def test_a_socket_with_data_is_read(tmp_path: Path) -> None:
    near, far = socket.socketpair()
    with near, far:
        far.sendall(ROWS.encode())
        far.shutdown(socket.SHUT_WR)
        ran = run(near.fileno(), folder=tmp_path)
    assert (answer_of(ran), ran.err) == (OURS, READING)


def test_an_idle_pipe_is_not_waited_for_and_that_is_said_even_to_the_quiet(
    silent_pipe: int, tmp_path: Path
) -> None:
    for more in ((), ("-q",)):
        began = time.monotonic()
        ran = run(silent_pipe, *ASKED, *more, folder=tmp_path)
        assert time.monotonic() - began < 10
        assert (answer_of(ran), ran.err) == (BUNDLED, SILENT)


def test_a_pipe_that_ended_without_a_word_is_empty_data(tmp_path: Path) -> None:
    """As after a program that failed: the bundled report must not be taken for its result."""
    ran = run(filled_pipe(""), *ASKED, "-q", folder=tmp_path)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("error: <stdin>: nothing came through the pipe; name a file")


def test_the_notes_are_in_the_language_too(silent_pipe: int, tmp_path: Path) -> None:
    ran = run(filled_pipe(ROWS), *ASKED, "--lang", "vi", folder=tmp_path)
    assert ran.err == "vpcli: đọc đầu vào chuẩn; nếu muốn đọc một tệp, hãy ghi tên tệp\n"
    ran = run(silent_pipe, *ASKED, folder=tmp_path, VPCLI_LANG="vi")
    assert ran.err == (
        "vpcli: không có gì ở đầu vào chuẩn: dùng bộ số liệu kèm theo vinh-phuc-2019; "
        "hãy ghi tên tệp, hoặc - để chờ đầu vào chuẩn\n"
    )


def test_an_empty_device_an_empty_file_and_a_terminal_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    _, terminal = pty.openpty()
    with open("/dev/null", "rb") as device, (tmp_path / "empty").open("rb") as empty:
        for stdin in (device, empty, terminal):
            ran = run(stdin, folder=tmp_path)
            assert (answer_of(ran), ran.err) == (BUNDLED, BUNDLED_USED)
            assert run(stdin, *ASKED, "-q", folder=tmp_path).err == ""


def test_a_closed_standard_input_holds_nothing(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m vpcli {" ".join(ASKED)} <&-'
    ran = run(subprocess.DEVNULL, *ASKED, folder=tmp_path)
    done = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
    )
    assert (done.stdout, done.stderr) == (ran.out, ran.err)


def test_a_file_is_read_from_its_beginning_only(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(ROWS, "utf-8")
    with path.open("rb", buffering=0) as stdin:
        ran = run(stdin, folder=tmp_path)
        assert (answer_of(ran), ran.err) == (OURS, READING)
    with path.open("rb", buffering=0) as stdin:
        stdin.seek(len("indicator,year,actual\n"))
        ran = run(stdin, folder=tmp_path)
        assert (answer_of(ran), ran.err) == (BUNDLED, BUNDLED_USED)
        assert stdin.tell() == len("indicator,year,actual\n")  # the list of a loop is untouched


def test_a_loop_keeps_its_list(tmp_path: Path) -> None:
    """`while read` reads the list line by line, and each run leaves it where it is."""
    (tmp_path / "list").write_text("industry\nexports\nretail\n", "utf-8")
    done = subprocess.run(
        [
            "bash",
            "-c",
            f'while read one; do "{sys.executable}" -m vpcli growth -i "$one" --csv -q'
            " -c indicator,year; done < list",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
    )
    told = [line.partition(",")[0] for line in done.stdout.splitlines() if "indicator" not in line]
    assert list(dict.fromkeys(told)) == ["industry", "exports", "retail"]


def test_data_that_are_named_leave_standard_input_alone(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text(OTHER, "utf-8")
    for arguments, environ in (
        ((*ASKED, "other.csv"), {}),
        (ASKED, {"VPCLI_DATA": "other.csv"}),
    ):
        ran = run(filled_pipe(ROWS), *arguments, folder=tmp_path, **environ)
        assert (answer_of(ran), ran.err) == (OTHERS, "")
    typed = ("growth", "--value", "2018=100", "--value", "2019=125", "--csv", "-c", "growth_pct")
    ran = run(filled_pipe(ROWS), *typed, folder=tmp_path)
    assert (ran.out, ran.err) == ('growth_pct\n""\n25\n', "")


def test_a_dash_in_the_environment_waits(tmp_path: Path) -> None:
    process = started(subprocess.PIPE, *ASKED, folder=tmp_path, VPCLI_DATA="-")
    time.sleep(1.5)  # far longer than what is waited for otherwise
    assert process.poll() is None
    ran = ended(process, ROWS.encode())
    assert (answer_of(ran), ran.err) == (OURS, "")
    # An empty variable is none.
    ran = run(filled_pipe(ROWS), folder=tmp_path, VPCLI_DATA="")
    assert (answer_of(ran), ran.err) == (OURS, READING)


def test_a_large_table_that_waits_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    names = [f"i{number},{year},{year}\n" for number in range(30_000) for year in (2018, 2019)]
    path.write_text("indicator,year,actual\n" + "".join(names), "utf-8")
    with path.open("rb") as stdin:
        waiting = run(stdin, "growth", "--csv", folder=tmp_path)
    assert waiting.err == READING
    assert waiting.out == run(subprocess.DEVNULL, "growth", path.name, "--csv", folder=tmp_path).out
    with path.open("rb") as stdin:  # and is not written over, whatever its name
        ran = run(stdin, "growth", "-o", "large.csv", folder=tmp_path)
    assert ran.status == 3
    assert "large.csv" in ran.err


def test_what_waits_and_cannot_be_read_is_said_of_standard_input(tmp_path: Path) -> None:
    ran = run(filled_pipe("x\n"), "growth", folder=tmp_path)
    assert (ran.status, ran.out) == (3, "")
    first, second = ran.err.splitlines()[:2]
    assert first + "\n" == READING
    assert "<stdin>" in second


@pytest.mark.parametrize("command", ["growth - --csv", "extract", "extract -"])
def test_a_person_who_types_the_data_is_told_how_to_end(command: str, tmp_path: Path) -> None:
    typing = "vpcli: reading what is typed here; Ctrl-D on an empty line ends it\n"
    for more, said in (((), typing), (("-q",), "")):
        master, terminal = pty.openpty()
        process = started(terminal, *command.split(), *more, folder=tmp_path)
        os.close(terminal)
        os.write(master, ROWS.encode() + b"\x04")
        ran = ended(process)
        os.close(master)
        assert ran.err.startswith(said)
        assert ("reading what is typed" in ran.err) == (said != "")
        assert ran.status == 0
