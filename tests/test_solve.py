"""Identities and solving, on the real report and on systems made from known exact values."""

from __future__ import annotations

from decimal import Decimal as D
from fractions import Fraction
from random import Random

import pytest
from build import dataset, fact, known, left_of, series, solved, why_unknown
from hypothesis import given, settings
from hypothesis import strategies as st

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Fact, Kind, Measure, Source, Status
from vpcli.core.facts.number import Figure, between, figure
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.growth import growth
from vpcli.core.solver.agreement import Agreement, meet, reproduces, weakest
from vpcli.core.solver.grades import grade
from vpcli.core.solver.identities_in_force import relations_for
from vpcli.core.solver.quantity import Found, Quantity
from vpcli.core.solver.series_in_editions import View, views_of
from vpcli.core.solver.solution import best_of, derive
from vpcli.errors import Place

ACTUAL, PLAN, GROWTH = Measure.ACTUAL, Measure.PLAN, Measure.GROWTH
PLANNED, ATTAINMENT = Measure.PLANNED_GROWTH, Measure.ATTAINMENT

INDUSTRY = [
    fact(ACTUAL, 2019, "244.794 tỷ đồng", status=Status.ESTIMATED),
    fact(GROWTH, 2019, "13,43 %", status=Status.ESTIMATED),
    fact(ATTAINMENT, 2019, "vượt 9,9 %", status=Status.ESTIMATED),
]
EXPORTS = [
    fact(ACTUAL, 2019, "2.560 triệu USD", unit="triệu USD"),
    fact(GROWTH, 2019, "14 %"),
    fact(PLAN, 2020, "2945 triệu USD", unit="triệu USD"),
    fact(PLANNED, 2020, "15 %"),
]
RETAIL = [
    fact(ACTUAL, 2019, "gần 51 nghìn tỷ đồng"),
    fact(GROWTH, 2019, "10,4 %"),
    fact(PLAN, 2020, "hơn 56 nghìn tỷ"),
    fact(PLANNED, 2020, "10.8 %"),
]


def outward(quantity: Found | None, decimals: int) -> tuple[D, D, D]:
    assert quantity
    assert quantity.point is not None
    assert quantity.low is not None
    assert quantity.high is not None
    return (
        rounded(quantity.point, decimals),
        rounded(quantity.low, decimals, "ROUND_FLOOR"),
        rounded(quantity.high, decimals, "ROUND_CEILING"),
    )


@pytest.mark.parametrize(
    ("facts", "key", "decimals", "expected"),
    [
        (INDUSTRY, Key(ACTUAL, 2018), 0, (215811, 215800, 215821)),
        (INDUSTRY, Key(PLAN, 2019), 0, (222742, 222640, 222845)),
        (EXPORTS, Key(ACTUAL, 2018), 1, (D("2245.6"), D("2235.3"), D("2256.0"))),
        (RETAIL, Key(ACTUAL, 2018), 0, (46196, 45738, 46217)),
        (RETAIL, Key(ACTUAL, 2019), 0, (51000, 50000, 51000)),  # as it was printed
    ],
)
def test_what_the_vinh_phuc_report_implies(
    facts: list[Fact], key: Key, decimals: int, expected: tuple[D, D, D]
) -> None:
    assert outward(solved(facts).get(key), decimals) == expected


def test_what_all_figures_leave_of_one_is_told_beside_what_it_was_printed_with() -> None:
    low, high = left_of(solved(RETAIL), Key(ACTUAL, 2019))
    assert (rounded(low, 0, "ROUND_FLOOR"), high) == (50518, 51000)  # 56000 / 1.1085


@pytest.mark.parametrize("facts", [INDUSTRY, EXPORTS, RETAIL])
def test_a_printed_figure_keeps_the_interval_it_was_printed_with(facts: list[Fact]) -> None:
    edition = solved(facts)
    for one in facts:
        assert one.figure
        found = known(edition, Key(one.measure, one.year))
        assert (found.published, found.point) == (one, one.figure.value)
        assert found.interval == (one.figure.low, one.figure.high)


