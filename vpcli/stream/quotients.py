"""Texts of exact quotients in per cent, and of exact differences.

Numbers are whole, counted in one last place. Small ones are floats of which nothing is made that
reaches 2**53, and the whole part of a float quotient is then exact: one that is below a whole
number is below it by at least 1 / divisor, which is more than its rounding. Of larger floats a
quotient is off by less than 1e-10, so that its whole part is sure unless it is close to a whole
number; then, and where numbers are no floats, integers are divided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vpcli.stream.figures import Size
from vpcli.stream.text import Texts, decimal_text

if TYPE_CHECKING:  # decimal is loaded where 12 digits are asked for
    from decimal import Context

__all__ = ["ANY_SIGN", "DIFFERENCE", "POSITIVE", "Quotients"]

POSITIVE, ANY_SIGN, DIFFERENCE = 1, 2, 4
"""Cases of rows: a quotient of a number above zero or of any, or up to here a difference."""
_NEAR = 1 << 13
"""Differences below it are kept as texts."""
_MOST_DIGITS = 2
"""Decimals of rates that are kept as texts, up to 300 %."""

_CLOSE, _FAR = 1e-9, 1 - 1e-9
"""How far from a whole number a quotient up to 30,000 is to be, so that its rounding is sure."""

Numbers = Sequence[float]


class Quotients:
    """Makes columns of texts for rows in cases; what a case does not have is blank.

    A quotient is taken as it is, or `less` one. Divisors are above zero.
    """

    def __init__(self, digits: int | None, places: int, blank: str, size: Size) -> None:
        """Take the decimals, or None for 12 significant digits, and the numbers' last place."""
        self._digits, self._places, self._blank = digits, places, blank
        few = digits is not None and digits <= _MOST_DIGITS
        self._is_fast = few and size is not Size.LARGE
        self._is_near = few and size is Size.MIDDLE
        self._whole = 100 * 10 ** (digits or 0)
        self._most = 3 * self._whole if self._is_fast else 0
        kept = (0, self._most)
        self._texts = [Texts(digits or 0, digits, less * self._whole, kept=kept) for less in (0, 1)]
        self._differences = Texts(places, digits, kept=(-_NEAR, _NEAR))

    def near(self, cases: Sequence[int], tops: Numbers, bottoms: Numbers, less: int) -> list[str]:
        """Return `top / bottom`, rounded half away from zero."""
        exact, blank, rows = self._near, self._blank, zip(cases, tops, bottoms, strict=True)
        if not self._is_fast:
            return [exact(v, b, less) if k <= ANY_SIGN else blank for k, v, b in rows]
        text, kept, most, twice = *self._of(less), 2.0 * self._whole
        zero = float(less)
        if self._is_near:
            return [
                (kept[n] or text(n))
                if k == POSITIVE
                and (x := (twice * v + b) / (b + b)) < most
                and _CLOSE < x - (n := int(x)) < _FAR
                else exact(v, b, less)
                if k <= ANY_SIGN
                else blank
                for k, v, b in rows
            ]
        return [
            (kept[n] or text(n))
            if k == POSITIVE
            and (
                n := int((twice * v + b) / (b + b))
                if v >= zero * b
                else int((twice * v + b - 1.0) / (b + b))
            )
            < most
            else exact(v, b, less)
            if k <= ANY_SIGN
            else blank
            for k, v, b in rows
        ]

    def below(
        self,
        cases: Sequence[int],
        tops: Numbers,
        units: Numbers,
        bottoms: Numbers,
        bottom_units: Numbers,
        less: int,
    ) -> list[str]:
        """Return the lower bound of `top / bottom`, each off by half a unit, rounded down."""
        exact, blank = self._below, self._blank
        rows = zip(cases, tops, units, bottoms, bottom_units, strict=True)
        if not self._is_fast:
            return [exact(v, u, b, w, less) if k <= ANY_SIGN else blank for k, v, u, b, w in rows]
        text, kept, most, once = *self._of(less), float(self._whole)
        if self._is_near:
            return [
                (kept[n] or text(n))
                if k == POSITIVE
                and (x := once * (v + v - u) / (b + b + w)) < most
                and _CLOSE < x - (n := int(x)) < _FAR
                else exact(v, u, b, w, less)
                if k <= ANY_SIGN
                else blank
                for k, v, u, b, w in rows
            ]
        return [
            (kept[n] or text(n))
            if k == POSITIVE and (n := int(once * (v + v - u) / (b + b + w))) < most
            else exact(v, u, b, w, less)
            if k <= ANY_SIGN
            else blank
            for k, v, u, b, w in rows
        ]

    def above(
        self,
        cases: Sequence[int],
        tops: Numbers,
        units: Numbers,
        bottoms: Numbers,
        bottom_units: Numbers,
        less: int,
    ) -> list[str]:
        """Return the upper bound, rounded up."""
        exact, blank = self._above, self._blank
        rows = zip(cases, tops, units, bottoms, bottom_units, strict=True)
        if not self._is_fast:
            return [exact(v, u, b, w, less) if k <= ANY_SIGN else blank for k, v, u, b, w in rows]
        text, kept, most, once = *self._of(less), float(self._whole)
        if self._is_near:
            last = most - 1.0
            return [
                (kept[n + 1] or text(n + 1))
                if k == POSITIVE
                and (q := b + b - w) > 0.0
                and (x := once * (v + v + u) / q) < last
                and _CLOSE < x - (n := int(x)) < _FAR
                else exact(v, u, b, w, less)
                if k <= ANY_SIGN
                else blank
                for k, v, u, b, w in rows
            ]
        return [
            (kept[n] or text(n))
            if k == POSITIVE
            and (n := int((once * (v + v + u) + (q := b + b - w) - 1.0) / q)) < most
            else exact(v, u, b, w, less)
            if k <= ANY_SIGN
            else blank
            for k, v, u, b, w in rows
        ]

    def differences(self, cases: Sequence[int], ones: Numbers, others: Numbers) -> list[str]:
        """Return one number less another."""
        text, kept, blank = self._differences.text, self._differences.kept, self._blank
        rows = zip(cases, ones, others, strict=True)
        if self._digits is None or self._places > self._digits:
            return [
                ((kept[n] or text(n)) if -_NEAR < (n := int(v - b)) < _NEAR else text(n))
                if k <= DIFFERENCE
                else blank
                for k, v, b in rows
            ]
        unit = 10**self._places
        fractions = [decimal_text(n, self._places, self._digits)[1:] for n in range(unit)]
        return [
            (
                (kept[n] or text(n))
                if -_NEAR < (n := int(v - b)) < _NEAR
                else str(n // unit) + fractions[n % unit]
                if n > 0
                else str(-(-n // unit)) + fractions[-n % unit]
            )
            if k <= DIFFERENCE
            else blank
            for k, v, b in rows
        ]

    def _of(self, less: int) -> tuple[Callable[[int], str], list[str | None], int]:
        texts = self._texts[less]
        return texts.text, texts.kept, self._most

    def _near(self, top: float, bottom: float, less: int) -> str:
        """One quotient of numbers of any sign and size."""
        v, b = int(top), int(bottom)
        if self._digits is None:
            from vpcli.core.facts.arithmetic import TWELVE

            return _significant(TWELVE, v - less * b, b)
        number = 2 * self._whole * v + b - (v < less * b)
        return self._texts[less].text(number // (2 * b))

    def _below(self, top: float, unit: float, bottom: float, bottom_unit: float, less: int) -> str:
        v, b = int(top + top - unit), int(bottom + bottom)
        b += int(bottom_unit) if v >= 0 else -int(bottom_unit)
        if self._digits is None:
            from vpcli.core.facts.arithmetic import TWELVE_DOWN

            return _significant(TWELVE_DOWN, v - less * b, b)
        return self._texts[less].text(self._whole * v // b)

    def _above(self, top: float, unit: float, bottom: float, bottom_unit: float, less: int) -> str:
        v, b = int(top + top + unit), int(bottom + bottom)
        b -= int(bottom_unit) if v >= 0 else -int(bottom_unit)
        if self._digits is None:
            from vpcli.core.facts.arithmetic import TWELVE_UP

            return _significant(TWELVE_UP, v - less * b, b)
        return self._texts[less].text(-(-self._whole * v // b))


def _significant(context: Context, top: int, bottom: int) -> str:
    """A quotient in per cent, rounded to 12 digits as the context says."""
    return f"{context.divide(100 * top, bottom).normalize(context):f}"
