"""How a person says a file is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from vpcli.core.number import NumberFormat
from vpcli.readers.fields import NO_FIGURE

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Number format, delimiter and encoding where they are declared, and what means no figure."""

    numbers: NumberFormat | None = None
    delimiter: str | None = None
    encoding: str | None = None
    null_values: frozenset[str] = NO_FIGURE
    precision: Mapping[str, Decimal] = field(default_factory=dict)
    """One unit of what figures are known to, by measure key, for the whole input."""
