"""Workbooks: what a cell shows is what is read, and what cannot be read is said."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Vpcli
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from vpcli.errors import DataError
from vpcli.i18n import describe
from vpcli.readers import ReadOptions, xlsx, xlsx_parts
from vpcli.readers.registry import read

HEADER = ("indicator", "year", "actual")


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (244794.0, "General", "244794"),
        (1234567890123456.0, "General", "1234567890123460"),
        (13.4321, "0.00", "13.43"),
        (2.5, "0", "3"),
        (-2.5, "#,##0.0_);(#,##0.0)", "-2.5"),
        (244794, '#,##0.0" tỷ"', "244794.0"),
        (0.1343, "0.0%", "13.4%"),
        (1e-7, "0.00E+00", "0.0000001"),
        (7.5, "0.##", "7.5"),
        (244794, "#,##0,", "244794"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("  012 ", "@", "012"),
        (date(2019, 12, 31), "dd/mm/yyyy", "2019-12-31"),
    ],
)
def test_a_cell_is_read_as_it_shows(value: object, number_format: str, text: str) -> None:
    assert xlsx.displayed(value, number_format) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_decimals_of_the_format_are_decimals_read(digits: int, decimals: int) -> None:
    number_format = "#,##0" + "." * bool(decimals) + "0" * decimals
    shown = xlsx.displayed(digits / 10**decimals, number_format)
    assert shown.replace(".", "").lstrip("-0") == str(abs(digits)).lstrip("0")
    assert len(shown.partition(".")[2]) == decimals


def test_sheets_are_found_by_their_header_or_named(vpcli: Vpcli) -> None:
    rows = [HEADER, ("a", 2019, 1)]
    book = workbook(Bìa=[["Báo cáo"]], Số=rows, Khác=[HEADER, ("b", 2019, 2)])
    files = {"book.xlsx": book}
    csv = ("growth", "book.xlsx", "--csv", "-c", "indicator")
    assert vpcli(*csv, files=files).out == "indicator\na\n"
    assert vpcli(*csv, "--sheet", "Khác").out == "indicator\nb\n"
    assert vpcli(*csv, "--sheet", "3").out == "indicator\nb\n"
    ran = vpcli(*csv, "--sheet", "4")
    assert ran.status == 3
    assert 'no sheet "4"; there are: Bìa, Số, Khác' in ran.err


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a", 2019, "=1+1")], "book.xlsx: S!C2: a formula without its result; open the workbook"),
        ([("a", date(2019, 6, 30), 1)], 'book.xlsx:2: year: "2019-06-30" is not a whole year'),
        ([("a", 2019, "#N/B!")], 'book.xlsx:2: actual: "#N/B!" is not a number'),
    ],
)
def test_what_no_cell_should_hold(
    vpcli: Vpcli, rows: list[tuple[object, ...]], message: str
) -> None:
    ran = vpcli("growth", "book.xlsx", files={"book.xlsx": workbook(S=[HEADER, *rows])})
    assert ran.status == 3
    assert message in ran.err


def test_what_is_no_workbook(vpcli: Vpcli) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "not a workbook")
    files = {
        "old.xls": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512),
        "cut.xlsx": workbook(S=[HEADER])[:1000],
        "other.zip": other.getvalue(),
    }
    for name, message in (
        ("old.xls", "not a readable workbook: "),
        ("cut.xlsx", "not a readable workbook: "),
        ("other.zip", "not a readable workbook: "),
    ):
        ran = vpcli("growth", name, files=files)
        assert (ran.out, ran.status) == ("", 3)
        assert f"{name}: {message}" in ran.err


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_CELLS"])
def test_a_workbook_beyond_the_limits_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    raw = workbook(S=[HEADER, *[("a", year, 1) for year in range(2000, 2020)]])
    monkeypatch.setattr(xlsx_parts, limit, 50)
    with pytest.raises(DataError) as caught:
        read(raw, "book.xlsx", ".xlsx", ReadOptions())
    code = {"MOST_BYTES": "xlsx-too-large", "MOST_CELLS": "xlsx-too-many-cells"}[limit]
    assert [problem.code for problem in caught.value.problems] == [code]


def with_text(raw: bytes, part: str, before: str, text: str) -> bytes:
    """A workbook with a text in one of its parts, before another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        assert part in old.namelist()
        for name in old.namelist():
            content = old.read(name).decode()
            assert name != part or before in content
            new.writestr(name, content.replace(before, text + before) if name == part else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "before", "text", "code"),
    [
        (SHEET, "</row>", "<c/>" * 400_000, "xlsx-too-many-cells"),
        (SHEET, "</sheetData>", "<row/>" * 1_100_000, "xlsx-too-many-cells"),
        (SHEET, "</sheetData>", "<x:row/>" * 1_100_000, "xlsx-too-many-cells"),
        (SHEET, "</worksheet>", "<mergeCells/>" * 300_001, "xlsx-too-many-settings"),
        ("xl/styles.xml", "</cellXfs>", "<xf/>" * 300_001, "xlsx-too-many-settings"),
        ("xl/styles.xml", "</cellXfs>", f'<numFmt formatCode="{"[" * 256}"/>', "bad-xlsx"),
        ("xl/workbook.xml", "</sheets>", "<sheet/>" * 1_000, "xlsx-too-many-settings"),
    ],
)
def test_a_small_workbook_that_is_large_once_unpacked_is_not_read(
    part: str, before: str, text: str, code: str
) -> None:
    raw = with_text(workbook(S=[HEADER, ("a", 2019, 1)]), part, before, text)
    assert len(raw) < 100_000
    started = time.process_time()
    with pytest.raises(DataError) as caught:
        read(raw, "book.xlsx", ".xlsx", ReadOptions())
    assert [problem.code for problem in caught.value.problems] == [code]
    assert time.process_time() - started < 20
    for lang in ("en", "vi"):
        assert part in describe(caught.value.problems[0], lang)


