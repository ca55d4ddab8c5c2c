"""Misprints that an identity tells of: one figure moved outside what other printed ones allow.

What they allow is worked out here by exact intervals, apart from vpcli.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import NamedTuple

from invented import Key, Printed, System

Form = Callable[..., "Span"]


class Span(NamedTuple):
    """An interval of exact numbers; below it is above zero where it is divided by."""

    low: Fraction
    high: Fraction

    def plus(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def less(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)

    def times(self, other: Span) -> Span:
        ends = [a * b for a in self for b in other]
        return Span(min(ends), max(ends))

    def over(self, other: Span) -> Span:
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        ends = [a / b for a in self for b in other]
        return Span(min(ends), max(ends))

    def to_the(self, power: int) -> Span:
        if self.low < 0:
            raise ZeroDivisionError
        return Span(self.low**power, self.high**power)


ONE, HUNDRED = Span(Fraction(1), Fraction(1)), Span(Fraction(100), Fraction(100))


def _rate(now: Span, base: Span) -> Span:
    return now.over(base).less(ONE).times(HUNDRED)


def _factor(rate: Span) -> Span:
    return rate.over(HUNDRED).plus(ONE)


def _grown(base: Span, rate: Span) -> Span:
    return base.times(_factor(rate))


def _shrunk(now: Span, rate: Span) -> Span:
    return now.over(_factor(rate))


def _part(whole: Span, share: Span) -> Span:
    return whole.times(share).over(HUNDRED)


def _whole(part: Span, share: Span) -> Span:
    return part.times(HUNDRED).over(share)


def _percent(part: Span, whole: Span) -> Span:
    return part.times(HUNDRED).over(whole)


def _points(now: Span, base: Span, whole: Span) -> Span:
    return now.less(base).times(HUNDRED).over(whole)


def _sum(*parts: Span) -> Span:
    return Span(sum((p.low for p in parts), Fraction(0)), sum((p.high for p in parts), Fraction(0)))


def _rest(whole: Span, *parts: Span) -> Span:
    return whole.less(_sum(*parts))


def _rest_of_hundred(*parts: Span) -> Span:
    return HUNDRED.less(_sum(*parts))


def forms(system: System, key: Key) -> Iterator[tuple[Key, Form, tuple[Key, ...]]]:
    """Identities that a rate, a change, a share takes part in: the term, how, and the others."""
    area, id_, measure, year, against = key
    since = against if isinstance(against, int) else year - 1
    now, base = (Key(area, id_, "actual", one) for one in (year, since))
    plan = now._replace(measure="plan")
    grows = system.kinds[id_] in ("level", "fixed-index")
    if system.crosses(key):
        return
    if measure == "change":
        yield from ((key, Span.less, (now, base)), (now, Span.plus, (base, key)))
        yield base, Span.less, (now, key)
    elif measure in ("growth", "planned-growth") and grows:
        reached = now if measure == "growth" else plan
        yield from ((key, _rate, (reached, base)), (reached, _grown, (base, key)))
        yield base, _shrunk, (reached, key)
    elif measure == "multiple":
        yield from ((key, Span.over, (now, base)), (now, Span.times, (base, key)))
        yield base, Span.over, (now, key)
    elif measure == "average-growth":
        years = year - since
        yield now, lambda b, r: b.times(_factor(r).to_the(years)), (base, key)
        yield base, lambda n, r: n.over(_factor(r).to_the(years)), (now, key)
    elif measure == "attainment":
        yield from ((key, _percent, (now, plan)), (now, _part, (plan, key)))
        yield plan, _whole, (now, key)
    elif isinstance(against, str):
        yield from _forms_of_total(system, key)


def _forms_of_total(system: System, key: Key) -> Iterator[tuple[Key, Form, tuple[Key, ...]]]:
    area, id_, measure, year, total = key
    now, base = (Key(area, id_, "actual", one) for one in (year, year - 1))
    whole = now._replace(indicator=str(total))
    others = tuple(key._replace(indicator=one) for one in system.parts if one != id_)
    if measure == "share":
        yield from ((key, _percent, (now, whole)), (now, _part, (whole, key)))
        yield whole, _whole, (now, key)
        yield key, _rest_of_hundred, others
    elif measure == "contribution":
        growth = whole._replace(measure="growth")
        yield key, _points, (now, base, whole._replace(year=year - 1))
        yield key, _rest, (growth, *others)
        yield growth, _sum, (key, *others)


def _sums(system: System) -> Iterator[tuple[Key, Form, tuple[Key, ...]]]:
    areas = {area for area, _, _ in system.levels}
    for area in sorted(areas) if system.parts else ():
        for year in system.years:
            whole = Key(area, "t", "actual", year)
            parts = tuple(whole._replace(indicator=one) for one in system.parts)
            yield whole, _sum, parts
            for part in parts:
                yield part, _rest, (whole, *(other for other in parts if other != part))


def misprinted(seed_of: System, random: Random) -> tuple[System, Printed, str] | None:
    """The system with one figure moved, that figure as it is now, and why it cannot be so."""
    system = seed_of
    known = {one.key: one for one in system.printed if one.low is not None}
    identities = [form for key in known for form in forms(system, key)]
    identities += _sums(system)
    bound = [form for form in identities if known.keys() >= {form[0], *form[2]}]
    random.shuffle(bound)
    for key, form, others in bound:
        try:
            allowed = form(*(_span(known[other]) for other in others))
        except ZeroDivisionError:
            continue
        moved = _outside(known[key], allowed, random)
        if moved is not None:
            printed = [moved if one.key == key else one for one in system.printed]
            said = ", ".join(f"{k.indicator} {k.year} {k.measure} {known[k].text}" for k in others)
            span = f"{float(allowed.low):.8g} to {float(allowed.high):.8g}"
            why = f"{known[key].text} became {moved.text}; {said} allow {span}"
            return replace(system, printed=printed), moved, why
    return None


def _span(one: Printed) -> Span:
    assert one.low is not None
    assert one.high is not None
    return Span(one.low, one.high)


def _outside(one: Printed, allowed: Span, random: Random) -> Printed | None:
    """The figure moved just beyond what is allowed, or some units further."""
    unit, half = one.unit, one.unit / 2
    up = ((allowed.high + half) / unit).__floor__() + 1
    down = -((half - allowed.low) / unit).__floor__() - 1
    count = random.choice((up + random.choice((0, 1, 5)), down - random.choice((0, 1, 5))))
    value = count * unit
    least = -100 + unit if "growth" in one.key.measure else 2 * unit
    free = one.key.measure in ("change", "contribution", "share-of-growth")
    if (value <= least and not free) or allowed.low <= value + half <= allowed.high:
        return None
    if value + half >= allowed.low and value - half <= allowed.high:
        return None
    exponent = Decimal(unit.numerator).log10() - Decimal(unit.denominator).log10()
    number = Decimal(count).scaleb(int(exponent))
    return one._replace(text=f"{number:f}", value=value, low=value - half, high=value + half)


def names(row: dict[str, str], one: Printed) -> bool:
    """Whether a finding is of a figure, or holds it against another."""
    key = one.key
    about = (row["area"], row["indicator"], row["year"], row["measure"])
    own = about == (key.area, key.indicator, str(key.year), key.measure)
    return own or f" {key.indicator} {key.year} {key.measure} " in row["against"]
