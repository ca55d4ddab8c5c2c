"""Contributions of parts to the growth of their total."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from conftest import Vpcli

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.facts.model import Dataset, Measure
from vpcli.core.reports.cells import Number
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.table import Report
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv


def yearbooks(*without: Measure) -> Dataset:
    dataset = load(["vinh-phuc-grdp"], ReadOptions())
    series = [
        one._replace(facts=tuple(fact for fact in one.facts if fact.measure not in without))
        for one in dataset.series
    ]
    return dataset._replace(series=tuple(series))


def points(report: Report, year: int) -> dict[str, D]:
    found = {}
    for row in report.rows:
        cell = row.cells["contribution_pp"]
        if row.cells["year"] == year and isinstance(cell, Number) and cell.value is not None:
            name = row.cells["indicator" if row.cells["role"] == "part" else "role"]
            found[str(name)] = rounded(cell.value, 2)
    return found


# Printed by the yearbooks; each also follows by hand, as 16063 × 0.0664 / 1.0664 / 72371 = 1.38.
PRINTED = {
    2018: {"agriculture": "0.23", "industry": "7.30", "services": "1.47", "taxes": "-0.97"},
    2019: {"agriculture": "-0.18", "industry": "5.91", "services": "1.38", "taxes": "0.99"},
}
SUMS = {2018: "8.03", 2019: "8.10"}


@pytest.mark.parametrize("year", PRINTED)
@pytest.mark.parametrize("without", [(), (Measure.CONTRIBUTION,)])
def test_levels_and_growth_alone_give_the_printed_points(
    year: int, without: tuple[Measure, ...]
) -> None:
    found = points(contribution(yearbooks(*without)), year)
    assert {name: found[name] for name in PRINTED[year]} == {
        name: D(value) for name, value in PRINTED[year].items()
    }
    assert found["sum"] == found["total"] == D(SUMS[year])


def test_parts_are_sorted_by_contribution_and_the_total_comes_first() -> None:
    rows = [row.cells for row in contribution(yearbooks()).rows if row.cells["year"] == 2018]
    assert [row["role"] for row in rows] == ["total", "part", "part", "part", "part", "sum"]
    assert [row["indicator"] for row in rows[1:5]] == [
        "industry",
        "services",
        "agriculture",
        "taxes",
    ]


def test_what_rounding_leaves_is_shown() -> None:
    rows = [row.cells for row in contribution(yearbooks()).rows if row.cells["year"] == 2019]
    residual = rows[-1]
    assert residual["role"] == "residual"
    value = residual["value"]
    assert isinstance(value, Number)
    assert value.value == 1  # 78233 − (4559 + 36843 + 16063 + 20767)


def test_why_there_is_no_row() -> None:
    assert contribution(yearbooks(), 2030).empty == "nothing-selected"
    assert contribution(load(["vinh-phuc-2019"], ReadOptions())).empty == "no-breakdown"


def test_sum_and_residual_are_about_the_total() -> None:
    for row in contribution(yearbooks()).rows:
        assert row.series is not None
        assert row.series.indicator.id == row.cells["indicator"]


def test_shares_and_shares_of_growth(vpcli: Vpcli) -> None:
    text = """indicator;part_of;unit;year;actual
t;;tỷ đồng;2018;200
t;;tỷ đồng;2019;220
a;t;nghìn tỷ đồng;2018;0,15
a;t;nghìn tỷ đồng;2019;0,175
b;t;tỷ đồng;2018;50
b;t;tỷ đồng;2019;45
"""
    ran = vpcli(
        "contribution",
        "f.csv",
        "--csv",
        "--from",
        "2019",
        "-c",
        "indicator,role,value,share_pct,contribution_pp,share_of_growth_pct",
        "--digits",
        "2",
        files={"f.csv": text},
    )
    # a: 175/220, (175 − 150)/200, 25/20; b: 45/220, −5/200, −5/20
    assert (
        ran.out
        == """indicator,role,value,share_pct,contribution_pp,share_of_growth_pct
t,total,220,100.00,10.00,100.00
a,part,0.175,79.55,12.50,125.00
b,part,45,20.45,-2.50,-25.00
t,sum,220.00,100.00,10.00,100.00
"""
    )


def test_the_first_year_has_shares_and_a_reason(vpcli: Vpcli) -> None:
    text = "indicator,part_of,year,actual\nt,,2018,200\na,t,2018,150\nb,t,2018,50\n"
    arguments = ("contribution", "f.csv", "--csv", "-c", "indicator,share_pct,reason")
    ran = vpcli(*arguments, files={"f.csv": text})
    assert "a,75,no-base-year\n" in ran.out


def test_why_a_contribution_is_blank(vpcli: Vpcli) -> None:
    text = """indicator,part_of,year,actual
