"""Paths to a target, the year a level is reached, and whether an indicator is on track."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import dataset, fact, series
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Dataset, Direction, Fact, Kind, Measure, Source, Status
from vpcli.core.measures.trends import Compounding, Stepwise, Trend
from vpcli.core.reports.cells import Number, Tone
from vpcli.core.reports.explain import explain
from vpcli.core.reports.on_track import assess, ratio
from vpcli.core.reports.projected_path import Asked, path
from vpcli.core.reports.table import Picture, Report, Shape
from vpcli.core.solver.quantity import Quantity, Unknown, exact

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
    beyond = path(BASE, None, Asked({"growth": D(1000000)}, reach=D("1e200")))
    assert beyond.rows[0].cells["reason"] == "never-reached"  # beyond all measure before it
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
        for found in (course.growth(year), course.level(year)):
            assert isinstance(found, Unknown)
            assert found.reason is Reason.NO_PLAN
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


@pytest.mark.parametrize(
    ("latest", "target", "direction", "progress", "reason"),
    [
        # 101.505 / 100.5 is 1 % exactly, the threshold, and 101.515 / 99.5 is 2.03 %.
        ("101.51", "", Direction.UP, "clear-progress", ""),
        ("101.50", "", Direction.UP, "clear-progress", "rounding-undecided"),
        ("101.51", "", Direction.DOWN, "clear-decline", "rounding-undecided"),
        ("105", "", Direction.DOWN, "clear-decline", ""),
        # Of 10 and 12 the ratio to half of that way may be 9.5 / 14.7; but the target is met.
        ("120", "120", Direction.UP, "target-met", ""),
    ],
)
def test_what_rounding_leaves_open_of_a_judgement(
    latest: str, target: str, direction: Direction, progress: str, reason: str
) -> None:
    places = ("100", latest) if latest != "120" else ("10", "12")
    facts = [fact(A, 2018 + at, text.replace(".", ",")) for at, text in enumerate(places)]
    facts += [fact(PLAN, 2020, "12")] if target else []
    (row,) = assess(dataset(series(*facts, direction=direction))).rows
    assert (row.cells["progress"], row.cells["reason"]) == (progress, reason)


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


def cells(report: Report, *columns: str) -> list[tuple[object, ...]]:
    """The cells of some columns; of numbers the value, rounded to six decimals."""
    return [
        tuple(
            round(cell.value, 6)
            if isinstance(cell := row.cells[column], Number) and cell.value is not None
            else cell
            for column in columns
        )
        for row in report.rows
    ]


def test_what_is_said_beside_a_path() -> None:
    plain = path(BASE, None, Asked({"x": D(5)}))
    assert list(plain.notes) == [("path", {})]
    data = dataset(series(*(fact(A, year, str(year)) for year in range(2015, 2020))))
    fitted = path(data, None, Asked({}, trends=(Trend.LINEAR,)))
    assert list(fitted.notes) == [("path-fitted", {"level": 95})]
    for report in (plain, fitted):
        assert report.command == "path"
        assert report.headings == {"predicted": ("heading.predicted", {"level": 95})}
        assert report.explained == "value"  # a blank level has a reason
        assert report.picture
        # One line for each scenario from the base on, with its growth and its interval.
        assert report.picture._replace(course=None) == Picture(
            Shape.PATH,
            ("value",),
            name="scenario",
            start=("base_year", "base"),
            interval="predicted",
            rate="growth_pct",
            gap="gap",
        )


def test_how_far_a_path_goes() -> None:
    def years(data: Dataset, asked: Asked) -> dict[object, list[object]]:
        found: dict[object, list[object]] = {}
        for name, year in cells(path(data, None, asked), "scenario", "year"):
            found.setdefault(name, []).append(year)
        return found

    both = years(BASE, Asked({"x": D(5)}, until=2021, target=D(4000), by=2023))
    assert both == {"x": [2020, 2021], "target": [2020, 2021, 2022, 2023]}
    assert years(BASE, Asked({"x": D(5)})) == {"x": [2020]}
    assert years(BASE, Asked({"x": D(5)}, by=2021)) == {"x": [2020, 2021]}
    planned = dataset(series(fact(A, 2019, "100"), fact(PLAN, 2022, "133,1")))
    assert years(planned, Asked({"x": D(5)})) == {"x": [2020]}
    thought = planned._replace(scenarios={"high": {"x": {2021: D(121), 2024: D(242)}}})
    for until, last in ((None, 2024), (2022, 2022), (2030, 2024)):
        found = years(thought, Asked({}, until=until, plans=("high",)))
        assert found == {"high": list(range(2020, last + 1))}


def test_a_planned_average_is_followed_to_its_year() -> None:
    average = fact(Measure.PLANNED_AVERAGE_GROWTH, 2022, "10 %")._replace(since=2019)
    past = fact(Measure.PLANNED_AVERAGE_GROWTH, 2019, "5 %")._replace(since=2015)
    data = dataset(series(fact(A, 2019, "100"), past, average))
    found = cells(path(data, None, Asked({})), "scenario", "year", "growth_pct", "value")
    assert found == [
        ("planned", 2020, 10, 110),
        ("planned", 2021, 10, 121),
        ("planned", 2022, 10, D("133.1")),
    ]
    only = path(dataset(series(fact(A, 2019, "100"), past)), None, Asked({}))
    assert cells(only, "scenario", "year", "reason") == [("planned", 2020, "no-planned-growth")]


@pytest.mark.parametrize(
    ("growth", "level", "year"),
    [
        (10, "100", 2019),
        (10, "110", 2020),
        (10, "110.1", 2021),
        (-10, "90", 2020),
        (0, "101", None),
    ],
)
def test_a_level_is_reached_where_the_path_is_at_it(
    growth: int, level: str, year: int | None
) -> None:
    data = dataset(series(fact(A, 2019, "100")))
    report = path(data, None, Asked({"x": D(growth)}, reach=D(level)))
    reason = "" if year else "never-reached"
    assert cells(report, "scenario", "year", "reason", "growth_pct") == [
        ("x", year or 2019, reason, growth)
    ]


def test_what_takes_more_than_five_hundred_years_is_not_reached() -> None:
    data = dataset(series(fact(A, 2019, "0", unit="%"), kind=Kind.RATE, unit="%"))
    for level, year, reason in (("500", 2519, ""), ("501", 2019, "never-reached")):
        report = path(data, None, Asked({"x": D(1)}, reach=D(level)))
        assert cells(report, "year", "reason") == [(year, reason)]


def test_a_range_of_growth_reaches_no_level_in_any_one_year() -> None:
    data = dataset(series(fact(A, 2019, "100"), fact(Measure.PLANNED_GROWTH, 2020, "8-10 %")))
    report = path(data, None, Asked({}, reach=D(150)))
    assert cells(report, "scenario", "year", "reason", "basis", "growth_low") == [
        ("planned", 2020, "not-a-single-value", "", D("7.5"))
    ]


def test_a_year_that_is_not_ahead_is_answered_with_its_scenario() -> None:
    report = path(BASE, None, Asked({"x": D(5)}, until=2018))
    names = ("scenario", "year", "growth_pct", "value", "basis", "reason")
    assert cells(report, *names) == [("x", 2018, 5, None, "", "target-not-ahead")]
    index = dataset(series(fact(A, 2019, "104"), kind=Kind.CHAIN_INDEX))
    report = path(index, None, Asked({"x": D(5)}))
    assert cells(report, "scenario", "year", "reason") == [("", 2019, "index-has-no-path")]


def test_the_way_to_a_target_beside_a_scenario() -> None:
    data = dataset(series(fact(A, 2019, "100,0")))
    asked = Asked({"x": D(5)}, until=2022, target=D(121), by=2021)
    found = cells(path(data, None, asked), "scenario", "year", "value", "target", "gap")
    assert found == [
        ("x", 2020, 105, 110, -5),
        ("x", 2021, D("110.25"), 121, D("-10.75")),
        ("x", 2022, D("115.7625"), None, None),
        ("target", 2020, 110, None, None),  # it is the way itself
        ("target", 2021, 121, None, None),
    ]
    points = dataset(series(fact(A, 2019, "5", unit="%"), kind=Kind.RATE, unit="%"))
    asked = Asked({"x": D(1)}, until=2020, target=D(3), by=2021)
    assert cells(path(points, None, asked), "value", "target")[0] == (6, 4)


def test_another_base_year_and_what_was_printed_then() -> None:
    data = dataset(series(fact(A, 2018, "80,5"), fact(A, 2019, "100"), fact(PLAN, 2020, "108,25")))
    (row,) = path(data, 2018, Asked({"x": D(10)})).rows
    assert [row.cells[name] for name in ("base_year", "year")] == [2018, 2019]
    numbers = [row.cells[name] for name in ("base", "value")]
    assert [(one.value, one.decimals) for one in numbers if isinstance(one, Number)] == [
        (D("80.5"), 1),
        (D("88.55"), 3),
    ]
    (row,) = path(data, None, Asked({"x": D(10)})).rows
    plan, gap = row.cells["plan"], row.cells["gap"]
    assert isinstance(plan, Number)
    assert isinstance(gap, Number)
    assert (plan.value, plan.decimals, gap.value, gap.decimals) == (D("108.25"), 2, D("1.75"), 2)


def test_every_figure_is_from_the_source_that_prints_it() -> None:
    facts = (
        fact(A, 2018, "90", source="a"),
        fact(A, 2019, "100", source="a"),
        fact(PLAN, 2020, "120", source="b"),
        fact(Measure.PLANNED_GROWTH, 2021, "5 %", source="c"),
        fact(A, 2018, "80", source="c"),
    )
    dates = {"a": "2020", "b": "2021", "c": "2022"}
    sources = {id_: Source(id_, date=date) for id_, date in dates.items()}
    data = dataset(series(*facts), sources=sources)
    report = path(data, None, Asked({"x": D(10)}))
    assert cells(report, "value", "plan", "source") == [(110, 120, "a;b")]
    # 100 is 11.1 % above the 90 of the same source, and not 25 % above the 80 of the latest.
    report = path(data, None, Asked({}, until=2020, trends=(Trend.LAST,)))
    assert cells(report, "growth_pct", "source") == [(D("11.111111"), "a;b")]
    grown = (
        fact(A, 2019, "100", source="a"),
        fact(Measure.PLANNED_GROWTH, 2020, "5 %", source="c"),
    )
    report = path(dataset(series(*grown), sources=sources), None, Asked({}))
    assert cells(report, "value", "source") == [(105, "a;c")]


def test_a_prediction_interval_is_told_instead_of_the_bounds_of_rounding() -> None:
    data = dataset(
        series(*(fact(A, 2015 + n, text) for n, text in enumerate(("1,5", "2,5", "4,5"))))
    )
    (row,) = path(data, None, Asked({}, until=2018, trends=(Trend.LINEAR,))).rows
    value, predicted = row.cells["value"], row.cells["predicted"]
    assert isinstance(value, Number)
    assert isinstance(predicted, Number)
    assert not value.shows_bounds
    assert (predicted.low, predicted.high) == (
        row.cells["predicted_low"],
        row.cells["predicted_high"],
    )
    assert predicted.value is None
    assert predicted.decimals == value.decimals
    (row,) = path(data, None, Asked({}, until=2018, trends=(Trend.CAGR,))).rows
    value = row.cells["value"]
    assert isinstance(value, Number)
    assert value.shows_bounds
    assert row.cells["predicted"] is None


@pytest.mark.parametrize(
    ("measure", "year", "since"),
    [(Measure.PLANNED_GROWTH, 2020, None), (Measure.PLANNED_AVERAGE_GROWTH, 2021, 2019)],
)
def test_the_growth_planned_is_that_of_the_latest_source_to_plan(
    measure: Measure, year: int, since: int | None
) -> None:
    def planned(growth: str, source: str) -> Fact:
        return fact(measure, year, growth, source=source)._replace(since=since)

    # The plan of the second source is not what its growth makes of 100; the last has no plan.
    facts = [
        planned("15", "first"),
        fact(A, 2019, "100", source="second"),
        fact(PLAN, year, "999", source="second"),
        planned("20", "second"),
        fact(A, 2019, "100", source="third"),
    ]
    sources = {
        id_: Source(id_, date=date)
        for id_, date in zip(("first", "second", "third"), ("2018", "2019", "2020"), strict=True)
    }
    of = dataset(series(*facts), sources=sources)
    assert levels(path(of, None, Asked({})))[2020] == 120
    (tree,) = explain(of, 2020, Measure.PROJECTED).trees or ()
    assert tree.value.value == 120


def test_a_target_in_the_year_of_the_base_is_not_ahead() -> None:
    for by in (2018, 2019):
        report = path(BASE, None, Asked({}, target=D(4000), by=by))
        (row,) = report.rows
        assert (row.cells["reason"], row.cells["growth_pct"]) == ("target-not-ahead", None)
    assert levels(path(BASE, None, Asked({}, target=D(4000), by=2020))) == {2020: D(4000)}


@pytest.mark.parametrize(
    ("latest", "judged"),
    [("109", "target-met"), ("108,9", "on-track"), ("113", "target-met")],
)
def test_a_target_implied_as_a_range_is_met_at_its_end(latest: str, judged: str) -> None:
    # 10 to 12 more than 100 are 99.5 + 9.5 = 109.0 to 100.5 + 12.5 = 113.0
    change = fact(Measure.PLANNED_CHANGE, 2017, "10–12")._replace(since=2015)
    assert progress(fact(A, 2015, "100"), fact(A, 2016, latest), change)[0] == judged


def test_a_scenario_that_the_data_do_not_have_leads_nowhere() -> None:
    for scenarios in ({}, {"low": {}}, {"low": {"x": {2018: D(1), 2019: D(2)}}}):
        of = BASE._replace(scenarios=scenarios)
        (row,) = path(of, None, Asked({}, plans=("low",))).rows
        assert row.cells["reason"] == "no-plan"  # nothing is set after the base


def test_a_level_set_for_the_base_year_does_not_replace_the_base() -> None:
    of = BASE._replace(scenarios={"low": {"x": {2019: D(1), 2021: D("3097.6")}}})
    found = levels(path(of, None, Asked({}, plans=("low",), until=2021)))
    assert found == {2020: D(2816), 2021: D("3097.6")}  # 2560 × 1.1 and × 1.21


def test_why_there_is_no_path_is_said_without_a_scenario() -> None:
    (row,) = path(dataset(series(fact(PLAN, 2020, "5"))), None, Asked({"x": D(5)})).rows
    assert (row.cells["scenario"], row.cells["reason"]) == ("", "no-base-year")
    assert (row.cells["base_year"], row.cells["year"]) == (None, None)


def test_a_path_names_the_source_of_the_growth_it_goes_on_with() -> None:
    facts = (
        fact(A, 2019, "100", source="book"),
        fact(Measure.PLANNED_GROWTH, 2020, "5", source="plan"),
    )
    sources = {id_: Source(id_, date="2019") for id_ in ("book", "plan")}
    rows = path(dataset(series(*facts), sources=sources), None, Asked({}, until=2021)).rows
    assert [row.cells["source"] for row in rows] == ["book;plan", "book;plan"]


def test_the_gap_of_a_path_has_the_decimals_of_the_finest_level() -> None:
    # The base is 9 × 1.05 = 9.4500, of five digits; the level 10.395 less 11 is −0.6050.
    facts = fact(A, 2018, "9"), fact(Measure.GROWTH, 2019, "5"), fact(PLAN, 2020, "11")
    (row,) = path(dataset(series(*facts)), None, Asked({"x": D(10)})).rows
    gap, level = row.cells["gap"], row.cells["value"]
    assert isinstance(gap, Number)
    assert isinstance(level, Number)
    assert (gap.value, gap.decimals, level.decimals) == (D("-0.605"), 4, 3)


def test_the_plan_beside_a_path_is_that_of_the_latest_source_to_set_one() -> None:
    facts = [
        fact(PLAN, 2020, "105", source="first"),
        fact(A, 2019, "100", source="second"),
        fact(PLAN, 2020, "110", source="second"),
        fact(Measure.PLANNED_GROWTH, 2020, "20", source="second"),  # a contradiction
        fact(A, 2019, "100", source="third"),
    ]
    dates = {"first": "2018", "second": "2019", "third": "2020"}
    sources = {id_: Source(id_, date=date) for id_, date in dates.items()}
    (row,) = path(dataset(series(*facts), sources=sources), None, Asked({"x": D(5)})).rows
    plan = row.cells["plan"]
    assert isinstance(plan, Number)
    assert plan.value == 110


def test_a_level_that_the_base_is_at_is_reached_there_with_the_growth_ahead() -> None:
    of = BASE._replace(scenarios={"low": {"x": {2021: D("3097.6")}}})  # 2560 × 1.1²
    (row,) = path(of, None, Asked({}, plans=("low",), reach=D(2560))).rows
    rate = row.cells["growth_pct"]
    assert isinstance(rate, Number)
    assert rate.value is not None
    assert (row.cells["year"], round(rate.value, 20)) == (2019, 10)


def test_a_level_that_is_never_reached_is_not_predicted() -> None:
    of = dataset(series(*(fact(A, 2015 + at, text) for at, text in enumerate(("1", "2", "3")))))
    asked = Asked({}, trends=(Trend.LINEAR,), reach=D(4000))
    (row,) = path(of, None, asked).rows
    assert row.cells["reason"] == "never-reached"
    assert (row.cells["value"], row.cells["predicted"]) == (None, None)


def test_a_range_is_no_base() -> None:
    (row,) = path(dataset(series(fact(A, 2019, "90–110"))), None, Asked({"x": D(5)})).rows
    assert row.cells["reason"] == "no-base-year"


def test_the_last_growth_is_that_of_the_edition_that_knows_the_base() -> None:
    facts = [fact(A, 2018, "100", source="old"), fact(A, 2019, "110", source="old")]
    facts += [fact(Measure.GROWTH, 2019, "7", source="new"), fact(A, 2015, "90", source="late")]
    dates = {"old": "2020", "new": "2021", "late": "2022"}
    sources = {id_: Source(id_, date=date) for id_, date in dates.items()}
    of = dataset(series(*facts), sources=sources)
    found = levels(path(of, None, Asked({}, trends=(Trend.LAST,))))
    # 110 × 1.1; the 7 % of an edition that prints no level are not known to be of this base.
    assert found == {2020: D(121)}
