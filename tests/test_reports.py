"""The reports on the bundled data, against what was worked out by hand or independently."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import dataset, fact, series
from conftest import ROOT, Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.arithmetic import rounded, significant, significant_down, significant_up
from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Dataset, Direction, Kind, Measure, Series, Status, Verdict, Words
from vpcli.core.measures.cagr_and_averages import average_growth
from vpcli.core.measures.digits import level_decimals, rate_decimals
from vpcli.core.reports.attainment import attainment, verdict
from vpcli.core.reports.cells import Number
from vpcli.core.reports.contribution import contribution
from vpcli.core.reports.datasets import datasets
from vpcli.core.reports.growth import growth
from vpcli.core.reports.growth_by_method import growth_over
from vpcli.core.reports.projection import projection
from vpcli.core.reports.real_and_per_head_growth import Against, adjusted_growth
from vpcli.core.reports.show import show
from vpcli.core.reports.table import Report
from vpcli.core.solver.quantity import Quantity, Unknown
from vpcli.readers import ReadOptions, load

ACTUAL, PLAN, GROWTH = Measure.ACTUAL, Measure.PLAN, Measure.GROWTH


@pytest.fixture(scope="module")
def report_2019() -> Dataset:
    return load(["vinh-phuc-2019"], ReadOptions())


def point(report: Report, row: int, column: str) -> D | None:
    cell = report.rows[row].cells[column]
    assert cell is None or isinstance(cell, Number)
    return cell.value if cell else None


def codes(report: Report, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.cells[column] for column in columns) for row in report.rows]


def test_growth_of_the_report(report_2019: Dataset) -> None:
    report = growth(report_2019)
    assert codes(report, "indicator", "year", "basis", "status", "reason") == [
        ("industry", 2019, "published", "E", ""),
        ("exports", 2019, "published", "E", ""),
        ("retail", 2019, "published", "E", ""),
        ("iip", 2020, "", "A", "no-actual"),
    ]
    assert [point(report, row, "growth_pct") for row in range(3)] == [D("13.43"), D(14), D("10.4")]


def test_attainment_of_the_report(report_2019: Dataset) -> None:
    report = attainment(report_2019)
    assert codes(report, "indicator", "year", "verdict", "reason") == [
        ("industry", 2019, "exceeded", ""),
        ("exports", 2019, "", "no-plan"),
        ("retail", 2019, "", "no-plan"),
        ("iip", 2020, "", "no-actual"),
    ]
    gap = point(report, 0, "gap")
    assert point(report, 0, "attainment_pct") == D("109.9")
    assert gap is not None
    assert rounded(gap, 0) == 22052
    assert report.notes == [("targets-elsewhere", {"years": [2020]})]


def test_projection_of_the_report(report_2019: Dataset) -> None:
    report = projection(report_2019)
    assert codes(report, "indicator", "year", "agreement", "basis", "reason") == [
        ("industry", 2020, "", "", "no-plan"),
        ("exports", 2020, "within-rounding", "computed", ""),
        ("retail", 2020, "within-rounding", "computed", ""),
        ("iip", 2020, "", "implied", ""),
    ]
    required = [point(report, row, "required_growth_pct") for row in (1, 2, 3)]
    assert [rounded(value, 2) for value in required if value is not None] == [
        D("15.04"),
        D("9.80"),
        D("15.00"),
    ]
    assert (point(report, 3, "base"), point(report, 3, "target")) == (100, 115)


def without_rates(one: Series) -> Series:
    return one._replace(facts=tuple(fact for fact in one.facts if fact.measure.is_level))


def test_computed_growth_of_viet_nam_equals_all_39_published_rates() -> None:
    loaded = load(["viet-nam-gdp"], ReadOptions())
    only = Dataset(loaded.title, loaded.sources, tuple(map(without_rates, loaded.series)))
    computed = {row.cells["year"]: row.cells["growth_pct"] for row in growth(only).rows}
    with (ROOT / "data" / "viet-nam-gdp.csv").open(encoding="utf-8") as stream:
        published = {int(r["year"]): D(r["growth"]) for r in csv.DictReader(stream) if r["growth"]}
    assert len(published) == 39
    for year, rate in published.items():
        cell = computed[year]
        assert isinstance(cell, Number)
        assert cell.value is not None
        assert cell.basis is Basis.COMPUTED
        assert abs(cell.value - rate) < D("1e-9")


def test_the_published_rates_of_viet_nam_contradict_no_level() -> None:
    report = growth(load(["viet-nam-gdp"], ReadOptions()))
    assert {row.cells["reason"] for row in report.rows[1:]} == {""}
    assert {row.cells["basis"] for row in report.rows[1:]} == {"published"}


def lagged(data: Dataset, first: int | None = None, last: int | None = None) -> Report:
    return growth_over(data, first, last, method="lag")


def real(data: Dataset, first: int | None = None, last: int | None = None) -> Report:
    return adjusted_growth(
        data, first, last, against=Against.DEFLATOR, chosen=lambda one: one.indicator.id == "prices"
    )


@pytest.mark.parametrize("made", [growth, attainment, projection, contribution, show, lagged, real])
def test_a_span_of_years_is_a_part_of_the_whole(made: Callable[..., Report]) -> None:
    data = load([str(ROOT / "tests" / "cases" / "data" / "province.yaml")], ReadOptions())

    def rows(first: int | None, last: int | None) -> list[tuple[object, ...]]:
        return codes(made(data, first, last), "year", "indicator")

    whole = rows(None, None)
    for first, last in ((2016, 2018), (2019, 2019), (2020, 2020), (2021, 2021)):
        within = [row for row in whole if first <= int(str(row[0])) <= last]
        assert rows(first, last) == within
        assert rows(first, None) == [row for row in whole if int(str(row[0])) >= first]
        assert rows(None, last) == [row for row in whole if int(str(row[0])) <= last]


def test_years_can_be_chosen() -> None:
    data = load(["viet-nam-gdp"], ReadOptions())
    assert [row.cells["year"] for row in growth(data, 2020, 2022).rows] == [2020, 2021, 2022]
    assert [row.cells["year"] for row in show(data, 2023, 2023).rows] == [2023, 2023]
    assert [row.cells["year"] for row in projection(data, 2024, 2024).rows] == [2024]
    assert not attainment(data, 2030).rows


def made(text: str, measure: Measure = ACTUAL) -> Quantity:
    one = fact(measure, 2019, text)
    assert one.figure
    return Quantity(
        one.figure.value, one.figure.low, one.figure.high, Basis.PUBLISHED, facts=(one,)
    )


@pytest.mark.parametrize(
    ("actual", "plan", "direction", "expected"),
    [
        ("7,02", "6,6–6,8", Direction.UP, Verdict.EXCEEDED),
        ("2,79", "khoảng 4", Direction.DOWN, Verdict.EXCEEDED),
        ("33,9", "33–34", Direction.UP, Verdict.MET),
        ("1,1", "1–1,5", Direction.UP, Verdict.MET),
        ("3,1", "dưới 4", Direction.DOWN, Verdict.MET),
        ("4,1", "dưới 4", Direction.DOWN, Verdict.NOT_MET),
        ("4,0", "dưới 4", Direction.DOWN, Verdict.NOT_MET),
        ("4,0", "không quá 4", Direction.DOWN, Verdict.MET),
        ("24", "trên 24", Direction.UP, Verdict.NOT_MET),
        ("24", "ít nhất 24", Direction.UP, Verdict.MET),
        ("23", "trên 24", Direction.UP, Verdict.NOT_MET),
        ("25", "trên 24", Direction.UP, Verdict.MET),
        ("61–62", "60–62", Direction.UP, Verdict.MET),
        ("61–63", "60–62", Direction.UP, None),
        ("59–61", "60–62", Direction.UP, None),
        ("3–4,5", "dưới 4", Direction.DOWN, None),
        ("89", "89", Direction.UP, Verdict.MET),
        ("90", "89", Direction.NONE, None),
        ("89", "90", Direction.UP, Verdict.NOT_MET),
    ],
)
def test_verdicts(actual: str, plan: str, direction: Direction, expected: Verdict | None) -> None:
    assert verdict(made(actual), made(plan, PLAN), None, direction) is expected


def test_a_verdict_without_levels_is_judged_against_100() -> None:
    rate = made("109,9", Measure.ATTAINMENT)
    assert verdict(None, None, rate, Direction.UP) is Verdict.EXCEEDED
    assert verdict(None, None, rate, Direction.DOWN) is Verdict.NOT_MET
    assert verdict(None, None, None, Direction.UP) is None


@pytest.mark.parametrize(
    ("actual", "tone"), [("110", "better"), ("100", "better"), ("90", "worse"), ("..", None)]
)
def test_a_verdict_is_good_or_bad_news(actual: str, tone: str | None) -> None:
    results = [] if actual == ".." else [fact(ACTUAL, 2019, actual)]
    (row,) = attainment(dataset(series(fact(PLAN, 2019, "100"), *results))).rows
    assert row.tones == ({"attainment_pct": tone, "verdict": tone} if tone else {})


def test_ranges_have_a_verdict_and_no_attainment() -> None:
    one = series(fact(PLAN, 2019, "100–110"), fact(ACTUAL, 2019, "105"))
    report = attainment(dataset(one))
    assert codes(report, "verdict", "reason") == [("met", "not-a-single-value")]


def test_results_without_levels() -> None:
    one = series(fact(Measure.ATTAINMENT, 2019, "105 %"), fact(GROWTH, 2019, "4 %"))
    assert codes(attainment(dataset(one)), "verdict", "reason") == [("exceeded", "no-actual")]
    assert codes(growth(dataset(one)), "basis", "reason") == [("published", "no-actual")]
    rates = series(fact(GROWTH, 2019, "4 %"))
    assert codes(attainment(dataset(rates)), "year", "reason") == [(2019, "no-actual")]
    assert codes(projection(dataset(rates)), "year", "reason") == [(2020, "no-plan")]
    planned = series(fact(PLAN, 2020, "5"))
    assert codes(projection(dataset(planned)), "reason") == [("no-base-year",)]
    rated = series(fact(ACTUAL, 2019, "5"), fact(Measure.ATTAINMENT, 2018, "105 %"))
    assert codes(attainment(dataset(rated)), "year", "reason")[1] == (2019, "no-plan")


@pytest.mark.parametrize(
    ("base", "target", "kind", "reason"),
    [
        ("0", "5", Kind.LEVEL, "zero-base"),
        ("-5", "5", Kind.LEVEL, "negative-base"),
        ("5", "-5", Kind.LEVEL, "negative-target"),
        ("0,5", "-5", Kind.LEVEL, "negative-target"),
        ("0–2", "5", Kind.LEVEL, "not-a-single-value"),
        ("5", "dưới 0", Kind.LEVEL, "not-a-single-value"),
        ("5", "6–7", Kind.LEVEL, ""),  # a range of growth
        ("5", "4", Kind.RATE, "rate-in-points"),
        ("5", "10", Kind.LEVEL, ""),
    ],
)
def test_targets_that_ask_for_no_rate(base: str, target: str, kind: Kind, reason: str) -> None:
    one = series(fact(ACTUAL, 2019, base), fact(PLAN, 2020, target), kind=kind)
    assert codes(projection(dataset(one)), "reason") == [(reason,)]


def test_growth_of_a_range_is_blank() -> None:
    one = series(fact(ACTUAL, 2018, "5–6"), fact(ACTUAL, 2019, "7"))
    assert codes(growth(dataset(one)), "reason")[1] == ("not-a-single-value",)


@pytest.mark.parametrize(
    ("direction", "tones"),
    [(Direction.UP, ["better"]), (Direction.DOWN, ["worse"]), (Direction.NONE, [])],
)
def test_the_tone_follows_the_direction(direction: Direction, tones: list[str]) -> None:
    one = series(fact(ACTUAL, 2018, "5"), fact(ACTUAL, 2019, "7"), direction=direction)
    assert list(growth(dataset(one)).rows[1].tones.values()) == tones


@pytest.mark.parametrize(
    ("direction", "planned", "tones"),
    [
        (Direction.UP, "10 %", {"required_growth_pct": "better"}),
        (Direction.UP, "20 %", {"required_growth_pct": "better", "agreement": "worse"}),
        (Direction.DOWN, "10 %", {"required_growth_pct": "worse"}),
        (Direction.NONE, "20 %", {"agreement": "worse"}),
    ],
)
def test_a_target_is_good_news_and_a_doubtful_one_bad(
    direction: Direction, planned: str, tones: dict[str, str]
) -> None:
    one = series(
        fact(ACTUAL, 2018, "100"),
        fact(PLAN, 2019, "110"),
        fact(Measure.PLANNED_GROWTH, 2019, planned),
        direction=direction,
    )
    assert projection(dataset(one)).rows[0].tones == tones


LEVELS = st.decimals(min_value=1, max_value=10**6, places=2)


@given(LEVELS, LEVELS, st.integers(1, 30))
def test_projecting_at_the_required_growth_lands_on_the_target(
    base: D, target: D, years: int
) -> None:
    first, last = (Quantity(v, v, v, Basis.COMPUTED) for v in (base, target))
    required = average_growth(first, last, years)
    assert required is not None
    assert required.point is not None
    assert required.low is not None
    assert required.high is not None
    factor = 1 + Fraction(required.point) / 100
    assert abs(Fraction(base) * factor**years - Fraction(target)) < Fraction(1, 10**12)
    low, high = (1 + Fraction(end) / 100 for end in (required.low, required.high))
    assert Fraction(base) * low**years <= Fraction(target) <= Fraction(base) * high**years


@pytest.mark.parametrize(
    ("base", "target", "found"),
    [
        # 1.5 / 1.5 and 2.5 / 0.5: in one year nothing is rounded
        ((1, "0.5", "1.5"), (2, "1.5", "2.5"), (100, 0, 400)),
        ((1, "0", "2"), (2, "1.5", "2.5"), (100, None, None)),  # the base may be nothing
        ((1, None, "1.5"), (2, "1.5", "2.5"), (100, None, None)),
        ((1, None, None), (2, "1.5", "2.5"), (100, None, None)),
        ((1, "0.5", None), (2, "1.5", "2.5"), (100, None, 400)),
        ((1, "0.5", "1.5"), (2, "0", "4"), (100, -100, 700)),  # nothing may be left
        ((1, "0.5", "1.5"), (2, None, "2.5"), (100, None, 400)),
        ((1, "0.5", "1.5"), (2, "1.5", None), (100, 0, None)),
    ],
)
def test_the_bounds_of_a_yearly_growth(
    base: tuple[int, str | None, str | None],
    target: tuple[int, str | None, str | None],
    found: tuple[int | None, ...],
) -> None:
    one, other = (
        Quantity(D(point), low and D(low), high and D(high), Basis.IMPLIED)  # type: ignore[arg-type]
        for point, low, high in (base, target)
    )
    grown = average_growth(one, other, 1)
    assert grown is not None
    assert (grown.point, grown.low, grown.high) == found


def test_there_is_no_growth_to_what_may_only_be_nothing() -> None:
    base = Quantity(D(1), D("0.5"), D("1.5"), Basis.IMPLIED)
    for high in (D(0), None):
        found = average_growth(base, Quantity(None, None, high, Basis.IMPLIED), 1)
        assert isinstance(found, Unknown)
        assert found.reason is Reason.NOT_A_SINGLE_VALUE


@pytest.mark.parametrize(
    ("averages", "expected"),
    [
        ([(2015, "7"), (2018, "8")], "8"),
        ([(2018, "8"), (2015, "7")], "8"),
        ([(None, "9"), (2018, "8")], "9"),
    ],
)
def test_the_planned_growth_of_the_year_comes_before_that_over_the_fewest_years(
    averages: list[tuple[int | None, str]], expected: str
) -> None:
    planned = [
        fact(
            Measure.PLANNED_AVERAGE_GROWTH if since else Measure.PLANNED_GROWTH, 2020, rate
        )._replace(since=since)
        for since, rate in averages
    ]
    report = projection(dataset(series(fact(ACTUAL, 2019, "100"), *planned)))
    assert point(report, 0, "planned_growth_pct") == D(expected)


def test_average_growth_of_what_has_no_interval() -> None:
    one = made("100")
    unknown = Unknown(Reason.NO_PLAN)
    assert average_growth(unknown, one, 1) is unknown
    assert average_growth(one, unknown, 1) is unknown
    ranged = average_growth(one, made("110–120"), 1)
    assert ranged is not None
    assert ranged.point is None
    # 109.5 / 100.5 and 120.5 / 99.5
    assert [rounded(end or D(0), 4) for end in (ranged.low, ranged.high)] == [
        D("8.9552"),
        D("21.1055"),
    ]
    assert average_growth(one, made("trên 110"), 1) is not None
    unbounded = Quantity(D(121), None, None, Basis.IMPLIED, Status.FORECAST)
    required = average_growth(one, unbounded, 2)
    assert required is not None
    assert (required.low, required.basis, required.status) == (None, "implied", Status.FORECAST)
    assert required.point is not None
    assert rounded(required.point, 9) == 10


@pytest.mark.parametrize(
    ("point", "half", "decimals"),
    [("15.04", "0.042", 2), ("9.8", "2", 1), ("13", "0.0001", 2), ("8", "0", 2)],
)
def test_rates_show_the_digits_their_interval_supports(
    point: str, half: str, decimals: int
) -> None:
    value, width = D(point), D(half)
    quantity = Quantity(value, value - width, value + width, Basis.COMPUTED)
    assert rate_decimals(quantity) == decimals


def test_decimals_of_other_numbers() -> None:
    assert rate_decimals(None) == level_decimals(None, series()) == 0
    assert rate_decimals(Quantity(D(1), None, None, Basis.COMPUTED)) == 2
    assert rate_decimals(made("3,80585566810947", GROWTH)) == 2
    assert rate_decimals(made("3,8056", GROWTH)) == 4
    exports = series(fact(ACTUAL, 2019, "2.560"))
    assert level_decimals(Quantity(D("2245.614"), None, None, Basis.IMPLIED), exports) == 1
    assert level_decimals(Quantity(None, D(1), D(2), Basis.IMPLIED), exports) == 0
    assert level_decimals(Quantity(D(0), None, None, Basis.IMPLIED), exports) == 0


def test_words_fall_back_to_the_other_language() -> None:
    assert Words("a", "").in_language("vi") == "a"
    assert Words("", "b").in_language("en") == "b"


def test_show_tells_how_each_text_was_read(report_2019: Dataset) -> None:
    report = show(report_2019)
    retail = [row.cells for row in report.rows if row.cells["indicator"] == "retail"]
    assert [(c["printed"], c["low"], c["high"], c["qualifier"]) for c in retail[:1]] == [
        ("gần 51 nghìn tỷ đồng", D(50000), D(51000), "nearly")
    ]
    assert all(c["source"] == "press-2020-01-20" for c in retail)
    lines = [c["line"] for c in retail]
    assert lines == sorted(lines, key=str)


def test_show_keeps_what_has_no_figure() -> None:
    one = dataset(series(fact(PLAN, 2019, "dưới 4"), fact(PLAN, 2020, "trên 4")))
    assert codes(show(one), "low", "high") == [(None, D(4)), (D(4), None)]


def test_every_bundled_fact_names_its_source() -> None:
    for name in ("vinh-phuc-2019", "viet-nam-gdp"):
        loaded = load([name], ReadOptions())
        assert all(f.source in loaded.sources for one in loaded.series for f in one.facts)


def test_the_bundled_series_of_viet_nam_is_read_whole() -> None:
    with (ROOT / "data" / "viet-nam-gdp.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(io.StringIO(stream.read())))
    facts = load(["viet-nam-gdp"], ReadOptions()).series[0].facts
    levels = {f.year: f.figure.value for f in facts if f.measure is ACTUAL and f.figure}
    assert levels == {int(row["year"]): D(row["actual"]) for row in rows}


def test_a_series_break_is_the_reason_given() -> None:
    one = series(
        fact(ACTUAL, 2018, "100"),
        fact(ACTUAL, 2019, "110", status=Status.BREAK),
        fact(ACTUAL, 2020, "0"),
        fact(ACTUAL, 2021, "10"),
    )
    assert codes(growth(dataset(one)), "reason", "change")[1:2] == [("series-break", None)]
    assert codes(growth(dataset(one)), "reason")[3] == ("zero-base",)


def test_a_negative_base_still_shows_the_change() -> None:
    one = series(fact(ACTUAL, 2018, "-10"), fact(ACTUAL, 2019, "5"))
    report = growth(dataset(one))
    assert (point(report, 1, "change"), codes(report, "reason")[1]) == (15, ("negative-base",))


@pytest.mark.parametrize(("plan", "reason"), [("0", "zero-plan"), ("-5", "negative-plan")])
def test_plans_that_no_rate_can_be_measured_on(plan: str, reason: str) -> None:
    one = series(fact(PLAN, 2019, plan), fact(ACTUAL, 2019, "5"))
    assert codes(attainment(dataset(one)), "reason") == [(reason,)]


def test_rates_are_compared_in_points() -> None:
    one = series(
        fact(PLAN, 2019, "5", unit="%"), fact(ACTUAL, 2019, "4,5", unit="%"), kind=Kind.RATE
    )
    report = attainment(dataset(one))
    assert point(report, 0, "attainment_pct") is None
    assert point(report, 0, "gap") == D("-0.5")
    assert codes(report, "reason") == [("rate-in-points",)]


def test_datasets_lists_what_is_bundled() -> None:
    loaded = {name: load([name], ReadOptions()) for name in ("viet-nam-gdp", "vinh-phuc-2019")}
    rows = [row.cells for row in datasets(loaded).rows]
    assert [(r["dataset"], r["indicators"], r["years"], r["facts"]) for r in rows] == [
        ("viet-nam-gdp", 1, "1984–2023", 79),
        ("vinh-phuc-2019", 4, "2019–2020", 12),
    ]


def test_twelve_significant_digits_bounds_outward() -> None:
    third = D(1) / D(3)
    assert significant(third) == significant_down(third) == D("0.333333333333")
    assert significant_up(third) == D("0.333333333334")


def test_a_plan_of_a_year_with_a_growth_rate_alone_is_judged() -> None:
    one = series(fact(ACTUAL, 2019, "118"), fact(GROWTH, 2020, "-4 %"), fact(PLAN, 2020, "120"))
    report = attainment(dataset(one))
    assert codes(report, "year", "verdict", "basis")[1] == (2020, "not-met", "implied")
    assert point(report, 1, "attainment_pct") == D("94.4")  # 118 × 0.96 / 120
    assert not report.notes


TARGETS = "viet-nam-targets-2019"


def test_ten_of_the_twelve_printed_verdicts_follow_by_the_rule() -> None:
    targets = load([TARGETS], ReadOptions())
    printed = {
        one.indicator.id: next(f.word for f in one.facts if f.measure is Measure.VERDICT)
        for one in targets.series
        if any(f.measure is Measure.VERDICT for f in one.facts)
    }
    report = attainment(targets)
    judged = {row.cells["indicator"]: row.cells["verdict"] for row in report.rows}
    assert len(printed) == 12
    differing = {id_ for id_, verdict in printed.items() if judged[id_] != verdict}
    assert differing == {"trade-deficit", "poverty-fall"}
    assert judged["poverty-fall"] == "met"
    reasons = {row.cells["indicator"]: row.cells["reason"] for row in report.rows}
    assert (judged["trade-deficit"], reasons["trade-deficit"]) == ("", "no-actual")
    for row in report.rows:  # no per cent of a per cent
        assert row.cells["attainment_pct"] is None or row.cells["indicator"] == "hospital-beds"
    assert report.lead[0][1] == {"good": 13, "judged": 13, "all": 14}


@pytest.mark.parametrize(
    ("direction", "kind", "actual", "plan", "limit", "failed"),
    [
        (Direction.UP, Kind.LEVEL, "96", "100", "96", False),
        (Direction.UP, Kind.LEVEL, "96", "100", "96.5", True),
        (Direction.DOWN, Kind.LEVEL, "104", "100", "96", False),  # 100 / 104 is 96.15 %
        (Direction.DOWN, Kind.LEVEL, "104", "100", "96.5", True),
        (Direction.DOWN, Kind.LEVEL, "125", "100", "80", False),  # just 80 %
        (Direction.DOWN, Kind.LEVEL, "100", "60", "60", False),  # just 60 %
        (Direction.UP, Kind.RATE, "49", "100", "50", False),  # no per cent of a per cent
        (Direction.UP, Kind.LEVEL, "49", "100–110", "50", False),  # a range is met or not
    ],
)
def test_an_attainment_below_a_limit_fails(
    direction: Direction, kind: Kind, actual: str, plan: str, limit: str, failed: bool
) -> None:
    one = series(fact(ACTUAL, 2019, actual), fact(PLAN, 2019, plan), kind=kind, direction=direction)
    report = attainment(dataset(one), fail_under=D(limit))
    assert report.failed is failed
    assert ("lead.under", {"limit": D(limit), "count": int(failed)}) in report.lead


@pytest.mark.parametrize(
    ("kind", "actual", "plan", "failed"),
    [
        (Kind.LEVEL, "99", "100", True),
        (Kind.LEVEL, "100", "100", False),
        (Kind.RATE, "99", "100", True),
        (Kind.RATE, "100", "100", False),
        (Kind.LEVEL, "99", "100–110", True),
        (Kind.LEVEL, "105", "100–110", False),
    ],
)
def test_a_plan_that_is_not_met_fails_where_that_is_asked_for(
    kind: Kind, actual: str, plan: str, failed: bool
) -> None:
    one = series(fact(ACTUAL, 2019, actual), fact(PLAN, 2019, plan), kind=kind)
    assert attainment(dataset(one), fail_if_not_met=True).failed is failed
    assert not attainment(dataset(one)).failed


def test_a_failed_condition_is_the_exit_status(vpcli: Vpcli) -> None:
    text = "indicator,year,plan,actual\na,2019,100,96\n"
    for limit, status in (("96%", 0), ("97", 1), ("much", 2)):
        ran = vpcli("attainment", "f.csv", "--fail-under", limit, files={"f.csv": text})
        assert ran.status == status


def test_a_blank_left_by_a_contradiction_says_so() -> None:
    one = series(
        fact(ACTUAL, 2019, "110"),
        fact(GROWTH, 2019, "10 %"),
        fact(Measure.CHANGE, 2019, "50"),
    )
    # 110 after 10 % more is 100 before, after 50 more it is 60
    assert codes(growth(dataset(one)), "reason") == [("conflict",)]
    judged = series(
        fact(ACTUAL, 2019, "110"),
        fact(ACTUAL, 2018, "100"),
        fact(GROWTH, 2019, "20 %"),
        fact(Measure.ATTAINMENT, 2019, "105 %"),
    )
    assert codes(attainment(dataset(judged)), "year", "reason")[1] == (2019, "conflict")
