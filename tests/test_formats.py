"""The formats that results are written in, and how the option and the extension name them."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import click
import pytest
from conftest import Vpcli

from vpcli.cli import COMMANDS, group
from vpcli.writers import EXTENSIONS, FORMATS

NO_REPORT = ("completion", "template")


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in NO_REPORT])
def test_the_option_offers_every_format_there_is(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    choices = {o.name: o.type.choices for o in command.params if isinstance(o.type, click.Choice)}
    assert list(choices["format_name"]) == list(FORMATS)
    assert set(EXTENSIONS.values()) == set(FORMATS)


@pytest.mark.parametrize("command", ["growth", "show", "explain exports 2020", "datasets"])
def test_tsv_holds_the_cells_of_csv(vpcli: Vpcli, command: str) -> None:
    as_csv, as_tsv = (vpcli(*command.split(), "-q", f"--{name}").out for name in ("csv", "tsv"))
    cells = list(csv.reader(StringIO(as_csv)))
    assert len(cells) > 1
    assert list(csv.reader(StringIO(as_tsv), delimiter="\t")) == cells


@pytest.mark.parametrize("command", ["growth", "show", "explain exports 2020", "datasets"])
def test_json_lines_are_the_objects_of_json(vpcli: Vpcli, command: str) -> None:
    array, lines = (vpcli(*command.split(), "-q", f"--{name}").out for name in ("json", "jsonl"))
    objects = json.loads(array, parse_float=str)
    assert objects
    assert [json.loads(line, parse_float=str) for line in lines.splitlines()] == objects


def test_a_cell_with_tab_quote_or_line_break_stays_one_cell(vpcli: Vpcli) -> None:
    text = 'indicator,name,year,actual\na,"x\ty ""z""\nw",2019,5\n'
    ran = vpcli("show", "f.csv", "--tsv", "-c", "name,year", files={"f.csv": text})
    assert ran.out == 'name\tyear\n"x\ty ""z""\nw"\t2019\n'


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("out.tsv", "area\tindicator\t"),
        ("out.jsonl", '{"area": '),
        ("out.ndjson", '{"area": '),
        ("out.htm", "<!DOCTYPE html>"),
    ],
)
def test_the_extension_names_the_format(
    vpcli: Vpcli, tmp_path: Path, file: str, first: str
) -> None:
    assert vpcli("growth", "-q", "-o", file).status == 0
    assert (tmp_path / file).read_text().startswith(first)
