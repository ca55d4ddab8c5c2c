"""What holds for every input: order does not matter, scales do not, nor how numbers are printed.

The judge of every formula is exact: `fractions.Fraction` over the printed figures.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal as D
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_check import value_in
from worlds import invented, is_true, print_some, small

from vpcli.core.facts.model import Dataset
from vpcli.core.facts.number import NumberFormat, read_numeral
from vpcli.core.facts.quantity_keys import key_of
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.cells import Number
from vpcli.core.reports.check import check
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.growth import growth
from vpcli.core.reports.growth_by_method import growth_over
from vpcli.core.reports.summary import summary
from vpcli.core.reports.table import Report, Row
from vpcli.core.solver.editions import Edition
from vpcli.readers import ReadOptions
from vpcli.readers.merge import merge
from vpcli.readers.registry import read

NEARLY_NOTHING = Fraction(1, 10**40)
LEVELS = st.decimals(D("0.01"), D("1e9"), places=2, allow_nan=False, allow_infinity=False)


def loaded(text: str, file: str = "in.csv") -> Dataset:
    return read(text.encode(), file, ".csv", ReadOptions(numbers=NumberFormat.EN))


def cells(report: Report) -> list[tuple[tuple[str, object], ...]]:
    """The rows without the place that they were read from, in an order of their own."""
    kept = [
        tuple(
            (name, str(cell))
            for name, cell in row.cells.items()
            if name not in ("file", "line", "against", "misprint", "number", "source")
        )
        for row in report.rows
    ]
    return sorted(kept)


def csv_of(rows: Sequence[str]) -> str:
    return "indicator,unit,year,actual,plan,growth\n" + "\n".join(rows) + "\n"


@st.composite
def row_lists(draw: st.DrawFn) -> list[str]:
    """Rows of some indicators, each year of each at most once."""
    made = []
    for indicator in ("a", "b", "c")[: draw(st.integers(1, 3))]:
        for year in range(2015, 2015 + draw(st.integers(1, 5))):
            actual = draw(st.one_of(st.just(""), LEVELS.map(str)))
            plan = draw(st.one_of(st.just(""), LEVELS.map(str)))
            rate = draw(st.sampled_from(["", "", "5.0", "-3.25", "12"]))
            if actual or plan or rate:
                made.append(f"{indicator},USD,{year},{actual},{plan},{rate}")
    return made or ["a,USD,2015,1.00,,"]


@settings(max_examples=40)
@given(row_lists(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[str], random: Random) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    for compute in (growth, summary, check):
        assert cells(compute(loaded(csv_of(rows)))) == cells(compute(loaded(csv_of(mixed))))


@settings(max_examples=40)
@given(row_lists(), st.data())
def test_neither_does_the_order_of_files(rows: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(rows)))
    files = [loaded(csv_of(part)) for part in (rows[:cut], rows[cut:]) if part]
    # Without sources each file would be a source of its own, and sources may differ.
    one, other = merge(files), merge(files[::-1])
    assert cells(growth(one)) == cells(growth(other))


@given(LEVELS, LEVELS, st.sampled_from([3, 6, 9]))
def test_scaled_units_leave_rates_as_they_are(first: D, second: D, scale: int) -> None:
    words = {3: "thousand USD", 6: "million USD", 9: "billion USD"}[scale]
    plain = loaded(csv_of([f"a,{words},2018,{first},,", f"a,{words},2019,{second},,"]))
    scaled = loaded(
        csv_of([f"a,USD,2018,{first.scaleb(scale):f},,", f"a,USD,2019,{second.scaleb(scale):f},,"]),
    )
    rates = [growth(dataset).rows[1].cells["growth_pct"] for dataset in (plain, scaled)]
    points = [rate.value if isinstance(rate, Number) else rate for rate in rates]
    assert points[0] == points[1]
    # Figures of one indicator may come in both scales.
    mixed = loaded(csv_of([f"a,{words},2018,{first},,", f"a,USD,2019,{second.scaleb(scale):f},,"]))
    rate = growth(mixed).rows[1].cells["growth_pct"]
    assert isinstance(rate, Number)
    assert rate.value == points[0]


def printed(value: D, number_format: NumberFormat, *, grouped: bool) -> str:
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,")) if number_format is NumberFormat.VI else text


@given(st.decimals(0, D("1e15"), places=3, allow_nan=False, allow_infinity=False), st.booleans())
def test_english_and_vietnamese_numbers_are_the_same_numbers(value: D, grouped: bool) -> None:
    for number_format in NumberFormat:
        text = printed(value, number_format, grouped=grouped)
        found, against = read_numeral(text, number_format)
        assert (found, found.as_tuple().exponent, against) == (value, -3, False)


@settings(max_examples=60)
@given(st.lists(LEVELS, min_size=2, max_size=6), st.integers(1, 3))
def test_growth_over_years_is_that_of_fractions(levels: list[D], lag: int) -> None:
    rows = [f"a,USD,{2015 + n},{level},," for n, level in enumerate(levels)]
    dataset = loaded(csv_of(rows))
    exact = [Fraction(level) for level in levels]
    found = growth_over(dataset, method="lag", lag=lag).rows
    for n, row in enumerate(found):
        rate = row.cells["growth_pct"]
        if n < lag:
            assert rate is None
            continue
        assert isinstance(rate, Number)
        assert rate.value is not None
        truth = 100 * (exact[n] / exact[n - lag] - 1)
        assert abs(Fraction(rate.value) - truth) <= NEARLY_NOTHING * max(1, abs(truth))
        assert rate.low is not None
        assert rate.high is not None
        assert Fraction(rate.low) <= truth <= Fraction(rate.high)
    (mean,) = growth_over(dataset, method="mean").rows
    rate = mean.cells["growth_pct"]
    assert isinstance(rate, Number)
    assert rate.value is not None
    rates = [100 * (b / a - 1) for a, b in itertools.pairwise(exact)]
    truth = sum(rates, Fraction(0)) / len(rates)
    assert abs(Fraction(rate.value) - truth) <= NEARLY_NOTHING * max(1, abs(truth))


@settings(max_examples=60)
@given(st.lists(LEVELS, min_size=4, max_size=4))
def test_contributions_are_those_of_fractions(levels: list[D]) -> None:
    a0, b0, a1, b1 = levels
    rows = [
        f"{id_},USD,{year},{level},,,{total}"
        for id_, year, level, total in (
            ("a", 2018, a0, "t"),
            ("a", 2019, a1, "t"),
            ("b", 2018, b0, "t"),
            ("b", 2019, b1, "t"),
            ("t", 2018, a0 + b0, ""),
            ("t", 2019, a1 + b1, ""),
        )
    ]
    text = "indicator,unit,year,actual,plan,growth,part_of\n" + "\n".join(rows) + "\n"
    by_role = {
        str(row.cells["indicator"]): row.cells
        for row in contribution(loaded(text), first=2019).rows
        if row.cells["role"] in ("part", "total")
    }
    base, now = Fraction(a0 + b0), Fraction(a1 + b1)
    for id_, before, after in (("a", a0, a1), ("b", b0, b1), ("t", a0 + b0, a1 + b1)):
        change = Fraction(after) - Fraction(before)
        truths = {"share_pct": 100 * Fraction(after) / now, "contribution_pp": 100 * change / base}
        for column, truth in truths.items():
            cell = by_role[id_][column]
            assert isinstance(cell, Number)
            assert cell.value is not None
            assert abs(Fraction(cell.value) - truth) <= NEARLY_NOTHING * max(1, abs(truth))


def test_the_true_value_lies_in_every_interval(request: pytest.FixtureRequest) -> None:
    """Systems made of exact values, printed with their rounding, some hidden; --systems N."""
    intervals = 0
    for seed in range(request.config.getoption("--systems")):
        random = Random(seed)
        world = invented(random)
        facts = [fact for fact in print_some(random, world) if is_true(fact, world)]
        edition = Edition(world.group(facts), facts)
        assert not edition.system.conflicts, seed
        for key, (low, high) in edition.system.intervals.items():
            exact = value_in(world, key) if key.measure is not None else None
            if exact is not None:
                assert low - small(exact) <= exact <= high + small(exact), (seed, key)
                intervals += 1
        assert not any(quantity.conflict for quantity in edition.quantities.values()), seed
        for key, known in world.exact.items():
            quantity = edition.get(key)
            if not quantity or quantity.low is None or quantity.high is None:
                continue
            truth = Fraction(known)
            low, high = Fraction(quantity.low), Fraction(quantity.high)
            assert low - small(truth) <= truth <= high + small(truth), (seed, key)
            if quantity.point is not None:
                assert quantity.low <= quantity.point <= quantity.high, (seed, key)
            intervals += 1
    assert intervals > 20 * request.config.getoption("--systems")


def test_printed_figures_keep_their_intervals_whatever_else_is_printed() -> None:
    for seed in range(20):
        random = Random(seed)
        world = invented(random)
        facts = print_some(random, world)
        edition = Edition(world.group(facts), facts)
        for fact in facts:
            found = edition.get(key_of(fact))
            assert found, (seed, fact)
            assert fact.figure
            assert found.published is fact
            assert found.interval == (fact.figure.low, fact.figure.high)


def value(row: Row, name: str) -> Fraction:
    cell = row.cells[name]
    assert isinstance(cell, Number)
    assert cell.value is not None
    return Fraction(cell.value)


def test_every_fact_more_narrows_or_leaves_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vpcli.core.solver.narrowing._ENOUGH", D("0.00001"))  # narrow to the end
    known = 0
    for seed in range(12):
        random = Random(seed)
        world = invented(random)
        facts = [fact for fact in print_some(random, world) if is_true(fact, world)]
        fewer = [fact for fact in facts if random.random() < 0.7]
        more, less = (Edition(world.group(some), some).system.intervals for some in (facts, fewer))
        for key, (low, high) in less.items():
            slack = max((high - low) / 20, D("1e-6"))
            assert low - slack <= more[key][0] <= more[key][1] <= high + slack, (seed, key)
            known += 1
    assert known > 100


@settings(max_examples=60)
@given(st.lists(LEVELS, min_size=2, max_size=8))
def test_growth_compounded_gives_back_the_series(levels: list[D]) -> None:
    rows = [f"a,USD,{2010 + n},{level},," for n, level in enumerate(levels)]
    level = Fraction(levels[0])
    for row, printed in zip(growth(loaded(csv_of(rows))).rows[1:], levels[1:], strict=True):
        level *= 1 + value(row, "growth_pct") / 100
        assert abs(level / Fraction(printed) - 1) < NEARLY_NOTHING


@settings(max_examples=60)
@given(LEVELS, LEVELS, LEVELS)
def test_planned_growth_times_attainment_is_growth(base: D, plan: D, actual: D) -> None:
    rows = [f"a,USD,2018,{base},,", f"a,USD,2019,{actual},{plan},"]
    row = attainment(loaded(csv_of(rows)), 2019).rows[0]
    planned = 1 + value(row, "planned_growth_pct") / 100
    reached = 1 + value(row, "growth_pct") / 100
    assert abs(planned * value(row, "attainment_pct") / 100 / reached - 1) < NEARLY_NOTHING


@settings(max_examples=60)
@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=5))
def test_contributions_add_up_to_the_growth_of_the_total(parts: list[tuple[D, D]]) -> None:
    rows = ["indicator,unit,part_of,year,actual"]
    named = [("total", "", tuple(sum(levels) for levels in zip(*parts, strict=True)))]
    named += [(f"p{n}", "total", levels) for n, levels in enumerate(parts)]
    for name, total, levels in named:
        rows += [f"{name},USD,{total},{2018 + n},{level}" for n, level in enumerate(levels)]
    report = contribution(loaded("\n".join(rows)), 2019)
    points = [value(r, "contribution_pp") for r in report.rows if r.cells["role"] == "part"]
    (whole,) = [r for r in report.rows if r.cells["role"] == "total"]
    assert abs(sum(points) - value(whole, "growth_pct")) < NEARLY_NOTHING * 10**12
