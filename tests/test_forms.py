"""One table of facts in all ten forms; files as other programs write them."""

from __future__ import annotations

import json
from unicodedata import normalize

import pytest
from conftest import Vpcli
from forms import all_forms, as_csv, as_eurostat, as_json_stat, as_world_bank, tidy_rows
from hypothesis import given
from hypothesis import strategies as st
from jsonstat_validator import JSONStatValidationError, validate_jsonstat

from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_rows, sniff_delimiter
from vpcli.readers.registry import FORMATS, read

FORMS = {**all_forms(), "tidy-utf-16.csv": as_csv(tidy_rows(), "\t").encode("utf-16")}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_growth(vpcli: Vpcli, name: str) -> None:
    expected = vpcli("growth", "facts.yaml", "--csv", files=FORMS)
    assert expected.status == 0
    assert expected.out.count("\n") == 6
    ran = vpcli("growth", name, "--csv")
    assert (ran.out, ran.err, ran.status) == (expected.out, "", 0)


def test_the_content_decides_and_not_the_extension(vpcli: Vpcli) -> None:
    files = {f"{number}.txt": content for number, content in enumerate(FORMS.values())}
    outputs = {vpcli("growth", name, "--csv", files=files).out for name in files}
    assert len(outputs) == 1


def test_every_format_has_a_form() -> None:
    with_tests_of_their_own = ["eurostat", "prose"]
    assert len(all_forms()) + len(with_tests_of_their_own) == len(FORMATS) == 17


def test_eurostats_table_gives_the_same_figures(vpcli: Vpcli) -> None:
    columns = ("growth", "--csv", "-c", "area,unit,year,value,growth_pct,status")
    expected = vpcli(*columns, "facts.yaml", files=FORMS | {"e.tsv": as_eurostat()})
    ran = vpcli(*columns, "e.tsv")
    assert (ran.out, ran.err, ran.status) == (expected.out, "", 0)


def test_the_json_stat_document_is_a_valid_one() -> None:
    document = json.loads(as_json_stat().rstrip("\0"))
    assert validate_jsonstat(document) is True
    del document["value"]
    with pytest.raises(JSONStatValidationError):
        validate_jsonstat(document)


def test_the_layout_is_that_of_the_world_bank() -> None:
    lines = as_world_bank().decode("utf-8-sig").split("\r\n")
    assert lines[1] == lines[3] == ""
    assert lines[0].startswith('"Data Source","')
    assert lines[2].startswith('"Last Updated Date","')
    assert lines[4].startswith('"Country Name","Country Code","Indicator Name","Indicator Code",')
    assert all(line.endswith('",') for line in lines if line)


def test_a_vietnamese_excel_gives_the_same_as_the_yaml(vpcli: Vpcli) -> None:
    excel = "sep=;\r\nindicator;unit;year;actual;growth;status\r\n"
    excel += "industry;tỷ đồng;2018;215.811;;\r\nindustry;tỷ đồng;2019;244.794;13,43;E\r\n"
    yaml = "numbers: vi\nindicators:\n  industry:\n    unit: tỷ đồng\n    facts:\n"
    yaml += "      - {year: 2018, actual: 215.811}\n"
    yaml += '      - {year: 2019, actual: 244.794, growth: "13,43", status: E}\n'
    files = {"excel.csv": b"\xef\xbb\xbf" + excel.encode(), "report.yaml": yaml}
    ran = vpcli("growth", "excel.csv", "--csv", files=files)
    assert (ran.err, ran.status) == ("", 0)
    assert "244794" in ran.out
    assert ran.out == vpcli("growth", "report.yaml", "--csv").out


TONES = "\u0300\u0301\u0303\u0309\u0323"
TEXT = "chỉ tiêu,năm,thực hiện\nGiá trị đường sữa gỗ lạ,2019,1\n"


def in_1258(text: str) -> bytes:
    """Code page 1258 keeps circumflex, breve and horn on the vowel, and sets the tone apart."""
    pieces = []
    for letter in text:
        marks = normalize("NFD", letter)
        plain = "".join(mark for mark in marks if mark not in TONES)
        pieces += [normalize("NFC", plain), *(mark for mark in marks if mark in TONES)]
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (in_1258(TEXT), "windows-1258"),
    ],
)
def test_encodings_are_found_and_names_are_composed(raw: bytes, encoding: str) -> None:
    options = ReadOptions()
    data = read(raw, "figures.csv", ".csv", options)
    assert data.series[0].indicator.id == "Giá trị đường sữa gỗ lạ"
    assert {"encoding": encoding} in [problem.fields for problem in options.found]


def test_latin_1_is_not_taken_for_vietnamese(vpcli: Vpcli) -> None:
    text = "indicator,year,actual\nnão così,2019,1\n".encode("latin-1")
    ran = vpcli("growth", "f.csv", files={"f.csv": text})
    assert ran.status == 3
    assert "not valid utf-8; name the right encoding with --encoding" in ran.err


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1), st.sampled_from(",;\t|"))
def test_cells_come_back_from_every_dialect(rows: list[list[str]], delimiter: str) -> None:
    text = as_csv(rows, delimiter)
    found = [cells for _, cells in read_rows(text, "f.csv", delimiter)]
    stripped = [[cell.strip() for cell in row] for row in rows]
    remarks = [row for row in stripped if row[0].startswith("#") or not any(row)]
    if not text.startswith("sep="):
        assert found == [row for row in stripped if row not in remarks]


@given(st.sampled_from(",;\t|"), st.lists(CELLS.filter(str.strip), max_size=3))
def test_the_delimiter_is_that_of_the_header(delimiter: str, above: list[str]) -> None:
    rows = [[cell] for cell in above] + [["indicator", "year", "actual, growth; x"], ["a", "b", ""]]
    rows[-2][-1:] = ["growth"]
    assert sniff_delimiter(as_csv(rows, delimiter)) == delimiter
