"""Several sources for one series: which one answers, what it borrows, and whose plan counts."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import dataset, fact, series

from vpcli.core.keys import Key
from vpcli.core.model import Fact, Measure, Source
from vpcli.core.views import View, latest_first, levels_only, notes_of_plans, views_of

A, G, PLAN = Measure.ACTUAL, Measure.GROWTH, Measure.PLAN
PLANNED, ATTAINMENT = Measure.PLANNED_GROWTH, Measure.ATTAINMENT

SOURCES = {
    "old": Source("old", date="2018-06-30"),
    "new": Source("new", date="2019-06-30"),
}


def view_of(*facts: Fact) -> View:
    ((_, view),) = views_of(dataset(series(*facts), sources=SOURCES))
    return view


def point(view: View, measure: Measure, year: int, seen_from: int) -> D | None:
    quantity = view.solution_for(seen_from, A).get(measure, year)
    return quantity.point if quantity else None


def test_the_latest_source_comes_first_and_undated_ones_last() -> None:
    known = {
        "a": Source("a", date="2018"),
        "b": Source("b", date="2019"),
        "c": Source("c"),
        "d": Source("d"),
    }
    printed = [fact(A, 2019, "1", source=source) for source in ("x", "d", "a", "y", "c", "b", "a")]
    # Of the undated ones the last described, and before them the last printed, is the latest.
    assert latest_first(printed, known) == ["b", "a", "y", "x", "d", "c"]


def test_rates_are_left_out_where_only_levels_are_asked_for() -> None:
    of = series(fact(A, 2019, "1"), fact(G, 2019, "5 %"), fact(PLAN, 2019, "2"))
    kept = levels_only(of)
    assert kept == of._replace(facts=(of.facts[0], of.facts[2]))


def test_the_source_that_answers_for_a_year() -> None:
    facts = (
        fact(A, 2017, "70", source="old"),
        fact(PLAN, 2019, "90", source="old"),
        fact(A, 2018, "78", source="new"),
        fact(A, 2017, "71", source="new")._replace(figure=None),
    )
    view = view_of(*facts)
    assert view.source_for(2017, A) == "old"
    assert view.source_for(2018, A) == "new"
    assert view.source_for(2019, A) == "new"  # none prints it: the latest
    assert view.source_for(2019, A, PLAN) == "old"
    assert view.sources_printing(2019, A, PLAN) == ["old"]
    assert [one.year for one in view.facts_behind(2017, A)] == [2017, 2019]
    assert [one.year for one in view.facts_behind(2018, A)] == [2017, 2018]


def test_what_is_borrowed_is_printed_and_nothing_computed_elsewhere() -> None:
    view = view_of(
        fact(A, 2017, "70", source="old"),
        fact(A, 2018, "80", source="old"),
        fact(A, 2018, "77", source="new"),
    )
    assert point(view, A, 2017, seen_from=2018) == 70
    assert point(view, G, 2018, seen_from=2018) == 10  # 77 / 70, and not the 80 / 70 of old
    assert point(view, A, 2018, seen_from=2017) == 80
    assert view.years_known(A) == [2017, 2018]


def test_what_contradicts_itself_is_not_lent() -> None:
    view = view_of(
        fact(A, 2016, "100", source="old"),
        fact(A, 2017, "110", source="old"),
        fact(G, 2017, "50 %", source="old"),
        fact(A, 2018, "120", source="new"),
    )
    assert point(view, A, 2017, seen_from=2018) is None
    assert point(view, A, 2017, seen_from=2017) == 110


def test_a_measure_that_is_neither_printed_nor_usual_is_found_where_it_is_asked_for() -> None:
    data = dataset(series(fact(A, 2018, "50"), fact(A, 2019, "100")))
    for wanted, expected in (((), None), ((Measure.CHANGE,), 50)):
        ((_, view),) = views_of(data, wanted)
        assert point(view, Measure.CHANGE, 2019, seen_from=2019) == expected


def test_growth_over_several_years_is_derived_on_its_base() -> None:
    view = view_of(fact(A, 2017, "100"), fact(A, 2018, "110"), fact(A, 2019, "132"))
    known = view.solution_for(2019, A)
    for since, expected in ((None, 20), (2018, 20), (2017, 32)):
        found = known.derived(G, 2019, since)
        assert found
        assert found.point == expected


TWO_PLANS = (
    fact(A, 2018, "100", source="old"),
    fact(A, 2019, "110", source="old"),
    fact(PLAN, 2019, "100", source="old"),
)


@pytest.mark.parametrize(
    ("later", "plan", "planned", "attainment"),
    [
        ((), "100", "0", "110"),
        ((fact(PLAN, 2019, "88", source="new"),), "88", "-12", "125"),
        ((fact(PLANNED, 2019, "-12 %", source="new"),), "88", "-12", "125"),
        # What the later source says of the result is not of the source of the result.
        (
            (fact(PLAN, 2019, "88", source="new"), fact(ATTAINMENT, 2019, "90 %", source="new")),
            "88",
            "-12",
            "125",
        ),
        # An attainment alone sets no plan.
        ((fact(ATTAINMENT, 2019, "90 %", source="new"),), "100", "0", "110"),
        # Nor does the plan of another year.
        ((fact(PLAN, 2018, "88", source="new"),), "100", "0", "110"),
    ],
)
def test_a_result_is_judged_by_the_latest_plan(
    later: tuple[Fact, ...], plan: str, planned: str, attainment: str
) -> None:
    known = view_of(*TWO_PLANS, *later).judged_for(2019, A)
    found = [known.get(measure, 2019) for measure in (PLAN, PLANNED, ATTAINMENT)]
    assert [quantity and quantity.point for quantity in found] == [
        D(plan),
        D(planned),
        D(attainment),
    ]
    assert known.source == "old"


def test_without_any_plan_there_is_none_to_judge_by() -> None:
    known = view_of(*TWO_PLANS[:2], fact(A, 2018, "101", source="new")).judged_for(2019, A)
    assert known.get(PLAN, 2019) is None
    assert known.source == "old"


def test_a_share_is_looked_up_with_its_total() -> None:
    share = fact(Measure.SHARE, 2019, "40 %")._replace(total="all")
    known = view_of(share, fact(A, 2019, "5")).solution_for(2019, A)
    found = known.get(Measure.SHARE, 2019, "all")
    assert found
    assert found.point == 40
    assert known.get(Measure.SHARE, 2019) is None


def test_a_plan_of_an_earlier_source_than_the_result_does_not_count() -> None:
    view = view_of(
        fact(PLAN, 2019, "100", source="old"),
        fact(A, 2019, "110", source="new"),
        fact(PLAN, 2019, "88", source="new"),
    )
    found = view.judged_for(2019, A).get(PLAN, 2019)
    assert found
    assert found.point == 88


def test_a_rate_is_never_put_to_the_level_of_another_edition() -> None:
    # The report: 17,900 grew by 8.5 % from 16,498 and is 120.5 % of a plan of 14,855. The
    # yearbook has 19,500 for the year; 19,500 / 1.205 = 16,183 is nobody's plan.
    view = view_of(
        fact(A, 2020, "17.900", source="old"),
        fact(G, 2020, "8,5 %", source="old"),
        fact(ATTAINMENT, 2020, "120,5 %", source="old"),
        fact(A, 2020, "19.500", source="new"),
    )
    known = view.latest()
    levels = [known.get(*one) for one in ((A, 2020), (A, 2019), (PLAN, 2020))]
    assert [round(level.point or 0) for level in levels if level] == [19500, 16498, 14855]
    growth, attained = known.get(G, 2020), known.get(ATTAINMENT, 2020)
    assert growth is not None
    assert growth.point == D("8.5")
    assert known.is_beside(growth, A, 2020)
    assert known.is_beside(attained, A, 2020)
    assert not known.is_beside(growth, A, 2019)  # nobody else has a level for 2019
    assert not known.is_beside(known.derived(Measure.CHANGE, 2020), A, 2020)  # not printed
    report = view.solution_for(2020, G)
    assert not report.is_beside(report.get(G, 2020), A, 2020)


@pytest.mark.parametrize(
    ("earlier", "differs"),
    [("95", True), ("105", True), ("101", False), ("99", False), ("khoảng 90", True)],
)
def test_plans_differ_where_their_intervals_are_apart(earlier: str, differs: bool) -> None:
    # 99 and 101 meet 100 at 99.5 and at 100.5.
    view = view_of(
        fact(PLAN, 2019, " 100 ", source="new"),
        fact(PLAN, 2018, "5", source="old"),
        fact(PLAN, 2019, f" {earlier} ", source="old"),
        fact(A, 2019, "5", source="old"),
    )
    notes = notes_of_plans([(view, 2019)])
    fields = {
        "name": view.series.indicator.name,
        "year": 2019,
        "printed": earlier,
        "source": "old",
    }
    assert notes == ([("another-plan", fields)] if differs else [])
    assert notes_of_plans([(view, 2018), (view, 2017)]) == []


def test_a_solution_with_another_plan_is_as_long_as_what_is_in_it() -> None:
    view = view_of(
        fact(A, 2019, "110", source="old"),
        fact(PLAN, 2019, "100", source="old"),
        fact(PLAN, 2019, "88", source="new"),
    )
    judged = view.judged_for(2019, A).solution
    assert judged[Key(PLAN, 2019, "x")].point == 88
    assert len(judged) == len([*judged]) == len(set(judged))
