"""Office files and web pages: merged cells, and what is made to take memory, or to run."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, Vpcli
from docx import Document
from forms import as_docx, as_html, as_xls
from openpyxl import Workbook

from vpcli.errors import DataError
from vpcli.readers import ReadOptions
from vpcli.readers.registry import read


def codes(raw: bytes, name: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        read(raw, name, name[name.rindex(".") :], ReadOptions())
    return [problem.code for problem in caught.value.problems]


def with_part(raw: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, content)
    return out.getvalue()


def test_a_document_that_declares_entities_is_not_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert codes(with_part(as_docx(), "word/document.xml", bomb), "a.docx") == ["bad-document"]
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert codes(with_part(as_docx(), "word/document.xml", outside), "a.docx") == ["bad-document"]


def test_a_document_that_unpacks_to_too_much_is_not_read() -> None:
    raw = with_part(as_docx(), "word/media/image1.png", bytes(210_000_000))
    assert len(raw) < 1_000_000
    assert codes(raw, "a.docx") == ["document-too-large"]


def test_a_document_that_is_cut_is_not_read() -> None:
    assert codes(as_docx()[:3000], "a.docx") in (["bad-document"], ["bad-xlsx"])
    assert codes(as_xls()[:3000], "a.xls") == ["bad-xlsx"]


def test_a_document_whose_packed_bytes_are_damaged_is_read_or_refused() -> None:
    raw = as_docx()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        part = archive.getinfo("word/document.xml")
    refused = 0
    for at in range(part.header_offset + 50, part.header_offset + 40 + part.compress_size, 23):
        damaged = raw[:at] + bytes([raw[at] ^ 0xA5]) + raw[at + 1 :]
        refused += codes(damaged, "a.docx") != []
    assert refused > 5


def test_cells_that_span_too_much_are_counted() -> None:
    page = "<table>" + "<tr><td colspan=1000>1</td></tr>" * 2_001 + "</table>"
    assert codes(page.encode(), "a.html") == ["too-many-cells"]


def test_a_page_of_very_wide_tables_is_refused_at_once() -> None:
    page = "<table><tr>" + "<td rowspan=60000 colspan=1000>1</td>" * 1_900 + "</tr></table>"
    started = time.process_time()
    assert codes(page.encode(), "a.html") == ["too-many-columns"]
    assert time.process_time() - started < 5


def test_tables_in_tables_and_tags_that_never_end_are_read_to_their_end(vpcli: Vpcli) -> None:
    page = "<!DOCTYPE html>" + "<table><tr><td>" * 300 + as_html().removeprefix("<!DOCTYPE html>")
    ran = vpcli("growth", "a.html", "--csv", files={"a.html": page})
    assert ran.status in (0, 3)


def test_a_word_table_with_merged_cells(vpcli: Vpcli) -> None:
    document = Document()
    document.add_paragraph("Kết quả")
    table = document.add_table(3, 4)
    for row, texts in enumerate((("Chỉ tiêu", "Năm 2023"), ("", "Kế hoạch", "Ước thực hiện", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 3).text = "TH/KH (%)"
    for column, text in enumerate(("Than (tấn)", "100,5", "110,5", "110,0")):
        table.cell(2, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 3).merge(table.cell(1, 3))
    out = io.BytesIO()
    document.save(out)
    columns = "indicator,unit,year,measure,value,status"
    ran = vpcli("show", "a.docx", "--csv", "-c", columns, files={"a.docx": out.getvalue()})
    assert (ran.err, ran.out.splitlines()[1:]) == (
        "",
        [
            "Than (tấn),tấn,2023,plan,100.5,A",
            "Than (tấn),tấn,2023,actual,110.5,E",
            "Than (tấn),tấn,2023,attainment,110.0,A",
        ],
    )


def sheet_of(values: list[list[object]], formats: dict[str, str], merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in values:
        sheet.append(row)
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_a_cell_shows_is_read_or_on_request_what_it_holds(vpcli: Vpcli) -> None:
    raw = sheet_of([["indicator", "year", "actual"], ["a", 2019, 2.4]], {"C2": "0"})
    shown = ("show", "a.xlsx", "--csv", "-c", "value")
    ran = vpcli(*shown, files={"a.xlsx": raw})
    assert ran.out == "value\n2\n"
    assert "1 cells show much less than they hold (C2)" in ran.err
    ran = vpcli(*shown, "--stored")
    assert (ran.out, ran.err) == ("value\n2.4\n", "")


def test_a_name_merged_downwards_is_that_of_all_its_rows(vpcli: Vpcli) -> None:
    rows: list[list[object]] = [["indicator", "year", "actual"], ["a", 2019, 2], [None, 2020, 3]]
    raw = sheet_of(rows, {}, "A2:A3")
    ran = vpcli("show", "a.xlsx", "--csv", "-c", "indicator,year", files={"a.xlsx": raw})
    assert ran.out == "indicator,year\na,2019\na,2020\n"


def test_a_hidden_column_is_read_and_said_to_be_hidden(vpcli: Vpcli) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Chỉ tiêu", "2019", "2020"], ["Than", 5, 6]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    out = io.BytesIO()
    book.save(out)
    ran = vpcli("show", "a.xlsx", "--csv", "-c", "year", files={"a.xlsx": out.getvalue()})
    assert ran.out == "year\n2019\n2020\n"
    assert "hidden columns, read all the same: 2019" in ran.err


@pytest.mark.parametrize(("module", "name"), [("docx", "a.docx"), ("xlrd", "a.xls")])
def test_a_missing_package_is_named_with_its_remedy(
    vpcli_process: Vpcli, tmp_path: object, module: str, name: str
) -> None:
    raw = as_docx() if module == "docx" else as_xls()
    files = {name: raw, f"{module}.py": "raise ImportError"}
    ran = vpcli_process("show", name, files=files, PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert ran.status == 3
    assert "run: pip install 'vpcli[office]'" in ran.err


def a_report(*, with_table: bool) -> bytes:
    """A Word document of one sentence, with or without a table below it."""
    document = Document()
    document.add_paragraph("Hà Nội, ngày 5/1/2024.")
    document.add_paragraph("Năm 2023, kim ngạch xuất khẩu ước đạt 3,2 tỷ USD, tăng 8,5%.")
    if with_table:
        table = document.add_table(rows=2, cols=3)
        for row, cells in zip(
            table.rows, (("Chỉ tiêu", "2022", "2023"), ("Thép (tấn)", "100", "110")), strict=True
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


ASKED = ("growth", "a.docx", "--csv", "-c", "year,value")


def test_of_text_beside_a_table_the_table_is_read_and_a_warning_says_so(vpcli: Vpcli) -> None:
    ran = vpcli(*ASKED, files={"a.docx": a_report(with_table=True)})
    assert ran.out == "year,value\n2022,100\n2023,110\n"
    assert "that is read with --input-format prose" in ran.err
    ran = vpcli(*ASKED, "--input-format", "prose", files={"a.docx": a_report(with_table=True)})
    assert (ran.out, ran.err) == ("year,value\n2023,3.2\n", "")


def test_where_no_table_is_read_its_text_is_and_a_warning_says_so(
    vpcli_process: Vpcli, tmp_path: Path
) -> None:
    (tmp_path / "docx.py").write_text("raise ImportError")
    path = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    ran = vpcli_process(*ASKED, files={"a.docx": a_report(with_table=True)}, **path)
    assert ran.out == "year,value\n2023,3.2\n"
    assert "none of its tables; --input-format docx says why" in ran.err
    ran = vpcli_process(*ASKED, files={"a.docx": a_report(with_table=False)}, **path)
    assert (ran.out, ran.err) == ("year,value\n2023,3.2\n", "")
