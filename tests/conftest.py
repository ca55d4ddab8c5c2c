"""What all tests share: vpcli run as a person would, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A loaded machine is slow; that is no finding about the code.
settings.register_profile("vpcli", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("vpcli")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write the output shown in README.md and tests/cases anew, to be reviewed as a diff",
    )
    parser.addoption(
        "--systems", type=int, default=300, help="how many random systems of figures to check"
    )


@dataclass(frozen=True)
class Ran:
    out: str
    err: str
    status: int


Vpcli = Callable[..., Ran]


@pytest.fixture
def vpcli(tmp_path: Path) -> Vpcli:
    """Run vpcli with arguments; `files` are written beside it first."""

    def run(
        *arguments: str,
        files: dict[str, str | bytes] | None = None,
        stdin: str = "",
        **environ: str,
    ) -> Ran:
        for name, content in (files or {}).items():
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(raw)
        clean = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "PYTHONPATH")}
        done = subprocess.run(
            [sys.executable, "-m", "vpcli", *arguments],
            cwd=tmp_path,
            input=stdin.encode(),
            capture_output=True,
            env=clean | {"PYTHONPATH": str(ROOT)} | environ,
            check=False,
        )
        return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run
