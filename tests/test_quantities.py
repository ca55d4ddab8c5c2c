"""Arithmetic on quantities, worked by hand: points, bounds, and what a result rests on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import fact

from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Kind, Measure, Status
from vpcli.core.facts.quantity_keys import Key, decode, encode, key_of, key_over
from vpcli.core.measures.arithmetic_of_quantities import (
    apart,
    divided,
    less,
    mean,
    plus,
    ratio,
    resting_on,
    share_between,
)
from vpcli.core.solver.quantity import (
    Found,
    Quantity,
    Unknown,
    basis_of,
    exact,
    first_unknown,
    published,
)

A, G, PLAN = Measure.ACTUAL, Measure.GROWTH, Measure.PLAN


def known(text: str, measure: Measure = A, status: Status = Status.NORMAL) -> Quantity:
    """A figure as it was published."""
    return published(fact(measure, 2019, text, status=status))


def within(low: str, point: str, high: str) -> Quantity:
    return Quantity(D(point), D(low), D(high), Basis.COMPUTED)


TEN, FOUR = known("10"), known("4")  # 9.5 to 10.5, and 3.5 to 4.5
BARE = FOUR._replace(low=None, high=None)
RANGE = known("115-125", PLAN)  # 114.5 to 125.5
ABOVE, BELOW = known("trên 24", PLAN), known("dưới 24", PLAN)


NO_PLAN = Unknown(Reason.NO_PLAN)


def reason(found: Found) -> Reason:
    assert isinstance(found, Unknown)
    return found.reason


def told(quantity: Found) -> tuple[D | None, D | None, D | None]:
    assert quantity
    return quantity.point, quantity.low, quantity.high


def test_a_printed_figure_is_a_quantity_with_the_interval_it_was_printed_with() -> None:
    level = fact(A, 2019, "10", status=Status.ESTIMATED)
    found = published(level)
    assert told(found) == (10, D("9.5"), D("10.5"))
    assert (found.basis, found.status, found.published) == (
        Basis.PUBLISHED,
        Status.ESTIMATED,
        level,
    )
    assert (found.faces, found.ends, found.conflict) == (None, (10, 10), False)
    assert told(RANGE) == (None, D("114.5"), D("125.5"))
    assert (RANGE.faces, RANGE.ends) == ((115, 125), (115, 125))
    assert told(ABOVE) == (None, 24, None)
    assert (ABOVE.interval, ABOVE.ends) == (None, None)  # nothing bounds it from above
    assert published(level, conflict=True).conflict


def test_a_typed_number_is_exactly_itself_and_rests_on_nothing() -> None:
    found = exact(D("1.5"))
    assert told(found) == (D("1.5"), D("1.5"), D("1.5"))
    assert (found.basis, found.facts, found.published) == (Basis.COMPUTED, (), None)


def test_what_is_not_known_counts_as_false_and_a_zero_that_is_known_does_not() -> None:
    assert not NO_PLAN
    assert exact(D(0))


def test_the_first_that_is_not_known_tells_why() -> None:
    assert first_unknown(TEN, FOUR) is None
    assert first_unknown() is None
    first = Unknown(Reason.ZERO_BASE)
    assert first_unknown(RANGE, first, NO_PLAN) is first
    found = first_unknown(TEN, RANGE)
    assert found is not None
    assert found.reason is Reason.NOT_A_SINGLE_VALUE


@pytest.mark.parametrize(
    ("of", "basis"),
    [
        ((), Basis.COMPUTED),
        (("level",), Basis.COMPUTED),
        (("level", "computed"), Basis.COMPUTED),
        (("level", "rate"), Basis.IMPLIED),
        (("implied", "level"), Basis.IMPLIED),
        (("rate", "linked", "level"), Basis.LINKED),
    ],
)
def test_a_number_made_of_others_is_known_as_the_weakest_of_them(
    of: tuple[str, ...], basis: Basis
) -> None:
    computed = within("1", "2", "3")
    named = {
        "level": TEN,
        "rate": known("5 %", G),
        "computed": computed,
        "implied": computed._replace(basis=Basis.IMPLIED),
        "linked": computed._replace(basis=Basis.LINKED),
    }
    assert basis_of(named[one] for one in of) is basis


def test_a_result_rests_on_the_facts_of_its_parts() -> None:
    estimate = known("7", status=Status.ESTIMATED)
    found = resting_on([TEN, estimate, TEN], D(1), D(0), D(2))
    assert told(found) == (1, 0, 2)
    assert found.facts == (*TEN.facts, *estimate.facts)
    assert (found.basis, found.status) == (Basis.COMPUTED, Status.ESTIMATED)
    assert found.conflict is False
    assert resting_on([TEN, FOUR._replace(conflict=True)], None, None, None).conflict
    assert resting_on([TEN, known("5 %", G)], None, None, None).basis is Basis.IMPLIED


@pytest.mark.parametrize(
    "operation",
    [
        less,
        apart,
        ratio,
        lambda first, second: share_between(TEN, first, second._replace(point=D(20))),
    ],
)
def test_a_result_of_two_rests_on_both(
    operation: Callable[[Quantity, Quantity], Found],
) -> None:
    found = operation(FOUR._replace(conflict=True), known("7", status=Status.ESTIMATED))
    assert found
    assert {one.figure.text for one in found.facts if one.figure} >= {"4", "7"}
    assert (found.basis, found.status, found.conflict) == (
        Basis.COMPUTED,
        Status.ESTIMATED,
        True,
    )


def test_differences() -> None:
    assert told(less(TEN, FOUR)) == (6, 5, 7)  # 9.5 − 4.5 and 10.5 − 3.5
    assert told(less(TEN, BARE)) == (6, None, None)
    assert told(less(BARE, TEN)) == (-6, None, None)
    for first, second in ((TEN, RANGE), (RANGE, TEN)):
        assert reason(less(first, second)) is Reason.NOT_A_SINGLE_VALUE


def test_differences_to_ranges_and_bounds() -> None:
    level = known("110")
    assert told(apart(level, FOUR)) == (106, 105, 107)
    found = apart(level, RANGE)
    assert told(found) == (None, -16, -4)  # 109.5 − 125.5 and 110.5 − 114.5
    assert found
    assert found.faces == (-15, -5)
    back = apart(RANGE, level)
    assert told(back) == (None, 4, 16)
    assert back
    assert back.faces == (5, 15)
    above = apart(level, ABOVE)
    assert told(above) == (None, None, D("86.5"))  # at most 110.5 − 24
    assert above
    assert above.faces is None
    assert told(apart(level, BELOW)) == (None, D("85.5"), None)
    assert told(apart(ABOVE, level)) == (None, D("-86.5"), None)
    assert told(apart(TEN, BARE)) == (6, None, None)
    assert told(apart(RANGE._replace(point=None), BELOW)) == (None, D("90.5"), None)
    assert reason(apart(ABOVE, ABOVE)) is Reason.NOT_A_SINGLE_VALUE


def test_a_constant_added_leaves_a_figure_published() -> None:
    found = plus(TEN, D(100))
    assert told(found) == (110, D("109.5"), D("110.5"))
    assert found
    assert (found.basis, found.facts) == (Basis.PUBLISHED, TEN.facts)
    assert told(plus(BARE, D(1))) == (5, None, None)
    assert reason(plus(RANGE, D(1))) is Reason.NOT_A_SINGLE_VALUE


def test_divided_by_a_constant() -> None:
    found = divided(TEN, D(4))
    assert told(found) == (D("2.5"), D("2.375"), D("2.625"))
    assert found
    assert (found.basis, found.facts) == (Basis.COMPUTED, TEN.facts)
    assert told(divided(RANGE, D(2))) == (None, D("57.25"), D("62.75"))
    assert told(divided(ABOVE, D(2))) == (None, 12, None)
    assert told(divided(BELOW, D(2))) == (None, None, 12)


@pytest.mark.parametrize(
    "operation",
    [
        lambda unknown: less(unknown, FOUR),
        lambda unknown: less(TEN, unknown),
        lambda unknown: less(RANGE, unknown),
        lambda unknown: apart(unknown, FOUR),
        lambda unknown: apart(TEN, unknown),
        lambda unknown: plus(unknown, D(1)),
        lambda unknown: divided(unknown, D(2)),
        lambda unknown: ratio(unknown, TEN),
        lambda unknown: ratio(TEN, unknown),
        lambda unknown: ratio(RANGE, unknown),
        lambda unknown: share_between(unknown, TEN, FOUR),
        lambda unknown: share_between(TEN, unknown, FOUR),
        lambda unknown: share_between(TEN, RANGE, unknown),
    ],
)
def test_what_is_made_of_something_unknown_is_unknown_for_its_reason(
    operation: Callable[[Found], Found],
) -> None:
    assert reason(operation(NO_PLAN)) is Reason.NO_PLAN


def test_bounds_are_rounded_outward() -> None:
    third = divided(within("1", "1", "1"), D(3))
    by_three = ratio(within("1", "1", "1"), within("3", "3", "3"), D(1))
    for quantity in (third, by_three):
        point, low, high = told(quantity)
        assert low is not None
        assert high is not None
        assert Fraction(low) < Fraction(1, 3) < Fraction(high)
        assert high - low <= D("1e-79")
        assert point is not None
        assert low <= point <= high


def test_ratios() -> None:
    assert told(ratio(TEN, within("2", "2.5", "4"))) == (400, D("237.5"), 525)
    assert told(ratio(TEN, within("2", "2.5", "4"), D(1))) == (4, D("2.375"), D("5.25"))
    assert told(ratio(TEN, FOUR._replace(low=None))) == (250, None, None)
    assert told(ratio(TEN._replace(high=None), FOUR)) == (250, None, None)
    # Above nothing at all, or below it, the quotient has no bounds that are worth having.
    assert told(ratio(TEN, within("0", "1", "2"))) == (1000, None, None)
    assert told(ratio(within("-1", "1", "2"), within("1", "1", "1"))) == (100, None, None)
    assert told(ratio(within("0", "1", "2"), within("1", "1", "1"))) == (100, 0, 200)
    for first, second, why in (
        (RANGE, TEN, Reason.NOT_A_SINGLE_VALUE),
        (TEN, RANGE, Reason.NOT_A_SINGLE_VALUE),
        (TEN, within("0", "0", "0"), Reason.ZERO_BASE),
        (TEN, within("-1", "-1", "-1"), Reason.NEGATIVE_BASE),
    ):
        assert reason(ratio(first, second)) is why


def test_a_ratio_to_something_else_of_the_same_size_keeps_its_bounds() -> None:
    computed = within("9", "10", "11")
    assert told(ratio(computed, within("8", "10", "12.5"))) == (100, 72, D("137.5"))


def test_the_share_of_the_way_gone() -> None:
    base, half, target = known("100"), known("110"), known("120")
    # 100 × 9 / 20 and 100 × 11 / 20, with all three at the ends that matter
    assert told(share_between(base, half, target)) == (50, 45, 55)
    assert told(share_between(target, half, base)) == (50, 45, 55)  # a way down
    nothing, some, whole = (within(at, at, at) for at in ("0", "0.5", "1"))
    assert told(share_between(nothing, some, whole)) == (50, 50, 50)
    assert told(share_between(base, BARE, target)) == (-480, None, None)
    # Both may print as 100.5 and 100.5: nothing is known of the share.
    assert told(share_between(base, half, known("101"))) == (1000, None, None)
    assert told(share_between(known("101"), half, base)) == (-900, None, None)
    for missing in range(3):
        three = [RANGE if n == missing else q for n, q in enumerate((base, half, target))]
        assert reason(share_between(*three)) is Reason.NOT_A_SINGLE_VALUE
    assert reason(share_between(base, half, known("100,0"))) is Reason.NOTHING_REQUIRED


def test_means() -> None:
    assert told(mean([TEN, known("13")])) == (D("11.5"), 11, 12)
    assert told(mean([TEN, BARE])) == (7, None, None)
    assert told(mean([TEN])) == (10, D("9.5"), D("10.5"))
    low, high = told(mean([TEN, TEN, FOUR]))[1:]  # 22.5 / 3 and 25.5 / 3
    assert (low, high) == (D("7.5"), D("8.5"))
    assert mean([TEN, FOUR]).facts == (*TEN.facts, *FOUR.facts)


def test_what_a_fact_is_about() -> None:
    one = fact(A, 2019, "5")._replace(indicator="rice")
    assert key_of(one) == Key(A, 2019, "rice", "")
    share = fact(Measure.SHARE, 2019, "5 %")._replace(indicator="rice", total="crops")
    assert key_of(share) == Key(Measure.SHARE, 2019, "rice", "crops")
    assert key_of(one._replace(measure=G, since=2015)) == Key(G, 2019, "rice", 2015)
    assert key_over(G, 2019, "rice", None) == Key(G, 2019, "rice", "")
    assert key_over(G, 2019, "rice", 2018) == Key(G, 2019, "rice", "")
    assert key_over(G, 2019, "rice", 2017) == Key(G, 2019, "rice", 2017)


@pytest.mark.parametrize(
    ("printed", "measure", "kind", "factor"),
    [
        ("13.43", Measure.GROWTH, Kind.LEVEL, "1.1343"),
        ("-5", Measure.PLANNED_AVERAGE_GROWTH, Kind.FIXED_INDEX, "0.95"),
        ("-1.4", Measure.GROWTH, Kind.RATE, "-1.4"),  # points stay points
        ("109.9", Measure.ATTAINMENT, Kind.LEVEL, "1.099"),
        ("109.9", Measure.ATTAINMENT, Kind.RATE, "1.099"),
        ("5.91", Measure.SHARE, Kind.LEVEL, "0.0591"),
        ("5.91", Measure.CONTRIBUTION, Kind.RATE, "0.0591"),
        ("244794", Measure.ACTUAL, Kind.LEVEL, "244794"),
        ("-3.5", Measure.CHANGE, Kind.LEVEL, "-3.5"),
        ("1.89", Measure.MULTIPLE, Kind.LEVEL, "1.89"),
    ],
)
def test_rates_inside_are_factors(printed: str, measure: Measure, kind: Kind, factor: str) -> None:
    assert encode(D(printed), measure, kind) == D(factor)
    assert decode(D(factor), measure, kind) == D(printed)
