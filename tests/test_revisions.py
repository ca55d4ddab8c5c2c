"""Editions: what a later one changed, and which edition is asked for."""

from __future__ import annotations

import re
from decimal import Decimal as D

from conftest import Vpcli

from vpcli.core.report import Number
from vpcli.core.revision_table import revision_table
from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_csv

EDITIONS = """indicator,unit,year,actual,growth,source,source_date
gdp,tỷ đồng,2016,100,,first,2018-06
gdp,tỷ đồng,2017,110,,first,2018-06
gdp,tỷ đồng,2018,121,,first,2018-06
gdp,tỷ đồng,2016,100,,second,2019-06-30
gdp,tỷ đồng,2017,125,,second,2019-06-30
gdp,tỷ đồng,2018,130,,second,2019-06-30
gdp,tỷ đồng,2019,140,,second,2019-06-30
gdp,tỷ đồng,2018,130,,third,2020
gdp,tỷ đồng,2019,150,,third,2020
"""


def test_every_figure_that_moved_with_the_growth_it_moved() -> None:
    report = revision_table(read_csv(EDITIONS, "gdp.csv", ReadOptions()))
    found = [
        (
            row.cells["year"],
            row.cells["measure"],
            *(
                cell.value
                for name in ("earlier", "later")
                if isinstance(cell := row.cells[name], Number)
            ),
            row.cells["growth_moved"],
            row.cells["earlier_edition"],
            row.cells["later_edition"],
        )
        for row in report.rows
        if row.cells["measure"] == "actual"
    ]
    assert found == [
        (2017, "actual", D(110), D(125), "2017, 2018", "2018-06", "2019-06-30"),
        (2018, "actual", D(121), D(130), "2018", "2018-06", "2019-06-30"),
        (2019, "actual", D(140), D(150), "2019", "2019-06-30", "2020"),
    ]
    moved = [(row.cells["year"]) for row in report.rows if row.cells["measure"] == "growth"]
    assert moved == [2017, 2018, 2019]  # 10 to 25 %, 10 to 4 %, 7.7 to 15.4 %
    percent = report.rows[0].cells["revision_pct"]
    assert isinstance(percent, Number)
    assert percent.value is not None
    assert round(percent.value, 2) == D("13.64")


def test_an_edition_is_chosen_by_source_or_by_date(vpcli: Vpcli) -> None:
    def level(*arguments: str) -> str:
        asked = ("--from", "2018", "--to", "2018", "--csv", "-c", "value")
        ran = vpcli("growth", "gdp.csv", *asked, *arguments, files={"gdp.csv": EDITIONS})
        return ran.out.splitlines()[1]

    assert level() == "130"
    assert level("--source", "first") == "121"
    assert level("--as-of", "2018") == "121"
    assert level("--as-of", "2019-01-01") == "121"
    assert level("--as-of", "2019-06") == "130"


def test_nothing_revised_is_said(vpcli: Vpcli) -> None:
    ran = vpcli("check", "vinh-phuc-2019", "--revisions", "-q")
    assert ran.status == 0
    assert "No figure was changed" in ran.out


def test_a_date_is_asked_for_as_a_date(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "--as-of", "20/01/2020")
    assert ran.status == 2
    assert "2020-01-20" in ran.err


def test_a_precision_is_asked_for_as_a_column_and_a_number(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "--precision", "actual")
    assert ran.status == 2
    assert "actual=0.001" in ran.err


def test_check_and_the_table_count_the_same_revisions(vpcli: Vpcli) -> None:
    for data in ("vinh-phuc-grdp", "gdp.csv"):
        files = {"gdp.csv": EDITIONS}
        said = [
            re.search(pattern, vpcli("check", data, "-q", *more, files=files).out)
            for pattern, more in (
                (r"edition to the next: (\d+)", ()),
                (r"later edition\s+changed: (\d+)", ("--revisions",)),
            )
        ]
        counts = [found[1] for found in said if found]
        assert len(counts) == 2
        assert counts[0] == counts[1]
