"""The layering of the package, and what is imported for which command."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from conftest import ROOT, Vpcli

from vpcli.cli import COMMANDS, group

PACKAGE = ROOT / "vpcli"
# What each layer may import of the others; `core` modules also import one another.
MAY = {
    "errors": set(),
    "limits": {"errors"},
    "beginnings": set(),
    "core": {"errors", "limits", "core"},
    "i18n": {"errors", "core.facts"},
    "readers": {"core.facts", "errors", "limits", "beginnings", "readers", "i18n.vocabulary"},
    "writers": {"core", "i18n", "writers", "errors", "limits"},
    "values": {"core", "errors", "readers"},
    "questions": {"core", "errors", "values"},
    "answers": {"core", "errors", "questions"},
    "inputs": {"core", "errors", "readers"},
    "keywords": {"core", "errors", "i18n", "values"},
    "table": {"answers", "core", "errors", "i18n", "keywords", "values", "writers"},
    "loading": {"core", "errors", "i18n", "inputs", "keywords", "readers", "table", "values"},
    "api": {"answers", "core", "errors", "keywords", "loading", "questions", "table", "values"},
    "stream": {"core", "errors", "readers", "writers", "stream"},
    "cli": {
        "core",
        "errors",
        "i18n",
        "readers",
        "writers",
        "stream",
        "limits",
        "beginnings",
        "answers",
        "inputs",
        "questions",
        "values",
        "cli",
        "__version__",
    },
}
# The rooms of the core, each of which may import those before it.
ROOMS = ("facts", "solver", "measures", "reports")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vpcli"):
            inner = (node.module or "").removeprefix("vpcli").removeprefix(".")
            found |= {inner} if inner else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_module_imports_only_the_layers_above_it(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if layer in ("__init__", "__main__"):
        return
    for module in imports(path):
        assert any(module == may or module.startswith(may + ".") for may in MAY[layer]), module


def named_by(node: ast.AST, modules: set[str]) -> set[str]:
    """The modules that a piece of the source imports, or names in a text for an import."""
    if isinstance(node, ast.ImportFrom):
        full = {f"{node.module}.{alias.name}" for alias in node.names}
        return full & modules or {node.module or ""} & modules
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names} & modules
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} & modules
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        begin = str(node.values[0].value)
        return {name for name in modules if begin.startswith("vpcli.") and name.startswith(begin)}
    return set()


def circles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """The largest groups of modules each of which leads to every other one."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            new = graph[waiting.pop()] - seen
            seen |= new
            waiting += new
        return seen

    ahead = {name: reached(name) for name in graph}
    return {
        frozenset(other for other in ahead[name] if name in ahead[other])
        for name in graph
        if name in ahead[name]
    }


def test_circles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "e": {"e"}}
    assert circles(graph) == {frozenset("bc"), frozenset("e")}


def test_no_modules_import_one_another() -> None:
    """Nor inside functions, for types alone, or by names in texts."""
    files = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }
    graph = {
        name: {
            found
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            for found in named_by(node, {*files})
        }
        for name, path in files.items()
    }
    assert graph["vpcli.cli.commands.growth"] >= {"vpcli.cli.options", "vpcli.cli.run"}
    assert graph["vpcli.writers"] >= {"vpcli.writers.table", "vpcli.writers.tree_markdown"}
    assert not circles(graph)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_of_the_core_imports_only_the_rooms_before_it(room: str) -> None:
    may = {f"core.{other}" for other in ROOMS[: ROOMS.index(room) + 1]} | {"errors", "limits"}
    files = sorted((PACKAGE / "core" / room).glob("*.py"))
    assert len(files) > 5
    for path in files:
        for module in imports(path):
            assert any(module == one or module.startswith(one + ".") for one in may), (path, module)


def test_the_core_is_its_rooms_and_what_is_selected() -> None:
    assert {path.stem for path in (PACKAGE / "core").glob("*.py")} == {"__init__", "select"}
    assert imports(PACKAGE / "core" / "select.py") <= {"core.facts.model", "errors", "limits"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").rglob("*.py")), ids=lambda p: p.stem)
def test_the_core_never_prints_opens_or_exits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "open", "exit", "float", "eval", "exec")


def loaded_by(*arguments: str, **environ: str) -> set[str]:
    script = (
        "import sys, io\n"
        f"sys.argv = ['vpcli', *{arguments!r}]\n"
        "from vpcli.cli import main\n"
        "out, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "print(*sys.modules, file=out)\n"
    )
    return modules_after(script, **environ)


