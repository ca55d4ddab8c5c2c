"""A derivation, or a blank, as a value: what `explain` tells, and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vpcli.core.agreement import Agreement
from vpcli.core.keys import Key
from vpcli.core.model import Fact, Series, Status
from vpcli.core.operation import Operation
from vpcli.core.report import Cell, Column, Number, Row, Type
from vpcli.core.rows import SERIES_COLUMNS, series_cells

__all__ = ["COLUMNS", "Alternative", "Blank", "Explanation", "blank_row", "tree_rows"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("measure", Type.CODE),
    Column("depth", Type.YEAR),
    Column("value", Type.MEASURE),
    Column("low", Type.MEASURE),
    Column("high", Type.MEASURE),
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("identity", Type.CODE),
    Column("printed", Type.TEXT),
    Column("source", Type.TEXT),
    Column("file", Type.TEXT),
    Column("line", Type.YEAR),
    Column("reason", Type.CODE),
)


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


def tree_rows(tree: Explanation, depth: int) -> Iterator[Row]:
    """Yield a row for a derivation, and one for each number that it goes back to."""
    fact, cell = tree.fact, tree.value
    yield Row(
        tree.series,
        series_cells(tree.series)
        | {
            "year": tree.key.year,
            "measure": tree.key.measure.value if tree.key.measure else "",
            "depth": depth,
            "value": cell,
            "low": cell.low,
            "high": cell.high,
            "basis": cell.basis.value,
            "status": cell.status.value,
            "identity": tree.operation.relation.identity.name if tree.operation else "",
            "printed": fact.figure.text.strip() if fact and fact.figure else "",
            "source": fact.source if fact else "",
            "file": fact.place.file if fact else "",
            "line": fact.place.line if fact else None,
            "reason": "too-deep" if tree.is_cut else tree.mark,
        },
    )
    for operand in tree.operands:
        yield from tree_rows(operand, depth + 1)


def blank_row(blank: Blank) -> Row:
    """Return the row of a number that is not known."""
    cells: dict[str, Cell] = {column.name: "" for column in COLUMNS}
    cells |= series_cells(blank.series)
    cells |= dict.fromkeys(("value", "low", "high", "line"))
    cells |= {"year": blank.key.year, "depth": 0, "status": Status.MISSING.value}
    cells |= {"measure": blank.key.measure.value if blank.key.measure else ""}
    cells |= {"reason": blank.reason}
    return Row(blank.series, cells)
