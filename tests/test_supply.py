"""What vpcli never does: call out, write elsewhere, or run what it reads."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

FILES = sorted((ROOT / "vpcli").rglob("*.py"))
NO_MODULES = {
    "asyncio",
    "code",
    "codeop",
    "ctypes",
    "dill",
    "ftplib",
    "http",
    "marshal",
    "multiprocessing",
    "pickle",
    "requests",
    "runpy",
    "shelve",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "subprocess",
    "telnetlib",
    "urllib",
    "webbrowser",
    "xmlrpc",
}
NO_BUILTINS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
NO_METHODS = {"system", "popen", "execv", "spawnv", "fork", "load_all", "full_load", "unsafe_load"}
WRITES = {"write_text", "write_bytes", "touch", "mkdir", "unlink", "rename", "replace", "remove"}
FORKS = "stream/workers.py"
"""Where several processes are one program, over pipes of their own."""
WRITERS = {"writers/file.py", "cli/streams.py"}
"""The one that writes -o, and the one that opens the null device for streams that are closed."""


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call in a file with what it is called on, if that is a name, and its name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node, "", node.func.id
            elif isinstance(node.func, ast.Attribute):
                on = node.func.value
                yield node, on.id if isinstance(on, ast.Name) else "…", node.func.attr


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_calls_out_or_runs_what_it_reads(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            assert name.partition(".")[0] not in NO_MODULES, name
    for node, on, name in calls(path):
        assert on or name not in NO_BUILTINS, (name, node.lineno)
        if (name, str(path.relative_to(ROOT / "vpcli"))) != ("fork", FORKS):
            assert name not in NO_METHODS, (name, node.lineno)
        assert (on, name) != ("yaml", "load"), node.lineno
        if str(path.relative_to(ROOT / "vpcli")) in WRITERS:
            continue
        assert on != "os" or name not in WRITES | {"open", "link", "symlink"}, (name, node.lineno)
        assert name not in {"write_text", "write_bytes", "touch", "mkdir", "unlink", "mkstemp"}
        if name == "open" and not on:
            mode = node.args[1] if len(node.args) > 1 else ast.Constant("r")
            assert isinstance(mode, ast.Constant), node.lineno
            assert not set(str(mode.value)) & set("wax+"), node.lineno


# A process in which every socket, every process and every file opened for writing is told, of each
# command that it runs.
WATCHED = """
import json, os, sys
seen = []
def watch(event, details):
    if event.split(".")[0] in ("socket", "subprocess", "ftplib", "smtplib", "urllib"):
        seen.append([event, repr(details)])
    if event in ("os.system", "os.exec", "os.fork", "os.remove", "os.rename", "os.mkdir"):
        seen.append([event, str(details[0])])
    if event == "open" and isinstance(details[2], int):
        if details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append([event, str(details[0])])
sys.addaudithook(watch)
import vpcli.cli
told = []
for folder, arguments in json.loads(sys.argv[1]):
    os.chdir(folder)
    sys.argv = ["vpcli", *arguments]
    try:
        vpcli.cli.main()
    except SystemExit as stop:
        told.append([stop.code, seen.copy()])
    seen.clear()
os.write(2, b"\\n" + json.dumps(told).encode())
"""
WATCHED_COMMANDS = (
    "growth",
    "attainment",
    "projection",
    "contribution",
    "summary",
    "check",
    "explain exports",
    "show",
    "datasets",
    "growth --format html",
    "growth --format json",
    "--help",
)


@pytest.mark.parametrize("output", [None, "out.csv", "out.xlsx"])
def test_nothing_is_written_but_the_output_and_nobody_is_called(
    output: str | None, tmp_path: Path
) -> None:
    outputs = []
    asked = []
    for number, command in enumerate(WATCHED_COMMANDS):
        own = output
        if output and (command.startswith("explain") or "-" in command):
            named = "--format" not in command and output == "out.xlsx"
            own = None if command == "--help" else output if named else "out.json"
        folder = tmp_path / str(number)
        folder.mkdir()
        outputs.append((command, folder, own))
        asked.append((str(folder), [*command.split(), *(["-o", own] if own else [])]))
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps(asked)],
        cwd=tmp_path,
        env=kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    told = json.loads(ran.stderr.decode().splitlines()[-1])
    for (command, folder, own), (status, seen) in zip(outputs, told, strict=True):
        assert status == 0, (command, ran.stderr.decode())
        opened = [name for event, name in seen if event == "open" and not name.isdecimal()]
        others = [event for event, _ in seen if event not in ("open", "os.rename")]
        assert others == [], command
        assert opened == ([str(folder)] if own else []), command
        assert os.listdir(folder) == ([own] if own else []), command