t,,2018,{}
t,,2019,20
a,t,2018,30
a,t,2019,5
b,t,2018,
b,t,2019,15
"""
    for base, reason in (("0", "zero-base"), ("-4", "negative-base"), ("", "no-base-year")):
        ran = vpcli(
            "contribution",
            "f.csv",
            "--csv",
            "--from",
            "2019",
            "-c",
            "indicator,contribution_pp,reason",
            files={"f.csv": text.format(base)},
        )
        assert f"a,,{reason}\n" in ran.out


def test_some_parts_have_no_sum_identity(vpcli: Vpcli) -> None:
    text = "indicator,some_part_of,year,actual\nt,,2018,200\na,t,2018,150\n"
    assert vpcli("check", "f.csv", files={"f.csv": text}).status == 0
    whole = text.replace("some_part_of", "part_of")
    assert vpcli("check", "f.csv", files={"f.csv": whole}).status == 1


def test_a_part_asked_for_alone_is_worked_out_with_the_others(vpcli: Vpcli) -> None:
    ran = vpcli("contribution", "-i", "services", "--csv", "-q", "--from", "2019")
    assert len(ran.out.splitlines()) == 2
    assert ",services," in ran.out
    assert ",1.38," in ran.out


def test_a_negative_part_has_a_contribution_and_no_growth_rate(vpcli: Vpcli) -> None:
    text = """indicator,part_of,year,actual
t,,2018,200.0
t,,2019,220.0
a,t,2018,250.0
a,t,2019,265.0
taxes,t,2018,-50.0
taxes,t,2019,-45.0
"""
    ran = vpcli(
        "contribution",
        "f.csv",
        "--csv",
        "--from",
        "2019",
        "-c",
        "indicator,growth_pct,contribution_pp",
        files={"f.csv": text},
    )
    assert "taxes,,2.5\n" in ran.out  # (−45 + 50) / 200


def test_a_printed_contribution_has_the_bounds_it_was_printed_with(vpcli: Vpcli) -> None:
    """Printed 1.38, though 16,063 × 6.64 % / 1.0664 / 72,371 leaves 1.3808 to 1.3833."""
    out = vpcli("contribution", "--from", "2019", "--bounds", "-q", COLUMNS="120").out
    assert "1.375–1.385" in out
    assert "1.3808" not in out


def test_parts_that_contradict_their_total_are_computed_and_marked(vpcli: Vpcli) -> None:
    rows = ["indicator,unit,part_of,year,actual"]
    for name, part_of, levels in (
        ("total", "", (51000, 61500)),
        ("goods", "total", (40000, 48000)),
        ("services", "total", (11000, 13700)),  # 48,000 + 13,700 is not 61,500
    ):
        rows += [f"{name},t,{part_of},{2021 + n},{level}" for n, level in enumerate(levels)]
    files = {"parts.csv": "\n".join(rows)}
    asked = ("--csv", "--digits", "2", "-c", "indicator,contribution_pp,reason", "--from", "2022")
    ran = vpcli("contribution", "parts.csv", *asked, files=files)
    # By hand: 10,500, 8,000 and 2,700 on 51,000.
    assert ran.out.splitlines()[1:4] == [
        "total,20.59,conflict",
        "goods,15.69,conflict",
        "services,5.29,conflict",
    ]


@pytest.mark.parametrize(
    ("result", "part", "is_left"), [("110.004", "44.002", False), ("110.005", "44.003", True)]
)
def test_what_is_left_is_told_from_half_of_the_last_digit_on(
    result: str, part: str, is_left: bool
) -> None:
    # Growth of 10.004 or 10.005 %, of which the parts have printed 6.00 and 4.00.
    text = f"""indicator,part_of,year,actual,contribution
t,,2018,100.000,
a,t,2018,60.000,
b,t,2018,40.000,
t,,2019,{result},
a,t,2019,66.002,6.00
b,t,2019,{part},4.00
"""
    report = contribution(read_csv(text, "f.csv", ReadOptions()), 2019, 2019)
    assert ("residual" in [row.cells["role"] for row in report.rows]) is is_left


def test_a_sum_has_no_bounds_where_a_part_has_none() -> None:
    # To the nearest whole number 0.4 may be below zero, so that nothing bounds what it grew to.
    text = "indicator,part_of,year,actual,growth\nt,,2018,5,\na,t,2018,0.4,\na,t,2019,,50\n"
    options = ReadOptions(precision={"actual": D(1)})
    of = read_csv(text + "b,t,2019,10,\nc,t,2019,1,\n", "f.csv", options)
    (summed,) = (row for row in contribution(of, 2019, 2019).rows if row.cells["role"] == "sum")
    value = summed.cells["value"]
    assert isinstance(value, Number)
    assert (value.value, value.low, value.high) == (D("11.6"), None, None)
