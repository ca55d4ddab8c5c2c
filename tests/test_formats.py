"""The formats that results are written in, and how the option and the extension name them."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path
from types import ModuleType

import click
import pytest
from build import dataset, fact, series
from conftest import ROOT, Vpcli

from vpcli.cli import COMMANDS, group
from vpcli.core.facts.model import Measure
from vpcli.core.reports.show import show
from vpcli.writers import EXTENSIONS, FORMATS, PAGE_FORMATS, render
from vpcli.writers.display import Style

NO_REPORT = ("completion", "template", "extract", "help")


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in NO_REPORT])
def test_the_option_offers_every_format_there_is(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    choices = {o.name: o.type.choices for o in command.params if isinstance(o.type, click.Choice)}
    offered = PAGE_FORMATS if name == "report" else tuple(FORMATS)
    assert tuple(choices["format_name"]) == offered
    # A .csv is tidy CSV, a .txt what the terminal shows.
    assert set(EXTENSIONS.values()) == set(FORMATS) - {"sdmx-csv", "text"}


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


HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "-1+2", "@SUM(A1)", "＝1", "-abc", "=", "-")
HARMLESS = ("−5", "-2.77", "+13.43%", "-5 %", "a=b", "12", "#N/A")
NOTED = "indicator,year,change,note\na,2018,-0.5,{}\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_a_spreadsheet_would_run_is_defused_on_request(vpcli: Vpcli, text: str) -> None:
    files = {"f.csv": NOTED.format(text)}
    arguments = ("show", "f.csv", "--csv", "-c", "note,value")
    assert vpcli(*arguments, files=files).out == f"note,value\n{text},-0.5\n"
    out = vpcli(*arguments, "--excel", files=files).out
    assert out == f"\ufeffnote,value\r\n'{text},-0.5\r\n"


@pytest.mark.parametrize("text", HARMLESS)
def test_negative_numbers_and_plain_text_are_not_defused(vpcli: Vpcli, text: str) -> None:
    files = {"f.csv": NOTED.format(text)}
    out = vpcli("show", "f.csv", "--csv", "--excel", "-c", "note,value", files=files).out
    assert out == f"\ufeffnote,value\r\n{text},-0.5\r\n"


@pytest.mark.parametrize("begin", ["\t", "\n", " ", "\u00a0"])
def test_what_stands_before_a_formula_hides_it_from_nobody(begin: str) -> None:
    noted = fact(Measure.ACTUAL, 2019, "-5")._replace(note=f"{begin}=1")
    report = show(dataset(series(noted)))
    out = render(report, "csv", Style(columns=("note", "value"), excel=True))
    assert isinstance(out, str)
    assert list(csv.reader(StringIO(out, newline="")))[1] == [f"'{begin}=1", "-5"]


def test_a_vietnamese_excel_opens_it(vpcli: Vpcli) -> None:
    files = {"f.csv": "indicator,unit,year,actual\nđường,tấn,2018,1234.5\nđường,tấn,2019,1358\n"}
    arguments = ("growth", "f.csv", "--excel", "-c", "indicator,year,base,growth_pct")
    ran = vpcli(*arguments, "--csv", "--lang", "vi", "--from", "2019", files=files)
    assert ran.out == "\ufeffindicator;year;base;growth_pct\r\nđường;2019;1234,5;10,0040502228\r\n"
    ran = vpcli(*arguments, "-o", "out.csv", "--from", "2019", files=files)
    assert (ran.status, ran.err) == (0, "")
    english = vpcli(*arguments, "--csv", "--from", "2019").out
    assert english == "\ufeffindicator,year,base,growth_pct\r\nđường,2019,1234.5,10.0040502228\r\n"


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"csv", "tsv"}))
def test_excel_is_for_csv_and_tsv(vpcli: Vpcli, form: str) -> None:
    ran = vpcli("show", "-q", "--excel", "--format", form)
    assert (ran.status, ran.out) == (2, "")
    assert f"not for {form}" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("form", ["yaml", "sdmx-csv"])
def test_formats_of_facts_hold_nothing_else(vpcli: Vpcli, form: str) -> None:
    ran = vpcli("growth", "-q", "--format", form)
    assert (ran.status, ran.out) == (2, "")
    assert f"vpcli show --format {form}" in ran.err
    ran = vpcli("show", "-q", "--format", form, "-c", "year")
    assert (ran.status, ran.out) == (2, "")
    assert "--columns" in ran.err


@pytest.fixture
def openpyxl() -> ModuleType:
    return pytest.importorskip("openpyxl", reason="needs the extra vpcli[xlsx]")


def test_the_sheet_for_programs_has_stable_names_and_numbers_with_their_digits(
    vpcli: Vpcli, tmp_path: Path, openpyxl: ModuleType
) -> None:
    assert vpcli("growth", "-q", "--lang", "vi", "-o", "out.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Tốc độ tăng so với năm trước", "data"]
    sheet = book["data"]
    assert [cell.value for cell in sheet[1]] == vpcli("growth", "-q", "--csv").out.split()[0].split(
        ","
    )
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["year"].value, cells["year"].number_format) == (2019, "0")
    assert (cells["value"].value, cells["value"].number_format) == (244794, "#,##0")
    assert (cells["growth_pct"].value, cells["growth_pct"].number_format) == (13.43, "#,##0.00")
    assert (cells["base"].value, cells["base"].number_format) == (215810.632108, "#,##0")
    assert cells["reason"].value is None


@pytest.mark.parametrize("text", [*HOSTILE, *HARMLESS, "[giá so sánh 2010]", "\x1b[31m"])
def test_no_text_of_a_workbook_is_a_formula_or_an_error(
    tmp_path: Path, openpyxl: ModuleType, text: str
) -> None:
    noted = fact(Measure.ACTUAL, 2019, "-5")._replace(note=text)
    made = render(show(dataset(series(noted))), "xlsx", Style(columns=("note", "value")))
    assert isinstance(made, bytes)
    (tmp_path / "f.xlsx").write_bytes(made)
    shown, data = openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets
    note, value = data[2]
    assert (note.value, note.data_type) == (text.replace("\x1b", "�"), "s")
    assert (value.value, value.data_type) == (-5, "n")
    *_, note, value = shown[shown.max_row]
    assert (note.value, note.data_type) == (text.replace("\x1b", "�"), "s")
    assert (value.value, value.data_type) == (-5, "n")


def test_a_workbook_is_for_a_file_or_a_pipe_and_not_for_a_terminal(
    vpcli: Vpcli, openpyxl: ModuleType
) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "vpcli", "growth", "-q", "--format", "xlsx"]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    done = subprocess.run(command, stdout=side, stderr=subprocess.PIPE, env=environ, check=False)
    os.close(side)
    os.close(main)
    assert done.returncode == 2
    assert b"xlsx is no text; write it to a file with -o" in done.stderr
    piped = subprocess.run(command, stdout=subprocess.PIPE, env=environ, check=True)
    assert piped.stdout.startswith(b"PK")


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("openpyxl", ("growth", "in.xlsx")),
        ("xlsxwriter", ("growth", "vinh-phuc-2019", "-q", "-o", "out.xlsx")),
        ("docx", ("growth", "vinh-phuc-2019", "-q", "-o", "out.docx")),
    ],
)
def test_without_its_packages_the_remedy_is_named(
    package: str, arguments: tuple[str, ...], vpcli_process: Vpcli, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "in.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    (tmp_path / f"{package}.py").write_text("raise ImportError")
    ran = vpcli_process(*arguments, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert ran.status == 3
    assert package in ran.err.casefold()
    assert "pip install 'vpcli[office]'" in ran.err
    assert not [*tmp_path.glob("out.*")]
