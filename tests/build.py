"""Facts and series made from printed texts, for tests of the core."""

from __future__ import annotations

from collections.abc import Sequence

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import (
    Area,
    Dataset,
    Direction,
    Fact,
    Group,
    Indicator,
    Kind,
    Measure,
    Series,
    Source,
    Status,
    Words,
)
from vpcli.core.facts.number import NumberFormat
from vpcli.core.facts.phrase import figure_of, parse_phrase
from vpcli.core.facts.quantity_keys import Interval, Key, decode_interval
from vpcli.core.facts.units import parse_unit
from vpcli.core.solver.editions import Edition
from vpcli.core.solver.quantity import Quantity, Unknown
from vpcli.core.solver.solution import Solved
from vpcli.errors import Place


def fact(
    measure: Measure,
    year: int,
    text: str,
    *,
    unit: str = "tỷ đồng",
    status: Status = Status.NORMAL,
    source: str = "",
) -> Fact:
    made, _ = figure_of(parse_phrase(text), measure, NumberFormat.VI, parse_unit(unit))
    return Fact(measure, year, made, status, source, Place("test", 1))


def series(
    *facts: Fact,
    kind: Kind = Kind.LEVEL,
    direction: Direction = Direction.UP,
    unit: str = "tỷ đồng",
) -> Series:
    indicator = Indicator("x", Words("X", "X"), parse_unit(unit), kind, direction)
    by_year = sorted(facts, key=lambda one: one.year)
    return Series(Area(), indicator, tuple(one._replace(indicator="x") for one in by_year))


def dataset(*all_series: Series, sources: dict[str, Source] | None = None) -> Dataset:
    return Dataset(Words(), sources or {}, all_series)


def solved(facts: Sequence[Fact], kind: Kind = Kind.LEVEL, *, strict: bool = False) -> Edition:
    """The facts of one series without a name, as one edition."""
    indicator = Indicator("", Words(), parse_unit("tỷ đồng"), kind)
    group = Group((Series(Area(), indicator, tuple(facts)),))
    return Edition(group, facts, strict=strict)


def known(of: Solved, key: Key) -> Quantity:
    """What is known of a quantity, which is known."""
    found = of.get(key)
    assert isinstance(found, Quantity), found.reason
    return found


def why_unknown(of: Solved, key: Key) -> Reason:
    """Why a quantity is not known, which is not known."""
    found = of.get(key)
    assert isinstance(found, Unknown), found
    return found.reason


def left_of(edition: Edition, key: Key) -> Interval:
    """What all figures of an edition together leave of a quantity."""
    assert key.measure
    kind = edition.kinds[key.indicator]
    return decode_interval(edition.system.intervals[key], key.measure, kind)
