"""What is worked out over several years is explained down to printed facts."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import dataset, fact, series
from conftest import Vpcli

from vpcli.core.facts.model import Dataset, Direction, Kind, Measure, Source
from vpcli.core.measures.cagr_and_averages import AVERAGES
from vpcli.core.reports.averages_explained import Told
from vpcli.core.reports.cells import Number
from vpcli.core.reports.explain import explain
from vpcli.core.reports.explanation import Explanation
from vpcli.core.reports.growth_by_method import growth_over
from vpcli.core.reports.on_track import assess
from vpcli.core.reports.projected_path import Asked, path

A, PLAN, G = Measure.ACTUAL, Measure.PLAN, Measure.GROWTH


def made(*levels: str, kind: Kind = Kind.LEVEL, direction: Direction = Direction.UP) -> Dataset:
    unit = "tỷ đồng" if kind is Kind.LEVEL else "%"
    facts = [fact(A, 2015 + i, text, unit=unit) for i, text in enumerate(levels)]
    facts += [fact(PLAN, 2025, "180" if kind is Kind.LEVEL else "4,0", unit=unit)]
    return dataset(series(*facts, kind=kind, direction=direction, unit=unit))


def tree(of: Dataset, year: int, measure: Measure, told: Told | None = None) -> Explanation:
    (found,) = explain(of, year, measure, told).trees or ()
    return found


def leaves(of: Explanation) -> list[Explanation]:
    return [leaf for one in of.operands for leaf in leaves(one)] if of.operands else [of]


def same(one: Number, cell: object) -> bool:
    assert isinstance(cell, Number)
    return (one.value, one.low, one.high, one.basis) == (
        cell.value,
        cell.low,
        cell.high,
        cell.basis,
    )


@pytest.mark.parametrize("method", AVERAGES)
def test_an_average_is_told_as_growth_gives_it(method: str) -> None:
    of = made("100", "108", "114", "127", "133")
    (row,) = growth_over(of, 2016, 2019, method=method).rows
    told = tree(of, 2019, Measure.AVERAGE_GROWTH, Told(2016, method=method))
    assert same(told.value, row.cells["growth_pct"])
    assert told.key.against == 2016
    assert told.operation is not None
    assert all(leaf.fact is not None for leaf in leaves(told))
    years = {leaf.key.year for leaf in leaves(told)}
    ends = method in ("cagr", "log")
    assert years == ({2016, 2019} if ends else {2016, 2017, 2018, 2019})


def test_the_average_change_of_a_rate_is_told_in_points() -> None:
    told = tree(made("9,0", "8,0", "6,0", kind=Kind.RATE), 2017, Measure.AVERAGE_GROWTH)
    assert told.value.value == D("-1.5")
    assert told.operation is not None
    assert told.operation.relation.identity.name == "points-a-year"
    assert told.series.indicator.kind is Kind.RATE


def test_a_level_ahead_is_told_as_the_path_gives_it() -> None:
    of = made("100", "110")
    rows = path(of, None, Asked({"x": D(15)}, until=2019)).rows
    told = tree(of, 2019, Measure.PROJECTED, Told(growth=D(15)))
    assert same(told.value, rows[-1].cells["value"])
    assert [leaf.key.measure for leaf in leaves(told)] == [A, Measure.ASSUMED_GROWTH]
    assert leaves(told)[1].fact is None  # it was typed


def test_a_level_ahead_as_planned_is_told_from_the_printed_growth() -> None:
    of = dataset(series(fact(A, 2019, "100"), fact(Measure.PLANNED_GROWTH, 2020, "15")))
    told = tree(of, 2020, Measure.PROJECTED)
    assert told.value.value == 115
    assert all(leaf.fact is not None for leaf in leaves(told))


@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.RATE])
def test_the_ratio_is_told_as_assess_gives_it(kind: Kind) -> None:
    of = made("100", "110", "125") if kind is Kind.LEVEL else made("9,0", "8,0", kind=kind)
    if kind is Kind.RATE:
        of = made("9,0", "8,0", kind=kind, direction=Direction.DOWN)
    (row,) = assess(of).rows
    told = tree(of, 2017 if kind is Kind.LEVEL else 2016, Measure.RATIO)
    assert same(told.value, row.cells["ratio"])
    reached, required = told.operands
    assert same(reached.value, row.cells["growth_pct"])
    assert same(required.value, row.cells["required_growth_pct"])
    assert reached.series.indicator.kind is Kind.LEVEL  # in per cent, of a rate too
    assert {leaf.fact and leaf.fact.measure for leaf in leaves(told)} == {A, PLAN}


@pytest.mark.parametrize(
    ("measure", "year", "told"),
    [
        (Measure.AVERAGE_GROWTH, 2019, None),  # no level there
        (Measure.AVERAGE_GROWTH, 2015, None),  # nothing before it
        (Measure.PROJECTED, 2019, None),  # no growth planned
        (Measure.PROJECTED, 2015, Told(growth=D(5))),  # not ahead
        (Measure.PROJECTED, 2016, Told(growth=D(5))),
        (Measure.RATIO, 2015, None),  # not the latest level
        (Measure.RATIO, 2016, Told(2016)),  # nothing before it
        (Measure.RATIO, 2017, Told(2016)),  # no level there
    ],
)
def test_what_cannot_be_known_is_not_told(measure: Measure, year: int, told: Told | None) -> None:
    assert not explain(made("100", "110"), year, measure, told).trees
    assert not explain(dataset(series(fact(PLAN, 2025, "180"))), year, measure, told).trees


@pytest.mark.parametrize("year", [2016, 2017])
def test_no_ratio_is_told_of_a_year_before_the_latest(year: int) -> None:
    levels = [fact(A, 2015 + at, str(100 + 10 * at)) for at in range(4)]
    of = dataset(series(*levels, fact(PLAN, 2025, "180")))
    assert explain(of, 2018, Measure.RATIO).trees
    assert not explain(of, year, Measure.RATIO).trees


@pytest.mark.parametrize(
    ("base", "latest", "target", "is_told"),
    [
        ("100", "110", "120", True),
        ("100", "100,5", "101", True),
        ("0", "110", "120", False),
        ("100", "110", "-5", False),
        ("100", "105–110", "120", False),
        ("100", "110", "120–130", False),  # the quotient of a range is not one number
        ("100", "110", "100", False),  # nothing is required
        ("100", "110", "90", False),  # it lies on the worse side
        ("100", "110", "", False),
    ],
)
def test_when_a_ratio_is_told(base: str, latest: str, target: str, is_told: bool) -> None:
    facts = [fact(A, 2015, base), fact(A, 2016, latest)]
    facts += [fact(PLAN, 2025, target)] if target else []
    assert bool(explain(dataset(series(*facts)), 2016, Measure.RATIO).trees) is is_told


@pytest.mark.parametrize(
    ("base", "kind", "ahead"),
    [
        ("100", Kind.LEVEL, "121"),
        ("0,5", Kind.LEVEL, "0.605"),
        ("0", Kind.LEVEL, None),
        ("-5", Kind.LEVEL, None),
        ("5–6", Kind.LEVEL, None),
        ("5", Kind.RATE, "25"),
        ("-5", Kind.RATE, "15"),
    ],
)
def test_what_a_level_ahead_starts_from(base: str, kind: Kind, ahead: str | None) -> None:
    of = dataset(series(fact(A, 2019, base), kind=kind))
    trees = explain(of, 2021, Measure.PROJECTED, Told(growth=D(10))).trees
    assert [one.value.value for one in trees or ()] == ([D(ahead)] if ahead else [])


@pytest.mark.parametrize(
    ("measure", "year", "since", "ahead"),
    [
        (Measure.PLANNED_GROWTH, 2020, None, "121"),
        (Measure.PLANNED_GROWTH, 2019, None, None),  # is of the year that has a result
        (Measure.PLANNED_GROWTH, 2021, None, None),  # nothing is planned for the year between
        (Measure.PLANNED_AVERAGE_GROWTH, 2022, 2019, "121"),
        (Measure.PLANNED_AVERAGE_GROWTH, 2019, 2015, None),
    ],
)
def test_which_planned_growth_goes_on(
    measure: Measure, year: int, since: int | None, ahead: str | None
) -> None:
    planned = fact(measure, year, "10")._replace(since=since)
    of = dataset(series(fact(A, 2019, "100"), planned))
    trees = explain(of, 2021, Measure.PROJECTED).trees
    assert [one.value.value for one in trees or ()] == ([D(ahead)] if ahead else [])


def test_a_chain_index_has_no_level_ahead_and_no_average() -> None:
    of = made("104", "105", kind=Kind.CHAIN_INDEX)
    assert not explain(of, 2019, Measure.PROJECTED, Told(growth=D(5))).trees
    assert not explain(of, 2016, Measure.AVERAGE_GROWTH).trees


def test_the_formula_is_shown_with_its_numbers(vpcli: Vpcli) -> None:
    asked = ("explain", "exports", "2023", "projected", "--growth", "15%", "-q")
    shown = vpcli(*asked).out
    assert "ŷ₂₀₂₃ = y₂₀₁₉ × (1 + g₂₀₁₉₋₂₀₂₃)^4" in shown
    assert "2,560 × (1 + 15.00 %)^4 = 4,477.5" in shown
    assert "mức dự tính 2023: 4.477,5 f triệu USD" in vpcli(*asked, "--lang", "vi").out
    text = "indicator,year,actual\nx,2015,100\nx,2016,105\nx,2017,121\n"
    files: dict[str, str | bytes] = {"f.csv": text}
    for method, line in (
        ("cagr", "(121 ÷ 100)^(1/2) − 1 = 10.0 %"),
        ("mean", "(5.0 % + 15.2 %) ÷ 2 = 10.1 %"),
        ("log", "ln(121 ÷ 100) ÷ 2 = 9.5 %"),
        ("least-squares", "n = 3: exp(b) − 1 = 10.0 %"),
        ("least-squares-log", "n = 3: b = 9.5 %"),
    ):
        asked = ("explain", "x", "2017", "average-growth", "--method", method, "--data", "f.csv")
        assert line in vpcli(*asked, files=files).out
    assert vpcli("explain", "x", "2017", "growth", "--from", "2015", "--data", "f.csv").status == 2


def test_the_ratio_is_told_from_the_target_that_it_was_made_of() -> None:
    # The plan of the second source contradicts its own average; the last source has no plan.
    average = fact(Measure.PLANNED_AVERAGE_GROWTH, 2025, "1", source="second")
    facts = [
        fact(PLAN, 2025, "150", source="first"),
        *(fact(A, 2015, "100", source=source) for source in ("second", "third")),
        fact(PLAN, 2025, "180", source="second"),
        average._replace(since=2015),
        fact(A, 2017, "125", source="third"),
    ]
    dates = {"first": "2014", "second": "2016", "third": "2018"}
    sources = {id_: Source(id_, date=date) for id_, date in dates.items()}
    told = tree(dataset(series(*facts), sources=sources), 2017, Measure.RATIO)
    plans = [leaf.value.value for leaf in leaves(told) if leaf.key.measure is PLAN]
    assert plans == [180]
