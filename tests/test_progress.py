"""The bar of long work: on a terminal, after a while, on stderr, and gone in the end."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT

ROWS = b"indicator,year,actual\na,2018,100\na,2019,108\n"
TAIL = ("--csv", "-c", "year,growth_pct")
ANSWER = b"year,growth_pct\n2018,\n2019,8\n"


class Read:
    """A read of standard input that lasts until it is answered."""

    def __init__(self, folder: Path, *more: str, terminal: bool = True) -> None:
        self.master, worker = pty.openpty()
        self.terminal, self.seen = terminal, b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vpcli", "growth", "-", *TAIL, *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=worker if terminal else subprocess.PIPE,
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        )
        os.close(worker)

    def until(self, shown: str, seconds: float = 30) -> None:
        """Wait until something is shown."""
        end = time.monotonic() + seconds
        while shown.encode() not in self.seen and time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                self.seen += os.read(self.master, 65536)

    def answered(self) -> tuple[bytes, bytes]:
        """Give it its input; what it writes to stdout and to stderr in all."""
        out, err = self.process.communicate(ROWS)
        assert self.process.returncode == 0
        if self.terminal:
            with suppress(OSError):  # the other end is closed
                while piece := os.read(self.master, 65536):
                    self.seen += piece
        os.close(self.master)
        return out, self.seen if self.terminal else err


def test_a_long_read_shows_a_bar_that_is_gone_in_the_end(tmp_path: Path) -> None:
    english, vietnamese = Read(tmp_path), Read(tmp_path, "--lang", "vi")
    english.until("reading -")
    vietnamese.until("đang đọc")
    out, err = english.answered()
    assert out == ANSWER
    assert b"reading -" in err
    assert err.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h", b"\x1b[1A\x1b[2K"))  # wiped
    assert "đang đọc".encode() in vietnamese.answered()[1]


def test_nothing_is_shown_otherwise(tmp_path: Path) -> None:
    """Not of a short read, not to those who asked for quiet, and not where no terminal is."""
    assert Read(tmp_path).answered() == (ANSWER, b"")
    reads = Read(tmp_path, "-q"), Read(tmp_path, terminal=False)
    time.sleep(2.5)
    for one in reads:
        assert one.answered() == (ANSWER, b"")


IMPATIENT = (
    "import os, threading\n"  # a copy of a process has none of its threads, but all their locks
    "os.register_at_fork(before=lambda: threading.active_count() > 1 and os._exit(9))\n"
    "from vpcli.cli import progress\n"
    "progress._PATIENCE = {patience}\n"
    "from vpcli.__main__ import program\n"
    "program()\n"
)


def worked(
    folder: Path, *arguments: str, terminal: bool = True, patience: float = 0.01
) -> tuple[bytes, bytes]:
    """What a run writes to stdout, and to stderr, a terminal or a pipe; both are waited for."""
    master, worker = pty.openpty()
    result = (folder / "result").open("w+b")
    process = subprocess.Popen(
        [sys.executable, "-c", IMPATIENT.format(patience=patience), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=result,
        stderr=worker if terminal else subprocess.PIPE,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    )
    os.close(worker)
    seen = b""
    if terminal:
        with suppress(OSError):  # the other end is closed
            while piece := os.read(master, 65536):
                seen += piece
    _, err = process.communicate(timeout=60)
    os.close(master)
    assert process.returncode == 0
    result.seek(0)
    with result:
        out = result.read()
    return out, seen if terminal else err


@pytest.fixture
def figures(tmp_path: Path) -> str:
    """200 indicators of 10 years, that is 2,000 levels and 1,800 rates that agree with them."""
    rows = ["indicator,year,actual,growth\n"]
    for number in range(200):
        rows += [f"i{number},{2010 + n},{1000 * 2**n},{100 if n else ''}\n" for n in range(10)]
    (tmp_path / "figures.csv").write_text("".join(rows), "utf-8")
    return "figures.csv"


def test_solving_checking_and_writing_show_a_bar_too(figures: str, tmp_path: Path) -> None:
    for command, lang, said in (
        ("check", "en", "checking 3,800 figures"),
        ("check", "vi", "đang đối chiếu 3.800 số liệu"),
        ("growth", "en", "computing from 3,800 figures"),
        ("growth", "vi", "đang tính từ 3.800 số liệu"),
    ):
        out, err = worked(tmp_path, command, figures, "--lang", lang)
        assert said in err.decode()
        assert err.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h", b"\x1b[1A\x1b[2K"))  # wiped
        assert "writing 2,000 rows" in err.decode() or (command, lang) != ("growth", "en")
    assert (out, b"") == worked(tmp_path, "growth", figures, "--lang", "vi", terminal=False)
    assert (out, b"") == worked(tmp_path, "growth", figures, "--lang", "vi", "-q")


def test_short_work_shows_none(figures: str, tmp_path: Path) -> None:
    assert worked(tmp_path, "check", figures, patience=50)[1] == b""


def test_a_large_table_shows_a_bar_while_it_goes_elsewhere(tmp_path: Path) -> None:
    rows = [f"i{n},{year},{n + year}\n" for n in range(60_000) for year in (2018, 2019)]
    (tmp_path / "large.csv").write_text("indicator,year,actual\n" + "".join(rows), "utf-8")
    out, err = worked(tmp_path, "growth", "large.csv", "--csv", "--jobs", "2")
    assert err.count(b"reading large.csv") >= 1
    assert out.count(b"\n") == 120_001
    assert worked(tmp_path, "growth", "large.csv", "--csv", "-q") == (out, b"")
