"""Several plans for one year, plans of several years, and the limits of what counts as met."""

from __future__ import annotations

from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import dataset, fact, series
from conftest import Vpcli
from hypothesis import given
from hypothesis import strategies as st

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Dataset, Direction, Kind, Measure
from vpcli.core.reports.attainment import attainment
from vpcli.core.reports.cells import Number, Tone
from vpcli.core.reports.check import check
from vpcli.core.reports.on_track import progress
from vpcli.core.reports.projection import projection
from vpcli.core.reports.table import Report
from vpcli.readers import ReadOptions, load
from vpcli.readers.delimited import read_csv

ACTUAL, PLAN = Measure.ACTUAL, Measure.PLAN

PRINTED = "4", "2", "3", "2", "2.4", "3", "4.0"

TWO_PLANS = """indicator,unit,year,actual,plan,growth,planned_growth,source,source_date
output,billion VND,2018,100,,,,yearbook,2020-05-01
output,billion VND,2019,110,,,,yearbook,2020-05-01
output,billion VND,2019,,108,,,council,2018-12-10
output,billion VND,2019,,112,,,department,2019-01-15
"""


def shown(report: Report, row: int, *names: str) -> list[str]:
    cells = [report.rows[row].cells[name] for name in names]
    return [
        str(rounded(cell.value, 2))
        if isinstance(cell, Number) and cell.value is not None
        else ""
        if cell is None or isinstance(cell, Number)
        else str(cell)
        for cell in cells
    ]


def read(text: str) -> Dataset:
    return read_csv(text, "f.csv", ReadOptions())


def test_every_plan_of_a_year_has_its_row() -> None:
    report = attainment(read(TWO_PLANS))
    names = ("year", "plan", "attainment_pct", "gap", "planned_growth_pct", "verdict")
    # 110 / 112, 110 / 108; the latest plan first
    assert shown(report, 1, *names) == ["2019", "112.00", "98.21", "-2.00", "12.00", "not-met"]
    assert shown(report, 2, *names) == ["2019", "108.00", "101.85", "2.00", "8.00", "exceeded"]
    assert [row.cells["plan_source"] for row in report.rows] == ["", "department", "council"]
    assert report.rows[2].cells["source"] == "yearbook;council"
    assert "plan_source" in report.screen
    assert report.lead[0][1] == {"good": 1, "judged": 2, "all": 3}


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ("112", "112.0", 1),
        ("112", "111.8", 1),  # prints as 112
        ("112", "111", 2),
        ("110–112", "110–112", 1),
        ("110–112", "111", 2),
        ("below 112", "112", 2),
        ("below 112", "at most 112", 2),  # 112 meets the second alone
        ("below 112", "below 112", 1),
    ],
)
def test_one_plan_printed_twice_is_one(first: str, second: str, rows: int) -> None:
    text = TWO_PLANS.replace(",112,", f",{second},").replace(",108,", f",{first},")
    report = attainment(read(text), 2019)
    assert len(report.rows) == rows
    assert ("plan_source" in report.screen) == (rows > 1)


@pytest.mark.parametrize(("most", "plans"), [(3, ["4", "2", "3"]), (1, ["4", "2", "3", "2.4"])])
def test_of_many_plans_those_printed_alike_are_one(
    monkeypatch: pytest.MonkeyPatch, most: int, plans: list[str]
) -> None:
    monkeypatch.setattr("vpcli.core.reports.attainment._MOST_COMPARED", most)
    rows = [f"a,2019,,{plan},s{n},{2000 - n}" for n, plan in enumerate(PRINTED)]
    header = "indicator,year,actual,plan,source,source_date\na,2019,5,,s,2020\n"
    report = attainment(read(header + "\n".join(rows)))
    found = [row.cells["plan"] for row in report.rows]
    assert [str(one.value) for one in found if isinstance(one, Number)] == plans


