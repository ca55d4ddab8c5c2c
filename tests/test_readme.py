"""The README is true: its output is what the commands print; the reference is in test_topics.py."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from conftest import ROOT, Vpcli, shell_environ

from vpcli.cli import COMMANDS, group
from vpcli.i18n.topics import TOPICS

README = ROOT / "README.md"
SHOWN = re.compile(r"(<!-- run: vpcli (.*?) -->\n```text\n)(.*?)(```)", re.S)
RECIPE = re.compile(r"(```console ?(\S*)\n)(.*?)(```)", re.S)
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.S)

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

    assert compared(SHOWN, printed, regenerate=regenerate) >= 3


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
            if line.startswith("# "):
                body += f"{line}\n"
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

    assert compared(RECIPE, cooked, regenerate=regenerate) >= 5
    assert {"jq", "mlr", "sqlite3", "soffice"} <= {
        recipe[2] for recipe in RECIPE.finditer(README.read_text("utf-8"))
    }


def test_the_data_files_shown_are_read_without_a_warning(
    vpcli: Vpcli, files: dict[str, str | bytes]
) -> None:
    for name in files:
        ran = vpcli("growth", name, "--csv", files=files)
        assert (ran.status, ran.err) == (0, ""), name


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
    assert "Giá trị sản xuất công nghiệp 13.43" in done.stdout


def test_the_vietnamese_examples_run(vpcli: Vpcli, files: dict[str, str | bytes]) -> None:
    _, vietnamese = README.read_text("utf-8").split("## Tiếng Việt\n")
    (block,) = re.findall(r"<!-- examples -->\n```sh\n(.*?)```", vietnamese, re.S)
    examples = block.splitlines()
    assert len(examples) == 11
    for example in examples:
        ran = vpcli(*shlex.split(example, comments=True)[1:], files=files, VPCLI_LANG="vi")
        assert ran.status == 0, ran.err
    assert "Kim ngạch xuất khẩu" in vpcli("growth", "solieu.yaml").out


def test_every_command_stands_beside_its_question_and_runs(
    vpcli: Vpcli, files: dict[str, str | bytes]
) -> None:
    rows = re.findall(r"^\| `vpcli (.*?)` \| (.*?) \|$", README.read_text("utf-8"), re.M)
    assert [(line.split()[0], question) for line, question in rows] == list(COMMANDS.items())
    for line, _ in rows:
        ran = vpcli(*shlex.split(line), files=files)
        assert (ran.status, ran.err if "extract" not in line else "") == (0, ""), line


def test_every_option_and_topic_named_exists() -> None:
    text = README.read_text("utf-8")
    _, ours = text.split("## Questions\n")
    ours = re.sub(r"```sh\n.*?```|\$ .*", "", ours, flags=re.S).split("## How it is built")[0]
    known = {
        option
        for name in COMMANDS
        for param in group.get_command(click.Context(group), name).params  # type: ignore[union-attr]
        for option in param.opts
    }
    assert {*re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours)} <= known | {"--help"}
    for topic in re.findall(r"vpcli help ([a-z]+)`", text):
        assert topic in TOPICS
    for topic in TOPICS:
        assert re.search(rf"\b{topic}\b", text.split("## Reference")[1].split("##")[0])


def test_it_can_be_read_in_one_sitting() -> None:
    lines = README.read_text("utf-8").splitlines()
    assert len(lines) <= 250
    assert "[Tiếng Việt](#tiếng-việt)" in lines[:5]
