"""Same input, same bytes: whatever the hash seed, locale, time zone, terminal or Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

# Every command in a format for people, for machines and for pages, and some in every other format,
# over two bundled data sets, in one process; what is printed is a digest of each output, so that a
# difference names its command.
ALL = """
import contextlib, hashlib, io, itertools, sys
from vpcli.cli import main
commands = ["growth", "growth --series", "growth --method cagr", "growth --bounds", "attainment",
    "projection", "projection --assess", "contribution", "summary", "check --all",
    "check --revisions", "show"]
formats, office = ["table", "json", "html"], ["xlsx", "docx"]
others = itertools.product(["growth", "summary"], ["csv", "tsv", "jsonl", "md"])
trees = itertools.product(["explain * 2019"], ["table", "json"])
pages = itertools.product(["report"], ["table", "html", "docx"])
of_facts = itertools.product(["show"], ["csv", *office, "yaml", "sdmx-csv"])
sets = [("vinh-phuc-2019", "vi"), ("vinh-phuc-grdp", "en")]
pairs = [*itertools.product(commands, formats), *others, *trees, *pages, *of_facts]
for (command, form), (name, lang) in itertools.product(pairs, sets):
    data = ["--data", name] if command.startswith("explain") else [name]
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    sys.argv = ["vpcli", *command.split(), *data, "--format", form, "--lang", lang]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            main()
        except SystemExit as stop:
            status = stop.code
    digest = hashlib.sha256(out.buffer.getvalue()).hexdigest()
    print(command, form, name, lang, status, digest)
"""
SITE = Path(yaml.__file__).parent.parent


def digests(python: str = sys.executable, **environ: str) -> list[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [python, "-c", ALL],
        env=kept | {"PYTHONPATH": f"{ROOT}{os.pathsep}{SITE}", "LANG": "C.UTF-8"} | environ,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().splitlines()


@lru_cache(maxsize=1)
def expected() -> list[str]:
    found = digests(PYTHONHASHSEED="0")
    assert len(found) == (12 * 3 + 2 * 4 + 2 + 3 + 5) * 2
    return found


def interpreters() -> list[str]:
    """The newest of every other Python from 3.11 on: on the PATH, and of pyenv."""
    found: dict[tuple[int, int], str] = {}
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    listed = [str(path) for path in sorted(pyenv.glob("versions/3.*/bin/python3"))]
    for minor in range(11, 20):
        name = shutil.which(f"python3.{minor}")
        own = [path for path in listed if f"/3.{minor}." in path]
        for python in [*([name] if name else []), *own]:
            asked = subprocess.run([python, "-V"], capture_output=True, text=True, check=False)
            if asked.returncode == 0 and asked.stdout.startswith(f"Python 3.{minor}."):
                found[3, minor] = python
    return [python for version, python in found.items() if version != sys.version_info[:2]]


# Each in a process with another hash seed, and with several of its surroundings changed at once.
SURROUNDINGS = [
    {"LC_ALL": "C", "TZ": "Asia/Ho_Chi_Minh", "TERM": "dumb", "COLUMNS": "20"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "vi_VN.UTF-8", "LANGUAGE": "vi", "PYTHONIOENCODING": "latin-1"},
    {"LC_ALL": "en_US.ISO-8859-1", "TZ": "America/Los_Angeles", "PYTHONOPTIMIZE": "2"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
]


@pytest.mark.parametrize(
    ("seed", "environ"),
    [*enumerate(SURROUNDINGS, 1)],
    ids=[" ".join(f"{k}={v}" for k, v in one.items()) for one in SURROUNDINGS],
)
def test_neither_the_hash_seed_nor_where_it_runs_matters(
    seed: int, environ: dict[str, str]
) -> None:
    found, same = digests(**environ, PYTHONHASHSEED=str(seed)), expected()
    if "COLUMNS" in environ:  # a table is as wide as the terminal
        found, same = ([one for one in lines if " table " not in one] for lines in (found, same))
    if "UTF-8" not in environ.get("LC_ALL", "UTF-8"):  # there alone bars are drawn in ASCII
        found, same = ([one for one in lines if not drawn(one)] for lines in (found, same))
    assert len(found) > 50
    assert found == same


def drawn(line: str) -> bool:
    return line.startswith(("contribution table", "report table"))


@pytest.mark.parametrize("python", interpreters() or [""])
def test_the_version_of_python_does_not_matter(python: str) -> None:
    if not python:
        pytest.skip("no other Python from 3.11 on is installed")
    found, same = digests(python), expected()
    # What writes Word documents is made for one version of Python.
    assert [one for one in found if " docx " not in one] == [
        one for one in same if " docx " not in one
    ]
