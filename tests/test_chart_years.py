"""Charts over the years: all results and plans, verdicts, and the ways to a target.

What is drawn is checked against numbers worked out by hand: 110 is 10 % above 100, and 10 % a
year lead from 110 in 2019 over 121 to 133.1 in 2021.
"""

from __future__ import annotations

from decimal import Decimal as D
from itertools import pairwise

import pytest
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.model import Dataset
from vpcli.core.measures.trends import Trend
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.chart import Chart, charts_of, limit_of
from vpcli.core.reports.lines import Line, Role
from vpcli.core.reports.on_track import progress
from vpcli.core.reports.projected_path import Asked, path
from vpcli.core.reports.projection import projection
from vpcli.core.reports.table import Report, Shape
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv
from vpcli.writers.axis import Axis, ticks
from vpcli.writers.glyphs import Grid
from vpcli.writers.widths import width_of, wrapped

TEN_PER_CENT = """indicator,unit,year,actual,plan
a,million USD,2018,100,105
a,million USD,2019,110,108
a,million USD,2021,,133.1
"""
FALLING = """indicator,unit,year,actual,plan,kind,direction
poverty,%,2019,5.2,5.5,rate,down
poverty,%,2020,4.8,4.5,rate,down
accidents,people,2019,390,380,level,down
accidents,people,2020,300,360,level,down
"""


def data(text: str) -> Dataset:
    return read_csv(text, "f.csv", ReadOptions())


def over_years(report: Report) -> Chart:
    return next(one for one in charts_of(report) if one.shape is Shape.PATH)


def lines(report: Report) -> dict[Role, Line]:
    (panel,) = over_years(report).panels
    return {line.role: line for line in panel.lines}


def levels(line: Line) -> list[tuple[int, str]]:
    return [
        (point.year, f"{point.value.value.normalize():f}")
        for point in line.points
        if point.value and point.value.value is not None
    ]


@pytest.mark.parametrize("make", [projection, progress])
def test_all_results_and_plans_and_both_ways_to_the_target(make: object) -> None:
    found = lines(make(data(TEN_PER_CENT)))  # type: ignore[operator]
    assert levels(found[Role.RESULT]) == [(2018, "100"), (2019, "110")]
    assert levels(found[Role.PLAN]) == [(2018, "105"), (2019, "108"), (2021, "133.1")]
    assert [one.verdict for one in found[Role.RESULT].points] == ["not-met", "exceeded"]
    assert [one.is_missed for one in found[Role.RESULT].points] == [True, False]
    straight, required = found[Role.STRAIGHT], found[Role.REQUIRED]
    assert levels(straight) == [(2018, "100"), (2021, "133.1")]
    assert straight.rate
    assert straight.rate.value
    assert round(straight.rate.value, 4) == D("11.0333")  # 33.1 in three years
    assert [year for year, _ in levels(required)] == [2019, 2020, 2021]
    assert round(D(levels(required)[1][1]), 6) == 121
    assert required.rate
    assert required.rate.value
    assert round(required.rate.value, 6) == 10


def test_years_left_out_of_the_table_are_drawn() -> None:
    report = attainment(data(TEN_PER_CENT), 2019, 2019)
    assert [row.cells["year"] for row in report.rows] == [2019]
    found = lines(report)
    assert levels(found[Role.RESULT])[0] == (2018, "100")
    assert {*found} == {Role.RESULT, Role.PLAN}  # no way is asked for


def test_a_path_has_the_past_before_it_and_the_band_of_a_trend() -> None:
    report = path(
        load(["viet-nam-gdp"], ReadOptions()),
        2014,
        Asked({}, until=2025, trends=(Trend.LEAST_SQUARES,)),
    )
    found = lines(report)
    assert [year for year, _ in levels(found[Role.RESULT])] == [*range(1984, 2024)]
    assert all(one.interval for one in found[Role.AHEAD].points[1:])
    assert Role.REQUIRED not in found  # there is no target


def test_a_target_typed_is_led_to_once() -> None:
    report = path(data(TEN_PER_CENT), None, Asked({}, target=D("133.1"), by=2021))
    (panel,) = over_years(report).panels
    (required,) = (line for line in panel.lines if line.role is Role.REQUIRED)
    assert required.name == "target"
    assert required.rate
    assert required.rate.value
    assert round(required.rate.value, 6) == 10


