"""How a person says a file is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from vpcli.core.facts.number import NumberFormat
from vpcli.errors import Problem
from vpcli.readers.fields import NO_FIGURE

if TYPE_CHECKING:
    from vpcli.readers.tables.naming import Naming

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is declared of the input; the rest is found, and told to `found`."""

    numbers: NumberFormat | None = None
    delimiter: str | None = None
    encoding: str | None = None
    null_values: frozenset[str] = NO_FIGURE
    precision: Mapping[str, Decimal] = field(default_factory=dict)
    """One unit of what figures are known to, by measure key, for the whole input."""
    input_format: str | None = None
    sheet: str | None = None
    """Name of a sheet, or its number counted from 1."""
    skip_lines: int = 0
    columns: tuple[Naming, ...] = ()
    """What columns are said to be."""
    unit: str = ""
    """What figures are in, where the table does not say it."""
    stored: bool = False
    """Whether cells of a workbook are read as stored, and not as they show."""
    day_first: bool = False
    """Whether 3/4/2020 is the third of April, as a person who reads Vietnamese takes it."""
    found: list[Problem] = field(default_factory=list)
    """What the readers found, in their order, for a person who asks."""