def test_basis_and_status_travel() -> None:
    solution = solved(INDUSTRY)
    assert known(solution, Key(ACTUAL, 2019)).basis is Basis.PUBLISHED
    implied = known(solution, Key(ACTUAL, 2018))
    assert (implied.basis, implied.status) == (Basis.IMPLIED, Status.ESTIMATED)
    levels = [fact(ACTUAL, 2018, "100"), fact(ACTUAL, 2019, "110")]
    rate = known(solved(levels), Key(GROWTH, 2019))
    assert (rate.basis, rate.point, rate.facts) == (Basis.COMPUTED, D(10), (levels[1], levels[0]))


def test_planned_growth_times_attainment_is_growth() -> None:
    facts = [fact(PLANNED, 2019, "10 %"), fact(ATTAINMENT, 2019, "104 %")]
    rate = known(solved(facts), Key(GROWTH, 2019))
    assert rate.point == D("14.4")  # 1.10 × 1.04 = 1.144
    assert rate.low == D("13.3325")  # 1.095 × 1.035 = 1.133325
    assert rate.high == D("15.4725")  # 1.105 × 1.045 = 1.154725


def test_a_chain_index_needs_no_previous_level() -> None:
    solution = solved([fact(PLANNED, 2020, "15 %")], Kind.CHAIN_INDEX)
    target = known(solution, Key(PLAN, 2020))
    assert (target.point, target.low, target.high) == (D(115), D("114.5"), D("115.5"))


def test_a_rate_adds_in_points() -> None:
    facts = [fact(ACTUAL, 2018, "4,5 %", unit="%"), fact(GROWTH, 2019, "giảm 1,4 điểm %")]
    solution = solved(facts, Kind.RATE)
    level = known(solution, Key(ACTUAL, 2019))
    assert (level.point, level.low, level.high) == (D("3.1"), D("3.00"), D("3.20"))
    assert not solution.get(Key(ATTAINMENT, 2019))


def test_a_contradiction_is_marked_and_nothing_is_implied_from_it() -> None:
    facts = [
        fact(ACTUAL, 2018, "100"),
        fact(ACTUAL, 2019, "110"),
        fact(GROWTH, 2019, "50 %"),
        fact(GROWTH, 2018, "5 %"),
        fact(PLAN, 2019, "105"),
    ]
    solution = solved(facts)
    assert known(solution, Key(ACTUAL, 2019)).conflict
    assert known(solution, Key(GROWTH, 2019)).conflict
    assert not known(solution, Key(GROWTH, 2018)).conflict
    assert not solution.get(Key(ACTUAL, 2017))
    rate = known(solution, Key(ATTAINMENT, 2019))
    assert rate.conflict
    assert rate.basis is Basis.COMPUTED


def test_loose_words_alone_do_not_make_a_contradiction() -> None:
    facts = [fact(ACTUAL, 2018, "46"), fact(ACTUAL, 2019, "gần 51"), fact(GROWTH, 2019, "11,5 %")]
    # 46 × 1.115 = 51.3: above "nearly 51", yet within the rounding of 51
    assert not any(quantity.conflict for quantity in solved(facts).quantities.values())


def test_a_negative_base_implies_nothing() -> None:
    facts = [fact(ACTUAL, 2018, "-10"), fact(ACTUAL, 2019, "5"), fact(PLAN, 2019, "-1")]
    solution = solved(facts)
    assert why_unknown(solution, Key(GROWTH, 2019)) is Reason.NEGATIVE_BASE
    assert why_unknown(solution, Key(ATTAINMENT, 2019)) is Reason.NEGATIVE_PLAN
    negative = solved([fact(ACTUAL, 2018, "-10"), fact(GROWTH, 2018, "5 %")])
    assert why_unknown(negative, Key(ACTUAL, 2017)) is Reason.NO_ACTUAL


