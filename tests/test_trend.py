"""Business as usual: trends beside the target, against published tables and float arithmetic."""

from __future__ import annotations

import math
import statistics
from decimal import ROUND_CEILING, localcontext
from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import dataset, fact, series
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.arithmetic import MAX_DIGITS, MAX_EXPONENT
from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Dataset, Kind, Measure, Status
from vpcli.core.measures.cagr_and_averages import LevelsOf
from vpcli.core.measures.least_squares import Bounded, Line
from vpcli.core.measures.student import between_quantile
from vpcli.core.measures.trends import Compounding, Fitted, Trend
from vpcli.core.reports.cells import Number
from vpcli.core.reports.projected_path import Asked, path
from vpcli.core.reports.table import Row
from vpcli.core.solver.quantity import Quantity, Unknown
from vpcli.core.solver.series_in_editions import views_of

A, PLAN, G = Measure.ACTUAL, Measure.PLAN, Measure.GROWTH
FIVE = ("100", "108", "114", "127", "133")  # 2015 to 2019

# Student's t, two-sided, as in the tables of textbooks.
TABLE = {
    (95, 1): "12.706",
    (95, 2): "4.303",
    (95, 3): "3.182",
    (95, 4): "2.776",
    (95, 5): "2.571",
    (95, 9): "2.262",
    (95, 10): "2.228",
    (95, 29): "2.045",
    (95, 30): "2.042",
    (95, 60): "2.000",
    (95, 120): "1.980",
    (90, 1): "6.314",
    (90, 7): "1.895",
    (99, 1): "63.657",
    (99, 2): "9.925",
    (99, 25): "2.787",
}


@pytest.mark.parametrize(("asked", "printed"), TABLE.items())
def test_quantiles_are_those_of_the_published_table(asked: tuple[int, int], printed: str) -> None:
    assert round(between_quantile(D(asked[0]), asked[1]), 3) == D(printed)


PI = D("3.14159265358979323846264338327950288419716939937510582097494459")


@pytest.mark.parametrize(
    ("degrees", "odd", "even"),
    [
        # At an angle of 45°, t is √n; the sums of Abramowitz and Stegun are then by hand:
        # 1/2 + 2/π (sine × cosine + ...) for odd n, √½ (1 + ...) for even n.
        (1, "0", None),
        (3, "1/2", None),
        (5, "2/3", None),  # 1/2 + 2/3 × 1/4
        (7, "11/15", None),  # + 2/3 × 4/5 × 1/8
        (9, "16/21", None),  # + 2/3 × 4/5 × 6/7 × 1/16
        (2, None, "1"),
        (4, None, "5/4"),  # 1 + 1/2 × 1/2
        (6, None, "43/32"),  # + 1/2 × 3/4 × 1/4
        (8, None, "177/128"),  # + 1/2 × 3/4 × 5/6 × 1/8
    ],
)
def test_quantiles_in_closed_form(degrees: int, odd: str | None, even: str | None) -> None:
    with localcontext(prec=60):
        of = Fraction(odd or even or 0)
        share = D(of.numerator) / of.denominator
        inside = D("0.5") + 2 / PI * share if odd else share * D("0.5").sqrt()
        found, expected = between_quantile(100 * inside, degrees), D(degrees).sqrt()
        assert abs(found - expected) < D("1e-37")


def test_a_quantile_is_rounded_up_at_forty_digits() -> None:
    with localcontext(prec=60):
        exact = (2 * D("0.9025") / D("0.0975")).sqrt()  # t² = 2 p² / (1 − p²) with two degrees
    with localcontext(prec=40, rounding=ROUND_CEILING):
        assert between_quantile(D(95), 2) == +exact


@pytest.mark.parametrize(("percent", "degrees"), [(0, 5), (100, 5), (95, 0)])
def test_no_quantile_of_nothing(percent: int, degrees: int) -> None:
    with pytest.raises(ValueError, match=str(percent)):
        between_quantile(D(percent), degrees)


