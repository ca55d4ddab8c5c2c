"""Which facts a sentence can tell so that they are read back as they are; the others are left out.

A break, whose plan it is, and what a rate in another unit than per cent grew by have
no words here that could not be taken for something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from vpcli.core.facts.model import Fact, Kind, Measure, Series, Status
from vpcli.core.facts.units import PERCENT, POINTS

__all__ = ["tellable"]

_TOLD = (Status.NORMAL, Status.ESTIMATED, Status.PROVISIONAL, Status.FORECAST)
_LEVELS = (Measure.ACTUAL, Measure.PLAN)
_OF_A_RATE = (*_LEVELS, Measure.CHANGE, Measure.GROWTH, Measure.SHARE)
_FIRST_MONTHS = 2
"""Months of a year in which nobody can have known its result."""


def tellable(series: Series, facts: Iterable[Fact], date: str) -> list[Fact]:
    """Return the facts that can be told on a day, in the order of years.

    `date` is that of the text in ISO 8601, as far as it is known.
    """
    kept = [fact for fact in facts if _is_told(fact, date) and _fits(series, fact)]
    kept.sort(key=lambda fact: fact.year)
    status = {fact.year: fact.status for fact in kept if fact.measure is Measure.ACTUAL}
    return [
        fact
        for fact in kept
        if fact.measure.is_planned or status.get(fact.year, fact.status) is fact.status
    ]


def _is_told(fact: Fact, date: str) -> bool:
    if fact.figure is None or fact.plan_by:
        return False
    if fact.measure.is_planned:
        return True
    if fact.status is Status.FORECAST:
        return True
    return fact.status in _TOLD and not _is_ahead(fact.year, date)


def _is_ahead(year: int, date: str) -> bool:
    """Whether nobody could know a result of a year on that day."""
    if not date:
        return False
    written, month = int(date[:4]), int(date[5:7] or 0)
    return year > written or (year == written and 1 <= month <= _FIRST_MONTHS)


def _fits(series: Series, fact: Fact) -> bool:
    """Whether the unit tells what the measure is: growth in per cent, or a change in points."""
    kind, unit = series.indicator.kind, series.indicator.unit
    plain = unit.base == PERCENT and unit.exponent == 0
    if kind is Kind.RATE:
        measures = _OF_A_RATE if plain or unit.base == POINTS else _LEVELS
    elif unit.base == PERCENT and kind is not Kind.CHAIN_INDEX:
        measures = _LEVELS
    else:
        return True
    return fact.measure in measures
