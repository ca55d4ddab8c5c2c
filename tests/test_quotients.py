"""Quotients of numbers of every size: floats where they are sure, and integers give the same."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hypothesis import example, given
from hypothesis import strategies as st

from vpcli.stream.figures import Size
from vpcli.stream.quotients import POSITIVE, Quotients

numbers = st.one_of(
    st.integers(1, 10**15 - 1),
    st.integers(1, 10**15 - 1).map(lambda n: n - n % 1000 + 1000 if n < 10**15 - 1000 else n),
    st.integers(1, 10_000),
)
shares = st.integers(1, 29_999)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, int]:
    """Two numbers whose quotient is often as close to a rounding limit as it can be."""
    bottom, near = draw(numbers), draw(shares)
    if draw(st.booleans()):
        return draw(numbers), bottom
    top = bottom * near // 10_000 + draw(st.integers(-2, 2))
    return min(max(top, 1), 10**15 - 1), bottom


def as_percent(number: int) -> str:
    """Hundredths of a per cent as they are written."""
    sign, number = "-" if number < 0 else "", abs(number)
    return f"{sign}{number // 100}.{number % 100:02}"


@given(pairs(), st.sampled_from([1, 10, 100]), st.sampled_from([0, 1]))
@example((10**15 - 1, 10**15 - 2), 1, 1)
@example((999_950_000_000_005, 999_900_000_000_000), 1, 1)
@example((1, 10**15 - 1), 1, 0)
def test_a_quotient_of_floats_is_that_of_integers(
    pair: tuple[int, int], unit: int, less: int
) -> None:
    """By fractions too: near is rounded half away from zero, the bounds outward."""
    top, bottom = (n - n % unit or unit for n in pair)
    if 2 * bottom <= unit:
        return
    asked = [POSITIVE], [float(top)], [float(unit)], [float(bottom)], [float(unit)]
    cases, tops, _, bottoms, _ = asked
    made = Quotients(2, 0, "", Size.MIDDLE)
    near = made.near(cases, tops, bottoms, less)
    low = made.below(*asked, less)
    high = made.above(*asked, less)
    rate = (Fraction(top, bottom) - less) * 10_000
    away = floor(abs(rate) + Fraction(1, 2)) * (1 if rate >= 0 else -1)
    least = (Fraction(2 * top - unit, 2 * bottom + unit) - less) * 10_000
    most = (Fraction(2 * top + unit, 2 * bottom - unit) - less) * 10_000
    assert near == [as_percent(away)]
    assert low == [as_percent(floor(least))]
    assert high == [as_percent(ceil(most))]
