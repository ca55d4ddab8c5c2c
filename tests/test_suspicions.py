"""Which figures deserve a second look, and which only happen to look like it."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from vpcli.core.reports.check import check
from vpcli.core.reports.findings import Finding, Rule
from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_csv


def found(rule: Rule, text: str) -> list[Finding]:
    findings = [row.finding for row in check(read_csv(text, "f.csv", ReadOptions())).rows]
    return [one for one in findings if one is not None and one.rule is rule]


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        ("100", "30000", True),  # from 300 times on
        ("100", "29999", False),
        ("1", "3000", True),  # to 3000 times
        ("1", "3001", False),
        ("3000", "1", True),
        ("0.5", "500", True),
        ("500", "0.5", True),
        ("-100", "-100000", False),
        ("-100", "100000", False),
        ("0", "1000", False),
        ("1000", "0", False),
        ("100", "90000–110000", False),
    ],
)
def test_a_level_a_thousand_times_the_one_before(first: str, second: str, is_found: bool) -> None:
    text = f"indicator,year,actual\nx,2018,{first}\nx,2019,{second}\n"
    slips = found(Rule.SCALE_SLIP, text)
    assert [(one.fact.year, [fact.year for fact in one.against]) for one in slips] == (
        [(2019, [2018])] if is_found else []
    )


@pytest.mark.parametrize(
    ("level", "is_found"), [("110550", True), ("0.11055", True), ("1105.5", False), ("150", False)]
)
def test_a_level_that_would_agree_a_thousandfold(level: str, is_found: bool) -> None:
    # 100.5 and 10 % make 110.55
    text = f"indicator,year,actual,growth\nx,2018,100.5,\nx,2019,{level},10.0\n"
    slips = [one for one in found(Rule.SCALE_SLIP, text) if one.expected is not None]
    assert ([one.fact.year for one in slips if one.fact.year == 2019] == [2019]) is is_found
    assert all(len(one.against) == 2 for one in slips)


@pytest.mark.parametrize(
    ("rule", "attainment", "growth"),
    [
        (None, "109.9", "-46.2"),
        (Rule.EXCESS_AS_ATTAINMENT, "9.9", "-46.2"),
        (None, "19.9", "-46.2"),
        (Rule.LOST_SIGN, "109.9", "46.2"),
        (None, "109.9", "46.3"),  # from 46.25 on; the levels allow 46.21
    ],
)
def test_what_was_left_out_of_a_rate(rule: Rule | None, attainment: str, growth: str) -> None:
    # 5,380 / 10,000 = 0.538, a fall of 46.2 %; 5,380 / 4,895 = 1.0991
    text = "indicator,year,actual,plan,growth,attainment\nx,2019,10000,,,\n"
    text += f"x,2020,5380,4895,{growth},{attainment}\n"
    named = {one: found(one, text) for one in (Rule.EXCESS_AS_ATTAINMENT, Rule.LOST_SIGN)}
    assert [one for one, slips in named.items() if slips] == ([rule] if rule else [])
    told = [(bool(slip.expected), len(slip.against)) for slips in named.values() for slip in slips]
    assert told == [(True, 2)] * len(told)  # with the two figures that it is held against


def test_a_change_of_a_hundred_points_is_no_index() -> None:
    text = "indicator,kind,unit,year,actual,growth\nx,{},%,2018,5,\nx,{},%,2019,14,109\n"
    assert not found(Rule.INDEX_AS_GROWTH, text.replace("{}", "rate"))
    assert found(
        Rule.INDEX_AS_GROWTH, "indicator,year,actual,growth\nx,2018,100,\nx,2019,109,109\n"
    )


@pytest.mark.parametrize(
    ("rows", "base"),
    [
        ("2015,100,,|2019,150,50,", 2015),
        ("2017,100,,|2019,150,50,", 2017),
        ("2015,100,,|2016,90,,|2019,135,50,", 2016),
        ("2015,100,,|2019,150,50,|2020,160,,", 2015),
        ("2015,100,,|2016,110,10,|2019,165,50,", 2016),
        ("2015,100,,|2018,120,,|2019,150,50,", 2015),  # 25 % on the year before
        ("2015,100,,|2018,100,,|2019,126,26,", None),  # as well on the year before
        ("2015,100,,|2019,150,40,", None),
        ("2015,100,,|2019,,50,", None),
        ("2018,100,,|2019,150,50,", None),
        ("2015,100,,|2019,150,,50", None),  # a plan for the year
    ],
)
def test_a_rate_over_several_years_called_annual(rows: str, base: int | None) -> None:
    lines = "\n".join(f"x,{row}" for row in rows.split("|"))
    text = f"indicator,year,actual,growth,planned_growth\n{lines}\n"
    gaps = found(Rule.GAP_AS_ANNUAL, text)
    if base is None:
        assert not gaps
        return
    (one,) = gaps
    assert (one.fact.year, [fact.year for fact in one.against]) == (2019, [2019, base])
    assert one.expected is not None
    assert one.expected.value == 50
    assert one.operation is not None
    assert set(one.about) == {"x"}


def test_growth_since_a_year_is_no_annual_rate() -> None:
    text = "indicator,year,since,actual,growth\nx,2015,,100,\nx,2019,2015,150,50\n"
    assert not found(Rule.GAP_AS_ANNUAL, text)


@pytest.mark.parametrize(
    ("direction", "figures", "word", "judged"),
    [
        ("up", "100,110,", "Không đạt", "exceeded"),
        ("up", "100,90,", "Đạt", "not-met"),
        ("down", "100,90,", "Không đạt", "exceeded"),
        ("up", ",,105", "Không đạt", "exceeded"),
        ("up", "100,110,", "Vượt", None),
        ("none", "100,110,", "Không đạt", None),
    ],
)
def test_a_verdict_that_the_figures_do_not_give(
    direction: str, figures: str, word: str, judged: str | None
) -> None:
    header = "indicator,direction,year,plan,actual,attainment,verdict\n"
    findings = found(Rule.VERDICT, f"{header}x,{direction},2019,{figures},{word}\n")
    assert [one.word for one in findings] == ([judged] if judged else [])
    assert all(set(one.about) == {"x"} for one in findings)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("t,,9999,|a,t,1234,|b,t,1234,|c,t,7531,", 1),
        ("t,,9999,|a,t,1234,|b,t,1240,1234|c,t,7525,", 0),  # a plan is another figure
        ("t,,9876,|a,t,9876,", 0),  # the total of one part
        ("t,,9999,|a,t,1234,|b,t,..,|c,t,7531,", 0),
    ],
)
def test_a_level_printed_for_two_parts(rows: str, count: int) -> None:
    lines = "\n".join(
        f"{name},{total},2019,{actual},{plan}"
        for name, total, actual, plan in (row.split(",") for row in rows.split("|"))
    )
    text = f"indicator,part_of,year,actual,plan\n{lines}\n"
    assert len(found(Rule.REPEATED_LEVEL, text)) == count


def test_a_level_is_printed_for_two_parts_though_a_range_stands_before_it() -> None:
    text = "indicator,part_of,year,actual\nt,,2019,9999\na,t,2018,90–95\na,t,2019,1234\n"
    (one,) = found(Rule.REPEATED_LEVEL, text + "b,t,2019,1234\nc,t,2019,7531\n")
    assert (one.fact.indicator, one.fact.year) == ("b", 2019)


def test_a_level_that_may_be_zero_is_no_slip() -> None:
    # 100 grown by 0.0 % is 100; what is printed is 0.1 to the nearest 0.2, from 0 to 0.2
    text = "indicator;year;actual;growth\nx;2018;100,0;\nx;2019;0,1;0,0\n"
    options = ReadOptions(precision={"actual": D("0.2")})
    slips = [row.finding for row in check(read_csv(text, "f.csv", options)).rows]
    assert not [one for one in slips if one and one.rule is Rule.SCALE_SLIP and one.expected]
