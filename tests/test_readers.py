"""Readers: what each form of a table means, held against the same figures in YAML."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from conftest import Vpcli

from vpcli.core.facts.model import Dataset, Fact
from vpcli.errors import Place
from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_csv
from vpcli.readers.yaml_dataset import read_yaml

REPORT = """
sources:
  report: {title: Press report, date: 2020-01-20}
indicators:
  industry:
    name: Giá trị sản xuất công nghiệp
    unit: tỷ đồng
    facts:
      - year: 2019
        actual: gần 244.794
        growth: 13,43%
        over-plan: 9,9 %
        multiple: gấp 1,89 lần
        since: 2014
        status: E
        source: report
        verdict: Vượt
        numbers: vi
      - {year: 2020, plan: 250.5, numbers: en, source: report}
      - {year: 2021, actual: ..., note: "none, yet", source: report, status: O}
      - {year: 2022, actual: 300, precision: 100, source: report, status: F}
"""
LONG = """\
area,area_name,indicator,name,unit,kind,direction,price_basis,year,since,of,measure,printed,\
numbers,precision,value,low,high,qualifier,status,source,source_date,source_title,file,line,note
,,industry,Giá trị sản xuất công nghiệp,tỷ đồng,level,up,,2019,,,actual,\
gần 244.794,vi,,1,1,1,about,E,report,2020-01-20,Press report,a,1,
,,industry,,tỷ đồng,,,,2019,2014,,growth,"13,43%",vi,,,,,,E,report,,,,,
,,industry,,tỷ đồng,,,,2019,,,over-plan,"9,9 %",vi,,,,,,E,report,,,,,
,,industry,,tỷ đồng,,,,2019,2014,,multiple,"gấp 1,89 lần",vi,,,,,,E,report,,,,,
,,industry,,tỷ đồng,,,,2019,,,verdict,Vượt,,,,,,,E,report,,,,,
,,industry,,tỷ đồng,,,,2020,,,plan,,,,250.5,,,,A,report,,,,,
,,industry,,tỷ đồng,,,,2021,,,actual,...,,,,,,,O,report,,,,,"none, yet"
,,industry,,tỷ đồng,,,,2022,,,actual,300,,100,300,,,,F,report,,,,,
"""


def facts(dataset: Dataset) -> list[tuple[str, str, Fact]]:
    """Every fact with its area and indicator; where it stands in the file does not count."""
    return [
        (series.area.id, series.indicator.id, fact._replace(place=Place("")))
        for series in dataset.series
        for fact in series.facts
    ]


def test_a_row_for_each_fact_is_read_as_the_same_facts() -> None:
    expected = read_yaml(REPORT, "report.yaml", ReadOptions())
    found = read_csv(LONG, "facts.csv", ReadOptions())
    assert facts(found) == facts(expected)
    assert found.series[0].indicator == expected.series[0].indicator
    assert found.sources == expected.sources


def test_text_of_another_scale_says_its_scale() -> None:
    text = "indicator,year,unit,actual\na,2018,tỷ đồng,500\na,2019,nghìn tỷ đồng,51\n"
    _, later = facts(read_csv(text, "f.csv", ReadOptions()))
    assert later[2].figure is not None
    assert (later[2].figure.text, later[2].figure.value) == ("51 nghìn tỷ đồng", 51000)


def test_names_typed_with_their_accents_apart_are_the_same_names(vpcli: Vpcli) -> None:
    files = {"f.csv": "indicator,year,actual\nGiá trị,2019,1\nKhác,2019,2\n"}
    apart = normalize("NFD", "giá*")
    ran = vpcli("growth", "f.csv", "--csv", "-c", "indicator", "-i", apart, files=files)
    assert ran.out == "indicator\nGiá trị\n"


def test_headings_without_diacritics_are_read_like_those_with(vpcli: Vpcli) -> None:
    rows = "\nSản lượng;2018;100;\nSản lượng;2019;110;10\n"
    told = [
        vpcli("growth", "f.csv", "--csv", files={"f.csv": headings + rows})
        for headings in (
            "chỉ tiêu;năm;thực hiện;tốc độ tăng",
            "chi tieu;nam;thuc hien;toc do tang",
            "Chỉ tiêu;Năm;Thực hiện;Tốc độ tăng (%)",
        )
    ]
    assert told[0].status == 0
    assert told[0].err == ""
    assert told[0] == told[1] == told[2]


def test_an_unknown_column_names_the_nearest(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "f.csv", files={"f.csv": "indicator,year,actual,grwth\na,2019,1,2\n"})
    assert ran.err == "warning: f.csv:1: not used: grwth; did you mean growth?\n"


ROW = '{"indicator": "a", "year": %d, "actual": %d}'
OF_2018, OF_2019 = ROW % (2018, 5), ROW % (2019, 6)


@pytest.mark.parametrize(
    "text",
    [
        f"[{OF_2018}]\n[{OF_2019}]",
        f"[{OF_2018}]{OF_2019}",
        f"{OF_2018}\n[{OF_2019}]",
        f'{{"data": [{OF_2018}]}}\n{{"rows": [{OF_2019}]}}',
        f'{OF_2018}\n{{"data": [{OF_2019}]}}',
    ],
)
def test_json_is_read_to_its_end(vpcli: Vpcli, text: str) -> None:
    ran = vpcli("growth", "f.json", "--csv", "-c", "value", files={"f.json": text})
    assert (ran.out, ran.err) == ("value\n5\n6\n", "")


CUBE = (
    '{"class": "dataset", "id": ["time"], "size": [1],\n'
    ' "dimension": {"time": {"category": {"index": ["2019"]}}}, "value": [1]}'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"[{OF_2018}]\ngarbage", "f.json:2: not valid JSON: Expecting value"),
        (f"[{OF_2018}]\n]", "f.json:2: not valid JSON: Expecting value"),
        (f'{{"data": [{OF_2018}]}}\n{{"data": 5}}', "f.json:2: column indicator, year is missing"),
        (f"{CUBE}\n{CUBE}", "f.json:3: not valid JSON: more follows where the data end"),
    ],
)
def test_what_follows_the_data_is_an_error(vpcli: Vpcli, text: str, said: str) -> None:
    ran = vpcli("growth", "f.json", files={"f.json": text})
    assert (ran.status, ran.out) == (3, "")
    assert said in ran.err


def test_what_stands_beside_the_rows_is_not_passed_over_in_silence(vpcli: Vpcli) -> None:
    text = f'{{"unit": "USD", "data": [{OF_2018}]}}'
    ran = vpcli("growth", "f.json", files={"f.json": text})
    assert ran.err == "warning: f.json:1: not used: unit\n"
    text = f'[{OF_2018[:-1]}, "": 7}}]'
    ran = vpcli("growth", "f.json", files={"f.json": text})
    assert ran.err == 'warning: f.json:1: not used: ""\n'


@pytest.mark.parametrize(
    ("header", "row", "read"),
    [
        ("indicator,year,actual", "*a,2018,100", "*a,2018,100"),
        ("indicator,year,actual", "Note: x,2019,5", "Note: x,2019,5"),
        ("indicator,unit,2018,2019", "*a,USD,100,", "*a,2018,100"),
        ("indicator,year,measure,printed", "(*) b,2019,actual,5", "(*) b,2019,5"),
    ],
)
def test_a_row_with_a_year_and_a_figure_is_no_note(
    vpcli: Vpcli, header: str, row: str, read: str
) -> None:
    text = f"{header}\n{row}\n* a note\nNote: it is, preliminary\n"
    columns = "indicator,year,value"
    ran = vpcli("growth", "f.csv", "--csv", "-c", columns, files={"f.csv": text})
    assert (ran.out, ran.err) == (f"{columns}\n{read}\n", "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("*a,2O18,100,", 'year: "2O18" is not a whole year'),
        ("*a,2018,..,", ""),
        ("*a,2018,100", "3 cells where the header has 4"),
    ],
)
def test_a_row_that_may_be_data_is_never_a_note(vpcli: Vpcli, row: str, said: str) -> None:
    text = f"indicator,year,actual,plan\na,2018,1,2\n{row}\n"
    ran = vpcli("growth", "f.csv", "--csv", files={"f.csv": text})
    assert said in ran.err
    assert ran.status == (3 if said else 0)
    assert said or ran.out.count("\n") == 3
