"""Growth over years by each method, against independent computations."""

from __future__ import annotations

import math
import statistics
from decimal import Decimal as D
from fractions import Fraction
from itertools import pairwise

import pytest
from build import dataset, fact, series
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.arithmetic import POINT
from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Dataset, Kind, Measure
from vpcli.core.measures.cagr_and_averages import AVERAGES, logarithms
from vpcli.core.reports.cells import Number
from vpcli.core.reports.growth import growth
from vpcli.core.reports.growth_by_method import growth_over
from vpcli.core.solver.quantity import Quantity, Unknown
from vpcli.readers import ReadOptions, load

A, G = Measure.ACTUAL, Measure.GROWTH


def rate(data: Dataset, method: str, first: int | None = None, last: int | None = None) -> D:
    (row,) = growth_over(data, first, last, method=method).rows
    cell = row.cells["growth_pct"]
    assert isinstance(cell, Number), row.cells["reason"]
    assert cell.value is not None
    assert cell.low is not None
    assert cell.high is not None
    assert cell.low <= cell.value <= cell.high
    return cell.value


def reason(data: Dataset, method: str, first: int | None = None, last: int | None = None) -> str:
    (row,) = growth_over(data, first, last, method=method).rows
    cell = row.cells["growth_pct"]
    assert cell is None or (isinstance(cell, Number) and cell.value is None)  # bounds alone
    return str(row.cells["reason"])


def gdp() -> tuple[Dataset, list[float]]:
    data = load(["viet-nam-gdp"], ReadOptions())
    levels = {
        f.year: float(f.figure.value)
        for f in data.series[0].facts
        if f.measure is A and f.figure and f.figure.value is not None
    }
    return data, [levels[year] for year in range(1990, 2021)]


def test_the_methods_agree_with_floating_point_on_the_growth_of_viet_nam() -> None:
    data, levels = gdp()
    factors = [b / a for a, b in pairwise(levels)]
    logs = [math.log(level) for level in levels]
    slope = statistics.linear_regression(range(len(levels)), logs).slope
    expected = {
        "cagr": 100 * (statistics.geometric_mean(factors) - 1),
        "mean": 100 * (statistics.mean(factors) - 1),
        "log": 100 * (logs[-1] - logs[0]) / 30,
        "least-squares": 100 * (math.exp(slope) - 1),
        "least-squares-log": 100 * slope,
    }
    for method, value in expected.items():
        assert abs(float(rate(data, method, 1990, 2020)) - value) < 1e-9, method
    shown = {round(value, 2) for value in expected.values()}
    assert shown == {6.80, 6.81, 6.58, 6.74, 6.52}  # they differ visibly


def made(*levels: D | int | str, kind: Kind = Kind.LEVEL, first: int = 2000) -> Dataset:
    unit = "%" if kind is not Kind.LEVEL else "tỷ đồng"
    facts = [
        fact(A, first + i, str(v).replace(".", ","), unit=unit)
        for i, v in enumerate(levels)
        if v != ""
    ]
    return dataset(series(*facts, kind=kind, unit=unit))


@given(st.lists(st.integers(100, 10_000), min_size=2, max_size=12))
def test_compounding_the_average_gives_back_the_last_level(levels: list[int]) -> None:
    average = Fraction(rate(made(*levels), "cagr"))
    last = levels[0] * (1 + average / 100) ** (len(levels) - 1)
    assert abs(last - levels[-1]) < Fraction(1, 10**40)


@given(st.integers(100, 10_000), st.integers(-50, 80), st.integers(3, 9))
def test_every_method_gives_the_rate_of_an_exact_exponential(
    base: int, percent: int, years: int
) -> None:
    factor = 1 + D(percent) / 100
    levels = [base * factor**n for n in range(years)]
    data = made(*levels)
    for method in ("cagr", "mean", "least-squares"):
        assert abs(rate(data, method) - percent) < D("1e-40"), method
    for method in ("log", "least-squares-log"):
        assert abs(float(rate(data, method)) - 100 * math.log(factor)) < 1e-9


def test_the_mean_is_never_below_the_compound_rate() -> None:
    data = made(100, 150, 75)
    assert rate(data, "mean") == 0  # +50 % and −50 %
    assert round(rate(data, "cagr"), 2) == D("-13.40")  # √0.75 − 1


def test_a_lag_of_several_years(vpcli: Vpcli) -> None:
    text = "indicator,year,actual\nx,2015,100\nx,2018,133.1\nx,2020,200\n"
    arguments = ("growth", "f.csv", "--lag", "3", "--csv", "-c", "year,growth_pct,method,reason")
    ran = vpcli(*arguments, files={"f.csv": text})
    assert ran.out.splitlines()[1:] == [
        "2015,,lag-3,no-base-year",
        "2018,33.1,lag-3,",
        "2020,,lag-3,no-base-year",
    ]
    ran = vpcli(*arguments, "--annualise")
    assert "2018,10,lag-3-annualised," in ran.out.splitlines()  # 1.1³ = 1.331


def test_a_lag_of_one_year_is_growth_on_the_year_before() -> None:
    data = made(100, 110, 99)
    lagged = growth_over(data, method="lag")
    for one, other in zip(lagged.rows, growth(data).rows, strict=True):
        assert one.cells["growth_pct"] == other.cells["growth_pct"]
        assert one.cells["method"] == "lag-1"
        assert one.tones == other.tones
    cell = growth_over(made(100, 110, 121), method="lag", lag=2).rows[2].cells["growth_pct"]
    assert isinstance(cell, Number)
    assert cell.value == 21  # over both years, and not a year
    annualised = growth_over(data, method="lag", annualise=True)
    assert {row.cells["method"] for row in annualised.rows} == {"lag-1"}