def modules_after(script: str, **environ: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def with_click() -> set[str]:
    """What Click needs for itself, and nobody else can spare."""
    return modules_after("import sys, click; print(*sys.modules)")


@pytest.fixture(scope="module")
def with_libraries() -> set[str]:
    return modules_after("import sys, click, yaml, rich.console, rich.table; print(*sys.modules)")


@pytest.fixture
def nine_rows(tmp_path: Path) -> str:
    path = tmp_path / "nine.csv"
    rows = [f"Hà Nội,a,tỷ đồng,{year},{year}.5" for year in range(2010, 2019)]
    path.write_text("\n".join(["area,indicator,unit,year,actual", *rows]), "utf-8")
    return str(path)


# Modules that each cost as much as one of ours, or several; not every run needs them.
COSTLY = {"dataclasses", "decimal", "fractions", "importlib.metadata", "importlib.resources"}
COSTLY |= {"json", "logging", "pathlib", "shutil", "statistics", "string", "subprocess", "tempfile"}
COSTLY |= {"unicodedata", "yaml", "rich"}


def test_csv_in_and_csv_out_needs_neither_rich_nor_yaml() -> None:
    modules = loaded_by("growth", "viet-nam-gdp", "--csv")
    assert not modules & {"rich", "yaml", "vpcli.writers.table", "vpcli.readers.yaml_dataset"}


@pytest.mark.parametrize("command", ["growth", "attainment"])
def test_plain_levels_from_csv_to_csv_load_no_reader_solver_or_report(
    command: str, nine_rows: str, with_click: set[str]
) -> None:
    modules = loaded_by(command, nine_rows, "--csv")
    # 12 significant digits are those of decimal; units are compared in one form of each letter.
    assert not modules & (COSTLY - {"decimal", "unicodedata"}) - with_click
    loaded = {name for name in modules if name.startswith("vpcli.")}
    assert not loaded & {"vpcli.core.facts.model", "vpcli.core.reports.table"}
    assert "vpcli.core.solver.solution" not in loaded
    assert not loaded & {"vpcli.cli.large", "vpcli.stream.records", "vpcli.writers.file"}
    assert not {name for name in loaded if name.startswith(("vpcli.readers", "vpcli.i18n."))}


def test_a_table_of_yaml_loads_what_it_shows_and_no_more(with_libraries: set[str]) -> None:
    modules = loaded_by("growth", "vinh-phuc-2019") - with_libraries
    assert not modules & (COSTLY - {"dataclasses", "decimal", "pathlib", "unicodedata"})
    others = {"live", "markdown", "pretty", "progress", "syntax", "traceback", "tree"}
    assert not modules & {f"rich.{name}" for name in others}
    others = {"attainment", "check", "chart", "explain", "path", "projection"}
    assert not modules & {f"vpcli.core.reports.{name}" for name in others}
    others = {"chart", "findings", "formula", "html", "machine", "markdown", "tree"}
    assert not modules & {f"vpcli.writers.{name}" for name in others}
    assert not modules & {"vpcli.i18n.vi", "vpcli.i18n.help_vi", "vpcli.readers.columns"}


@pytest.mark.parametrize("arguments", ["--help", "--version", "--lang vi --help"])
def test_help_and_version_load_no_data_layer(arguments: str, with_click: set[str]) -> None:
    modules = loaded_by(*arguments.split())
    assert "vpcli.cli.commands" not in modules
    assert not {m for m in modules if m.startswith(("vpcli.core", "vpcli.readers", "rich", "yaml"))}
    assert not modules & (COSTLY - {"shutil"}) - with_click  # Click asks how wide a terminal is


@pytest.mark.parametrize("typed", ["gro", "growth --si"])
def test_names_of_commands_and_options_are_completed_without_data(typed: str) -> None:
    modules = loaded_by(
        _VPCLI_COMPLETE="bash_complete",
        COMP_WORDS=f"vpcli {typed}",
        COMP_CWORD=str(len(typed.split())),
    )
    assert not modules & {"rich", "yaml", "vpcli.core.facts.model", "vpcli.readers.registry"}
    assert typed != "gro" or "vpcli.cli.commands" not in modules


def test_both_languages_have_the_same_messages_with_the_same_fields() -> None:
    from string import Formatter

    en, vi = (import_module(f"vpcli.i18n.{lang}").MESSAGES for lang in ("en", "vi"))
    assert list(en) == list(vi)
    for key in en:
        fields = [{name for _, name, _, _ in Formatter().parse(m[key]) if name} for m in (en, vi)]
        assert fields[0] == fields[1], key


def test_every_code_has_words() -> None:
    from vpcli.core.facts.model import Measure
    from vpcli.core.reports.findings import FindingKind, Rule
    from vpcli.core.solver.identities import IDENTITIES

    messages = import_module("vpcli.i18n.en").MESSAGES
    for identity in IDENTITIES:
        assert f"identity.{identity.name}" in messages
    for measure in Measure:
        assert f"code.{measure.value}" in messages
    for kind in FindingKind:
        assert f"finding.{kind.value}" in messages
    for rule in Rule:
        assert rule is Rule.NONE or f"rule.{rule.value}" in messages


def test_every_problem_named_in_the_source_has_words() -> None:
    """That the words are given the fields which they name is shown by the cases of each."""
    messages = import_module("vpcli.i18n.en").MESSAGES
    codes = {
        code
        for path in PACKAGE.rglob("*.py")
        for code in re.findall(
            r'\b(?:Problem|_?wrong(?:_usage)?|bad_value)\(\s*"([a-z-]+)"', path.read_text("utf-8")
        )
    }
    assert len(codes) > 50
    assert {code for code in codes if not {f"error.{code}", f"usage.{code}"} & {*messages}} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_as_listed_and_examples_that_run(
    name: str, vpcli: Vpcli
) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help is not None
    assert command.help.splitlines()[0] == COMMANDS[name]
    shown = vpcli(name, "--help").out
    assert "\\b" not in shown
    assert f"\n    vpcli {name}" in shown  # each example on a line of its own
    examples = [
        line.strip().removeprefix("vpcli ").split()
        for line in command.help.splitlines()
        if line.strip().startswith("vpcli ")
    ]
    assert len(examples) >= 2
    for example in examples:
        ran = vpcli(*example)
        assert ran.status == 0, ran.err
        assert ran.out or "-o" in example