def test_a_break_is_not_crossed() -> None:
    facts = [fact(ACTUAL, 2018, "100"), fact(ACTUAL, 2019, "110", status=Status.BREAK)]
    assert why_unknown(solved(facts), Key(GROWTH, 2019)) is Reason.SERIES_BREAK
    rates = [*facts, fact(GROWTH, 2018, "5 %")]
    assert why_unknown(solved(rates), Key(GROWTH, 2019)) is Reason.SERIES_BREAK


def test_of_levels_alone_no_more_is_worked_out_than_is_asked_for() -> None:
    levels = [fact(ACTUAL, 2018, "100"), fact(ACTUAL, 2019, "110"), fact(PLAN, 2019, "105")]
    printed = {Key(ACTUAL, 2018), Key(ACTUAL, 2019), Key(PLAN, 2019)}
    edition = solved(levels)
    assert {key for key in edition.quantities if key.measure} == printed
    assert known(edition, Key(GROWTH, 2019)).point == 10
    assert known(edition, Key(PLANNED, 2019)).point == 5
    assert outward(edition.get(Key(ATTAINMENT, 2019)), 1)[0] == D("104.8")
    assert {key for key in edition.quantities if key.measure} == printed


def test_what_was_asked_for_once_is_remembered() -> None:
    edition = solved([fact(ACTUAL, 2018, "100"), fact(ACTUAL, 2019, "110")])
    for key in (Key(GROWTH, 2019), Key(ACTUAL, 2019), Key(GROWTH, 2018)):
        assert edition.get(key) is edition.get(key)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (Key(ACTUAL, 2030), Reason.NO_ACTUAL),
        (Key(PLAN, 2019), Reason.NO_PLAN),
        (Key(GROWTH, 2018), Reason.NO_BASE_YEAR),
        (Key(GROWTH, 2020), Reason.NO_ACTUAL),
        (Key(ATTAINMENT, 2019), Reason.NO_PLAN),
        (Key(PLANNED, 2019), Reason.NO_PLANNED_GROWTH),
        (Key(Measure.GAP, 2019), Reason.NO_PLAN),
        (Key(Measure.CHANGE, 2018), Reason.NO_BASE_YEAR),
        (Key(GROWTH, 2019, "", 2015), Reason.NO_BASE_YEAR),
    ],
)
def test_what_is_not_known_says_why(key: Key, reason: Reason) -> None:
    levels = [fact(ACTUAL, 2018, "100"), fact(ACTUAL, 2019, "110")]
    for facts in (levels, [*levels, fact(GROWTH, 2019, "10 %")]):
        assert why_unknown(solved(facts), key) is reason


def test_a_range_gives_bounds_without_a_point() -> None:
    facts = [fact(ACTUAL, 2019, "100"), fact(PLAN, 2020, "108–110")]
    planned = known(solved(facts), Key(PLANNED, 2020))
    assert planned.point is None
    assert planned.low is not None
    assert rounded(planned.low, 2) == D("6.97")  # 107.5 / 100.5


@pytest.mark.parametrize(
    ("facts", "measure", "expected"),
    [
        (EXPORTS, PLANNED, Agreement.EXACT),  # 2945 / 2560 rounds to 15 %
        (EXPORTS, PLAN, Agreement.WITHIN_ROUNDING),  # 2560 × 1.15 is 2944
        (RETAIL, PLANNED, Agreement.WITHIN_ROUNDING),
        (INDUSTRY, GROWTH, None),
    ],
)
def test_grades(facts: list[Fact], measure: Measure, expected: Agreement | None) -> None:
    graded = next(f for f in facts if f.measure is measure)
    assert grade(solved(facts), graded) is expected


