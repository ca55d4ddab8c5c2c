"""How well the figures of one edition agree, and what each grade is told with."""

from __future__ import annotations

from decimal import Decimal as D
from functools import partial
from random import Random

import pytest
from build import dataset, fact, series
from worlds import invented, misprinted, print_some

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Fact, Measure, Source, Words
from vpcli.core.facts.number import figure
from vpcli.core.facts.quantity_keys import key_of
from vpcli.core.reports.disagreements import Checked, difference
from vpcli.core.reports.findings import Finding, FindingKind
from vpcli.core.solver.agreement import meet
from vpcli.core.solver.editions import Edition, Editions
from vpcli.core.solver.narrowing import Reading, printed_interval
from vpcli.core.solver.quantity import Quantity
from vpcli.core.solver.solution import Quantities

M = Measure
ACTUAL, PLAN = partial(fact, M.ACTUAL), partial(fact, M.PLAN)
GROWTH, PLANNED = partial(fact, M.GROWTH), partial(fact, M.PLANNED_GROWTH)
CHANGE, ATTAINMENT = partial(fact, M.CHANGE), partial(fact, M.ATTAINMENT)


def edition(*facts: Fact, strict: bool = False) -> Checked:
    sources = {id_: Source(id_, Words(), Words(), "2020") for id_ in ("", "other")}
    (group,) = dataset(series(*facts)).groups()
    (made,) = Editions(group, sources, strict=strict).listed
    return Checked(made)


def grades(*facts: Fact) -> dict[tuple[Measure, int, str], Finding]:
    return {
        (one.fact.measure, one.fact.year, one.fact.source): one for one in edition(*facts).grades()
    }


def low_and_high(found: Finding) -> tuple[D, D]:
    assert found.expected is not None
    assert found.expected.low is not None
    assert found.expected.high is not None
    return round(found.expected.low, 2), round(found.expected.high, 2)


def test_a_grade_is_told_with_its_identity_and_the_facts_it_is_held_against() -> None:
    facts = ACTUAL(2019, "50"), PLAN(2019, "50"), ATTAINMENT(2019, "101")
    found = grades(*facts)[M.ATTAINMENT, 2019, ""]
    assert found.kind is FindingKind.WITHIN_ROUNDING  # 50 of 50 is 100; up to 50.5 / 49.5 = 102
    assert found.difference == 1
    assert [one.measure for one in found.against] == [M.ACTUAL, M.PLAN]
    assert found.identity == "attainment"
    assert set(found.about) == {"x"}


def test_growth_to_a_planned_range_is_graded_without_a_single_value() -> None:
    found = grades(ACTUAL(2019, "100"), PLAN(2020, "110–120"), PLANNED(2020, "15"))
    planned = found[M.PLANNED_GROWTH, 2020, ""]
    assert planned.kind is FindingKind.WITHIN_ROUNDING
    assert low_and_high(planned) == (D("8.96"), D("21.11"))  # 109.5 / 100.5 and 120.5 / 99.5
    assert planned.expected is not None
    assert planned.expected.value is None
    assert (planned.identity, planned.against, planned.difference) == ("", (), None)


def test_figures_that_contradict_one_another_have_no_grade_though_later_ones_do() -> None:
    wrong = ACTUAL(2017, "100"), ACTUAL(2018, "110"), GROWTH(2018, "50")
    right = ACTUAL(2021, "50"), PLAN(2021, "50"), ATTAINMENT(2021, "100")
    assert {year for _, year, _ in grades(*wrong, *right)} == {2021}


@pytest.mark.parametrize(
    ("facts", "graded", "since", "expected"),
    [
        # 2019 is 140 × 1.07 = 149.8, which is 49.8 % above the 100 of 2015
        (
            (ACTUAL(2015, "100"), ACTUAL(2018, "140"), GROWTH(2019, "7"), GROWTH(2019, "50,00")),
            (M.GROWTH, 2019),
            2015,
            "49.8",
        ),
        # 100 × 1.1 = 110 in 2018, known from 2017, and 121 is 10 % above it
        (
            (ACTUAL(2017, "100"), GROWTH(2018, "10"), ACTUAL(2019, "121"), GROWTH(2019, "10")),
            (M.GROWTH, 2019),
            None,
            "10",
        ),
        # 133 / 1.1 in 2020, and 1.1 again
        (
            (ACTUAL(2019, "110"), GROWTH(2020, "10,00"), ACTUAL(2021, "133"), GROWTH(2021, "10")),
            (M.ACTUAL, 2019),
            None,
            "109.917",
        ),
        # 2018 is not known, nor anything that it follows from
        (
            (ACTUAL(2016, "100"), GROWTH(2018, "10"), ACTUAL(2019, "121"), GROWTH(2019, "10")),
            (M.GROWTH, 2019),
            None,
            None,
        ),
    ],
)
def test_the_step_is_taken_from_what_the_figures_around_one_imply(
    facts: tuple[Fact, ...], graded: tuple[Measure, int], since: int | None, expected: str | None
) -> None:
    *others, last = facts
    if since is not None:
        last = last._replace(since=since)
    found = [
        one.expected and one.expected.value
        for one in edition(*others, last).grades()
        if (one.fact.measure, one.fact.year, one.fact.since) == (*graded, since)
    ]
    assert [value and round(value, 3) for value in found] == ([D(expected)] if expected else [])


