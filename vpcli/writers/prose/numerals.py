"""Figures as a sentence prints them: qualifier, numeral and unit, to their last known place."""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.facts.arithmetic import EXACT
from vpcli.core.facts.number import Figure, Qualifier
from vpcli.core.facts.units import Unit
from vpcli.i18n import say, say_unit
from vpcli.writers.display import clean, plain_number

__all__ = ["amount", "percent", "printed", "size_of"]

_GROUP = 3
_BOUNDS = {
    (True, True): "prose.below",
    (True, False): "prose.at-most",
    (False, True): "prose.above",
    (False, False): "prose.at-least",
}
"""By whether it is bounded above, and whether the end itself is outside."""


def percent(figure: Figure, lang: str, *, unit: str = "%") -> str:
    """Return a rate in per cent, or in another unit that stands behind the numeral.

    The sign of a rate is told by its verb: what is printed is its size.
    """
    return printed(size_of(figure), lang, 0) + unit


def amount(figure: Figure, unit: Unit, lang: str, *, bare: bool) -> str:
    """Return a level or the size of a change; `bare` where the unit stands with the name."""
    zeros = max(0, EXACT.normalize(figure.unit).adjusted())
    step = -(-zeros // _GROUP) * _GROUP
    words = _unit_words(unit, step, lang, bare=bare)
    if words is None:  # no word for such a scale
        step, words = 0, _unit_words(unit, 0, lang, bare=bare) or ""
    return f"{printed(figure, lang, -step)} {words}".rstrip()


def _unit_words(unit: Unit, step: int, lang: str, *, bare: bool) -> str | None:
    """The words behind a numeral, its unit made greater by a power of ten."""
    if not step:
        return "" if bare else clean(say_unit(unit, lang))
    exponent = unit.exponent + step
    base = "" if bare else unit.base or ""
    words = say_unit(Unit("", exponent, base), lang)
    return words or None


def printed(figure: Figure, lang: str, exponent: int) -> str:
    """Return the numerals with their qualifier, in a unit that is smaller by that power of ten."""
    low, high = figure.low_face, figure.high_face
    place = _exponent(figure.unit) + exponent
    if low == high:
        word = say(lang, f"qualifier.{figure.qualifier.value}") + " " if figure.qualifier else ""
        return word + _numeral(low, exponent, place, lang)
    ends = [end for end in (low, high) if end.is_finite()]
    if len(ends) == 1 or figure.low == figure.low_face == 0:
        upper = high.is_finite()
        end = high if upper else low
        word = say(lang, _BOUNDS[upper, figure.strict])
        return f"{word} {_numeral(end, exponent, place, lang)}"
    about = say(lang, "qualifier.about") + " " if figure.qualifier is Qualifier.ABOUT else ""
    places = [_exponent(end) + exponent for end in ends]
    return about + "–".join(
        _numeral(end, exponent, own, lang) for end, own in zip(ends, places, strict=True)
    )


def _numeral(value: Decimal, exponent: int, place: int, lang: str) -> str:
    text = plain_number(EXACT.scaleb(value, exponent), max(0, -place), lang)
    return text.replace("−", "-")


def size_of(figure: Figure) -> Figure:
    """Return the figure without its sign."""
    if figure.high_face > 0 or not figure.low_face:
        return figure
    return figure._replace(
        low_face=figure.high_face.copy_abs(),
        high_face=figure.low_face.copy_abs(),
        low=figure.high.copy_abs(),
        high=figure.low.copy_abs(),
    )


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
