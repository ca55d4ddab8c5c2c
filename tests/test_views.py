"""Several sources for one series: which one answers, what it borrows, and whose plan counts."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from build import dataset, fact, series

from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Fact, Measure, Source, Status
from vpcli.core.solver.quantity import Found
from vpcli.core.solver.series_in_editions import Known, View, notes_of_plans, views_of

A, G, PLAN = Measure.ACTUAL, Measure.GROWTH, Measure.PLAN
PLANNED, ATTAINMENT = Measure.PLANNED_GROWTH, Measure.ATTAINMENT

SOURCES = {
    "old": Source("old", date="2018-06-30"),
    "new": Source("new", date="2019-06-30"),
}


def view_of(*facts: Fact, link: bool = False) -> View:
    ((_, view),) = views_of(dataset(series(*facts), sources=SOURCES), link=link)
    return view


def said(found: Found) -> D | Reason | None:
    """The value, or why there is none."""
    return found.point if found else found.reason


def seen(view: View, measure: Measure, year: int, seen_from: int) -> D | Reason | None:
    return said(view.answering(seen_from, A).get(measure, year))


def source_of(known: Known) -> str:
    (source,) = known.edition.sources
    return source


def test_editions_come_latest_first_and_the_undated_last_as_one() -> None:
    known = {
        "a": Source("a", date="2018"),
        "b": Source("b", date="2019"),
        "c": Source("c"),
        "d": Source("d", date="2018"),
    }
    printed = [fact(A, 2019, "1", source=source) for source in ("x", "d", "a", "c", "b", "a")]
    ((_, view),) = views_of(dataset(series(*printed), sources=known))
    assert [(one.when, one.sources) for one in view.editions.listed] == [
        ("2019", {"b"}),
        ("2018", {"a", "d"}),
        ("", {"c", "x"}),
    ]
    for one in view.editions.listed:
        assert all(view.editions.edition_of(printed) is one for printed in one.facts)


def test_the_edition_that_answers_for_a_year() -> None:
    view = view_of(
        fact(A, 2017, "70", source="old"),
        fact(PLAN, 2019, "90", source="old"),
        fact(A, 2018, "78", source="new"),
        fact(A, 2017, "71", source="new")._replace(figure=None),
    )
    assert source_of(view.answering(2017, A)) == "old"
    assert source_of(view.answering(2018, A)) == "new"
    assert source_of(view.answering(2019, A)) == "new"  # none knows it: the latest
    assert source_of(view.answering(2019, A, PLAN)) == "old"
    assert [plan.edition.when for plan in view.plans(2019, PLAN)] == ["2018-06-30"]
    assert view.years_known(A) == [2017, 2018]
    assert view.years_known(PLAN) == [2019]


def test_a_level_that_is_printed_answers_before_one_that_is_implied() -> None:
    view = view_of(
        fact(A, 2017, "70", source="old"),
        fact(A, 2018, "78", source="new"),
        fact(G, 2018, "4 %", source="new"),
    )
    assert source_of(view.answering(2017, A)) == "old"
    assert source_of(view.answering(2018, A)) == "new"
    assert source_of(view.answering(2018, G)) == "new"


@pytest.mark.parametrize(
    ("revised", "agree"), [("80", True), ("80,4", True), ("81", True), ("82", False), ("77", False)]
)
def test_levels_are_joined_across_editions_only_where_these_agree(
    revised: str, agree: bool
) -> None:
    # 80 is 79.5 to 80.5; they meet at 80.5, and not at 81.5.
    view = view_of(
        fact(A, 2017, "70", source="old"),
        fact(A, 2018, "80", source="old"),
        fact(A, 2018, revised, source="new"),
        fact(A, 2019, "88", source="new"),
    )
    new, old = view.editions.listed
    assert view.editions.agree("x", new, old) is agree
    assert view.editions.agree("x", old, new) is agree
    assert view.editions.agree("x", old, old) is True
    assert seen(view, A, 2017, seen_from=2019) == (70 if agree else Reason.OTHER_EDITION)
    assert seen(view, A, 2018, seen_from=2017) == 80
    assert seen(view, A, 2019, seen_from=2017) == (88 if agree else Reason.OTHER_EDITION)
    growth = view.spanning(2017, 2019).get(G, 2019, since=2017)
    assert bool(growth) is agree
    assert agree or said(growth) is Reason.OTHER_EDITION


def test_editions_that_never_speak_of_one_year_are_not_known_to_agree() -> None:
    view = view_of(
        fact(A, 2018, "80", source="old"),
        fact(A, 2019, "88", source="new"),
    )
    assert view.editions.agree("x", *view.editions.listed) is None
    assert seen(view, A, 2018, seen_from=2019) is Reason.OTHER_EDITION
    assert seen(view, G, 2019, seen_from=2019) is Reason.OTHER_EDITION


def test_two_editions_are_joined_by_their_growth_where_that_is_asked_for() -> None:
    facts = (
        fact(A, 2017, "50", source="old"),
        fact(A, 2018, "100", source="old"),
        fact(A, 2018, "120", source="new"),
        fact(A, 2019, "132", source="new"),
    )
    base = view_of(*facts, link=True).spanning(2017, 2019).get(A, 2017)
    assert base
    assert (base.point, base.basis) == (60, Basis.LINKED)  # 50 × 120 / 100
    assert base.interval is not None
    # 49.5 × 119.5 / 100.5 and 50.5 × 120.5 / 99.5
    assert [round(end, 3) for end in base.interval] == [D("58.858"), D("61.158")]
    assert {one.figure.text for one in base.facts if one.figure} == {"50", "100", "120"}
    broken = facts[0], facts[1]._replace(status=Status.BREAK), *facts[2:]
    for listed, link in ((facts, False), (broken, True)):
        found = view_of(*listed, link=link).spanning(2017, 2019).get(A, 2017)
        assert said(found) is Reason.OTHER_EDITION


def test_what_contradicts_itself_is_not_lent() -> None:
    view = view_of(
        fact(A, 2016, "100", source="old"),
        fact(A, 2017, "110", source="old"),
        fact(G, 2017, "50 %", source="old"),
        fact(A, 2018, "120", source="old"),
        fact(A, 2018, "120", source="new"),
    )
    assert seen(view, A, 2017, seen_from=2018) is Reason.OTHER_EDITION
    assert seen(view, A, 2017, seen_from=2017) == 110


def test_a_measure_that_is_neither_printed_nor_usual_is_found_where_it_is_asked_for() -> None:
    view = view_of(fact(A, 2018, "50"), fact(A, 2019, "100"))
    assert seen(view, Measure.CHANGE, 2019, seen_from=2019) == 50


def test_growth_over_several_years_is_derived_on_its_base() -> None:
    known = view_of(fact(A, 2017, "100"), fact(A, 2018, "110"), fact(A, 2019, "132")).latest()
    for since, expected in ((None, 20), (2018, 20), (2017, 32)):
        assert said(known.get(G, 2019, since=since)) == expected


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
    view = view_of(*TWO_PLANS, *later)
    known = view.judged(2019, view.planning(2019, PLAN, PLANNED), A)
    found = [said(known.get(measure, 2019)) for measure in (PLAN, PLANNED, ATTAINMENT)]
    assert found == [D(plan), D(planned), D(attainment)]
    assert source_of(known) == "old"


def test_without_any_plan_there_is_none_to_judge_by() -> None:
    view = view_of(*TWO_PLANS[:2], fact(A, 2018, "101", source="new"))
    known = view.judged(2019, view.planning(2019, PLAN), A)
    for measure in (PLAN, ATTAINMENT):
        assert said(known.get(measure, 2019)) is Reason.NO_PLAN
    assert source_of(known) == "old"
    assert view.plans(2019, PLAN) == []


def test_a_share_is_looked_up_with_its_total() -> None:
    share = fact(Measure.SHARE, 2019, "40 %")._replace(total="all")
    known = view_of(share, fact(A, 2019, "5")).latest()
    assert said(known.get(Measure.SHARE, 2019, total="all")) == 40
    assert not known.get(Measure.SHARE, 2019)


def test_a_plan_of_an_earlier_source_than_the_result_does_not_count() -> None:
    view = view_of(
        fact(PLAN, 2019, "100", source="old"),
        fact(A, 2019, "110", source="new"),
        fact(PLAN, 2019, "88", source="new"),
    )
    known = view.judged(2019, view.planning(2019, PLAN), A)
    assert said(known.get(PLAN, 2019)) == 88


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
    assert said(known.get(A, 2020)) == 19500
    assert said(known.get(A, 2019)) is Reason.OTHER_EDITION
    assert said(known.get(G, 2020)) is Reason.OTHER_EDITION
    assert said(known.get(PLAN, 2020)) is Reason.NO_PLAN
    # The plan is nobody's but that of the report, whichever result it is held against.
    known = view.judged(2020, view.planning(2020, ATTAINMENT), A)
    plan, attained = known.get(PLAN, 2020), known.get(ATTAINMENT, 2020)
    assert plan
    assert plan.point is not None
    assert round(plan.point) == 14855
    assert attained
    assert attained.point is not None
    assert round(attained.point) == 131  # and a row says that it joins two editions
    level = known.key(A, 2020)
    assert known.is_beside([level], [known.get(A, 2020), attained])
    assert known.is_beside([level], [known.get(A, 2020), plan])
    assert not known.is_beside([level], [known.get(A, 2020)])
    report = view.answering(2020, G)
    levels = [report.get(A, 2020), report.get(A, 2019), report.get(PLAN, 2020)]
    assert [round(found.point or 0) for found in levels if found] == [17900, 16498, 14855]
    # All of one edition; but a later one knows the level otherwise.
    assert not report.is_beside([report.key(G, 2020)], [report.get(G, 2020), *levels])
    assert report.is_beside([report.key(A, 2020)], [report.get(G, 2020), *levels])


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


def test_a_plan_of_another_edition_is_all_that_is_taken_from_it() -> None:
    view = view_of(
        fact(A, 2018, "100", source="old"),
        fact(A, 2019, "110", source="old"),
        fact(PLAN, 2019, "100", source="old"),
        fact(PLAN, 2020, "120", source="old"),
        fact(A, 2018, "80", source="new"),
        fact(PLAN, 2019, "88", source="new"),
        fact(PLAN, 2020, "130", source="new"),
    )
    judged = view.judged(2019, view.planning(2019, PLAN), A)
    assert [said(judged.get(A, year)) for year in (2018, 2019)] == [100, 110]
    assert [said(judged.get(PLAN, year)) for year in (2019, 2020)] == [88, 120]
    assert said(judged.get(G, 2019)) == 10
    assert said(judged.get(PLANNED, 2019)) == 10  # 88 on the 80 of the edition that planned it
    assert said(judged.get(ATTAINMENT, 2019)) == 125


def test_plans_of_one_date_are_told_apart_by_the_source_that_set_them() -> None:
    sources = {id_: Source(id_, date="2019") for id_ in ("council", "ministry", "report")}
    ((_, view),) = views_of(
        dataset(
            series(
                fact(PLAN, 2019, "100", source="council"),
                fact(PLAN, 2019, "120", source="ministry"),
                fact(A, 2019, "110", source="report"),
            ),
            sources=sources,
        )
    )
    plans = view.plans(2019, PLAN)
    assert [plan.by for plan in plans] == ["", "ministry"]
    judged = [view.judged(2019, plan, A) for plan in plans]
    assert [said(known.get(PLAN, 2019)) for known in judged] == [100, 120]
    attained = [known.get(ATTAINMENT, 2019) for known in judged]
    assert [round(one.point or 0, 2) for one in attained if one] == [D("110"), D("91.67")]


def test_a_break_that_another_edition_prints_counts_where_it_lends_levels() -> None:
    lent = (
        fact(A, 2016, "60", source="old"),
        fact(A, 2017, "70", source="old", status=Status.BREAK),
        fact(A, 2018, "80", source="old"),
    )
    for level, crosses in (("80", True), ("90", False)):
        known = view_of(*lent, fact(A, 2018, level, source="new")).latest()
        assert known.crosses_break(2016, 2018) is crosses
        assert not known.crosses_break(2017, 2018)
