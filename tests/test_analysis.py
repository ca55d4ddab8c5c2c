"""The classical analysis of a yearly series, by hand and by its identities."""

from __future__ import annotations

from decimal import Decimal as D

from build import dataset, fact, series
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.model import Kind, Measure
from vpcli.core.reports.cells import Number
from vpcli.core.reports.chain_and_fixed_base import analysis
from vpcli.core.reports.table import Report, Row

A = Measure.ACTUAL


def value(row: Row, column: str) -> D | None:
    cell = row.cells[column]
    return cell.value if isinstance(cell, Number) else None


def analysed(*levels: str, kind: Kind = Kind.LEVEL, **asked: object) -> Report:
    unit = "tỷ đồng" if kind is Kind.LEVEL else "%"
    facts = [fact(A, 2015 + i, text, unit=unit) for i, text in enumerate(levels) if text]
    return analysis(dataset(series(*facts, kind=kind, unit=unit)), **asked)


def test_a_series_of_three_years_by_hand() -> None:
    first, second, third, average = analysed("200", "220", "275").rows
    assert value(first, "growth_pct") is None
    assert first.cells["reason"] == "first-year"
    assert [value(second, c) for c in ("change", "index_pct", "growth_pct", "one_percent")] == [
        20,
        110,
        10,
        2,
    ]
    found = [
        value(third, c)
        for c in ("change", "change_from_base", "index_pct", "index_from_base", "growth_from_base")
    ]
    assert found == [55, 75, 125, D("137.5"), D("37.5")]
    assert value(third, "one_percent") == D("2.2")
    growth = value(average, "growth_pct")
    assert growth is not None
    assert abs(growth - 100 * (D("1.375").sqrt() - 1)) < D("1e-20")
    assert value(average, "change") == D("37.5")
    mean = value(average, "value")
    assert mean is not None
    assert round(mean, 4) == D("231.6667")
    assert average.label == "average"


@given(st.lists(st.integers(10, 9999), min_size=2, max_size=8))
def test_chain_indices_multiply_to_the_fixed_base(levels: list[int]) -> None:
    rows = [row for row in analysed(*map(str, levels)).rows if row.cells["role"] == "year"]
    product = D(1)
    changes = D(0)
    for row in rows[1:]:
        product *= (value(row, "index_pct") or D(0)) / 100
        changes += value(row, "change") or D(0)
        fixed = value(row, "index_from_base")
        assert fixed is not None
        assert abs(100 * product / fixed - 1) < D("1e-20")
        assert changes == value(row, "change_from_base")


def test_another_base_and_another_hundred() -> None:
    rows = analysed("200", "220", "275", base=2016, rebase=D(1)).rows
    assert [value(row, "index_from_base") for row in rows[1:3]] == [D(1), D("1.25")]
    first = value(rows[0], "index_from_base")
    assert first is not None
    assert round(first, 6) == D("0.909091")


def test_no_average_across_a_gap() -> None:
    rows = analysed("200", "", "275").rows
    assert [row.cells["reason"] for row in rows] == ["first-year", "no-base-year", "gap-in-years"]
    assert value(rows[1], "change_from_base") == 75


def test_no_average_of_a_range() -> None:
    average = analysed("200", "240–260", "275").rows[-1]
    assert (average.label, average.cells["reason"]) == ("average", "gap-in-years")
    assert value(average, "value") is None


def test_the_years_asked_for_and_no_average_of_one() -> None:
    found = analysed("200", "220", "275", "330", first=2016, last=2017).rows
    assert [(row.cells["year"], row.cells["role"]) for row in found] == [
        (2016, "year"),
        (2017, "year"),
        (2017, "average"),
    ]
    assert value(found[1], "change_from_base") == 55  # on 2016, the first asked for
    assert [row.label for row in analysed("200").rows] == [""]
    assert not analysis(dataset(series(fact(Measure.PLAN, 2019, "5")))).rows


def test_a_rate_has_changes_and_no_indices() -> None:
    rows = analysed("9,9", "8,2", kind=Kind.RATE).rows
    assert value(rows[1], "change") == D("-1.7")
    assert value(rows[1], "index_pct") is None
    assert value(rows[1], "index_from_base") is None


def test_options_that_do_not_go_together(vpcli: Vpcli) -> None:
    for arguments in (("--base", "2015"), ("--rebase", "1"), ("--series", "--lag", "2")):
        assert vpcli("growth", *arguments).status == 2
    assert vpcli("growth", "viet-nam-gdp", "--series", "--rebase", "1", "--csv").status == 0
