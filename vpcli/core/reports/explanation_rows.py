"""The rows of a derivation: one for the number, one for each number that it goes back to."""

from __future__ import annotations

from collections.abc import Iterator

from vpcli.core.facts.model import Status
from vpcli.core.reports.cells import Cell
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.explanation import Blank, Explanation
from vpcli.core.reports.rows import SERIES_COLUMNS, series_cells
from vpcli.core.reports.table import Row

__all__ = ["COLUMNS", "blank_row", "tree_rows"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("measure", Type.CODE),
    Column("plan_by", Type.TEXT),
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


def tree_rows(tree: Explanation, depth: int) -> Iterator[Row]:
    """Yield a row for a derivation, and one for each number that it goes back to."""
    fact, cell = tree.fact, tree.value
    yield Row(
        tree.series,
        series_cells(tree.series)
        | {
            "year": tree.key.year,
            "measure": tree.key.measure.value if tree.key.measure else "",
            "plan_by": tree.key.by,
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
    cells |= {"reason": blank.reason, "plan_by": blank.key.by}
    return Row(blank.series, cells)
