"""The tests of vpcli, and what they share: vpcli run as a person would, in an empty folder.

A test file is named after what it holds: the parts of the package (test_number, test_solve,
test_check and so on), the ways in and out (test_readers, test_prose, test_html), and what holds
everywhere: test_cases runs the golden cases in `cases/` (a command, its files and what it prints,
in one readable file each), test_properties and test_consistency hold formulas and commands against
exact worlds made up in worlds.py, test_differential against one another, test_fuzz and test_faults
against bad input and a failing system, test_layers holds the imports, test_readme and test_topics
the documents. Expected values are worked out by hand or by an independent computation, never copied
from what was printed. `pytest --regenerate` writes the shown outputs of the README and the golden
cases anew, to be read as a diff. By hand, for long (with pip install -e ".[test,mutation]"):

    python tests/fuzz.py --inputs 200000      # of each reader, valid data changed by structure
    python tests/fuzz_commands.py             # any options over such data
    python tests/prose_sentences.py --texts 100000  # texts written from random facts, read back
    python -m pytest tests/test_properties.py --systems 10000  # true values lie in every interval
    python tests/differential.py --systems 10000  # commands against one another and exact worlds
    python tests/mutation.py                  # changes to vpcli/core that the tests should notice
    python tests/benchmarks/peers.py          # beside Miller, mawk, csv with Decimal
    python tests/benchmarks/exact.py          # every cell against an independent slow script
    python tests/benchmarks/curve.py          # what is not streamed, at 1,000 to 1,000,000 figures
"""

from __future__ import annotations

import gc
import gettext
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import click
import pytest
from hypothesis import HealthCheck, Phase, settings

# A loaded machine is slow; that is no finding about the code.
settings.register_profile("vpcli", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# By hand, for long: pytest --hypothesis-profile thorough
settings.register_profile("thorough", settings.get_profile("vpcli"), max_examples=2_000)
# A mutant is judged by the same examples each time, and a failure is not made smaller.
settings.register_profile(
    "mutant",
    settings.get_profile("vpcli"),
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    database=None,
)
settings.load_profile("mutant" if "MUTANT_UNDER_TEST" in os.environ else "vpcli")

ROOT = Path(__file__).resolve().parent.parent
collect_ignore = ["mutation.py"]  # needs mutmut, of an extra of its own


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write the output shown in README.md and tests/cases anew, to be reviewed as a diff",
    )
    parser.addoption(
        "--systems", type=int, default=80, help="how many random systems of figures to check"
    )


def pytest_collection_finish() -> None:
    """Collect garbage as rarely as the program does; what the tests are made of is none."""
    gc.set_threshold(500_000)
    gc.freeze()


@dataclass(frozen=True)
class Ran:
    out: str
    err: str
    status: int


Vpcli = Callable[..., Ran]


@pytest.fixture
def vpcli(tmp_path: Path) -> Vpcli:
    """Run vpcli with arguments, in this process; `files` are written beside it first."""
    return _runner(tmp_path, own_process=False)


@pytest.fixture
def vpcli_process(tmp_path: Path) -> Vpcli:
    """The same in a process of its own, for tests of what a process is started with or leaves."""
    return _runner(tmp_path, own_process="MUTANT_UNDER_TEST" not in os.environ)


def _runner(folder: Path, *, own_process: bool) -> Vpcli:
    def run(
        *arguments: str,
        files: dict[str, str | bytes] | None = None,
        stdin: str = "",
        **environ: str,
    ) -> Ran:
        for name, content in (files or {}).items():
            raw = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(raw)
        clean = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "PYTHONPATH")}
        if not own_process:
            return in_this_process(arguments, folder, stdin, clean | environ)
        done = subprocess.run(
            [sys.executable, "-m", "vpcli", *arguments],
            cwd=folder,
            input=stdin.encode(),
            capture_output=True,
            env=clean | {"PYTHONPATH": str(ROOT)} | environ,
            check=False,
        )
        return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run


@contextmanager
def _click_as_it_was() -> Iterator[None]:
    """Let Click forget the language that it was taught, and its help option in that language."""
    said = {"_": gettext.gettext, "ngettext": gettext.ngettext}
    try:
        yield
    finally:
        for name, module in list(sys.modules.items()):
            if name.startswith("click."):
                for word in said.keys() & vars(module).keys():
                    setattr(module, word, said[word])
            elif name == "vpcli.cli" or name.startswith("vpcli.cli.commands."):
                for command in vars(module).values():
                    if isinstance(command, click.Command) and hasattr(command, "_help_option"):
                        command._help_option = None


def in_this_process(
    arguments: tuple[str, ...], folder: Path, stdin: str, environ: dict[str, str]
) -> Ran:
    """Run it as `main` does, with an environment, streams and a folder of its own."""
    from vpcli.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    kept = {k: v for k, v in os.environ.items() if k == "MUTANT_UNDER_TEST"}
    with (
        _click_as_it_was(),
        chdir(folder),
        mock.patch.dict(os.environ, environ | kept, clear=True),
        mock.patch.object(sys, "argv", ["vpcli", *arguments]),
        mock.patch.object(sys, "stdin", given),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as stop,
    ):
        main()
    written = [stream.buffer.getvalue().decode(errors="replace") for stream in (out, err)]
    return Ran(*written, int(stop.value.code or 0))


def shell_environ(folder: Path) -> dict[str, str]:
    """The environment of a shell in a folder, with `vpcli` on its PATH."""
    binaries = folder / "bin"
    binaries.mkdir(exist_ok=True)
    script = binaries / "vpcli"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vpcli "$@"\n')
    script.chmod(0o755)
    path = f"{binaries}:{os.environ['PATH']}"
    return {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
