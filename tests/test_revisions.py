"""Editions: what a later one changed, and which edition is asked for."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest
from build import dataset, fact, series
from conftest import Vpcli

from vpcli.core.facts.model import Fact, Measure, Source
from vpcli.core.reports.cells import Number
from vpcli.core.reports.check import check
from vpcli.core.reports.revision_table import revision_table
from vpcli.core.solver.editions import Editions
from vpcli.readers import ReadOptions
from vpcli.readers.delimited import read_csv

EDITIONS = """indicator,unit,year,actual,growth,source,source_date
gdp,tỷ đồng,2016,100,,first,2018-06
gdp,tỷ đồng,2017,110,,first,2018-06
gdp,tỷ đồng,2018,121,,first,2018-06
gdp,tỷ đồng,2016,100,,second,2019-06-30
gdp,tỷ đồng,2017,125,,second,2019-06-30
gdp,tỷ đồng,2018,130,,second,2019-06-30
gdp,tỷ đồng,2019,140,,second,2019-06-30
gdp,tỷ đồng,2018,130,,third,2020
gdp,tỷ đồng,2019,150,,third,2020
"""


def test_every_figure_that_moved_with_the_growth_it_moved() -> None:
    report = revision_table(read_csv(EDITIONS, "gdp.csv", ReadOptions()))
    found = [
        (
            row.cells["year"],
            row.cells["measure"],
            *(
                cell.value
                for name in ("earlier", "later")
                if isinstance(cell := row.cells[name], Number)
            ),
            row.cells["growth_moved"],
            row.cells["earlier_edition"],
            row.cells["later_edition"],
        )
        for row in report.rows
        if row.cells["measure"] == "actual"
    ]
    assert found == [
        (2017, "actual", D(110), D(125), "2017, 2018", "2018-06", "2019-06-30"),
        (2018, "actual", D(121), D(130), "2018", "2018-06", "2019-06-30"),
        (2019, "actual", D(140), D(150), "2019", "2019-06-30", "2020"),
    ]
    moved = [(row.cells["year"]) for row in report.rows if row.cells["measure"] == "growth"]
    assert moved == [2017, 2018, 2019]  # 10 to 25 %, 10 to 4 %, 7.7 to 15.4 %
    percent = report.rows[0].cells["revision_pct"]
    assert isinstance(percent, Number)
    assert percent.value is not None
    assert round(percent.value, 2) == D("13.64")


def test_an_edition_is_chosen_by_source_or_by_date(vpcli: Vpcli) -> None:
    def level(*arguments: str) -> str:
        asked = ("--from", "2018", "--to", "2018", "--csv", "-c", "value")
        ran = vpcli("growth", "gdp.csv", *asked, *arguments, files={"gdp.csv": EDITIONS})
        return ran.out.splitlines()[1]

    assert level() == "130"
    assert level("--source", "first") == "121"
    assert level("--as-of", "2018") == "121"
    assert level("--as-of", "2019-01-01") == "121"
    assert level("--as-of", "2019-06") == "130"


def test_nothing_revised_is_said(vpcli: Vpcli) -> None:
    ran = vpcli("check", "vinh-phuc-2019", "--revisions", "-q")
    assert ran.status == 0
    assert "No figure was changed" in ran.out


def test_a_date_is_asked_for_as_a_date(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "--as-of", "31/02/2020")
    assert ran.status == 2
    assert "2020-01-20" in ran.err


def test_a_precision_is_asked_for_as_a_column_and_a_number(vpcli: Vpcli) -> None:
    ran = vpcli("growth", "--precision", "actual")
    assert ran.status == 2
    assert "actual=0.001" in ran.err


def test_check_and_the_table_count_the_same_revisions(vpcli: Vpcli) -> None:
    for data in ("vinh-phuc-grdp", "gdp.csv"):
        files = {"gdp.csv": EDITIONS}
        said = [
            re.search(pattern, vpcli("check", data, "-q", *more, files=files).out)
            for pattern, more in (
                (r"edition to the next: (\d+)", ()),
                (r"later edition\s+changed: (\d+)", ("--revisions",)),
            )
        ]
        counts = [found[1] for found in said if found]
        assert len(counts) == 2
        assert counts[0] == counts[1]


PLAN = Measure.PLAN


@pytest.mark.parametrize(
    ("other", "authorities"),
    [
        (fact(PLAN, 2020, "100"), {""}),
        (fact(PLAN, 2020, "101"), {""}),  # 100.5 may be meant by both
        (fact(PLAN, 2020, "99"), {""}),
        (fact(PLAN, 2020, "102"), {"", "b"}),
        (fact(PLAN, 2020, "98"), {"", "b"}),
        (fact(PLAN, 2020, "102")._replace(figure=None), {""}),
        (fact(PLAN, 2021, "102"), {""}),
        (fact(Measure.ACTUAL, 2020, "102"), {""}),  # a result stands beside its plan
    ],
)
def test_sources_of_one_date_are_one_edition_and_plans_that_differ_are_of_two_authorities(
    other: Fact, authorities: set[str]
) -> None:
    of = dataset(series(fact(PLAN, 2020, "100", source="a"), other._replace(source="b")))
    sources = {id_: Source(id_, date="2020-01-20") for id_ in ("a", "b")}
    (group,) = of.groups()
    for dated in (sources, dict(reversed(sources.items()))):
        (edition,) = Editions(group, dated).listed
        assert {fact.plan_by for fact in edition.facts} == authorities
        assert not edition.system.conflicts


@pytest.mark.parametrize("one_source", [False, True])
def test_all_sources_are_one_edition_where_that_is_asked_for(one_source: bool) -> None:
    of = read_csv(EDITIONS, "gdp.csv", ReadOptions())
    (group,) = of.groups()
    listed = Editions(group, of.sources, one_source=one_source).listed
    dates = [edition.when for edition in listed]
    assert dates == ([""] if one_source else ["2020", "2019-06-30", "2018-06"])
    assert sum(len(edition.facts) for edition in listed) == 9
    assert any(edition.system.conflicts for edition in listed) is one_source


HEADER = "indicator,part_of,year,actual,growth,attainment,source,source_date\n"
FIRST, SECOND = "first,2018-06", "second,2019-06"


def table(rows: str, first: int | None = None, last: int | None = None) -> tuple[object, ...]:
    """How many printed figures were changed, and the figures of the table."""
    report = revision_table(read_csv(HEADER + rows, "f.csv", ReadOptions()), first, last)
    ((code, fields),) = report.lead
    moved = [
        (row.cells["indicator"], row.cells["year"], row.cells["measure"]) for row in report.rows
    ]
    return code, fields["count"], moved


def test_a_figure_that_a_loose_word_covers_is_not_changed() -> None:
    # nearly 120 may be 112
    rows = f"x,,2018,nearly 120,,,{FIRST}\nx,,2018,112,,,{SECOND}\n"
    assert table(rows) == ("lead.nothing-moved", 0, [])


def test_a_rate_that_only_a_later_edition_prints_moves_though_no_figure_was_changed() -> None:
    rows = f"x,,2017,100,,,{FIRST}\nx,,2018,110,,,{FIRST}\nx,,2018,,50,,{SECOND}\n"
    assert table(rows) == ("lead.moved", 0, [("x", 2018, "growth")])


def test_changes_are_of_the_years_asked_for() -> None:
    rows = "".join(
        f"x,,{year},{level},,,{source}\n"
        for source, levels in ((FIRST, ("100", "200")), (SECOND, ("110", "220")))
        for year, level in zip((2016, 2018), levels, strict=True)
    )
    both = [("x", 2016, "actual"), ("x", 2018, "actual")]
    assert table(rows) == ("lead.moved", 2, both)
    assert table(rows, 2017) == table(rows, 2018) == ("lead.moved", 1, both[1:])
    assert table(rows, None, 2017) == table(rows, None, 2016) == ("lead.moved", 1, both[:1])
    assert table(rows, 2017, 2017) == ("lead.nothing-moved", 0, [])


def test_only_the_figures_of_an_indicator_are_its_changes_and_no_attainment_is() -> None:
    rows = f"""t,,2018,300,,90,{FIRST}