def test_plans_set_as_growth_differ_too() -> None:
    text = TWO_PLANS.replace(",108,,,", ",,,8,").replace(",112,,,", ",,,12,")
    report = attainment(read(text), 2019)
    assert shown(report, 0, "plan", "attainment_pct") == ["112.00", "98.21"]
    assert shown(report, 1, "plan", "attainment_pct") == ["108.00", "101.85"]


def test_the_source_of_each_plan_is_named_on_the_screen(vpcli: Vpcli) -> None:
    out = vpcli("attainment", "f.csv", files={"f.csv": TWO_PLANS}, COLUMNS="100").out
    assert "Plan set in" in out
    for line, plan in (("department", "112"), ("council", "108")):
        assert any(line in row and plan in row for row in out.splitlines())


def test_planned_growth_stands_beside_growth_reached() -> None:
    report = attainment(load(["vinh-phuc-2019"], ReadOptions()))
    # 1.1343 / 1.099 = 1.03212
    assert shown(report, 0, "planned_growth_pct", "growth_pct") == ["3.21", "13.43"]
    cell = report.rows[0].cells["planned_growth_pct"]
    assert isinstance(cell, Number)
    assert cell.basis is Basis.IMPLIED
    assert report.screen[-2:] == ("planned_growth_pct", "growth_pct")
    assert "growth_pct" not in attainment(read("indicator,year,actual,plan\na,2019,5,4\n")).screen


def test_the_source_of_a_plan_is_shown_where_any_year_has_several() -> None:
    header = "indicator,year,actual,plan,source,source_date\n"
    two = "a,2018,5,4,first,2019-01\na,2018,,6,second,2020-01\n"
    for rows, shown in (
        (f"{two}b,2018,5,4,first,2019-01\n", True),
        ("b,2018,5,4,first,2019\n", False),
    ):
        assert ("plan_source" in attainment(read(header + rows)).screen) is shown


@pytest.mark.parametrize(
    ("direction", "result", "limit", "expected"),
    [
        (Direction.UP, "97", "98", "not-met"),
        (Direction.UP, "98", "98", "met"),
        (Direction.UP, "101", "98", "exceeded"),
        (Direction.DOWN, "102", "98", "met"),  # 100 / 102 is 98.04 %
        (Direction.DOWN, "103", "98", "not-met"),
    ],
)
def test_what_counts_as_met(direction: Direction, result: str, limit: str, expected: str) -> None:
    one = series(fact(PLAN, 2019, "100"), fact(ACTUAL, 2019, result), direction=direction)
    report = attainment(dataset(one), met_at=D(limit))
    assert [row.cells["verdict"] for row in report.rows] == [expected]
    assert ("met-at", {"limit": D(limit)}) in report.notes


def test_no_limit_makes_a_rate_met() -> None:
    one = series(
        fact(PLAN, 2019, "4,0", unit="%"), fact(ACTUAL, 2019, "3,99", unit="%"), kind=Kind.RATE
    )
    report = attainment(dataset(one), met_at=D(50))
    assert [row.cells["verdict"] for row in report.rows] == ["not-met"]


@pytest.mark.parametrize("planned", ["plan", "planned_growth"])
def test_a_plan_ahead_is_a_target_though_its_result_is_left_blank(planned: str) -> None:
    report = attainment(read(f"indicator,year,actual,{planned}\na,2019,5,4\na,2020,,6\n"))
    assert [row.cells["year"] for row in report.rows] == [2019]
    assert report.notes == [("targets-elsewhere", {"years": [2020]})]


def test_the_way_gone_against_the_time_gone() -> None:
    data = dataset(
        series(fact(ACTUAL, 2020, "100"), fact(ACTUAL, 2023, "130"), fact(PLAN, 2025, "150"))
    )
    report = progress(data)
    names = ("years_gone", "years", "time_gone_pct", "way_gone_pct", "lead_pp", "pace")
    assert shown(report, 0, *names) == ["3", "5", "60.00", "60.00", "0.00", "on-pace"]
    # 1.3^(1/3) and (150 / 130)^(1/2)
    assert shown(report, 0, "growth_pct", "needed_growth_pct") == ["9.14", "7.42"]
    assert report.lead == [("lead.pace", {"good": 1, "judged": 1, "all": 1})]