def test_without_qualifiers_a_figure_is_held_against_half_units() -> None:
    facts = ACTUAL(2019, "100"), PLAN(2020, "hơn 110"), PLANNED(2020, "14")
    (found,) = edition(*facts, strict=True).disagreements()
    assert found.fact.measure is M.PLANNED_GROWTH
    assert low_and_high(found) == (D("8.96"), D("11.06"))  # 109.5 / 100.5 and 110.5 / 99.5
    assert not [*edition(*facts).disagreements()]  # more than 110 may be 114


def test_a_figure_printed_a_second_time_is_not_narrowed_by_one_in_contradiction() -> None:
    again = ACTUAL(2018, "100,2", source="other")
    wrong = again, ACTUAL(2019, "110"), GROWTH(2019, "50")
    found = grades(ACTUAL(2017, "99,2"), GROWTH(2018, "1"), *wrong, ACTUAL(2018, "100"))
    assert (M.ACTUAL, 2018, "other") not in found
    # 99.15 × 1.005 is above 99.5; that 100.2 may be no less than 100.15 says nothing.
    assert found[M.ACTUAL, 2018, ""].narrowed == (D("99.15") * D("1.005"), D("100.5"))


def zero_to_two(made: Fact, *, below: bool = False) -> Fact:
    """The fact as 1 with a precision of 2: from 0 to 2, or from −2 to 0."""
    return made._replace(figure=figure(D(-1 if below else 1), unit=D(2)))


LAST, RISE = ACTUAL(2018, "0,0"), GROWTH(2019, "50")


@pytest.mark.parametrize(
    ("facts", "unverified"),
    [
        ((LAST, ACTUAL(2019, "0,1"), RISE), {M.ACTUAL, M.GROWTH}),
        ((zero_to_two(LAST), ACTUAL(2019, "1"), RISE), {M.ACTUAL, M.GROWTH}),
        ((zero_to_two(LAST, below=True), ACTUAL(2019, "-1"), RISE), {M.ACTUAL, M.GROWTH}),
        ((ACTUAL(2018, "-2"), ACTUAL(2019, "-3"), RISE), set()),
        # A sum needs no base: 0 and the change make the result, and nothing else does.
        ((LAST, CHANGE(2019, "5")), set()),
        # The change is growth of nothing, as is the result.
        ((LAST, CHANGE(2019, "0,0"), RISE), {M.CHANGE, M.GROWTH}),
        # There is no growth, but a plan that prints as zero.
        (
            (ACTUAL(2019, "0,1"), PLAN(2019, "0,0"), ATTAINMENT(2019, "150")),
            {M.ACTUAL, M.ATTAINMENT},
        ),
        ((LAST, ACTUAL(2019, "0,1"), RISE._replace(since=2015)), set()),
    ],
)
def test_what_a_base_that_prints_as_zero_leaves_unverified(
    facts: tuple[Fact, ...], unverified: set[Measure]
) -> None:
    found = grades(*facts)
    kinds = {measure: one.kind for (measure, *_), one in found.items()}
    unknown = FindingKind.CANNOT_BE_VERIFIED
    assert {measure for measure, kind in kinds.items() if kind is unknown} == unverified


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("5", "9", "0.5"),
        ("5", "9.5", None),  # they meet at an end
        ("5", "11", None),
        ("12", "20", None),
        ("12.5", "20", None),
        ("13", "20", "-0.5"),
    ],
)
def test_the_difference_of_a_range_is_the_distance_between(
    low: str, high: str, expected: str | None
) -> None:
    held = Quantity(None, D(low), D(high), Basis.IMPLIED)
    found = difference(PLAN(2020, "10–12"), held, Reading.WIDEST)  # from 9.5 to 12.5
    assert found == (expected and D(expected))


