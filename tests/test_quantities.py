"""Arithmetic on quantities, worked by hand: points, bounds, and what a result rests on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as D
from fractions import Fraction

import pytest
from build import fact

from vpcli.core.keys import Key, decode, encode, key_of, key_over
from vpcli.core.model import Kind, Measure, Status
from vpcli.core.quantities import (
    apart,
    divided,
    less,
    mean,
    plus,
    resting_on,
    scaled_ratio,
    share_between,
    times,
)
from vpcli.core.solve import Basis, Quantity

A, G, PLAN = Measure.ACTUAL, Measure.GROWTH, Measure.PLAN


def known(text: str, measure: Measure = A, status: Status = Status.NORMAL) -> Quantity:
    """A figure as it was published."""
    one = fact(measure, 2019, text, status=status)
    assert one.figure
    low, high = (end if end.is_finite() else None for end in (one.figure.low, one.figure.high))
    faces = one.figure.low_face, one.figure.high_face
    return Quantity(one.figure.value, low, high, Basis.PUBLISHED, status, (one,), faces=faces)


def within(low: str, point: str, high: str) -> Quantity:
    return Quantity(D(point), D(low), D(high), Basis.COMPUTED)


TEN, FOUR = known("10"), known("4")  # 9.5 to 10.5, and 3.5 to 4.5
BARE = FOUR._replace(low=None, high=None)
RANGE = known("115-125", PLAN)  # 114.5 to 125.5
ABOVE, BELOW = known("trên 24", PLAN), known("dưới 24", PLAN)


def told(quantity: Quantity | None) -> tuple[D | None, D | None, D | None]:
    assert quantity
    return quantity.point, quantity.low, quantity.high


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
        scaled_ratio,
        lambda first, second: share_between(TEN, first, second._replace(point=D(20))),
    ],
)
def test_a_result_of_two_rests_on_both(
    operation: Callable[[Quantity, Quantity], Quantity | None],
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
    for first, second in ((None, FOUR), (TEN, None), (TEN, RANGE), (RANGE, TEN)):
        assert less(first, second) is None


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
    for first, second in ((None, FOUR), (TEN, None), (ABOVE, ABOVE)):
        assert apart(first, second) is None


def test_a_constant_added_leaves_a_figure_published() -> None:
    found = plus(TEN, D(100))
    assert told(found) == (110, D("109.5"), D("110.5"))
    assert found
    assert (found.basis, found.facts) == (Basis.PUBLISHED, TEN.facts)
    assert told(plus(BARE, D(1))) == (5, None, None)
    assert plus(None, D(1)) is plus(RANGE, D(1)) is None


def test_times_and_divided_by_a_constant() -> None:
    assert told(times(TEN, D(2))) == (20, 19, 21)
    assert told(times(BARE, D(2))) == (8, None, None)
    assert times(None, D(2)) is times(RANGE, D(2)) is None
    assert told(divided(TEN, D(4))) == (D("2.5"), D("2.375"), D("2.625"))
    assert told(divided(RANGE, D(2))) == (None, D("57.25"), D("62.75"))
    assert told(divided(ABOVE, D(2))) == (None, 12, None)
    assert told(divided(BELOW, D(2))) == (None, None, 12)
    assert divided(None, D(2)) is None
    for found in (times(TEN, D(2)), divided(TEN, D(4))):
        assert found
        assert (found.basis, found.facts) == (Basis.COMPUTED, TEN.facts)


def test_bounds_are_rounded_outward() -> None:
    third = divided(within("1", "1", "1"), D(3))
    ratio = scaled_ratio(within("1", "1", "1"), within("3", "3", "3"), D(1))
    for quantity in (third, ratio):
        point, low, high = told(quantity)
        assert low is not None
        assert high is not None
        assert Fraction(low) < Fraction(1, 3) < Fraction(high)
        assert high - low <= D("1e-79")
        assert point is not None
        assert low <= point <= high


def test_ratios() -> None:
    assert told(scaled_ratio(TEN, within("2", "2.5", "4"))) == (400, D("237.5"), 525)
    assert told(scaled_ratio(TEN, within("2", "2.5", "4"), D(1))) == (4, D("2.375"), D("5.25"))
    assert told(scaled_ratio(TEN, FOUR._replace(low=None))) == (250, None, None)
    assert told(scaled_ratio(TEN._replace(high=None), FOUR)) == (250, None, None)
    # Above nothing at all, or below it, the quotient has no bounds that are worth having.
    assert told(scaled_ratio(TEN, within("0", "1", "2"))) == (1000, None, None)
    assert told(scaled_ratio(within("-1", "1", "2"), within("1", "1", "1"))) == (100, None, None)
    assert told(scaled_ratio(within("0", "1", "2"), within("1", "1", "1"))) == (100, 0, 200)
    zero, minus = within("0", "0", "0"), within("-1", "-1", "-1")
    for first, second in (
        (None, TEN),
        (TEN, None),
        (RANGE, TEN),
        (TEN, RANGE),
        (TEN, zero),
        (TEN, minus),
    ):
        assert scaled_ratio(first, second) is None


def test_a_quantity_is_exactly_once_itself() -> None:
    assert told(scaled_ratio(TEN, TEN)) == (100, 100, 100)
    assert told(scaled_ratio(TEN, TEN._replace(low=D(9)))) == (100, 100, 100)  # the same fact
    computed = within("9", "10", "11")
    assert told(scaled_ratio(computed, computed)) == (100, 100, 100)
    assert told(scaled_ratio(computed, within("8", "10", "12.5"))) == (100, 72, D("137.5"))


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
        for unfit in (None, RANGE):
            three = [unfit if n == missing else q for n, q in enumerate((base, half, target))]
            assert share_between(*three) is None
    assert share_between(base, half, known("100,0")) is None


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
