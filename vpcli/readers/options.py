"""How a person says a file is to be read."""

from __future__ import annotations

from dataclasses import dataclass

from vpcli.core.number import NumberFormat
from vpcli.readers.build import NO_FIGURE

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Number format, delimiter and encoding where they are declared, and what means no figure."""

    numbers: NumberFormat | None = None
    delimiter: str | None = None
    encoding: str | None = None
    null_values: frozenset[str] = NO_FIGURE
