"""The cells of a table: a number with its bounds, basis and marks, and how news is toned."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Status, Words
from vpcli.core.facts.number import Qualifier
from vpcli.core.solver.quantity import Found

__all__ = ["Cell", "Number", "Tone", "number"]


class Tone(StrEnum):
    """Whether a result is good or bad news in the indicator's direction."""

    BETTER = "better"
    WORSE = "worse"


class Number(NamedTuple):
    """A numeric cell: value, its bounds, and what a reader must know of it.

    `decimals` are those to show on the screen. A published value keeps its printed digits.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    basis: Basis
    status: Status
    decimals: int
    qualifier: Qualifier = Qualifier.NONE
    conflict: bool = False
    face: tuple[Decimal, Decimal] | None = None
    """The printed ends of a range or bound, or of a difference to one; not of a single value."""
    shows_bounds: bool = False
    """Whether the bounds are shown below it, asked for or not."""


Cell = str | int | Decimal | Words | Number | None


def number(quantity: Found | None, decimals: int) -> Number | None:
    """Turn a quantity into a cell; what is not known is blank."""
    if not quantity:
        return None
    fact = quantity.published
    figure = fact.figure if fact else None
    return Number(
        quantity.point,
        quantity.low,
        quantity.high,
        quantity.basis,
        quantity.status,
        decimals,
        figure.qualifier if figure else Qualifier.NONE,
        quantity.conflict,
        quantity.faces,
    )