def test_a_rate_is_led_to_in_points() -> None:
    text = FALLING + "poverty,%,2022,,3.8,rate,down\n"
    chart = over_years(projection(data(text)))
    found = {line.role: line for line in chart.panels[0].lines}
    assert found[Role.REQUIRED].rate
    assert found[Role.REQUIRED].rate.value == D("-0.5")  # from 4.8 to 3.8 in two years
    assert levels(found[Role.REQUIRED]) == [(2020, "4.8"), (2021, "4.3"), (2022, "3.8")]


def test_a_line_is_broken_at_a_gap_and_a_break() -> None:
    text = "indicator,unit,year,actual,plan,status\n" + "".join(
        f"a,m,{year},{year},9,{status}\n"
        for year, status in ((2015, ""), (2016, ""), (2018, ""), (2019, "B"), (2020, ""))
    )
    points = lines(attainment(data(text)))[Role.RESULT].points
    assert [one.year for one in points if one.is_joined] == [2016, 2020]


def test_no_way_leads_across_a_break_or_from_below_zero() -> None:
    text = "indicator,unit,year,actual,plan,status\na,m,2018,5,4,\na,m,2019,6,4,B\na,m,2021,,9,\n"
    found = lines(projection(data(text)))
    assert Role.STRAIGHT not in found
    assert Role.REQUIRED in found
    text = "indicator,unit,year,actual,plan\na,m,2018,-5,4\na,m,2019,-6,4\na,m,2021,,9\n"
    found = lines(projection(data(text)))
    assert levels(found[Role.STRAIGHT]) == [(2018, "-5"), (2021, "9")]
    assert Role.REQUIRED not in found


def test_a_planned_range_and_a_bound_have_no_single_value() -> None:
    text = "indicator,unit,year,actual,plan\na,%,2019,6.5,6.6–6.8\na,%,2020,6.4,trên 6\n"
    plan = lines(attainment(data(text)))[Role.PLAN]
    assert [one.value for one in plan.points] == [None, None]
    assert [one.interval and one.interval.face for one in plan.points] == [
        (D("6.6"), D("6.8")),
        (D(6), D("Infinity")),
    ]


def test_without_results_or_plans_nothing_is_drawn_over_the_years() -> None:
    for text in ("a,m,2019,,9\na,m,2020,,8\n", "a,m,2019,9,\na,m,2020,8,\n", "a,m,2019,9,8\n"):
        report = attainment(data("indicator,unit,year,actual,plan\n" + text))
        assert all(chart.shape is Shape.BARS for chart in charts_of(report))


def test_bars_of_attainment_begin_at_the_plan_and_rates_at_their_own() -> None:
    report = attainment(data(FALLING), met_at=D(98), fail_under=D(80))
    whole, points, _ = charts_of(report)
    assert whole.picture.origin == 100
    assert [panel.row.cells["indicator"] for panel in whole.panels] == ["accidents"] * 2
    assert [panel.row.cells["indicator"] for panel in points.panels] == ["poverty"] * 2
    assert points.picture.origin == 0
    # Of what should be less, 98 % is met at 100 / 0.98 = 102.04 % of the plan.
    met_at, fail_under = (limit_of(one, whole.panels[0]).up for one in whole.picture.limits)
    assert round(met_at, 2) == D("102.04")
    assert fail_under == 125


def test_a_terminal_says_verdicts_limits_and_that_less_is_better(vpcli: Vpcli) -> None:
    command = ("attainment", "f.csv", "--met-at", "98", "--chart", "-q")
    out = vpcli(*command, files={"f.csv": FALLING}, COLUMNS="80").out
    bars = [line for line in out.splitlines() if "%  " in line]
    assert [line.split("%  ")[1] for line in bars] == ["not met", "exceeded"]
    assert bars[0].index("│") < bars[0].index("█")
    assert bars[1].index("█") < bars[1].index("│")
    assert "│ 100 % of the plan" in out
    assert "┊ counted as met from 98 % (less is better: 102.04 %)" in out
    assert "poverty (less is better)" in out
    assert "−0.3 pp  exceeded" in out
    assert "○ plan not met" in out


def test_bars_too_long_say_that_they_go_on_and_keep_their_number(vpcli: Vpcli) -> None:
    text = "indicator,unit,year,actual,plan\na,m,2019,400,100\na,m,2020,101,100\na,m,2021,1,100\n"
    out = vpcli("attainment", "f.csv", "--chart", "-q", files={"f.csv": text}, COLUMNS="80").out
    lines = [line for line in out.splitlines() if "%  " in line]
    assert ["▸" in line for line in lines] == [True, False, False]
    assert ["◂" in line for line in lines] == [False, False, True]
    assert "400.0 %" in lines[0]
    assert "▸ goes on beyond what is drawn" in out


