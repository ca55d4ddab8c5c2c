"""One table among several of a document: the one asked for, or the first that holds years."""

from __future__ import annotations

from collections.abc import Sequence

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.table import find_header, read_table
from vpcli.readers.tables.cells import Grid
from vpcli.readers.tables.reading import holds_years

__all__ = ["MOST_CELLS", "check_cells", "read_one_of"]

MOST_CELLS = 2_000_000
"""Of all tables of a document together."""


def check_cells(count: int, file: str) -> None:
    """Raise `DataError` for more cells than are read."""
    if count > MOST_CELLS:
        raise DataError(Problem("too-many-cells", {"most": MOST_CELLS}, Place(file)))


def read_one_of(grids: Sequence[Grid], file: str, options: ReadOptions) -> Dataset:
    """Read a table by its number, or the first that holds years; the others are named.

    Raises `DataError` with every problem found.
    """
    filled = [grid for grid in grids if grid.lines]
    if not filled:
        raise DataError(Problem("no-table", {}, Place(file)))
    number = _asked(options.sheet, len(filled), file)
    named = [naming.heading for naming in options.columns]
    usable = [at for at, grid in enumerate(filled) if _is_usable(grid, named)]
    at = number if number is not None else next(iter(usable), 0)
    reader = RecordReader(file, options)
    others = [str(other + 1) for other in usable if other != at]
    if others and number is None:
        reader.warn("tables-not-read", Place(file), number=at + 1, others=", ".join(others[:12]))
    rows = [(line.number, list(line.cells)) for line in filled[at].lines]
    read_table(iter(rows), reader, pad=True, grid=filled[at])
    return reader.dataset()


def _is_usable(grid: Grid, named: Sequence[str]) -> bool:
    rows = [(line.number, line.cells) for line in grid.lines[:100]]
    return find_header(rows)[1] is not None or holds_years(grid, named)


def _asked(text: str | None, count: int, file: str) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 6 and 0 < int(text) <= count:
        return int(text) - 1
    known = ", ".join(str(number + 1) for number in range(min(count, 12)))
    raise DataError(Problem("no-such-sheet", {"text": text, "known": known}, Place(file)))