def data(*levels: str, kind: Kind = Kind.LEVEL, plans: dict[int, str] | None = None) -> Dataset:
    unit = "tỷ đồng" if kind is Kind.LEVEL else "%"
    facts = [fact(A, 2015 + i, text, unit=unit) for i, text in enumerate(levels) if text]
    facts += [fact(PLAN, year, text, unit=unit) for year, text in (plans or {}).items()]
    return dataset(series(*facts, kind=kind, unit=unit))


def rows(
    of: Dataset, trend: Trend, until: int | None = None, first: int | None = None, **more: object
) -> list[Row]:
    return list(path(of, first, Asked({}, until, trends=(trend,), **more)).rows)


def number(row: Row, column: str) -> D:
    cell = row.cells[column]
    found = cell.value if isinstance(cell, Number) else cell
    assert isinstance(found, D), (column, row.cells["reason"])
    return found


@pytest.mark.parametrize("trend", [Trend.LINEAR, Trend.LEAST_SQUARES])
def test_a_fitted_trend_and_its_interval_agree_with_floating_point(trend: Trend) -> None:
    levels = [float(text) for text in FIVE]
    values = levels if trend is Trend.LINEAR else [math.log(y) for y in levels]
    line = statistics.linear_regression(range(5), values)
    squares = sum((y - line.intercept - line.slope * t) ** 2 for t, y in enumerate(values))
    for row, t in zip(rows(data(*FIVE), trend, 2022), (5, 6, 7), strict=True):
        middle = line.intercept + line.slope * t
        error = math.sqrt(squares / 3 * (1 + 1 / 5 + (t - 2) ** 2 / 10))
        ends = (middle, middle - 3.182446305284263 * error, middle + 3.182446305284263 * error)
        expected = ends if trend is Trend.LINEAR else tuple(map(math.exp, ends))
        found = [number(row, name) for name in ("value", "predicted_low", "predicted_high")]
        for one, other in zip(found, expected, strict=True):
            assert math.isclose(one, other, rel_tol=1e-9)


def test_a_linear_trend_by_hand() -> None:
    # 100, 110, 120 lie on a line: nothing but rounding is uncertain.
    (row,) = rows(data("100", "110", "120"), Trend.LINEAR, 2018)
    assert round(number(row, "value"), 20) == 130
    assert round(number(row, "predicted_high") - number(row, "predicted_low"), 20) == 0
    # weights −2/3, 1/3, 4/3 of half a unit each: 7/6 on each side
    assert round(number(row, "value_low"), 4) == D("128.8333")
    assert round(number(row, "value_high"), 4) == D("131.1667")
    assert round(number(row, "growth_pct"), 4) == D("8.3333")
    # the line of 2017 is at 120 ± 2/3; 773/6 over 724/6 and 787/6 over 716/6
    assert round(number(row, "growth_low"), 4) == D("6.7680")
    assert round(number(row, "growth_high"), 4) == D("9.9162")


@pytest.mark.parametrize(
    ("levels", "growth"),
    [
        (("0,5", "0,5", "0,5"), 0),
        (("3", "2", "1"), None),  # to nothing
        (("-200", "-100", "0"), None),  # from nothing
    ],
)
def test_a_line_has_no_growth_from_or_to_nothing(
    levels: tuple[str, ...], growth: int | None
) -> None:
    (row,) = rows(data(*levels), Trend.LINEAR, 2018)
    assert row.cells["reason"] == ""
    if growth is None:
        assert row.cells["growth_pct"] is None
    else:
        assert round(number(row, "growth_pct"), 20) == growth


def test_a_line_that_is_exactly_at_nothing() -> None:
    ((_, view),) = views_of(data("1", "0"))
    levels = LevelsOf(view.latest(), 2015, 2016)

    def line(first: int, last: int) -> Fitted:
        ends = {2015: D(first), 2016: D(last)}
        values = {year: Bounded(end, end, end) for year, end in ends.items()}
        return Fitted(levels, Line(values), exponential=False)

    level = line(1, 0).level(2016)
    assert level
    assert level.point == 0
    for growth in (line(1, 0).growth(2016), line(1, 0).growth(2017), line(0, 1).growth(2016)):
        assert isinstance(growth, Unknown)
        assert growth.reason is Reason.NOT_POSITIVE


