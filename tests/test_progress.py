"""The bar of a long read: on a terminal, after a while, on stderr, and gone in the end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

ROWS = b"indicator,year,actual\na,2018,100\na,2019,108\n"
TAIL = ("--csv", "-c", "year,growth_pct")
ANSWER = b"year,growth_pct\n2018,\n2019,8\n"


def run(tmp_path: Path, *more: str, seconds: float, terminal: bool = True) -> tuple[bytes, bytes]:
    """stdout and stderr of a read that lasts so long, since its input comes late."""
    master, worker = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "vpcli", "growth", "-", *TAIL, *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=worker if terminal else subprocess.PIPE,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    )
    os.close(worker)
    time.sleep(seconds)
    out, err = process.communicate(ROWS)
    assert process.returncode == 0
    if terminal:
        err = b""
        try:
            while piece := os.read(master, 65536):
                err += piece
        except OSError:  # the other end is closed
            pass
    os.close(master)
    return out, err


def test_a_long_read_shows_a_bar_that_is_gone_in_the_end(tmp_path: Path) -> None:
    out, err = run(tmp_path, seconds=3)
    assert out == ANSWER
    assert b"reading -" in err
    assert err.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h", b"\x1b[1A\x1b[2K"))  # wiped
    assert "đang đọc".encode() in run(tmp_path, "--lang", "vi", seconds=3)[1]


@pytest.mark.parametrize(
    ("more", "seconds", "terminal"), [((), 0.0, True), (("-q",), 2.5, True), ((), 2.5, False)]
)
def test_nothing_is_shown_otherwise(
    tmp_path: Path, more: tuple[str, ...], seconds: float, terminal: bool
) -> None:
    assert run(tmp_path, *more, seconds=seconds, terminal=terminal) == (ANSWER, b"")
