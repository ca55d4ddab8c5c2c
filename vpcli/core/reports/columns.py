"""Columns of reports: what each holds, and those of the reports that a stream can make.

They stand apart from the reports, which load the solver.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "ATTAINMENT_COLUMNS",
    "END_COLUMNS",
    "GROWTH_COLUMNS",
    "SERIES_COLUMNS",
    "Column",
    "Type",
]


class Type(StrEnum):
    """What a column holds; writers align and word cells by it."""

    TEXT = "text"
    NAME = "name"
    CODE = "code"
    YEAR = "year"
    LEVEL = "level"
    CHANGE = "change"
    RATE = "rate"
    """Growth in per cent, or in points of an indicator that is itself a rate."""
    RELATIVE = "relative"
    """Growth in per cent, whatever the indicator is."""
    SHARE = "share"
    POINTS = "points"
    RATIO = "ratio"
    INDEX = "index"
    MEASURE = "measure"
    """A number in the unit of the row's own measure, named in its column `measure`."""
    BAR = "bar"
    """A bar as long as the number; for a person only."""
    SOURCE = "source"
    """The id of a source; a person is told its title."""
    DISPLAY = "display"
    """For a person only; machine formats leave it out."""


class Column(NamedTuple):
    """A column with its stable machine name and its type."""

    name: str
    type: Type


SERIES_COLUMNS = (
    Column("area", Type.TEXT),
    Column("indicator", Type.TEXT),
    Column("name", Type.NAME),
    Column("unit", Type.TEXT),
)
END_COLUMNS = (
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)
"""How a row is known, its status, why what is blank is blank, its sources."""
GROWTH_COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("base_year", Type.YEAR),
    Column("base", Type.LEVEL),
    Column("value", Type.LEVEL),
    Column("change", Type.CHANGE),
    Column("growth_pct", Type.RATE),
    Column("growth_low", Type.RATE),
    Column("growth_high", Type.RATE),
    Column("growth_unit", Type.CODE),
    Column("method", Type.CODE),
    *END_COLUMNS,
)
ATTAINMENT_COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("plan", Type.LEVEL),
    Column("plan_from", Type.LEVEL),
    Column("plan_to", Type.LEVEL),
    Column("actual", Type.LEVEL),
    Column("gap", Type.CHANGE),
    Column("attainment_pct", Type.SHARE),
    Column("attainment_low", Type.SHARE),
    Column("attainment_high", Type.SHARE),
    Column("verdict", Type.CODE),
    Column("planned_growth_pct", Type.RATE),
    Column("growth_pct", Type.RATE),
    Column("plan_source", Type.SOURCE),
    Column("plan_by", Type.TEXT),
    *END_COLUMNS,
)