def test_grades_by_qualifier_and_disagreement() -> None:
    def graded(plan: str, planned: str) -> Agreement | None:
        facts = [fact(ACTUAL, 2019, "100"), fact(PLAN, 2020, plan), fact(PLANNED, 2020, planned)]
        return grade(solved(facts), facts[1])

    assert graded("hơn 110", "14 %") is Agreement.BY_QUALIFIER_ONLY
    assert graded("110", "14 %") is Agreement.DISAGREEMENT
    assert graded("114", "14 %") is Agreement.EXACT
    # "Nearly 110" may be 101, which is 2 % above 99; the 110 that is printed is not.
    facts = [fact(ACTUAL, 2019, "100"), fact(PLAN, 2020, "gần 110"), fact(PLANNED, 2020, "2 %")]
    assert grade(solved(facts), facts[2]) is Agreement.BY_QUALIFIER_ONLY
    assert weakest([Agreement.EXACT, Agreement.DISAGREEMENT]) is Agreement.DISAGREEMENT
    assert weakest([None]) is None


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        ("2.5", figure(D(3)), True),  # half away from zero
        ("2.5", figure(D(2)), False),
        ("-2.5", figure(D(-3)), True),
        ("3.49", figure(D(3)), True),
        ("2450", figure(D(2500), unit=D(100)), True),
        ("2449", figure(D(2500), unit=D(100)), False),
        ("1" * 40 + ".4", figure(D("1" * 40)), True),
        ("6.7", between(D("6.6"), D("6.8")), False),  # a range has no digits of its own
    ],
)
def test_whether_a_value_reproduces_what_is_printed(
    value: str, printed: Figure, expected: bool
) -> None:
    assert reproduces(D(value), printed) is expected


def test_intervals_meet_at_their_ends() -> None:
    assert meet((D(1), D(2)), (D(2), D(3)))
    assert meet((D(2), D(3)), (D(1), D(2)))
    assert not meet((D(1), D(2)), (D("2.1"), D(3)))
    assert not meet((D("2.1"), D(3)), (D(1), D(2)))
    assert not meet(None, (D(1), D(2)))


YEARBOOKS = {
    "old": Source("old", date="2018-06-30"),
    "new": Source("new", date="2019-06-30"),
}


def in_two_yearbooks(*facts: Fact) -> View:
    ((_, view),) = views_of(dataset(series(*facts), sources=YEARBOOKS))
    return view


@pytest.mark.parametrize(
    ("revised", "base", "marked"),
    [
        ("80", 70, ""),  # they agree on 2018, and are one series
        ("78", Reason.OTHER_EDITION, "other-edition"),
    ],
)
def test_the_later_source_answers_and_borrows_only_what_agrees(
    revised: str, base: int | Reason, marked: str
) -> None:
    facts = (
        fact(ACTUAL, 2017, "70", source="old"),
        fact(ACTUAL, 2018, "80", source="old"),
        fact(ACTUAL, 2018, revised, source="new"),
        fact(ACTUAL, 2019, "85", source="new"),
    )
    view = in_two_yearbooks(*facts)

    def level(year: int, seen_from: int) -> D | Reason | None:
        quantity = view.answering(seen_from, ACTUAL).get(ACTUAL, year)
        return quantity.point if quantity else quantity.reason

    assert level(2018, seen_from=2019) == D(revised)
    assert level(2017, seen_from=2019) == base
    assert view.answering(2017, ACTUAL).edition.when == "2018-06-30"
    assert level(2018, seen_from=2017) == 80
    assert view.answering(2030, ACTUAL).edition.when == "2019-06-30"
    rows = growth(dataset(series(*facts), sources=YEARBOOKS)).rows
    # The growth of 2018 is what the older one says of both its levels.
    assert [row.cells["source"] for row in rows] == ["old", "old", "new"]
    assert [row.cells["reason"] for row in rows] == ["no-base-year", marked, ""]


def test_an_implied_level_comes_before_a_borrowed_one() -> None:
    view = in_two_yearbooks(
        fact(ACTUAL, 2018, "80", source="old"),
        fact(ACTUAL, 2019, "78", source="new"),
        fact(GROWTH, 2019, "4 %", source="new"),
    )
    base = view.answering(2019, ACTUAL).get(ACTUAL, 2018)
    assert base
    assert base.point is not None
    assert rounded(base.point, 2) == 75  # 78 / 1.04, and not the 80 of the older edition