@given(st.integers(100, 5000), st.integers(-30, 40), st.integers(3, 8))
def test_every_trend_of_a_constant_growth_goes_on_with_it(
    base: int, percent: int, years: int
) -> None:
    levels = [str(base * (1 + D(percent) / 100) ** n).replace(".", ",") for n in range(years)]
    expected = base * (1 + D(percent) / 100) ** (years + 1)
    for trend in (Trend.LAST, Trend.CAGR, Trend.MEAN, Trend.LEAST_SQUARES):
        found = rows(data(*levels), trend, 2015 + years + 1)
        assert abs(number(found[-1], "value") / expected - 1) < D("1e-30"), trend
        assert abs(number(found[-1], "growth_pct") - percent) < D("1e-30")


def test_the_last_growth_may_be_a_printed_one() -> None:
    of = dataset(series(fact(A, 2019, "2.560"), fact(G, 2019, "14")))
    (row,) = rows(of, Trend.LAST, 2020)
    assert number(row, "value") == D("2918.4")
    assert (row.cells["basis"], row.cells["status"]) == ("implied", "F")


def test_a_path_by_a_printed_rate_has_its_value_within_its_bounds() -> None:
    # The levels leave 2.562 to 2.583 of the printed 2.6; as printed it is 2.55 to 2.65.
    of = dataset(series(fact(A, 2020, "987,3"), fact(A, 2021, "1.012,7"), fact(G, 2021, "2,6")))
    (row,) = rows(of, Trend.LAST, 2022)
    assert number(row, "value") == D("1039.0302")  # 1,012.7 × 1.026
    assert row.cells["value_low"] == D("1012.65") * D("1.0255")
    assert row.cells["value_high"] == D("1012.75") * D("1.0265")


def test_a_window_takes_the_latest_years() -> None:
    (row,) = rows(data("1", "100", "110", "121"), Trend.CAGR, 2019, window=3)
    assert abs(number(row, "growth_pct") - 10) < D("1e-30")
    assert (
        rows(data(*FIVE), Trend.LINEAR, 2020, window=3)[0].cells["value_low"]
        == (rows(data(*FIVE), Trend.LINEAR, 2020, 2017)[0].cells["value_low"])
    )


def test_beside_the_plan_of_the_year_and_on_the_way_to_the_last() -> None:
    found = rows(data("100", "110", plans={2018: "120", 2020: "146,41"}), Trend.CAGR)
    assert [row.cells["year"] for row in found] == [2017, 2018, 2019, 2020]
    # From 110 to 146.41 is a factor of 1.331 in four years.
    way = [number(row, "target") for row in found]
    assert abs(way[0] - 110 * D("1.331") ** D("0.25")) < D("1e-20")
    assert (way[1], way[3]) == (120, D("146.41"))
    assert number(found[1], "gap") == D("133.1") - 120
    assert number(found[1], "plan") == 120


def test_a_range_stays_a_range_on_the_way_and_in_the_gap() -> None:
    (row,) = rows(data("100", "110", plans={2017: "115-125"}), Trend.CAGR)
    cell = row.cells["gap"]
    assert isinstance(cell, Number)
    assert cell.value is None
    # The trend is at 121; rounding widens the difference beyond the ends of the range.
    assert (row.cells["target_low"], row.cells["target_high"]) == (D("114.5"), D("125.5"))
    assert cell.low is not None
    assert cell.high is not None
    assert cell.low < D("121") - D("125.5")
    assert cell.high > D("121") - D("114.5")


