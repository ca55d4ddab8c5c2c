"""An independent judge: can printed figures all be true? Exact rational arithmetic by z3.

Every rate is a pair of linear inequalities between levels, so that figures can all be true
just where a linear system over the levels has a solution. It shares no formula with vpcli.
"""

from __future__ import annotations

from fractions import Fraction

import z3

from vpcli.core.facts.model import Fact, Measure, Parts
from vpcli.core.facts.number import Qualifier

M = Measure


def ends(fact: Fact) -> tuple[Fraction, Fraction]:
    """The widest that a figure can stand for: half a unit, or its qualifier, whichever is wider."""
    figure = fact.figure
    assert figure
    assert figure.value is not None
    half = Fraction(figure.unit) / 2
    low, high = Fraction(figure.value) - half, Fraction(figure.value) + half
    if figure.qualifier is not Qualifier.NONE:
        low, high = min(low, Fraction(figure.low)), max(high, Fraction(figure.high))
    return low, high


class Judge:
    def __init__(self, breakdowns: tuple[Parts, ...], may_be_negative: set[str]) -> None:
        self.breakdowns = breakdowns
        self.may_be_negative = may_be_negative
        self.solver = z3.Solver()
        self.known: dict[tuple[str, str, int], z3.ArithRef] = {}

    def level(self, id_: str, year: int, what: str = "y") -> z3.ArithRef:
        name = what, id_, year
        if name not in self.known:
            self.known[name] = z3.Real(f"{what}_{id_}_{year}")
            if id_ not in self.may_be_negative:
                self.solver.add(self.known[name] > 0)
        return self.known[name]

    def add(self, fact: Fact) -> None:
        low, high = ends(fact)
        year, id_ = fact.year, fact.indicator
        base_year = fact.since if fact.since is not None else year - 1
        value = self.level(id_, year) if fact.measure is not M.PLAN else None
        if fact.measure in (M.GROWTH, M.MULTIPLE, M.AVERAGE_GROWTH, M.PLANNED_GROWTH):
            self.solver.add(self.level(id_, base_year) > 0)  # a rate means nothing else
        if fact.measure is M.ACTUAL:
            self.between(value, low, high)
        elif fact.measure is M.PLAN:
            self.between(self.level(id_, year, "k"), low, high)
        elif fact.measure is M.CHANGE:
            self.between(value - self.level(id_, base_year), low, high)
        elif fact.measure is M.GROWTH:
            self.times(value, self.level(id_, base_year), 1 + low / 100, 1 + high / 100)
        elif fact.measure is M.MULTIPLE:
            self.times(value, self.level(id_, base_year), low, high)
        elif fact.measure is M.AVERAGE_GROWTH:
            n = year - base_year
            self.times(
                value, self.level(id_, base_year), (1 + low / 100) ** n, (1 + high / 100) ** n
            )
        elif fact.measure is M.PLANNED_GROWTH:
            plan, base = self.level(id_, year, "k"), self.level(id_, year - 1)
            self.times(plan, base, 1 + low / 100, 1 + high / 100)
        elif fact.measure is M.ATTAINMENT:
            self.times(value, self.level(id_, year, "k"), low / 100, high / 100)
        elif fact.measure is M.SHARE:
            self.times(value, self.level(fact.total, year), low / 100, high / 100)
        else:
            self.of_growth(fact, low / 100, high / 100)

    def of_growth(self, fact: Fact, low: Fraction, high: Fraction) -> None:
        year, total = fact.year, fact.total
        change = self.level(fact.indicator, year) - self.level(fact.indicator, year - 1)
        if fact.measure is M.CONTRIBUTION:
            self.times(change, self.level(total, year - 1), low, high)
            return
        assert fact.measure is M.SHARE_OF_GROWTH
        whole = self.level(total, year) - self.level(total, year - 1)
        a, b = z3.RealVal(str(low)), z3.RealVal(str(high))
        up = z3.And(whole >= 0, change >= a * whole, change <= b * whole)
        down = z3.And(whole <= 0, change <= a * whole, change >= b * whole)
        self.solver.add(z3.Or(up, down))

    def between(self, what: z3.ArithRef, low: Fraction, high: Fraction) -> None:
        self.solver.add(what >= z3.RealVal(str(low)), what <= z3.RealVal(str(high)))

    def times(self, what: z3.ArithRef, base: z3.ArithRef, low: Fraction, high: Fraction) -> None:
        self.solver.add(what >= z3.RealVal(str(low)) * base, what <= z3.RealVal(str(high)) * base)

    def feasible(self, facts: list[Fact]) -> bool:
        for fact in facts:
            self.add(fact)
        years = {year for _, _, year in self.known} | {fact.year for fact in facts}
        for breakdown in self.breakdowns:
            for year in years:
                total = self.level(breakdown.total, year)
                self.solver.add(total == sum(self.level(part, year) for part in breakdown.parts))
        verdict = self.solver.check()
        assert verdict != z3.unknown
        return bool(verdict == z3.sat)


def can_all_be_true(
    facts: list[Fact], breakdowns: tuple[Parts, ...], may_be_negative: set[str]
) -> bool:
    """Tell whether there are levels that every printed figure is true of."""
    return Judge(breakdowns, may_be_negative).feasible(facts)