@pytest.mark.parametrize(
    ("base", "value", "target", "direction", "way", "pace"),
    [
        ("5,0", "3,5", "2,0", Direction.DOWN, "50.00", "behind"),
        ("5,0", "2,9", "2,0", Direction.DOWN, "70.00", "ahead"),
        ("5,0", "5,3", "2,0", Direction.DOWN, "-10.00", "moving-away"),
        ("5,0", "2,0", "2,0", Direction.DOWN, "100.00", "target-met"),
        ("5,0", "1,7", "2,0", Direction.DOWN, "110.00", "target-met"),
        ("50", "53", "56–61", Direction.UP, "50.00", "behind"),
        ("50", "57", "56–61", Direction.UP, "116.67", "target-met"),
        ("5,0", "3,8", "dưới 4,0", Direction.DOWN, "120.00", "target-met"),
        ("5,0", "4,4", "dưới 4,0", Direction.DOWN, "60.00", "on-pace"),
    ],
)
def test_the_pace_of_a_rate(
    base: str, value: str, target: str, direction: Direction, way: str, pace: str
) -> None:
    one = series(
        fact(ACTUAL, 2020, base, unit="%"),
        fact(ACTUAL, 2023, value, unit="%"),
        fact(PLAN, 2025, target, unit="%"),
        kind=Kind.RATE,
        direction=direction,
    )
    report = progress(dataset(one))
    assert shown(report, 0, "way_gone_pct", "pace") == [way, pace]
    assert report.rows[0].cells["growth_unit"] == "pp"


@pytest.mark.parametrize(
    ("levels", "target", "way", "pace"),
    [
        (("100", "110"), "110", "100.00", "target-met"),
        (("100", "111"), "110", "110.00", "target-met"),  # there is no worse side
        (("100", "110"), "trên 110", "100.00", "ahead"),  # the printed end itself is not enough
        (("-2", "-1"), "0–2", "50.00", "ahead"),  # the nearer end is 0
    ],
)
def test_the_pace_where_neither_side_is_better(
    levels: tuple[str, str], target: str, way: str, pace: str
) -> None:
    facts = [fact(ACTUAL, 2015 + at, level, unit="%") for at, level in enumerate(levels)]
    facts += [fact(PLAN, 2025, target, unit="%")]
    of = series(*facts, kind=Kind.RATE, direction=Direction.NONE, unit="%")
    assert shown(progress(dataset(of)), 0, "way_gone_pct", "pace") == [way, pace]


def test_the_pace_is_good_or_bad_news() -> None:
    for value, tone in (("130", Tone.BETTER), ("120", Tone.WORSE)):  # of 150 in three of five years
        levels = (fact(ACTUAL, 2020, "100"), fact(ACTUAL, 2023, value), fact(PLAN, 2025, "150"))
        found = progress(dataset(series(*levels)))
        assert found.rows[0].tones == {"way_gone_pct": tone, "pace": tone}
    (row,) = progress(dataset(series(*levels)), first=2019).rows
    assert (row.cells["reason"], row.tones) == ("no-base-year", {})
    (row,) = progress(dataset(series(fact(PLAN, 2025, "150")))).rows
    assert [row.cells[one] for one in ("year", "base_year", "reason")] == [None, None, "no-actual"]


