"""Word and Excel: what is handed in, in either language, and read back as the same facts.

The annex of the press report of 2020 holds all that a cell may be: printed and implied numbers,
"gần" and "hơn", estimates, blanks with their reasons, headings under a common one.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from anyfacts import datasets
from build import dataset, fact, series
from conftest import Vpcli
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from openpyxl import load_workbook

from vpcli import limits
from vpcli.core.facts.model import Dataset, Measure
from vpcli.core.reports.growth import growth
from vpcli.core.reports.show import show
from vpcli.core.reports.summary import summary
from vpcli.core.reports.table import Report
from vpcli.readers import ReadOptions, bundled, load
from vpcli.readers.displayed import displayed
from vpcli.readers.registry import read
from vpcli.writers import render
from vpcli.writers.display import Style
from vpcli.writers.docx import (
    add_heading,
    add_paragraph,
    add_report,
    carry_facts,
    document_bytes,
    new_document,
)
from vpcli.writers.layout import Layout
from vpcli.writers.office import OfficeCell
from vpcli.writers.typeset import height_in_lines, longest_word
from vpcli.writers.xlsx_formats import formatted

FEW = settings(max_examples=settings().max_examples // 6)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRESS = "vinh-phuc-2019"
TITLE = (
    "Kết quả thực hiện và kế hoạch — "
    "Vĩnh Phúc, ngành Công Thương: kết quả năm 2019, kế hoạch năm 2020"
)
SOURCE = "Nguồn: Sở Công Thương tỉnh Vĩnh Phúc, Tin về hội nghị của Sở Công Thương, 20/1/2020"
HEAD = ["TT", "Chỉ tiêu", "Đơn vị", "TH\u00a02018", "KH\u00a02019", "ƯTH\u00a02019", "KH\u00a02020"]
COMPARED = [
    "ƯTH\u00a02019/ TH\u00a02018",
    "ƯTH\u00a02019/ KH\u00a02019",
    "KH\u00a02020/ ƯTH\u00a02019",
]
RETAIL = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng"


def made(report: Report, form: str, lang: str = "vi") -> bytes:
    raw = render(report, form, Style(lang))
    return raw.encode() if isinstance(raw, str) else raw


def reread(raw: bytes, form: str) -> Dataset:
    return read(raw, f"a.{form}", f".{form}", ReadOptions())


def press(command: Any = summary) -> Report:
    report: Report = command(load([PRESS], ReadOptions()))
    return report


# --- Excel


@pytest.fixture
def annex() -> Any:
    return load_workbook(io.BytesIO(made(press(), "xlsx"))).worksheets[0]


def test_title_and_source_stand_above_the_table_and_notes_below(annex: Any) -> None:
    assert annex.title == "Kết quả thực hiện và kế hoạch"
    assert (annex["A1"].value, annex["A2"].value) == (TITLE, SOURCE)
    below = [row[0].value for row in annex.iter_rows(min_row=11, max_row=annex.max_row)]
    assert below == [
        "e  ước tính",
        "≈  không công bố: suy ra từ tỷ lệ đã công bố; "
        "giá trị thực nằm trong khoảng ghi ở cuối dòng",
        "–  không công bố và không suy ra được",
        "–  TH 2018: không có số năm trước (TT 4)",
        "–  KH 2019: không có kế hoạch (TT 2, 3, 4)",
        "–  ƯTH 2019: không có số thực hiện (TT 4)",
        "–  KH 2020: không có kế hoạch (TT 1)",
    ]


def test_the_headings_are_merged_as_an_annex_prints_them(annex: Any) -> None:
    top = [cell.value for cell in annex[4]]
    assert top == [*HEAD, "So sánh (%)", None, None, "Đánh giá", "Khoảng của giá trị thực"]
    assert [cell.value for cell in annex[5]][7:10] == COMPARED
    merged = {str(one) for one in annex.merged_cells.ranges}
    assert {"H4:J4", *(f"{letter}4:{letter}5" for letter in "ABCDEFGKL")} <= merged
    assert annex.freeze_panes == "A6"


def test_numbers_are_numbers_that_show_their_words_and_marks(annex: Any) -> None:
    shown = {cell.value: cell.number_format for row in annex["C6:J9"] for cell in row}
    locale = "[$-42A]"
    assert shown[51000].startswith(f'{locale}"gần "#,##0" e"')
    assert shown[56000].startswith(f'{locale}"hơn "#,##0')
    assert shown[244794] == f'{locale}#,##0" e"_-'
    assert shown[113.43] == f"{locale}#,##0.00_-"
    assert shown[114] == f"{locale}#,##0_._0_0_-"  # its mark stands under that of 113,43
    assert shown[215810.632108] == f'{locale}#,##0" e≈"_._0_-'
    assert shown["–"].startswith("@")


def test_ranges_stand_at_the_end_of_the_row(annex: Any) -> None:
    assert [annex.cell(row, 12).value for row in range(6, 10)] == [
        "TH\u00a02018: 215.800–215.821\nKH\u00a02019: 222.640–222.845",
        "TH\u00a02018: 2.235,3–2.256,0",
        "TH\u00a02018: 45.738–46.217",
        "KH\u00a02020: 114,5–115,5",
    ]


def test_it_prints_on_a4_one_page_wide_with_its_headings_on_each(annex: Any) -> None:
    setup = annex.page_setup
    assert (setup.paperSize, setup.orientation) == ("9", "landscape") or setup.paperSize == 9
    assert annex.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert annex.print_title_rows == "$4:$5"
    assert annex.print_area == "'Kết quả thực hiện và kế hoạch'!$A$1:$L$17"
    assert "&P/&N" in annex.oddFooter.center.text or annex.oddFooter.center.text == "&P/&N"
    assert {cell.font.name for row in annex["A1:L17"] for cell in row} == {"Times New Roman"}


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", bundled())
def test_no_column_is_narrower_than_its_numbers_and_words(name: str, lang: str) -> None:
    for report in (summary(load([name], ReadOptions())), show(load([name], ReadOptions()))):
        sheet = load_workbook(io.BytesIO(made(report, "xlsx", lang))).worksheets[0]
        layout = Layout.of(report, Style(lang))
        first = int(re.sub("[^0-9]", "", sheet.freeze_panes))
        widths = {
            at: one.width
            for one in sheet.column_dimensions.values()
            for at in range(one.min, one.max + 1)
        }
        across = {str(one.coord).partition(":")[0] for one in sheet.merged_cells.ranges}
        for row in sheet.iter_rows(min_row=first, max_row=first + len(layout.rows) - 1):
            for cell in row:
                room = widths[cell.column]
                if cell.coordinate in across or cell.value is None:
                    continue
                words = str(cell.value).split()
                if cell.data_type == "n":
                    text = displayed(cell.value, cell.number_format)
                    whole = re.sub("[^0-9]", "", text.partition(".")[0])
                    words = [text + "." * ((len(whole) - 1) // 3)]
                # A column is as wide as so many digits; letters are as wide on the average.
                assert max(len(word) for word in words) <= room + 2, (cell.value, room)


def test_of_more_digits_than_a_spreadsheet_keeps_the_text_is_written() -> None:
    def cell(text: str) -> OfficeCell:
        return OfficeCell(text, tail="", value=Decimal(text.replace(".", "")))

    kept = "123.456.789.012.345", "1.234.567.890.123.450"
    found = formatted([*map(cell, kept), cell("1.234.567.890.123.456")], "vi")
    values = [one and one.value for one in found]
    assert values == [Decimal(123456789012345), Decimal(1234567890123450), None]


@pytest.mark.parametrize(
    "text", ["6,6–6,8", "+0,22 đến +0,42 e", "dưới 4", "–", "không có kế hoạch"]
)
def test_what_is_no_single_number_is_a_text(text: str) -> None:
    assert formatted([OfficeCell(text, tail="" if text[-1].isdigit() else None)], "vi") == [None]


def test_a_sign_is_shown_where_the_table_shows_one() -> None:
    cells = [
        OfficeCell("+13,43", tail=",43", value=Decimal("13.43"), signed=True),
        OfficeCell("−2,77", tail=",77", value=Decimal("-2.77"), signed=True),
    ]
    up, down = formatted(cells, "vi")
    assert up is not None
    assert down is not None
    assert (up.value, down.value) == (Decimal("13.43"), Decimal("-2.77"))
    digits = "#,##0.00_-"
    assert up.number_format == f'[$-42A]"+"{digits};"−"{digits};{digits}' == down.number_format


def test_a_level_beside_rates_has_no_sign() -> None:
    cells = [
        OfficeCell("+3,81 %", tail=",81 %", value=Decimal("3.81"), signed=True),
        OfficeCell("530", tail="", value=Decimal(530)),
    ]
    rate, level = formatted(cells, "vi")
    assert rate is not None
    assert level is not None
    assert rate.number_format.startswith('[$-42A]"+"#,##0.00" %"_-;')
    assert level.number_format == "[$-42A]#,##0_._0_0_ _%_-"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_libreoffice_shows_the_numbers_as_they_are_printed(lang: str, tmp_path: Path) -> None:
    """In either language, whatever the language of the program."""
    (tmp_path / "a.xlsx").write_bytes(made(press(), "xlsx", lang))
    command = [
        *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,1",
        "a.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    (found,) = tmp_path.glob("a-*.csv")
    rows = list(csv.reader(StringIO(found.read_text("utf-8"))))[5:9]
    layout = Layout.of(press(), Style(lang))
    for at, column in enumerate(layout.cells, 3):
        shown = [row[at].strip().replace("  ", " ") for row in rows]
        assert shown == [cell.text + (cell.tail or "").rstrip() for cell in column]


def test_derivations_and_findings_are_told_in_words_on_the_sheet(
    vpcli: Vpcli, tmp_path: Path
) -> None:
    assert vpcli("explain", "exports", "2020", "-q", "-o", "e.xlsx").status == 0
    sheet, data = load_workbook(tmp_path / "e.xlsx").worksheets
    steps = [(row[0].alignment.indent, row[0].value) for row in sheet.iter_rows(min_row=3)]
    assert steps[0] == (0, "Exports, plan 2020: 2,945 million USD (2,944.5–2,945.5)")
    assert (steps[1][0], steps[1][1][:8]) == (1, "printed ")
    assert data["A1"].value == "area"
    assert vpcli("check", "vinh-phuc-grdp", "-q", "-o", "c.xlsx").status == 0
    sheet = load_workbook(tmp_path / "c.xlsx").worksheets[0]
    heads = [row[0].value for row in sheet.iter_rows(min_row=6) if row[0].font.bold]
    assert heads[0] == "Revision — Gross regional domestic product, 2018, actual: “79.965”"
    assert len(heads) == 5


def test_the_widest_tables_are_printed_on_several_pages_with_their_names(
    vpcli: Vpcli, tmp_path: Path
) -> None:
    assert vpcli("growth", "viet-nam-gdp", "--wide", "-o", "w.xlsx").status == 0
    sheet = load_workbook(tmp_path / "w.xlsx").worksheets[0]
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$A"


# --- Word


@pytest.fixture
def document() -> Any:
    return Document(io.BytesIO(made(press(), "docx")))


def body_of(raw: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def test_a_document_has_title_table_notes_and_sources(document: Any) -> None:
    title, *below = document.paragraphs
    assert (title.style.name, title.text) == ("Title", TITLE)
    assert [one.text for one in below if one.style.name == "Source Note"] == [SOURCE]
    notes = [one.text for one in below if one.style.name == "Table Note" and one.text]
    assert notes[0] == "e  ước tính"
    assert notes[-1] == "–  KH 2020: không có kế hoạch (TT 1)"
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == [*HEAD, *["So sánh (%)"] * 3, "Đánh giá"]
    assert rows[1] == [*HEAD, *COMPARED, "Đánh giá"]
    assert rows[2][3:] == [
        *("215.811 e≈\n215.800–215.821", "222.742 e≈\n222.640–222.845", "244.794 e", "–"),
        *("113,43", "109,9", "–", "vượt"),
    ]
    assert rows[4][1:7] == [
        *(RETAIL, "tỷ đồng", "46.196 e≈\n45.738–46.217", "–", "gần 51.000 e", "hơn 56.000")
    ]


def test_its_headings_repeat_and_no_row_is_cut_in_two() -> None:
    rows = [*body_of(made(press(), "docx")).iter(f"{W}tr")]
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] * 2 + [False] * 4
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_it_is_a4_that_lies_where_the_table_is_wide(document: Any) -> None:
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    narrow = series(fact(Measure.ACTUAL, 2018, "5"), fact(Measure.ACTUAL, 2019, "6"))
    upright = Document(io.BytesIO(made(growth(dataset(narrow)), "docx"))).sections[0]
    assert upright.orientation == WD_ORIENT.PORTRAIT
    margins = (upright.left_margin, upright.right_margin, upright.top_margin)
    assert [round(one.mm) for one in margins] == [30, 20, 20]


def test_looks_are_those_of_styles() -> None:
    raw = made(press(), "docx")
    for name in ("sz", "rFonts", "b", "i", "color", "jc", "spacing"):
        found = [*body_of(raw).iter(f"{W}{name}")]
        assert len(found) == (name == "jc"), name  # the table stands in the middle
    document = Document(io.BytesIO(raw))
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 13
    assert document.styles["Table Text"].font.size.pt in (10, 11)


@pytest.mark.parametrize(("lang", "code"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_it_says_its_language_and_no_time(lang: str, code: str) -> None:
    raw = made(press(), "docx", lang)
    assert made(press(), "docx", lang) == raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        assert f'w:lang w:val="{code}"'.encode() in archive.read("word/styles.xml")
    about = Document(io.BytesIO(raw)).core_properties
    assert (about.language, about.created.year, about.modified.year) == (code, 1980, 1980)
    assert about.author == ""


def widths_and_words(raw: bytes) -> Iterator[tuple[float, str, str]]:
    """Of every paragraph in a cell: the width of the cell in points, its text, its style."""
    for cell in body_of(raw).iter(f"{W}tc"):
        width = cell.find(f".//{W}tcW")
        for paragraph in cell.iter(f"{W}p"):
            style = paragraph.find(f".//{W}pStyle")
            assert width is not None
            assert style is not None
            text = "".join(paragraph.itertext())
            yield int(width.get(f"{W}w", "0")) / 20, text, style.get(f"{W}val", "")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", bundled())
def test_no_word_of_a_table_is_broken(name: str, lang: str) -> None:
    data = load([name], ReadOptions())
    for report in (summary(data), growth(data), show(data)):
        raw = made(report, "docx", lang)
        styles = Document(io.BytesIO(raw)).styles
        sizes = {one.style_id: one.font.size for one in styles if hasattr(one, "font")}
        for width, text, style in widths_and_words(raw):
            bold = style.startswith("TableHeading")
            assert longest_word(text, sizes[style].pt, bold=bold) + 7 <= width, text


def test_a_very_wide_table_gets_the_page_it_needs(vpcli: Vpcli, tmp_path: Path) -> None:
    columns = vpcli("show", "-q", "--csv").out.split("\n", 1)[0]
    assert vpcli("show", "-q", "-o", "wide.docx", "-c", columns).status == 0
    (section,) = Document(tmp_path / "wide.docx").sections
    assert 297 < section.page_width.mm <= 558


def test_a_table_that_is_too_long_for_word_is_refused(
    vpcli: Vpcli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS_IN_WORD", 43)
    ran = vpcli("summary", "-q", "-o", "s.docx")  # four rows of eleven columns
    assert ran.status == 2
    assert "a table of a Word document may have 43 cells" in ran.err
    monkeypatch.setattr(limits, "MOST_CELLS_IN_WORD", 44)
    assert vpcli("summary", "-q", "-o", "s.docx").status == 0


def test_findings_are_lists_and_derivations_move_in(vpcli: Vpcli, tmp_path: Path) -> None:
    assert vpcli("check", "vinh-phuc-grdp", "-o", "c.docx").status == 0
    told = [(one.style.name, one.text) for one in Document(tmp_path / "c.docx").paragraphs]
    styles = [name for name, _ in told]
    assert styles[:5] == ["Title", "Lead", "Lead", "Finding", "List Bullet"]
    assert told[3][1] == "Revision — Gross regional domestic product, 2018, actual: “79.965”"
    assert vpcli("explain", "exports", "2020", "-q", "-o", "e.docx").status == 0
    styles = [one.style.name for one in Document(tmp_path / "e.docx").paragraphs]
    assert styles[1:4] == ["Derivation 1", "Derivation 2", "Derivation 2"]
    assert "Derivation 5" in styles


def test_a_contradiction_is_told_in_red(vpcli: Vpcli, tmp_path: Path) -> None:
    text = "indicator,year,actual,growth\na,2018,100,\na,2019,120,5\n"
    assert vpcli("check", "f.csv", "-o", "c.docx", files={"f.csv": text}).status == 1
    styles = {one.style.name for one in Document(tmp_path / "c.docx").paragraphs}
    assert "Finding That Disagrees" in styles


def test_several_reports_make_one_document() -> None:
    """What a page of paragraphs, annex and tables is made of."""
    document = new_document("vi", "Báo cáo")
    add_heading(document, "Báo cáo", 0)
    add_paragraph(document, "Giá trị sản xuất công nghiệp năm 2019 ước đạt 244.794 tỷ đồng.")
    add_report(document, press(), Style("vi"), level=1)
    data = load(["vinh-phuc-grdp"], ReadOptions())
    add_report(document, growth(data), Style("vi"), level=2)
    facts = load([PRESS], ReadOptions())
    carry_facts(document, show(facts), "vi")
    raw = document_bytes(document)
    again = Document(io.BytesIO(raw))
    lies = [one.orientation == WD_ORIENT.LANDSCAPE for one in again.sections]
    assert lies == [False, True, False]
    assert [one.text for one in again.paragraphs if one.style.name.startswith("Heading")] == [
        TITLE,
        "Tốc độ tăng so với năm trước — Vĩnh Phúc, tổng sản phẩm trên địa bàn phân theo khu vực "
        "kinh tế, giá so sánh 2010",
    ]
    assert plain_facts(reread(raw, "docx")) == plain_facts(facts)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_hostile_names_are_plain_text(form: str) -> None:
    name = '<w:p/>]]>&amp; ""x"" \x1b[31m\ufffe\n=1+1'
    text = f'indicator,name,year,actual\na,"{name}",2019,5\n'
    data = read(text.encode(), "f.csv", ".csv", ReadOptions())
    raw = made(show(data), form)
    assert plain_facts(reread(raw, form)) == plain_facts(data)


# --- Read back


def plain_facts(data: Dataset) -> list[tuple[object, ...]]:
    """The facts without the marks of thousands, which a workbook leaves to the program."""
    return sorted(
        (
            *(one.area.id, one.indicator.id, fact.year, fact.measure.value),
            *(fact.status.value, str(fact.figure and fact.figure.qualifier)),
            *((fact.figure and (fact.figure.low, fact.figure.high, fact.figure.value)) or ()),
        )
        for one in data.series
        for fact in one.facts
    )


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", bundled())
def test_an_annex_is_read_back_as_the_page_is(name: str, lang: str, form: str) -> None:
    report = summary(load([name], ReadOptions()))
    found = plain_facts(reread(made(report, form, lang), form))
    assert found == plain_facts(reread(made(report, "html", lang), "html"))
    assert found


def test_what_was_implied_is_not_read_as_printed() -> None:
    for form in ("docx", "xlsx"):
        found = plain_facts(reread(made(press(), form), form))
        printed = [(one[2], one[3]) for one in found if one[1] == "Giá trị sản xuất công nghiệp"]
        assert printed == [(2019, "actual"), (2019, "attainment"), (2019, "growth")]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@FEW
@given(data=datasets())
def test_the_facts_of_any_data_set_are_carried_whole_in_both_languages(
    data: Dataset, form: str
) -> None:
    both = [plain_facts(reread(made(show(data), form, lang), form)) for lang in ("en", "vi")]
    assert both == [plain_facts(data)] * 2


def corrected(raw: bytes, part: str, before: bytes, after: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            assert name != part or before in content
            new.writestr(name, content.replace(before, after) if name == part else content)
    return out.getvalue()


def test_a_figure_corrected_in_a_document_goes_before_what_it_carries(vpcli: Vpcli) -> None:
    document = new_document("vi")
    add_report(document, press(), Style("vi"))
    carry_facts(document, show(load([PRESS], ReadOptions())), "vi")
    raw = document_bytes(document)
    assert reread(raw, "docx").title.vi == ""
    assert len(plain_facts(reread(raw, "docx"))) == 12
    assert "carries whole" in vpcli("show", "b.docx", "-v", files={"b.docx": raw}).err
    changed = corrected(raw, "word/document.xml", b"244.794", b"244.795")
    files = {"a.docx": changed}
    ran = vpcli("show", "a.docx", "--csv", "-c", "printed", "-i", "Giá trị*", files=files)
    assert ran.out.splitlines()[1] == "244.795 e"


def test_a_figure_corrected_in_a_workbook_goes_before_its_data(vpcli: Vpcli) -> None:
    raw = made(show(load(["viet-nam-gdp"], ReadOptions())), "xlsx")
    ran = vpcli("show", "a.xlsx", "--csv", "-c", "value", files={"a.xlsx": raw})
    assert (ran.err, ran.out.splitlines()[1]) == ("", "530956366485830")
    changed = corrected(raw, "xl/worksheets/sheet1.xml", b"530956366485830", b"530956366485831")
    ran = vpcli("show", "a.xlsx", files={"a.xlsx": changed})
    assert "530956366485830" not in ran.out


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_saved_by_an_office_program_it_holds_the_same_facts(form: str, tmp_path: Path) -> None:
    facts = load([PRESS], ReadOptions())
    (tmp_path / f"a.{form}").write_bytes(made(show(facts), form))
    command = [
        *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
        *("--convert-to", form, "--outdir", "saved", f"a.{form}"),
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    raw = (tmp_path / "saved" / f"a.{form}").read_bytes()
    assert plain_facts(reread(raw, form)) == plain_facts(facts)


def test_a_summary_is_read_without_a_warning_of_its_second_sheet(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "a.xlsx", files={"a.xlsx": made(press(), "xlsx")})
    assert "data" not in ran.err
    assert "13.43" in ran.out


def test_a_mark_of_contradiction_is_no_part_of_the_figure(vpcli: Vpcli) -> None:
    text = "indicator,unit,year,actual,growth\nThan,tấn,2018,100,\nThan,tấn,2019,120,5\n"
    for form in ("docx", "xlsx", "html"):
        name = f"s.{form}"
        assert vpcli("summary", "f.csv", "-o", name, files={"f.csv": text}).status == 0
        ran = vpcli("show", name, "--csv", "-c", "year,measure,value")
        assert ran.out.splitlines()[1:] == ["2018,actual,100", "2019,actual,120", "2019,growth,5"]


# --- Widths


def test_words_are_as_wide_as_in_times_new_roman() -> None:
    """By the metrics of the font: T 611, r 333, a 444, n 500, g 500; bold 667, 444, 500, 556."""
    assert longest_word("Trạng thái", 10) == pytest.approx(23.88)
    assert longest_word("Trạng thái", 10, bold=True) == pytest.approx(26.67)
    assert height_in_lines("một hai ba bốn", 40, 10) == 2
    assert height_in_lines("một", 1, 10) == 1
