"""The README is true: its output is what the commands print, its reference is complete."""

from __future__ import annotations

import re
import shlex
from importlib import import_module

import pytest
from conftest import ROOT, Vpcli

from vpcli.cli import COMMANDS
from vpcli.core.findings import FindingKind, Rule
from vpcli.core.report import Type

README = ROOT / "README.md"
SHOWN = re.compile(r"<!-- run: vpcli (.*?) -->\n```text\n(.*?)```", re.S)


def test_shown_output_is_what_the_commands_print(
    vpcli: Vpcli, request: pytest.FixtureRequest
) -> None:
    text = README.read_text("utf-8")
    shown = SHOWN.findall(text)
    assert len(shown) >= 4
    for command, output in shown:
        printed = vpcli(*shlex.split(command), "-q", COLUMNS="96").out
        if request.config.getoption("--regenerate"):
            before = f"<!-- run: vpcli {command} -->\n```text\n{output}```"
            after = f"<!-- run: vpcli {command} -->\n```text\n{printed}```"
            text = text.replace(before, after)
        else:
            assert output == printed, command
    if request.config.getoption("--regenerate"):
        README.write_text(text, "utf-8")


def test_the_data_file_shown_is_read_without_a_warning(vpcli: Vpcli) -> None:
    found = re.search(
        r"<!-- file: report.yaml -->\n```yaml\n(.*?)```", README.read_text("utf-8"), re.S
    )
    assert found
    ran = vpcli("growth", "report.yaml", "--csv", files={"report.yaml": found[1]})
    assert (ran.status, ran.err) == (0, "")
    assert "13.43" in ran.out


def test_columns_are_those_of_the_reports() -> None:
    text = README.read_text("utf-8")
    for name in ("growth", "attainment", "projection", "contribution", "check"):
        columns = import_module(f"vpcli.core.{name}").COLUMNS
        for_machines = [c.name for c in columns if c.type not in (Type.BAR, Type.DISPLAY)]
        assert f"- {name}: `{', '.join(for_machines)}`" in text
    columns = ", ".join(column.name for column in import_module("vpcli.core.show").COLUMNS)
    assert f"- show, one fact a row, read back by every command: `{columns}`" in text
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
