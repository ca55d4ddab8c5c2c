"""The README is true: its output is what the commands print, its reference is complete."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest
from conftest import ROOT, Vpcli, shell_environ

from vpcli.cli import COMMANDS, group
from vpcli.core.reports import explanation_rows
from vpcli.core.reports.columns import Type
from vpcli.core.reports.findings import FindingKind, Rule
from vpcli.core.reports.on_track import ASSESS_COLUMNS, PROGRESS_COLUMNS

README = ROOT / "README.md"
SHOWN = re.compile(r"(<!-- run: vpcli (.*?) -->\n```text\n)(.*?)(```)", re.S)
RECIPE = re.compile(r"(```console ?(\S*)\n)(.*?)(```)", re.S)
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.S)
OPTIONS = re.compile(r"(<!-- options -->\n)(.*?)(<!-- /options -->)", re.S)
SHARED_BY = 5

Rewritten = Callable[[re.Match[str]], str]


def compared(pattern: re.Pattern[str], made: Rewritten, *, regenerate: bool) -> int:
    """Make every block anew: write it where that is asked for, else hold it against the text."""
    text = README.read_text("utf-8")
    after, count = pattern.subn(made, text)
    if regenerate:
        README.write_text(after, "utf-8")
    else:
        assert text == after
    return count


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture
def files() -> dict[str, str | bytes]:
    """The data files that the README shows."""
    return dict(FILE.findall(README.read_text("utf-8")))


def test_shown_output_is_what_the_commands_print(
    vpcli: Vpcli, files: dict[str, str | bytes], regenerate: bool
) -> None:
    def printed(shown: re.Match[str]) -> str:
        ran = vpcli(*shlex.split(shown[2]), "-q", files=files, COLUMNS="96")
        assert ran.err == ""
        return shown[1] + ran.out + shown[4]

    assert compared(SHOWN, printed, regenerate=regenerate) >= 8


def test_the_cookbook_runs(
    vpcli: Vpcli, files: dict[str, str | bytes], tmp_path: Path, regenerate: bool
) -> None:
    """Each recipe in a shell, where its tool is installed; its output is as shown."""
    vpcli("--version", files=files)  # writes the files
    environ = shell_environ(tmp_path)

    def cooked(recipe: re.Match[str]) -> str:
        if recipe[2] and not shutil.which(recipe[2]):
            return recipe[0]
        body = ""
        for line in recipe[3].splitlines():
            if not line.startswith("$ "):
                continue
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", line[2:]],
                cwd=tmp_path,
                env=environ,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, (line, done.stderr)
            body += f"{line}\n{done.stdout}"
        return recipe[1] + body + recipe[4]

    assert compared(RECIPE, cooked, regenerate=regenerate) >= 7
    assert {"jq", "mlr", "sqlite3", "soffice"} <= {
        recipe[2] for recipe in RECIPE.finditer(README.read_text("utf-8"))
    }


def test_the_data_files_shown_are_read_without_a_warning(
    vpcli: Vpcli, files: dict[str, str | bytes]
) -> None:
    for name in files:
        ran = vpcli("growth", name, "--csv", files=files)
        assert (ran.status, ran.err) == (0, ""), name
    assert "13.43" in vpcli("growth", "report.yaml", "--csv").out


def test_the_python_shown_runs(files: dict[str, str | bytes], vpcli: Vpcli, tmp_path: Path) -> None:
    vpcli("--version", files=files)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "2019 3.05" in done.stdout  # 391.6 / 380 = 1.0305


def test_the_vietnamese_examples_run(vpcli: Vpcli, tmp_path: Path) -> None:
    _, vietnamese = README.read_text("utf-8").split("## Tiếng Việt\n")
    vietnamese, _ = vietnamese.split("\n## ")  # the changes of the version end the README
    (block,) = re.findall(r"<!-- examples -->\n```sh\n(.*?)```", vietnamese, re.S)
    examples = block.splitlines()
    assert len(examples) == 5
    for example in examples:
        ran = vpcli(*shlex.split(example)[1:])
        assert ran.status == 0, ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"bieu.html", "solieu.yaml"}


def test_every_option_is_in_the_reference(regenerate: bool) -> None:
    found: dict[str, tuple[click.Option, list[str]]] = {}
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        for option in command.params:
            if isinstance(option, click.Option):
                key = f"{option.opts[-1]} {option.help}"
                found.setdefault(key, (option, []))[1].append(name)
    lines = ["| option | of | |", "|---|---|---|"]
    for option, names in sorted(found.values(), key=lambda one: -min(len(one[1]), SHARED_BY)):
        words = ", ".join(option.opts)
        if isinstance(option.type, click.Choice):
            words += f" {'/'.join(option.type.choices)}" * (not option.is_flag)
        elif option.metavar:
            words += f" {option.metavar}"
        of = "most" if len(names) >= SHARED_BY else ", ".join(names)
        help_ = (option.help or "").replace("  [", " [")
        cells = [f"`{words}`", of, help_]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    table = "\n".join(lines) + "\n"
    assert compared(OPTIONS, lambda m: m[1] + table + m[3], regenerate=regenerate) == 1


def test_columns_are_those_of_the_reports() -> None:
    text = README.read_text("utf-8")
    modules = {
        name: name
        for name in ("growth", "attainment", "projection", "contribution", "check", "datasets")
    }
    modules |= {
        "summary, `implied` names the levels not printed": "summary",
        "check `--revisions`": "revision_table",
        "growth `--series`": "chain_and_fixed_base",
        "projection, a path": "projected_path",
    }
    listed = {
        name: import_module(f"vpcli.core.reports.{module}").COLUMNS
        for name, module in modules.items()
    }
    listed["attainment `--progress`"] = PROGRESS_COLUMNS
    listed["projection `--assess`"] = ASSESS_COLUMNS
    for name, columns in listed.items():
        for_machines = [c.name for c in columns if c.type not in (Type.BAR, Type.DISPLAY)]
        assert f"- {name}: `{', '.join(for_machines)}`" in text
    assert "- growth `--wide`: " in text
    columns = ", ".join(column.name for column in import_module("vpcli.core.reports.show").COLUMNS)
    assert f"- show, one fact a row, read back by every command: `{columns}`" in text
    columns = ", ".join(column.name for column in explanation_rows.COLUMNS)
    assert f"- explain, one number a row, `depth` steps down: `{columns}`" in text
    for kind in FindingKind:
        assert f"`{kind.value}`" in text
    for rule in Rule:
        assert f"`{rule.value}`" in text or rule is Rule.NONE


def test_every_command_and_reason_is_in_the_reference() -> None:
    text = README.read_text("utf-8")
    for name, question in COMMANDS.items():
        assert f"| `vpcli {name}` | {question} |" in text
    messages = import_module("vpcli.i18n.en").MESSAGES
    for key in messages:
        if key.startswith("reason."):
            assert f"`{key.removeprefix('reason.')}`" in text
