"""Facts and series made from printed texts, for tests of the core."""

from __future__ import annotations

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
from vpcli.core.number import NumberFormat
from vpcli.core.phrase import figure_of, parse_phrase
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
    return Series(Area(), indicator, facts)


def dataset(*all_series: Series, sources: dict[str, Source] | None = None) -> Dataset:
    return Dataset(Words(), sources or {}, all_series)
