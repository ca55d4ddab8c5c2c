"""Facts and series made from printed texts, for tests of the core."""

from __future__ import annotations

from collections.abc import Sequence

from vpcli.core.model import (
    Area,
    Dataset,
    Direction,
    Fact,
    Indicator,
    Kind,
    Measure,
    Series,
    Source,
    Status,
    Words,
)
from vpcli.core.network import Structure
from vpcli.core.number import NumberFormat
from vpcli.core.phrase import figure_of, parse_phrase
from vpcli.core.solve import Solution, solve
from vpcli.core.units import parse_unit
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


def solved(facts: Sequence[Fact], kind: Kind = Kind.LEVEL) -> Solution:
    """The facts of one series without a name, solved."""
    return solve(facts, Structure({"": kind}))
