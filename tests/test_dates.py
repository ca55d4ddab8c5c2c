"""Dates as a person writes them: ISO, or as Vietnamese texts print them, the day first."""

from __future__ import annotations

import json

import pytest
from conftest import Vpcli

from vpcli.errors import DataError
from vpcli.readers.fields import parse_date

READ = {
    "2020-01-20": "2020-01-20",
    "2020-01": "2020-01",
    "2020": "2020",
    "20/1/2020": "2020-01-20",
    "20/01/2020": "2020-01-20",
    "1/2020": "2020-01",
    "12/2020": "2020-12",
    "5/5/2020": "2020-05-05",  # the same day either way
    "29/2/2020": "2020-02-29",
}
REFUSED = (
    *("1/20/2020", "12/31/2019"),  # the month first
    *("29/2/2019", "31/4/2020", "0/1/2020", "13/2020", "0/2020"),  # no such day or month
    *(
        "20/1/20",
        "20-1-2020",
        "20.1.2020",
        "20/1",
        "1/1/1/2020",
        "20/ 1/2020",
        " 2020",
        "٢٠/1/2020",
    ),
)


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read_as_printed(text: str) -> None:
    assert parse_date(text, None) == parse_date(text, None, day_first=True) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("day_first", [False, True])
def test_what_is_no_date_is_refused(text: str, day_first: bool) -> None:
    with pytest.raises(DataError) as raised:
        parse_date(text, None, day_first=day_first)
    assert raised.value.problems[0].code == "not-a-date"


def test_a_date_that_is_another_with_the_month_first_needs_to_be_told() -> None:
    assert parse_date("3/4/2020", None, day_first=True) == "2020-04-03"
    with pytest.raises(DataError) as raised:
        parse_date("3/4/2020", None)
    (problem,) = raised.value.problems
    assert problem.code == "date-undecidable"
    assert problem.fields == {"text": "3/4/2020", "first": "2020-04-03", "second": "2020-03-04"}


TIDY = "indicator,year,actual,source,source_date\na,2019,110,x,3/4/2020\n"
YAML = """\
{numbers}sources: {{x: {{date: 3/4/2020}}}}
indicators:
  a: {{facts: [{{year: 2019, actual: 110, source: x}}]}}
"""


def dated(vpcli: Vpcli, name: str, text: str, *options: str) -> str:
    """The date of the source as a YAML data set writes it, or what was said."""
    ran = vpcli("show", name, "--format", "yaml", *options, files={name: text})
    return next((line.strip() for line in ran.out.splitlines() if "date:" in line), ran.err)


@pytest.mark.parametrize(("name", "text"), [("in.csv", TIDY), ("in.yaml", YAML.format(numbers=""))])
def test_a_data_file_is_read_day_first_where_it_or_the_person_is_vietnamese(
    vpcli: Vpcli, name: str, text: str
) -> None:
    assert dated(vpcli, name, text, "--numbers", "vi") == "date: 2020-04-03"
    assert dated(vpcli, name, text, "--lang", "vi") == "date: 2020-04-03"
    assert '"3/4/2020" can be 2020-04-03 or 2020-03-04' in dated(vpcli, name, text)
    assert "2020-03-04" in dated(vpcli, name, text, "--numbers", "en")


def test_a_file_says_how_it_prints_dates_by_how_it_prints_numbers(vpcli: Vpcli) -> None:
    text = YAML.format(numbers="numbers: vi\n")
    assert dated(vpcli, "in.yaml", text) == "date: 2020-04-03"


def test_options_take_dates_as_the_language_prints_them(vpcli: Vpcli) -> None:
    def rows(*options: str) -> int:
        return len(json.loads(vpcli("show", "vinh-phuc-2019", *options, "--json").out or "[]"))

    assert rows("--as-of", "20/1/2020") == rows("--as-of", "2020-01-20") == 12
    assert rows("--as-of", "1/2020") == 12
    assert rows("--as-of", "3/4/2020", "--lang", "vi") == 12
    refused = vpcli("show", "vinh-phuc-2019", "--as-of", "3/4/2020")
    assert (refused.status, refused.out) == (2, "")
    assert '"3/4/2020" can be 2020-04-03 or 2020-03-04; write it as one of these' in refused.err
    assert (
        "date: 2020-04-03"
        in vpcli("extract", "vinh-phuc-2019", "--date", "3/4/2020", "--lang", "vi").out
    )
    assert vpcli("extract", "vinh-phuc-2019", "--date", "3/4/2020").status == 2