def test_growth_still_needed_by_a_rate_is_in_points() -> None:
    one = series(
        fact(ACTUAL, 2020, "5,0", unit="%"),
        fact(ACTUAL, 2023, "3,5", unit="%"),
        fact(PLAN, 2025, "2,0", unit="%"),
        kind=Kind.RATE,
        direction=Direction.DOWN,
    )
    report = progress(dataset(one))
    assert shown(report, 0, "growth_pct", "needed_growth_pct") == ["-0.50", "-0.75"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([fact(ACTUAL, 2020, "100")], "no-plan"),
        ([fact(PLAN, 2025, "100")], "no-actual"),
        ([fact(ACTUAL, 2020, "100"), fact(PLAN, 2025, "120")], "one-year-only"),
        (
            [fact(ACTUAL, 2020, "9"), fact(ACTUAL, 2021, "8"), fact(PLAN, 2025, "9")],
            "nothing-required",
        ),
        (
            [fact(ACTUAL, 2020, "9–10"), fact(ACTUAL, 2021, "8"), fact(PLAN, 2025, "9")],
            "not-a-single-value",
        ),
    ],
)
def test_why_there_is_no_share_of_the_way(facts: list, reason: str) -> None:  # type: ignore[type-arg] # facts of any kind
    report = progress(dataset(series(*facts)))
    assert shown(report, 0, "way_gone_pct", "pace", "reason") == ["", "", reason]


def test_base_and_last_year_can_be_chosen() -> None:
    one = series(
        *(
            fact(ACTUAL, year, str(level))
            for year, level in ((2018, 50), (2020, 100), (2021, 110), (2022, 130))
        ),
        fact(PLAN, 2025, "150"),
    )
    report = progress(dataset(one), 2020, 2021)
    names = ("base_year", "year", "time_gone_pct", "way_gone_pct")
    assert shown(report, 0, *names) == ["2020", "2021", "20.00", "20.00"]


LEVELS = st.integers(1, 9999)


@given(LEVELS, LEVELS, LEVELS)
def test_the_interval_of_the_way_holds_every_true_value(base: int, value: int, target: int) -> None:
    one = series(
        fact(ACTUAL, 2020, str(base)), fact(ACTUAL, 2021, str(value)), fact(PLAN, 2025, str(target))
    )
    cells = progress(dataset(one)).rows[0].cells
    low, high = cells["way_gone_low"], cells["way_gone_high"]
    if low is None or high is None:
        assert abs(base - target) <= 1
        return
    assert isinstance(low, D)
    assert isinstance(high, D)
    half = Fraction(1, 2)
    for y in (value - half, value + half):
        for b in (base - half, base + half):
            for k in (target - half, target + half):
                assert Fraction(low) <= 100 * (y - b) / (k - b) <= Fraction(high)


@pytest.mark.parametrize(
    ("actual", "plan", "low", "high"),
    [
        ("8.1", "7–8", "0.1", "1.1"),
        ("9150", "9000–9200", "-50", "150"),
        ("61–62", "60–62", "-1", "2"),
        ("6", "7–8", "-2", "-1"),
    ],
)
def test_the_gap_to_a_range_is_that_to_its_printed_ends(
    actual: str, plan: str, low: str, high: str
) -> None:
    text = f"indicator,year,actual,plan\na,2019,{actual},{plan}\n"
    gap = attainment(read(text)).rows[0].cells["gap"]
    assert isinstance(gap, Number)
    assert gap.face == (D(low), D(high))
    assert gap.low is not None
    assert gap.high is not None
    assert gap.low < D(low) < D(high) < gap.high


@pytest.mark.parametrize(("lang", "shown"), [("en", "−50 to +150"), ("vi", "−50 đến +150")])
def test_a_range_with_signs_has_them_on_both_ends(vpcli: Vpcli, lang: str, shown: str) -> None:
    typed = ("--value", "2022=9.150", "--plan", "2022=9.000-9.200", "--numbers", "vi")
    assert shown in vpcli("attainment", *typed, "--lang", lang).out


def test_the_change_to_a_range_is_that_to_its_printed_ends(vpcli: Vpcli) -> None:
    data = {"f.csv": "indicator,year,actual,plan\na,2022,5000,\na,2023,,5300–5600\n"}
    assert "+300 to +600" in vpcli("projection", "f.csv", files=data).out
    explained = vpcli("explain", "a", "2023", "planned-change", "--data", "f.csv", files=data).out
    assert "5,300–5,600 − 5,000 = +300 to +600" in explained


