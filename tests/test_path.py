"""Paths to a target, the year a level is reached, and whether an indicator is on track."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import dataset, fact, series
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.assess import assess, ratio
from vpcli.core.averages import NoAnswer
from vpcli.core.course import Compounding, Stepwise
from vpcli.core.model import Direction, Kind, Measure, Status
from vpcli.core.path import Asked, path
from vpcli.core.projection import exact
from vpcli.core.report import Number, Report, Tone
from vpcli.core.solve import Basis, Quantity

A, PLAN = Measure.ACTUAL, Measure.PLAN
BASE = dataset(series(fact(A, 2019, "2.560")))


def levels(report: Report) -> dict[int, D]:
    found = {}
    for row in report.rows:
        cell, year = row.cells["value"], row.cells["year"]
        assert isinstance(year, int)
        if isinstance(cell, Number) and cell.value is not None:
            found[year] = cell.value
    return found


def test_a_hundred_at_eight_per_cent_for_five_years() -> None:
    data = dataset(series(fact(A, 2020, "100")))
    found = levels(path(data, None, Asked({"growth": D(8)}, until=2025)))
    assert list(found) == [2021, 2022, 2023, 2024, 2025]
    assert round(found[2025], 2) == D("146.93")  # 1.08⁵


def test_the_year_in_which_a_level_is_reached() -> None:
    report = path(BASE, None, Asked({"growth": D(15)}, reach=D(4000)))
    assert list(levels(report)) == [2023]  # 2560 × 1.15³ is 3893
    never = path(BASE, None, Asked({"growth": D(0)}, reach=D(4000)))
    assert never.rows[0].cells["reason"] == "never-reached"
    down = path(BASE, None, Asked({"fall": D(-10)}, reach=D(2000)))
    assert list(levels(down)) == [2022]  # 2560 × 0.9² is 2074


def test_what_a_target_asks_a_year() -> None:
    report = path(BASE, None, Asked({}, target=D(4000), by=2023))
    rate = report.rows[0].cells["growth_pct"]
    assert isinstance(rate, Number)
    assert rate.value is not None
    assert round(rate.value, 2) == D("11.80")  # (4000 / 2560) ^ (1/4)
    assert levels(report)[2023] == 4000


@given(st.integers(100, 99_999), st.integers(100, 99_999), st.integers(1, 12))
def test_growing_at_what_a_target_asks_lands_on_it(base: int, target: int, years: int) -> None:
    data = dataset(series(fact(A, 2000, str(base))))
    report = path(data, None, Asked({}, target=D(target), by=2000 + years))
    rate = report.rows[0].cells["growth_pct"]
    assert isinstance(rate, Number)
    assert rate.value is not None
    again = levels(path(data, None, Asked({"x": rate.value}, until=2000 + years)))
    assert abs(again[2000 + years] - target) < D("1e-50")


def test_the_bounds_of_a_path_are_those_of_its_base() -> None:
    data = dataset(series(fact(A, 2020, "100")))
    (row,) = path(data, None, Asked({"x": D(10)}, until=2021)).rows
    assert (row.cells["value_low"], row.cells["value_high"]) == (D("109.45"), D("110.55"))


def test_a_rate_moves_in_points() -> None:
    data = dataset(series(fact(A, 2020, "4,8", unit="%"), kind=Kind.RATE, unit="%"))
    found = levels(path(data, None, Asked({"fall": D("-1.1")}, until=2022)))
    assert found == {2021: D("3.7"), 2022: D("2.6")}
    report = path(data, None, Asked({}, target=D("2.4"), by=2024))
    rate = report.rows[0].cells["growth_pct"]
    assert isinstance(rate, Number)
    assert rate.value == D("-0.6")


def test_scenarios_and_the_printed_planned_growth(vpcli: Vpcli) -> None:
    asked = ("projection", "-i", "exports", "--csv", "-q", "-c", "scenario,year,value,gap")
    ran = vpcli(*asked, "--scenario", "low=6%", "--scenario", "high=10", "--to", "2020")
    assert ran.out.splitlines()[1:] == ["low,2020,2713.6,-231.4", "high,2020,2816,-129"]
    ran = vpcli(*asked, "--reach", "4000")
    assert ran.out.splitlines()[1].startswith("planned,2023,")


def quantity(point: str | None, low: str | None, high: str | None) -> Quantity:
    return Quantity(*(end if end is None else D(end) for end in (point, low, high)), Basis.COMPUTED)


def told(found: Quantity) -> tuple[D | None, D | None, D | None]:
    return found.point, found.low, found.high


HUNDRED = quantity("100", "99", "101")


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (("10", "0", "20"), ("121", "99", "145.44")),  # 101 × 1.2²
        (("10", None, None), ("121", "119.79", "122.21")),  # without bounds it is exact
        (("10", "0", None), ("121", "119.79", "122.21")),
        ((None, "0", "20"), (None, "99", "145.44")),
        ((None, "0", None), (None, "99", None)),
        ((None, None, "20"), (None, None, "145.44")),
        (("-100", "-150", "-50"), ("0", "0", "25.25")),  # no more than everything is lost
    ],
)
def test_bounds_of_a_level_after_two_years(
    rate: tuple[str | None, ...], expected: tuple[str | None, ...]
) -> None:
    found = Compounding(HUNDRED, 2019, quantity(*rate), Kind.LEVEL).level(2021)
    assert told(found) == told(quantity(*expected))
    assert (found.status, found.basis) == (Status.FORECAST, Basis.COMPUTED)


def test_bounds_of_a_rate_after_two_years() -> None:
    course = Compounding(HUNDRED, 2019, quantity("-5", "-6", "-4"), Kind.RATE)
    assert told(course.level(2021)) == (90, 87, 93)
    assert told(course.level(2019)) == told(HUNDRED)
    assert course.growth(2021) is course.rate
    assert course.predicted(2021) is None


def test_through_levels_set_for_certain_years() -> None:
    levels = {2019: HUNDRED, 2021: exact(D(121)), 2024: exact(D(242))}
    course = Stepwise(levels, Kind.LEVEL)
    for year, rate, level in (
        (2020, "10.000000", "110.000000"),
        (2021, "10.000000", "121.000000"),
        (2022, "25.992105", "152.450447"),  # 2 ^ (1/3) is 1.25992105
        (2024, "25.992105", "242.000000"),
    ):
        growth = course.growth(year)
        assert growth
        assert growth.point is not None
        reached = course.level(year).point
        assert reached is not None
        assert (round(growth.point, 6), round(reached, 6)) == (D(rate), D(level))
    assert course.level(2021) is levels[2021]
    assert course.predicted(2020) is None
    for year in (2018, 2025):
        with pytest.raises(NoAnswer) as stop:
            course.growth(year)
        assert stop.value.reason == "no-plan"
    points = Stepwise({2019: exact(D(5)), 2021: exact(D(3))}, Kind.RATE)
    assert told(points.level(2020)) == (4, 4, 4)


@pytest.mark.parametrize(
    ("facts", "kind", "reason"),
    [
        ([fact(PLAN, 2020, "5")], Kind.LEVEL, "no-base-year"),
        ([fact(A, 2019, "-5")], Kind.LEVEL, "negative-base"),
        ([fact(A, 2019, "0")], Kind.LEVEL, "zero-base"),
        ([fact(A, 2019, "104")], Kind.CHAIN_INDEX, "index-has-no-path"),
    ],
)
def test_why_there_is_no_path(facts: list, kind: Kind, reason: str) -> None:
    report = path(dataset(series(*facts, kind=kind)), None, Asked({"x": D(5)}, until=2021))
    assert [row.cells["reason"] for row in report.rows] == [reason]


def test_a_target_in_the_past_or_below_zero_asks_nothing() -> None:
    for asked, reason in (
        (Asked({}, target=D(4000), by=2019), "target-not-ahead"),
        (Asked({}, target=D(-1), by=2023), "negative-target"),
        (Asked({"x": D(5)}, until=2019), "target-not-ahead"),
        (Asked({}, reach=D(5)), "no-planned-growth"),
    ):
        assert path(BASE, None, asked).rows[0].cells["reason"] == reason


def progress(*facts, direction: Direction = Direction.UP, **asked: object) -> tuple[str, D | None]:
    data = dataset(series(*facts, direction=direction))
    (row,) = assess(data, **asked).rows
    cell = row.cells["ratio"]
    return str(row.cells["progress"] or row.cells["reason"]), cell.value if isinstance(
        cell, Number
    ) else None


def test_the_worked_example_of_the_method() -> None:
    judged, ratio = progress(
        fact(A, 2015, "14,5"),
        fact(A, 2023, "10,4"),
        fact(PLAN, 2030, "7,25"),
        direction=Direction.DOWN,
    )
    assert judged == "acceleration-needed"
    assert ratio is not None
    assert abs(ratio - D("0.9010899546976208")) < D("1e-15")


@pytest.mark.parametrize(
    ("latest", "target", "judged"),
    [
        ("150", "140", "target-met"),
        ("122", "150", "on-track"),  # ln 1.22 / ln 1.5 is half the way and half the time
        ("115", "150", "acceleration-needed"),
        ("105", "150", "limited-progress"),
        ("95", "150", "moving-away"),
        ("120", "100", "target-met"),
        ("95", "100", "nothing-required"),
        ("5", "-3", "target-met"),
    ],
)
def test_every_judgement_of_progress(latest: str, target: str, judged: str) -> None:
    facts = (fact(A, 2010, "100"), fact(A, 2015, latest), fact(PLAN, 2020, target))
    assert progress(*facts)[0] == judged


@pytest.mark.parametrize(
    ("latest", "judged"),
    [
        ("130", "clear-progress"),
        ("102", "moderate-progress"),
        ("98", "moderate-decline"),
        ("80", "clear-decline"),
    ],
)
def test_without_a_target_the_growth_is_judged(latest: str, judged: str) -> None:
    assert progress(fact(A, 2010, "100"), fact(A, 2015, latest))[0] == judged


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([fact(A, 2010, "0"), fact(A, 2015, "5")], "zero-base"),
        ([fact(A, 2010, "-5"), fact(A, 2015, "5")], "sign-change"),
        ([fact(A, 2010, "-5"), fact(A, 2015, "-4")], "not-positive"),
        ([fact(A, 2010, "5")], "one-year-only"),
        ([fact(PLAN, 2010, "5")], "no-actual"),
    ],
)
def test_why_there_is_no_judgement(facts: list, reason: str) -> None:
    assert progress(*facts) == (reason, None)


@pytest.mark.parametrize(
    ("required", "bounds"),
    [
        (("0.5", "0.4", "0.6"), ("1.5", "2.75")),  # 0.9 / 0.6 and 1.1 / 0.4
        (("-0.5", "-0.6", "-0.4"), ("1.5", "2.75")),
        (("0.5", "0", "1"), (None, None)),
        (("-0.5", "-1", "0"), (None, None)),
        (("0.5", "-0.1", "1.1"), (None, None)),
    ],
)
def test_a_ratio_has_bounds_unless_nothing_may_be_required(
    required: tuple[str, str, str], bounds: tuple[str | None, str | None]
) -> None:
    reached = Quantity(D(1), D("0.9"), D("1.1"), Basis.COMPUTED)
    found = ratio(reached, Quantity(*map(D, required), Basis.COMPUTED), Direction.UP)
    assert found is not None
    assert found.point == 2
    assert (found.low, found.high) == tuple(end and D(end) for end in bounds)


def test_a_target_without_its_year_is_none() -> None:
    data = dataset(series(fact(A, 2010, "100"), fact(A, 2015, "122")))
    for asked in ({"target": D(150)}, {"by": 2020}):
        assert assess(data, **asked).rows[0].cells["target_year"] is None


@pytest.mark.parametrize(
    ("latest", "target", "tone"),
    [
        ("150", "140", Tone.BETTER),
        ("122", "150", Tone.BETTER),
        ("115", "150", None),
        ("105", "150", None),
        ("95", "150", Tone.WORSE),
        ("130", None, Tone.BETTER),
        ("102", None, Tone.BETTER),
        ("98", None, Tone.WORSE),
        ("80", None, Tone.WORSE),
    ],
)
def test_a_judgement_is_good_or_bad_news(
    latest: str, target: str | None, tone: Tone | None
) -> None:
    planned = [fact(PLAN, 2020, target)] if target else []
    data = dataset(series(fact(A, 2010, "100"), fact(A, 2015, latest), *planned))
    found = assess(data).rows[0].tones
    assert found == ({"progress": tone, "ratio": tone} if tone else {})


@pytest.mark.parametrize(
    "arguments",
    [
        ("--target", "4000"),
        ("--target", "much", "--by", "2023"),
        ("--scenario", "low"),
        ("--growth", "x"),
    ],
)
def test_what_is_typed_wrongly(vpcli: Vpcli, arguments: tuple[str, ...]) -> None:
    assert vpcli("projection", *arguments).status == 2


def test_a_level_that_could_be_four_or_four_thousand_is_asked_about(vpcli: Vpcli) -> None:
    ran = vpcli("projection", "-q", "-i", "exports", "--target", "4.000", "--by", "2023")
    assert (ran.out, ran.status) == ("", 2)
    assert '"4.000" can be read in two ways' in ran.err
    assert "--numbers vi" in ran.err