def test_a_change_shows_the_digits_of_the_finer_level(vpcli: Vpcli) -> None:
    text = "indicator,year,actual\nx,2018,100.25\nx,2019,110\n"
    ran = vpcli("growth", "f.csv", "--method", "cagr", files={"f.csv": text})
    assert "+9.75" in ran.out


def test_why_a_method_gives_no_number() -> None:
    assert reason(made(1, 2), "least-squares") == "too-few-points"
    assert reason(made(1, "", "", "", "", "", 2, 3), "least-squares") == "too-many-gaps"
    assert reason(made(1, 0, 3), "least-squares") == "not-positive"
    assert reason(made(0, 2, 3), "cagr") == "zero-base"
    assert reason(made(-5, 2, 3), "cagr") == "negative-base"
    assert reason(made(5, 3, -2), "cagr") == "not-positive"
    assert reason(made(5, -2), "log") == "not-positive"
    assert reason(made(5, "", 7), "mean") in ("gap-in-years", "no-base-year")
    assert reason(made(5, 6), "cagr", 1990, 2001) == "no-base-year"
    assert reason(made(5, 6), "cagr", 2000, 2010) == "no-actual"
    for method in ("log", "least-squares", "least-squares-log"):
        assert reason(made(5, 6, 7, kind=Kind.RATE), method) == "rate-in-points"
    assert rate(made("0.5", 1), "cagr") == 100
    for method in ("cagr", "least-squares"):
        for levels in (("5–6", 7, 8), (5, 6, "7–8")):
            assert reason(made(*levels), method) == "not-a-single-value"
    assert reason(made(5, "6–7", kind=Kind.RATE), "cagr") == "not-a-single-value"


def test_half_of_the_years_are_enough_for_a_line() -> None:
    assert rate(made(1, "", "", 1, "", 1), "least-squares") == 0
    assert reason(made(1, "", "", 2, "", "", 3), "least-squares") == "too-many-gaps"


@pytest.mark.parametrize(("low", "fits"), [("-1", False), ("0", False), ("0.5", True)])
def test_a_level_that_may_be_nothing_has_no_logarithm(low: str, fits: bool) -> None:
    levels = {2019: Quantity(D(4), D(low), D(9), Basis.COMPUTED)}
    found = logarithms(levels, Kind.LEVEL)
    if fits:
        assert not isinstance(found, Unknown)
        assert found[2019].point == POINT.ln(D(4))
    else:
        assert isinstance(found, Unknown)
        assert found.reason is Reason.NOT_POSITIVE


def test_a_rate_changes_in_points_a_year() -> None:
    data = made("9.9", "8.2", "2.8", kind=Kind.RATE)
    assert rate(data, "cagr") == D("-3.55")
    assert rate(data, "mean") == D("-3.55")


def test_a_chain_index_is_compounded() -> None:
    data = made(104, 110, kind=Kind.CHAIN_INDEX, first=2001)
    average = rate(data, "cagr")  # √(1.04 × 1.10) − 1
    assert abs(average - 100 * ((D("1.144")).sqrt() - 1)) < D("1e-20")


def test_a_chain_ends_where_an_index_is_no_single_value() -> None:
    for index in ("", "104–106"):
        data = made(110, index, 110, kind=Kind.CHAIN_INDEX, first=2001)
        assert reason(data, "cagr") == "no-actual"
        assert rate(data, "cagr", 2000, 2001) == 10


def test_a_line_through_a_chain_ends_with_the_years_asked_for() -> None:
    data = made(110, 110, 110, 150, kind=Kind.CHAIN_INDEX, first=2001)
    assert round(rate(data, "least-squares", 2000, 2003), 9) == 10


def test_bounds_come_from_the_printed_precision() -> None:
    (row,) = growth_over(made(100, 110, 121), method="cagr").rows
    cell = row.cells["growth_pct"]
    assert isinstance(cell, Number)
    # √(120.5 / 100.5) − 1 and √(121.5 / 99.5) − 1
    assert (round(cell.low or 0, 3), round(cell.high or 0, 3)) == (D("9.499"), D("10.504"))


@pytest.mark.parametrize(
    "arguments", [("--lag", "3", "--method", "cagr"), ("--annualise",), ("--lag", "0")]
)
def test_options_that_do_not_go_together(vpcli: Vpcli, arguments: tuple[str, ...]) -> None:
    assert vpcli("growth", *arguments).status == 2


def test_every_average_is_named_in_the_help(vpcli: Vpcli) -> None:
    text = vpcli("growth", "--help").out
    for method in ("yoy", "lag", *AVERAGES):
        assert method in text


def test_years_across_and_the_greatest_first(vpcli: Vpcli) -> None:
    text = "indicator,year,actual\na,2018,100\na,2019,110\nb,2018,100\nb,2019,130\nb,2020,143\n"
    ran = vpcli("growth", "f.csv", "--wide", "--csv", "--from", "2019", files={"f.csv": text})
    assert ran.out == "area,indicator,name,unit,2019,2020\n,a,a,,10,\n,b,b,,30,10\n"
    ran = vpcli("growth", "f.csv", "--wide", "-c", "value", "--csv")
    assert ran.out.splitlines()[2] == ",b,b,,100,130,143"
    ran = vpcli("growth", "f.csv", "--sort", "growth_pct", "-r", "--top", "1", "--csv")
    assert ran.out.splitlines()[1].startswith(",b,b,,2019,")
    assert len(ran.out.splitlines()) == 2
    assert vpcli("growth", "f.csv", "--wide", "-c", "unit").status == 2
    assert vpcli("growth", "f.csv", "--wide", "--series").status == 2
