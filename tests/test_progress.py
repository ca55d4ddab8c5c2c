"""The bar of a long read: on a terminal, after a while, on stderr, and gone in the end."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

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
