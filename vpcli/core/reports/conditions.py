"""Conditions that a person sets to a result: what was compared, and what falls short of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import HUNDRED, POINT
from vpcli.core.facts.model import Direction, Fact, Series, Verdict
from vpcli.core.reports.cells import Cell, Number

__all__ = [
    "Condition",
    "Judged",
    "Planned",
    "all_checked",
    "conditions_on_plans",
    "good_per_cent",
    "is_under",
    "joined",
    "the_other_way",
]

_MOST_TOLD = 20
"""Of what falls short; the others are counted."""


class Judged(NamedTuple):
    """What a condition on plans is held against: an attainment, and the verdict of a plan."""

    series: Series
    year: int
    actual: Cell
    plan: Cell
    attainment: Cell
    verdict: str

    @property
    def compared(self) -> Decimal | None:
        """The attainment as it is held against a limit, in per cent."""
        return good_per_cent(self.attainment, self.series.indicator.direction)


class Planned(NamedTuple):
    """A plan of a year in which others have a result, and this one has none."""

    series: Series
    year: int


class Condition(NamedTuple):
    """One condition: how many were held against it, how many fall short, and the first of them.

    `code` is that of its message: fail-under (with its `limit`, in per cent of the plan),
    fail-if-not-met, or require-checked, of which printed facts fall short.
    """

    code: str
    limit: Decimal | None
    compared: int
    missed: int
    short: Sequence[Judged | tuple[Series, Fact]]
    waiting: Sequence[Planned] = ()
    """Plans that could not be judged, since their results are not known."""


def good_per_cent(attainment: Cell, direction: Direction) -> Decimal | None:
    """Return what is held against a limit: an attainment, or where less is better its inverse.

    In per cent: 100 times plan by result, where less is better.
    """
    if not isinstance(attainment, Number) or attainment.value is None:
        return None
    is_down = direction is Direction.DOWN
    return the_other_way(attainment.value) if is_down else attainment.value


def the_other_way(per_cent: Decimal) -> Decimal | None:
    """Return plan to result where result to plan is so many per cent, and the other way round.

    >>> the_other_way(Decimal(125))
    Decimal('80')
    """
    return POINT.divide(HUNDRED * HUNDRED, per_cent) if per_cent > 0 else None


def is_under(judged: Judged, limit: Decimal) -> bool:
    """Tell whether an attainment is below so many per cent, in the sense of the indicator."""
    value = judged.compared
    return value is not None and value < limit


def conditions_on_plans(
    judged: Sequence[Judged],
    waiting: Sequence[Planned],
    fail_under: Decimal | None,
    *,
    fail_if_not_met: bool,
) -> list[Condition]:
    """Return the conditions that are set to attainments and verdicts, with what falls short.

    Where there is no attainment - of a rate, a range, without a plan - there is nothing to hold
    against a limit; a verdict may be there all the same. `waiting` are the plans without a result.
    """
    found = []
    if fail_under is not None:
        under = [one for one in judged if is_under(one, fail_under)]
        compared = sum(one.compared is not None for one in judged)
        found.append(_made("fail-under", compared, under, fail_under))
    if fail_if_not_met:
        missed = [one for one in judged if one.verdict == Verdict.NOT_MET.value]
        found.append(_made("fail-if-not-met", sum(bool(one.verdict) for one in judged), missed))
    return [one._replace(waiting=waiting) for one in found]


def all_checked(printed: int, unbound: Sequence[tuple[Series, Fact]]) -> Condition:
    """Return the condition that every printed figure is bound by others; they are told by place."""
    by_place = sorted(unbound, key=lambda one: (one[1].place.file, one[1].place.line or 0))
    return _made("require-checked", printed, by_place)


def joined(conditions: Iterable[Condition]) -> list[Condition]:
    """Return the conditions of several reports as those of one."""
    found: dict[str, Condition] = {}
    for one in conditions:
        before = found.get(one.code)
        found[one.code] = (
            one
            if before is None
            else before._replace(
                compared=before.compared + one.compared,
                missed=before.missed + one.missed,
                short=[*before.short, *one.short][:_MOST_TOLD],
                waiting=[*before.waiting, *one.waiting],
            )
        )
    return [*found.values()]


def _made(
    code: str,
    compared: int,
    short: Sequence[Judged] | Sequence[tuple[Series, Fact]],
    limit: Decimal | None = None,
) -> Condition:
    return Condition(code, limit, compared, len(short), short[:_MOST_TOLD])
