"""Invented worlds: exact levels of a total and its parts over years, and facts printed of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

from vpcli.core.facts.model import (
    Area,
    Fact,
    Group,
    Indicator,
    Kind,
    Measure,
    Parts,
    Series,
    Status,
    Words,
)
from vpcli.core.facts.number import Qualifier, figure
from vpcli.core.facts.quantity_keys import Key, key_of
from vpcli.core.facts.units import parse_unit
from vpcli.errors import Place

TOTAL, PARTS, MIXED = "total", ("a", "b", "c"), "taxes"
Exact = TypeVar("Exact", Decimal, Fraction)
_WIDE = Context(prec=120)
M = Measure


@dataclass
class World:
    """Exact quantities by key, in the unit they would be printed in."""

    years: list[int]
    parts: tuple[str, ...]
    exact: dict[Key, Decimal | Fraction] = field(default_factory=dict)

    @property
    def breakdown(self) -> Parts:
        return Parts(TOTAL, self.parts, complete=True)

    def group(self, facts: list[Fact]) -> Group:
        unit = parse_unit("tỷ đồng")
        return Group(
            tuple(
                Series(
                    Area(),
                    Indicator(id_, Words(id_, id_), unit, Kind.LEVEL),
                    tuple(fact for fact in facts if fact.indicator == id_),
                )
                for id_ in (TOTAL, *self.parts)
            ),
            (self.breakdown,),
        )


def invented(random: Random) -> World:
    """A world of some years, some parts, the last part perhaps negative."""
    first = 2015
    years = list(range(first, first + random.randint(2, 5)))
    parts = PARTS[: random.randint(2, 3)] + ((MIXED,) if random.random() < 0.5 else ())
    world = World(years, parts)
    levels: dict[tuple[str, int], Fraction] = {}
    for part in parts:
        size = Fraction(10) ** random.randint(1, 5)
        level = size * Fraction(random.randint(100, 999), 100)
        if part == MIXED:
            level = -level / 20 if random.random() < 0.5 else level / 20
        for year in years:
            level *= Fraction(random.randint(850, 1250), 1000) + Fraction(random.random()) / 10**6
            levels[part, year] = level
    for year in years:
        levels[TOTAL, year] = sum((levels[part, year] for part in parts), Fraction(0))
    for (id_, year), level in levels.items():
        put(world, levels, id_, year, level, random)
    return world


def put(
    world: World,
    levels: dict[tuple[str, int], Fraction],
    id_: str,
    year: int,
    level: Fraction,
    random: Random,
) -> None:
    """Everything that could be printed of one indicator in one year."""
    exact, first = world.exact, world.years[0]
    exact[Key(M.ACTUAL, year, id_)] = level
    total = levels[TOTAL, year]
    if id_ != TOTAL and total > 0:
        exact[Key(M.SHARE, year, id_, TOTAL)] = 100 * level / total
    if id_ == TOTAL and level > 0:
        plan = level * Fraction(random.randint(900, 1100), 1000)
        exact[Key(M.PLAN, year, id_)] = plan
        exact[Key(M.ATTAINMENT, year, id_)] = 100 * level / plan
    if year == first:
        return
    before, total_before = levels[id_, year - 1], levels[TOTAL, year - 1]
    exact[Key(M.CHANGE, year, id_)] = level - before
    if before > 0 and level > 0:
        exact[Key(M.GROWTH, year, id_)] = 100 * (level / before - 1)
        exact[Key(M.MULTIPLE, year, id_)] = level / before
        if id_ == TOTAL:
            exact[Key(M.PLANNED_GROWTH, year, id_)] = 100 * (
                exact[Key(M.PLAN, year, id_)] / before - 1
            )
    if id_ != TOTAL and total_before > 0:
        exact[Key(M.CONTRIBUTION, year, id_, TOTAL)] = 100 * (level - before) / total_before
        if abs(total - total_before) * 100 > total_before:
            exact[Key(M.SHARE_OF_GROWTH, year, id_, TOTAL)] = (
                100 * (level - before) / (total - total_before)
            )
    base = levels[id_, first]
    if year > first + 1 and base > 0 and level > 0:
        ratio = level / base
        exact[Key(M.GROWTH, year, id_, first)] = 100 * (ratio - 1)
        exact[Key(M.MULTIPLE, year, id_, first)] = ratio
        exact[Key(M.CHANGE, year, id_, first)] = level - base
        factor = _WIDE.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
        root = _WIDE.power(factor, _WIDE.divide(Decimal(1), Decimal(year - first)))
        exact[Key(M.AVERAGE_GROWTH, year, id_, first)] = _WIDE.multiply(
            _WIDE.subtract(root, Decimal(1)), Decimal(100)
        )


def printed(random: Random, key: Key, value: Decimal | Fraction) -> Fact:
    """A fact rounded half up to some place, now and then with a qualifier that is true."""
    decimals = random.randint(0, 3)
    if key.measure in (M.ACTUAL, M.PLAN, M.CHANGE):
        decimals = random.randint(-2, 2)
    if key.measure is M.MULTIPLE:
        decimals = random.randint(2, 4)
    if isinstance(value, Fraction):
        scaled = value * Fraction(10) ** decimals
        count = (abs(scaled) + Fraction(1, 2)).__floor__() * (1 if scaled >= 0 else -1)
        text = Decimal(count).scaleb(-decimals)
    else:
        text = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
    made = figure(text, unit=Decimal(1).scaleb(-decimals))
    roll = random.random()
    if roll < 0.1 and text:
        qualifier = random.choice([Qualifier.NEARLY, Qualifier.MORE_THAN, Qualifier.ABOUT])
        made = figure(text, qualifier, unit=Decimal(1).scaleb(-decimals))
    total = key.against if isinstance(key.against, str) else ""
    since = key.against if isinstance(key.against, int) else None
    assert key.measure
    return Fact(
        key.measure,
        key.year,
        made.with_text(f"{text:f}", None),
        Status.NORMAL,
        "",
        Place("test", 1),
        "",
        key.indicator,
        since,
        total,
    )


def print_some(random: Random, world: World) -> list[Fact]:
    """Some of the world's quantities as printed facts, each at most once."""
    share = random.choice([0.3, 0.5, 0.8, 1.0])
    return [
        printed(random, key, value) for key, value in world.exact.items() if random.random() < share
    ]


def misprinted(random: Random, facts: list[Fact], units: int = 3) -> list[Fact]:
    """The facts with one of them off by some units of its last place."""
    position = random.randrange(len(facts))
    return [moved(fact, units) if i == position else fact for i, fact in enumerate(facts)]


def moved(fact: Fact, units: int) -> Fact:
    """A fact whose figure is off by some units of its last place."""
    assert fact.figure
    assert fact.figure.value is not None
    value = fact.figure.value + units * fact.figure.unit
    qualifier = fact.figure.qualifier if value else Qualifier.NONE
    made = figure(value, qualifier, unit=fact.figure.unit)
    return fact._replace(figure=made.with_text(f"{value:f}", None))


def is_true(fact: Fact, world: World) -> bool:
    """Whether a fact says what is so; a qualifier may be on the wrong side of the truth."""
    figure, truth = fact.figure, Fraction(world.exact[key_of(fact)])
    return figure is not None and Fraction(figure.low) <= truth <= Fraction(figure.high)


def small(value: Exact) -> Exact:
    """What an average growth, the root of a fraction, is not known to."""
    return abs(value) / 10**60


__all__ = [
    "World",
    "invented",
    "is_true",
    "key_of",
    "misprinted",
    "moved",
    "print_some",
    "printed",
    "small",
]