a,t,2018,100,,,{FIRST}
b,t,2018,200,,,{FIRST}
t,,2018,310,,95,{SECOND}
a,t,2018,110,,,{SECOND}
b,t,2018,200,,,{SECOND}
"""
    changed = [("t", 2018, "actual"), ("t", 2018, "plan"), ("a", 2018, "actual")]
    # 300 / 0.9 = 333 was planned, then 310 / 0.95 = 326
    code, count, moved = table(rows)
    assert (code, count) == ("lead.moved", 3)
    assert moved == changed


def test_changes_of_a_series_that_is_not_shown_are_not_told() -> None:
    rows = f"t,,2018,300,,,{FIRST}\na,t,2018,100,,,{FIRST}\nt,,2018,310,,,{SECOND}\n"
    of = read_csv(HEADER + rows + f"a,t,2018,110,,,{SECOND}\n", "f.csv", ReadOptions())
    for shown in ("t", "a"):
        chosen = tuple(one for one in of.series if one.indicator.id == shown)
        rest = tuple(one for one in of.series if one.indicator.id != shown)
        table = revision_table(of._replace(series=chosen, hidden=rest))
        assert [row.cells["indicator"] for row in table.rows] == [shown]


def test_figures_are_held_against_the_next_edition_to_know_them_and_told_by_year() -> None:
    rows = f"x,,2018,100,,,{FIRST}\nx,,2016,50,,,{SECOND}\n"
    rows += "x,,2016,60,,,third,2020\nx,,2018,120,,,third,2020\n"
    found = check(read_csv(HEADER + rows, "f.csv", ReadOptions())).rows
    assert [(row.cells["source"], row.cells["year"]) for row in found] == [
        ("second", 2016),
        ("first", 2018),
    ]
    assert {row.cells["finding"] for row in found} == {"revision"}


def test_a_figure_without_a_source_comes_before_every_edition() -> None:
    rows = f"x,,2018,100,,,,\nx,,2018,120,,,{SECOND}\n"
    (row,) = check(read_csv(HEADER + rows, "f.csv", ReadOptions())).rows
    assert (row.cells["rule"], row.cells["value"]) == ("undated-edition", D(100))
