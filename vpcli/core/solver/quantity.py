"""A number as vpcli knows it, or why it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from vpcli.core.facts.codes import Basis, Reason
from vpcli.core.facts.model import Fact, Status
from vpcli.core.facts.quantity_keys import Interval
from vpcli.core.solver.relations import Relation

__all__ = ["Found", "Quantity", "Unknown", "basis_of", "exact", "first_unknown", "published"]


class Quantity(NamedTuple):
    """A level in the indicator's unit, or a rate in per cent or percentage points.

    `point` follows from the printed values (None for a range or bound); `low` and `high`
    enclose the true value (None where nothing bounds it); of a printed figure they are the
    interval it was printed with. `facts` are the published facts it rests on, `relation` the
    identity it was derived by, and `conflict` tells that a fact it rests on cannot be true beside
    the others. `faces` are the printed ends of a range or bound; of a difference to a range,
    that of the printed ends.
    """

    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    basis: Basis
    status: Status = Status.NORMAL
    facts: tuple[Fact, ...] = ()
    relation: Relation | None = None
    conflict: bool = False
    faces: Interval | None = None

    @property
    def published(self) -> Fact | None:
        """The fact itself, where the quantity was published."""
        return self.facts[0] if self.basis is Basis.PUBLISHED else None

    @property
    def interval(self) -> Interval | None:
        """Both bounds, or None where one is missing."""
        if self.low is None or self.high is None:
            return None
        return self.low, self.high

    @property
    def ends(self) -> Interval | None:
        """The printed ends of a range, or twice the point value; None where an end is open."""
        if self.point is not None:
            return self.point, self.point
        if self.faces and all(face.is_finite() for face in self.faces):
            return self.faces
        return None


class Unknown:
    """A number that cannot be known, with the code of the reason; it counts as false."""

    __slots__ = ("reason",)

    def __init__(self, reason: Reason) -> None:
        """Keep the code."""
        self.reason = reason

    def __bool__(self) -> Literal[False]:
        """Return False, so that `if growth:` asks whether the growth is known."""
        return False


Found = Quantity | Unknown
"""What is asked for: the quantity, or why there is none."""


def first_unknown(*quantities: Found) -> Unknown | None:
    """Return the first that is not known, or else what is no single value; None for neither."""
    for quantity in quantities:
        if isinstance(quantity, Unknown):
            return quantity
    if any(isinstance(one, Quantity) and one.point is None for one in quantities):
        return Unknown(Reason.NOT_A_SINGLE_VALUE)
    return None


def published(fact: Fact, *, conflict: bool = False) -> Quantity:
    """Return a printed figure as a quantity, with the interval it was printed with."""
    figure = fact.figure
    assert figure is not None
    return Quantity(
        figure.value,
        figure.low if figure.low.is_finite() else None,
        figure.high if figure.high.is_finite() else None,
        Basis.PUBLISHED,
        fact.status,
        (fact,),
        conflict=conflict,
        faces=(figure.low_face, figure.high_face) if figure.value is None else None,
    )


def exact(value: Decimal) -> Quantity:
    """Return a number that was typed, or is one by definition, and not printed."""
    return Quantity(value, value, value, Basis.COMPUTED)


def basis_of(operands: Iterable[Quantity]) -> Basis:
    """Return how a number made of others is known, by the weakest of them.

    Computed when only published levels were needed, implied when a published rate was, linked
    when editions were joined by their growth.
    """
    found = Basis.COMPUTED
    for operand in operands:
        if operand.basis is Basis.LINKED:
            return Basis.LINKED
        if operand.basis is Basis.COMPUTED:
            continue
        fact = operand.published
        if fact is None or not fact.measure.is_in_unit:
            found = Basis.IMPLIED
    return found