LEVELS = st.fractions(min_value=1, max_value=10**6, max_denominator=1000)


def printed(measure: Measure, year: int, exact: Fraction, decimals: int) -> Fact:
    """A fact rounded, half up, from an exact value."""
    scaled = exact * 10**decimals
    text = D((scaled + Fraction(1, 2)).__floor__()).scaleb(-decimals)
    return Fact(measure, year, figure(text), Status.NORMAL, "", Place("test", 1))


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[Fact], dict[Key, Fraction]]:
    """Facts rounded from exact invented values, some hidden; and the exact values."""
    years = range(2015, 2015 + draw(st.integers(2, 5)))
    exact: dict[Key, Fraction] = {}
    for year in years:
        exact[Key(ACTUAL, year)] = draw(LEVELS)
        exact[Key(PLAN, year)] = draw(LEVELS)
        actual, plan = exact[Key(ACTUAL, year)], exact[Key(PLAN, year)]
        exact[Key(ATTAINMENT, year)] = 100 * actual / plan
        if year > years[0]:
            before = exact[Key(ACTUAL, year - 1)]
            exact[Key(GROWTH, year)] = 100 * (actual / before - 1)
            exact[Key(PLANNED, year)] = 100 * (plan / before - 1)
    facts = [
        printed(key.measure, key.year, value, draw(st.integers(0, 3)))
        for key, value in exact.items()
        if key.measure and draw(st.booleans())
    ]
    return facts, exact


@given(systems())
def test_solving_never_loses_the_true_value(
    system: tuple[list[Fact], dict[Key, Fraction]],
) -> None:
    facts, exact = system
    edition = solved(facts)
    assert not any(quantity.conflict for quantity in edition.quantities.values())
    for key, truth in exact.items():
        found = edition.get(key)
        if found and found.low is not None and found.high is not None:
            assert Fraction(found.low) <= truth <= Fraction(found.high)


