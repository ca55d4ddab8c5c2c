"""A derivation, or a blank, as a value: what `explain` says."""

from __future__ import annotations

from typing import NamedTuple

from vpcli.core.facts.model import Fact, Series
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.cells import Number
from vpcli.core.reports.step import Operation
from vpcli.core.solver.agreement import Agreement

__all__ = ["Alternative", "Blank", "Explanation"]


class Alternative(NamedTuple):
    """Another way to the same number, or another edition's, and whether the two agree."""

    operation: Operation | None
    operands: tuple[Explanation, ...]
    value: Number
    agreement: Agreement
    fact: Fact | None = None
    source: str = ""


class Explanation(NamedTuple):
    """A number with the fact it was printed as, or the step that gave it and its operands."""

    key: Key
    series: Series
    value: Number
    fact: Fact | None = None
    operation: Operation | None = None
    operands: tuple[Explanation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    mark: str = ""
    """What must be known beside it: that it joins editions not known to agree."""
    is_joined: bool = False
    """Whether it is made of figures of several editions."""
    is_cut: bool = False
    """Whether its own derivation is left out, being too many steps down."""


class Blank(NamedTuple):
    """A number that is neither printed nor implied, though its table has a place for it.

    `operation` is the identity that would give it with the fewest numbers more: those that
    are known of it are told in `known`, those that are not are named in `missing`.
    """

    key: Key
    series: Series
    reason: str
    operation: Operation | None
    known: tuple[Explanation, ...]
    missing: tuple[tuple[Key, Series], ...]