def test_a_disagreement_is_not_held_against_a_figure_of_which_the_others_imply_nothing() -> None:
    # Growth is the most derived, but on a base from −0.5 to 0.5 it can be anything.
    facts = ACTUAL(2018, "0"), ACTUAL(2019, "5"), GROWTH(2019, "10")
    (found,) = edition(*facts).disagreements()
    assert (found.fact.measure, found.fact.year) == (M.ACTUAL, 2018)
    assert low_and_high(found) == (D("4.07"), D("5.02"))  # 4.5 / 1.105 and 5.5 / 1.095


@pytest.mark.parametrize(
    ("implied", "held"),
    [
        # What the others imply of a change of 20, of a level of 110 and of one of 100, if anything.
        ((None, None, None), M.CHANGE),
        (("19 21", "109 111", "99 101"), M.CHANGE),
        (("19 21", "120 130", "99 101"), M.ACTUAL),
        (("10 11", "120 130", "99 101"), M.CHANGE),
        ((None, "109 111", "90 95"), M.PLAN),
        ((None, "109 111", "99 101"), M.ACTUAL),
    ],
)
def test_a_disagreement_is_held_against_the_first_that_is_off_or_else_the_first_implied(
    monkeypatch: pytest.MonkeyPatch, implied: tuple[str | None, ...], held: Measure
) -> None:
    facts = CHANGE(2019, "20"), ACTUAL(2019, "110"), PLAN(2019, "100")
    told = dict(zip([one.measure for one in facts], implied, strict=True))

    def implied_by(_checked: Checked, one: Fact, _others: object) -> Quantities:
        ends = told[one.measure]
        found = Quantity(None, *map(D, ends.split()), Basis.IMPLIED) if ends else None
        return {key_of(one): found} if found else {}

    made = edition(*facts)
    made.conflicts = [made.printed]
    monkeypatch.setattr(Checked, "_implied_by", implied_by)
    (found,) = made.disagreements()
    assert found.fact.measure is held


@pytest.mark.parametrize("seed", [*range(8), 1303, 1314, 1331, 1349, 1382, 1403, 1457, 1488])
def test_a_disagreement_is_held_against_a_figure_that_the_others_speak_against(seed: int) -> None:
    random = Random(seed)
    world = invented(random)
    printed = misprinted(random, print_some(random, world))
    made = Checked(Edition(world.group(printed), printed))
    for facts, found in zip(made.conflicts, made.disagreements(), strict=True):
        known, off = [], []
        for one in facts:
            implied = made.expected_by(one, facts)
            if implied is None or implied.interval is None or one.figure is None:
                continue
            known.append(id(one))
            if not meet(implied.interval, printed_interval(one.figure, made.edition.reading)):
                off.append(id(one))
        assert id(found.fact) in (off or known or map(id, facts))
        assert (found.expected is None) == (not known)
        counts = [made.doubts[id(one)] for one in facts]
        outstanding = [id(one) for one in facts if made.doubts[id(one)] == max(counts)]
        if len(outstanding) == 1 and outstanding[0] in (off or known):
            assert id(found.fact) == outstanding[0]


@pytest.mark.parametrize(
    ("later", "found"),
    # Less a change of 49.0 it leaves 100.5 to 100.7, 99.3 to 99.5, 100.6 to 100.8.
    [("149,6", False), ("148,4", False), ("149,7", True), ("148,3", True)],
)
def test_bounds_that_touch_a_figure_set_aside_do_not_speak_against_it(
    later: str, found: bool
) -> None:
    base, rise, level = ACTUAL(2018, "60"), GROWTH(2019, "10"), ACTUAL(2019, "100")
    last, change = ACTUAL(2020, later), CHANGE(2020, "49,0")
    made = edition(base, rise, level, last, change)
    told = {frozenset((one.measure, one.year) for one in conflict) for conflict in made.conflicts}
    by_growth = {frozenset({(M.ACTUAL, 2018), (M.GROWTH, 2019), (M.ACTUAL, 2019)})}
    # Whatever 2019 was, 60 grown by 10 % is nowhere near the last level less the change.
    by_growth |= {
        frozenset({(M.ACTUAL, 2018), (M.GROWTH, 2019), (M.ACTUAL, 2020), (M.CHANGE, 2020)})
    }
    by_change = {frozenset({(M.ACTUAL, 2019), (M.ACTUAL, 2020), (M.CHANGE, 2020)})}
    assert told == by_growth | (by_change if found else set())
    assert len([*made.disagreements()]) == len(told)
    assert not [one for one in made.grades() if one.fact.year == 2019]
