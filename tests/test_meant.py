"""A command that there is not is answered with the nearest one, in meaning and in spelling."""

from __future__ import annotations

import pytest
from conftest import Vpcli

from vpcli.cli import COMMANDS
from vpcli.cli.meant import meant


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("validate", "check"),
        ("verify", "check"),
        ("lint", "check"),
        ("kiểm tra", "check"),
        ("kiem-tra", "check"),
        ("revisions", "check --revisions"),
        ("forecast", "projection"),
        ("dự báo", "projection"),
        ("on-track", "projection --assess"),
        ("cagr", "growth --method cagr"),
        ("tăng-trưởng", "growth"),
        ("plan", "attainment"),
        ("kế hoạch", "attainment"),
        ("shares", "contribution"),
        ("annex", "summary"),
        ("why", "explain"),
        ("parse", "extract"),
        ("list", "datasets"),
        ("view", "show"),
        ("init", "template"),
        # by spelling
        ("grwth", "growth"),
        ("Growth", "growth"),
        ("sumary", "summary"),
        ("proj", "projection"),
        ("valdate", "check"),
    ],
)
def test_a_word_names_the_command_that_does_it(typed: str, command: str, vpcli: Vpcli) -> None:
    ran = vpcli(*typed.split())
    first = typed.split(maxsplit=1)[0]
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(f'Error: no command "{first}"; did you mean {command}?\n')
    said = vpcli("--lang", "vi", *typed.split()).err
    assert said.endswith(f'lỗi: không có lệnh "{first}"; có phải ý bạn là {command}?\n')


ADVICE = {
    "plot": ("--chart", "vpcli growth --chart"),
    "chart": ("--chart", "vpcli growth --chart"),
    "graph": ("--chart", "vpcli growth --chart"),
    "biểu đồ": ("--chart", "vpcli growth --chart"),
    "import": ("vpcli growth ", "vpcli extract"),
    "nhập": ("vpcli growth ", "vpcli extract"),
    "export": ("-o", ".xlsx"),
    "xuất": ("-o", ".xlsx"),
    "convert": ("vpcli show", "-o"),
    "compare": ("vpcli attainment", "vpcli growth --relative-to", "vpcli check --revisions"),
    "so sánh": ("vpcli attainment", "vpcli growth --relative-to", "vpcli check --revisions"),
    "filter": ("-i", "--from"),
    "version": ("vpcli --version",),
    "config": ("VPCLI_LANG",),
}


@pytest.mark.parametrize("typed", ADVICE)
def test_what_is_no_command_of_its_own_says_how_it_is_done(typed: str, vpcli: Vpcli) -> None:
    for lang in ("en", "vi"):
        ran = vpcli("--lang", lang, *typed.split())
        assert (ran.status, ran.out) == (2, "")
        last = ran.err.splitlines()[-1]
        assert f'"{typed.split(maxsplit=1)[0]}"' in last
        assert all(word in last for word in ADVICE[typed]), last


def test_a_report_is_the_command_of_that_name_or_else_the_summary() -> None:
    without = [name for name in COMMANDS if name != "report"]
    assert meant(["report"], without) == ("command-near", "summary")
    assert meant(["báo", "cáo"], without) == ("command-near", "summary")
    assert meant(["báo-cáo"], [*without, "report"]) == ("command-near", "report")
    assert meant(["docx"], [*without, "report"]) == ("command-near", "report")


def test_data_without_a_command_are_said_to_be_data(vpcli: Vpcli) -> None:
    files = {"my figures.csv": "indicator,year,actual\na,2019,1\n", "figures": "x"}
    for typed, shown in (
        ("my figures.csv", "vpcli growth 'my figures.csv'"),
        ("figures", "vpcli growth figures"),
        ("missing.yaml", "vpcli growth missing.yaml"),
        ("vinh-phuc-grdp", "vpcli growth vinh-phuc-grdp"),
    ):
        ran = vpcli(typed, files=files)
        assert ran.status == 2
        assert ran.err.endswith(
            f'Error: "{typed}" is data, and a command goes before it, for example: {shown}\n'
        )
        assert shown in vpcli("--lang", "vi", typed).err


def test_a_word_that_is_like_nothing_is_told_what_there_is(vpcli: Vpcli) -> None:
    assert vpcli("zzzzz").err.endswith(f"; there are: {', '.join(COMMANDS)}\n")
