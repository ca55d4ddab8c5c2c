"""Every command in a pipe: it reads standard input, and stdout holds the result alone."""

from __future__ import annotations

import csv
import io
import json

import pytest
from conftest import Vpcli

from vpcli.cli import COMMANDS

DATA = (
    "indicator,part_of,year,actual,plan\n"
    "total,,2018,10,\ntotal,,2019,12,11\ntotal,,2020,,13\n"
    "a,total,2018,4,\na,total,2019,5,\n"
    "b,total,2018,6,\nb,total,2019,7,\n"
)
PIPES = {name: [name, "-"] for name in COMMANDS} | {
    "check": ["check", "-", "--all"],
    "explain": ["explain", "total", "2019", "growth", "--data", "-"],
    "datasets": ["datasets"],
}
for no_table in ("template", "completion", "extract", "help", "report"):
    del PIPES[no_table]


@pytest.mark.parametrize("name", PIPES)
def test_every_command_reads_standard_input_and_writes_clean_stdout(
    name: str, vpcli: Vpcli
) -> None:
    ran = vpcli(*PIPES[name], "--csv", stdin=DATA)
    assert (ran.status, ran.err) == (0, "")
    header, *rows = csv.reader(io.StringIO(ran.out))
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    as_json = vpcli(*PIPES[name], stdin=DATA, VPCLI_FORMAT="json")
    assert (as_json.status, as_json.err) == (0, "")
    assert json.loads(as_json.out)


@pytest.mark.parametrize("name", [one for one in PIPES if one not in ("datasets", "explain")])
def test_the_environment_names_data_and_format_and_a_flag_beats_it(name: str, vpcli: Vpcli) -> None:
    environ = {"VPCLI_DATA": "mine.csv", "VPCLI_FORMAT": "csv", "VPCLI_LANG": "vi"}
    command = [one for one in PIPES[name] if one != "-"]
    ran = vpcli(*command, files={"mine.csv": DATA}, **environ)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == vpcli(*command, "mine.csv", "--csv").out
    assert (
        vpcli(*command, "-", "--tsv", stdin=DATA, **environ).out.partition("\n")[0].count("\t") > 5
    )


def test_a_data_set_that_is_not_named_is_said_on_stderr_alone(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "--csv")
    assert "vinh-phuc-2019" in ran.err
    assert "vpcli:" not in ran.out
    assert vpcli("growth", "--csv", "-q").err == ""