OF_ONE_LATER = """indicator,unit,year,actual,plan,source,source_date
xk,triệu USD,2022,9150,9000,hdnd,2021-12-10
xk,triệu USD,2022,,9300,bo,2021-12-20
xk,triệu USD,2023,,10000,hdnd,2021-12-10
xk,triệu USD,2023,,10400,bo,2021-12-20
"""


@pytest.mark.parametrize("date", ["2021-12-20", "2021-12-10"])
def test_the_plan_of_the_latest_source_is_used_everywhere(vpcli: Vpcli, date: str) -> None:
    files = {"f.csv": OF_ONE_LATER.replace("2021-12-20", date)}
    annex = vpcli("summary", "f.csv", "--csv", files=files).out.splitlines()[1].split(",")
    assert {"9300", "10400", "not-met"} < set(annex)
    assert shown(attainment(read(files["f.csv"])), 0, "plan", "verdict") == ["9300.00", "not-met"]
    explained = vpcli("explain", "xk", "2022", "gap", "--data", "f.csv", files=files).out
    assert "9,150 − 9,300 = −150" in explained
    for command, others in (("summary", ("9000", "10000")), ("projection", ("10000",))):
        for lang, said in (("en", "another plan, {}, stands in hdnd"), ("vi", "khác là {}")):
            out = " ".join(vpcli(command, "f.csv", "--lang", lang, files=files).out.split())
            assert all(said.format(other) in out for other in others)


def test_a_rate_without_a_direction_says_why_it_is_not_judged() -> None:
    report = attainment(read("indicator,unit,year,actual,plan\na,%,2022,1.5,1.6\n"))
    assert shown(report, 0, "verdict", "reason") == ["", "no-direction"]


def test_plans_of_two_authorities_of_one_date_do_not_disagree() -> None:
    text = OF_ONE_LATER.replace("2021-12-20", "2021-12-10")
    assert not check(read(text)).rows
    assert check(read(text.replace(",,9300", ",9200,9300"))).failed  # two results do


@pytest.mark.parametrize(
    ("plan", "ends"),
    [("7–8", ("7", "8")), ("below 8", ("", "8")), ("above 7", ("7", "")), ("8", ("", ""))],
)
def test_the_printed_ends_of_a_planned_range_have_columns(
    vpcli: Vpcli, plan: str, ends: tuple[str, str]
) -> None:
    files = {"f.csv": f"indicator,year,actual,plan\na,2019,8.1,{plan}\n"}
    out = vpcli("attainment", "f.csv", "--csv", "-c", "plan_from,plan_to", files=files).out
    assert out == f"plan_from,plan_to\n{ends[0]},{ends[1]}\n"


def test_a_plan_left_blank_is_no_target() -> None:
    blank = fact(PLAN, 2021, "110")._replace(figure=None)
    for printed, year in (((), 2022), ((fact(PLAN, 2020, "110"),), 2020)):
        of = dataset(series(fact(ACTUAL, 2019, "100"), *printed, blank))
        assert [row.cells["year"] for row in projection(of).rows] == [year]


def test_the_ends_of_a_planned_range_are_single_numbers() -> None:
    (row,) = attainment(read("indicator,year,actual,plan\nx,2019,11,10–12\n")).rows
    ends = [row.cells[name] for name in ("plan_from", "plan_to")]
    assert [
        (end.value, end.low, end.high, end.face) for end in ends if isinstance(end, Number)
    ] == [(10, None, None, None), (12, None, None, None)]


def test_the_plan_beside_an_attainment_is_that_of_the_source_that_printed_it() -> None:
    text = """indicator,year,actual,plan,attainment,source,source_date
x,2019,,100,105,report,2019-12
x,2019,,120,,council,2020-03
x,2018,90,,,yearbook,2020-06
"""
    report = attainment(read(text), 2019, 2019)
    found = [shown(report, row, "plan", "attainment_pct", "basis") for row in range(2)]
    # 105 is 87.5 % of what another source planned.
    assert found == [["120.00", "87.50", "implied"], ["100.00", "105.00", "published"]]