def test_shared_strings_are_counted_as_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = workbook(S=[HEADER, ("a", 2019, 1)])
    raw = with_text(raw, SHEET, "</worksheet>", "<si><t/></si>" * 1_001)
    read(raw, "book.xlsx", ".xlsx", ReadOptions())
    monkeypatch.setattr(xlsx_parts, "MOST_CELLS", 1_000)
    with pytest.raises(DataError) as caught:
        read(raw, "book.xlsx", ".xlsx", ReadOptions())
    assert [problem.code for problem in caught.value.problems] == ["xlsx-too-many-cells"]


def test_sheets_that_are_not_read_are_named(vpcli: Vpcli) -> None:
    book = workbook(
        Cover=[["Report of 2019"], ["a remark"]],
        Nothing=[],
        Years=[HEADER, ("a", 2019, 1)],
        Old=[HEADER, ("a", 2018, 1)],
    )
    csv = ("growth", "book.xlsx", "--csv", "-c", "year")
    ran = vpcli(*csv, files={"book.xlsx": book})
    assert ran.out == "year\n2019\n"
    assert ran.err == (
        'warning: book.xlsx: only the sheet "Years" is read; not read: Old; '
        "choose a sheet with --sheet\n"
    )
    assert vpcli(*csv, "-q").err == ""
    assert vpcli(*csv, "--sheet", "Old").err == ""
    known = "choose a sheet with --sheet; there are: Cover, Nothing, Years, Old\n"
    ran = vpcli(*csv, "--sheet", "1")
    assert ran.status == 3
    assert 'no column of the sheet "Cover" is understood as a year or as figures of one' in ran.err
    assert ran.err.endswith(f"or {known}")
    ran = vpcli(*csv, "--sheet", "2")
    assert (ran.status, ran.err) == (3, f'error: book.xlsx: the sheet "Nothing" is empty; {known}')


def test_a_column_of_figures_without_a_heading_is_named(vpcli: Vpcli) -> None:
    rows = [("indicator", "year", None, "actual"), ("a", 2018, None, 1), ("a", 2019, 7, 2, 8)]
    ran = vpcli(
        "growth", "book.xlsx", "--csv", "-c", "value", files={"book.xlsx": workbook(S=rows)}
    )
    assert ran.out == "value\n1\n2\n"
    assert ran.err.count("warning: book.xlsx:3: column ") == 2
    assert 'column C has no heading, and is not read: "7"' in ran.err
    assert 'column E has no heading, and is not read: "8"' in ran.err


def test_without_openpyxl_the_remedy_is_named(vpcli_process: Vpcli, tmp_path: Path) -> None:
    (tmp_path / "openpyxl.py").write_text("raise ImportError")
    files = {"book.xlsx": workbook(S=[HEADER, ("a", 2019, 1)])}
    ran = vpcli_process("growth", "book.xlsx", files=files, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert ran.status == 3
    assert "run: pip install 'vpcli[office]'" in ran.err