def test_a_small_bar_is_not_covered_by_a_limit(vpcli: Vpcli) -> None:
    text = "indicator,unit,year,actual,plan\na,m,2019,97.9,100\na,m,2020,150,100\n"
    command = ("attainment", "f.csv", "--met-at", "98", "--chart", "-q")
    out = vpcli(*command, files={"f.csv": text}, COLUMNS="80").out
    (line,) = (one for one in out.splitlines() if "%  not met" in one)
    assert line.index("█") < line.index("│")


def test_time_gone_against_way_gone(vpcli: Vpcli) -> None:
    out = vpcli(
        "attainment", "f.csv", "--progress", "--chart", "-q", files={"f.csv": TEN_PER_CENT}
    ).out
    # 10 of 33.1 in one of three years
    assert "a  2018–2021  Way gone   │" in out
    assert "30.2 %  behind" in out
    assert "33.3 %" in out
    assert "┊ 100 %: the target" in out
    assert "· Straight way to the target  +11.03 a year" in out
    assert "- Required path to the target  +10.0 % a year" in out


def test_of_many_years_the_chief_numbers_are_told(vpcli: Vpcli) -> None:
    rows = "".join(f"a,m,{year},{100 + year % 10},105\n" for year in range(1992, 2022))
    text = "indicator,unit,year,actual,plan\n" + rows
    out = vpcli("attainment", "f.csv", "--chart", "-q", files={"f.csv": text}, COLUMNS="80").out
    assert "● Actual  101 2021  highest 109 1999  lowest 100 2000" in out
    # Three decades of ten years, of which five end in 5 to 9
    assert "plans met: 15 of 30; not met: 1992, 1993, 1994, 2000," in out


_levels = st.decimals(D("-1e15"), D("1e15"), places=3)


@given(_levels, _levels, st.integers(2, 8))
def test_ticks_are_round_and_hold_what_is_drawn(one: D, other: D, most: int) -> None:
    low, high = sorted((one, other))
    made = ticks(low, high, most)
    assert made[0] <= low <= high <= made[-1]
    assert 2 <= len(made) <= most + 1
    steps = {after - before for before, after in pairwise(made)}
    (step,) = steps
    assert step.normalize().as_tuple().digits in ((1,), (2,), (5,))
    if low < high:
        assert made[0] + step > low
        assert made[-1] - step < high


def test_a_level_alone_is_in_the_middle_of_its_axis() -> None:
    assert ticks(D(100), D(100), 6) == [90, 95, 100, 105, 110]
    assert ticks(D(0), D(0), 5)[0] == 0


def test_long_values_leave_a_power_of_ten_out_that_has_a_name() -> None:
    axis = Axis.of([D("5.8e15"), D("6.7e15")], 6, [3, 6, 9, 12])
    assert [axis.label(tick, "en") for tick in axis.ticks] == [
        "5,800",
        "6,000",
        "6,200",
        "6,400",
        "6,600",
        "6,800",
    ]
    assert Axis.of([D("244794"), D("215811")], 6, [3]).power == 0
    assert Axis.of([D("1e15"), D("2e15")], 6).power == 0


@given(st.text(alphabet="abcđ 工", max_size=60), st.integers(2, 12))
def test_wrapped_lines_are_no_wider_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_band_is_filled_and_covers_nothing() -> None:
    grid = Grid(5, 5)
    grid.mark(0, 2, "a")
    grid.trail((0, 2), (4, 2), ".")
    grid.fill((0, 2, 2), (4, 0, 4), "░")
    assert grid.lines() == ["   ░░", "  ░░░", "a...░", "  ░░░", "   ░░"]


def test_what_is_ahead_is_held_against_the_target(vpcli: Vpcli) -> None:
    command = ("projection", "f.csv", "--growth", "5%", "--to", "2021", "--chart", "-q")
    out = vpcli(*command, files={"f.csv": TEN_PER_CENT}, COLUMNS="100").out
    # 110 · 1.05² = 121.275, which is 11.825 below 133.1
    assert "▲ growth  +5.00 % a year  2019 110  2020 115.50 f  2021 121.28 f" in out
    assert "Against the target: −11.83 f" in out


def test_a_level_to_reach_lies_across(vpcli: Vpcli) -> None:
    command = ("projection", "f.csv", "--growth", "10%", "--reach", "120", "--chart", "-q")
    out = vpcli(*command, files={"f.csv": TEN_PER_CENT}, COLUMNS="80").out
    assert "┄ the level to reach: 120" in out
    assert "2020 121" in out
    (across,) = (line for line in out.splitlines() if "┄ ┄ ┄" in line)
    assert across.startswith("120 │")