@settings(max_examples=settings().max_examples // 2)
@given(systems(), st.randoms())
def test_the_order_of_facts_does_not_matter(
    system: tuple[list[Fact], dict[Key, Fraction]], random: Random
) -> None:
    facts, _ = system
    mixed = list(facts)
    random.shuffle(mixed)
    first, second = solved(facts).quantities, solved(mixed).quantities
    assert first == second


@given(LEVELS, LEVELS)
def test_growth_agrees_with_fractions(base: Fraction, value: Fraction) -> None:
    facts = [printed(ACTUAL, 2018, base, 3), printed(ACTUAL, 2019, value, 3)]
    rate = known(solved(facts), Key(GROWTH, 2019)).point
    assert facts[0].figure
    assert facts[1].figure
    first, second = (Fraction(f.figure.low_face) for f in facts if f.figure)
    assert rate is not None
    assert abs(Fraction(rate) - 100 * (second / first - 1)) < Fraction(1, 10**60)


@pytest.mark.parametrize(
    ("attained", "plan", "bounds"),
    [
        (("105", "95", "115"), "100", ("100", "110")),  # says no more
        (("107", "104", "115"), "100", ("104", "110")),
        (("100", "95", "105"), "100", ("100", "105")),
        (("115", "110", "120"), "100", ("100", "110")),  # they touch, without 105
        (("105", "95", "105"), "200", ("100", "110")),  # they contradict: the first stands
    ],
)
def test_what_is_asked_for_is_narrowed_by_every_identity_that_gives_it(
    attained: tuple[str, str, str], plan: str, bounds: tuple[str, str]
) -> None:
    def implied(point: str, low: str, high: str) -> Quantity:
        return Quantity(D(point), D(low), D(high), Basis.IMPLIED)

    asked = Key(ACTUAL, 2019)
    quantities = {
        Key(ACTUAL, 2018): implied("100", "100", "100"),
        Key(GROWTH, 2019): implied("5", "0", "10"),
        Key(PLAN, 2019): implied(plan, plan, plan),
        Key(ATTAINMENT, 2019): implied(*attained),
    }
    found = best_of(solved([]).ways_to(asked, quantities.get))
    assert found is not None
    assert (found.point, found.low, found.high) == (105, D(bounds[0]), D(bounds[1]))


def test_one_step_is_the_narrowest_of_all_ways_in_any_order() -> None:
    facts = [
        fact(ACTUAL, 2018, "100"),
        fact(GROWTH, 2019, "10"),  # 99.5 × 1.095 to 100.5 × 1.105
        fact(PLAN, 2019, "110,0"),
        fact(ATTAINMENT, 2019, "100,0"),  # 109.95 × 0.9995 to 110.05 × 1.0005
    ]
    edition, key = solved(facts), Key(ACTUAL, 2019)
    for order in (edition.relations, edition.relations[::-1]):
        ways = [
            derive(one, key, edition.quantities.get, edition.kinds)
            for one in order
            if key in one.terms
        ]
        found = best_of(way for way in ways if way is not None)
        assert outward(found, 3) == (D("110.000"), D("109.895"), D("110.106"))
    assert outward(edition.get(key), 3) == (D("110.000"), D("109.895"), D("110.106"))


def test_figures_that_agree_with_qualifiers_at_their_widest_do_not_contradict() -> None:
    # 100.0 × 1.0508 is above 105.0, and "nearly 105.0" may be a rounded 105.05.
    facts = [
        fact(ACTUAL, 2018, "100,0"),
        fact(ACTUAL, 2019, "gần 105,0"),
        fact(GROWTH, 2019, "5,08"),
    ]
    for strict in (False, True):
        found = solved(facts, strict=strict)
        assert not any(quantity.conflict for quantity in found.quantities.values())
    assert left_of(solved(facts), Key(ACTUAL, 2019)) == (D("99.95") * D("1.05075"), D("105.05"))


def test_figures_that_contradict_at_half_units_do_so_whatever_their_qualifiers_allow() -> None:
    facts = [
        fact(ACTUAL, 2018, "100,0"),
        fact(ACTUAL, 2019, "gần 105,0"),  # as printed from 104.0, at half a unit from 104.95
        fact(GROWTH, 2019, "4,50"),
    ]
    assert not known(solved(facts), Key(ACTUAL, 2019)).conflict
    assert known(solved(facts, strict=True), Key(ACTUAL, 2019)).conflict


def test_a_figure_in_doubt_stays_as_printed_and_nothing_follows_from_it() -> None:
    found = solved(
        [
            fact(ACTUAL, 2018, "60"),
            fact(GROWTH, 2019, "10"),
            fact(ACTUAL, 2019, "100"),
            fact(ATTAINMENT, 2019, "100,0"),
            fact(ACTUAL, 2020, "149,6"),  # less 49.0 leaves 100.5 to 100.7: it agrees
            fact(Measure.CHANGE, 2020, "49,0"),
        ]
    )
    doubtful = known(found, Key(ACTUAL, 2019))
    assert doubtful.conflict
    assert doubtful.interval == (D("99.5"), D("100.5"))
    assert not found.get(Key(PLAN, 2019))


def test_a_change_by_a_rate_has_the_ends_that_a_reader_works_out() -> None:
    found = solved([fact(ACTUAL, 2018, "100–110"), fact(GROWTH, 2019, "10")])
    key = Key(Measure.CHANGE, 2019)
    (by_growth,) = (
        relation
        for relation in relations_for(key, Kind.LEVEL)
        if relation.identity.name == "change-by-growth"
    )
    change = derive(by_growth, key, found.get, {"": Kind.LEVEL})
    assert change is not None
    assert change.ends == (10, 11)