@pytest.mark.parametrize(
    ("levels", "trend", "kind", "reason"),
    [
        (("100", "110"), Trend.LINEAR, Kind.LEVEL, "too-few-points"),
        (("1", "", "", "", "2", "", "3"), Trend.LINEAR, Kind.LEVEL, "too-many-gaps"),
        (("1", "-1", "3"), Trend.LEAST_SQUARES, Kind.LEVEL, "not-positive"),
        (("1", "2", "3"), Trend.LEAST_SQUARES, Kind.RATE, "rate-in-points"),
        (("1", "", "3"), Trend.MEAN, Kind.LEVEL, "no-base-year"),
        (("1", "", "3"), Trend.LAST, Kind.LEVEL, "no-base-year"),
        (("100",), Trend.CAGR, Kind.LEVEL, "no-base-year"),
        (("0", "1"), Trend.CAGR, Kind.LEVEL, "zero-base"),
        (("5", "-5"), Trend.LAST, Kind.LEVEL, "negative-base"),
        (("104", "105"), Trend.LAST, Kind.CHAIN_INDEX, "index-has-no-path"),
    ],
)
def test_why_there_is_no_trend(
    levels: tuple[str, ...], trend: Trend, kind: Kind, reason: str
) -> None:
    found = rows(data(*levels, kind=kind), trend, 2024)
    assert [row.cells["reason"] for row in found] == [reason]


def test_a_trend_ends_at_a_break() -> None:
    facts = [fact(A, 2015, "100"), fact(A, 2016, "300", status=Status.BREAK), fact(A, 2017, "310")]
    for trend in (Trend.CAGR, Trend.LINEAR):
        (row,) = rows(dataset(series(*facts)), trend, 2018)
        assert row.cells["reason"] == "series-break"
    (row,) = rows(dataset(series(*facts)), Trend.CAGR, 2018, 2016)
    assert row.cells["reason"] == ""


def test_a_rate_goes_on_in_points() -> None:
    of = data("9,0", "8,0", "6,0", kind=Kind.RATE)
    for trend, points in ((Trend.LAST, "-2"), (Trend.CAGR, "-1.5"), (Trend.MEAN, "-1.5")):
        (row,) = rows(of, trend, 2018)
        assert number(row, "growth_pct") == D(points)
        assert number(row, "value") == 6 + D(points)
    (row,) = rows(of, Trend.LINEAR, 2018)
    assert round(number(row, "growth_pct"), 20) == D("-1.5")
    assert round(number(row, "value"), 4) == D("4.6667")  # 23/3 − 1.5 × 2


def test_the_year_in_which_a_trend_reaches_a_level() -> None:
    (row,) = rows(data("100", "110", "120"), Trend.LINEAR, reach=D(155))
    assert row.cells["year"] == 2021


def test_the_screen_names_the_interval_and_what_it_leaves_out(vpcli: Vpcli) -> None:
    asked = ("projection", "viet-nam-gdp", "--from", "2010", "--to", "2024", "-q")
    shown = vpcli(*asked, "--trend", "linear").out
    assert "95 % prediction interval" in shown
    assert "5,734,600,712,532,417–6,202,320,551,042,325" in shown
    assert "revisions and rounding are not in it" in shown
    plain = vpcli(*asked, "--trend", "mean").out
    assert "prediction interval" not in plain
    assert "no forecast error is in them" in plain
    assert vpcli("projection", "--window", "5").status == 2


def test_an_interval_beyond_all_measure_is_not_told() -> None:
    # Logarithms 0, 13.8, 0: the line is level at 4.6, and 2018 lies 261.7 about it, beyond 1e100.
    (row,) = rows(data("1", "1.000.000", "1"), Trend.LEAST_SQUARES, 2018)
    assert round(number(row, "value"), 6) == 100
    assert (row.cells["predicted_low"], row.cells["predicted_high"]) == (None, None)


def test_a_level_may_be_as_great_as_any_printed_one_and_no_greater() -> None:
    greatest = D(1).scaleb(MAX_EXPONENT + MAX_DIGITS)
    base = Quantity(greatest, greatest, greatest, Basis.IMPLIED)

    def at(percent: int) -> Compounding:
        rate = D(percent)
        return Compounding(base, 2019, Quantity(rate, rate, rate, Basis.IMPLIED), Kind.LEVEL)

    level = at(0).level(2020)
    assert level
    assert level.point == greatest
    beyond = at(1).level(2020)
    assert isinstance(beyond, Unknown)
    assert beyond.reason is Reason.TOO_LARGE
