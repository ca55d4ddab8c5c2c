"""Conditions in words: what was compared, and what falls short."""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Direction, Fact, Series, Status
from vpcli.core.reports.cells import Cell, Number
from vpcli.core.reports.columns import Type
from vpcli.core.reports.conditions import Condition, Judged
from vpcli.i18n import say
from vpcli.writers.display import (
    Style,
    clean,
    fact_text,
    number_text,
    place_text,
    plain_number,
    unit_text,
    with_area,
)

__all__ = ["condition_lines", "not_judged", "nothing_compared"]

_MOST_NAMED = 5
_DECIMALS, _MOST_DECIMALS = 2, 12


def condition_lines(condition: Condition, lang: str) -> list[str]:
    """Return what falls short of a condition that is not met: a headline, then one line each."""
    fields = {"missed": condition.missed, "compared": condition.compared}
    lines = [say(lang, f"condition.{condition.code}", limit=_limit(condition, lang), **fields)]
    lines += [f"  {_line(one, condition, lang)}" for one in condition.short]
    left = condition.missed - len(condition.short)
    return [*lines, "  " + say(lang, "condition.more", count=left)] if left else lines


def nothing_compared(condition: Condition, lang: str) -> str:
    """Return what is said of a condition that there was nothing to compare with."""
    return say(lang, f"condition.nothing.{condition.code}", limit=_limit(condition, lang))


def not_judged(condition: Condition, lang: str) -> str:
    """Return what is said of plans that have no result."""
    told = condition.waiting[:_MOST_NAMED]
    named = [f"{_name(series, lang)} {year}" for series, year in told]
    left = len(condition.waiting) - len(named)
    more = [say(lang, "condition.more", count=left)] if left else []
    fields = {"limit": _limit(condition, lang), "names": "; ".join([*named, *more])}
    return say(lang, f"condition.waiting.{condition.code}", **fields)


def _limit(condition: Condition, lang: str) -> str:
    return "" if condition.limit is None else _in_full(condition.limit, lang)


def _in_full(value: Decimal, lang: str) -> str:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return plain_number(value, max(0, -exponent), lang)


def _line(short: Judged | tuple[Series, Fact], condition: Condition, lang: str) -> str:
    if not isinstance(short, Judged):
        series, fact = short
        text = with_area(fact_text(fact, series, lang), series, lang, several=True)
        return f"{place_text(fact)}  {text}"
    name = _name(short.series, lang)
    said = [*_attained(short, condition.limit, lang), *_levels(short, lang)]
    return say(lang, "condition.line", name=name, year=short.year, said="; ".join(said))


def _name(series: Series, lang: str) -> str:
    name = clean(series.indicator.name.in_language(lang))
    return with_area(name, series, lang, several=True)


def _attained(judged: Judged, limit: Decimal | None, lang: str) -> list[str]:
    """The attainment as it was compared, with so many digits that it is told from the limit."""
    less = judged.series.indicator.direction is Direction.DOWN
    known = isinstance(judged.attainment, Number) and judged.attainment.value
    value = known if limit is None else judged.compared
    if not value:
        return []
    decimals = _DECIMALS
    while rounded(value, decimals) == limit and decimals < _MOST_DECIMALS:
        decimals += 1
    name = "attained" if not less else "less-is-better" if limit is None else "inverse"
    return [say(lang, f"condition.{name}", value=plain_number(value, decimals, lang))]


def _levels(judged: Judged, lang: str) -> list[str]:
    """Result and plan, where both are known, with their unit."""
    actual, plan = (_level(one, judged.series, lang) for one in (judged.actual, judged.plan))
    if not actual or not plan:
        return []
    unit = unit_text(judged.series, lang)
    said = say(lang, "condition.levels", actual=actual, plan=plan)
    return [f"{said} ({unit})" if unit else said]


def _level(cell: Cell, series: Series, lang: str) -> str:
    """A level without the marks that need a legend."""
    if not isinstance(cell, Number):
        return ""
    plain = cell._replace(status=Status.NORMAL, basis=Basis.PUBLISHED, conflict=False)
    parts = number_text(plain, Type.LEVEL, series, Style(lang), compact=False)
    return parts.head + parts.tail
