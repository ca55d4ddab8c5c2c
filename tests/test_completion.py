"""Completion: what is offered, what is imported for it, and that real shells complete by it."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from conftest import ROOT, Vpcli, shell_environ
from test_layers import loaded_by

from vpcli.cli import COMMANDS


def offered(
    vpcli: Vpcli, line: str, shell: str = "bash", **more: str | dict[str, str]
) -> list[str]:
    """What is offered for the last word of a line."""
    environ = {
        "_VPCLI_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": line.rsplit(" ", maxsplit=1)[-1] if shell == "fish" else str(line.count(" ")),
    }
    ran = vpcli(**environ, **more)  # type: ignore[arg-type]
    assert (ran.status, ran.err) == (0, "")
    return [answer.partition(",")[2] for answer in ran.out.splitlines() if answer]


def test_commands_and_options(vpcli: Vpcli) -> None:
    assert offered(vpcli, "vpcli ") == list(COMMANDS)
    assert offered(vpcli, "vpcli con") == ["contribution"]
    assert offered(vpcli, "vpcli --l") == ["--lang"]
    assert offered(vpcli, "vpcli growth --meth") == ["--method"]
    assert "least-squares" in offered(vpcli, "vpcli growth --method ")
    assert offered(vpcli, "vpcli growth --lang ") == ["en", "vi"]
    assert offered(vpcli, "vpcli completion ") == ["bash", "zsh", "fish"]


def test_names_from_the_data_on_the_line(vpcli: Vpcli) -> None:
    industry = ["industry", "exports", "retail", "iip"]
    assert offered(vpcli, "vpcli growth -i ") == industry
    assert offered(vpcli, "vpcli growth -i ex") == ["exports"]
    assert offered(vpcli, "vpcli growth vinh-phuc-grdp -i gr") == ["grdp"]
    assert offered(vpcli, "vpcli contribution --indicator gr") == ["grdp"]
    assert offered(vpcli, "vpcli growth --source ", VPCLI_DATA="vinh-phuc-grdp") == [
        "yearbook-2018",
        "yearbook-2019",
    ]
    assert offered(vpcli, "vpcli explain ") == industry
    assert offered(vpcli, "vpcli explain industry 2") == ["2019"]
    assert "attainment" in offered(vpcli, "vpcli explain industry 2019 ")
    assert offered(vpcli, "vpcli explain --data vinh-phuc-grdp gr") == ["grdp"]


def test_areas_and_files(vpcli: Vpcli, tmp_path: Path) -> None:
    files = {"a.csv": "area,indicator,year,actual\nBắc,rice crop,2019,1\nNam,gold,2019,2\n"}
    assert offered(vpcli, "vpcli growth a.csv --area ", files=files) == ["Bắc", "Nam"]
    assert offered(vpcli, "vpcli growth a.csv -i ") == [r"rice\ crop", "gold"]
    assert offered(vpcli, 'vpcli growth a.csv -i "ri') == ["rice crop"]
    assert offered(vpcli, "vpcli growth a.csv -i 'ri") == ["rice crop"]
    assert offered(vpcli, "vpcli growth 'a.csv' -i ri") == [r"rice\ crop"]
    assert offered(vpcli, "vpcli growth a.csv -i ", "fish") == [
        "rice crop\trice crop",
        "gold\tgold",
    ]
    assert offered(vpcli, "vpcli growth ") == [*BUNDLED, "a.csv"]
    assert offered(vpcli, "vpcli growth vi") == [one for one in BUNDLED if one.startswith("vi")]
    # Anything else is for the shell, which knows folders.
    assert offered(vpcli, "vpcli growth ../") == ["../"]


BUNDLED = sorted({path.stem for path in (ROOT / "data").iterdir()})


def test_columns_are_those_of_the_report_asked_for(vpcli: Vpcli) -> None:
    assert offered(vpcli, "vpcli growth -c name,growth_p") == ["name,growth_pct"]
    assert "index_pct" in offered(vpcli, "vpcli growth --series --sort ")
    assert "pace" in offered(vpcli, "vpcli attainment --progress -c ")
    assert "scenario" in offered(vpcli, "vpcli projection --reach 5 -c ")
    assert "ratio" in offered(vpcli, "vpcli projection --assess -c ")
    assert "revision_pct" in offered(vpcli, "vpcli check --revisions -c ")
    for name in COMMANDS:
        if name not in ("completion", "template", "extract", "help"):
            assert offered(vpcli, f"vpcli {name} -c ") != [], name


@pytest.mark.parametrize(
    "content",
    ["", "\x00\x01", "indicators: [", "indicator,year\n", "indicator,year,actual\nx,2019,abc\n"],
)
def test_bad_data_completes_to_nothing(content: str, vpcli: Vpcli) -> None:
    assert offered(vpcli, "vpcli growth bad.csv -i ", files={"bad.csv": content}) == []
    assert offered(vpcli, "vpcli growth bad.csv --area ") == []


def test_what_is_no_file_completes_to_nothing_and_is_not_waited_for(
    vpcli: Vpcli, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for data in ("pipe", "-", "missing.csv", ".", "/dev/zero"):
        assert offered(vpcli, f"vpcli growth {data} -i ") == []
    assert offered(vpcli, "vpcli growth -i ", VPCLI_DATA="missing.csv") == []


def test_completing_a_command_imports_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_VPCLI_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_CWORD", "1")
    for typed in ("vpcli ", "vpcli gro", "vpcli --"):
        monkeypatch.setenv("COMP_WORDS", typed)
        modules = loaded_by()
        heavy = ("vpcli.cli.commands", "vpcli.core", "vpcli.readers", "vpcli.writers", "rich")
        assert not {module for module in modules if module.startswith(heavy)}
        assert "vpcli.cli" in modules


def test_questions_are_shown_beside_commands_in_the_language_spoken(vpcli: Vpcli) -> None:
    assert f"growth\t{COMMANDS['growth']}" in offered(vpcli, "vpcli gr", "fish")
    (vietnamese,) = offered(vpcli, "vpcli gr", "fish", VPCLI_LANG="vi")
    assert "Tốc độ tăng" in vietnamese


class Terminal:
    """A shell in a terminal, fed with keys as a person would press them."""

    def __init__(self, folder: Path, *shell: str) -> None:
        environ = shell_environ(folder) | {"TERM": "xterm", "LANG": "C.UTF-8", "PS1": "ready> "}
        self.master, worker = pty.openpty()
        self.shell = subprocess.Popen(
            shell, stdin=worker, stdout=worker, stderr=worker, env=environ, cwd=folder
        )
        os.close(worker)

    def press(self, keys: str, until: str, seconds: float = 30) -> str:
        """Press keys, then read until a pattern shows."""
        os.write(self.master, keys.encode())
        seen = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                seen += os.read(self.master, 65536).decode("utf-8", "replace")
            shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|.\x08|\x07", "", seen)
            if re.search(until, shown):
                return shown
        raise AssertionError(f"no {until!r} in {seen!r}")

    def close(self) -> None:
        self.shell.kill()
        self.shell.wait()
        os.close(self.master)


def needs(program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")


SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(vpcli completion bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='ready> '; autoload -U compinit; compinit -u; eval \"$(vpcli completion zsh)\"",
    ),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes(shell: str, tmp_path: Path) -> None:
    needs(shell)
    command, set_up = SHELLS[shell]
    rows = 'coal crop,,2019,5\no\\p,,2019,5\nq\\:r,"with \\, :\nname",2019,5\n'
    rows += "ab\\1,,2019,5\nab\\2,,2019,5\nend\\,,2019,5\n"
    (tmp_path / "figures.csv").write_text(f"indicator,name,year,actual\n{rows}", "utf-8")
    (tmp_path / "we\\ird.csv").write_text(f"indicator,name,year,actual\n{rows}", "utf-8")
    terminal = Terminal(tmp_path, *command)
    try:
        terminal.press("", "ready> ")
        terminal.press(f"{set_up}; echo set'_'up\n", r"set_up\r?\n[^\n]*ready> ")
        for typed, completed in (
            ("vpcli attai\t", "vpcli attainment "),
            ("vpcli growth --annu\t", "vpcli growth --annualise "),
            ("vpcli growth viet-nam-t\t", "vpcli growth viet-nam-targets-2019 "),
            ("vpcli growth fig\t", "vpcli growth figures.csv "),
            ("vpcli growth figures.csv -i co\t", r"vpcli growth figures.csv -i coal\\ crop "),
            ("vpcli growth figures.csv -i o\t", r"vpcli growth figures.csv -i o\\\\p "),
            ("vpcli growth figures.csv -i o\\\\\t", r"vpcli growth figures.csv -i o\\\\p "),
            ("vpcli growth figures.csv -i q\t", r"vpcli growth figures.csv -i q\\\\\\?:r "),
            ("vpcli growth figures.csv -i 'o\t", r"vpcli growth figures.csv -i '?o\\{1,2}p"),
            ("vpcli growth figures.csv -i ab\t", r"vpcli growth figures.csv -i ab\\\\"),
            ("vpcli growth figures.csv -i e\t", r"vpcli growth figures.csv -i end\\\\ "),
            ("vpcli growth we\t", r"vpcli growth we\\\\ird.csv "),
            ("vpcli explain indus\t", "vpcli explain industry "),
            ("vpcli growth -c name,growth_p\t", "vpcli growth -c name,growth_pct "),
        ):
            terminal.press(typed, "^" + completed)
            terminal.press("\x15", "")  # clear the line
        ran = terminal.press(
            "vpcli growth --value 2018=1 --value 2019=2 --cs\t -c growth_pct\n", "100"
        )
        assert "growth_pct" in ran
    finally:
        terminal.close()


def test_zsh_keeps_the_option_before_the_value(tmp_path: Path) -> None:
    needs("zsh")
    command, set_up = SHELLS["zsh"]
    rows = "indicator,year,actual\no\\p,2019,5\n"
    (tmp_path / "figures.csv").write_text(rows, "utf-8")
    terminal = Terminal(tmp_path, *command)
    try:
        terminal.press("", "ready> ")
        terminal.press(f"{set_up}; echo set'_'up\n", r"set_up\r?\n[^\n]*ready> ")
        for typed, completed in (
            ("vpcli growth figures.csv --indicator=o", r"--indicator=o\p"),
            ("vpcli growth --format=c", "--format=csv"),
        ):
            terminal.press(f"{typed}\t", "=")
            time.sleep(2)
            ran = terminal.press("\x01printf '<%s>' \x05\n", f"<{re.escape(completed)}>")
            assert "<growth>" in ran
    finally:
        terminal.close()


def test_a_name_of_several_lines_is_shown_on_one(vpcli: Vpcli) -> None:
    files: dict[str, str | bytes] = {"f.csv": 'indicator,name,year,actual\na,"x\ny",2019,1\n'}
    line = {"COMP_WORDS": "vpcli growth f.csv -i ", "COMP_CWORD": "4"}
    ran = vpcli(_VPCLI_COMPLETE="zsh_complete", **line, files=files)
    assert ran.out == "plain\na\nx y\n"


def test_a_real_fish_completes(tmp_path: Path) -> None:
    needs("fish")
    rows = 'coal crop,2019,5\n"rice, o\\p",2019,5\n'
    (tmp_path / "figures.csv").write_text(f"indicator,year,actual\n{rows}", "utf-8")
    lines = ["vpcli attai", "vpcli growth figures.csv -i co", "vpcli growth --sour"]
    lines.append("vpcli growth figures.csv -i r")
    asked = "; ".join(f"complete -C '{line}'" for line in lines)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"vpcli completion fish | source; {asked}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=shell_environ(tmp_path),
    )
    found = [line.partition("\t")[0] for line in done.stdout.splitlines()]
    assert found == ["attainment", "coal crop", "--source", "rice, o\\p"], done.stderr
